"""The day that a document speaks on: what اليوم (today) means in it.

`published` is often the day of a crawl, so what the text says of its own day wins: a weekday beside
اليوم or أمس (اليوم الثلاثاء), within a week before `published` or the day after it. Without
`published`, a full date beside اليوم, a dateline, or the day in the address stands for it.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from rawi.model import Document
from rawi.reading.times.calendars import make_date, make_hijri
from rawi.reading.times.clues import Clue

# A dateline stands in the first lines; later dates are of what is told.
DATELINE_TOKENS = 60
# A crawl may be a day early (time zones) or some days late.
DAYS_EARLY, DAYS_LATE = 1, 6
# A day without its year is the nearest of its name.
HALF_YEAR = 183
_ADDRESS = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")


def find_anchor(doc: Document, clues: Sequence[Clue]) -> tuple[date | None, str]:
    """Return the day that the document speaks on, and what it is known from."""
    published = parse_day(doc.published)
    if published is None:
        for source, found in (
            ("today in the text", _find_dated_today(clues)),
            ("address", _find_address(doc.url)),
            ("dateline", _find_dateline(clues)),
        ):
            if found is not None:
                today = _find_yearless_today(clues, found)
                if today is not None:
                    return today, "today in the text"
                return _match_weekday(found, clues), source
        return None, ""
    anchor = _match_weekday(published, clues)
    return anchor, "published" if anchor == published else "weekday"


def parse_day(text: str | None) -> date | None:
    """Return the day of an ISO date or time stamp; None if it is none, or of no newspaper's age."""
    try:
        day = date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
    return day if day is not None and 1800 < day.year < 2200 else None


def find_partial(clues: Sequence[Clue]) -> str | None:
    """Return what a text without a year says of its own day: اليوم الأربعاء, اليوم 15 شباط."""
    today = [clue for clue in clues if clue.offset == 0]
    for clue in today:
        if clue.day is not None and clue.month is not None and not clue.hijri:
            return f"XXXX-{clue.month:02}-{clue.day:02}"
    weekday = next((clue.weekday for clue in today if clue.weekday is not None), None)
    return None if weekday is None else f"XXXX-WXX-{weekday}"


def _find_yearless_today(clues: Sequence[Clue], near: date) -> date | None:
    """Return the day beside اليوم that lacks its year, where `near` is but another day of the text.

    The caption of an old picture is no dateline: in `1 آب 2023 … فجر اليوم السبت 2 أيلول` the
    second is today. Its weekday, if given, must fit.
    """
    for clue in clues:
        bare = clue.day is None or clue.month is None or clue.year is not None or clue.hijri
        if clue.offset is None or bare:
            continue
        for year in (near.year, near.year + 1, near.year - 1):
            found = make_date(year, clue.month or 1, clue.day or 1)
            if found is None or abs((found - near).days) > HALF_YEAR:
                continue
            if clue.weekday is None or found.isoweekday() == clue.weekday:
                return found - timedelta(clue.offset)
    return None


def _find_address(url: str | None) -> date | None:
    match = _ADDRESS.search(url or "")
    return match and make_date(*map(int, match.groups()))


def make_full(clue: Clue) -> date | None:
    """Return the day of a clue that names day, month and year; else None."""
    if clue.day is None or clue.month is None or clue.year is None:
        return None
    make = make_hijri if clue.hijri else make_date
    return make(clue.year, clue.month, clue.day)


def _find_dated_today(clues: Sequence[Clue]) -> date | None:
    for clue in clues:
        found = make_full(clue) if clue.offset is not None else None
        if found is not None and clue.offset is not None and found.year > 1800:
            return found - timedelta(clue.offset)
    return None


def _find_dateline(clues: Sequence[Clue]) -> date | None:
    for clue in clues:
        found = make_full(clue) if clue.first < DATELINE_TOKENS else None
        if found is not None and 1990 < found.year < 2200:
            return found
    return None


def _match_weekday(day: date, clues: Sequence[Clue]) -> date:
    """Return the day moved to the weekday that the text gives its own day, if it gives one."""
    for clue in clues:
        if clue.offset is None or clue.weekday is None or clue.offset > 0:
            continue
        wanted = (clue.weekday - 1 - clue.offset) % 7
        steps = [0, DAYS_EARLY, *range(-1, -DAYS_LATE - 1, -1)]
        for step in steps:
            if (day.weekday() + step) % 7 == wanted:
                return day + timedelta(step)
    return day
