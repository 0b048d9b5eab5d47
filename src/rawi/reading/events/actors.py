"""From noun phrases to entities: the named ones inside a phrase, else the phrase itself."""

from rawi.model import Mention
from rawi.reading.events.lexicon import load_nationalities
from rawi.reading.events.noun_phrases import NounPhrase
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

_GROUPS = ("armed_group", "organization", "person")


class Actors:
    """Gives entity ids to the phrases of one article."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._by_name: dict[str, str] = {}
        for mention in scene.entities.mentions:
            self._by_name.setdefault(fold(mention.text), mention.entity)

    def find_agents(self, phrase: NounPhrase) -> list[str]:
        """Return who a phrase in the role of agent stands for."""
        country = self._find_country(phrase)
        if country is not None:
            return [country]
        named = [m for m in phrase.mentions if m.type in _GROUPS]
        if named:
            return [named[0].entity]
        if phrase.mentions and self._begins(phrase, phrase.mentions[0]):
            return [phrase.mentions[0].entity]
        return self._describe(phrase)

    def find_targets(self, phrase: NounPhrase) -> list[str]:
        """Return who or what a phrase in the role of target stands for."""
        country = self._find_country(phrase)
        if country is not None:
            return [country]
        named = [m for m in phrase.mentions if m.type in _GROUPS]
        if named:
            return [named[0].entity]
        if phrase.mentions and self._begins(phrase, phrase.mentions[0]):
            return [phrase.mentions[0].entity]
        return self._describe(phrase)

    def _begins(self, phrase: NounPhrase, mention: Mention) -> bool:
        start = self._scene.tokens[phrase.first].start
        return mention.start <= start + phrase.skip

    def _find_country(self, phrase: NounPhrase) -> str | None:
        if phrase.last != phrase.first + 1 or phrase.mentions:
            return None
        name = load_nationalities().get(self._scene.tokens[phrase.first].key)
        return self._by_name.get(name) if name is not None else None

    def _describe(self, phrase: NounPhrase) -> list[str]:
        tokens = self._scene.tokens
        start, end = tokens[phrase.first].start + phrase.skip, tokens[phrase.last - 1].end
        if start >= end or tokens[phrase.first].kind == "mark":
            return []
        return [self._scene.entities.add_unnamed(start, end)]
