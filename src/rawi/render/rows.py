"""Rows of a query: as a table for people, as CSV, as JSON Lines."""

import csv
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TextIO

import msgspec

from rawi.render.bidi import display
from rawi.render.consoles import decides_reordering

# Longer cells are cut in a table; CSV and JSON have them whole.
_CELL = 60
# What makes a spreadsheet take a cell for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Rows = Iterable[tuple[Any, ...]]


def write_rows(names: Sequence[str], rows: Rows, stream: TextIO, *, layout: str, bidi: str) -> None:
    """Write rows under the names of their columns.

    Args:
        names: Of the columns.
        rows: Values in that order.
        stream: Takes text.
        layout: `table`, `csv` or `json` (one object a line).
        bidi: `auto`, `on` or `off`, for a table.
    """
    if layout == "csv":
        _write_csv(names, rows, stream)
    elif layout == "json":
        _write_json(names, rows, stream)
    else:
        reorder = decides_reordering(bidi, terminal=stream.isatty(), environment=os.environ)
        _write_table(names, rows, stream, reorder=reorder)


def _write_csv(names: Sequence[str], rows: Rows, stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_guard(value) for value in row] for row in rows)


def _guard(value: Any) -> Any:  # noqa: ANN401  # any value of a column
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before its sign."""
    if value is None or isinstance(value, (int, float, Decimal)):
        return value
    text = _format(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _format(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return msgspec.json.encode(_simplify(value), enc_hook=str).decode()


def _write_json(names: Sequence[str], rows: Rows, stream: TextIO) -> None:
    # Two columns of one name would hide one another.
    keys = [
        name if name not in names[:place] else f"{name}:{place}" for place, name in enumerate(names)
    ]
    for row in rows:
        line = dict(zip(keys, map(_simplify, row), strict=True))
        stream.write(msgspec.json.encode(line, enc_hook=str).decode() + "\n")


def _simplify(value: Any) -> Any:  # noqa: ANN401
    """Return a value with the times in it marked as UTC."""
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    if isinstance(value, dict):
        return {str(key): _simplify(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_simplify(inner) for inner in value]
    return value


def _write_table(names: Sequence[str], rows: Rows, stream: TextIO, *, reorder: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[_clip(_format(v)) if v is not None else "" for v in row] for row in rows]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(names):
        width = max([len(name), *(len(row[place]) for row in cells)])
        # Short columns stay whole; where a line is too narrow the long ones give way.
        table.add_column(Text(name), overflow="ellipsis", no_wrap=True, min_width=min(width, 16))
    for row in cells:
        table.add_row(*(Text(display(cell) if reorder else cell) for cell in row))
    Console(file=stream, highlight=False, emoji=False, markup=False).print(table)


def _clip(text: str) -> str:
    """Return one line of a cell, without what a terminal would obey."""
    line = "".join(c if c.isprintable() else " " for c in " ".join(text[: 4 * _CELL].split()))
    return line if len(line) <= _CELL else f"{line[: _CELL - 1]}…"
