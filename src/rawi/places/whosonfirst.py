"""Reading a Who's On First table: one place a line, its columns named in a header.

Columns may stand in any order; those of `NEEDED` must be there, the others are used where given.
"""

from collections.abc import Iterable, Iterator

from rawi.errors import PlacesError
from rawi.places.records import (
    BAD_COUNTRY,
    BAD_LETTERS,
    BAD_POINT,
    BAD_ROW,
    NO_KIND,
    NO_LONGER,
    PlaceRow,
    SkippedRow,
    find_kind,
    parse_count,
    parse_geonames,
    parse_point,
    parse_wikidata,
)
from rawi.places.spellings import find_spellings

NEEDED = ("country", "wof_id", "placetype", "name", "name_ar", "lat", "lon")
USED = (
    *NEEDED, "name_ar_variants", "region_id", "geonames_id", "wikidata_id", "population",
    "is_current", "deprecated",
)  # fmt: skip


def is_table(header: str) -> bool:
    """Whether a first line names the columns of a Who's On First table."""
    return "wof_id" in header.split("\t")


def iter_places(lines: Iterable[tuple[int, bytes]], where: str) -> Iterator[PlaceRow | SkippedRow]:
    """Yield each row of a table, or why it is left out.

    Args:
        lines: The lines, the header first.
        where: The file, for the message of an error.

    Raises:
        PlacesError: the header lacks a column.
    """
    header: list[str] | None = None
    for number, line in lines:
        try:
            cells = line.decode("utf-8").split("\t")
        except UnicodeDecodeError:
            yield SkippedRow(number, BAD_LETTERS)
            continue
        if header is None:
            header = _read_header(cells, f"{where}:{number}")
        elif len(cells) != len(header):
            yield SkippedRow(number, BAD_ROW)
        else:
            yield _make_place(
                number, dict.fromkeys(USED, "") | dict(zip(header, cells, strict=True))
            )


def _read_header(cells: list[str], where: str) -> list[str]:
    missing = [column for column in NEEDED if column not in cells]
    if missing:
        raise PlacesError(
            f"{where}: the header lacks {', '.join(missing)}. A Who's On First table has "
            f"{', '.join(NEEDED)}, separated by tabs."
        )
    return cells


def _make_place(number: int, row: dict[str, str]) -> PlaceRow | SkippedRow:
    kind = find_kind(row["placetype"])
    if kind is None:
        return SkippedRow(number, NO_KIND)
    if row["deprecated"] or row["is_current"] == "0":
        return SkippedRow(number, NO_LONGER)
    point = parse_point(row["lat"], row["lon"])
    if point is None:
        return SkippedRow(number, BAD_POINT)
    country = row["country"]
    if len(country) != 2:
        return SkippedRow(number, BAD_COUNTRY)
    population = parse_count(row["population"])
    names = (row["name_ar"], *row["name_ar_variants"].split("|"), row["name"])
    region = row["region_id"]
    return PlaceRow(
        number, row["wof_id"], row["name"],
        tuple(find_spellings(names, country, population)), country,
        *point, *kind, f"wof:{region}" if parse_count(region) else "", population,
        parse_geonames(row["geonames_id"]), parse_wikidata(row["wikidata_id"]),
    )  # fmt: skip
