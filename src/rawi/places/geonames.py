"""Reading the dumps of GeoNames: a country (or the world), and its alternate names.

The columns are those of https://download.geonames.org/export/dump/readme.txt; there is no header.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rawi.places.records import (
    BAD_COUNTRY,
    BAD_LETTERS,
    BAD_POINT,
    BAD_ROW,
    NO_KIND,
    PlaceRow,
    SkippedRow,
    find_kind,
    parse_count,
    parse_geonames,
    parse_point,
    parse_wikidata,
)
from rawi.places.spellings import find_spellings

COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class",
    "feature code", "country code", "cc2", "admin1 code", "admin2 code", "admin3 code",
    "admin4 code", "population", "elevation", "dem", "timezone", "modification date",
)  # fmt: skip
NAME_COLUMNS = (
    "alternateNameId", "geonameid", "isolanguage", "alternate name", "isPreferredName",
    "isShortName", "isColloquial", "isHistoric", "from", "to",
)  # fmt: skip
_WIKIDATA = "wkdt"


class OtherName(NamedTuple):
    """A name of a place in Arabic letters, or its identifier in Wikidata."""

    geonames: int
    name: str
    wikidata: str | None


def is_dump(line: str) -> bool:
    """Whether a first line is one of a country dump."""
    cells = line.split("\t")
    return len(cells) == len(COLUMNS) and cells[0].isdigit() and len(cells[6]) <= 1


def iter_places(lines: Iterable[tuple[int, bytes]]) -> Iterator[PlaceRow | SkippedRow]:
    """Yield each row of a country dump, or why it is left out.

    A row without a name in Arabic letters is yielded with no names: the table of alternate names
    may have one.
    """
    for number, line in lines:
        try:
            cells = line.decode("utf-8").split("\t")
        except UnicodeDecodeError:
            yield SkippedRow(number, BAD_LETTERS)
            continue
        if len(cells) != len(COLUMNS) or not parse_geonames(cells[0]):
            yield SkippedRow(number, BAD_ROW)
            continue
        yield _make_place(number, cells)


def _make_place(number: int, cells: list[str]) -> PlaceRow | SkippedRow:
    kind = find_kind(f"{cells[6]}.{cells[7]}" if cells[7] else cells[6])
    if kind is None:
        return SkippedRow(number, NO_KIND)
    point = parse_point(cells[4], cells[5])
    if point is None:
        return SkippedRow(number, BAD_POINT)
    country = cells[8]
    if len(country) != 2:
        return SkippedRow(number, BAD_COUNTRY)
    population = parse_count(cells[14])
    names = find_spellings((cells[1], *cells[3].split(",")), country, population)
    admin1 = "" if cells[10] == "00" else cells[10]
    return PlaceRow(
        number, cells[0], cells[1], tuple(names), country, *point, *kind, admin1, population,
        parse_geonames(cells[0]), None,
    )  # fmt: skip


def iter_names(lines: Iterable[tuple[int, bytes]]) -> Iterator[OtherName | SkippedRow]:
    """Yield the names of the table of alternate names that are Arabic, or of no language given.

    Names that are no longer used are left out without a count, as are those of other languages.
    """
    for number, line in lines:
        cells = line.decode("utf-8", "replace").split("\t")
        # Older tables end after isHistoric.
        if len(cells) not in (8, len(NAME_COLUMNS)) or not parse_geonames(cells[1]):
            yield SkippedRow(number, BAD_ROW)
            continue
        geonames, language, name = int(cells[1]), cells[2], cells[3]
        if language == _WIKIDATA:
            wikidata = parse_wikidata(name)
            if wikidata is not None:
                yield OtherName(geonames, "", wikidata)
        elif language in ("ar", "") and cells[7] != "1":
            yield from (OtherName(geonames, form, None) for form in find_spellings([name], "", 0))
