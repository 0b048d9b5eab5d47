"""Where the places that an article names lie."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.lexica.tables import load_table
from rawi.model import Location, Mention
from rawi.places.atlas import Atlas, Place, load_atlas, load_nationalities
from rawi.places.resolution import Anchor, Choice, Evidence, choose_place
from rawi.reading.entities import Entities
from rawi.text.normalise import fold
from rawi.text.tokens import Token

# Words between a name and the place that it is put by: على بعد 20 كيلومترا إلى الشمال من مدينة.
MAX_LINK = 9
# Other places of an article that a name is compared with; keeps the work linear in its length.
MAX_LOCATED = 60
# What a name that lies in one country only says for it, and what all others together may say.
HINT = 0.4
MAX_HINT = 2.0
# How much the located places of an article may say for their country.
MAX_LOCAL = 4.0


class _Feature(NamedTuple):
    precision: str
    in_name: bool
    village: bool
    at_name: bool


class _Toponym(NamedTuple):
    """A place entity with what it can mean and what the words around its mentions say."""

    entity: str
    name: str
    candidates: tuple[Place, ...]
    adjectives: frozenset[str]
    features: frozenset[str]
    village: bool
    anchors: tuple[tuple[str, str, str], ...]  # entity, its name, relation


@cache
def _load_features() -> dict[str, _Feature]:
    """Return the feature nouns by folded form."""
    return {
        fold(row["form"]): _Feature(
            row["precision"],
            row["in_name"] == "yes",
            row["village"] == "yes",
            row["at_name"] == "yes",
        )
        for row in load_table("places/features")
    }


@cache
def _load_directions() -> dict[str, str]:
    return {fold(row["form"]): row["relation"] for row in load_table("places/directions")}


def locate_places(analysis: Analysis, entities: Entities) -> None:
    """Give each place entity its location, where the lexica and the gazetteer are sure of it.

    Namesakes are told apart by the countries that the article names, by what a name is put in or
    beside (`في ريف إدلب`), by the other places and by the noun before it (`محافظة`). What is not
    known or does not show stays None.
    """
    atlas = load_atlas()
    toponyms = [_read_toponym(analysis, entities, atlas, group) for group in _group(entities)]
    countries = _weigh_countries(analysis, entities, atlas)
    hints = _count_hints(toponyms)
    chosen: dict[str, Choice] = {}
    located: list[tuple[str, Place]] = []
    waiting = sorted((t for t in toponyms if t.candidates), key=_count_countries)
    for last in (False, False, True):
        unsettled = set() if last else {toponym.entity for toponym in waiting}
        for toponym in waiting:
            if any(entity in unsettled for entity, _, _ in toponym.anchors):
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
    for entity, choice in chosen.items():
        _set_location(entities, entity, choice)


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
    analysis: Analysis, entities: Entities, atlas: Atlas, group: tuple[str, list[Mention]]
) -> _Toponym:
    entity, mentions = group
    features: list[_Feature] = []
    adjectives: set[str] = set()
    anchors: dict[str, str] = {}
    for mention in mentions:
        first = analysis.token_at(mention.start)
        last = analysis.token_at(mention.end - 1)
        feature = _find_feature(analysis.tokens, first)
        if feature is not None:
            features.append(feature)
        country = _find_adjective(analysis.tokens, last + 1)
        if country is not None:
            adjectives.add(country)
        anchor = _find_anchor(analysis, entities, last + 1)
        if anchor is not None and anchor[0] != entity:
            anchors.setdefault(*anchor)
    named_bare = len(features) < len(mentions)
    precisions = {feature.precision for feature in features}
    if named_bare:
        precisions -= {"governorate", "district", "region"}
    return _Toponym(
        entity,
        entities[entity].name,
        _find_candidates(atlas, entities, entity, mentions),
        frozenset(adjectives),
        frozenset(precisions),
        any(feature.village for feature in features),
        tuple((other, entities[other].name, how) for other, how in anchors.items()),
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
    feature = _load_features().get(first)
    if not rest or feature is None or not feature.at_name:
        return ()
    found = atlas.find(rest)
    if not feature.in_name:
        return found
    return tuple(place for place in found if place.kind in ("town", "capital"))


def _find_feature(tokens: list[Token], first: int) -> _Feature | None:
    """Return the feature noun right before a name: بمدينة درنة, ريف حلب."""
    if first <= 0:
        return None
    features = _load_features()
    return next((features[f.key] for f in tokens[first - 1].forms if f.key in features), None)


def _find_adjective(tokens: list[Token], index: int) -> str | None:
    """Return the country whose adjective follows a name: طرابلس اللبنانية."""
    if index >= len(tokens) or not tokens[index].key.startswith("ال"):
        return None
    return load_nationalities().get(tokens[index].key[2:])


def _find_anchor(analysis: Analysis, entities: Entities, index: int) -> tuple[str, str] | None:
    """Return (place entity, relation) that a name is put by: سراقب شرقي إدلب, X في محافظة Y."""
    tokens = analysis.tokens
    relation = None
    for at in range(index, min(index + MAX_LINK, len(tokens))):
        token = tokens[at]
        mention = entities.mention_at(token.end - 1)
        if mention is not None:
            if token.start < mention.start and token.text[:1] in "بو":
                relation = _stronger(relation, "in" if "ب" in token.text[:2] else None)
            return (mention.entity, relation) if mention.type == "place" and relation else None
        step = _read_link(token)
        if step is None:
            return None
        relation = _stronger(relation, step)
    return None


def _read_link(token: Token) -> str | None:
    """Return what a word between two names says of them; None for a word that parts them."""
    if token.kind == "number":
        return "link"
    for form in token.forms:
        if form.proclitics.startswith("و"):
            continue
        relation = _load_directions().get(form.key)
        if relation is not None:
            return "in" if relation == "link" and "ب" in form.proclitics else relation
        feature = _load_features().get(form.key)
        if feature is not None:
            return "wide" if feature.precision in ("governorate", "region") else "in"
    return None


def _stronger(one: str | None, other: str | None) -> str | None:
    """Return which of two relations holds: near and side say more than in."""
    order = ("near", "side", "wide", "in")
    known = [relation for relation in order if relation in (one, other)]
    if "distance" in (one, other):
        return "near"
    return known[0] if known else one


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
        Anchor(chosen[entity].place, name, relation)
        for entity, name, relation in toponym.anchors
        if entity in chosen
    )
    return Evidence(
        countries, toponym.adjectives, anchors, located, toponym.features, toponym.village
    )


def _set_location(entities: Entities, entity: str, choice: Choice) -> None:
    place = choice.place
    if not place.country:
        return
    location = Location(place.lat, place.lon, place.country, place.precision, choice.reason)
    entities.set_location(entity, location, place.geonames)
