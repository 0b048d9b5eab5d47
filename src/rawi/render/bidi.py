"""The order in which the letters of mixed right-to-left and left-to-right text are shown.

Unicode Standard Annex 9 (revision 48) for one paragraph. Explicit embeddings, overrides and
isolates are treated as removed (X9 for all of them, and no X1–X8): a quoted text may hold them
unbalanced, and a terminal line is no place for what they do.

Source: https://www.unicode.org/reports/tr9/
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

REMOVED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STRONG = frozenset({"L", "R", "AL"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
# Names of characters that mirror each other differ in one of these words.
_OPPOSITES = (("LEFT", "RIGHT"), ("LESS", "GREATER"), ("SUBSET", "SUPERSET"),
              ("PRECEDES", "SUCCEEDS"))  # fmt: skip
_MAX_OPEN_BRACKETS = 63  # BD16
# Bidi classes of blocks whose unassigned code points are not L (DerivedBidiClass.txt).
_UNASSIGNED = ((0x590, 0x5FF, "R"), (0x600, 0x7BF, "AL"), (0x7C0, 0x85F, "R"),
               (0x860, 0x8FF, "AL"), (0x20A0, 0x20CF, "ET"), (0xFB1D, 0xFB4F, "R"),
               (0xFB50, 0xFDFF, "AL"), (0xFE70, 0xFEFF, "AL"), (0x10800, 0x10FFF, "R"),
               (0x1E800, 0x1EFFF, "R"))  # fmt: skip


def find_base(text: str) -> int:
    """Return the level of a paragraph by its first strong letter: 1 right-to-left, else 0."""
    for letter in text:
        kind = _classify(letter)
        if kind in _STRONG:
            return int(kind != "L")
    return 0


def find_levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each code point of a paragraph (rules W, N and I).

    Args:
        text: One paragraph, in the order of reading.
        base: 1 for a right-to-left paragraph, 0 for left-to-right.

    Returns:
        Levels: even ones run left to right. Shape (code points,). Removed controls have the level
        of what stands before them.
    """
    kept = [index for index, letter in enumerate(text) if _classify(letter) != "BN"]
    letters = [text[index] for index in kept]
    kinds = [_classify(letter) for letter in letters]
    edge = "R" if base else "L"
    _resolve_weak(kinds, edge)
    _resolve_brackets(letters, kinds, edge)
    _resolve_neutral(kinds, edge)
    levels = [base] * len(text)
    for index, kind in zip(kept, kinds, strict=True):
        levels[index] = base + _RISE[base % 2][kind]
    for index in sorted(set(range(len(text))) - set(kept)):
        levels[index] = levels[index - 1] if index else base
    return levels


_RISE = ({"L": 0, "R": 1, "EN": 2, "AN": 2}, {"L": 1, "R": 0, "EN": 1, "AN": 1})


@cache
def _classify(letter: str) -> str:
    """Return the bidi class of a code point, explicit controls as boundary neutrals."""
    if letter in REMOVED:
        return "BN"
    kind = unicodedata.bidirectional(letter)
    if kind:
        return kind
    point = ord(letter)
    return next((k for first, last, k in _UNASSIGNED if first <= point <= last), "L")


def _resolve_weak(kinds: list[str], edge: str) -> None:
    """Apply W1–W7 in place: marks, digits and the signs around digits."""
    strong, before = edge, edge
    for index, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = before
        before = kind
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        if kind in _STRONG:
            strong = kind
        kinds[index] = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for index in range(1, len(kinds) - 1):  # W4
        left, kind, right = kinds[index - 1 : index + 2]
        if left == right and (
            (kind in ("ES", "CS") and left == "EN") or (kind == "CS" and left == "AN")
        ):
            kinds[index] = left
    _resolve_terminators(kinds, edge)


