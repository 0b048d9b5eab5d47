"""Everything that a place name can mean: lexica, gazetteer and added tables, as one look-up."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, cast

from rawi.lexica.tables import Row, load_table
from rawi.model import Precision
from rawi.places.added import AddedPlace, AddedTable, load_added
from rawi.places.gazetteer import Gazetteer, Town, load_gazetteer
from rawi.text.normalise import fold

# The gazetteers that the program brings, as against tables that a user adds.
KNOWN_SOURCES = ("rawi", "geonames")
# How far the points of one place differ between gazetteers.
SAME_DEGREES = {
    "point": 0.02,
    "town": 0.05,
    "district": 0.5,
    "governorate": 2.0,
    "region": 2.0,
    "country": 90.0,
}


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
        wikidata: Its identifier in Wikidata, None where not known.
        source: `rawi` for the lexica, `geonames` for the gazetteer, else the table that was added.
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
    wikidata: str | None = None
    source: str = "rawi"


class Atlas:
    """Places by folded name: those of the lexica first, the gazetteer's, those of added tables."""

    def __init__(
        self,
        listed: dict[str, tuple[Place, ...]],
        gazetteer: Gazetteer,
        added: Sequence[AddedTable] = (),
    ) -> None:
        self._listed = listed
        self._gazetteer = gazetteer
        self._added = added

    def find(self, key: str) -> tuple[Place, ...]:
        """Return what a folded name can mean; empty for an unknown name.

        A name that is not known is tried with the article added or dropped; the tables that were
        added are asked apart, so that a hamlet called رقة does not hide الرقة.
        """
        other = key[2:] if key.startswith("ال") else "ال" + key
        own = self._find_own(key) or self._find_own(other)
        if not self._added:
            return own
        return _drop_same(own, self._find_added(key) or self._find_added(other))

    def _find_own(self, key: str) -> tuple[Place, ...]:
        towns = tuple(_make_town(town) for town in self._gazetteer.find(key))
        return self._listed.get(key, ()) + towns

    def _find_added(self, key: str) -> tuple[Place, ...]:
        return tuple(
            _make_added(place, table.card.name)
            for table in self._added
            for place in table.find(key)
        )

    def list_tables(self) -> tuple[str, ...]:
        """Return the tables that were added, each with the SHA-256 of what it holds."""
        return tuple(f"{table.card.name} sha256:{table.card.sha256}" for table in self._added)

    def find_country(self, key: str) -> Place | None:
        """Return the country of a folded name, None if it names none.

        A name that is another country's capital too (عمان) names none by itself.
        """
        listed = self._listed.get(key, ())
        state = next((place for place in listed if place.kind == "country"), None)
        if state is None or find_other_capital(listed, state) is not None:
            return None
        return state


def find_other_capital(places: Iterable[Place], state: Place) -> Place | None:
    """Return the capital of another country than `state` among places of one name."""
    return next((p for p in places if p.kind == "capital" and p.country != state.country), None)


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
        source="geonames",
    )


def _make_added(place: AddedPlace, table: str) -> Place:
    return Place(
        *place[:5],
        cast(Precision, place.precision),
        place.admin1,
        place.population,
        place.geonames,
        wikidata=place.wikidata,
        source=table,
    )


def _drop_same(own: tuple[Place, ...], added: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places of the program, and those of tables that are none of them, each once.

    A place is another's if they share an identifier and a precision, or lie in one country, are of
    one kind and as near as the points of one place differ between gazetteers. The first stays, and
    takes the identifier in Wikidata that the other has.
    """
    kept = list(own)
    for place in added:
        at = next((i for i, known in enumerate(kept) if _is_one(known, place)), None)
        if at is None:
            kept.append(place)
        elif kept[at].wikidata is None and place.wikidata is not None:
            kept[at] = kept[at]._replace(wikidata=place.wikidata)
    return tuple(kept)


def _is_one(known: Place, place: Place) -> bool:
    if known.precision != place.precision or known.country != place.country:
        return False
    if None is not known.geonames == place.geonames or None is not known.wikidata == place.wikidata:
        return True
    if known.source not in KNOWN_SOURCES:
        return False
    reach = SAME_DEGREES[place.precision]
    return abs(known.lat - place.lat) <= reach and abs(known.lon - place.lon) <= reach


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


def iter_known_places() -> Iterator[Place]:
    """Yield the places that the program brings: those of the lexica, then of the gazetteer."""
    yield from (place for _, place in _iter_listed())
    yield from (_make_town(town) for town in load_gazetteer())


@cache
def load_atlas() -> Atlas:
    """Return the places of the lexica, the gazetteer and the tables added, loaded once.

    Raises:
        PlacesError: the gazetteer or a table is missing, damaged, or of another format.
        LexiconError: a table of places is missing or wrong.
    """
    listed: dict[str, list[Place]] = {}
    for key, place in _iter_listed():
        listed.setdefault(key, []).append(place)
    own = {key: tuple(places) for key, places in listed.items()}
    return Atlas(own, load_gazetteer(), load_added())


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
