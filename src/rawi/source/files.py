"""Documents from text files, JSON Lines and standard input."""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from rawi.errors import SourceError
from rawi.model import Document
from rawi.source.articles import make_article
from rawi.source.encodings import decode_text
from rawi.source.lines import iter_line_articles

# A book of 1,000 pages is about 4 MB in UTF-8; what is larger than this is many articles in one
# file, or no article.
MAX_BYTES = 20_000_000
LINE_SUFFIXES = (".jsonl", ".ndjson")


def iter_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a `.txt` (one article) or `.jsonl` file (one article a line).

    Raises:
        SourceError: at the first article that cannot be read.
    """
    for item in iter_articles(str(path)):
        if isinstance(item, SourceError):
            raise item
        yield item


def iter_articles(
    name: str, *, published: str | None = None, max_bytes: int = MAX_BYTES
) -> Iterator[Document | SourceError]:
    """Yield the articles of a file, and in the place of one that cannot be read, why.

    A `.jsonl` or `.ndjson` file holds one article a line, any other file is one article. Standard
    input (`-`) holds JSON Lines if its first line is a JSON object, else one article.

    Args:
        name: Path of the file, or `-`.
        published: ISO day of articles that give none of their own.
        max_bytes: Limit of one article: of a file, or of one line of JSON Lines.
    """
    try:
        if name == "-":
            yield from _iter_stdin(published, max_bytes)
        else:
            yield from _iter_file(name, published, max_bytes)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(f"{show_name(name)}: {_describe(error)}", reason=_reason(error))


def _iter_file(
    name: str, published: str | None, max_bytes: int
) -> Iterator[Document | SourceError]:
    path = Path(name)
    where, source = show_name(name), show_name(path.name)
    with path.open("rb") as stream:
        if path.suffix.lower() in LINE_SUFFIXES:
            yield from iter_line_articles(
                stream, where=where, source=source, max_bytes=max_bytes, published=published
            )
        else:
            size = os.fstat(stream.fileno()).st_size
            if size > max_bytes:
                raise _too_large(where, f"{size:,} bytes", max_bytes)
            data = stream.read(max_bytes + 1)
            yield _read_text(data, where, source, published=published, max_bytes=max_bytes)


def _iter_stdin(published: str | None, max_bytes: int) -> Iterator[Document | SourceError]:
    stream = sys.stdin.buffer
    head = _read_head(stream, max_bytes)
    if _begins_lines(head, max_bytes):
        joined = _Prefixed(head, stream)
        yield from iter_line_articles(
            io.BufferedReader(joined), where="stdin", source="stdin", max_bytes=max_bytes,
            published=published,
        )  # fmt: skip
    else:
        data = head + stream.read(max(0, max_bytes + 1 - len(head)))
        yield _read_text(data, "stdin", "stdin", published=published, max_bytes=max_bytes)


def _read_head(stream: BinaryIO, max_bytes: int) -> bytes:
    """Return the stream up to the end of its first line that is not blank."""
    head = b""
    while len(head) <= max_bytes:
        line = stream.readline(max_bytes + 2)
        head += line
        if not line or line.strip():
            break
    return head


def _begins_lines(head: bytes, max_bytes: int) -> bool:
    """Whether the head is a JSON object, alone on its line (or cut off by the limit)."""
    line = head.removeprefix(b"\xef\xbb\xbf").strip()
    if not line.startswith(b"{"):
        return False
    if len(head) > max_bytes:
        return True
    try:
        msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True


class _Prefixed(io.RawIOBase):
    """A stream with bytes put back before it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # narrower
        size = len(buffer)
        data = bytes(self._head[:size])
        self._head = self._head[size:]
        if not data:
            data = self._rest.read1(size) if hasattr(self._rest, "read1") else self._rest.read(size)
        buffer[: len(data)] = data
        return len(data)


def _read_text(
    data: bytes, where: str, source: str, *, published: str | None, max_bytes: int
) -> Document:
    if len(data) > max_bytes:
        raise _too_large(where, f"more than {max_bytes:,} bytes", max_bytes)
    text = decode_text(data, where)
    return make_article(text, where, source=source, metadata={"published": published})


def _too_large(where: str, size: str, max_bytes: int) -> SourceError:
    return SourceError(
        f"{where}: {size}, the limit of one article is {max_bytes:,}. Many articles go in a .jsonl "
        "file, one a line; or raise the limit with --max-size",
        reason="too large",
    )


def show_name(name: str) -> str:
    """Return a file's name as it can stand in one line of a message and in a report."""
    name = os.fsencode(name).decode("utf-8", "replace")
    return name if name and name.isprintable() else ascii(name)[1:-1] or "''"


_REMEDIES = {
    FileNotFoundError: ("not found", "no such file. Check the path"),
    IsADirectoryError: ("is a folder", "is a folder. Name the files in it: rawi read FOLDER/*.txt"),
    PermissionError: ("no permission", "may not be read. Change its permissions: chmod +r FILE"),
}


def _describe(error: OSError) -> str:
    return _REMEDIES.get(type(error), ("", f"cannot be read: {error.strerror}"))[1]


def _reason(error: OSError) -> str:
    return _REMEDIES.get(type(error), ("unreadable", ""))[0]
