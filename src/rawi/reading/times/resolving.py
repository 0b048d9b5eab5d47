"""From clues to values: which day, month or year the words mean."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from rawi.language.analysis import Analysis
from rawi.model import TimeExpression
from rawi.reading.times.anchors import find_anchor, find_partial
from rawi.reading.times.calendars import (
    Value,
    hijri_year,
    make_hijri,
    shift_days,
    value_hijri_month,
    value_hijri_season,
    value_month,
    value_season,
    value_share,
    value_span,
    value_week,
    value_year,
)
from rawi.reading.times.clues import Clue
from rawi.reading.times.days import at_clock, at_part, resolve_day, value_unknown
from rawi.reading.times.grammar import iter_clues
from rawi.reading.times.memorable_days import add_year
from rawi.reading.times.moves import STEPS, direct_year, move, name_source
from rawi.reading.times.outlooks import looks_ahead
from rawi.reading.times.stories import Story
from rawi.reading.times.terms import Scan

# Tokens between a year and a day of it.
_YEAR_REACH = 2

# The reason of a vague time that is of the day of publication: قبل قليل.
JUST_NOW = "just now"


def read_times(analysis: Analysis) -> list[TimeExpression]:
    """Return the temporal expressions of a text, in order, none overlapping.

    Dates in every calendar of the Arab press, parts of the day, clock times, weeks, months, years,
    durations, what recurs, and vague times. Not covered: years in words, feasts other than the
    great ones.

    Returns:
        TIMEX3 values; relative ones resolved against the document's own day (see `anchors`), or
        against the day that the story has come to.
    """
    scan = Scan(analysis.tokens, _find_openers(analysis))
    clues = list(iter_clues(scan))
    _share_years(clues)
    clues = [add_year(scan, clue, analysis.doc.published) for clue in clues]
    clues = [_look_ahead(analysis, scan, clue) for clue in clues]
    today, source = find_anchor(analysis.doc, clues)
    story = Story(today, source, partial=None if today else find_partial(clues))
    times: list[TimeExpression] = []
    for clue in clues:
        paragraph = analysis.sentences[analysis.sentence_of(clue.first)].paragraph
        story.enter(paragraph)
        value, reason = resolve(clue, story)
        story.note(clue, value, paragraph)
        span = analysis.span_of(clue.first, clue.last, clue.skip)
        times.append(
            TimeExpression(
                start=span.start,
                end=span.end,
                text=span.text,
                id=f"t{len(times) + 1}",
                type="time" if clue.part or clue.clock else clue.kind,  # type: ignore[arg-type]
                value=value.value,
                earliest=_iso(value.earliest),
                latest=_iso(value.latest),
                reason=reason,
            )
        )
    return times


def _find_openers(analysis: Analysis) -> set[int]:
    """Return the tokens that begin a paragraph."""
    first: dict[int, int] = {}
    for sentence in analysis.sentences:
        first.setdefault(sentence.paragraph, sentence.first)
    return set(first.values())


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _look_ahead(analysis: Analysis, scan: Scan, clue: Clue) -> Clue:
    """Return a weekday, or a date or month without a year, with what its sentence looks at."""
    open_ = clue.weekday is not None or clue.month is not None
    if not open_ or clue.year is not None or clue.direction is not None or clue.offset is not None:
        return clue
    start = analysis.sentences[analysis.sentence_of(clue.first)].first
    return replace(clue, ahead=True) if looks_ahead(scan, clue, start) else clue


def _share_years(clues: list[Clue]) -> None:
    """Give the first date of a range the year of its last: من 26 أبريل إلى 19 أغسطس 2021.

    And a day that of the bare year before it: في عام 1999 وتحديدا في 15 شباط.
    """
    for index in range(len(clues) - 2, -1, -1):
        clue, behind = clues[index], clues[index + 1]
        if behind.first - clue.last > 2 or behind.year is None or clue.month is None:
            continue
        if clue.year is not None or clue.direction is not None or behind.month is None:
            continue
        if clue.hijri == behind.hijri and clue.weekday is None:
            clues[index] = replace(clue, year=behind.year - (clue.month > behind.month))
    for index in range(1, len(clues)):
        year, clue = clues[index - 1], clues[index]
        bare = year.year is not None and year.month is None and year.edge is None
        lacking = clue.day is not None and clue.month is not None and clue.year is None
        if bare and lacking and clue.direction is None and clue.first - year.last <= _YEAR_REACH:
            clues[index] = replace(clue, year=year.year)


def resolve(clue: Clue, story: Story) -> tuple[Value, str | None]:
    """Return the value of a clue, and what it was resolved against."""
    if clue.fixed is not None:
        return _resolve_fixed(clue, story)
    if clue.ago is not None:
        return _resolve_ago(clue, story)
    if clue.offset is not None or clue.weekday is not None or clue.day is not None:
        return resolve_day(clue, story)
    if clue.clock is not None or (clue.part is not None and clue.unit is None and not clue.month):
        return _resolve_hour(clue, story), name_source(story)
    if clue.month is not None and clue.edge == "first":
        return resolve_day(replace(clue, day=1), story)
    return _resolve_period(clue, story)


def _resolve_hour(clue: Clue, story: Story) -> Value:
    """Return a clock time or part of the day, on the day that the story has come to."""
    day = story.at_hand()
    if day is None:
        return value_unknown(clue, story.partial)
    return at_part(clue, day) if clue.clock is None else at_clock(clue, day)


def _resolve_period(clue: Clue, story: Story) -> tuple[Value, str | None]:
    """Return the month, season, share of a year, year or other unit that a clue means."""
    if clue.month is not None:
        return _resolve_month(clue, story)
    if clue.season is not None:
        return _resolve_season(clue, story)
    if clue.share is not None:
        return _resolve_share(clue, story)
    if clue.unit is None and clue.year is not None:
        return value_year(clue.year, clue.edge, hijri=clue.hijri), "text"
    return _resolve_unit(clue, story)


def _resolve_fixed(clue: Clue, story: Story) -> tuple[Value, str | None]:
    fixed = clue.fixed or ""
    if clue.kind == "date":
        value = value_span(fixed)
        return value, "text" if value.earliest else JUST_NOW if clue.fresh else "vague"
    if clue.span is None or story.today is None:
        return Value(fixed), "text"
    amount, unit = clue.span
    days = {"D": 1, "W": 7, "M": 30, "Y": 365}.get(unit)
    if days is None:
        days = max(1, round(amount / 24)) if unit == "H" else 0
        start = shift_days(story.today, -days)
    else:
        start = shift_days(story.today, -round(amount * days))
    return Value(fixed, start, story.today), story.source


def _resolve_ago(clue: Clue, story: Story) -> tuple[Value, str | None]:
    """Return the day, week, month or year so long before today."""
    amount, unit = clue.ago or (0, "D")
    if story.today is None:
        return Value(_UNKNOWN.get(unit, "XXXX")), "no day of publication"
    if unit == "W" and amount == 1:  # قبل أسبوع is a day, unlike الأسبوع الماضي and قبل أسبوعين
        amount, unit = 7, "D"
    value = move(story.today, unit, -amount)
    return (value, story.source) if value else (Value(_duration(amount, unit)), "out of range")


def _duration(amount: float, unit: str) -> str:
    factor = {"DE": 10, "CE": 100}.get(unit)
    return f"P{amount:.10g}{unit}" if factor is None else f"P{amount * factor:.10g}Y"


def _resolve_month(clue: Clue, story: Story) -> tuple[Value, str | None]:
    month, today = clue.month or 1, story.today
    if clue.year is not None:
        if clue.hijri:
            return value_hijri_month(clue.year, month), "text"
        return value_month(clue.year, month, clue.edge), "text"
    if clue.year_direction is not None:
        year = direct_year(clue.year_direction, story)
        if year is not None:
            return value_month(year, month, clue.edge), name_source(story)
    if story.year is not None and clue.direction is None and not clue.hijri:
        return value_month(story.year, month, clue.edge), f"narrative {story.year:04}"
    if today is None:
        return Value(f"XXXX-{month:02}"), name_source(story)
    if clue.hijri:
        return _resolve_hijri_month(clue, today), story.source
    first = date(today.year, month, 1)
    year = today.year
    if (clue.direction == "past" and month >= today.month) or first > today:
        year -= 1
    if clue.direction == "next" or (clue.ahead and month != today.month):
        year = today.year + (month <= today.month)
    return value_month(year, month, clue.edge), story.source


def _resolve_hijri_month(clue: Clue, today: date) -> Value:
    year = hijri_year(today)
    if year is None:
        return Value(f"XXXX-{clue.month:02}")
    month = clue.month or 1
    first = make_hijri(year, month, 1)
    near = first is not None and first <= (shift_days(today, 45) or today)
    return value_hijri_month(year if near else year - 1, month)


def _resolve_season(clue: Clue, story: Story) -> tuple[Value, str | None]:
    season = clue.season or "SU"
    if clue.year is not None:
        value_of = value_hijri_season if clue.hijri else value_season
        return value_of(clue.year, season), "text"
    if story.today is None:
        return Value(f"XXXX-{season}"), name_source(story)
    year = direct_year(clue.year_direction or "this", story) or story.today.year
    value = value_season(year, season)
    if clue.direction == "past" and value.latest is not None and value.latest >= story.today:
        value = value_season(year - 1, season)
    if clue.direction == "next" and value.earliest is not None and value.earliest <= story.today:
        value = value_season(year + 1, season)
    return value, story.source


def _resolve_share(clue: Clue, story: Story) -> tuple[Value, str | None]:
    """Return the half or quarter of a year."""
    year = clue.year if clue.year is not None else direct_year(clue.direction or "", story)
    if year is None:
        return Value(f"XXXX-{clue.share}"), name_source(story)
    value = value_share(year, clue.share or "H1", hijri=clue.hijri)
    return value, "text" if clue.year else story.source


def _resolve_unit(clue: Clue, story: Story) -> tuple[Value, str | None]:
    """Return the week, month or year that الماضي, هذا or نفسه points at."""
    told = clue.direction in ("same", "after")
    if told and clue.unit == "D" and story.day is None and (story.told or story.month):
        return _resolve_day_within(story), "narrative"
    anchor = (story.day or story.today) if told else story.today
    if told and story.told is not None and clue.unit == "Y":
        anchor = date(story.told, 1, 1)
    elif told and story.day is None and story.month is not None:
        anchor = date(*story.month, 1)
    if anchor is None:
        return Value(_UNKNOWN.get(clue.unit or "D", "XXXX-XX-XX")), name_source(story)
    if clue.unit == "DE":
        decade = anchor.year // 10 + STEPS.get(clue.direction or "", 0)
        return value_span(f"{decade}X"), name_source(story)
    value = move(anchor, clue.unit or "D", STEPS.get(clue.direction or "", 0))
    first = value and value.earliest
    if value is None or first is None:
        return Value("XXXX"), "out of range"
    narrated = told and (story.day is not None or story.told is not None)
    return _narrow(clue, value, first), "narrative" if narrated else name_source(story)


def _resolve_day_within(story: Story) -> Value:
    """Return what is known of a day of the month or year that the story has come to: ذلك اليوم."""
    if story.told is not None or story.month is None:
        whole = value_year(story.told or 1)
        return Value(f"{whole.value}-XX-XX", whole.earliest, whole.latest)
    whole = value_month(*story.month)
    return Value(f"{whole.value}-XX", whole.earliest, whole.latest)


_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}


def _narrow(clue: Clue, value: Value, first: date) -> Value:
    """Return the part of a period that an edge or a part of the day leaves."""
    if clue.unit == "D" and clue.part is not None:
        return at_part(clue, first)
    if clue.edge is None:
        return value
    narrowed: dict[str, Callable[[], Value]] = {
        "W": lambda: value_week(first, clue.edge),
        "M": lambda: value_month(first.year, first.month, clue.edge),
        "Y": lambda: value_year(first.year, clue.edge),
    }
    return narrowed.get(clue.unit or "", lambda: value)()
