"""Steps from one day to another: months before, the year after, what an expression starts from."""

from datetime import date

from rawi.reading.times.calendars import (
    Value,
    shift_days,
    value_day,
    value_month,
    value_week,
    value_year,
)
from rawi.reading.times.stories import Story

# How many periods away from that of today.
STEPS = {"past2": -2, "past": -1, "next": 1, "after": 1, "next2": 2}


def name_source(story: Story) -> str | None:
    """Return what an expression that is counted from today is resolved against."""
    if story.today is None:
        return "no day of publication"
    return story.source


def move(day: date, unit: str, amount: float) -> Value | None:
    """Return the day, week, month or year so many units from a day."""
    count = round(amount)
    if unit in ("D", "W"):
        moved = shift_days(day, count if unit == "D" else round(7 * amount))
        if moved is None:
            return None
        return value_day(moved) if unit == "D" else value_week(moved)
    if unit == "M":
        months = day.year * 12 + day.month - 1 + count
        year, month = divmod(months, 12)
        return value_month(year, month + 1) if 1 <= year <= 9998 else None
    year = day.year + count * {"DE": 10, "CE": 100}.get(unit, 1)
    return value_year(year) if 1 <= year <= 9998 else None


def direct_year(direction: str, story: Story) -> int | None:
    """Return the year that الماضي, الجاري or نفسه points at."""
    anchor = story.day if direction in ("same", "after") else story.today
    if anchor is None and story.month is not None:
        anchor = date(*story.month, 1)
    if anchor is None:
        return None
    return anchor.year + STEPS.get(direction, 0)
