"""Lengths of time: 20 عاما, شهرين, أكثر من عام, الأشهر الماضية, قبل خمسة أشهر."""

from dataclasses import replace
from typing import NamedTuple

from rawi.language.numbers import (
    begins_number,
    load_bounds,
    read_fraction,
    read_number,
    read_ordinal,
)
from rawi.reading.times.clues import Clue
from rawi.reading.times.terms import Found, Scan

_PREFIX = {"S": "PT", "MIN": "PT", "H": "PT"}
_LETTER = {"MIN": "M", "DE": "Y", "CE": "Y"}
_FACTOR = {"DE": 10, "CE": 100}


class Length(NamedTuple):
    """A number of units at tokens up to `last`; amount None when no number is given."""

    amount: float | None
    unit: str
    last: int
    skip: int
    explicit: bool

    @property
    def value(self) -> str:
        """The ISO 8601 duration, with X for a number that is not given."""
        amount = "X" if self.amount is None else f"{self.amount * _FACTOR.get(self.unit, 1):.10g}"
        if self.amount is None and self.unit in _FACTOR:
            amount += "0" * (len(str(_FACTOR[self.unit])) - 1)
        return f"{_PREFIX.get(self.unit, 'P')}{amount}{_LETTER.get(self.unit, self.unit)}"


def read_duration(scan: Scan, index: int) -> Clue | None:
    """Return the length of time at a token; with قبل before it the date that it leads back to."""
    cue = scan.find(index, "cue")
    if cue is not None and cue.value == "ago":
        return _read_ago(scan, index, cue)
    found = _read_bounded(scan, index)
    if found is None:
        return None
    length, skip = found
    span = None
    directed = scan.find_bare(length.last - 1, "modifier")
    if directed is not None and directed.value == "past" and length.amount is not None:
        span = (length.amount, length.unit)
    return Clue(index, length.last, skip, fixed=length.value, kind="duration", span=span)


def _read_ago(scan: Scan, index: int, cue: Found) -> Clue | None:
    """Return the date that قبل leads back to; a duration before a named event is none."""
    found = _read_bounded(scan, cue.last, cued=True) if cue.last < len(scan.tokens) else None
    if found is None or found[1]:
        return None
    length = found[0]
    behind = scan.key(length.last)
    if length.amount is None or behind in ("من", "علي", "ان"):
        return None
    if length.unit in ("S", "MIN", "H"):
        return None
    ago = (length.amount, length.unit)
    return Clue(index, length.last, cue.skip, ago=ago)


def _read_bounded(scan: Scan, index: int, *, cued: bool = False) -> tuple[Length, int] | None:
    """Return the length at a token and its skip, with the bound before it: أكثر من عام."""
    bound = scan.find_bound(index)
    if bound is not None and bound.last < len(scan.tokens):
        length = _read_length(scan, bound.last, cued=True)
        if length is not None and not length.skip:
            return length, bound.skip
    length = _read_length(scan, index, cued=cued or _is_cued(scan, index))
    return None if length is None else (length, length.skip)


def _is_cued(scan: Scan, index: int) -> bool:
    """Whether a word before a token announces a length: منذ, خلال, لمدة, or the preposition ل."""
    if scan.find(index - 1, "cue") is not None:
        return True
    unit = scan.find(index, "unit")
    return unit is not None and unit.proclitics in ("ل", "ول")


def _read_length(scan: Scan, index: int, *, cued: bool) -> Length | None:
    length = None
    if begins_number(scan.tokens[index]):
        length = _read_counted(scan, index)
    if length is None:
        length = _read_uncounted(scan, index, cued=cued)
    if length is None:
        return None
    length = _read_rest(scan, length)
    after = (
        load_bounds("after").match(scan.tokens, length.last)
        if length.last < len(scan.tokens)
        else None
    )
    last = (
        after.last
        if after is not None and not after.skip and after.entries[0] == "about"
        else length.last
    )
    modifier = scan.find_bare(last, "modifier")
    if modifier is not None and modifier.value in ("past", "next"):
        last = modifier.last
    return length._replace(last=last)


def _read_counted(scan: Scan, index: int) -> Length | None:
    """Return a number with its unit: 20 عاما, الـ24 ساعة, ربع ساعة, عدة أيام."""
    number = read_number(scan.tokens, index)
    if number is None:
        return _read_part_of_unit(scan, index)
    within = scan.key(index - 1) == "(" and scan.key(number.last) == ")"
    unit = scan.find_bare(number.last + within, "unit")
    if unit is None or unit.term.definite:
        return None
    if unit.value == "Y" and number.digits and number.low >= 1900:
        return None
    amount = number.low if number.low == number.high else None
    return Length(amount, unit.value, unit.last, number.skip, True)


_SMALLER = {"H": (60, "MIN"), "DE": (10, "Y"), "CE": (100, "Y"), "Y": (12, "M"), "MIN": (60, "S")}


