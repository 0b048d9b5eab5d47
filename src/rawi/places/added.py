"""The tables of places that a user adds: one SQLite file each, asked by folded name.

Nothing of a table is held in memory but what was asked for, so that a dump of any size may be
added. `rawi.places.adding` makes the files.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from rawi.errors import PlacesError
from rawi.places.folders import find_tables_folder

FORMAT = "rawi.places.added/1"
SUFFIX = ".places"
# More namesakes than these are told apart by nothing that an article says.
MAX_NAMESAKES = 100
_COLUMNS = "name, country, lat, lon, kind, precision, admin1, population, geonames, wikidata"
_FIND = (
    f"SELECT {_COLUMNS} FROM names JOIN places ON places.id = names.place WHERE key = ? "
    f"ORDER BY population DESC, places.id LIMIT {MAX_NAMESAKES}"
)


class AddedPlace(NamedTuple):
    """A place of a table; the fields are those of `rawi.places.records.PlaceRow`."""

    name: str
    country: str
    lat: float
    lon: float
    kind: str
    precision: str
    admin1: str
    population: int
    geonames: int | None
    wikidata: str | None


class TableCard(NamedTuple):
    """What a table says of itself.

    Attributes:
        name: Its name; locations that come from it carry it.
        source: `GeoNames` or `Who's On First`.
        file: The file that it was made of, without its folder.
        sha256: Of what it holds; the same places and names give the same.
        places: How many places it holds.
        names: How many folded names.
        skipped: Rows that were left out: reason -> (how many, line of the first).
    """

    name: str
    source: str
    file: str
    sha256: str
    places: int
    names: int
    skipped: dict[str, tuple[int, int]]


class AddedTable:
    """A table of places, opened for reading.

    Raises:
        PlacesError: the file is damaged, or of another format.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            # Never written after it was made, so that no lock is needed, also on a read-only disk.
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._base = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._complain(f"cannot be opened ({error})") from error
        try:
            meta = dict(self._base.execute("SELECT key, value FROM meta"))
            skipped = self._base.execute("SELECT * FROM skipped ORDER BY reason")
            self.card = _read_card(meta, {r: (n, first) for r, n, first in skipped}, path)
        except (sqlite3.Error, KeyError, ValueError) as error:
            self.close()
            raise self._complain(f"is damaged ({error})") from error
        # As many names as an article of some length has; the least recently asked one goes.
        self.find = lru_cache(maxsize=4096)(self._find)

    def _find(self, key: str) -> tuple[AddedPlace, ...]:
        """Return the places of exactly this folded name, the most populous first.

        Raises:
            PlacesError: the file is damaged.
        """
        try:
            return tuple(AddedPlace(*row) for row in self._base.execute(_FIND, (key,)))
        except sqlite3.Error as error:
            raise self._complain(f"is damaged ({error})") from error

    def _complain(self, what: str) -> PlacesError:
        name = self._path.stem
        return PlacesError(
            f"{self._path}: {what}. Remove it with: rawi places remove {name}; then add its "
            "gazetteer again."
        )

    def close(self) -> None:
        """Close the file."""
        self._base.close()


def _read_card(meta: dict[str, str], skipped: dict[str, tuple[int, int]], path: Path) -> TableCard:
    if meta["format"] != FORMAT:
        raise ValueError(f"its format is {meta['format']!r}, this program reads {FORMAT!r}")
    counts = int(meta["places"]), int(meta["names"])
    return TableCard(path.stem, meta["source"], meta["file"], meta["sha256"], *counts, skipped)


def find_table_files(folder: Path | None = None) -> list[Path]:
    """Return the files of the tables that were added, by name."""
    folder = find_tables_folder() if folder is None else folder
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise PlacesError(
            f"{folder}: cannot be read: {error.strerror}. Set RAWI_DATA to a folder that can."
        ) from error


@contextmanager
def open_table(path: Path) -> Iterator[AddedTable]:
    """Open a table for as long as it is asked.

    Raises:
        PlacesError: the file is damaged, or of another format.
    """
    table = AddedTable(path)
    try:
        yield table
    finally:
        table.close()


@cache
def load_added() -> tuple[AddedTable, ...]:
    """Return the tables of the user's data folder, by name, opened once.

    Raises:
        PlacesError: a table is damaged, or of another format.
    """
    return tuple(AddedTable(path) for path in find_table_files())
