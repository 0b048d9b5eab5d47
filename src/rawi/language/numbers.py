"""Numbers in words and digits: خمسة وعشرون, 3 آلاف و500, عشرات الآلاف, نصف مليون, الثالث والعشرين.

Cardinals in any gender and case, duals of the scales, digits with separators, fractions of a scale,
and the vague plurals, which are ranges: عدة 3-9, عشرات 20-99, مئات 200-999, آلاف 2000-9999.
Ordinals are read apart. What is counted is the caller's business.
"""

import re
from functools import cache
from typing import NamedTuple

from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import load_table
from rawi.text.normalise import fold
from rawi.text.tokens import Form, Token

_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d+")


class Number(NamedTuple):
    """A number read at a token.

    Attributes:
        low: The least that it says; equal to `high` but for vague numbers.
        high: The most that it says.
        last: The token after its last one.
        skip: Code points of its first token before it (its proclitics).
        proclitics: Those letters, folded.
        definite: Whether it has the article (الثلاثة, الـ24).
        digits: Whether it is written in digits alone.
    """

    low: float
    high: float
    last: int
    skip: int
    proclitics: str
    definite: bool
    digits: bool = False


class _Atom(NamedTuple):
    """One word or figure of a number; `last` is the token after it."""

    low: float
    high: float
    role: str
    form: Form
    definite: bool
    last: int


_Entry = tuple[float, float, str, bool]


@cache
def _words() -> dict[str, _Entry]:
    """Return the words of numbers by their folded form, with and without the article."""
    words: dict[str, _Entry] = {}
    for row in load_table("numbers/words"):
        low, _, high = row["value"].partition("-")
        entry = float(low), float(high or low), row["role"]
        words.setdefault(fold(row["form"]), (*entry, False))
        words.setdefault("ال" + fold(row["form"]), (*entry, True))
    return words


@cache
def _ordinals() -> dict[str, tuple[int, str]]:
    """Return ordinals to ten, value and gender by their folded form, with and without article."""
    found: dict[str, tuple[int, str]] = {}
    for row in load_table("numbers/ordinals"):
        entry = int(row["value"]), row["gender"]
        found.setdefault(fold(row["form"]), entry)
        found.setdefault("ال" + fold(row["form"]), entry)
    return found


@cache
def _beginnings() -> frozenset[str]:
    """Return the folded words that a number or ordinal may begin with."""
    return frozenset(_words()) | frozenset(_ordinals())


@cache
def load_bounds(side: str) -> PhraseTable[str]:
    """Return the words that open or loosen a number: at_least, at_most, about.

    Args:
        side: `before` for those that stand before the number, `after` for those behind it.
    """
    rows = load_table("numbers/bounds")
    return PhraseTable((row["form"], row["bound"]) for row in rows if row["side"] == side)


def begins_number(token: Token) -> bool:
    """Whether a number may begin in this token; quick, and never wrong when it says no."""
    if token.kind != "word":
        return token.kind == "number"
    return token.key == "ال" or token.find_form(_beginnings()) is not None


def parse_digits(key: str) -> float | None:
    """Return the value of folded digits (1,120 and 6.5 and 400); None for 26.8.2023."""
    if key.isdigit():
        return float(key) if len(key) < 16 else None
    if _THOUSANDS.fullmatch(key):
        return float(key.replace(",", "").replace(".", ""))
    return float(key.replace(",", ".")) if _DECIMAL.fullmatch(key) else None


def read_number(tokens: list[Token], index: int) -> Number | None:
    """Return the longest number that begins in token `index`, None if none does.

    Source: composition after Ryding 2005, chapter 15; vague plurals as the contract bounds them.
    """
    first = _read_atom(tokens, index)
    if first is None or (first.role in ("head", "fraction") and not _has_partner(tokens, first)):
        return None
    total_low, total_high, scale, last = _read_group(tokens, first)
    while scale > 1:
        added = _read_added(tokens, last, below=scale)
        if added is None:
            break
        low, high, scale, last = added
        total_low, total_high = total_low + low, total_high + high
    digits = first.role == "digits" and last == first.last
    form = first.form
    return Number(total_low, total_high, last, form.skip, form.proclitics, first.definite, digits)


