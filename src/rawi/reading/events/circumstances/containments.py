"""Which places of an article its words put in which: قرية X بريف Y in Z."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rawi.model import Mention
from rawi.reading.places.links import Link

if TYPE_CHECKING:
    from rawi.reading.events.scenes import Scene

# How wide a place is, by the precision of its location.
WIDTHS = {"point": 0, "town": 1, "district": 2, "governorate": 3, "region": 4, "country": 5}
# Of a place without location: narrower than a town, as likely a village or a quarter.
_UNKNOWN = 0.5
_COUNTRY = WIDTHS["country"]

# Places that lie in one that lies in another: keeps the search short.
_MOST_STEPS = 4


def find_around(mentions: list[Mention], links: Mapping[str, Link]) -> dict[str, frozenset[str]]:
    """Return for each place the places that the text puts it in, and those that these lie in.

    Args:
        mentions: The mentions of the article.
        links: What each is put in or beside, by mention.
    """
    nearest: dict[str, set[str]] = {}
    for mention in mentions:
        link = links.get(mention.id)
        if link is not None and link.relation != "near":
            nearest.setdefault(mention.entity, set()).add(link.entity)
    return {entity: _find_all(entity, nearest) for entity in nearest}


def _find_all(entity: str, nearest: dict[str, set[str]]) -> frozenset[str]:
    """Return what a place lies in, step by step."""
    reached, seen = {entity}, {entity}
    for _ in range(_MOST_STEPS):
        reached = {outer for inner in reached for outer in nearest.get(inner, ())} - seen
        seen |= reached
    return frozenset(seen - {entity})


def lies_in(scene: "Scene", inner: str, outer: str) -> bool:
    """Whether a place lies in another, as the text says or as is known of a country.

    A town may be in the town whose name its province bears (قرية X بريف حلب).
    """
    width, limit = _find_width(scene, inner), _find_width(scene, outer)
    in_town = width == limit == WIDTHS["town"]
    if width >= _COUNTRY or not (width < limit or in_town):
        return False
    return _is_in_country(scene, inner, outer) or outer in scene.places_around.get(inner, ())


def _find_width(scene: "Scene", entity: str) -> float:
    location = scene.entities[entity].location
    return _UNKNOWN if location is None else WIDTHS[location.precision]


def _is_in_country(scene: "Scene", inner: str, outer: str) -> bool:
    """Whether a place is known to lie in a country."""
    place, country = (scene.entities[entity].location for entity in (inner, outer))
    if place is None or country is None or country.precision != "country":
        return False
    return place.country == country.country
