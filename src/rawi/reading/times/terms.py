"""The words of time in a text: months, weekdays, units and the rest, found once per document."""

from collections.abc import Container, Iterator
from functools import cache
from typing import NamedTuple

from rawi.language.numbers import begins_number, load_bounds
from rawi.language.phrases import PhraseMatch, PhraseTable
from rawi.lexica.tables import load_table
from rawi.text.tokens import Token


class Term(NamedTuple):
    """What a word list says of a phrase.

    Attributes:
        role: The list: `month`, `weekday`, `day`, `unit`, `part`, …
        value: The month, the offset in days, the unit, the part of the day, …
        extra: Calendar and need of a month, number of a unit, role of a cue.
        definite: Whether the article was put before a unit.
    """

    role: str
    value: str
    extra: str = ""
    definite: bool = False


class Found(NamedTuple):
    """A term at tokens `[first, last)`; `skip` code points of the first stand before it."""

    term: Term
    last: int
    skip: int
    proclitics: str

    @property
    def value(self) -> str:
        """What the word list says."""
        return self.term.value


# Table, role, and the columns that give value and extra.
_TABLES = (
    ("times/weekdays", "weekday", "weekday", ""),
    ("times/days", "day", "offset", ""),
    ("times/parts", "part", "part", ""),
    ("times/halves", "half", "part", ""),
    ("times/hours", "hours", "part", ""),
    ("times/modifiers", "modifier", "direction", ""),
    ("times/pointers", "pointer", "direction", ""),
    ("times/edges", "edge", "edge", ""),
    ("times/seasons", "season", "season", ""),
    ("times/references", "reference", "value", "inside day"),
    ("times/sets", "set", "value", ""),
    ("times/decades", "decade", "decade", ""),
    ("times/guards", "guard", "side", ""),
    ("times/cues", "cue", "role", ""),
    ("times/clocks", "clock", "role", ""),
    ("times/frames", "frame", "role", ""),
    ("times/shares", "share", "share", ""),
)


def _iter_terms() -> Iterator[tuple[str, Term]]:
    for table, role, value, extra in _TABLES:
        for row in load_table(table):
            extras = " ".join(row[column] for column in extra.split())
            yield row["form"], Term(role, row[value], extras)
    for row in load_table("times/months"):
        yield row["form"], Term("month", row["month"], row["calendar"] + row["needs"])
    for row in load_table("times/units"):
        yield row["form"], Term("unit", row["unit"], row["number"])
        yield "ال" + row["form"], Term("unit", row["unit"], row["number"], definite=True)
    for row in load_table("times/weekdays"):
        yield row["form"].removeprefix("ال"), Term("bare_weekday", row["weekday"])
    for row in load_table("times/holidays"):
        value = f"{row['month']} {row['day']} {row['days']}"
        yield row["form"], Term("holiday", value, row["calendar"])


@cache
def load_terms() -> PhraseTable[Term]:
    """Return all words of time."""
    return PhraseTable(_iter_terms())


class Scan:
    """The tokens of a text with the terms found at each; `openers` begin a paragraph."""

    def __init__(self, tokens: list[Token], openers: Container[int] = frozenset()) -> None:
        self.tokens = tokens
        self._openers = openers
        table, bounds = load_terms(), load_bounds("before")
        self._matches: list[PhraseMatch[Term] | None] = [
            table.match(tokens, index) if token.kind == "word" else None
            for index, token in enumerate(tokens)
        ]
        self._bounds = {
            index: bound
            for index, token in enumerate(tokens)
            if token.kind == "word" and (bound := bounds.match(tokens, index)) is not None
        }

    def opens(self, index: int) -> bool:
        """Whether a token is the first of a paragraph."""
        return index in self._openers

    def find_bound(self, index: int) -> PhraseMatch[str] | None:
        """Return the word that opens or loosens a number (أكثر من) and begins in a token."""
        return self._bounds.get(index)

    def begins(self, index: int) -> bool:
        """Whether a temporal expression may begin in a token."""
        if self._matches[index] is not None or index in self._bounds:
            return True
        return begins_number(self.tokens[index])

    def has_frame(self, index: int, role: str) -> bool:
        """Whether a token is a neighbour of this role (lexica/times/frames.tsv)."""
        if not 0 <= index < len(self._matches):
            return False
        match = self._matches[index]
        return match is not None and Term("frame", role) in match.entries

    def find(self, index: int, role: str) -> Found | None:
        """Return the term of this role that begins in token `index`."""
        if not 0 <= index < len(self._matches):
            return None
        match = self._matches[index]
        if match is None:
            return None
        for term in match.entries:
            if term.role == role:
                return Found(term, match.last, match.skip, match.proclitics)
        return None

    def find_bare(self, index: int, role: str) -> Found | None:
        """Return the term of this role that is the whole of token `index`, nothing split off."""
        found = self.find(index, role)
        return found if found is not None and not found.skip else None

    def key(self, index: int) -> str:
        """Return the folded letters of a token; empty outside the text."""
        return self.tokens[index].key if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> str:
        """Return the kind of a token; empty outside the text."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def after(self, index: int, *keys: str) -> int:
        """Return the index behind token `index` if it is one of `keys`, else `index`."""
        return index + 1 if self.key(index) in keys else index

    def figure(self, index: int, low: int, high: int) -> int | None:
        """Return the integer written in digits at a token, if it lies in `[low, high]`."""
        if not 0 <= index < len(self.tokens) or self.tokens[index].kind != "number":
            return None
        key = self.tokens[index].key
        value = int(key) if key.isdigit() and len(key) < 5 else -1
        return value if low <= value <= high else None
