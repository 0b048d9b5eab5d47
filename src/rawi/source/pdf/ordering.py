"""From letters as they stand on a line to the order in which they are read.

A PDF says where letters stand, not what order they have. The order is found again by undoing the
Unicode Bidirectional Algorithm: a line with Arabic is read from the right, what is Latin in it and
its numbers from the left.
"""

import unicodedata
from functools import cache
from typing import NamedTuple

from rawi.source.pdf.letters import Letter

# The least width of a space, as a share of the font's size. Spaces of Arabic fonts are narrow (0.2
# in Naskh faces); without the room that glyphs take, the ink of letters stands up to 0.1 apart.
_SPACE = 0.13
# Within a number, once between two digits (CS of the algorithm).
_WITHIN_NUMBERS = frozenset(".,:/\u066b\u066c\u060c")
_MIRRORS = {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "«": "»", "»": "«",
            "<": ">", ">": "<", "‹": "›", "›": "‹"}  # fmt: skip
_PAIRS = ("()", "[]", "{}", "«»", "<>", "‹›")
_BEHIND = frozenset(" .،؛:!؟,;")


class Placed(NamedTuple):
    """A character in the order of reading; `mirrors` if its glyph may be the mirrored one."""

    text: str
    mirrors: bool = False


@cache
def find_class(letter: str) -> str:
    """Return what a character does to the order: `R`, `L`, `N` (number), `M` (mark), `O`."""
    kind = unicodedata.bidirectional(letter[0])
    if kind in ("AL", "R"):
        return "R"
    if kind in ("EN", "AN"):
        return "N" if letter[0].isdigit() else "O"
    return {"L": "L", "NSM": "M"}.get(kind, "O")


def order_line(letters: list[Letter]) -> list[Placed]:
    """Return a line's characters in the order of reading, with spaces where letters stand apart."""
    marks = [letter for letter in letters if find_class(letter.text) == "M"]
    others = [letter for letter in letters if find_class(letter.text) != "M"]
    rightward = not any(find_class(letter.text) == "R" for letter in others)
    row = _space_out(sorted(others, key=lambda letter: letter.x))
    if rightward:
        return [Placed(text) for text in _attach(row, marks)]
    row.reverse()
    return _undo(_attach(row, marks))


def _space_out(row: list[Letter]) -> list[Letter]:
    """Return a row with a space in each gap that is as wide as one."""
    spaced: list[Letter] = []
    for letter in row:
        last = spaced[-1] if spaced else None
        if last is not None and letter.left - last.right > _SPACE * max(last.size, letter.size):
            spaced.append(letter._replace(text=" ", left=last.right, right=letter.left))
        spaced.append(letter)
    return spaced


def _attach(row: list[Letter], marks: list[Letter]) -> list[str]:
    """Return the texts of a row in the order of reading, each with its marks behind it."""
    texts = [letter.text for letter in row]
    for mark in marks:
        places = [place for place, letter in enumerate(row) if letter.text != " "]
        if places:
            best = min(places, key=lambda place: _distance(row[place], mark))
            texts[best] += mark.text
    return texts


def _distance(base: Letter, mark: Letter) -> tuple[bool, float]:
    """Return how far a mark is from a letter: those that it stands over come first."""
    outside = not base.left - 0.5 <= mark.middle <= base.right + 0.5
    return outside, abs(base.middle - mark.middle)


def _undo(texts: list[str]) -> list[Placed]:
    """Return texts that were taken from the right with what runs from the left turned back."""
    placed: list[Placed] = []
    place = 0
    while place < len(texts):
        end = _find_run(texts, place)
        if end > place:
            run = texts[place:end]
            run.reverse()
            placed += [Placed(text) for text in run]
            place = end
        else:
            text = texts[place]
            placed.append(Placed(text, text in _MIRRORS))
            place += 1
    return placed


def _find_run(texts: list[str], start: int) -> int:
    """Return the end of the run of Latin letters or of a number at a place; the place if none."""
    if find_class(texts[start]) not in "LN":
        return start
    latin = False
    end = place = start
    while place < len(texts):
        kind = find_class(texts[place])
        if kind == "R":
            break
        if kind in "LN" and (place == end or _joins(texts, end, place, latin or kind == "L")):
            latin = latin or kind == "L"
            end = place + 1
        elif kind in "LN":
            break
        place += 1
    return end


def _joins(texts: list[str], end: int, place: int, latin: bool) -> bool:
    """Whether what lies in `[end, place)` belongs to the run before and the letter behind it."""
    if latin:
        return True
    return place - end == 1 and texts[end] in _WITHIN_NUMBERS


def mirror(lines: list[list[Placed]]) -> list[str]:
    """Return the lines as text, their brackets turned where they fit the text better so.

    Some programs and fonts name a mirrored bracket by what it is, some by what it looks like; for
    the brackets of one kind within one document it is one of the two.
    """
    turned = [pair for pair in _PAIRS if _count_fitting(lines, pair) < 0]
    letters = frozenset("".join(turned))
    return ["".join(_turn(placed, letters) for placed in line) for line in lines]


def _turn(placed: Placed, letters: frozenset[str]) -> str:
    return _MIRRORS[placed.text] if placed.mirrors and placed.text in letters else placed.text


def _count_fitting(lines: list[list[Placed]], pair: str) -> int:
    """Return how many brackets of a kind fit the words beside them, less those that do not."""
    count = 0
    for line in lines:
        texts = [" ", *(placed.text for placed in line), " "]
        for place, placed in enumerate(line, 1):
            if not placed.mirrors or placed.text not in pair:
                continue
            before = texts[place - 1].isspace()
            after = texts[place + 1] in _BEHIND
            if before != after:
                count += 1 if before == (placed.text == pair[0]) else -1
    return count
