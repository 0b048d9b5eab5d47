"""Markdown: the text that a reader of it sees, and the front matter above it.

Front matter is `key: value` lines between two lines of three dashes.
"""

from msgspec import structs

from rawi.source.encodings import decode_text
from rawi.source.items import Extract, Item, Options
from rawi.source.rows import make_row_extract
from rawi.source.unmark import find_heading, unmark

EXTRACTOR = "rawi markdown"
_FENCE = "---"
# Front matter that has not ended by this line is none.
_MAX_LINES = 100
_KEYS = {"title": "title", "outlet": "outlet", "source": "outlet", "site": "outlet",
         "published": "published", "date": "published", "url": "url", "link": "url"}  # fmt: skip


def read_markdown(item: Item, options: Options) -> Extract:
    """Return the text below the front matter without its marks, with what the front matter says.

    Read are `title`, `outlet` (or `source`), `published` (or `date`) and `url` (or `link`), one a
    line; other keys, lists and nested values are left unread. A text that begins with a heading of
    the first level has it for its title if no other is given.

    Raises:
        SourceError: the bytes are not UTF-8, or the date is no ISO date.
    """
    del options
    text = decode_text(item.data, item.where).removeprefix("\ufeff")
    fields, body = _split(text)
    fields.setdefault("title", find_heading(body))
    extract = make_row_extract({**fields, "text": unmark(body)}, item.where)
    return structs.replace(extract, extractor=EXTRACTOR)


def _split(text: str) -> tuple[dict[str, str | None], str]:
    """Return the fields of the front matter and what is below it."""
    lines = text.split("\n", _MAX_LINES)
    if lines[0].rstrip() != _FENCE:
        return {}, text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        return {}, text
    fields: dict[str, str | None] = {}
    for line in lines[1:end]:
        key, colon, value = line.partition(":")
        field = _KEYS.get(key.strip().lower())
        if colon and field is not None and key[:1].strip() and value.strip():
            fields.setdefault(field, _unquote(value.strip()))
    return fields, "\n".join(lines[end + 1 :]).lstrip("\r\n")


def _unquote(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
