"""Ranges of days told by their two ends: بين 20 و31 يوليو, منذ مطلع العام حتى 12 سبتمبر."""

from datetime import date, timedelta

from msgspec import structs

from rawi.language.analysis import Analysis
from rawi.model import TimeExpression
from rawi.reading.events.lexicon import plain_classes_of

# A time, and the token where it begins.
Placed = tuple[int, TimeExpression]

# The reason of a time that is joined of two.
RANGE = "range"

_MOST_BETWEEN = 3
_NOW = "PRESENT_REF"


def join_ranges(analysis: Analysis, times: list[Placed], published: str | None) -> list[Placed]:
    """Return times with the two ends of each range made one, which spans both.

    Of a time and a part of it beside it (عام 1999 في 15 فبراير) the part is meant.
    Two times are ends where إلى or حتى stands between them, و behind بين, or و or a dash between
    days or years that follow on each other. حتى اليوم (until today) ends on the day of publication.
    """
    joined: list[Placed] = []
    position = 0
    while position < len(times):
        token, time = times[position]
        following = times[position + 1] if position + 1 < len(times) else None
        whole = None if following is None else _join(analysis, times[position], following)
        if whole is not None:
            joined.append((token, whole))
            position += 2
            continue
        if time.earliest is not None or time.latest is not None:
            joined.append((token, _end_today(analysis, time, following, published)))
        position += 1
    return joined


def _join(analysis: Analysis, first: Placed, second: Placed) -> TimeExpression | None:
    """Return the range whose ends two times are, if they are."""
    earliest, latest = first[1].earliest, second[1].latest
    if earliest is None or latest is None or earliest >= latest:
        return None
    if _is_within(first[1], second[1]) and _is_beside(analysis, first[1], second):
        return structs.replace(first[1], earliest=second[1].earliest, latest=latest)
    link = _find_link(analysis, first[1], second)
    before = analysis.tokens[first[0] - 1].key if first[0] else ""
    between = "between" in plain_classes_of(before)
    if link == "until" or (link == "and" and (between or _follows(first[1], second[1]))):
        text = analysis.doc.text[first[1].start : second[1].end]
        return structs.replace(first[1], end=second[1].end, text=text, latest=latest, reason=RANGE)
    return None


def _is_within(whole: TimeExpression, part: TimeExpression) -> bool:
    """Whether a time is a part of another: عام 1999 في 15 فبراير."""
    if whole.type != "date" or whole.earliest is None or part.earliest is None:
        return False
    if whole.latest is None or part.latest is None:
        return False
    inside = whole.earliest <= part.earliest and part.latest <= whole.latest
    return inside and (whole.earliest, whole.latest) != (part.earliest, part.latest)


def _is_beside(analysis: Analysis, first: TimeExpression, second: Placed) -> bool:
    """Whether nothing but a preposition or يوم stands between two times."""
    begin = analysis.token_at(first.end - 1) + 1
    return all(
        "dayof" in plain_classes_of(token.key) for token in analysis.tokens[begin : second[0]]
    )


def _end_today(
    analysis: Analysis, time: TimeExpression, following: Placed | None, published: str | None
) -> TimeExpression:
    """Return a time that goes on until the day of publication where the text says so."""
    if following is None or following[1].value != _NOW or published is None:
        return time
    begun = time.earliest is not None and time.earliest < published
    if begun and _find_link(analysis, time, following) == "until":
        return structs.replace(time, latest=published, reason=RANGE)
    return time


def _find_link(analysis: Analysis, first: TimeExpression, second: Placed) -> str | None:
    """Return what stands between two times and nothing else: `until`, or `and` for و and dashes."""
    begin = analysis.token_at(first.end - 1) + 1
    words = analysis.tokens[begin : second[0]]
    if len(words) > _MOST_BETWEEN:
        return None
    texts = [word.key if word.kind == "word" else word.text for word in words]
    if texts[:1] in (["،"], [")"]):
        texts = texts[1:]
    if len(texts) == 1 and "rangelink" in plain_classes_of(texts[0]):
        return "until"
    joined = not words and second[1].start - first.end <= 2 and _begins_with_and(analysis, second)
    return "and" if joined or (len(texts) == 1 and texts[0] in ("و", "-", "ـ", "–")) else None


def _begins_with_and(analysis: Analysis, second: Placed) -> bool:
    """Whether و stands on the first word of a time (والتاسعة)."""
    return analysis.tokens[second[0]].start < second[1].start


def _follows(first: TimeExpression, second: TimeExpression) -> bool:
    """Whether the second of two times begins on the day after the first ends."""
    if first.latest is None or second.earliest is None:
        return False
    day = date.fromisoformat(first.latest) + timedelta(days=1)
    return day == date.fromisoformat(second.earliest)
