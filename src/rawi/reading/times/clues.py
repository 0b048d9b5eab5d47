"""What the words of a temporal expression say, before it is known which day is meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clue:
    """A temporal expression at tokens `[first, last)`; what is not said is None.

    Attributes:
        first: Its first token.
        last: The token after its last one.
        skip: Code points of the first token before it (its proclitics).
        day: Day of the month.
        month: Month of the year.
        year: Year in its calendar.
        hijri: Whether day, month and year are of the Hijri calendar.
        weekday: ISO weekday, Monday 1.
        offset: Days from today (أمس: -1).
        direction: Which weekday, month, week or year: past, this, next, after, same.
        year_direction: The same for the year of a month or a season.
        unit: The period meant with a direction: D, W, M, Y, CE.
        edge: start, mid or end of the period.
        share: Half or quarter of a year: H1, Q3.
        heading: Whether the year stands at the head of a line and is that of what follows in it.
        season: SP, SU, FA, WI.
        part: Part of the day, as in lexica/times/parts.tsv.
        clock: Hour and minute, `14:30`.
        night_to: The second weekday of ليل السبت الأحد.
        ago: Number and unit of what lies back: (5, "M").
        days: How many days a feast lasts.
        fixed: A value that needs no day: P7Y, PRESENT_REF, 199X.
        kind: The TIMEX3 type of `fixed`.
        span: Number and unit of a duration that ends today (last 24 hours): its bounds.
        named: Whether its year is that of what it is remembered for: ثورة 17 فبراير.
        fresh: Whether a vague time is of the day on which it is written: قبل قليل.
        ahead: Whether its sentence speaks of what is still to come.
    """

    first: int
    last: int
    skip: int = 0
    day: int | None = None
    month: int | None = None
    year: int | None = None
    hijri: bool = False
    weekday: int | None = None
    offset: int | None = None
    direction: str | None = None
    year_direction: str | None = None
    unit: str | None = None
    edge: str | None = None
    share: str | None = None
    heading: bool = False
    season: str | None = None
    part: str | None = None
    clock: str | None = None
    night_to: int | None = None
    ago: tuple[float, str] | None = None
    days: int = 1
    fixed: str | None = None
    kind: str = "date"
    span: tuple[float, str] | None = None
    ahead: bool = False
    fresh: bool = False
    named: bool = False
