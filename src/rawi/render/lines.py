"""Styled paragraphs broken into lines of a terminal's width, in reading or in visible order."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rawi.render.bidi import REMOVED, find_levels, mirror, order_line
from rawi.render.shaping import shape

# Marks of direction do their work in the algorithm and are not shown.
_INVISIBLE = REMOVED | frozenset("\u00ad\u200e\u200f\u061c\u200b\u200c\u200d\u2060\ufeff")


class Run(NamedTuple):
    """Letters of one style (in the words of rich: `bold red`)."""

    text: str
    style: str = ""


class Paragraph(NamedTuple):
    """Runs that are broken into lines together.

    Attributes:
        runs: In the order of reading.
        base: 1 for right-to-left, 0 for left-to-right.
        indent: Cells left free at the beginning of each line.
        hang: Further cells left free from the second line on.
    """

    runs: list[Run]
    base: int = 1
    indent: int = 0
    hang: int = 0


def lay_out(paragraph: Paragraph, width: int | None, *, reorder: bool) -> list[list[Run]]:
    """Return the lines of a paragraph, each as runs from left to right as they are to be printed.

    Lines are broken in the order of reading, at white space, before anything is reordered.

    Args:
        paragraph: Its letters may hold anything; controls are shown as U+FFFD.
        width: Cells of a line; None breaks no lines.
        reorder: Whether to shape letters and put them in visible order. Right-to-left lines are
            then padded to end at the right edge.
    """
    letters = _clean("".join(run.text for run in paragraph.runs))
    styles = [run.style for run in paragraph.runs for _ in run.text]
    shown = shape(letters) if reorder else list(letters)
    cells = [_measure(form) for form in shown]
    levels = find_levels(letters, paragraph.base) if reorder else []
    lines = []
    for first, last in _break(letters, cells, paragraph, width):
        indent = paragraph.indent + (paragraph.hang if first else 0)
        if reorder:
            runs = _order(letters, shown, styles, levels, (first, last), paragraph.base)
            used = sum(cells[first:last]) + indent
            lines.append(_place(runs, indent, used, width if paragraph.base else None))
        else:
            pieces = [Run(shown[at], styles[at]) for at in range(first, last)]
            lines.append(_merge([Run(" " * indent), *pieces]))
    return lines


def measure_runs(runs: list[Run]) -> int:
    """Return the cells that a line takes."""
    return sum(_measure(letter) for run in runs for letter in run.text)


def _clean(text: str) -> str:
    """Return the text with white space made spaces and controls made visible."""
    return "".join(map(_clean_letter, text))


@cache
def _clean_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    return "\ufffd" if unicodedata.category(letter) in ("Cc", "Cs") else letter


@cache
def _measure(form: str) -> int:
    """Return the cells that a letter takes: none for marks, two for wide East Asian letters."""
    if not form or form in _INVISIBLE or unicodedata.category(form) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(form) in "WF" else 1


def _break(
    letters: str, cells: list[int], paragraph: Paragraph, width: int | None
) -> Iterator[tuple[int, int]]:
    """Yield the lines as ranges `[first, last)`, without the spaces at their ends."""
    if width is None:
        yield 0, len(letters.rstrip())
        return
    first = 0
    while first < len(letters):
        free = max(8, width - paragraph.indent - (paragraph.hang if first else 0))
        last, space, used = first, first, 0
        while last < len(letters) and used + cells[last] <= free:
            used += cells[last]
            if letters[last] == " ":
                space = last
            last += 1
        if last < len(letters) and letters[last] != " " and space > first:
            last = space
        yield first, first + len(letters[first:last].rstrip(" "))
        first = last
        while first < len(letters) and letters[first] == " ":
            first += 1


def _order(  # parallel arrays of one paragraph
    letters: str, shown: list[str], styles: list[str], levels: list[int],
    bounds: tuple[int, int], base: int,
) -> list[Run]:  # fmt: skip
    """Return a line's letters from left to right, marks behind the letter that they stand on."""
    first, last = bounds
    marks: dict[int, list[int]] = {}
    bearer = first
    for at in range(first, last):
        if at > first and unicodedata.bidirectional(letters[at]) == "NSM":
            marks.setdefault(bearer, []).append(at)
        else:
            bearer = at
    borne = {mark for group in marks.values() for mark in group}
    runs = []
    for place in order_line(letters[first:last], levels[first:last], base):
        at = place + first
        if at in borne or letters[at] in _INVISIBLE:
            continue
        form = mirror(shown[at]) if levels[at] % 2 and len(shown[at]) == 1 else shown[at]
        form += "".join(shown[mark] for mark in marks.get(at, ()))
        runs.append(Run(form, styles[at]))
    return runs


def _place(runs: list[Run], indent: int, used: int, width: int | None) -> list[Run]:
    """Return a line with its indent: at the right edge where a width is given, else at the left."""
    if width is None:
        return _merge([Run(" " * indent), *runs])
    return _merge([Run(" " * max(0, width - used)), *runs])


def _merge(runs: list[Run]) -> list[Run]:
    """Return the runs with neighbours of one style joined."""
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].style == run.style:
            merged[-1] = Run(merged[-1].text + run.text, run.style)
        elif run.text:
            merged.append(run)
    return merged
