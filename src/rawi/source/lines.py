"""Articles from JSON Lines: one JSON object a line, read one at a time."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from rawi.errors import SourceError
from rawi.source.encodings import decode_text, find_other_encoding, refuse_encoding
from rawi.source.entries import Entry
from rawi.source.items import Extract, Item, Options, make_item
from rawi.source.rows import make_row_extract

_BOM = b"\xef\xbb\xbf"
# \ud800 with no low half behind it, or a low half with no high one before it.
_LONE_SURROGATE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_LIKE = '{"text": "…", "published": "2018-07-05"}'


class ArticleLine(msgspec.Struct):
    """One line: the text, and what is known of its origin. Other keys are left unread."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


_DECODER = msgspec.json.Decoder(ArticleLine)


def iter_line_items(
    stream: BinaryIO, entry: Entry, *, max_bytes: int
) -> Iterator[Item | SourceError]:
    """Yield each line as an item, or what is wrong with it; empty lines are passed over.

    No more than one line is held in memory, and of a line that is too long no more than the limit.

    Args:
        stream: Bytes of UTF-8.
        entry: The file that the lines are of.
        max_bytes: Limit of one line.
    """
    number = 0
    while line := stream.readline(max_bytes + 2):
        number += 1
        place = f"{entry.where}:{number}"
        if number == 1:
            if find_other_encoding(line) in ("UTF-16", "UTF-32"):
                # Its lines cannot be told apart; one message for the file.
                yield refuse_encoding(line, entry.where)
                return
            line = line.removeprefix(_BOM)
        if len(line.rstrip(b"\r\n")) > max_bytes:
            _skip_line(stream, line)
            yield SourceError(
                f"{place}: the line is longer than {max_bytes:,} bytes. "
                "Split the article, or raise the limit with --max-size",
                reason="too large",
            )
        elif line.strip():
            yield make_item(line.rstrip(b"\r\n"), entry, "jsonl-line", part=f":{number}")


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line that is not wanted, a piece at a time."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def read_line(item: Item, options: Options) -> Extract:
    """Return the article of one line of JSON Lines.

    Raises:
        SourceError: the line is no JSON object of the kind expected; the message says in what.
    """
    del options
    row = _decode(item.data, item.where)
    return make_row_extract(msgspec.structs.asdict(row), item.where)


def _decode(line: bytes, where: str) -> ArticleLine:
    try:
        return _DECODER.decode(line)
    except msgspec.ValidationError as error:
        raise SourceError(
            f"{where}: {_describe_mismatch(str(error))}. A line is an object like {_LIKE}",
            reason="wrong fields",
        ) from error
    except msgspec.DecodeError as error:
        lone = _LONE_SURROGATE.search(line)
        if lone is not None:
            raise SourceError(
                f"{where}: {lone.group().decode()} at byte {lone.start()} is a lone surrogate, "
                "half of a character that was cut. Export the line again",
                reason="broken characters",
            ) from error
        raise SourceError(
            f"{where}: is not JSON ({error}). A line is an object like {_LIKE}",
            reason="broken JSON",
        ) from error
    except UnicodeDecodeError as error:
        decode_text(line, where)
        raise SourceError(f"{where}: is not UTF-8 ({error})", reason="not UTF-8") from error
    except RecursionError as error:
        raise SourceError(
            f"{where}: is nested too deep. A line is a flat object like {_LIKE}",
            reason="broken JSON",
        ) from error


def _describe_mismatch(message: str) -> str:
    """Return what is wrong with the fields, from msgspec's message."""
    missing = re.search(r"missing required field `(\w+)`", message)
    if missing is not None:
        return f"lacks {missing.group(1)!r}"
    wrong = re.search(r"Expected `([^`]+)`, got `([^`]+)`(?: - at `\$\.?(.*)`)?", message)
    if wrong is None:
        return re.sub(r"(.*) - at `\$\.?(.*)`", r"'\2': \1", message)
    expected = wrong.group(1).replace("str", "text").replace(" | ", " or ")
    field = f"{wrong.group(3)!r} is" if wrong.group(3) else "is"
    return f"{field} {wrong.group(2).replace('str', 'text')}, not {expected}"
