"""Words that point back to a place named before: قصف البلدة (the shelling of the town)."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rawi.lexica.tables import load_table
from rawi.model import Mention
from rawi.reading.events.lexicon import MEETINGS, load_nouns
from rawi.text.normalise import fold

if TYPE_CHECKING:
    from rawi.reading.events.scenes import Scene

# Sentences back to which a word may point.
_REACH = 6
# Names of places back: keeps the cost linear in the text.
_MOST_NAMES = 40
_ARTICLE = "ال"
# Kinds of place of a noun that is of any kind.
_ANY_KIND = 5
# Sentences back within which the noun itself counts for more than nearness.
_BESIDE = 1
_COUNTRY = "country"
# So many times oftener than the country named last is that named which an article is about.
_FAR_OFTENER = 5
_CAPITAL = "عاصمه"
# What a noun that ends in ة has behind it where it is somebody's (قريتهم, "their village").
_OWNERS = ("تهم", "تها", "ته", "تنا", "تهما")


@cache
def load_place_pointers() -> dict[str, frozenset[str]]:
    """Return the folded nouns, each with the precisions of the places that it speaks of."""
    return {
        fold(row["form"]): frozenset(row["precisions"].split())
        for row in load_table("events/place_pointers")
    }


@cache
def _load_capitals() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in load_table("places/capitals"))


class PlacePointer(NamedTuple):
    """A token that points back to a place.

    Attributes:
        token: Where the noun stands.
        entity: The place.
        sure: Whether the noun is of one kind of place (البلدة), not of any (المنطقة).
    """

    token: int
    entity: str
    sure: bool


class _Named(NamedTuple):
    """A place named before a pointer."""

    token: int
    mention: Mention


def find_place_pointers(scene: "Scene") -> list[PlacePointer]:
    """Return the tokens that point back to a place, in order.

    A noun with the article or a pronoun that belongs to no name points to the last place that was
    named with it (قرية … القرية), else to the last that its location shows to be of its kind. Where
    a name or an adjective behind it makes it particular (المنطقة الشرقية), it points to nothing.
    """
    found: list[PlacePointer] = []
    starts = scene.place_tokens
    position = 0
    for index in range(len(scene.tokens)):
        while position < len(starts) and starts[position] < index:
            position += 1
        noun = _find_noun(scene, index)
        if noun is not None and not _is_particular(scene, index):
            near = starts[max(0, position - _MOST_NAMES) : position]
            entity = _find_referent(scene, index, near, noun)
            if entity is not None:
                sure = len(load_place_pointers()[noun]) < _ANY_KIND
                found.append(PlacePointer(index, entity, sure))
    return found


def _find_noun(scene: "Scene", index: int) -> str | None:
    """Return the listed noun that token i is with the article or a pronoun, in any of its forms."""
    if scene.mention_of[index] is not None:
        return None
    for form in scene.tokens[index].forms:
        noun = _find_listed(form.key, form.proclitics.endswith("ل"))
        if noun is not None:
            return noun
    return None


@lru_cache(maxsize=1 << 14)
def _find_listed(host: str, behind_lam: bool) -> str | None:
    """Return the listed noun that a folded form is, the article or a pronoun aside."""
    listed = load_place_pointers()
    if behind_lam and host.startswith("ل"):
        host = "ا" + host  # للمدينة
    if host.startswith(_ARTICLE) and host[2:] in listed:
        return host[2:]
    for ending in _OWNERS:
        owned = host.removesuffix(ending) + "ه"
        if host.endswith(ending) and owned in listed and "unknown" in listed[owned]:
            return owned
    return None


def _is_particular(scene: "Scene", index: int) -> bool:
    """Whether the word behind a noun says which of its kind is meant."""
    if index + 1 >= len(scene.tokens):
        return False
    if scene.is_quote(index + 1):  # a newspaper («المدينة»), or what a name follows in
        return True
    if scene.mention_of[index + 1] is not None:
        return True
    if index and scene.has_class(index - 1, "demonstrative"):  # هذه المحافظة الشاسعة
        return False
    key = scene.tokens[index + 1].key
    return key.startswith(_ARTICLE) and key.endswith(("يه", "ي", "ه"))


def _find_referent(scene: "Scene", index: int, starts: list[int], noun: str) -> str | None:
    near = [x for x in _iter_near(scene, index, starts) if not _is_aside(scene, x)]
    if load_place_pointers()[noun] == {_COUNTRY}:
        return _find_country(scene, index, near)
    sentence = scene.sentence_of[index]
    named = [place for place in near if _find_head(scene, place) == noun]
    for place in named:
        if sentence - scene.sentence_of[place.token] <= _BESIDE:
            return place.mention.entity
    for place in near:
        if place in named or _suits(scene, place, noun):
            return place.mention.entity
    return None


def _iter_near(scene: "Scene", index: int, starts: list[int]) -> Iterator[_Named]:
    """Yield the places named within reach before token i, the last first."""
    sentence = scene.sentence_of[index]
    for token in reversed(starts):
        if sentence - scene.sentence_of[token] > _REACH:
            return
        mention = scene.mention_of[token]
        if mention is not None:
            yield _Named(token, mention)


def _suits(scene: "Scene", place: _Named, noun: str) -> bool:
    """Whether the location of a place shows that a noun suits it, and no noun says otherwise."""
    location = scene.entities[place.mention.entity].location
    precision = location.precision if location is not None else "unknown"
    if precision not in load_place_pointers()[noun] or _find_head(scene, place) is not None:
        return False
    return noun != _CAPITAL or fold(place.mention.text) in _load_capitals()


def _find_country(scene: "Scene", index: int, near: list[_Named]) -> str | None:
    """Return the country that البلاد means: of the place just named, else the one named last."""
    code = None
    for place in near:
        location = scene.entities[place.mention.entity].location
        if location is None:
            continue
        if location.precision == _COUNTRY:
            if code is None or location.country == code:
                return _prefer_main(scene, place.mention.entity)
        elif code is None and scene.sentence_of[place.token] == scene.sentence_of[index]:
            code = location.country
    return None


def _prefer_main(scene: "Scene", entity: str) -> str:
    """Return the country that the article is about where another is only named in passing.

    Behind a word on a war elsewhere البلاد still means the country whose affairs are told.
    """
    main = scene.main_country
    if main is None or scene.times_named[main] < _FAR_OFTENER * scene.times_named[entity]:
        return entity
    return main


def _is_aside(scene: "Scene", place: _Named) -> bool:
    """Whether a place is named as where talks were (اجتماعات أستانة), or for its sake (نصرة ل)."""
    index = place.token - 1
    while index > 0 and (scene.has_class(index, "placehead") or scene.is_quote(index)):
        index -= 1
    noun = scene.tokens[index].key if index >= 0 else ""
    reading = load_nouns().get(noun.removeprefix(_ARTICLE))
    met = reading is not None and any(sense.type in MEETINGS for sense in reading.senses)
    return met or any(scene.has_class(i, "sake") for i in range(max(0, index - 1), place.token))


def _find_head(scene: "Scene", place: _Named) -> str | None:
    """Return the listed noun straight before a name (قرية in بقرية مرعيان), or that it begins with.

    Args:
        scene: The article.
        place: Where it is named.
    """
    listed = load_place_pointers()
    first = fold(place.mention.text).split()[0]
    if first in listed:
        return first
    before = place.token - 1
    while before >= 0 and scene.is_quote(before):
        before -= 1
    forms = scene.tokens[before].forms if before >= 0 else ()
    return next((form.key for form in forms if form.key in listed), None)
