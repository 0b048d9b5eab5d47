"""Which drafts are events: particular ones are kept, general talk of attacks and visits is not.

A word of the lexicon often names no particular event (الحرب على الإرهاب, "the war on terror").
What speaks for one is how it is told: a date, a toll, sides, a second mention, a verb in the past.
Weights learned from annotated articles decide.
"""

from bisect import bisect_left
from collections.abc import Iterator

from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene
from rawi.reading.events.sides.nearer_doers import find_forcers
from rawi.reading.events.weights import load_weights, score

_LEAST_FORCED = 0.2
# Bounds of the grades of likelihood that sides, places and dates are weighed with.
_LIKELY = (0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9)


def drop_generic(scene: Scene, events: list[Draft]) -> list[Draft]:
    """Return the drafts that tell of particular events, in order."""
    table = load_weights()
    least, weights = table.thresholds["event"], table.features["event"]
    for event in events:
        event.likely = score(iter_event_features(scene, event), weights)
    return [
        event
        for event in events
        if event.likely is not None and (event.likely >= least or _is_forced(scene, event))
    ]


def _is_forced(scene: Scene, event: Draft) -> bool:
    """Whether named forces made people leave their homes (أجبرت X السكان على مغادرة منازلهم)."""
    likely = event.likely is not None and event.likely >= _LEAST_FORCED
    trigger = event.triggers[0]
    if not likely or event.type != "displacement" or trigger.form is not None or event.unreal[0]:
        return False
    return bool(find_forcers(scene, trigger.index))


def describe_likelihood(likely: float) -> str:
    """Return the feature that says how likely an event is a particular one."""
    return f"likely={bisect_left(_LIKELY, likely)}"


def iter_event_features(scene: Scene, event: Draft) -> Iterator[str]:
    """Yield what speaks for or against a draft being a particular event."""
    trigger = event.triggers[0]
    form = trigger.form
    kind = "noun" if form is None else f"{form.tense} verb"
    unreal = event.unreal[0] or "real"
    yield "bias"
    yield f"type={event.type}"
    yield f"kind={kind}"
    yield f"type={event.type} kind={kind}"
    yield f"triggers={min(4, len(event.triggers))}"
    yield f"triggers={min(2, len(event.triggers))} type={event.type}"
    for lemma in sorted(event.lemmas):
        yield f"lemma={lemma}"
    yield f"first={trigger.sense.lemma} alone={len(event.triggers) == 1}"
    yield f"unreal={unreal} {event.type}"
    yield f"definite={trigger.definite} {kind}"
    yield f"pronoun={bool(trigger.pronoun)} {kind}"
    told = {
        "date": event.date is not None,
        "place": event.place is not None,
        "agent": bool(event.agents),
        "target": bool(event.targets),
        "count": bool(event.counts),
    }
    for what, given in told.items():
        yield f"{what}={given}"
        yield f"{what}={given} {event.type}"
    yield f"told={sum(told.values())}"
    yield f"told={sum(told.values())} {kind}"
    yield f"said={event.statements[0] is not None} {kind}"
    yield f"sentence={min(6, scene.sentence_of[trigger.index])}"
    yield from _neighbours(scene, trigger.index)


def _neighbours(scene: Scene, index: int) -> Iterator[str]:
    """Yield the words on both sides of a trigger."""
    first, last = scene.bounds(index)
    yield f"before={_describe_word(scene, index - 1) if index > first else '^'}"
    yield f"after={_describe_word(scene, index + 1) if index + 1 < last else '$'}"


def _describe_word(scene: Scene, index: int) -> str:
    """Return a word's key; of a name its type alone, for whose name it is must not count."""
    mention = scene.mention_of[index]
    return scene.tokens[index].key if mention is None else f"[{mention.type}]"
