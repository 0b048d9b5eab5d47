"""Nights as events have them: that of a named day (ليلة السبت, ليلة 12 مارس) is of that day."""

from functools import cache

from msgspec import structs

from rawi.lexica.tables import load_table
from rawi.model import TimeExpression
from rawi.text.normalise import fold

_NIGHT = "TNI"


def date_evenings(times: list[TimeExpression]) -> list[TimeExpression]:
    """Return the nights of one named day as that day, wherever they stand; other times as they are.

    A night between two days (ليل السبت الأحد) and last night (الليلة الماضية) keep both.
    """
    nights = {time.value for time in times if _is_night(time) and _names_day(time.text)}
    return [
        structs.replace(time, latest=time.earliest)
        if time.value in nights and _is_night(time)
        else time
        for time in times
    ]


def _is_night(time: TimeExpression) -> bool:
    two = time.earliest is not None and time.earliest != time.latest
    return two and time.value == f"{time.earliest}{_NIGHT}"


def _names_day(text: str) -> bool:
    """Whether a night is told by one weekday, or by a date."""
    words = [word.strip("()،-") for word in fold(text).split()]
    days = sum(word in _load_weekdays() for word in words)
    return days == 1 or (days == 0 and any(word.isdigit() for word in words))


@cache
def _load_weekdays() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in load_table("times/weekdays"))
