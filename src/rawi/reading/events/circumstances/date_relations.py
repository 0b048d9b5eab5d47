"""Dates told by those of other events: two days before it, on the day after, at the time.

بعد يومين من الهجوم (two days after the attack), غداة الانتخابات (on the day after the elections),
قتل حينها خمسة (at the time five were killed).
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rawi.model import EventDate, TimeExpression
from rawi.reading.events.circumstances.clauses import LASTING, Bounds, DateFound
from rawi.reading.events.circumstances.foreign_times import find_accused
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.times.anchors import parse_day
from rawi.reading.times.moves import move
from rawi.text.normalise import fold

_LENGTH = re.compile(r"P(\d+)([DWMY])\Z")
_HOURS = re.compile(r"PT[\dX]+H\Z")
_LINKS = frozenset({"من", "علي", "عن"})
_OBJECT_REACH = 5  # tokens behind من within which the other event is named
_OWN_REACH = 9  # tokens behind that within which its own time stands
_LEAD = 4  # tokens that lead a sentence: ومنذ ذلك الحين، تتواصل المعارك
_PENALTY_REACH = 7  # tokens before a killing where what carries it out stands (نفذت الوزارة حكم)
_BEFORE_PENALTY = frozenset({"killing", "attack", "arrest", "trial"})
# How what was before, or comes again and again, is told in a list of a day's events.
_ASIDE = frozenset({"background", "often", "tried"})


class _Step(NamedTuple):
    """A length of time between two events, found at a token.

    Attributes:
        token: The word that says which comes first.
        behind: The token behind the length and its preposition, where the other event is sought.
        amount: How many units the event itself comes behind the other; below zero, before it.
        unit: D, W, M or Y.
    """

    token: int
    behind: int
    amount: int
    unit: str


def relate_dates(scene: Scene, events: list[Draft]) -> None:
    """Set the dates that are told by those of other events."""
    owners = {trigger.index: event for event in events for trigger in event.triggers}
    indexes = sorted(owners)
    for step in _iter_steps(scene):
        _relate(scene, step, indexes, owners)
    for event in events:
        if event.date is None or event.date.date.reason not in ("clause", "sentence"):
            _set_then(scene, event)
    _clear_crimes(scene, events)
    _set_bulletin(scene, events)


def _set_bulletin(scene: Scene, events: list[Draft]) -> None:
    """Date what a list of a day's events tells without a date: حصاد الأحداث ليوم السبت 8 شباط."""
    head = scene.analysis.sentences[0]
    listed = any(scene.has_class(index, "bulletin") for index in range(head.first, head.last))
    times = [scene.time_at[i] for i in range(head.first, head.last) if i in scene.time_at]
    if not listed or not times or times[0].earliest != times[0].latest:
        return
    for event in events:
        if event.date is None and event.unreal[0] is None and not event.marks & _ASIDE:
            _set(event, (times[0].earliest, times[0].latest))


def _clear_crimes(scene: Scene, events: list[Draft]) -> None:
    """Take from a crime the day of its trial, and from crime, arrest and trial that of the penalty.

    نفذ اليوم حكم القتل بحق من أقدم على قتل (put to death today, for a killing): that was before.
    """
    trials = {bounds_of(event) for event in events if event.type == "trial"}
    penalties = {bounds_of(event) for event in events if _is_penalty(scene, event)}
    for event in events:
        tried = find_accused(scene, event.triggers[0]) is not None
        before = event.type in _BEFORE_PENALTY and not _is_penalty(scene, event)
        if (tried and bounds_of(event) in trials) or (before and bounds_of(event) in penalties):
            event.date = None


def _is_penalty(scene: Scene, event: Draft) -> bool:
    """Whether an event is a sentence that is carried out: تنفيذ حكم القتل."""
    if "punished" not in event.marks:
        return False
    index = event.triggers[0].index
    before = range(max(0, index - _PENALTY_REACH), index)
    return any(scene.has_class(i, "carriedout") for i in before)


def _iter_steps(scene: Scene) -> Iterator[_Step]:
    for token, time in scene.durations.items():
        match = _LENGTH.match("P0D" if _HOURS.match(time.value) else time.value)
        way = _find_way(scene, token - 1)
        end = scene.analysis.token_at(time.end - 1) + 1
        linked = end < len(scene.tokens) and scene.tokens[end].key in _LINKS
        if match is not None and way and linked and not _is_rough(time):
            yield _Step(token - 1, end + 1, way * int(match[1]), match[2])
    for index in scene.find_class("neighbourday"):
        way = 1 if scene.has_class(index, "dayafter") else -1
        yield _Step(index, index + 1, way, "D")


