"""The names of a text by token: what starts, ends and stands before where."""

from bisect import bisect_left

from rawi.language.analysis import Analysis
from rawi.model import Mention
from rawi.reading.entities import Entities
from rawi.reading.titles.offices import (
    Anaphor,
    load_countries,
    load_country_names,
    load_nationalities,
    load_particles,
)
from rawi.text.normalise import fold

QUOTES = frozenset("\"'«»“”‘’()ـ")
# A body named longer ago than this is not what a pronoun or a bare noun means.
_REACH = 100
# The one whose press calls it المملكة and no more.
_KINGDOM = "SA"


class Names:
    """The mentions of a text by token, and its countries by name.

    Attributes:
        starting: The mention that starts in a token (behind proclitics too).
        ending: The mention that ends with a token.
        lasts: The token after the mention that starts in a token.
        inside: The tokens that belong to a mention, the first with its proclitics.
    """

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        self.analysis = analysis
        self.entities = entities
        self.tokens = analysis.tokens
        self.starting: dict[int, Mention] = {}
        self.ending: dict[int, Mention] = {}
        self.lasts: dict[int, int] = {}
        self.inside: set[int] = set()
        for mention in entities.mentions:
            first = analysis.token_at(mention.start)
            last = analysis.token_at(mention.end - 1)
            self.starting[first] = mention
            self.ending[last] = mention
            self.lasts[first] = last + 1
            self.inside.update(range(first, last + 1))
        self._firsts = sorted(self.starting)
        self._places = {fold(e.name): e.id for e in reversed([*entities]) if e.type == "place"}
        self._governments = _find_governments(entities)
        for mention in reversed(entities.mentions):
            if mention.type == "place":
                self._places[fold(mention.text)] = mention.entity

    def find_country(self, country: str) -> str | None:
        """Return the place that is an ISO country, None if the article does not name it."""
        names = load_countries().get(country, ())
        found = next((self._places[name] for name in names if name in self._places), None)
        return found if found is not None or country != _KINGDOM else self._find_kingdom()

    def _find_kingdom(self) -> str | None:
        """Return the place called المملكة, None if it is known to be another kingdom."""
        forms = sorted(load_particles("kingdom"))
        found = next((self._places[form] for form in forms if form in self._places), None)
        if found is None:
            return None
        entity = self.entities[found]
        called = {fold(name) for name in (entity.name, *entity.aliases)}
        return None if called & load_country_names() else found

    def find_home(self) -> str | None:
        """Return the one country that the article names; None if it names several or none."""
        known = load_country_names()
        named = {place for name, place in self._places.items() if name in known}
        return named.pop() if len(named) == 1 else None

    def find_government(self, country: str) -> str | None:
        """Return the government or regime of an ISO country, None if the article names none."""
        return self._governments.get(country)

    def find_before(
        self, index: int, kinds: frozenset[str], first: int | None = None
    ) -> str | None:
        """Return the entity of some kinds that is named last before a token (and after `first`)."""
        least = max(0, index - _REACH) if first is None else first
        for position in range(bisect_left(self._firsts, index) - 1, -1, -1):
            start = self._firsts[position]
            if start < least:
                break
            if self.starting[start].type in kinds:
                return self.starting[start].entity
        return None

    def find_meant(self, index: int, anaphor: Anaphor) -> str | None:
        """Return the entity that a common noun means: the last one headed by it (حركة كذا).

        If none is, the last one named of its kinds, where the noun says little more than that.
        """
        for position in range(bisect_left(self._firsts, index) - 1, -1, -1):
            start = self._firsts[position]
            mention = self.starting[start]
            if mention.type not in anaphor.kinds:
                continue
            before = self.tokens[start - 1] if start > 0 else None
            headed = before is not None and any(form.key == anaphor.noun for form in before.forms)
            if headed or anaphor.noun in fold(mention.text).split():
                return mention.entity
        return None if anaphor.headed else self.find_before(index, anaphor.kinds)

    def sentence_first(self, index: int) -> int:
        """Return the first token of the sentence of a token."""
        return self.analysis.sentences[self.analysis.sentence_of(index)].first


def _find_governments(entities: Entities) -> dict[str, str]:
    """Return the governments that an article names, by the country of their adjective."""
    found: dict[str, str] = {}
    for entity in entities:
        words = fold(entity.name).split()
        if entity.type != "organization":
            continue
        if not words or words[0] not in load_particles("government"):
            continue
        for word in words[1:]:
            country = load_nationalities().get(word)
            if country is not None:
                found.setdefault(country, entity.id)
    return found
