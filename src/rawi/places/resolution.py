"""Choosing among namesakes: which of the places that bear a name an article means, if it shows.

Every reading of a name is scored by what the article says: the countries that it names, the place
that the name is put in or beside, the nearness of other places of the article, the noun before it.
Namesakes within `SAME_KM` of one another, or a division and its seat, are one place read at two
precisions. Where the best place is not ahead of the next by `MARGIN`, or nothing but its name
speaks for it, there is no choice: no coordinates are better than those of a namesake.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rawi.places.atlas import KNOWN_SOURCES, Place
from rawi.places.clusters import group_places, is_same, measure_km
from rawi.places.contested import settle_state

MARGIN = 0.7
# From this weight on, an article speaks of a country.
SUPPORT = 0.5
# Below this weight of every country, an article does not say in which it plays.
SPOKEN = 1.5
# A town that the world's press names without its country.
KNOWN_POPULATION = 500_000
VILLAGE_POPULATION = 40_000
TOWN_POPULATION = 15_000
# So many times bigger than its namesake, a town is meant if nothing speaks for the other.
DOMINANCE = 8
# A place with so low a score is put elsewhere by the article; a noun that fits badly is no reason.
MISFIT = -1.5
# What lies so near another place across a border may be said to lie beside it.
BORDER_KM = 40
# A distance that a text gives is held to up to here; beyond, it is of roads.
MAX_GIVEN_KM = 60
# Within so much of the middle of a place nothing lies on a side of it.
MIDDLE_KM = 4
# How much less a place of an added table is likely to be meant than one that the program knows:
# tables hold every hamlet.
UNKNOWN = 1.2
# A place so near another of the article is shown by it; so many around it say more.
SHOWN_KM = 120
AROUND_KM = 40
_REACH = {"near": 15, "side": 60, "wide": 30}
_RADIUS = {
    "point": 35, "town": 45, "district": 70, "governorate": 130, "region": 280, "country": 0,
}  # fmt: skip
_PRIOR = {
    "country": 9.0, "capital": 1.0, "region": 1.0, "division": 0.2, "site": 0.5, "district": -0.2,
    "town": 0.0,
}  # fmt: skip
_LOCAL = ("town", "site", "district", "division")


class Anchor(NamedTuple):
    """A place of the article that is located already, and what the text says of the two.

    Attributes:
        place: The located place.
        name: As the article has it.
        relation: in, wide (in the division or country around it), near, side.
        km: The distance that the text gives, None if it gives none.
        bearing: The side that the text gives, in degrees from north; None if it gives none.
        seat: Whether its name is that of a first-level division too: في حلب may be the governorate.
    """

    place: Place
    name: str
    relation: str
    km: float | None = None
    bearing: float | None = None
    seat: bool = False


class Evidence(NamedTuple):
    """What an article says about where one of its places lies.

    Attributes:
        countries: Weight of each country in the article, by ISO code.
        adjectives: Countries whose adjective follows the name: طرابلس اللبنانية.
        anchors: Places that the name is put in or beside.
        located: Other places of the article that are located, no countries.
        features: Precision classes that the nouns before the name give: قرية: town.
        village: Whether a noun before it calls it a village.
    """

    countries: dict[str, float]
    adjectives: frozenset[str]
    anchors: tuple[Anchor, ...]
    located: Sequence[tuple[str, Place]]
    features: frozenset[str]
    village: bool


class Choice(NamedTuple):
    """The place chosen, why in a few words, and whether a division of the name lies there too."""

    place: Place
    reason: str
    seat: bool = False


class _Near(NamedTuple):
    """The nearest other place of the article, and what nearness says for a place."""

    name: str
    km: float
    score: float


class _Scored(NamedTuple):
    place: Place
    score: float
    shown: bool
    reason: str
    misfit: bool = False  # the article puts it in or by a place where it is not


def choose_place(candidates: Sequence[Place], evidence: Evidence) -> Choice | None:
    """Return the place that a name means in an article; None where that does not show.

    Args:
        candidates: What the name can mean, as `Atlas.find` gives it.
        evidence: What the article says.
    """
    settled = settle_state(candidates, evidence.countries)
    if not settled:
        return None
    clusters = group_places(_drop_hamlets(settled, evidence))
    best = sorted(
        (max(_score_cluster(c, evidence), key=_rank) for c in clusters),
        key=_rank,
        reverse=True,
    )
    if not best:
        return None
    first = _find_dominant(best, evidence) or best[0]
    if first is best[0] and len(best) > 1 and first.score - best[1].score < MARGIN:
        known = _is_known(first.place)
        if not known or first.place.population < DOMINANCE * best[1].place.population:
            return None
    alone = all(one is first or one.place.source not in KNOWN_SOURCES for one in best)
    if not _is_believable(first, evidence, alone=alone):
        return None
    count = "only one of the name" if len(best) == 1 else f"best of {len(best)} of the name"
    reason = "; ".join(part for part in (count, first.reason) if part)
    return Choice(first.place, reason, _is_seat(first.place, candidates))


def _drop_hamlets(places: Sequence[Place], evidence: Evidence) -> Sequence[Place]:
    """Return the places without those of added tables that bear the name of a state or capital.

    They are kept where the article calls the place a village.
    """
    great = any(p.kind in ("country", "capital") or not p.country or p.known for p in places)
    if evidence.village or not great:
        return places
    return [place for place in places if place.source in KNOWN_SOURCES]


def _is_seat(place: Place, candidates: Sequence[Place]) -> bool:
    return any(p.kind == "division" and is_same(p, place) for p in candidates)


def _find_dominant(best: list[_Scored], evidence: Evidence) -> _Scored | None:
    """Return the big town that is meant though a village of the name lies in a country named.

    None where the village is shown to be meant, or lies in a country that the article is about,
    or nothing is so much bigger.
    """
    first = best[0]
    if first.shown or first.place.kind != "town" or first.place.listed:
        return None
    size = DOMINANCE * max(first.place.population, 1)
    bigger = [other for other in best[1:] if other.place.population >= size]
    known = next((o for o in bigger if o.place.known or o.place.kind == "capital"), None)
    weights = evidence.countries
    weight = weights.get(first.place.country, 0.0)
    if known is not None or weight >= 0.5 * max(weights.values(), default=1.0):
        return known
    return next((o for o in bigger if o.place.population >= KNOWN_POPULATION), None)


def _rank(scored: _Scored) -> float:
    return scored.score


def _share_size(cluster: list[Place]) -> list[Place]:
    """Return the readings of one place, its seats and towns with the size of the biggest."""
    size = max(place.population for place in cluster)
    return [
        place._replace(population=size) if place.kind in ("capital", "town") else place
        for place in cluster
    ]


def _score_cluster(cluster: list[Place], evidence: Evidence) -> Iterator[_Scored]:
    """Yield how well each reading of one place fits; where it lies is that of the place as a whole.

    So the middle of a wide governorate is no worse a reading than its seat.
    """
    found = [_find_near(place, evidence) for place in cluster]
    near = max((n for n in found if n is not None), key=lambda n: n.score, default=None)
    sides = [max(_score_side(p, a) for p in cluster) for a in evidence.anchors]
    for place in _share_size(cluster):
        scored = _score(place, evidence, near)
        yield scored._replace(score=scored.score + sum(sides))


def _score(place: Place, evidence: Evidence, near: _Near | None) -> _Scored:
    """Return how well a place fits, whether the article itself shows it, and the reason."""
    score = _PRIOR[place.kind] + 0.35 * math.log10(place.population + 1)
    score += _score_features(place, evidence)
    if place.source not in KNOWN_SOURCES and not evidence.village:
        score -= UNKNOWN
    shown = misfit = said = False
    reasons = []
    weight = evidence.countries.get(place.country, 0.0)
    if weight and place.kind != "country":
        small = place.kind == "town" and place.population < VILLAGE_POPULATION
        score += (0.5 if small else 1.0) * min(weight, 5.0)
        reasons.append(f"{place.country} named")
    if evidence.adjectives:
        fits = place.country in evidence.adjectives
        score += 5 if fits else -5
        shown = said = shown or fits
    for anchor in evidence.anchors if place.kind != "country" else ():
        fits = _fits_anchor(place, _narrow(anchor, evidence))
        misfit = misfit or not fits
        score += 4 if fits else -5
        if fits:
            shown = said = True
            reasons = [f"{_name_relation(anchor)} {anchor.name}"]
    if near is not None and place.kind in (*_LOCAL, "capital"):
        score += near.score
        if near.km <= SHOWN_KM:
            shown = True
            reasons.append(f"{near.km:.0f} km from {near.name}")
    # Nearness to some other place says less than where the article itself puts a village.
    village = place.kind in ("town", "site") and place.population < TOWN_POPULATION
    shown = shown and (said or not misfit or not village)
    return _Scored(place, score, shown, "; ".join(reasons[:2]), misfit)


def _narrow(anchor: Anchor, evidence: Evidence) -> Anchor:
    """Return the anchor of a quarter as what holds it: حي صبر في شمال عدن lies in Aden."""
    side = anchor.relation == "side" and anchor.km is None
    if side and "point" in evidence.features and anchor.place.kind in ("town", "capital"):
        return anchor._replace(relation="in")
    return anchor


def _name_relation(anchor: Anchor) -> str:
    inside = anchor.relation in ("in", "wide") or anchor.place.kind == "country"
    return "in" if inside else "by"


def _score_features(place: Place, evidence: Evidence) -> float:
    if not evidence.features:
        return 0.0
    wide = evidence.features & {"governorate", "district", "region"}
    if place.kind in ("division", "district"):
        return 2.0 if wide else -1.0
    if place.kind in ("town", "capital"):
        score = 2.0 if "town" in evidence.features else -0.5
        small = evidence.village and place.population > VILLAGE_POPULATION
        return -2.0 if small else score
    if place.kind == "site":
        return 1.5 if "point" in evidence.features else 0.0
    return 0.0


def _fits_anchor(place: Place, anchor: Anchor) -> bool:
    """Whether a place lies as the text says: within the other, or as far from it."""
    other = anchor.place
    if other.kind == "country":
        return place.country == other.country
    km = measure_km(place, other)
    if anchor.km is not None and anchor.km <= MAX_GIVEN_KM:
        # Newspapers round, and measure from the edge of a town.
        return abs(km - anchor.km) <= max(10.0, 0.5 * anchor.km)
    if place.country != other.country:
        return anchor.relation in ("near", "side") and km <= BORDER_KM
    if place.kind == "region":
        return True
    wide = anchor.relation == "wide" or other.kind == "division"
    wide = wide or (anchor.seat and anchor.relation in ("in", "side"))
    if wide and place.admin1 and other.admin1 and ":" not in place.admin1 + other.admin1:
        return place.admin1 == other.admin1
    radius = max(_RADIUS[other.precision], _RADIUS["governorate"] if wide else 0)
    return km <= radius + _REACH.get(anchor.relation, 0)


def _score_side(place: Place, anchor: Anchor) -> float:
    """Return whether a place lies on the side that the text says: غرب حلب, ريف إدلب الجنوبي.

    What lies at the middle of the other lies on no side of it.
    """
    if anchor.bearing is None or measure_km(place, anchor.place) < MIDDLE_KM:
        return 0.0
    north = place.lat - anchor.place.lat
    east = (place.lon - anchor.place.lon) * math.cos(math.radians(place.lat))
    angle = abs(math.degrees(math.atan2(east, north)) - anchor.bearing) % 360
    angle = min(angle, 360 - angle)
    return 1.0 if angle <= 60 else 0.0 if angle <= 100 else -1.0


def _find_near(place: Place, evidence: Evidence) -> _Near | None:
    """Return the nearest other located place that is no country or wide region.

    Several places around it say more than one.
    """
    if place.kind not in (*_LOCAL, "capital"):
        return None
    supported = evidence.countries.get(place.country, 0.0) >= SUPPORT
    found = sorted(
        (measure_km(place, other), name)
        for name, other in evidence.located
        if other.kind in _LOCAL and (other.country == place.country or supported)
    )
    if not found:
        return None
    around = sum(km <= AROUND_KM for km, _ in found[1:4])
    return _Near(found[0][1], found[0][0], _score_distance(found[0][0]) + 0.3 * around)


def _score_distance(km: float) -> float:
    if km <= SHOWN_KM:
        return 2.6 - km / 80
    if km <= 250:
        return 0.7
    return 0.0 if km <= 500 else -0.7


def _is_believable(best: _Scored, evidence: Evidence, *, alone: bool) -> bool:
    """Whether more than the name speaks for a place.

    Listed countries, capitals, regions and sites need nothing more, unless the article puts them
    elsewhere. A town or a division needs its country named, or a place beside it, or to be the
    only one of its name in an article that names no country; a village that lies far from every
    other place of the article is more likely one that no list has.
    """
    place = best.place
    if place.kind == "division" and evidence.features == {"town"}:
        return False  # مدينة كيبيك is not the province
    if best.score < (0 if evidence.village else MISFIT) or (best.misfit and not best.shown):
        return False
    if best.shown or place.kind in ("country", "capital", "region"):
        return True
    supported = evidence.countries.get(place.country, 0.0) >= SUPPORT
    silent = alone and max(evidence.countries.values(), default=0.0) < SPOKEN
    if place.kind in ("site", "division", "district"):
        return supported or silent
    known = _is_known(place)
    if not supported:
        return known or (silent and place.population >= VILLAGE_POPULATION)
    return known or _is_plausible_town(place, evidence)


def _is_known(place: Place) -> bool:
    return place.known or place.population >= KNOWN_POPULATION


def _is_plausible_town(place: Place, evidence: Evidence) -> bool:
    """Whether a town of a country that is named may be meant though nothing lies beside it."""
    if evidence.village:
        return False
    near = _find_near(place, evidence)
    big = place.population >= TOWN_POPULATION
    return near is None or near.km <= 300 or big
