"""Cells beside each other in the terminal, each broken into lines of its column's width."""

from collections.abc import Sequence
from typing import NamedTuple

from rawi.render.lines import Paragraph, Run, lay_out, measure_runs


class Column(NamedTuple):
    """How a column is drawn.

    Attributes:
        width: Its cells.
        base: 1 for right-to-left, 0 for left-to-right.
    """

    width: int
    base: int


def lay_out_row(
    cells: Sequence[Sequence[Paragraph]], columns: Sequence[Column], *, rtl: bool, reorder: bool
) -> list[list[Run]]:
    """Return the lines of a row of a table, each as runs from left to right.

    The first cell stands where reading begins: right in a right-to-left interface. Where the
    terminal puts text in order itself, marks of direction keep the cells apart.

    Args:
        cells: The paragraphs of each cell.
        columns: One a cell.
        rtl: Whether the interface runs from right to left.
        reorder: Whether letters are put in visible order here.
    """
    laid = [
        [
            _fill(line, column, reorder=reorder)
            for paragraph in cell
            for line in lay_out(paragraph, column.width, reorder=reorder) or [[]]
        ]
        for cell, column in zip(cells, columns, strict=True)
    ]
    height = max((len(lines) for lines in laid), default=0)
    blank = [[Run(" " * column.width)] for column in columns]
    mark = "" if reorder else "\u200f" if rtl else "\u200e"
    order = range(len(columns))
    if reorder and rtl:
        order = order[::-1]
    return [
        _join(
            [laid[at][row] if row < len(laid[at]) else blank[at] for at in order],
            Run(f"{mark} │ {mark}", "dim"),
        )
        for row in range(height)
    ]


def _fill(line: list[Run], column: Column, *, reorder: bool) -> list[Run]:
    """Return a line made as wide as its column."""
    missing = column.width - measure_runs(line)
    if missing <= 0:
        return line
    return [Run(" " * missing), *line] if reorder and column.base else [*line, Run(" " * missing)]


def _join(cells: list[list[Run]], separator: Run) -> list[Run]:
    line: list[Run] = []
    for place, cell in enumerate(cells):
        if place:
            line.append(separator)
        line += cell
    return line
