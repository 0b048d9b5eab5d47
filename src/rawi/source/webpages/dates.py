"""Days as pages print them: `الخميس 5 تموز 2018`, `05/07/2018`, `يوليو 5, 2018`."""

import re
from datetime import date
from email.utils import parsedate
from functools import cache

from rawi.lexica.tables import load_table
from rawi.source.articles import parse_day

_DIGITS = {ord(letter): str(index % 10) for index, letter in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_FOLDED = str.maketrans("أإآى", "اااي", "\u0640\u200e\u200f\u061c\u202a\u202b\u202c\u064b")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![\d/-])")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
# كانون1, تشرين2: the first and the second month of the name.
_NUMBERED_MONTH = re.compile("(كانون|تشرين) ?([12])(?![0-9])")
_ORDINALS = {"1": "الاول", "2": "الثاني"}
_WORD = re.compile(r"\d+|[^\W\d_]+")
# The Arab press has been on the web since 1995.
_FIRST_YEAR, _LAST_YEAR = 1995, 2100
# Words between a day and its month, a month and its year: the second name of the month, عام (year).
_MAX_BETWEEN = 2


def parse_stamp(value: str) -> str | None:
    """Return the ISO day of what a machine wrote into a page: an ISO stamp, or an RFC 2822 date."""
    value = value.strip()
    found = parse_day(value) or parse_day(value.replace("/", "-", 2))
    if found is None:
        found = parse_day(re.sub(r"\s*(?:[A-Z]{2,4}|[+-]\d\d:?\d\d)$", "", value))
    if found is None:
        parsed = parsedate(value)
        found = _make_day(*parsed[:3]) if parsed is not None else None
    return found if found is not None and int(found[:4]) >= _FIRST_YEAR else None


def parse_printed_day(text: str) -> str | None:
    """Return the ISO day in a short text for people; None where there is none, or more than one.

    Months by name in all calendars of the Arab press but the Hijri; numbers in both digit sets. In
    `05/07/2018` the day stands first, as the Arab press has it, unless a weekday beside it or a
    number above 12 says otherwise.
    """
    plain = text.translate(_DIGITS).translate(_FOLDED).lower()
    plain = _CLOCK.sub(" ", plain)
    plain = _NUMBERED_MONTH.sub(lambda match: f"{match[1]} {_ORDINALS[match[2]]} ", plain)
    words = _WORD.findall(plain)
    if _load_nows() & set(words):
        return None
    weekday = next((day for word in words if (day := _load_weekdays().get(word)) is not None), None)
    found = dict.fromkeys([*_find_numeric(plain, weekday), *_find_named(words)])
    return next(iter(found)) if len(found) == 1 else None


def _find_numeric(text: str, weekday: int | None) -> list[str]:
    days = []
    for match in _NUMERIC.finditer(text):
        first, second, third = (int(match.group(place)) for place in (1, 3, 4))
        if len(match.group(1)) == 4:
            days.append(_make_day(first, second, third))
        elif len(match.group(4)) == 4:
            days.append(_choose_order(first, second, third, weekday))
    return [day for day in days if day is not None]


def _choose_order(first: int, second: int, year: int, weekday: int | None) -> str | None:
    """Return the day of `first/second/year`."""
    usual, other = _make_day(year, second, first), _make_day(year, first, second)
    if usual is None or other is None:
        return usual or other
    if weekday is not None and date.fromisoformat(usual).isoweekday() != weekday:
        return other if date.fromisoformat(other).isoweekday() == weekday else usual
    return usual


def _find_named(words: list[str]) -> list[str]:
    """Return the days whose month is a name: `5 تموز 2018`, `يوليو 5, 2018`."""
    months = _load_months()
    days = []
    for place, word in enumerate(words):
        month = months.get(word) or months.get(" ".join(words[place : place + 2]))
        if month is None:
            continue
        before = _find_number(words, range(place - 1, place - 2 - _MAX_BETWEEN, -1))
        after = [
            int(word) for word in words[place + 1 : place + 4 + _MAX_BETWEEN] if word.isdigit()
        ]
        day = None
        if after and _is_year(after[0]) and before is not None:
            day = _make_day(after[0], month, before)
        elif len(after) > 1 and _is_year(after[1]):
            day = _make_day(after[1], month, after[0])
        if day is not None:
            days.append(day)
    return days


def _find_number(words: list[str], places: range) -> int | None:
    return next(
        (int(words[place]) for place in places if place >= 0 and words[place].isdigit()), None
    )


def _is_year(number: int) -> bool:
    return _FIRST_YEAR <= number < _LAST_YEAR


def _make_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _is_year(year) else None
    except ValueError:
        return None


@cache
def _load_months() -> dict[str, int]:
    return {
        row["form"].translate(_FOLDED): int(row["month"])
        for row in load_table("times/months")
        if row["calendar"] == "gregorian"
    }


@cache
def _load_weekdays() -> dict[str, int]:
    """Return the ISO number (Monday is 1) of each weekday, with and without its article."""
    numbers = {}
    for row in load_table("times/weekdays"):
        form = row["form"].translate(_FOLDED)
        numbers[form] = numbers[form.removeprefix("ال")] = int(row["weekday"])
    return numbers


@cache
def _load_nows() -> frozenset[str]:
    return frozenset(row["form"].translate(_FOLDED) for row in load_table("pages/nows"))