def _resolve_terminators(kinds: list[str], edge: str) -> None:
    """Apply W5–W7 in place: percent and currency signs by a number, and numbers in Latin text."""
    for first, last in _iter_runs(kinds, frozenset({"ET"})):
        beside = kinds[first - 1 : first] + kinds[last : last + 1]
        kinds[first:last] = ["EN" if "EN" in beside else "ON"] * (last - first)
    strong = edge
    for index, kind in enumerate(kinds):
        if kind in ("ES", "CS"):
            kinds[index] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _iter_runs(kinds: list[str], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges `[first, last)` of neighbouring places whose class is among the wanted."""
    index = 0
    while index < len(kinds):
        first = index
        while index < len(kinds) and kinds[index] in wanted:
            index += 1
        if index > first:
            yield first, index
        else:
            index += 1


def _resolve_brackets(letters: list[str], kinds: list[str], edge: str) -> None:
    """Apply N0 in place: the two brackets of a pair take one direction, that of what they hold."""
    strong = {"EN": "R", "AN": "R", "R": "R", "L": "L"}
    for first, last in _find_pairs(letters, kinds):
        inside = {strong[kind] for kind in kinds[first + 1 : last] if kind in strong}
        if not inside:
            continue
        direction = edge
        if edge not in inside:
            before = (strong[kind] for kind in reversed(kinds[:first]) if kind in strong)
            opposite = "L" if edge == "R" else "R"
            direction = opposite if next(before, edge) == opposite else edge
        for place in (first, last):
            kinds[place] = direction
            mark = place + 1
            while mark < len(letters) and unicodedata.bidirectional(letters[mark]) == "NSM":
                kinds[mark] = direction
                mark += 1


class _Open(NamedTuple):
    closer: str
    place: int


def _find_pairs(letters: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """Return the places of matching brackets, by place of the opening one (BD16)."""
    pairs: list[tuple[int, int]] = []
    opened: list[_Open] = []
    for index, letter in enumerate(letters):
        if kinds[index] != "ON":
            continue
        role = find_bracket(letter)
        if role == "open":
            if len(opened) == _MAX_OPEN_BRACKETS:
                return []
            opened.append(_Open(_canonical(mirror(letter)), index))
        elif role == "close":
            closer = _canonical(letter)
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth].closer == closer:
                    pairs.append((opened[depth].place, index))
                    del opened[depth:]
                    break
    return sorted(pairs)


@cache
def find_bracket(letter: str) -> str | None:
    """Return `open` or `close` for a bracket that pairs with its mirror image, else None."""
    category = unicodedata.category(letter)
    if category not in ("Ps", "Pe") or mirror(letter) == letter:
        return None
    return "open" if category == "Ps" else "close"


def _canonical(letter: str) -> str:
    return unicodedata.normalize("NFC", letter)


@cache
def mirror(letter: str) -> str:
    """Return the mirror image that a character has in right-to-left text, or the character."""
    if not unicodedata.mirrored(letter):
        return letter
    name = unicodedata.name(letter, "")
    for one, other in _OPPOSITES:
        for before, after in ((one, other), (other, one)):
            if name.startswith(before) or f" {before}" in name or f"-{before}" in name:
                try:
                    return unicodedata.lookup(name.replace(before, after))
                except KeyError:
                    break
    return letter


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    """Apply N1 and N2 in place: spaces and punctuation go with what is on both sides of them."""
    for first, last in _iter_runs(kinds, _NEUTRAL):
        before = kinds[first - 1] if first else edge
        after = kinds[last] if last < len(kinds) else edge
        sides = {"L" if side == "L" else "R" for side in (before, after)}
        kinds[first:last] = [sides.pop() if len(sides) == 1 else edge] * (last - first)


def order_line(text: str, levels: list[int], base: int) -> list[int]:
    """Return the places of one line's code points from left to right (rules L1 and L2).

    Args:
        text: The line, in the order of reading; white space at its end goes to the line's end.
        levels: Levels of its code points, resolved over the whole paragraph.
        base: Level of the paragraph.
    """
    levels = list(levels)
    trailing = True
    for index in range(len(text) - 1, -1, -1):
        kind = _classify(text[index])
        if kind in ("B", "S"):
            trailing = True
        elif kind not in ("WS", "BN"):
            trailing = False
        if trailing:
            levels[index] = base
    order = list(range(len(text)))
    odd = [level for level in levels if level % 2]
    for level in range(max(levels, default=0), min(odd, default=1) - 1, -1):
        index = 0
        while index < len(order):
            first = index
            while index < len(order) and levels[order[index]] >= level:
                index += 1
            order[first:index] = reversed(order[first:index])
            index += index == first
    return order


def display(text: str, base: int | None = None) -> str:
    """Return one line as it is shown from left to right, brackets mirrored (L4), nothing shaped."""
    base = find_base(text) if base is None else base
    levels = find_levels(text, base)
    return "".join(
        mirror(text[place]) if levels[place] % 2 else text[place]
        for place in order_line(text, levels, base)
        if text[place] not in REMOVED
    )
