"""How the days of two accounts stand to each other, unknown ones included."""

from datetime import date
from typing import NamedTuple

from rawi.incidents.accounts import Account

# Bounds of at most so many days are a day told (or a night, or "yesterday and today").
_NARROW = 3
# An account without a day is of an event shortly before its publication, if anything is known.
_PRESS_WINDOW = 3
_PRESS_APART = 10


class DayRelation(NamedTuple):
    """How two accounts agree on the day.

    Attributes:
        name: `same`, `next` (one day apart), `clash`, `overlap` or `wide_clash` (of wide bounds),
            `date_same`, `date_clash` (day and month known, year not), `weekday_same`,
            `weekday_clash`, `press_near`, `press_apart` (by publication), or `unknown`.
        day: What they agree on, where they do.
    """

    name: str
    day: str = ""


def relate_days(one: Account, other: Account) -> DayRelation:
    """Return how the days of two accounts stand to each other."""
    relation = _relate_bounds(one, other) or _relate_hints(one, other)
    return relation or _relate_press(one, other)


def _relate_bounds(one: Account, other: Account) -> DayRelation | None:
    first, second = find_bounds(one), find_bounds(other)
    if first is None or second is None:
        return None
    gap = max(first[0], second[0]) - min(first[1], second[1])
    narrow = max(first[1] - first[0], second[1] - second[0]) < _NARROW
    if not narrow:
        return DayRelation("overlap" if gap <= 0 else "wide_clash")
    if gap <= 0:
        return DayRelation("same", date.fromordinal(max(first[0], second[0])).isoformat())
    return DayRelation("next" if gap == 1 else "clash")


def find_bounds(account: Account) -> tuple[int, int] | None:
    """Return the bounds of the day as ordinals; None where either is not known."""
    if account.earliest is None or account.latest is None:
        return None
    return _count_days(account.earliest), _count_days(account.latest)


def find_press_day(account: Account) -> int | None:
    """Return the day of publication as an ordinal; None where it is not known."""
    return None if account.published is None else _count_days(account.published[:10])


def find_day_span(account: Account) -> tuple[int, int] | None:
    """Return the days to look for the event in: its bounds, else those before publication.

    None where neither is known, or the bounds are wide and say nothing.
    """
    bounds, press = find_bounds(account), find_press_day(account)
    if bounds is not None and bounds[1] - bounds[0] < _NARROW:
        return bounds
    if press is not None:
        return press - _PRESS_WINDOW, press
    return None


def _count_days(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _relate_hints(one: Account, other: Account) -> DayRelation | None:
    for kind, find in (("date", _find_dates), ("weekday", _find_weekdays)):
        first, second = find(one), find(other)
        if first and second:
            common = sorted(first & second)
            if not common:
                return DayRelation(f"{kind}_clash")
            return DayRelation(f"{kind}_same", common[0])
    return None


def _find_dates(account: Account) -> set[str]:
    """Return the days named as month and day (`08-26`)."""
    found = {hint[-5:] for hint in account.hints if not hint.startswith("W")}
    if account.earliest is not None and account.earliest == account.latest:
        found.add(account.earliest[5:])
    return found


def _find_weekdays(account: Account) -> set[str]:
    """Return the weekdays named, or known from the day (`W6`, a Saturday)."""
    days = {hint for hint in account.hints if len(hint) == 10}
    if account.earliest is not None and account.earliest == account.latest:
        days.add(account.earliest)
    named = {hint for hint in account.hints if hint.startswith("W")}
    return named | {f"W{date.fromisoformat(day).isoweekday()}" for day in days}


def _relate_press(one: Account, other: Account) -> DayRelation:
    """Return what publication says: reports of one event come out within days of it."""
    first = find_day_span(one) or find_bounds(one)
    second = find_day_span(other) or find_bounds(other)
    if first is None or second is None:
        return DayRelation("unknown")
    gap = max(first[0], second[0]) - min(first[1], second[1])
    if gap <= 0:
        return DayRelation("press_near")
    return DayRelation("press_apart" if gap > _PRESS_APART else "unknown")
