"""Days: السابع من مايو 2018, 26-8-2023, أمس الجمعة, اليوم الخميس 8 أيلول, الثلاثاء المقبل."""

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from rawi.language.numbers import read_number, read_ordinal
from rawi.lexica.tables import load_table
from rawi.reading.times.clues import Clue
from rawi.reading.times.terms import Scan
from rawi.text.normalise import fold

FIRST_YEAR, LAST_YEAR = 1500, 2099
FIRST_HIJRI, LAST_HIJRI = 1300, 1499
_SEPARATORS = ("/", "-", "–", "—", "\\", ".")
_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DOTTED = re.compile(r"(\d{1,2})[.,](\d{1,2})[.,](\d{4})")


class Month(NamedTuple):
    """A month named at a token; weak where its name is also an ordinary word."""

    month: int
    hijri: bool
    last: int
    weak: bool


@cache
def load_counted() -> frozenset[str]:
    """Return the folded nouns that figures count."""
    rows = load_table("times/frames")
    return frozenset(fold(row["form"]) for row in rows if row["role"] == "counted")


class Tail(NamedTuple):
    """What stands behind a month: its year, or which one is meant; `last` as it was if nothing."""

    last: int
    year: int | None = None
    hijri: bool = False
    direction: str | None = None
    year_direction: str | None = None


def read_month(scan: Scan, index: int, *, bare: bool = True) -> Month | None:
    """Return the month at a token, with its other name behind it: شباط/فبراير, يوليو (تموز)."""
    found = scan.find_bare(index, "month") if bare else scan.find(index, "month")
    if found is None or (scan.key(index) == "اب" and scan.tokens[index].text[-2:].startswith("أ")):
        return None
    month, hijri = int(found.value), found.term.extra.startswith("hijri")
    weak = found.term.extra.endswith("day")
    again = _find_pair(scan, found.last, month)
    return Month(month, hijri, again or found.last, weak and again is None)


def _find_pair(scan: Scan, index: int, month: int) -> int | None:
    """Return the token after a second name of the same month at `index`."""
    start = scan.after(index, "/", "-", "–", "(", "او", "\\")
    found = scan.find_bare(start, "month")
    if found is None or int(found.value) != month:
        return None
    return scan.after(found.last, ")") if scan.key(index) == "(" else found.last


def read_year(scan: Scan, index: int, *, hijri: bool = False) -> tuple[int, bool, int] | None:
    """Return (year, is Hijri, token after) of a year in digits with its era: 2015 م, 1436 هـ."""
    year = scan.figure(index, FIRST_YEAR, LAST_YEAR)
    if year is not None:
        return year, False, index + 1 + scan.has_frame(index + 1, "gregorian")
    year = scan.figure(index, FIRST_HIJRI, LAST_HIJRI)
    era = index + 1 + scan.has_frame(index + 1, "hijri")
    if year is not None and (hijri or era > index + 1):
        return year, True, era
    return _read_worded_year(scan, index)


def _read_worded_year(scan: Scan, index: int) -> tuple[int, bool, int] | None:
    """Return a year in words: ألفين وأحد عشر, ألف وتسعمئة وثمان وأربعين."""
    if scan.key(index) not in ("الفين", "الفان", "الف"):
        return None
    number = read_number(scan.tokens, index)
    if number is None or number.low != number.high or number.skip:
        return None
    year = int(number.low)
    return (year, False, number.last) if 1900 <= year <= LAST_YEAR else None


def read_tail(scan: Scan, index: int, *, hijri: bool = False) -> Tail:
    """Return the year or the modifier behind a month."""
    if scan.key(index) == "في" and scan.key(index + 1) != "في":  # الثلاثين من يونيو في 2013
        dated = read_tail(scan, index + 1, hijri=hijri)
        return dated if dated.year is not None else Tail(index)
    start = scan.after(index, "،", ",", "من")
    unit = scan.find(start, "unit")
    if unit is not None and unit.value == "Y" and unit.term.extra == "one" and not unit.skip:
        return _read_year_unit(scan, index, unit.last, hijri=hijri)
    year = read_year(scan, start, hijri=hijri) if scan.key(index) != "من" else None
    if year is not None:
        return Tail(year[2], year[0], year[1])
    modifier = scan.find_bare(index, "modifier")
    if modifier is None:
        return Tail(index)
    again = scan.find_bare(modifier.last, "modifier")  # رمضان المبارك الماضي
    last = again.last if again is not None else modifier.last
    if modifier.value == "none" and again is not None:
        modifier = again
    year = read_year(scan, last, hijri=hijri)
    if year is not None:
        return Tail(year[2], year[0], year[1])
    return Tail(last, direction=None if modifier.value == "none" else modifier.value)


