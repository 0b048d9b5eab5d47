"""The body that an office is held in: named behind it, or meant by a nationality adjective."""

from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.model import Mention
from rawi.reading.entities import Entities
from rawi.reading.titles.offices import Office, load_body_words, load_nationalities
from rawi.text.normalise import fold

_QUOTES = frozenset("\"'«»“”‘’(")
_PREPOSITIONS = frozenset({"في", "لدي", "عن", "ل", "من", "ب", "داخل"})
# رئيس هيئة أركان القيادة العامة لقوات: so many common nouns may stand before the name.
_MAX_WORDS = 5


class Body(NamedTuple):
    """The body of an office.

    Attributes:
        last: The token after it.
        linked: The token after the word باسم that belongs to the title; 0 where there is none.
        entity: The entity, None where the text does not name it.
        mention: Where it is named, None for one meant by an adjective.
    """

    last: int
    linked: int
    entity: str | None
    mention: Mention | None


class Names:
    """The mentions of a text by token, and its countries by name.

    Attributes:
        starting: The mention that starts in a token (behind proclitics too).
        ending: The mention that ends with a token.
        inside: The tokens that belong to a mention, the first with its proclitics.
    """

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        self.analysis = analysis
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
        self._places = {fold(e.name): e.id for e in reversed([*entities]) if e.type == "place"}
        for mention in reversed(entities.mentions):
            if mention.type == "place":
                self._places[fold(mention.text)] = mention.entity

    def find_country(self, key: str) -> tuple[bool, str | None]:
        """Return whether a word is a nationality, and the country if the article names it."""
        nationality = load_nationalities().get(key)
        if nationality is None:
            return False, None
        found = [self._places[name] for name in sorted(nationality[1]) if name in self._places]
        return True, found[0] if found else None


def find_body(names: Names, index: int, office: Office) -> Body | None:
    """Return the body that follows an office at a token, None where there is none."""
    linked = 0
    if index < len(names.tokens) and names.tokens[index].key == "باسم":
        if "باسم" not in office.takes:
            return None
        index = linked = index + 1
    elif index < len(names.tokens) and _agrees(names, index):
        national, country = names.find_country(names.tokens[index].key)
        if national and index not in names.inside:
            return Body(index + 1, 0, country, None)
    found = _find_name(names, index)
    return found and found._replace(linked=linked)


def _agrees(names: Names, index: int) -> bool:
    """Whether an adjective has the article like the word before it (الرئيس المصري, رئيس مصري)."""
    before, adjective = names.tokens[index - 1].key, names.tokens[index].key
    return adjective.startswith("ال") == before.startswith(("ال", "لل"))


def _find_name(names: Names, index: int) -> Body | None:
    """Return the first name behind common nouns of bodies (بلدية, هيئة أركان)."""
    words = load_body_words()
    for position in range(index, min(index + _MAX_WORDS, len(names.tokens))):
        mention = names.starting.get(position)
        if mention is not None:
            if mention.type == "person":
                return None
            return Body(names.lasts[position], 0, mention.entity, mention)
        token = names.tokens[position]
        national, country = names.find_country(token.key)
        if national:
            return Body(position + 1, 0, country, None)
        linking = token.text in _QUOTES or token.key in _PREPOSITIONS
        if not linking and not any(form.key in words for form in token.forms):
            return None
    return None
