"""Dates of what has been told to happen since a time: منذ مطلع العام قتلت الجماعة مئات الأشخاص."""

from bisect import bisect_left
from operator import itemgetter

from rawi.model import EventDate, TimeExpression
from rawi.reading.events.circumstances.clauses import LASTING, Bounds, DateFound
from rawi.reading.events.circumstances.date_relations import bounds_of
from rawi.reading.events.circumstances.date_shapes import is_many, is_since
from rawi.reading.events.circumstances.ranges import RANGE
from rawi.reading.events.circumstances.time_frames import is_compared
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger
from rawi.reading.times.anchors import parse_day

# Tokens between an event and the time that it goes back to.
_REACH = 25
# Tokens behind عقب where the other event is named.
_OBJECT_REACH = 4
# What comes after a crime, where its doer is met.
_HUNTS = frozenset({"arrest", "killing", "operation", "battle", "trial"})
# Tokens behind an event where its own time stands.
_OWN_REACH = 6
# Tokens behind an arrest where the doer of a crime is named.
_DOER_REACH = 6
_MONTH = 31
# Triggers of an event that are looked at.
_TRIGGERS = 20


def date_since(scene: Scene, events: list[Draft]) -> None:
    """Date events without a date that are told as happening since a time of their sentence."""
    owners = {t.index: event for event in events for t in event.triggers}
    for event in events:
        if event.date is not None or all(event.unreal):
            continue
        found = _find(scene, event) or _find_after(scene, event, owners)
        if found is not None:
            event.date = DateFound(EventDate(*found, "sentence"), 0)


def _find(scene: Scene, event: Draft) -> Bounds | None:
    for trigger, unreal in zip(event.triggers[:_TRIGGERS], event.unreal, strict=False):
        time = None if unreal else _find_since(scene, trigger)
        if time is None:
            continue
        if time.reason == RANGE:
            return time.earliest, time.latest
        if event.type in LASTING:
            return time.earliest, None
        if is_many(scene, event, trigger):
            return time.earliest, scene.analysis.doc.published
    return None


def _find_after(scene: Scene, event: Draft, owners: dict[int, Draft]) -> Bounds | None:
    """Return the days between another event and publication: ألقت القبض عليه عقب الهجوم.

    What came after a year or so, or lasts since, is open at its end.
    """
    for trigger, unreal in zip(event.triggers[:_TRIGGERS], event.unreal, strict=False):
        first, last = scene.bounds(trigger.index)
        window = range(max(first, trigger.index - _REACH), min(last, trigger.index + _REACH))
        if unreal or _is_lately(scene, trigger.index):
            continue
        hunts = event.type in _HUNTS
        crime = _find_crime(scene, trigger.index, owners) if hunts else None
        if crime is not None and crime is not event:
            return _reach_on(crime, scene.analysis.doc.published)
        for token in window:
            that = _find_anchor(scene, token, trigger.index, owners)
            if that is not None and that is not event:
                lasts = event.type in LASTING and scene.is_a(token, "since")
                return _reach_on(that, None if lasts else scene.analysis.doc.published)
    return None


def _find_crime(scene: Scene, index: int, owners: dict[int, Draft]) -> Draft | None:
    """Return the event whose doer is met with another: القبض على منفذ الهجوم."""
    for token in range(index + 1, min(len(scene.tokens) - 1, index + _DOER_REACH)):
        if scene.is_mark(token):
            return None
        if scene.has_class(token, "perpetrator"):
            return owners.get(token + 1)
    return None


def _find_anchor(scene: Scene, token: int, index: int, owners: dict[int, Draft]) -> Draft | None:
    """Return the event named behind عقب at a token, if no comma parts it from another."""
    if not (scene.is_a(token, "laterthan") or scene.is_a(token, "since")):
        return None
    if scene.in_time(token + 1) or is_compared(scene, token + 1):
        return None
    behind = range(token + 1, min(len(scene.tokens), token + _OBJECT_REACH))
    named = next((other for other in behind if other in owners), None)
    if named is None:
        return None
    low, high = (index, token) if index < token else (named, index)
    marks = sum(scene.is_mark(other) for other in range(low, high))
    if marks > (index > token and _leads(scene, token)):
        return None
    return owners[named]


def _reach_on(event: Draft, published: str | None) -> Bounds | None:
    """Return the days from an event on, until publication where its own day is known."""
    first, last = (parse_day(bound) for bound in bounds_of(event))
    if first is None or last is None:
        return None
    begin, near = first.isoformat(), (last - first).days < _MONTH
    if near and published is not None and published < begin:
        return None
    return begin, published if near else None


def _find_since(scene: Scene, trigger: Trigger) -> TimeExpression | None:
    """Return the one time that a trigger goes back to, if no superlative is counted from it."""
    index, times = trigger.index, scene.time_tokens
    first, last = scene.bounds(index)
    low = bisect_left(times, max(first, index - _REACH), key=itemgetter(0))
    high = bisect_left(times, min(last, index + _REACH), key=itemgetter(0))
    near = [
        (token, time)
        for token, time in times[low:high]
        if is_since(scene, trigger, token) and _is_joined(scene, index, token)
    ]
    if len(near) != 1 or scene.time_frames[near[0][0]].compared is not None:
        return None
    return near[0][1]


def _is_joined(scene: Scene, index: int, token: int) -> bool:
    """Whether no comma parts an event from a time.

    One behind a time that leads its clause does not part them, nor do those of a list that the two
    ends of a range lead.
    """
    time = scene.time_at[token]
    behind = scene.analysis.token_at(time.end - 1) + 1
    low, high = (index, token) if index < token else (behind, index)
    marks = [other for other in range(low, high) if scene.is_mark(other)]
    if not marks or index < token:
        return not marks
    return _leads(scene, token - 1) and (time.reason == RANGE or marks == [behind])


def _is_lately(scene: Scene, index: int) -> bool:
    """Whether a time of no known length stands behind a word: تحرير البلدة، قبل بضعة أيام."""
    behind = range(index + 1, min(len(scene.tokens), index + _OWN_REACH))
    return any(
        token in scene.durations and scene.durations[token].value[1:2] == "X" for token in behind
    )


def _leads(scene: Scene, since: int) -> bool:
    """Whether منذ stands where a clause begins: first, behind a mark or behind أن."""
    first, _ = scene.bounds(since)
    before = since - 1
    return before < first or scene.is_mark(before) or scene.is_a(before, "declaredthat")
