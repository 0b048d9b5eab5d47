"""Who and what the mentions name: one entity per real-world thing in the article."""

from bisect import bisect_left
from collections.abc import Container, Iterator

from msgspec import structs

from rawi.language.analysis import Analysis
from rawi.language.names import load_lam_words
from rawi.model import Entity, EntityType, Links, Location, Mention, Role
from rawi.reading.chains import chain_names
from rawi.reading.descriptions import make_description_key
from rawi.reading.mentions import Name
from rawi.reading.mentions.listed import load_listed, load_states
from rawi.text.normalise import fold


class Entities:
    """The entities of one article, with their mentions. Readers look up here and add the unnamed.

    Attributes:
        mentions: In order of the text, none overlapping.
    """

    def __init__(self, analysis: Analysis, names: list[Name]) -> None:
        self._analysis = analysis
        self._entities: dict[str, Entity] = {}
        self._added = 0
        self._unnamed: dict[str, str] = {}
        self._described: dict[str, list[tuple[int, int]]] = {}
        self._countries: dict[str, str] = {}
        self._canonicals: dict[str, str] = {}
        self.mentions: list[Mention] = []
        self._resolve(names)
        self._starts = [mention.start for mention in self.mentions]

    def _resolve(self, names: list[Name]) -> None:
        """Make the mentions and their entities from the chains of the names."""
        known: dict[int, str] = {}
        forms: dict[str, list[str]] = {}
        for name, chain in zip(names, chain_names(self._analysis, names), strict=True):
            text = self._analysis.doc.slice(name.start, name.end)
            if chain not in known:
                known[chain] = self._add(name.type, text)
            entity = known[chain]
            forms.setdefault(entity, []).append(self._spell(name, text))
            if name.canonical is not None:
                self._canonicals.setdefault(entity, name.canonical)
            if name.country is not None:
                self._countries.setdefault(entity, name.country)
            self.mentions.append(
                Mention(
                    start=name.start,
                    end=name.end,
                    text=text,
                    id=f"m{len(self.mentions) + 1}",
                    type=name.type,
                    entity=entity,
                )
            )
        for entity, texts in forms.items():
            self._name(entity, texts)

    def _spell(self, name: Name, text: str) -> str:
        """Return a name with the alef of its article, which لل leaves out (للجيش: الجيش)."""
        if name.canonical is None:
            return text if name.type in ("person", "place") else self._restore(name.start, text)
        if not self._follows_lam(name.start, text):
            return text
        restored = fold("ا" + text).split()
        definite = restored[0] in fold(name.canonical).split()
        return "ا" + text if definite or load_listed().lookup(*restored) else text

    def _restore(self, start: int, text: str) -> str:
        """Return a phrase with the alef that لل leaves out, unless its first word has the lam."""
        if self._follows_lam(start, text) and fold(text.split()[0]) not in load_lam_words():
            return "ا" + text
        return text

    def _follows_lam(self, start: int, text: str) -> bool:
        return self._analysis.doc.text[start - 1 : start] == "ل" and text.startswith("ل")

    def _name(self, entity_id: str, texts: list[str]) -> None:
        """Give an entity its fullest mention as name, and its other forms as aliases."""
        # A state that its capital stands for too has its own name: تركيا, not أنقرة.
        states = [text for text in texts if fold(text) in load_states()]
        fullest = max(states or texts, key=lambda text: (len(text.split()), len(text)))
        forms = {fold(text): text for text in reversed(texts)}
        aliases = tuple(
            text for text in dict.fromkeys(texts) if forms[fold(text)] == text and text != fullest
        )
        aliases = tuple(text for text in aliases if fold(text) != fold(fullest))
        entity = self._entities[entity_id]
        self._entities[entity_id] = structs.replace(entity, name=fullest, aliases=aliases)

    def _add(self, type_: EntityType, name: str) -> str:
        self._added += 1
        identity = f"e{self._added}"
        self._entities[identity] = Entity(identity, type_, name)
        return identity

    def __getitem__(self, entity_id: str) -> Entity:
        """Return the entity of an id."""
        return self._entities[entity_id]

    def __iter__(self) -> Iterator[Entity]:
        """Iterate over the entities in the order they were first named."""
        return iter(self._entities.values())

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie wholly in `[start, end)` code points, in order."""
        first = bisect_left(self._starts, start)
        found = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found

    def mention_at(self, offset: int) -> Mention | None:
        """Return the mention that covers a code point, or None."""
        index = bisect_left(self._starts, offset + 1) - 1
        if index >= 0 and self.mentions[index].end > offset:
            return self.mentions[index]
        return None

    def add_unnamed(self, start: int, end: int) -> str:
        """Return the id of the described actor of a noun phrase.

        Phrases that mean the same actors (`make_description_key`) have one entity; it is named by
        the first and has the others as aliases.
        """
        text = self._restore(start, self._analysis.doc.slice(start, end))
        key = make_description_key(text)
        if key not in self._unnamed:
            self._unnamed[key] = self._add("unnamed", text)
        self.add_description(self._unnamed[key], start, end)
        return self._unnamed[key]

    def add_description(self, entity_id: str, start: int, end: int) -> None:
        """Give a described actor a further noun phrase that means it."""
        text = self._restore(start, self._analysis.doc.slice(start, end))
        entity = self._entities[entity_id]
        if text not in (entity.name, *entity.aliases):
            aliases = (*entity.aliases, text)
            self._entities[entity_id] = structs.replace(entity, aliases=aliases)
        spans = self._described.setdefault(entity_id, [])
        if (start, end) not in spans[-1:]:
            spans.append((start, end))

    def join_unnamed(self, kept: str, other: str) -> None:
        """Make one entity of two described actors; its name is their fullest description."""
        ours, theirs = self._entities[kept], self._entities.pop(other)
        names = dict.fromkeys((ours.name, theirs.name, *ours.aliases, *theirs.aliases))
        fullest = max(names, key=lambda name: len(name.split()))
        aliases = tuple(name for name in names if name != fullest)
        self._entities[kept] = structs.replace(ours, name=fullest, aliases=aliases)
        self._described[kept] = sorted((*self.described_at(kept), *self._described.pop(other)))
        for key, entity_id in self._unnamed.items():
            if entity_id == other:
                self._unnamed[key] = kept

    def drop_unnamed(self, kept: Container[str]) -> None:
        """Leave out the described actors that are not among those kept."""
        dropped = {key: x for key, x in self._unnamed.items() if x not in kept}
        for key, entity_id in dropped.items():
            del self._unnamed[key]
            self._entities.pop(entity_id, None)
            self._described.pop(entity_id, None)

    def described_at(self, entity_id: str) -> list[tuple[int, int]]:
        """Return the spans of the phrases that a described actor was added for."""
        return self._described.get(entity_id, [])

    def set_location(self, entity_id: str, location: Location, links: Links) -> None:
        """Give a place its location and its identifiers in public registers."""
        entity = self._entities[entity_id]
        self._entities[entity_id] = structs.replace(entity, location=location, links=links)

    def add_role(self, entity_id: str, role: Role) -> None:
        """Give a person a role; one that it has already is not given twice."""
        entity = self._entities[entity_id]
        if role not in entity.roles:
            roles = (*entity.roles, role)
            self._entities[entity_id] = structs.replace(entity, roles=roles)

    def country_of(self, entity_id: str) -> str | None:
        """Return the ISO 3166 country that the lexicon gives the entity; None if it gives none."""
        return self._countries.get(entity_id)

    def canonical_of(self, entity_id: str) -> str | None:
        """Return what the lexicon calls the entity; None for one that is not listed."""
        return self._canonicals.get(entity_id)

    def listed(self) -> tuple[Entity, ...]:
        """Return the entities in the order they were added."""
        return tuple(self._entities.values())
