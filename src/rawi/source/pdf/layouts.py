"""Lines, columns and paragraphs of a PDF page."""

import itertools
from typing import NamedTuple

from rawi.source.pdf.letters import Letter

# Shares of the font's size. Letters whose base lines differ by less stand on one line; a gap this
# wide between letters of a line is one between columns; so is a strip that no line crosses.
_SAME_LINE = 0.45
_COLUMN_GAP = 1.8
_GUTTER = 1.0
# A column has at least so many lines.
_MIN_COLUMN = 3
_MAX_CUTS = 40


class Line(NamedTuple):
    """Letters that stand on one base line, without a wide gap."""

    letters: list[Letter]
    left: float
    right: float
    y: float
    size: float


def split_lines(letters: list[Letter]) -> list[Line]:
    """Return the lines of a page, from the top down, those beside each other from the right."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: (-letter.y, letter.left)):
        row = rows[-1] if rows else None
        if row is not None and row[0].y - letter.y < _SAME_LINE * max(letter.size, row[0].size):
            row.append(letter)
        else:
            rows.append([letter])
    return [line for row in rows for line in _split_row(row)]


def _split_row(row: list[Letter]) -> list[Line]:
    """Return the parts of a row that wide gaps divide, from the right."""
    row = sorted(row, key=lambda letter: letter.left)
    spaces: list[list[Letter]] = []
    right = 0.0
    for letter in row:
        if spaces and letter.left - right <= _COLUMN_GAP * letter.size:
            spaces[-1].append(letter)
        else:
            spaces.append([letter])
        right = max(right, letter.right) if len(spaces[-1]) > 1 else letter.right
    return [_make_line(part) for part in reversed(spaces)]


def _make_line(letters: list[Letter]) -> Line:
    sizes = sorted(letter.size for letter in letters)
    return Line(
        letters=letters,
        left=min(letter.left for letter in letters),
        right=max(letter.right for letter in letters),
        y=letters[0].y,
        size=sizes[len(sizes) // 2],
    )


def order_lines(lines: list[Line], depth: int = 0) -> list[list[Line]]:
    """Return the lines in the order of reading, in blocks: columns from the right."""
    if depth > _MAX_CUTS or len(lines) < 2 * _MIN_COLUMN:
        return [lines] if lines else []
    for top in range(min(_MIN_COLUMN * 2, len(lines) - 2 * _MIN_COLUMN + 1)):
        # Headlines cross the columns: look for columns below the first lines, too.
        cut = _find_gutter(lines[top:])
        if cut is not None:
            right = [line for line in lines[top:] if line.left >= cut]
            left = [line for line in lines[top:] if line.left < cut]
            head = [lines[:top]] if top else []
            return [*head, *order_lines(right, depth + 1), *order_lines(left, depth + 1)]
    return [lines]


def _find_gutter(lines: list[Line]) -> float | None:
    """Return the place of a strip that no line crosses, with a column on either side."""
    spans = sorted((line.left, line.right, line.size) for line in lines)
    right = spans[0][1]
    for place, (left, end, size) in enumerate(spans):
        if left - right > _GUTTER * size and _MIN_COLUMN <= place <= len(spans) - _MIN_COLUMN:
            return left
        right = max(right, end)
    return None


def ends_paragraph(line: Line, following: Line, block: list[Line], *, closed: bool) -> bool:
    """Whether a paragraph ends with a line: a gap below it, another size, or a short last line.

    Args:
        line: The line.
        following: The line below it.
        block: All lines of the column.
        closed: Whether the line's text ends with a mark that ends sentences.
    """
    pitches = sorted(first.y - second.y for first, second in itertools.pairwise(block))
    pitch = pitches[len(pitches) // 4]
    if line.y - following.y > 1.35 * pitch or line.y <= following.y:
        return True
    if abs(line.size - following.size) > 0.12 * line.size:
        return True
    width = max(one.right for one in block) - min(one.left for one in block)
    return closed and line.right - line.left < 0.9 * width