def _read_part_of_unit(scan: Scan, index: int) -> Length | None:
    """Return half or a quarter of a unit in the next smaller one: ربع ساعة is 15 minutes."""
    fraction = read_fraction(scan.tokens, index)
    if fraction is None:
        return None
    part, last, skip = fraction
    unit = scan.find_bare(last, "unit")
    if unit is None or unit.term.extra != "one" or unit.value not in _SMALLER:
        return None
    factor, smaller = _SMALLER[unit.value]
    return Length(round(part * factor), smaller, unit.last, skip, True)


def _read_uncounted(scan: Scan, index: int, *, cued: bool) -> Length | None:
    """Return a unit without a number before it: شهرين, الأشهر الماضية, منذ أسبوع."""
    unit = scan.find(index, "unit")
    if unit is None:
        return None
    if unit.term.definite:
        return _read_definite(scan, unit)
    if unit.term.extra == "two":
        return _read_dual(scan, unit)
    length = Length(None, unit.value, unit.last, unit.skip, False)
    if unit.term.extra == "many":
        if scan.has_frame(unit.last, "many"):
            return length._replace(last=unit.last + 1, explicit=True)
        whole = scan.find_bare(unit.last, "unit")
        if whole is not None and whole.term.definite:
            return None  # أيام الأسبوع
        return length if cued else None
    number = read_number(scan.tokens, unit.last) if unit.last < len(scan.tokens) else None
    if number is not None and number.low == 1 and not number.digits and not number.skip:
        return length._replace(amount=1, last=number.last, explicit=True)
    if scan.key(unit.last) in ("كامل", "كامله"):  # عام كامل
        return length._replace(amount=1, last=unit.last + 1, explicit=True)
    if unit.value == "DE" and scan.kind(unit.last) == "word" and scan.key(unit.last) != "من":
        return None  # لعقد جلسة, to hold a session
    cued = cued or scan.has_frame(unit.last, "silence")
    return length._replace(amount=1) if cued and not _is_named(scan, unit) else None


def _read_dual(scan: Scan, unit: Found) -> Length | None:
    last = unit.last + scan.has_frame(unit.last, "wide")
    return Length(2, unit.value, last, unit.skip, True)


def _is_named(scan: Scan, unit: Found) -> bool:
    """Whether a unit in the singular names one rather than counts it: شهر رمضان, يوم الاثنين."""
    last = unit.last
    return (
        scan.find(last, "month") is not None
        or scan.find_bare(last, "weekday") is not None
        or scan.figure(last, 1, 9999) is not None
        or scan.key(last).startswith("ال")
    )


def _read_definite(scan: Scan, unit: Found) -> Length | None:
    """Return a definite dual or plural with its modifier: الساعات الأربع والعشرين الأخيرة."""
    if unit.term.extra == "one" or unit.last >= len(scan.tokens):
        return None
    amount: float | None = 2 if unit.term.extra == "two" else None
    last = unit.last
    number = read_number(scan.tokens, last) if begins_number(scan.tokens[last]) else None
    if number is not None and number.definite and not number.skip:
        amount, last = number.low, number.last
    last += scan.has_frame(last, "few")
    modifier = scan.find_bare(last, "modifier")
    if modifier is None and amount == 2 and number is None and _is_shown(scan, unit.last - 1):
        return Length(amount, unit.value, unit.last, unit.skip, True)
    if modifier is None or modifier.value not in ("past", "next", "this"):
        return (
            None
            if number is None or not number.definite
            else Length(amount, unit.value, last, unit.skip, True)
        )
    return Length(amount, unit.value, modifier.last, unit.skip, True)


def _is_shown(scan: Scan, index: int) -> bool:
    """Whether a dual demonstrative stands before a token: هذين اليومين."""
    return scan.find_bare(index - 1, "pointer") is not None


def _read_rest(scan: Scan, length: Length) -> Length:
    """Add what is joined by و: شهر ونصف الشهر, سنة وثلاثة أشهر."""
    if length.amount is None:
        return length
    fraction = read_fraction(scan.tokens, length.last, joined=True)
    if fraction is None:
        return length
    again = scan.find_bare(fraction[1], "unit")
    last = again.last if again is not None and again.value == length.unit else fraction[1]
    return length._replace(amount=length.amount + fraction[0], last=last)


def read_age(scan: Scan, index: int) -> Clue | None:
    """Return the age that an ordinal gives: في الثامنة عشرة من عمره."""
    if scan.kind(index) != "word":
        return None
    ordinal = read_ordinal(scan.tokens, index)
    if ordinal is None or (ordinal.gender != "f" and ordinal.value < 20):
        return None
    last = scan.after(ordinal.last, "من")
    if last == ordinal.last or not scan.has_frame(last, "age"):
        return None
    return Clue(index, last + 1, ordinal.skip, fixed=f"P{ordinal.value}Y", kind="duration")


def make_joined(first: Clue, second: Clue) -> Clue:
    """Return two durations joined by و as one: سنة وثلاثة أشهر is P1Y3M."""
    fixed = f"{first.fixed}{(second.fixed or '')[1:]}"
    return replace(first, last=second.last, fixed=fixed)
