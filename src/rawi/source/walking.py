"""From names to items: files, folders, archives and streams, always in the same order."""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import msgspec

from rawi.errors import SourceError
from rawi.source.archives import iter_packed_items, iter_zip_items
from rawi.source.entries import Entry, describe_failure, show_name
from rawi.source.items import Item, Items, Options, format_time, make_item, too_large
from rawi.source.kinds import HEAD_BYTES, find_kind
from rawi.source.lines import iter_line_items
from rawi.source.tables import iter_csv_items, iter_parquet_items
from rawi.source.warcs import iter_warc_items

if TYPE_CHECKING:
    from rawi.source.web.settings import Web


# Folders within folders deeper than this are a loop or a trap.
_MAX_FOLDERS = 64

# What an item's bytes can be, as they are read whole.
SINGLE = frozenset({"text", "markdown", "html", "pdf", "docx"})
_UNREADABLE = {
    "rtf": "an RTF file",
    "doc": "a document of the old Word format",
}


def iter_items(
    names: Iterable[str], options: Options | None = None, web: "Web | None" = None
) -> Items:
    """Yield what the named files, folders and streams hold, and in the place of the bad, why.

    Nothing is parsed beyond what tells one item from the next. The order is that of the names;
    within a folder that of the file names by code point; within an archive its own.

    Args:
        names: Paths, addresses of pages, feeds and sitemaps, or `-` for standard input.
        options: Limits and columns; the defaults if None.
        web: How addresses are fetched; the defaults if None.
    """
    options = options or Options()
    for name in names:
        yield from _iter_named(name, options, web)


def _iter_named(name: str, options: Options, web: "Web | None") -> Items:
    where = show_name(name)
    try:
        if name == "-":
            yield from _iter_stdin(options)
        elif name.startswith(("http://", "https://")):
            yield from _iter_address(name, options, web)
        elif web is not None and web.follow and Path(name).is_file():
            yield from _iter_followed(Path(name), where, options, web)
        elif Path(name).is_dir():
            yield from _iter_folder(Path(name), _show_base(name), where, options=options)
        else:
            yield from iter_entry(_make_entry(Path(name), _show_base(name), where, True), options)
    except OSError as error:
        yield describe_failure(error, where)


def _iter_address(url: str, options: Options, web: "Web | None") -> Items:
    from rawi.source.web.addresses import iter_address_items
    from rawi.source.web.settings import Web

    yield from iter_address_items(url, options, web or Web())


def _iter_followed(path: Path, where: str, options: Options, web: "Web") -> Items:
    """Yield what a file holds, or what it links to if it is a feed or sitemap."""
    entry = _make_entry(path, _show_base(str(path)), where, True)
    with path.open("rb") as stream:
        if find_kind(path.name, stream.peek(HEAD_BYTES)[:HEAD_BYTES]) in ("feed", "sitemap"):
            from rawi.source.web.addresses import iter_listing_items

            yield from iter_listing_items(stream, entry, options, web)
            return
    yield from iter_entry(entry, options)


def _show_base(name: str) -> str:
    """Return the last part of a path: of `./` and `..` the name of the folder that they mean."""
    return show_name(Path(name).name or Path(name).resolve().name or "root")


def _make_entry(path: Path, name: str, where: str, named: bool = False) -> Entry:
    found = path.stat()
    regular = stat.S_ISREG(found.st_mode)
    return Entry(
        name=name,
        where=where,
        open=lambda: path.open("rb"),
        size=found.st_size if regular else None,
        obtained=format_time(found.st_mtime) if regular else None,
        named=named,
    )


def _iter_folder(path: Path, name: str, where: str, *, options: Options, depth: int = 0) -> Items:
    """Yield what lies in a folder and the folders in it; hidden files are passed over."""
    if depth > _MAX_FOLDERS:
        yield SourceError(f"{where}: more than {_MAX_FOLDERS} folders deep", reason="too deep")
        return
    try:
        with os.scandir(path) as listing:
            found = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield describe_failure(error, where)
        return
    for file in found:
        inner, place = f"{name}/{show_name(file.name)}", f"{where}/{show_name(file.name)}"
        try:
            if file.name.startswith((".", "~$")):
                continue
            if file.is_dir(follow_symlinks=False):
                yield from _iter_folder(
                    Path(file.path), inner, place, options=options, depth=depth + 1
                )
            elif file.is_file():
                yield from iter_entry(_make_entry(Path(file.path), inner, place), options)
        except OSError as error:
            yield describe_failure(error, place)


