"""Dates carried on from one event to the next: to another strike like it, to the rest of its tale.

وقصفت المدينة أمس. كما قصفت القرية (and shelled the town yesterday. It also shelled the village).
"""

from rawi.model import EventDate
from rawi.reading.events.circumstances.campaign_dates import date_campaigns
from rawi.reading.events.circumstances.clauses import PLACELESS, DateFound
from rawi.reading.events.circumstances.date_relations import bounds_of
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene
from rawi.reading.times.anchors import parse_day

# Sentences from an event to one told as another of its kind.
_LIKE_REACH = 3
# Tokens from what opens a clause (كما) to the word of the event.
_ALSO_REACH = 8
# Events and triggers that are looked back on.
_EVENTS, _TRIGGERS = 10, 20
# Days before publication of what is news.
_NEWS = 7
# Tokens from a part to the word of what it happened in.
_WHOLE_REACH = 10
# How what was before, or comes again and again, is told.
_ASIDE = frozenset({"background", "often", "tried", "reply", "present"})


def carry_dates(scene: Scene, events: list[Draft]) -> None:
    """Give events without a date that of the event before that they carry on."""
    owners = {t.index: event for event in events for t in event.triggers}
    date_campaigns(events, owners)
    for number, event in enumerate(events):
        if event.date is not None or event.unreal[0] is not None or event.marks & _ASIDE:
            continue
        other = (
            _find_like(scene, events, number)
            or _find_mate(scene, events, number)
            or _find_whole(scene, event, owners)
        )
        if other is not None:
            event.date = DateFound(EventDate(*bounds_of(other), "narrative"), 0)
    carry_telling(scene, events)


def _find_like(scene: Scene, events: list[Draft], number: int) -> Draft | None:
    """Return the event before of which an event is told as another: وغارة أخرى, كما قصفت."""
    event = events[number]
    index = event.triggers[0].index
    for other in reversed(events[max(0, number - _EVENTS) : number]):
        if other.type != event.type or other.unreal[0] is not None:
            continue
        last = max(t.index for t in other.triggers[:_TRIGGERS] if t.index < index)
        gap = scene.sentence_of[index] - scene.sentence_of[last]
        told = "another" in event.marks or _is_also(scene, index)
        near = gap <= _LIKE_REACH and _is_closed(other) and not _is_timed(scene, index)
        return other if told and near else None
    return None


def carry_telling(scene: Scene, events: list[Draft]) -> None:
    """Let what is told on (وأضاف أن, "he added") have happened by the day of the telling."""
    told: Draft | None = None
    for event in events:
        if event.date is not None:
            told = event if bounds_of(event)[0] is None else None
        elif told is not None and _is_told_on(event):
            numbers = scene.sentence_of
            gap = numbers[event.triggers[0].index] - numbers[told.triggers[0].index]
            if gap <= _LIKE_REACH:
                event.date = DateFound(EventDate(*bounds_of(told), "told"), 0)
                told = event


def _is_timed(scene: Scene, index: int) -> bool:
    """Whether the clause of a word has a time of its own, however vague."""
    first, last = scene.bounds(index)
    return any(
        scene.in_time(other) and scene.clause_of[other] == scene.clause_of[index]
        for other in range(first, last)
    )


def _is_told_on(event: Draft) -> bool:
    """Whether an event may be one more of what is told; talks and deals come from elsewhere."""
    return event.unreal[0] is None and "often" not in event.marks and event.type not in PLACELESS


def _is_also(scene: Scene, index: int) -> bool:
    """Whether كما opens the clause of a word, or that of the verb of saying before it."""
    first, _ = scene.bounds(index)
    return any(
        scene.has_class(other, "also") and (other == first or scene.is_mark(other - 1))
        for other in range(max(first, index - _ALSO_REACH), index)
    )


def _find_mate(scene: Scene, events: list[Draft], number: int) -> Draft | None:
    """Return an event of the same sentence that has the date of the tale."""
    event = events[number]
    sentence = scene.sentence_of[event.triggers[0].index]
    near = events[max(0, number - 3) : number + 4]
    for other in near:
        if other is event or other.unreal[0] is not None or other.date is None:
            continue
        same = scene.sentence_of[other.triggers[0].index] == sentence
        if same and other.date.date.reason == "narrative" and _is_news(scene, other):
            return other
    return None


def _find_whole(scene: Scene, event: Draft, owners: dict[int, Draft]) -> Draft | None:
    """Return the event in which an event happened: القبض على المئات في معركة المدينة."""
    if event.type == "trial":
        return None
    for trigger in event.triggers[:_TRIGGERS]:
        _, last = scene.bounds(trigger.index)
        for index in range(trigger.index + 2, min(last, trigger.index + _WHOLE_REACH)):
            if scene.is_mark(index):
                break
            other = owners.get(index)
            if other is None or other is event:
                continue
            within = scene.is_a(index - 1, "inside")
            if within and other.unreal[0] is None and _is_closed(other):
                return other
            break
    return None


def _is_news(scene: Scene, event: Draft) -> bool:
    """Whether an event happened in the days before publication."""
    first, today = parse_day(bounds_of(event)[0]), parse_day(scene.analysis.doc.published)
    if first is None or today is None or not _is_closed(event):
        return False
    return (today - first).days <= _NEWS


def _is_closed(event: Draft) -> bool:
    return None not in bounds_of(event)
