"""From clues to values: which day, month or year the words mean."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from rawi.language.analysis import Analysis
from rawi.model import TimeExpression
from rawi.reading.times.anchors import find_anchor, make_full
from rawi.reading.times.calendars import (
    Value,
    first_after,
    hijri_year,
    latest_before,
    make_date,
    make_hijri,
    shift_days,
    value_day,
    value_hijri_month,
    value_month,
    value_season,
    value_span,
    value_week,
    value_year,
)
from rawi.reading.times.clues import Clue
from rawi.reading.times.grammar import iter_clues
from rawi.reading.times.outlooks import looks_ahead
from rawi.reading.times.stories import Story
from rawi.reading.times.terms import Scan


def read_times(analysis: Analysis) -> list[TimeExpression]:
    """Return the temporal expressions of a text, in order, none overlapping.

    Dates in every calendar of the Arab press, parts of the day, clock times, weeks, months, years,
    durations, what recurs, and vague times. Not covered: years in words, feasts other than the
    great ones.

    Returns:
        TIMEX3 values; relative ones resolved against the document's own day (see `anchors`), or
        against the day that the story has come to.
    """
    scan = Scan(analysis.tokens)
    clues = list(iter_clues(scan))
    _share_years(clues)
    clues = [_look_ahead(analysis, scan, clue) for clue in clues]
    today, source = find_anchor(analysis.doc, clues)
    story = Story(today, source)
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
    """Give the first date of a range the year of its last: من 26 أبريل إلى 19 أغسطس 2021."""
    for index in range(len(clues) - 2, -1, -1):
        clue, behind = clues[index], clues[index + 1]
        if behind.first - clue.last > 2 or behind.year is None or clue.month is None:
            continue
        if clue.year is not None or clue.direction is not None or behind.month is None:
            continue
        if clue.hijri == behind.hijri and clue.weekday is None:
            clues[index] = replace(clue, year=behind.year - (clue.month > behind.month))


def resolve(clue: Clue, story: Story) -> tuple[Value, str | None]:
    """Return the value of a clue, and what it was resolved against."""
    if clue.fixed is not None:
        return _resolve_fixed(clue, story)
    if clue.ago is not None:
        return _resolve_ago(clue, story)
    if clue.offset is not None or clue.weekday is not None or clue.day is not None:
        return _resolve_day(clue, story)
    if clue.clock is not None:
        return _at_clock(clue, story.at_hand()), _source(story)
    if clue.month is not None:
        return _resolve_month(clue, story)
    if clue.part is not None and clue.unit is None:
        day = story.at_hand()
        return (_unknown_day(clue) if day is None else _at_part(clue, day)), _source(story)
    if clue.season is not None:
        return _resolve_season(clue, story)
    if clue.unit is None and clue.year is not None:
        return value_year(clue.year, clue.edge, hijri=clue.hijri), "text"
    return _resolve_unit(clue, story)


def _source(story: Story) -> str | None:
    if story.today is None:
        return "no day of publication"
    return story.source


def _resolve_fixed(clue: Clue, story: Story) -> tuple[Value, str | None]:
    fixed = clue.fixed or ""
    if clue.kind == "date":
        value = value_span(fixed)
        return value, "text" if value.earliest else "vague"
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


def _resolve_day(clue: Clue, story: Story) -> tuple[Value, str | None]:
    day, reason = _find_day(clue, story)
    if day is None:
        return _unknown_day(clue), reason or _source(story)
    if clue.clock is not None:
        return _at_clock(clue, day), reason
    if clue.part is not None:
        return _at_part(clue, day), reason
    if clue.days > 1:
        return Value(day.isoformat(), day, shift_days(day, clue.days - 1)), reason
    return value_day(day), reason


def _unknown_day(clue: Clue) -> Value:
    """Return what is known of a day without anchor: XXXX-05-29."""
    if clue.day is not None and clue.month is not None:
        value = f"{clue.year or 'XXXX'}-{clue.month:02}-{clue.day:02}"
    elif clue.weekday is not None:
        value = f"XXXX-WXX-{clue.weekday}"
    else:
        value = "XXXX-XX-XX" if clue.day is None else f"XXXX-XX-{clue.day:02}"
    if clue.clock is not None:
        value += f"T{clue.clock}"
    elif clue.part is not None:
        value += f"T{_PART_VALUES.get(clue.part, clue.part)}"
    return Value(value)


# A day still to come is named without its year when it is at most so far off, in days: where the
# sentence looks ahead, and where nothing tells.
_DAYS_AHEAD, _DAYS_NEAR = 200, 45
_PART_VALUES = {"MN": "NI"}


def _at_part(clue: Clue, day: date) -> Value:
    """Return a part of a day; the night reaches into the next, and after midnight is in it."""
    part = clue.part or ""
    if part == "MN" and clue.night_to is not None:
        day = shift_days(day, 1) or day
    value = f"{day.isoformat()}T{_PART_VALUES.get(part, part)}"
    return Value(value, day, shift_days(day, 1) if part == "NI" else day)


def _at_clock(clue: Clue, day: date | None) -> Value:
    if day is None:
        return Value(f"XXXX-XX-XXT{clue.clock}")
    return Value(f"{day.isoformat()}T{clue.clock}", day, day)


def _find_day(clue: Clue, story: Story) -> tuple[date | None, str | None]:
    """Return the day that a clue means, and what it was resolved against."""
    today = story.today
    if clue.offset is not None and today is not None:
        return shift_days(today, clue.offset), story.source
    if make_full(clue) is not None:
        return make_full(clue), "text"
    if clue.day is not None and clue.unit == "M":
        return _find_day_of_month(clue, story), _source(story)
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
    value = move(anchor, "M", {"past": -1, "next": 1}.get(clue.direction or "", 0))
    return (
        value and value.earliest and make_date(value.earliest.year, value.earliest.month, clue.day)
    )


def _find_yearless(clue: Clue, story: Story) -> tuple[date | None, str | None]:
    """Return the day of a date without its year."""
    month, day, today = clue.month or 1, clue.day or 1, story.today
    if clue.year_direction is not None and today is not None:
        year = _directed_year(clue.year_direction, story)
        return (None if year is None else make_date(year, month, day)), _source(story)
    if clue.hijri:
        return _find_hijri_day(clue, today), _source(story)
    if story.month is not None and clue.direction is None and clue.weekday is None:
        year = story.month[0]
        return make_date(year, month, day), f"narrative {year:04}-{story.month[1]:02}"
    if today is None:
        return None, None
    if clue.weekday is not None or clue.offset is not None:
        return _nearest(today, month, day), story.source
    if clue.direction == "next" or _is_near(clue, today, month, day):
        return first_after(today, month, day), story.source
    if clue.direction == "this":
        return make_date(today.year, month, day), story.source
    return latest_before(today, month, day, strict=clue.direction == "past"), story.source


def _is_near(clue: Clue, today: date, month: int, day: int) -> bool:
    """Whether a date without a year is the next one rather than the last."""
    coming = first_after(today, month, day)
    if coming is None or clue.direction is not None:
        return False
    return (coming - today).days < (_DAYS_AHEAD if clue.ahead else _DAYS_NEAR)


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
    if clue.direction in ("next", "after") or (clue.ahead and back):
        return shift_days(today, 7 - back)
    if clue.direction == "past":
        # الماضي is not said of yesterday: that is أمس.
        back += 7 if back < 2 else 0
    return shift_days(today, -back)


def _directed_year(direction: str, story: Story) -> int | None:
    anchor = story.day if direction in ("same", "after") else story.today
    if anchor is None and story.month is not None:
        anchor = date(*story.month, 1)
    if anchor is None:
        return None
    return anchor.year + {"past": -1, "next": 1, "after": 1}.get(direction, 0)


def _resolve_month(clue: Clue, story: Story) -> tuple[Value, str | None]:
    month, today = clue.month or 1, story.today
    if clue.year is not None:
        if clue.hijri:
            return value_hijri_month(clue.year, month), "text"
        return value_month(clue.year, month, clue.edge), "text"
    if clue.year_direction is not None:
        year = _directed_year(clue.year_direction, story)
        if year is not None:
            return value_month(year, month, clue.edge), _source(story)
    if today is None:
        return Value(f"XXXX-{month:02}"), _source(story)
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
        return value_season(clue.year, season), "text"
    if story.today is None:
        return Value(f"XXXX-{season}"), _source(story)
    year = _directed_year(clue.year_direction or "this", story) or story.today.year
    value = value_season(year, season)
    if clue.direction == "past" and value.latest is not None and value.latest >= story.today:
        value = value_season(year - 1, season)
    if clue.direction == "next" and value.earliest is not None and value.earliest <= story.today:
        value = value_season(year + 1, season)
    return value, story.source


_STEPS = {"past": -1, "next": 1, "after": 1}


def _resolve_unit(clue: Clue, story: Story) -> tuple[Value, str | None]:
    """Return the week, month or year that الماضي, هذا or نفسه points at."""
    told = clue.direction in ("same", "after")
    anchor = (story.day or story.today) if told else story.today
    if told and story.day is None and story.month is not None:
        anchor = date(*story.month, 1)
    if anchor is None:
        return Value(_UNKNOWN.get(clue.unit or "D", "XXXX-XX-XX")), _source(story)
    value = move(anchor, clue.unit or "D", _STEPS.get(clue.direction or "", 0))
    first = value and value.earliest
    if value is None or first is None:
        return Value("XXXX"), "out of range"
    return _narrow(clue, value, first), "narrative" if told and story.day else _source(story)


_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}


def _narrow(clue: Clue, value: Value, first: date) -> Value:
    """Return the part of a period that an edge or a part of the day leaves."""
    if clue.unit == "D" and clue.part is not None:
        return _at_part(clue, first)
    if clue.edge is None:
        return value
    narrowed: dict[str, Callable[[], Value]] = {
        "W": lambda: value_week(first, clue.edge),
        "M": lambda: value_month(first.year, first.month, clue.edge),
        "Y": lambda: value_year(first.year, clue.edge),
    }
    return narrowed.get(clue.unit or "", lambda: value)()
