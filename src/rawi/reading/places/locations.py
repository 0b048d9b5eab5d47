"""Where the places that an article names lie."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.model import Links, Location, Mention
from rawi.places.atlas import Atlas, Place, load_atlas, load_nationalities
from rawi.places.contested import find_claimants
from rawi.places.resolution import Anchor, Choice, Evidence, choose_place
from rawi.reading.entities import Entities
from rawi.reading.places.features import Feature, find_feature, load_features
from rawi.reading.places.links import Link, find_links
from rawi.text.normalise import fold
from rawi.text.tokens import Token

# Other places of an article that a name is compared with; keeps the work linear in its length.
MAX_LOCATED = 60
# What a name that lies in one country only says for it, and what all others together may say.
HINT = 0.4
MAX_HINT = 2.0
# How much the located places of an article may say for their country.
MAX_LOCAL = 4.0


class _Toponym(NamedTuple):
    """A place entity with what it can mean and what the words around its mentions say."""

    entity: str
    name: str
    candidates: tuple[Place, ...]
    adjectives: frozenset[str]
    features: frozenset[str]
    village: bool
    anchors: tuple[tuple[Link, str], ...]  # with the name of the other place


def locate_places(analysis: Analysis, entities: Entities) -> None:
    """Give each place entity its location, where the lexica and the gazetteer are sure of it.

    Namesakes are told apart by the countries that the article names, by what a name is put in or
    beside (`في ريف إدلب`), by the other places and by the noun before it (`محافظة`). What is not
    known or does not show stays None.
    """
    atlas = load_atlas()
    groups = dict(_group(entities))
    places = [mention for mention in entities.mentions if mention.type == "place"]
    links = find_links(analysis, entities, places)
    toponyms = [_read_toponym(analysis, entities, links, group=group) for group in groups.items()]
    countries = _weigh_countries(analysis, entities, atlas)
    hints = _count_hints(toponyms)
    chosen: dict[str, Choice] = {}
    located: list[tuple[str, Place]] = []
    waiting = sorted((t for t in toponyms if t.candidates), key=_count_countries)
    for last in (False, False, True):
        unsettled = set() if last else {toponym.entity for toponym in waiting}
        for toponym in waiting:
            if any(link.entity in unsettled for link, _ in toponym.anchors):
                continue
            weights = _add_hints(countries, hints, toponym)
            choice = choose_place(
                toponym.candidates, _make_evidence(toponym, chosen, weights, located)
            )
            if choice is not None:
                chosen[toponym.entity] = choice
                unsettled.discard(toponym.entity)
                _add_located(countries, choice.place)
                if choice.place.kind != "country" and len(located) < MAX_LOCATED:
                    located.append((toponym.name, choice.place))
        waiting = [toponym for toponym in waiting if toponym.entity not in chosen]
    named = {toponym.entity: toponym.adjectives for toponym in toponyms}
    for entity, choice in chosen.items():
        _set_location(entities, entity, choice, named[entity])


def _count_countries(toponym: _Toponym) -> int:
    """Return how open a name is: 0 for a country, else the number of countries it can lie in."""
    if any(place.kind == "country" for place in toponym.candidates):
        return 0
    return len({place.country for place in toponym.candidates})


def _group(entities: Entities) -> Iterator[tuple[str, list[Mention]]]:
    """Yield each place entity with its mentions, in order of the text."""
    groups: dict[str, list[Mention]] = {}
    for mention in entities.mentions:
        if mention.type == "place":
            groups.setdefault(mention.entity, []).append(mention)
    yield from groups.items()


def _read_toponym(
    analysis: Analysis,
    entities: Entities,
    links: dict[str, Link],
    *,
    group: tuple[str, list[Mention]],
) -> _Toponym:
    entity, mentions = group
    features: list[Feature] = []
    adjectives: set[str] = set()
    anchors: dict[str, Link] = {}
    for mention in mentions:
        first = analysis.token_at(mention.start)
        last = analysis.token_at(mention.end - 1)
        feature = find_feature(analysis.tokens, first)
        if feature is not None:
            features.append(feature)
        country = _find_adjective(analysis.tokens, last + 1)
        if country is not None:
            adjectives.add(country)
        link = links.get(mention.id)
        if link is not None and link.entity != entity:
            anchors.setdefault(link.entity, link)
    named_bare = len(features) < len(mentions)
    precisions = {feature.precision for feature in features}
    if named_bare:
        precisions -= {"governorate", "district", "region"}
    return _Toponym(
        entity,
        entities[entity].name,
        _find_candidates(load_atlas(), entities, entity, mentions),
        frozenset(adjectives),
        frozenset(precisions),
        any(feature.village for feature in features),
        tuple((link, entities[link.entity].name) for link in anchors.values()),
    )


def _find_candidates(
    atlas: Atlas, entities: Entities, entity: str, mentions: list[Mention]
) -> tuple[Place, ...]:
    """Return what the entity's name can mean: its fullest form first, then its other forms.

    A country that its capital stands for (`واشنطن` for the United States) is the country.
    """
    state = _find_state(atlas, mentions)
    if state is not None:
        return (state,)
    canonical = entities.canonical_of(entity)
    meant = atlas.find_country(fold(canonical)) if canonical is not None else None
    if meant is not None:
        return (meant,)
    names = [entities[entity].name, *(mention.text for mention in mentions)]
    if canonical is not None:
        names.append(canonical)
    for name in dict.fromkeys(names):
        key = " ".join(fold(name).split())
        found = atlas.find(key) or _find_without_feature(atlas, key)
        if found:
            return found
    return ()


def _find_state(atlas: Atlas, mentions: list[Mention]) -> Place | None:
    """Return the country, where the entity is named by capital and by country."""
    names = dict.fromkeys(fold(mention.text) for mention in mentions)
    found = [atlas.find_country(name) for name in names]
    states = [state for state in found if state is not None]
    return states[0] if states and len(states) < len(found) else None


def _find_without_feature(atlas: Atlas, key: str) -> tuple[Place, ...]:
    """Return what the name means without its feature noun.

    `مدينه درنه` is درنه; an airport or hospital that is not listed (`مستشفي سبها`) lies in the town
    of its name; a street (`شارع بغداد`) does not.
    """
    first, _, rest = key.partition(" ")
    feature = load_features().get(first)
    if not rest or feature is None or not feature.at_name:
        return ()
    found = atlas.find(rest)
    if not feature.in_name:
        return found
    return tuple(place for place in found if place.kind in ("town", "capital"))


def _find_adjective(tokens: list[Token], index: int) -> str | None:
    """Return the country whose adjective follows a name: طرابلس اللبنانية."""
    if index >= len(tokens) or not tokens[index].key.startswith("ال"):
        return None
    return load_nationalities().get(tokens[index].key[2:])


def _weigh_countries(analysis: Analysis, entities: Entities, atlas: Atlas) -> dict[str, float]:
    """Return how much an article speaks of each country: named, by adjective, by its actors."""
    weights: dict[str, float] = defaultdict(float)
    for _, mentions in _group(entities):
        names = dict.fromkeys(fold(mention.text) for mention in mentions)
        found = (atlas.find_country(name) for name in names)
        country = next((state for state in found if state is not None), None)
        if country is not None:
            weights[country.country] += min(2 + 0.5 * (len(mentions) - 1), 5)
    for code, count in _count_adjectives(analysis, entities).items():
        weights[code] += min(0.5 * count, 3)
    # An article on either is as a rule on both: المسجد الأقصى where only Israel is named.
    either = max(weights.get("IL", 0.0), weights.get("PS", 0.0)) / 2
    if either:
        weights.update({code: max(weights.get(code, 0.0), either) for code in ("IL", "PS")})
    return weights


def _count_adjectives(analysis: Analysis, entities: Entities) -> Counter[str]:
    """Return how often the adjective of each country stands, or an actor of its own."""
    nationalities = load_nationalities()
    found: Counter[str] = Counter()
    for token in analysis.tokens:
        key = token.key
        code = nationalities.get(key[2:] if key.startswith("ال") else key)
        if code is not None:
            found[code] += 1
    for actor in entities:
        code = entities.country_of(actor.id) if actor.type != "place" else None
        if code:
            found[code] += 1
    return found


def _count_hints(toponyms: list[_Toponym]) -> dict[str, float]:
    """Return how much the names together speak for each country, before any is located."""
    hints: dict[str, float] = defaultdict(float)
    for toponym in toponyms:
        for country, weight in _hint(toponym).items():
            hints[country] += weight
    return hints


def _hint(toponym: _Toponym) -> dict[str, float]:
    """Return what one name says for each country, its own weight shared among its namesakes."""
    countries = sorted({place.country for place in toponym.candidates if place.kind != "country"})
    if len(countries) != len({place.country for place in toponym.candidates}):
        return {}
    return {country: HINT / len(countries) for country in countries if country}


def _add_hints(
    countries: dict[str, float], hints: dict[str, float], toponym: _Toponym
) -> dict[str, float]:
    """Return the weights of the countries with what the other names of the article say."""
    own = _hint(toponym)
    weights = dict(countries)
    for country in own:
        others = hints[country] - own[country]
        weights[country] = weights.get(country, 0.0) + min(others, MAX_HINT)
    return weights


def _add_located(countries: dict[str, float], place: Place) -> None:
    """Let a located place speak for its country."""
    if place.kind != "country" and place.country:
        weight = countries.get(place.country, 0.0)
        countries[place.country] = max(weight, min(weight + 0.5, MAX_LOCAL))


def _make_evidence(
    toponym: _Toponym,
    chosen: dict[str, Choice],
    countries: dict[str, float],
    located: list[tuple[str, Place]],
) -> Evidence:
    anchors = tuple(
        _make_anchor(chosen[link.entity], name, link)
        for link, name in toponym.anchors
        if link.entity in chosen
    )
    return Evidence(
        countries, toponym.adjectives, anchors, located, toponym.features, toponym.village
    )


def _make_anchor(other: Choice, name: str, link: Link) -> Anchor:
    return Anchor(other.place, name, link.relation, link.km, link.bearing, other.seat)


def _set_location(
    entities: Entities, entity: str, choice: Choice, adjectives: frozenset[str]
) -> None:
    place = choice.place
    if not place.country:
        return
    country, reason = _find_country(entities[entity].name, choice, adjectives)
    point = place.lat, place.lon, country, place.precision
    location = Location(*point, reason, place.source)
    entities.set_location(entity, location, Links(place.geonames, place.wikidata))


def _find_country(name: str, choice: Choice, adjectives: frozenset[str]) -> tuple[str | None, str]:
    """Return the country of a place, None where it is disputed, and the reason.

    Where the article names whose it is by an adjective (الجولان السوري), that country is given.
    """
    place = choice.place
    claimants = find_claimants(fold(name)) or find_claimants(fold(place.name))
    if not claimants:
        return place.country, choice.reason
    words = {word.removeprefix("ال") for word in fold(name).split()}
    said = adjectives | {load_nationalities()[word] for word in words & set(load_nationalities())}
    for country in claimants:
        if country in said:
            return country, f"{choice.reason}; {country} by the article's adjective"
    return None, f"{choice.reason}; disputed: {' '.join(claimants)}"
