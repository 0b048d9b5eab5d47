"""One place of a gazetteer that a user adds, as every reader of such files yields it."""

from functools import cache
from typing import NamedTuple

from rawi.lexica.tables import load_table

# Why a row is left out. Each is counted; docs/places.md tells what they mean.
BAD_ROW = "wrong number of cells"
BAD_LETTERS = "not UTF-8"
BAD_POINT = "bad coordinates"
BAD_COUNTRY = "no country code"
NO_KIND = "kind not placed"
NO_LONGER = "no longer current"
NO_ARABIC = "no name in Arabic letters"
SAME = "same place again"


class PlaceRow(NamedTuple):
    """A row that can be used.

    Attributes:
        line: Where it stands.
        source: Its identifier in the gazetteer that it comes from.
        name: Its name in Latin letters, or the first that it has.
        names: Every name in Arabic letters, cleaned.
        country: ISO 3166-1 alpha-2 code.
        lat: Latitude, WGS84 degrees.
        lon: Longitude, WGS84 degrees.
        kind: `town`, `division`, `district`, `region` or `site`.
        precision: What the point stands for.
        admin1: Code of the first-level division in its gazetteer; may be empty.
        population: Inhabitants; 0 where not known.
        geonames: Its identifier in GeoNames, None where not known.
        wikidata: Its identifier in Wikidata, None where not known.
    """

    line: int
    source: str
    name: str
    names: tuple[str, ...]
    country: str
    lat: float
    lon: float
    kind: str
    precision: str
    admin1: str
    population: int
    geonames: int | None
    wikidata: str | None


class SkippedRow(NamedTuple):
    """A row that is left out: where it stands, and why."""

    line: int
    reason: str


@cache
def _load_kinds() -> dict[str, tuple[str, str]]:
    return {row["form"]: (row["kind"], row["precision"]) for row in load_table("places/kinds")}


def find_kind(code: str) -> tuple[str, str] | None:
    """Return (kind, precision) of a feature code (`P.PPL`) or placetype; None if it is not placed.

    A code that is not listed is what its class is.
    """
    kinds = _load_kinds()
    found = kinds.get(code) or kinds.get(code.partition(".")[0])
    return found if found is not None and found[0] != "none" else None


def parse_point(lat: str, lon: str) -> tuple[float, float] | None:
    """Return the coordinates of two cells, None if they are none or stand for unknown (0, 0)."""
    try:
        point = float(lat), float(lon)
    except ValueError:
        return None
    inside = -90 <= point[0] <= 90 and -180 <= point[1] <= 180
    return point if inside and point != (0.0, 0.0) else None


def parse_count(cell: str) -> int:
    """Return a whole number that is not negative; 0 for anything else."""
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 12 else 0


def parse_geonames(cell: str) -> int | None:
    """Return an identifier of GeoNames, None for an empty or impossible one."""
    return parse_count(cell) or None


def parse_wikidata(cell: str) -> str | None:
    """Return an identifier of Wikidata (`Q1146939`), None for an empty or impossible one."""
    return cell if cell[:1] == "Q" and cell[1:].isascii() and cell[1:].isdigit() else None
