"""Doers that are told twice: a state beside its own body, a regime beside its forces.

شنت القوات الأميركية غارات, and that the United States did is said by the same words.
"""

from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import VIOLENT, load_nationalities, plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

# Of these each body that takes part is told by itself.
_APART = frozenset({"trial", "talks", "agreement"})
_BODIES = frozenset({"organization", "armed_group"})


def drop_doubled(scene: Scene, events: list[Draft]) -> None:
    """Leave out of the doers of an event whom another of them stands for already.

    A body of a state, or the state, whichever no word of the text makes a doer beside the other;
    and a regime beside its own forces.
    """
    for event in events:
        if event.type in _APART or len(event.agents) < 2:
            continue
        doubled = {x for x in event.agents for y in event.agents if _is_doubled(scene, event, x, y)}
        event.agents = [x for x in event.agents if x not in doubled]


def _is_doubled(scene: Scene, event: Draft, one: str, other: str) -> bool:
    """Whether the first of two doers is told by the second."""
    if one == other:
        return False
    if _is_regime_of(scene, one, other):
        return event.type in VIOLENT
    told = ("agent", other) in event.rules and ("agent", one) not in event.rules
    return told and (_is_of_state(scene, one, other) or _is_of_state(scene, other, one))


def _is_of_state(scene: Scene, body: str, state: str) -> bool:
    """Whether a body bears the adjective of a state (القوات الأميركية)."""
    entities = scene.entities
    if entities[body].type not in _BODIES or entities[state].type != "place":
        return False
    names = {fold(name) for name in (entities[state].name, *entities[state].aliases)}
    nations = load_nationalities()
    return any(
        name in names
        for word in fold(entities[body].name).split()
        for name in nations.get(word, ())
    )


def _is_regime_of(scene: Scene, regime: str, forces: str) -> bool:
    """Whether a regime is named in the name of its forces (النظام, قوات النظام)."""
    entities = scene.entities
    if entities[regime].type != "organization" or entities[forces].type != "armed_group":
        return False
    words = fold(entities[regime].name).split()
    ruling = bool(words) and "regime" in plain_classes_of(words[0].removeprefix("ال"))
    return ruling and set(words) <= set(fold(entities[forces].name).split())
