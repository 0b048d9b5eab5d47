"""What rows of data share: which column is which field, and dates that are checked."""

import msgspec

from rawi.errors import SourceError
from rawi.source.articles import parse_day
from rawi.source.items import BAD_DATE, Extract, Item, Options, Remark

FIELDS = ("text", "title", "outlet", "published", "url")


def parse_columns(value: str) -> dict[str, str]:
    """Return the columns of `text=body,published=date`: by field, the name of its column.

    Raises:
        SourceError: a part is no FIELD=COLUMN, or the field is none of an article.
    """
    columns: dict[str, str] = {}
    for part in value.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column or field not in FIELDS:
            raise SourceError(
                f"columns: {part.strip()!r} is not FIELD=COLUMN with one of {', '.join(FIELDS)}. "
                "Write text=body,published=date",
                reason="wrong columns",
            )
        columns[field] = column
    return columns


def find_columns(names: list[str], columns: dict[str, str], where: str) -> dict[str, str]:
    """Return the columns of a table that are read, by field.

    Raises:
        SourceError: the table lacks a column that was named, or one with the text.
    """
    found = {field: columns.get(field, field) for field in FIELDS}
    for field, column in found.items():
        if column not in names and (field in columns or field == "text"):
            raise SourceError(
                f"{where}: has no column {column!r} for the {field}; it has "
                f"{', '.join(names[:30])}. Name it: --columns {field}=COLUMN",
                reason="wrong columns",
            )
    return {field: column for field, column in found.items() if column in names}


def encode_row(row: dict[str, str | None]) -> bytes:
    """Return a row as JSON, its columns in their order: the bytes that are kept as evidence."""
    return msgspec.json.encode(row)


def read_row(item: Item, options: Options) -> Extract:
    """Return the article of a row of a table.

    Raises:
        SourceError: there is no text in it.
    """
    row = msgspec.json.decode(item.data, type=dict[str, str | None])
    columns = {field: options.columns.get(field, field) for field in FIELDS}
    return make_row_extract({f: row.get(column) for f, column in columns.items()}, item.where)


def make_row_extract(row: dict[str, str | None], where: str) -> Extract:
    """Return the article of a row of data, with its date checked.

    A `published` that is no date is remarked upon; the day of the article is then not known.
    """
    published = row.get("published")
    day: str | None = None
    remarks: tuple[Remark, ...] = ()
    if published is not None and published.strip():
        day = parse_day(published)
        if day is None:
            remarks = (
                Remark(
                    BAD_DATE,
                    f"{where}: 'published' is {clip(published)}, which is no ISO date; "
                    "read without a day. Write it as 2018-07-05",
                ),
            )
    return Extract(
        text=row["text"] or "",
        title=row.get("title") or None,
        outlet=row.get("outlet") or None,
        published=day,
        url=row.get("url") or None,
        remarks=remarks,
    )


def clip(value: str) -> str:
    """Return a value as it can stand in a message."""
    return ascii(value) if not value.isprintable() else repr(value[:40])
