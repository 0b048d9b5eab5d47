"""Dates that a length of time bounds: الحرب منذ ست سنوات (the war, six years old)."""

import re
from datetime import date
from typing import NamedTuple

from rawi.model import TimeExpression
from rawi.reading.events.circumstances.clauses import Bounds
from rawi.reading.events.circumstances.time_frames import is_compared
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.times.anchors import parse_day
from rawi.reading.times.moves import move
from rawi.text.normalise import fold

_VALUE = re.compile(r"P(T?)(\d+|X)([YMWDH])\Z")
_HOURS = 24


class Length(NamedTuple):
    """What a length of time bounds.

    Attributes:
        token: Where it stands.
        made: `since` it, `within` it, or `vague` where it has no number.
        bounds: The first and the last day; of what lasts, the last of `since` is open.
    """

    token: int
    made: str
    bounds: Bounds


def find_lengths(scene: Scene, published: str | None) -> list[Length]:
    """Return the dates that lengths of time counted back from the day of publication bound.

    Only those behind منذ (since) or a preposition of during (خلال). What has no number (منذ أيام,
    خلال الفترة الماضية) was over by the day of publication, no more is known.
    """
    found: list[Length] = []
    today = parse_day(published)
    if today is None:
        return found
    for time in scene.times:
        token = scene.analysis.token_at(time.start)
        before = plain_classes_of(scene.tokens[token - 1].key) if token > 0 else frozenset()
        if _is_coming(time) or is_compared(scene, token):
            continue
        if time.earliest is None and time.latest is None and before & {"since", "during"}:
            found.extend(_bound(time, token, today, "since" in before))
    return found


def _is_coming(time: TimeExpression) -> bool:
    """Whether a length is still to come: الساعات القادمة."""
    return any("coming" in plain_classes_of(word) for word in fold(time.text).split())


def _bound(time: TimeExpression, token: int, today: date, since: bool) -> list[Length]:
    match = _VALUE.match(time.value)
    if match is None or match[2] == "X":
        vague = match is not None or time.value == "PAST_REF"
        return [Length(token, "vague", (None, today.isoformat()))] if vague else []
    amount, unit = float(match[2]), match[3]
    if match[1]:
        if unit != "H" or amount % _HOURS:
            return []
        amount, unit = amount / _HOURS, "D"
    start = move(today, "D" if unit == "W" else unit, -amount * (7 if unit == "W" else 1))
    if start is None or start.earliest is None:
        return []
    first = start.earliest.isoformat()
    return [Length(token, "since" if since else "within", (first, today.isoformat()))]