def iter_entry(entry: Entry, options: Options) -> Items:
    """Yield the items of a file or of a member of an archive."""
    with entry.open() as stream:
        head, stream = _peek(stream)
        kind = find_kind(entry.name, head)
        if kind is None and entry.named:
            kind = "text"
        if kind in SINGLE:
            yield _read_whole(stream, kind, entry, options)
        elif kind in CONTAINERS:
            yield from CONTAINERS[kind](stream, entry, options)
        else:
            yield _refuse(kind, entry)


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and the stream with them still to be read."""
    buffered = (
        stream
        if isinstance(stream, io.BufferedReader)
        else io.BufferedReader(cast("io.RawIOBase", stream), HEAD_BYTES)
    )
    return buffered.peek(HEAD_BYTES)[:HEAD_BYTES], buffered


def _refuse(kind: str | None, entry: Entry) -> SourceError:
    what = _UNREADABLE.get(kind or "")
    if what is not None:
        return SourceError(
            f"{entry.where}: is {what}, which rawi does not read. Save it as DOCX or as plain text",
            reason="not text",
        )
    return SourceError(
        f"{entry.where}: is no article by its name or first bytes, skipped",
        reason="not an article",
        skipped=True,
    )


def _read_whole(stream: BinaryIO, kind: str, entry: Entry, options: Options) -> Item | SourceError:
    """Return the item of a stream that is one article."""
    if entry.size is not None and entry.size > options.max_bytes:
        return too_large(entry.where, f"{entry.size:,} bytes", options.max_bytes)
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        return too_large(entry.where, f"more than {options.max_bytes:,} bytes", options.max_bytes)
    return make_item(data, entry, kind)


def _iter_lines(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    return iter_line_items(stream, entry, max_bytes=options.max_bytes)


def _iter_zip(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    return iter_zip_items(stream, entry, options, iter_entry)


def _iter_gzip(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    if entry.name.lower().endswith(".warc.gz"):
        # Its records are packed one by one.
        return iter_warc_items(stream, entry, options)
    return iter_packed_items(stream, entry, options, kind="gzip", walk=iter_entry)


def _iter_xz(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    return iter_packed_items(stream, entry, options, kind="xz", walk=iter_entry)


def _iter_bzip2(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    return iter_packed_items(stream, entry, options, kind="bzip2", walk=iter_entry)


def _iter_feed(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    from rawi.source.web.addresses import iter_feed_items

    return iter_feed_items(stream, entry, options)


# What holds many items -> what yields them.
CONTAINERS: dict[str, Callable[[BinaryIO, Entry, Options], Items]] = {
    "lines": _iter_lines,
    "csv": iter_csv_items,
    "parquet": iter_parquet_items,
    "feed": _iter_feed,
    "sitemap": _iter_feed,
    "warc": iter_warc_items,
    "zip": _iter_zip,
    "wacz": _iter_zip,
    "gzip": _iter_gzip,
    "xz": _iter_xz,
    "bzip2": _iter_bzip2,
}


def _iter_stdin(options: Options) -> Items:
    """Yield what standard input holds: JSON Lines if its first line is an object, else one item."""
    stream = sys.stdin.buffer
    head = _read_head(stream, options.max_bytes)
    entry = Entry(name="stdin", where="stdin", open=lambda: io.BytesIO(head), named=True)
    if _begins_lines(head, options.max_bytes):
        joined = io.BufferedReader(_Prefixed(head, stream))
        yield from iter_line_items(joined, entry, max_bytes=options.max_bytes)
        return
    head += stream.read(max(0, options.max_bytes + 1 - len(head)))
    yield from iter_entry(entry, options)


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
