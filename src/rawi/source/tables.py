"""Tables: CSV and Parquet, one article a row."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from rawi.errors import SourceError
from rawi.source.encodings import find_other_encoding, refuse_encoding
from rawi.source.entries import Entry, make_seekable
from rawi.source.items import Item, Items, Options, make_item
from rawi.source.rows import encode_row, find_columns

_DELIMITERS = "\t;|,"
_MAX_COLUMNS = 1000
# Rows of Parquet that are in memory at a time.
_BATCH = 64
# A Parquet file inside an archive is read into memory, up to this.
_MAX_PACKED_PARQUET = 500_000_000
_LARGE = f"is larger than {_MAX_PACKED_PARQUET:,} bytes; unpack it first"


def iter_csv_items(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    """Yield each row of a CSV file as an item, named by its number (the header is row 1).

    The delimiter is the tab, semicolon, bar or comma that the header has most of.
    """
    head = stream.peek(65536) if isinstance(stream, io.BufferedReader) else b""
    other = find_other_encoding(head.rsplit(b"\n", 1)[0])
    if other is not None:
        yield refuse_encoding(head, entry.where)
        return
    csv.field_size_limit(options.max_bytes)
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    try:
        header = text.readline(1_000_000)
        delimiter = max(_DELIMITERS, key=header.count)
        names = next(csv.reader([header], delimiter=delimiter), [])[:_MAX_COLUMNS]
        find_columns(names, options.columns, entry.where)
        yield from _iter_rows(csv.reader(text, delimiter=delimiter), names, entry, options)
    except UnicodeDecodeError as error:
        yield SourceError(
            f"{entry.where}: is not UTF-8 ({error.reason} at byte {error.start} of a block). Its "
            "rows from there on are lost; convert it with iconv",
            reason="not UTF-8",
        )
    except SourceError as error:
        yield error
    finally:
        text.detach()


def _iter_rows(
    rows: Iterator[list[str]], names: list[str], entry: Entry, options: Options
) -> Items:
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield SourceError(
                f"{entry.where}:{number}: is no row of CSV ({error}). Mend the quotation marks, or "
                "raise the limit with --max-size",
                reason="broken row",
            )
            continue
        if cells:
            row: dict[str, str | None] = dict(zip(names, cells, strict=False))
            yield _make_item(row, entry, number, options)


def _make_item(
    row: dict[str, str | None], entry: Entry, number: int, options: Options
) -> Item | SourceError:
    data = encode_row(row)
    if len(data) > options.max_bytes:
        return SourceError(
            f"{entry.where}:{number}: the row is longer than {options.max_bytes:,} bytes. "
            "Split the article, or raise the limit with --max-size",
            reason="too large",
        )
    return make_item(data, entry, "row", part=f":{number}")


def iter_parquet_items(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    """Yield each row of a Parquet file as an item, named by its number (the first is 1)."""
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(
            make_seekable(stream, entry, most=_MAX_PACKED_PARQUET, too_large=_LARGE)
        )
        names = [str(name) for name in file.schema_arrow.names]
        columns = find_columns(names, options.columns, entry.where)
        wanted = [name for name in names if name in columns.values()]
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                cells = {name: _show(row[name]) for name in wanted}
                yield _make_item(cells, entry, number, options)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield SourceError(
            f"{entry.where}: is no Parquet file that can be read ({str(error)[:200]})",
            reason="broken file",
        )
    except SourceError as error:
        yield error


def _show(value: object) -> str | None:
    """Return a cell as text: dates and times in ISO form, numbers as they are written."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if callable(isoformat) else str(value)
