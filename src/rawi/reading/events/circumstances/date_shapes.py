"""What the words around make of the time that an event has: the whole of it, since it, from it on.

What has happened was over by the day of publication (اعتقل هذا الأسبوع, "arrested this week");
strikes since a day (هجمات منذ أمس الأول) are of all the days since; what is begun goes on, for as
long as is said (بدأت أمس ومدتها خمسة أيام, "begun yesterday for five days").
"""

import re
from bisect import bisect_right
from datetime import timedelta

from rawi.model import TimeExpression
from rawi.reading.events.choices.circumstance_options import Option
from rawi.reading.events.circumstances.clauses import LASTING, Bounds
from rawi.reading.events.circumstances.plain_times import is_before, is_beside
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger
from rawi.reading.times.anchors import parse_day
from rawi.reading.times.moves import move

# What begins and goes on until told to end, as a war does; a battle oftener ends on the day that it
# breaks out.
_BEGUN = frozenset({"operation", "sanction", "siege"})
# Triggers of a trial that are looked at, and tokens before each.
_TRIGGERS, _ADJOURNED_REACH = 20, 4
_SINCE_REACH = 7
_BEGIN_REACH = 4
_LENGTH_REACH = 12
# As many people die or are held in many events, not in one.
_MANY_PEOPLE = 50
# What is told with more words is told of elsewhere too.
_FEW = 4
_LENGTH = re.compile(r"P(\d+)([DWMY])\Z")


def shape_bounds(scene: Scene, event: Draft, option: Option) -> Bounds:
    """Return the first and the last day of an event whose time is chosen."""
    if isinstance(option.value, str):
        return None, None
    bounds = option.value
    if _is_telling(event, bounds) and is_before(scene, option):
        return None, bounds[1]
    if event.type == "trial" and bounds[0] == bounds[1] and _is_adjourned(scene, event):
        return bounds[0], None
    time = None if option.token is None else scene.time_at.get(option.token)
    if time is not None and bounds == (time.earliest, time.latest):
        shaped = _shape(scene, event, option, time)
        if shaped != bounds:
            return shaped
    return _cap(bounds, event, scene.analysis.doc.published)


def _shape(scene: Scene, event: Draft, option: Option, time: TimeExpression) -> Bounds:
    """Return what the words around make of a time that is given as it is."""
    token = option.token or 0
    trigger = next(t for t in event.triggers if t.index == option.trigger)
    if scene.sentence_of[token] != scene.sentence_of[trigger.index]:
        return time.earliest, time.latest
    if (
        event.type not in LASTING
        and is_since(scene, trigger, token)
        and is_many(scene, event, trigger)
    ):
        return time.earliest, scene.analysis.doc.published
    begun = _is_begun(scene, trigger, token)
    end = _find_end(scene, token, time, begun=begun)
    if end is not None:
        return time.earliest, end
    if begun and (event.type in _BEGUN or scene.has_class(trigger.index, "war")):
        return time.earliest, None
    return time.earliest, time.latest


def _is_telling(event: Draft, bounds: Bounds) -> bool:
    """Whether a day is but that on which an event is told: قالت الشرطة أمس إن."""
    first, last = (parse_day(bound) for bound in bounds)
    told, own = event.votes["date", (None, bounds[1])], event.votes["date", bounds]
    if first is None or last is None or not told or own:
        return False
    return (last - first).days <= 1 and len(event.triggers) <= _FEW


def is_since(scene: Scene, trigger: Trigger, token: int) -> bool:
    """Whether منذ stands between a trigger and a time, or straight before a time before it."""
    first, _ = scene.bounds(token)
    for index in range(token - 1, max(first, token - _SINCE_REACH) - 1, -1):
        if scene.is_mark(index):
            return False
        if scene.has_class(index, "since"):
            return index == token - 1 or trigger.index < index
    return False


def _is_adjourned(scene: Scene, event: Draft) -> bool:
    """Whether a trial is put off, and so goes on."""
    for trigger in event.triggers[:_TRIGGERS]:
        first, _ = scene.bounds(trigger.index)
        before = range(max(first, trigger.index - _ADJOURNED_REACH), trigger.index)
        if any(scene.has_class(other, "adjourning") for other in before):
            return True
    return False


def is_many(scene: Scene, event: Draft, trigger: Trigger) -> bool:
    """Whether a word tells of many events: a plural (هجمات), or a toll that no one event takes."""
    if any((count.low or 0) >= _MANY_PEOPLE for count in event.counts):
        return True
    if trigger.form is not None:
        return False
    key = scene.tokens[trigger.index].key[len(trigger.proclitics) :].removesuffix(trigger.pronoun)
    return key.removeprefix("ال").endswith("ات") and not trigger.sense.lemma.endswith("ات")


def _is_begun(scene: Scene, trigger: Trigger, token: int) -> bool:
    """Whether a word says that what a trigger names began at a time."""
    if scene.is_a(token - 1, "from") and scene.has_class(token - 2, "begins"):
        return True
    low, high = sorted((trigger.index, token))
    clause = scene.clause_of[low]
    if not is_beside(scene, low, high):
        return False
    return any(
        scene.has_class(index, "begins") and scene.clause_of[index] == clause
        for index in range(max(0, low - _BEGIN_REACH), high)
    )


def _find_end(scene: Scene, token: int, time: TimeExpression, *, begun: bool) -> str | None:
    """Return the last day of what is told to last a length: لمدة خمسة أيام, ودامت نحو عامين.

    Of what is not told to begin at the time, only where a verb says how long it lasted.
    """
    _, last = scene.bounds(token)
    words = scene.event_words
    position = bisect_right(words, token)
    next_word = words[position] if position < len(words) else last
    for index in range(token + 1, min(last, token + _LENGTH_REACH, next_word)):
        lasts = scene.has_class(index - 1, "lasted") or (
            begun and scene.has_class(index - 1, "lasts")
        )
        if lasts and index in scene.durations:
            return _add_length(time, scene.durations[index].value)
    return None


def _add_length(time: TimeExpression, value: str) -> str | None:
    """Return the last day of what begins at a time and lasts a length."""
    match = _LENGTH.match(value)
    first, last = parse_day(time.earliest), parse_day(time.latest)
    if match is None or first is None or last is None:
        return None
    amount, unit = int(match[1]), match[2]
    if unit in ("D", "W"):
        return (first + timedelta(amount * (7 if unit == "W" else 1) - 1)).isoformat()
    end = None if first == last else move(last, unit, amount)
    return None if end is None or end.latest is None else end.latest.isoformat()


def _cap(bounds: Bounds, event: Draft, published: str | None) -> Bounds:
    """Return bounds that end on the day of publication, for what has happened by then."""
    first, last = bounds
    if published is None or event.unreal[0] is not None or first is None or last is None:
        return bounds
    return (first, published) if first <= published < last else bounds
