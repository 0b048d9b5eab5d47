"""Which day is meant: a full date, one without its year, a weekday, a day counted from today."""

from datetime import date

from rawi.reading.times.anchors import make_full
from rawi.reading.times.calendars import (
    Value,
    first_after,
    hijri_year,
    latest_before,
    make_date,
    make_hijri,
    shift_days,
    value_day,
)
from rawi.reading.times.clues import Clue
from rawi.reading.times.moves import STEPS, direct_year, move, name_source
from rawi.reading.times.stories import Story

# A day still to come is named without its year when it is at most so far off, in days: where the
# sentence looks ahead, and where nothing tells.
_DAYS_AHEAD, _DAYS_NEAR = 200, 45
_DAYS_RECENT = 45
_PART_VALUES = {"MN": "NI"}


def resolve_day(clue: Clue, story: Story) -> tuple[Value, str | None]:
    """Return the day, or the time on it, that a clue means, and what it was resolved against."""
    day, reason = _find_day(clue, story)
    if day is None:
        return value_unknown(clue, story.partial), reason or name_source(story)
    if clue.clock is not None:
        return at_clock(clue, day), reason
    if clue.part is not None:
        return at_part(clue, day), reason
    if clue.days > 1:
        return Value(day.isoformat(), day, shift_days(day, clue.days - 1)), reason
    return value_day(day), reason


def value_unknown(clue: Clue, partial: str | None) -> Value:
    """Return what is known of a day without anchor: XXXX-05-29."""
    bare = clue.day is None and clue.weekday is None
    if clue.day is not None and clue.month is not None:
        value = f"{clue.year or 'XXXX'}-{clue.month:02}-{clue.day:02}"
    elif clue.weekday is not None and partial is not None and partial.startswith("XXXX-W"):
        value = f"XXXX-WXX-{clue.weekday}"  # a page may hold two articles, each with its today
    elif partial is not None and (clue.offset == 0 or (bare and clue.offset is None)):
        value = partial
    elif clue.weekday is not None:
        value = f"XXXX-WXX-{clue.weekday}"
    else:
        value = "XXXX-XX-XX" if clue.day is None else f"XXXX-XX-{clue.day:02}"
    if clue.clock is not None:
        value += f"T{clue.clock}"
    elif clue.part is not None:
        value += f"T{_PART_VALUES.get(clue.part, clue.part)}"
    return Value(value)


def at_part(clue: Clue, day: date) -> Value:
    """Return a part of a day; the night reaches into the next, and after midnight is in it."""
    part = clue.part or ""
    if part == "MN" and clue.night_to is not None:
        day = shift_days(day, 1) or day
    value = f"{day.isoformat()}T{_PART_VALUES.get(part, part)}"
    return Value(value, day, shift_days(day, 1) if part == "NI" else day)


def at_clock(clue: Clue, day: date) -> Value:
    """Return a clock time on a day."""
    return Value(f"{day.isoformat()}T{clue.clock}", day, day)


def _find_day(clue: Clue, story: Story) -> tuple[date | None, str | None]:
    """Return the day that a clue means, and what it was resolved against."""
    today = story.today
    if clue.offset is not None and today is not None:
        return shift_days(today, clue.offset), story.source
    full = make_full(clue)
    if full is not None:
        return _match_weekday(clue, full)
    if clue.day is not None and clue.unit == "M":
        return _find_day_of_month(clue, story), name_source(story)
    if clue.day is not None and clue.month is not None:
        if clue.year is not None:
            return None, "no such day"
        return _find_yearless(clue, story)
    if today is None:
        return None, None
    return _find_weekday(clue, today), "weekday"


def _find_day_of_month(clue: Clue, story: Story) -> date | None:
    anchor = story.day if clue.direction == "same" else story.today
    if anchor is None or clue.day is None:
        return None
    value = move(anchor, "M", STEPS.get(clue.direction or "", 0))
    return (
        value and value.earliest and make_date(value.earliest.year, value.earliest.month, clue.day)
    )


