"""Entities with their names in Latin letters."""

import unicodedata

from msgspec import structs

from rawi.language.transliteration import NameKind, transliterate
from rawi.model import Entity
from rawi.places.gazetteer import load_gazetteer
from rawi.text.normalise import fold

_KINDS: dict[str, NameKind] = {
    "person": "person",
    "organization": "body",
    "armed_group": "body",
    "place": "place",
}


def spell_entity(entity: Entity) -> Entity:
    """Return an entity with `latin`; one that is only described stays without.

    A town of GeoNames has the name that GeoNames gives it, unless the press has another.
    """
    kind = _KINDS.get(entity.type)
    if kind is None:
        return entity
    latin = transliterate(entity.name, kind, known=_find_town(entity))
    return structs.replace(entity, latin=latin or None)


def _find_town(entity: Entity) -> str | None:
    if entity.links.geonames is None:
        return None
    towns = load_gazetteer().find_variants(fold(entity.name))
    names = (town.name for town in towns if town.geonames == entity.links.geonames)
    plain = (unicodedata.normalize("NFKD", name).encode("ascii", "ignore") for name in names)
    return next((name.decode() for name in plain if name), None)
