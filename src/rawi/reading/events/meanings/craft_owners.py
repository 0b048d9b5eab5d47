"""Whose aircraft, guns and ships those are that strike: الطائرات الروسية, المقاتلات.

Where the article names the air force that they are of, or the same event has their state for its
doer, they are no further side. المقاتلات alone are those of who struck from the air before.
"""

from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import find_nations, noun_classes_of
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

_STRIKERS = ("armed_group", "organization", "place")


def name_craft(scene: Scene, events: list[Draft]) -> None:
    """Put whoever owns the craft that are sides of events in the place of their descriptions."""
    owners = _Owners(scene)
    before: str | None = None
    for event in events:
        found: list[str] = []
        for agent in event.agents:
            owner = owners.find(agent, event.agents, before)
            if owner not in event.targets:
                found.append(owner)
        event.agents = list(dict.fromkeys(found))
        if event.type == "airstrike":
            before = _find_striker(scene, event) or before


def _find_striker(scene: Scene, event: Draft) -> str | None:
    """Return the one force or state that an event names for its doer."""
    named = [x for x in event.agents if scene.entities[x].type in _STRIKERS]
    return named[0] if len(named) == 1 else None


class _Owners:
    """The forces and states of an article, by the nation that their names tell of."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._air: dict[str, str] = {}
        for entity in scene.entities:
            words = fold(entity.name).split()
            if entity.type == "armed_group" and any(
                "air" in noun_classes_of(word) for word in words
            ):
                for nation in find_nations(words):
                    self._air.setdefault(nation, entity.id)

    def find(self, entity: str, agents: list[str], before: str | None) -> str:
        """Return who owns described craft; the described entity where it is none, or unknown.

        Args:
            entity: A doer of an event.
            agents: All of its doers.
            before: Who struck from the air before.
        """
        described = self._scene.entities[entity]
        if described.type != "unnamed":
            return entity
        words = fold(described.name).split()
        classes = noun_classes_of(words[0])
        if "warcraft" not in classes:
            return entity
        nations = find_nations(words)
        for other in agents:
            named = self._scene.entities[other]
            if named.type != "unnamed" and nations & find_nations(fold(named.name).split()):
                return other
        flies = "air" in classes
        if nations:
            known = (self._air[nation] for nation in sorted(nations) if nation in self._air)
            return next(known, entity) if flies else entity
        alone = len(words) == 1 and words[0].startswith("ال") and flies
        return before if alone and before is not None else entity
