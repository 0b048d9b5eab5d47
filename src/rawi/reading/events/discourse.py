"""What an event takes from the text around it: victims, and what the sentence told before."""

from itertools import pairwise

from rawi.model import Quantity
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene
from rawi.reading.events.tolls import VIOLENT

# Counts whose people are the target of the event, and the events where they are.
_VICTIMS = frozenset({"killed", "arrested", "abducted"})
_WITH_VICTIMS = frozenset(
    {"airstrike", "shelling", "bombing", "attack", "killing", "arrest", "abduction"}
)
# Events that need not have a place, or have one that the sentence seldom names.
_PLACELESS = frozenset(
    {
        "agreement", "appointment", "talks", "allegiance", "trial", "support", "sanction", "aid",
        "release",
    }
)  # fmt: skip
_CAUSED = VIOLENT | {"destruction"}
# How far before a trigger a group still counts as its doer: on hand-annotated news 8 tokens found
# fewer, 30 were oftener wrong.
_REACH = 15
_PERSONAL = frozenset({"killing", "arrest", "trial", "appointment", "abduction", "release"})
_PERSON_REACH = 10


def add_victims(scene: Scene, events: list[Draft]) -> None:
    """Make the people of the first count of killed or arrested a target of their event."""
    for event in events:
        victims = [count for count in event.counts if count.what in _VICTIMS]
        if victims and event.type in _WITH_VICTIMS and not _is_told(scene, event, victims[0]):
            entity = scene.entities.add_unnamed(victims[0].start, victims[0].end)
            if entity not in event.targets:
                event.targets.append(entity)


def _is_told(scene: Scene, event: Draft, count: Quantity) -> bool:
    """Whether a target of an event is the people of a count already."""
    names = [scene.entities[target].name for target in event.targets]
    return any(count.text in name or name in count.text for name in names)


def fill_gaps(scene: Scene, events: list[Draft]) -> None:
    """Give an event without place, date or doer those of the event before it in its sentence.

    An event that still has no doer takes the armed group named last before it in the sentence.
    """
    for before, event in pairwise(events):
        if event.sentence > before.sentence:  # the one before is told of no longer
            continue
        if event.place is None and event.type not in _PLACELESS:
            event.place = before.place
        if event.date is None:
            event.date = before.date
        if not event.agents and event.type in _CAUSED and before.type in VIOLENT:
            event.agents = list(before.agents)
    for event in events:
        if not event.agents:
            event.agents = _find_group(scene, event)
        if not event.targets and event.type in _PERSONAL:
            event.targets = _find_person(scene, event)


def _find_person(scene: Scene, event: Draft) -> list[str]:
    """Return the person named soonest behind a trigger of what is done to persons."""
    for trigger in event.triggers:
        _, last = scene.bounds(trigger.index)
        for index in range(trigger.index + 1, min(last, trigger.index + _PERSON_REACH)):
            mention = scene.mention_of[index]
            if scene.is_mark(index) or scene.has_class(index, "byagent"):
                break
            if mention is not None and mention.type == "person":
                if mention.entity not in event.agents:
                    return [mention.entity]
                break
    return []


def _find_group(scene: Scene, event: Draft) -> list[str]:
    for trigger in event.triggers:
        first, _ = scene.bounds(trigger.index)
        for index in range(trigger.index - 1, max(first, trigger.index - _REACH) - 1, -1):
            mention = scene.mention_of[index]
            if mention is None or mention.type != "armed_group":
                continue
            if mention.entity not in event.targets:
                return [mention.entity]
    return []
