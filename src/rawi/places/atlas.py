"""Everything that a place name can mean: the lexica of places and the gazetteer, as one look-up."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple, cast

from rawi.lexica.tables import Row, load_table
from rawi.model import Precision
from rawi.places.gazetteer import Gazetteer, Town, load_gazetteer
from rawi.text.normalise import fold


class Place(NamedTuple):
    """One thing that a name can mean.

    Attributes:
        name: As the lexicon lists it, or the Latin name of GeoNames.
        country: ISO 3166-1 alpha-2 code; empty for what lies in several.
        lat: Latitude, WGS84 degrees.
        lon: Longitude, WGS84 degrees.
        kind: `country`, `capital`, `division`, `district`, `region`, `site` or `town`.
        precision: What the point stands for.
        admin1: GeoNames code of the first-level division that it is or lies in; may be empty.
        population: Inhabitants; 0 where not known.
        geonames: Its identifier in GeoNames, None where not known.
        listed: Whether the lexica list it; False for the other towns of the gazetteer.
        known: Whether the press of any country names it without saying where it lies.
    """

    name: str
    country: str
    lat: float
    lon: float
    kind: str
    precision: Precision
    admin1: str = ""
    population: int = 0
    geonames: int | None = None
    listed: bool = False
    known: bool = False


class Atlas:
    """Places by folded name: those of the lexica first, then the towns of the gazetteer."""

    def __init__(self, listed: dict[str, tuple[Place, ...]], gazetteer: Gazetteer) -> None:
        self._listed = listed
        self._gazetteer = gazetteer

    def find(self, key: str) -> tuple[Place, ...]:
        """Return what a folded name can mean; empty for an unknown name.

        A name that is not known is tried with the article added or dropped.
        """
        return self._find_exactly(key) or self._find_exactly(
            key[2:] if key.startswith("ال") else "ال" + key
        )

    def _find_exactly(self, key: str) -> tuple[Place, ...]:
        towns = tuple(_make_town(town) for town in self._gazetteer.find(key))
        return self._listed.get(key, ()) + towns

    def find_country(self, key: str) -> Place | None:
        """Return the country of a folded name, None if it names none."""
        return next((p for p in self._listed.get(key, ()) if p.kind == "country"), None)


def _make_town(town: Town) -> Place:
    return Place(
        town.name,
        town.country,
        town.lat,
        town.lon,
        "town",
        "town",
        town.admin1,
        town.population,
        town.geonames,
    )


def _make_country(row: Row) -> Place:
    return _make_place(row, "country", "country")


def _make_capital(row: Row) -> Place:
    return _make_place(row, "capital", "town")


def _make_division(row: Row) -> Place:
    if row["level"] == "1":
        return _make_place(row, "division", "governorate")
    return _make_place(row, "district", "district")


def _make_region(row: Row) -> Place:
    return _make_place(row, "region", cast(Precision, row["precision"]))


def _make_site(row: Row) -> Place:
    return _make_place(row, "site", cast(Precision, row["precision"]))


def _make_listed_town(row: Row) -> Place:
    return _make_place(row, "town", "town")


def _make_place(row: Row, kind: str, precision: Precision) -> Place:
    geonames = row.get("geonames", "")
    return Place(
        row["canonical"],
        row["country"],
        float(row["lat"]),
        float(row["lon"]),
        kind,
        precision,
        row.get("admin1", ""),
        int(row.get("population", "") or 0),
        int(geonames) if geonames else None,
        listed=True,
        known=row.get("known") == "yes",
    )


_TABLES: tuple[tuple[str, Callable[[Row], Place]], ...] = (
    ("places/countries", _make_country),
    ("places/capitals", _make_capital),
    ("places/divisions", _make_division),
    ("places/regions", _make_region),
    ("places/sites", _make_site),
    ("places/towns", _make_listed_town),
)


def _iter_listed() -> Iterator[tuple[str, Place]]:
    for table, make in _TABLES:
        for row in load_table(table):
            yield fold(row["form"]), make(row)


@cache
def load_atlas() -> Atlas:
    """Return the places of the lexica and the gazetteer, loaded once.

    Raises:
        PlacesError: the gazetteer is missing, damaged, or of another format.
        LexiconError: a table of places is missing or wrong.
    """
    listed: dict[str, list[Place]] = {}
    for key, place in _iter_listed():
        listed.setdefault(key, []).append(place)
    return Atlas({key: tuple(places) for key, places in listed.items()}, load_gazetteer())


@cache
def load_nationalities() -> dict[str, str]:
    """Return folded nationality adjectives, without the article, with their country.

    Only those that name one country and rarely mean something else: not مالي (financial).
    """
    return {
        fold(row["form"]): row["country"]
        for row in load_table("places/nationalities")
        if row["country"] and row["ambiguous"] == "no"
    }


@cache
def load_ambiguous(needs: str | None = None) -> frozenset[str]:
    """Return folded names of places that are ordinary words or names of persons too.

    Args:
        needs: `head` for only those that are places behind a feature noun alone (`حي السلام`);
            `cue` for those that a preposition of place shows too; None for both.
    """
    rows = load_table("places/ambiguous")
    return frozenset(fold(row["form"]) for row in rows if needs in (None, row["needs"]))
