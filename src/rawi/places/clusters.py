"""Which readings of a name are of one place, and how far places lie apart."""

import math
from collections.abc import Iterable

from rawi.places.atlas import Place

SAME_KM = 25
# The seat of a wide division (the Algerian wilaya of Ouargla) lies this far from its middle.
SEAT_KM = 160


def measure_km(one: Place, other: Place) -> float:
    """Return the distance of two places along the earth's surface, in km."""
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    lon = math.radians(other.lon - one.lon)
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin(lon / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def group_places(places: Iterable[Place]) -> list[list[Place]]:
    """Return the places grouped: a town listed twice, a division and its seat are one."""
    clusters: list[list[Place]] = []
    for place in places:
        for cluster in clusters:
            if any(is_same(place, other) for other in cluster):
                cluster.append(place)
                break
        else:
            clusters.append([place])
    return clusters


def is_same(one: Place, other: Place) -> bool:
    """Whether two readings of a name are of one place: close by, or a division and its seat."""
    if one.country != other.country:
        return False
    if "country" in (one.kind, other.kind):
        return True
    divisions = ("division", "district")
    if one.kind in divisions or other.kind in divisions:
        return one.admin1 == other.admin1 != "" or measure_km(one, other) <= SEAT_KM
    return measure_km(one, other) <= SAME_KM
