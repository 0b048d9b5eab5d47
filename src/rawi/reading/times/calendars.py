"""Values and bounds of days, weeks, months, seasons and years, in both calendars."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Gregorian, Hijri


class Value(NamedTuple):
    """A TIMEX3 value with inclusive bounds; None for a bound that is not known."""

    value: str
    earliest: date | None = None
    latest: date | None = None


def make_date(year: int, month: int, day: int) -> date | None:
    """Return a Gregorian day, None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def make_hijri(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Hijri one (Umm al-Qura), None outside 1343-1500 AH."""
    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None


def shift_days(day: date, days: int) -> date | None:
    """Return the day so many days later, None past the calendar's ends."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def hijri_year(day: date) -> int | None:
    """Return the Hijri year of a day, None outside the calendar's tables."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def value_day(day: date) -> Value:
    """Return the value of one day."""
    return Value(day.isoformat(), day, day)


def value_week(day: date, edge: str | None = None) -> Value:
    """Return the value of the ISO week of a day; its end is the weekend."""
    year, week, weekday = day.isocalendar()
    monday = shift_days(day, 1 - weekday) or day
    sunday = shift_days(day, 7 - weekday) or day
    value = f"{year}-W{week:02}"
    if edge == "end":
        return Value(value + "-WE", shift_days(monday, 5), sunday)
    return Value(value, monday, sunday)


def value_month(year: int, month: int, edge: str | None = None) -> Value:
    """Return the value of a month; an edge narrows the bounds to about a third of it."""
    last = monthrange(year, month)[1]
    first_day, last_day = {"start": (1, 10), "mid": (11, 20), "end": (21, last)}.get(
        edge or "", (1, last)
    )
    return Value(f"{year:04}-{month:02}", date(year, month, first_day), date(year, month, last_day))


def value_hijri_month(year: int, month: int) -> Value:
    """Return the value of a Hijri month, its bounds Gregorian days."""
    first = make_hijri(year, month, 1)
    following = make_hijri(year + month // 12, month % 12 + 1, 1)
    last = following and shift_days(following, -1)
    return Value(f"{year:04}-{month:02}", first, last)


def value_year(year: int, edge: str | None = None, *, hijri: bool = False) -> Value:
    """Return the value of a year; an edge narrows the bounds to a quarter or the middle."""
    if hijri:
        end = make_hijri(year + 1, 1, 1)
        return Value(f"{year:04}", make_hijri(year, 1, 1), end and shift_days(end, -1))
    first, last = {"start": (1, 3), "mid": (5, 8), "end": (10, 12)}.get(edge or "", (1, 12))
    end_day = monthrange(year, last)[1]
    return Value(f"{year:04}", date(year, first, 1), date(year, last, end_day))


def value_share(year: int, share: str, *, hijri: bool = False) -> Value:
    """Return the value of a half or quarter of a year: H1, Q3."""
    months = 6 if share[0] == "H" else 3
    last = months * int(share[1])
    if hijri:
        first_month = value_hijri_month(year, last - months + 1)
        last_month = value_hijri_month(year, last)
        return Value(f"{year:04}-{share}", first_month.earliest, last_month.latest)
    end = date(year, last, monthrange(year, last)[1])
    return Value(f"{year:04}-{share}", date(year, last - months + 1, 1), end)


_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def value_season(year: int, season: str) -> Value:
    """Return the value of a season; a winter is named by the year of its December."""
    first, last = _SEASONS[season]
    end = year + (last < first)
    end_day = monthrange(end, last)[1]
    return Value(f"{year:04}-{season}", date(year, first, 1), date(end, last, end_day))


def value_hijri_season(year: int, season: str) -> Value:
    """Return the value of a season of a Hijri year: the days that both have, either end's."""
    value = f"{year:04}-{season}"
    _, first, last = value_year(year, hijri=True)
    if first is None or last is None:
        return Value(value)
    shared = []
    for began in range(first.year - 1, last.year + 1):
        _, start, end = value_season(began, season)
        if start is not None and end is not None and start <= last and end >= first:
            shared += [max(start, first), min(end, last)]
    return Value(value, min(shared), max(shared))


def value_span(fixed: str) -> Value:
    """Return the bounds of a decade or century: 199X, 19XX."""
    known = fixed.rstrip("X")
    if not known.isdigit() or len(fixed) != 4:
        return Value(fixed)
    low, high = int(known.ljust(4, "0")), int(known.ljust(4, "9"))
    return Value(fixed, date(max(low, 1), 1, 1), date(high, 12, 31))


def latest_before(today: date, month: int, day: int, *, strict: bool = False) -> date | None:
    """Return the last such day of the year on or before today (strict: before it)."""
    for year in (today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4):
        found = make_date(year, month, day) if year > 0 else None
        if found is not None and (found < today or (found == today and not strict)):
            return found
    return None


def first_after(today: date, month: int, day: int) -> date | None:
    """Return the first such day of the year after today."""
    for year in range(today.year, today.year + 5):
        found = make_date(year, month, day)
        if found is not None and found > today:
            return found
    return None
