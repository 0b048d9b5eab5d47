"""Days that are named without their year for what happened on them: ثورة 17 فبراير."""

from dataclasses import replace
from functools import cache

from rawi.lexica.tables import load_table
from rawi.reading.times.anchors import parse_day
from rawi.reading.times.calendars import make_date
from rawi.reading.times.clues import Clue
from rawi.reading.times.terms import Scan
from rawi.text.normalise import fold


def add_year(scan: Scan, clue: Clue, published: str | None) -> Clue:
    """Return a day without its year with that of the event before it that it is remembered for."""
    if clue.day is None or clue.month is None or clue.first == 0 or clue.hijri:
        return clue
    if clue.year is not None or clue.direction is not None or clue.year_direction is not None:
        return clue
    for form in scan.tokens[clue.first - 1].forms:
        year = load_days().get((form.key.removeprefix("ال"), clue.month, clue.day))
        if year is not None and not _is_to_come(year, clue, published):
            return replace(clue, year=year, named=True)
    return clue


def _is_to_come(year: int, clue: Clue, published: str | None) -> bool:
    """Whether the day had not come when the article was written."""
    today, day = parse_day(published), make_date(year, clue.month or 1, clue.day or 1)
    return today is not None and day is not None and day > today


@cache
def load_days() -> dict[tuple[str, int, int], int]:
    """Return the years by what happened, month and day."""
    return {
        (fold(row["form"]), int(row["month"]), int(row["day"])): int(row["year"])
        for row in load_table("times/memorable_days")
    }