def _read_year_unit(scan: Scan, index: int, last: int, *, hijri: bool) -> Tail:
    """Return the tail that begins with عام or العام: عام 2018, من العام الماضي, العام نفسه."""
    year = read_year(scan, last, hijri=hijri)
    if year is not None:
        return Tail(year[2], year[0], year[1])
    modifier = scan.find_bare(last, "modifier")
    if modifier is None or modifier.value == "none":
        return Tail(index)
    year = read_year(scan, modifier.last, hijri=hijri)
    if year is not None:
        return Tail(year[2], year[0], year[1])
    return Tail(modifier.last, year_direction=modifier.value)


def read_date(scan: Scan, index: int) -> Clue | None:
    """Return the date with day and month at a token, the word يوم before it included."""
    start = _after_day_word(scan, index)
    if start is None:
        found = _read_numeric(scan, index) or _read_day_month(scan, index)
        return found or _read_month_first(scan, index)
    clue = _read_numeric(scan, start) or _read_day_month(scan, start)
    unit = scan.find(index, "unit")
    return clue and unit and replace(clue, first=index, skip=unit.skip)


def _after_day_word(scan: Scan, index: int) -> int | None:
    """Return the token after the word يوم at a token, None if it is not there."""
    unit = scan.find(index, "unit")
    if unit is None or unit.value != "D" or unit.term.extra != "one" or unit.term.definite:
        return None
    return unit.last


def read_day_number(scan: Scan, index: int) -> tuple[int, int, int] | None:
    """Return (day of the month, token after, skip) at a token."""
    number = read_number(scan.tokens, index)
    if number is not None and number.low == number.high and number.low in range(1, 32):
        return int(number.low), number.last, number.skip
    if scan.kind(index) != "word":
        return None
    ordinal = read_ordinal(scan.tokens, index)
    if ordinal is not None and ordinal.value <= 31:
        return ordinal.value, ordinal.last, ordinal.skip
    return None


def _read_day_month(scan: Scan, index: int) -> Clue | None:
    read = read_day_number(scan, index)
    if read is None:
        return None
    day, start, skip = read
    of = scan.after(start, "من", ".", "-", "/", "..")
    unit = scan.find_bare(of, "unit")
    if unit is not None and unit.value == "M" and unit.term.extra == "one":
        if unit.term.definite:
            return _read_day_of_month(scan, index, unit.last, day=day, skip=skip)
        of = unit.last
    month = read_month(scan, of)
    if month is None or day > _LONGEST[month.month]:
        return None
    tail = read_tail(scan, month.last, hijri=month.hijri)
    behind = scan.after(month.last, "/", "-", "–")  # 25/ أيلول/ 2023
    year = scan.figure(behind, FIRST_YEAR, LAST_YEAR) if behind > month.last else None
    if year is not None and not month.hijri:
        tail = Tail(behind + 1, year)
    return Clue(
        index, tail.last, skip, day=day, month=month.month, year=tail.year, hijri=month.hijri,
        direction=tail.direction, year_direction=tail.year_direction,
    )  # fmt: skip


def _read_day_of_month(scan: Scan, index: int, start: int, *, day: int, skip: int) -> Clue | None:
    """Return a day of this or the last month: الثلاثين من الشهر الماضي."""
    modifier = scan.find_bare(start, "modifier")
    if modifier is None or modifier.value not in ("past", "this", "next", "same"):
        return None
    return Clue(index, modifier.last, skip, day=day, unit="M", direction=modifier.value)


def _read_numeric(scan: Scan, index: int) -> Clue | None:
    """Return a date in figures, day or year first: 26-8-2023, 2023/8/26, 20 / 10 / 1436هـ."""
    if scan.kind(index) != "number":
        return None
    token = scan.tokens[index]
    dotted = _DOTTED.fullmatch(token.key)
    if dotted is not None:
        figures, last = [int(group) for group in dotted.groups()], index + 1
    elif scan.key(index + 1) in _SEPARATORS and scan.key(index + 3) == scan.key(index + 1):
        read = [scan.figure(index + step, 1, LAST_YEAR) for step in (0, 2, 4)]
        figures, last = [figure for figure in read if figure is not None], index + 5
    else:
        return None
    if len(figures) < 3:
        return None
    day, month, year = figures if figures[0] < 32 else reversed(figures)
    if month > 12 >= day:
        day, month = month, day
    hijri = FIRST_HIJRI <= year <= LAST_HIJRI
    if month > 12 or day > _LONGEST[month] or not (hijri or 1900 <= year <= LAST_YEAR):
        return None
    last += scan.has_frame(last, "gregorian") or scan.has_frame(last, "hijri")
    return Clue(index, last, day=day, month=month, year=year, hijri=hijri)


def _read_short(scan: Scan, index: int) -> Clue | None:
    """Return day and month in figures, which only a weekday before shows: الثلاثاء 22/4."""
    day, month = scan.figure(index, 1, 31), scan.figure(index + 2, 1, 12)
    if day is None or month is None or scan.key(index + 1) not in ("/", "-", "\\"):
        return None
    if scan.key(index + 3) == scan.key(index + 1) or day > _LONGEST[month]:
        return None
    return Clue(index, index + 3, day=day, month=month)


