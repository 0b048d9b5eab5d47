"""One event told twice: in the headline with the province, in the text with the village in it."""

from rawi.reading.events.circumstances.containments import lies_in
from rawi.reading.events.drafts import Draft
from rawi.reading.events.joining.likenesses import are_apart_in_time
from rawi.reading.events.lexicon import MEETINGS, plain_classes_of
from rawi.reading.events.scenes import Scene

# Tokens that an article begins with: its headline and what repeats it.
_OPENING = 25
# Places of one kind of event beyond which the opening sums several up.
_MOST_PLACES = 3
# What is taken is its place; talks in a country are not those in its capital.
_EXACT = MEETINGS | {"capture"}
_NO_YEAR = "XXXX"
# Marks of another event than the one told before.
_OTHERS = frozenset({"another", "anew", "also", "background", "often", "called"})


def join_narrower(scene: Scene, events: list[Draft]) -> list[Draft]:
    """Join what an article begins with and what it tells of later at a place in the same place.

    Only where the article tells of one such event: several are summed up by their province.
    """
    joined: set[int] = set()
    for event in events:
        if event.triggers[0].index >= _OPENING:
            break
        if id(event) in joined or event.place is None or event.type in _EXACT:
            continue
        other = _find_narrower(scene, event, events)
        if other is not None and id(other) not in joined:
            place = other.place
            event.absorb(other)
            event.place = place
            joined.add(id(other))
    return [event for event in events if id(event) not in joined]


def _find_narrower(scene: Scene, event: Draft, events: list[Draft]) -> Draft | None:
    """Return the one event like another that happened at a place in its place."""
    like = [other for other in events if other.type == event.type and other.place is not None]
    if len({other.place.entity for other in like if other.place is not None}) > _MOST_PLACES:
        return None
    inside = [other for other in like if _is_inside(scene, other, event)]
    if len({other.place.entity for other in inside if other.place is not None}) != 1:
        return None
    first = inside[0]
    if not _may_be_one(event, first) or _read_days(scene, first) - _read_days(scene, event):
        return None
    return first


def _is_inside(scene: Scene, inner: Draft, outer: Draft) -> bool:
    if inner.place is None or outer.place is None:
        return False
    return lies_in(scene, inner.place.entity, outer.place.entity)


def _read_days(scene: Scene, event: Draft) -> set[str]:
    """Return the days without a year that the sentences of an event name."""
    sentences = {scene.sentence_of[trigger.index] for trigger in event.triggers}
    return {
        time.value
        for token, time in scene.time_tokens
        if scene.sentence_of[token] in sentences and time.value.startswith(_NO_YEAR)
    }


def _may_be_one(event: Draft, other: Draft) -> bool:
    """Whether nothing but their places sets two events apart."""
    if any("war" in plain_classes_of(lemma) for lemma in event.lemmas):
        return False
    if other.triggers[0].index < event.triggers[0].index or not event.lemmas & other.lemmas:
        return False
    if other.marks & _OTHERS or (event.numbers and other.numbers - event.numbers):
        return False
    if (None in event.unreal) != (None in other.unreal):
        return False
    return not are_apart_in_time(event, other)