def _is_rough(time: TimeExpression) -> bool:
    """Whether a length is more or less than said: أقل من أسبوع."""
    first, _, rest = fold(time.text).partition(" ")
    return bool(rest) and "roughly" in plain_classes_of(first)


def _find_way(scene: Scene, index: int) -> int:
    """Return 1 for what comes behind (بعد), -1 for what comes before (قبل), else 0."""
    classes = plain_classes_of(scene.tokens[index].key) if index >= 0 else frozenset()
    return 1 if "laterthan" in classes else -1 if "earlierthan" in classes else 0


def _relate(scene: Scene, step: _Step, indexes: list[int], owners: dict[int, Draft]) -> None:
    """Date one of the two events that a length parts by the other."""
    first, last = scene.bounds(step.token)
    near = [index for index in indexes if first <= index < last]
    others = [index for index in near if step.behind <= index < step.behind + _OBJECT_REACH]
    if not others:
        return
    other = owners[others[0]]
    before = [index for index in near if index < step.token and owners[index] is not other]
    clause = scene.clause_of[others[0]]
    after = [index for index in near if owners[index] is not other and index > others[0]]
    after = [index for index in after if scene.clause_of[index] > clause]
    own = _find_own(scene, others[0])
    event = owners[(before[-1:] or after[:1])[0]] if before or after else None
    if own is not None and event is not None:
        if event.date is None or bounds_of(event) == own:
            _set(event, _shift(own, step, 1))
    elif own is None:
        anchor = None if event is None or event.date is None else bounds_of(event)
        if anchor is None or anchor == (None, None):
            anchor = _today(scene) if step.unit == "Y" and step.amount > 0 else None
        if anchor is not None and _is_open(other, anchor):
            _set(other, _shift(anchor, step, -1))


def _is_open(event: Draft, anchor: Bounds) -> bool:
    """Whether an event has no date of its own clause, but at most that of its neighbour."""
    return event.date is None or event.date.date.reason != "clause" or bounds_of(event) == anchor


def _find_own(scene: Scene, index: int) -> Bounds | None:
    """Return the time that stands behind the word of an event in its clause."""
    for token in range(index + 1, min(len(scene.tokens), index + _OWN_REACH)):
        if scene.is_mark(token) or scene.clause_of[token] != scene.clause_of[index]:
            return None
        time = scene.time_at.get(token)
        if time is not None:
            return time.earliest, time.latest
    return None


def _today(scene: Scene) -> Bounds:
    return scene.analysis.doc.published, scene.analysis.doc.published


def bounds_of(event: Draft) -> Bounds:
    """Return the first and the last day of an event."""
    return (
        (None, None) if event.date is None else (event.date.date.earliest, event.date.date.latest)
    )


def _shift(anchor: Bounds, step: _Step, way: int) -> Bounds | None:
    """Return bounds so many units later, or earlier."""
    days = [parse_day(bound) for bound in anchor]
    moved = [_move(day, step, way) for day in days if day is not None]
    found = [each for each in moved if each is not None]
    if len(found) != 2:
        return None
    return found[0][0], found[1][1]


def _move(day: date, step: _Step, way: int) -> tuple[str, str] | None:
    amount, unit = step.amount * way, step.unit
    if unit == "W":
        amount, unit = 7 * amount, "D"
    value = move(day, unit, amount)
    if value is None or value.earliest is None or value.latest is None:
        return None
    return value.earliest.isoformat(), value.latest.isoformat()


def _set(event: Draft, bounds: Bounds | None) -> None:
    if bounds is not None:
        event.date = DateFound(EventDate(*bounds, "sentence"), 0)


def _set_then(scene: Scene, event: Draft) -> None:
    """Date what happened at the time told of before (حينها), or goes on since (منذ ذلك الحين)."""
    for trigger in event.triggers:
        token = _find_then(scene, trigger.index)
        if token is None:
            continue
        before = [time for at, time in scene.time_tokens if at < token][-1:]
        if not before:
            return
        since = token > 1 and scene.is_a(token - 1, "since")
        first, last = before[0].earliest, before[0].latest
        if since:
            last = None if event.type in LASTING else scene.analysis.doc.published
        _set(event, (first, last))
        return


def _find_then(scene: Scene, index: int) -> int | None:
    """Return the word of the clause of a token that points back to a time, if it names no other."""
    first, last = scene.bounds(index)
    clause, found = scene.clause_of[index], None
    for token in range(first, last):
        leads = token - first < _LEAD and scene.clause_of[token] == clause - 1
        if scene.clause_of[token] != clause and not leads:
            continue
        if token in scene.time_at:
            return None
        if scene.has_class(token, "then"):
            found = token
        that = scene.tokens[token].key == "ذلك" and token + 1 < last
        if that and scene.is_a(token + 1, "thattime"):
            found = token
    return found