def _read_listed(scan: Scan, index: int) -> Clue | None:
    """Return the day of a weekday that takes its month from the next: الجمعة 15 والسبت 16 يونيو."""
    day = scan.figure(index, 1, 31)
    start = scan.after(index + 1, "و", "الي", "حتي", "،")
    weekday = scan.find(start, "weekday") if day is not None else None
    if weekday is None or weekday.last >= len(scan.tokens):
        return None
    date = read_date(scan, weekday.last)
    if date is None or date.month is None or date.day is None:
        return None
    return Clue(index, index + 1, day=day, month=date.month, year=date.year, hijri=date.hijri)


def _read_month_first(scan: Scan, index: int) -> Clue | None:
    """Return a date with its month before the day, as sites translate: يناير 22, 2018."""
    month = read_month(scan, index)
    if month is None or month.weak or month.hijri:
        return None
    day = scan.figure(month.last, 1, _LONGEST[month.month])
    start = scan.after(month.last + 1, "،", ",")
    year = scan.figure(start, FIRST_YEAR, LAST_YEAR)
    if day is None or year is None:
        return None
    return Clue(index, start + 1, day=day, month=month.month, year=year)


def read_day(scan: Scan, index: int) -> Clue | None:
    """Return what names a day at a token: اليوم, أمس الجمعة, الثلاثاء المقبل, يوم 5 مايو."""
    return _read_counted_day(scan, index) or _read_weekday(scan, index) or read_date(scan, index)


def _read_counted_day(scan: Scan, index: int) -> Clue | None:
    """Return a day counted from today, with its weekday and date: اليوم (الثلاثاء)."""
    found = scan.find(index, "day")
    if found is None or is_guarded(scan, index, found.last):
        return None
    modifier = scan.find_bare(found.last, "modifier")
    if modifier is not None and modifier.value in ("after", "same", "next", "past", "none"):
        return None
    clue = Clue(index, found.last, found.skip, offset=int(found.value))
    return _read_date_behind(scan, _read_weekday_behind(scan, clue))


def _read_weekday_behind(scan: Scan, clue: Clue) -> Clue:
    opening = scan.after(clue.last, "(", "،", "يوم")
    weekday = scan.find_bare(opening, "weekday")
    if weekday is None:
        return clue
    last = scan.after(weekday.last, ")") if scan.key(clue.last) == "(" else weekday.last
    return replace(clue, last=last, weekday=int(weekday.value))


def _read_date_behind(scan: Scan, clue: Clue) -> Clue:
    """Add the date behind a weekday or اليوم: الخميس 8 أيلول, الأحد الموافق 5 مايو."""
    start = scan.after(clue.last, "(", "،", ",", "/", "-", "–")
    start += scan.has_frame(start, "match")
    start = scan.after(start, "ل", "في") if start > clue.last else start
    if start >= len(scan.tokens):
        return clue
    date = read_date(scan, start) or _read_short(scan, start) or _read_listed(scan, start)
    if date is None or date.unit is not None:
        return clue
    last = scan.after(date.last, ")") if scan.key(clue.last) == "(" else date.last
    return replace(
        date, first=clue.first, skip=clue.skip, last=last, offset=clue.offset, weekday=clue.weekday
    )


def _read_weekday(scan: Scan, index: int) -> Clue | None:
    start, skip = index, None
    unit = scan.find(index, "unit")
    if unit is not None and unit.value == "D" and unit.term.extra == "one":
        start, skip = unit.last, unit.skip
    weekday = scan.find(start, "weekday") if skip is None else scan.find_bare(start, "weekday")
    if weekday is None or (skip is None and is_guarded(scan, index, weekday.last)):
        return None
    if skip is None and scan.key(start).endswith("اثنين") and _is_dual(scan, index - 1):
        return None
    clue = Clue(
        index, weekday.last, weekday.skip if skip is None else skip, weekday=int(weekday.value)
    )
    modifier = scan.find_bare(clue.last, "modifier")
    if modifier is not None and modifier.value != "none":
        clue = replace(clue, last=modifier.last, direction=modifier.value)
    return _read_date_behind(scan, clue)


def _is_dual(scan: Scan, index: int) -> bool:
    """Whether الاثنين behind a token counts what it names: الجنديين الاثنين."""
    key = scan.key(index)
    dual = key.startswith("ال") and key.endswith(("ين", "ان"))
    return dual and key[2:-2] in load_counted()


def is_guarded(scan: Scan, index: int, last: int) -> bool:
    """Whether a neighbour shows that the name of a day is none: صلاة الجمعة, اليوم العالمي."""
    before = scan.find(index - 1, "guard")
    behind = scan.find_bare(last, "guard")
    today = scan.key(last - 1) == "اليوم"
    sides = ("before", "today") if today else ("before",)
    after = ("after", "today_after") if today else ("after",)
    return (before is not None and before.value in sides) or (
        behind is not None and behind.value in after
    )