def read_fraction(
    tokens: list[Token], index: int, *, joined: bool = False
) -> tuple[float, int, int] | None:
    """Return (value, token after, skip) of نصف, ربع, ثلث at a token; `joined`: behind و."""
    read = _read_joined(tokens, index, ("fraction",)) if joined else None
    atom = read if joined else _read_atom(tokens, index)
    if atom is None or atom.role != "fraction":
        return None
    return atom.low, atom.last, atom.form.skip


def _read_atom(tokens: list[Token], index: int, proclitics: str | None = None) -> _Atom | None:
    """Return the word or figure at a token; with `proclitics` given, only behind just those."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.kind == "number":
        key, last = _join_groups(tokens, index)
        value = parse_digits(key)
        if value is None or proclitics:
            return None
        return _Atom(value, value, "digits", token.forms[0], False, last)
    if token.key == "ال" and not proclitics and _is_glued_number(tokens, index):
        atom = _read_atom(tokens, index + 1)
        return atom and atom._replace(form=token.forms[0], definite=True)
    words = _words()
    for form in token.forms:
        entry = words.get(form.key)
        if entry is not None and (proclitics is None or form.proclitics == proclitics):
            return _Atom(entry[0], entry[1], entry[2], form, entry[3], index + 1)
    return None


def _join_groups(tokens: list[Token], index: int) -> tuple[str, int]:
    """Return figures with the groups of three that a space parts (40 000), and the token after."""
    key, last = tokens[index].key, index + 1
    if len(key) > 3 or not key.isdigit() or key.startswith("0"):
        return key, last
    while last < len(tokens) and last < index + 4:
        token = tokens[last]
        parted = token.start == tokens[last - 1].end + 1
        if token.kind != "number" or len(token.key) != 3 or not parted:
            break
        key, last = key + token.key, last + 1
    return key, last


def _is_glued_number(tokens: list[Token], index: int) -> bool:
    """Whether digits follow the lone article (الـ24, الـ 24)."""
    return index + 1 < len(tokens) and tokens[index + 1].kind == "number"


def _has_partner(tokens: list[Token], atom: _Atom) -> bool:
    """Whether اثنا has its عشر, نصف its مليون; alone they are no number."""
    following = _read_atom(tokens, atom.last, proclitics="")
    if following is None:
        return _read_joined(tokens, atom.last, ("ten",)) is not None and atom.role == "head"
    if atom.role == "head":
        return _is_ten(following)
    return following.role == "scale"


def _is_ten(atom: _Atom) -> bool:
    return atom.role == "unit" and atom.low == 10


def _read_group(tokens: list[Token], first: _Atom) -> tuple[float, float, float, int]:
    """Return (low, high, scale, last) of a number with at most one kind of scale.

    The scale bounds what may be added behind it: مئة وعشرة, 3 آلاف و500; 1 when nothing may.
    """
    if first.role == "scaled":
        low, high, scale, last = first.low, first.high, first.low / 2, first.last
    elif first.role in ("scale", "scales"):
        low, high = (
            (2 * first.low, 10 * first.low - 1)
            if first.role == "scales"
            else (first.low, first.high)
        )
        scale, last = first.low, first.last
    else:
        low, high, scale, last = _read_small(tokens, first)
    for _ in range(2):  # مئات آلاف, ألف مليون; nobody goes further
        multiplier = _read_atom(tokens, last, proclitics="")
        if multiplier is None or multiplier.role not in ("scale", "scales"):
            break
        factor = multiplier.low
        high = high * factor if high == low else (high + 1) * factor - 1
        low, scale, last = low * factor, factor, multiplier.last
    return _read_fraction(tokens, (low, high, scale, last))


def _read_fraction(
    tokens: list[Token], group: tuple[float, float, float, int]
) -> tuple[float, float, float, int]:
    """Add the fraction of the scale behind a number: مليون ونصف [المليون]."""
    low, high, scale, last = group
    fraction = _read_joined(tokens, last, ("fraction",)) if scale >= 1000 else None
    if fraction is None:
        return group
    low, high, last = low + fraction.low * scale, high + fraction.low * scale, fraction.last
    again = _read_atom(tokens, last, proclitics="")
    if again is not None and again.role == "scale" and again.low == scale:
        last = again.last
    return low, high, 1, last


def _read_small(tokens: list[Token], first: _Atom) -> tuple[float, float, float, int]:
    """Return (low, high, scale, last) of a number below a thousand, or of digits."""
    last = first.last
    if first.role == "hundred":
        return _read_hundreds(tokens, first.low, last)
    if first.role not in ("unit", "head") and not (first.role == "digits" and first.low < 10):
        return first.low, first.high, 1, last
    following = _read_atom(tokens, last, proclitics="")
    if following is not None and following.role == "hundred" and following.low == 100:
        return _read_hundreds(tokens, first.low * 100, following.last)
    if first.role == "digits":
        return first.low, first.high, 1, last
    if following is not None and _is_ten(following) and first.low < 10:
        return first.low + 10, first.low + 10, 1, following.last
    ten = _read_joined(tokens, last, ("ten",)) if first.low < 10 else None
    if ten is not None:
        return first.low + ten.low, first.low + ten.low, 1, ten.last
    return first.low, first.high, 1, last


def _read_hundreds(tokens: list[Token], value: float, last: int) -> tuple[float, float, float, int]:
    """Return (low, high, scale, last) of hundreds with what is added: مئة وخمسة وعشرون."""
    atom = _read_joined(tokens, last, ("digits", "unit", "head", "ten"))
    if atom is not None and atom.low < 100:
        rest, _, _, last = _read_small(tokens, atom)
        value += rest
    return value, value, 1, last


def _read_joined(tokens: list[Token], index: int, roles: tuple[str, ...]) -> _Atom | None:
    """Return the atom of one of these roles joined by و at a token, or by a lone و before it."""
    if index >= len(tokens):
        return None
    lone = tokens[index].key == "و"
    atom = _read_atom(tokens, index + lone, proclitics="" if lone else "و")
    return atom if atom is not None and atom.role in roles else None


_ADDED = ("digits", "unit", "head", "ten", "hundred", "scale", "scaled")


def _read_added(
    tokens: list[Token], index: int, *, below: float
) -> tuple[float, float, float, int] | None:
    """Return the group joined by و to a number, if it is smaller than that number's scale."""
    atom = _read_joined(tokens, index, _ADDED)
    if atom is None:
        return None
    low, high, scale, last = _read_group(tokens, atom)
    return (low, high, scale, last) if high < below and high == low else None


class Ordinal(NamedTuple):
    """An ordinal read at a token: value, the token after it, code points before it, gender."""

    value: int
    last: int
    skip: int
    gender: str


def read_ordinal(tokens: list[Token], index: int) -> Ordinal | None:
    """Return the ordinal at token `index`: السابع, الثامن عشر, الثالث والعشرين, الثلاثين."""
    if index >= len(tokens):
        return None
    form = tokens[index].find_form(_ordinals())
    if form is None:
        ten = _read_atom(tokens, index)
        if ten is None or ten.role != "ten" or not ten.definite:
            return None
        return Ordinal(int(ten.low), ten.last, ten.form.skip, "m")
    value, gender = _ordinals()[form.key]
    following = _read_atom(tokens, index + 1, proclitics="")
    if following is not None and _is_ten(following) and value < 10:
        return Ordinal(value + 10, index + 2, form.skip, gender)
    ten = _read_joined(tokens, index + 1, ("ten",)) if value < 10 else None
    if ten is not None:
        return Ordinal(value + int(ten.low), ten.last, form.skip, gender)
    return Ordinal(value, index + 1, form.skip, gender)
