"""The gazetteer: towns of the world with their names in Arabic script, from GeoNames.

    gazetteer = load_gazetteer()
    gazetteer.find("درنه")           # towns of exactly this folded name, the most populous first
    gazetteer.find_variants("رقه")   # the same with the article added or dropped: الرقة
    gazetteer.starts("تل")           # the most words a name beginning with this folded word has

A key is the name folded (`rawi.text.normalise.fold`), its words joined by one space, without its
feature noun (`مدينة`). To scan a text, ask `starts` of each token's key first: it is one dictionary
look-up and 0 for most words, so `find` is asked only of runs that can be names. Many names are also
common words (الباب, كان): `lexica/places/ambiguous.tsv` lists those that need evidence.

The data is one file beside this module, compiled from GeoNames (CC BY 4.0) by
`tools/compile_places.py`; docs/places.md tells how. It is loaded on the first call of
`load_gazetteer`, in about 60 ms.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from rawi.errors import PlacesError
from rawi.lexica.tables import load_table

FILE = Path(__file__).parent / "data" / "towns.idx"
FORMAT = b"rawi.places/1"
RECOMPILE = "Reinstall rawi, or make the file anew: python tools/compile_places.py"


class Town(NamedTuple):
    """A populated place of the gazetteer.

    Attributes:
        geonames: Its identifier in GeoNames.
        lat: Latitude, WGS84 degrees.
        lon: Longitude, WGS84 degrees.
        country: ISO 3166-1 alpha-2 code.
        admin1: GeoNames code of the first-level division, within the country; may be empty.
        population: Inhabitants; 0 where GeoNames does not know.
        name: Its name in Latin letters, as GeoNames has it.
    """

    geonames: int
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    name: str


class Gazetteer:
    """Towns by folded name.

    Args:
        towns: One line a town, tab-separated in the order of `Town`, the most populous first.
        names: Folded name -> numbers of its towns in `towns`, joined by commas.
    """

    def __init__(self, towns: Sequence[str], names: Mapping[str, str]) -> None:
        self._towns = towns
        self._names = names
        self._starts: dict[str, int] = {}
        for name in names:
            first, _, rest = name.partition(" ")
            words = rest.count(" ") + 2 if rest else 1
            if words > self._starts.get(first, 0):
                self._starts[first] = words

    def __len__(self) -> int:
        """Return the number of towns."""
        return len(self._towns)

    def __iter__(self) -> Iterator[Town]:
        """Yield the towns, the most populous first."""
        return map(_make_town, self._towns)

    def find(self, key: str) -> tuple[Town, ...]:
        """Return the towns of exactly this folded name, the most populous first."""
        numbers = self._names.get(key)
        if numbers is None:
            return ()
        return tuple(_make_town(self._towns[int(number)]) for number in numbers.split(","))

    def find_variants(self, key: str) -> tuple[Town, ...]:
        """Return the towns of a name, or else of the name with the article added or dropped."""
        return self.find(key) or self.find(key[2:] if key.startswith("ال") else "ال" + key)

    def starts(self, first: str) -> int:
        """Return the most words that a name beginning with this folded word has; 0 if none does."""
        return self._starts.get(first, 0)


def _make_town(line: str) -> Town:
    geonames, lat, lon, country, admin1, population, name = line.split("\t")
    return Town(int(geonames), float(lat), float(lon), country, admin1, int(population), name)


def pack_gazetteer(rows: Iterable[Sequence[str]], keys: Mapping[str, Iterable[int]]) -> bytes:
    """Return the bytes of a gazetteer file.

    One header line (format, SHA-256 of the payload, its length), then the payload compressed
    (zlib): the towns, an empty line, the names, in UTF-8.

    Args:
        rows: The cells of each town, in the order of `Town`.
        keys: Folded name -> numbers of its towns in `rows`.
    """
    towns = "\n".join("\t".join(row) for row in rows)
    names = "\n".join(f"{key}\t{','.join(map(str, keys[key]))}" for key in sorted(keys))
    payload = f"{towns}\n\n{names}".encode()
    digest = sha256(payload).hexdigest().encode()
    header = b"%s %s %d\n" % (FORMAT, digest, len(payload))
    return header + zlib.compress(payload, 9)


def unpack_gazetteer(data: bytes, where: str) -> Gazetteer:
    """Return the gazetteer that a file's bytes hold.

    Raises:
        PlacesError: the format is another, or the payload is not the one that was packed.
    """
    header, _, packed = data.partition(b"\n")
    fields = header.split(b" ")
    if fields[0] != FORMAT or len(fields) != 3:
        raise PlacesError(f"{where}: begins with {header[:20]!r}, not {FORMAT!r}. {RECOMPILE}")
    try:
        payload = zlib.decompress(packed)
    except zlib.error as error:
        raise PlacesError(f"{where}: is damaged ({error}). {RECOMPILE}") from error
    if sha256(payload).hexdigest().encode() != fields[1]:
        raise PlacesError(f"{where}: is damaged (SHA-256 differs). {RECOMPILE}")
    towns, _, names = payload.decode("utf-8").partition("\n\n")
    return Gazetteer(
        towns.split("\n") if towns else [],
        dict(line.split("\t") for line in names.split("\n") if line),
    )


@cache
def _load_joined() -> tuple[str, ...]:
    return tuple(row["form"] for row in load_table("places/joined"))


def spell_name(name: str) -> list[str]:
    """Return a name as given, and with its first word joined or parted: ديرالزور, كفر نبل."""
    first, _, rest = name.partition(" ")
    spellings = [name]
    if rest and " " not in rest and first in _load_joined():
        spellings.append(first + rest)
    for head in _load_joined():
        if not rest and name.startswith(head) and len(name) >= len(head) + 3:
            spellings.append(f"{head} {name[len(head) :]}")
    return spellings


@cache
def load_gazetteer(path: Path = FILE) -> Gazetteer:
    """Return the gazetteer of the package, loaded once.

    Raises:
        PlacesError: the file is missing, damaged, or of another format.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlacesError(f"{path}: cannot be read: {error.strerror}. {RECOMPILE}") from error
    return unpack_gazetteer(data, str(path))