def _find_yearless(clue: Clue, story: Story) -> tuple[date | None, str | None]:
    """Return the day of a date without its year."""
    month, day, today = clue.month or 1, clue.day or 1, story.today
    if clue.year_direction is not None and today is not None:
        year = direct_year(clue.year_direction, story)
        return (None if year is None else make_date(year, month, day)), name_source(story)
    if clue.hijri:
        return _find_hijri_day(clue, today), name_source(story)
    if story.year is not None and clue.direction is None:
        return make_date(story.year, month, day), f"narrative {story.year:04}"
    if story.month is not None and clue.direction is None and clue.weekday is None:
        recent = None if today is None else latest_before(today, month, day)
        year = story.month[0]
        told = make_date(year, month, day)
        ahead = told is not None and today is not None and told > today and not clue.ahead
        if not ahead and (month >= story.month[1] or not _is_recent(recent, today)):
            return told, f"narrative {year:04}-{story.month[1]:02}"
    if today is None:
        return None, None
    if clue.weekday is not None or clue.offset is not None:
        return _find_on_weekday(clue, today), story.source
    if clue.direction == "next" or _is_near(clue, today, month, day):
        return first_after(today, month, day), story.source
    if clue.direction == "this":
        return make_date(today.year, month, day), story.source
    return latest_before(today, month, day, strict=clue.direction == "past"), story.source


def _is_recent(day: date | None, today: date | None) -> bool:
    """Whether a day is of the last weeks: a story of a year ago that goes back is seldom meant."""
    return day is not None and today is not None and (today - day).days < _DAYS_RECENT


def _is_near(clue: Clue, today: date, month: int, day: int) -> bool:
    """Whether a date without a year is the next one rather than the last."""
    coming = first_after(today, month, day)
    if coming is None or clue.direction is not None:
        return False
    return (coming - today).days < (_DAYS_AHEAD if clue.ahead else _DAYS_NEAR)


def _match_weekday(clue: Clue, day: date) -> tuple[date, str]:
    """Return the day of a full date; where its weekday is that of the day beside it, that one.

    A weekday is rarely mistaken, a figure often; the reason tells of it.
    """
    if clue.weekday is None or clue.hijri or day.isoweekday() == clue.weekday:
        return day, "text"
    for step in (-1, 1):
        moved = shift_days(day, step)
        if moved is not None and moved.isoweekday() == clue.weekday:
            return moved, f"weekday; the date says {day.isoformat()}"
    return day, "text; its weekday is another"


def _find_on_weekday(clue: Clue, today: date) -> date | None:
    """Return the date without a year that is nearest, of the last years where its weekday fits."""
    month, day = clue.month or 1, clue.day or 1
    near = _nearest(today, month, day)
    if near is None or clue.weekday is None or near.isoweekday() == clue.weekday:
        return near
    years = (make_date(today.year - back, month, day) for back in range(1, 6))
    fitting = (d for d in years if d is not None and d.isoweekday() == clue.weekday)
    return near if clue.offset is not None else next(fitting, near)


def _nearest(today: date, month: int, day: int) -> date | None:
    found = [make_date(today.year + step, month, day) for step in (-1, 0, 1)]
    days = [each for each in found if each is not None]
    return min(days, key=lambda each: abs((each - today).days), default=None)


def _find_hijri_day(clue: Clue, today: date | None) -> date | None:
    year = hijri_year(today) if today is not None else None
    if year is None or today is None:
        return None
    month, day = clue.month or 1, clue.day or 1
    found = make_hijri(year, month, day)
    if clue.direction == "next" or clue.ahead:
        return found if found is None or found > today else make_hijri(year + 1, month, day)
    return found if found is None or found <= today else make_hijri(year - 1, month, day)


def _find_weekday(clue: Clue, today: date) -> date | None:
    """Return the day of a weekday: the last one on or before today unless another is marked."""
    back = (today.isoweekday() - (clue.weekday or 1)) % 7
    if clue.direction in ("next", "after", "next2") or (clue.ahead and back):
        return shift_days(today, (14 if clue.direction == "next2" else 7) - back)
    if clue.direction in ("past", "past2"):
        # الماضي is not said of yesterday: that is أمس.
        back += 7 if back < 2 else 0
        back += 7 if clue.direction == "past2" else 0
    return shift_days(today, -back)
