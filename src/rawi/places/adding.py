"""Making a table of places from a gazetteer's file: read row by row, written to SQLite."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from rawi.errors import PlacesError
from rawi.lexica.tables import load_table
from rawi.places.added import FORMAT, SUFFIX, TableCard, open_table
from rawi.places.atlas import Place, iter_known_places
from rawi.places.dumps import iter_lines
from rawi.places.geonames import OtherName, is_dump, iter_names
from rawi.places.geonames import iter_places as iter_dump
from rawi.places.records import NO_ARABIC, SAME, PlaceRow, SkippedRow
from rawi.places.spellings import make_keys
from rawi.places.whosonfirst import is_table
from rawi.places.whosonfirst import iter_places as iter_table
from rawi.text.normalise import fold

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE skipped (reason TEXT PRIMARY KEY, rows INTEGER, first INTEGER) WITHOUT ROWID;
CREATE TABLE places (
    id INTEGER PRIMARY KEY, line INTEGER, source TEXT, name TEXT, country TEXT, lat REAL,
    lon REAL, kind TEXT, precision TEXT, admin1 TEXT, population INTEGER,
    geonames INTEGER UNIQUE, wikidata TEXT
);
CREATE INDEX wikidata ON places (wikidata, kind) WHERE wikidata IS NOT NULL;
CREATE TABLE names (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_INSERT = """
INSERT INTO places (
    line, source, name, country, lat, lon, kind, precision, admin1, population, geonames, wikidata
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
# Rows between two words about how far it is.
_STEP = 20_000
_FORMATS = "a GeoNames country dump (19 columns, no header) or a Who's On First table (with header)"

Progress = Callable[[int], None]


def add_table(  # one file, and what is said of it
    file: Path,
    folder: Path,
    *,
    name: str | None = None,
    names: Path | None = None,
    progress: Progress = lambda rows: None,
) -> TableCard:
    """Make a table of a gazetteer's file; one of the same name is replaced when it is done.

    Args:
        file: A GeoNames country dump or a Who's On First table, plain or compressed.
        folder: Where tables are kept.
        name: Name of the table; None for that of the file without its suffixes.
        names: GeoNames' table of alternate names.
        progress: Told the number of rows read, now and then.

    Raises:
        PlacesError: a file cannot be read, is no gazetteer, or holds no place with an Arabic name.
    """
    name = check_name(file.name.split(".")[0] if name is None else name)
    lines = iter_lines(file)
    source, rows = _open_gazetteer(file, lines, names)
    target = folder / f"{name}{SUFFIX}"
    draft = folder / f".{name}.{os.getpid()}.draft"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        builder = _Builder(draft, progress)
        try:
            builder.add_places(rows, nameless=names is not None)
            if names is not None:
                builder.add_names(iter_names(iter_lines(names)))
            builder.finish(source, file)
        finally:
            builder.close()
        os.replace(draft, target)
    except OSError as error:
        raise PlacesError(f"{target}: cannot be written: {error.strerror}") from error
    except sqlite3.Error as error:
        raise PlacesError(f"{target}: cannot be written: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
    with open_table(target) as table:
        return table.card


def check_name(name: str) -> str:
    """Return the name of a table.

    Raises:
        PlacesError: it is none that a file can have everywhere.
    """
    if not _NAME.fullmatch(name):
        raise PlacesError(
            f"{name!r} is no name for a table: use up to 64 of A-Z a-z 0-9 _ -, a letter or digit "
            "first. Give one with --name"
        )
    return name


def remove_table(name: str, folder: Path) -> None:
    """Remove a table.

    Raises:
        PlacesError: there is none of the name, or it cannot be removed.
    """
    path = folder / f"{check_name(name)}{SUFFIX}"
    try:
        path.unlink()
    except FileNotFoundError as error:
        raise PlacesError(
            f"there is no table {name!r} in {folder}. rawi places list names them"
        ) from error
    except OSError as error:
        raise PlacesError(f"{path}: cannot be removed: {error.strerror}") from error


def _open_gazetteer(
    file: Path, lines: Iterator[tuple[int, bytes]], names: Path | None
) -> tuple[str, Iterator[PlaceRow | SkippedRow]]:
    """Return what kind of gazetteer a file is, by its first line, and its rows."""
    first = next(lines, None)
    if first is None:
        raise PlacesError(f"{file}: is empty. Give {_FORMATS}")
    head = first[1].decode("utf-8-sig", "replace")
    every = chain([(first[0], head.encode())], lines)
    if is_dump(head):
        return "GeoNames", iter_dump(every)
    if is_table(head):
        if names is not None:
            raise PlacesError(f"{file}: alternate names are for a GeoNames dump; this is none.")
        return "Who's On First", iter_table(every, str(file))
    shown = " | ".join(head.split("\t"))[:80]
    raise PlacesError(
        f"{file}:{first[0]}: is no gazetteer that rawi reads: {len(head.split(chr(9)))} columns, "
        f"beginning {shown!r}. Give {_FORMATS}"
    )


@cache
def _load_known() -> dict[int, Place]:
    """Return the places that the program brings, by their identifier in GeoNames."""
    known: dict[int, Place] = {}
    for place in iter_known_places():
        if place.geonames is not None:
            known.setdefault(place.geonames, place)
    return known


@cache
def _load_divisions() -> dict[tuple[str, str], str]:
    """Return the codes of the first-level divisions that the program brings, by folded name."""
    rows = (row for row in load_table("places/divisions") if row["level"] == "1")
    return {(row["country"], fold(row["form"])): row["admin1"] for row in rows}


def _settle(row: PlaceRow) -> PlaceRow:
    """Return a place as the program has it, where it has it: one place, one point."""
    if row.kind in ("division", "district"):
        # The size of a division says nothing of how likely it is meant.
        row = row._replace(population=0)
    known = _load_known().get(row.geonames) if row.geonames is not None else None
    if known is None or known.country != row.country or known.precision != row.precision:
        return row
    return row._replace(
        lat=known.lat,
        lon=known.lon,
        admin1=known.admin1,
        population=max(row.population, known.population),
    )


class _Builder:
    """Writes one table."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        # A draft that a crash leaves is thrown away; no journal is needed.
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.executescript(_SCHEMA)
        self._base.execute("BEGIN")
        self._progress = progress
        self._skipped: dict[str, tuple[int, int]] = {}
        # First-level divisions that the program has too: their code there and here.
        self._divisions: dict[str, str] = {}

    def close(self) -> None:
        self._base.close()

    def _skip(self, reason: str, line: int) -> None:
        count, first = self._skipped.get(reason, (0, line))
        self._skipped[reason] = count + 1, first

    def add_places(self, rows: Iterable[PlaceRow | SkippedRow], *, nameless: bool) -> None:
        """Add the rows; those without a name in Arabic letters only if `nameless`."""
        for count, row in enumerate(rows, 1):
            if count % _STEP == 0:
                self._progress(count)
            if isinstance(row, SkippedRow):
                self._skip(row.reason, row.line)
            elif not row.names and not nameless:
                self._skip(NO_ARABIC, row.line)
            else:
                self._add(row)

    def _add(self, row: PlaceRow) -> None:
        settled = _settle(row)
        if row.kind == "division":
            self._note_division(row)
        same = self._find_same(settled)
        if same is None:
            cells = (row.line, row.source, row.name, *settled[4:])
            cursor = self._base.execute(_INSERT, cells)
            same = cursor.lastrowid
        else:
            self._skip(SAME, row.line)
        self._add_keys(make_keys(row.names, row.country), same)

    def _note_division(self, row: PlaceRow) -> None:
        """Note which first-level division of the program this one is, by identifier or name."""
        known = _load_known().get(row.geonames) if row.geonames is not None else None
        named = (_load_divisions().get((row.country, fold(name))) for name in row.names)
        code = known.admin1 if known is not None else next(filter(None, named), "")
        if code:
            self._divisions[row.source] = code

    def _find_same(self, row: PlaceRow) -> int | None:
        """Return the place of the table with the same identifier, None if there is none."""
        found = self._base.execute("SELECT id FROM places WHERE geonames = ?", (row.geonames,))
        same = found.fetchone()
        if same is None and row.wikidata is not None:
            both = (row.wikidata, row.kind)
            query = "SELECT id FROM places WHERE wikidata = ? AND kind = ?"
            same = self._base.execute(query, both).fetchone()
        return None if same is None else int(same[0])

    def _add_keys(self, keys: Iterable[str], place: int | None) -> None:
        rows = ((key, place) for key in keys)
        self._base.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", rows)

    def add_names(self, names: Iterable[OtherName | SkippedRow]) -> None:
        """Add names, and identifiers in Wikidata, to the places that the table has."""
        query = "SELECT id, country FROM places WHERE geonames = ?"
        for row in names:
            if isinstance(row, SkippedRow):
                self._skip(f"{row.reason} in the alternate names", row.line)
                continue
            found = self._base.execute(query, (row.geonames,)).fetchone()
            if found is None:
                continue
            if row.wikidata is not None:
                update = "UPDATE places SET wikidata = ? WHERE id = ?"
                self._base.execute(update, (row.wikidata, found[0]))
            else:
                self._add_keys(make_keys([row.name], found[1]), found[0])

    def finish(self, source: str, file: Path) -> None:
        """Drop what has no name, write what the table says of itself.

        Raises:
            PlacesError: nothing is left.
        """
        unnamed = "FROM places WHERE id NOT IN (SELECT place FROM names)"
        for (line,) in self._base.execute(f"SELECT line {unnamed} ORDER BY id"):
            self._skip(NO_ARABIC, line)
        self._base.execute(f"DELETE {unnamed}")
        self._rename_divisions()
        places = self._count("SELECT count(*) FROM places")
        if not places:
            reasons = ", ".join(f"{n} {why}" for why, (n, _) in sorted(self._skipped.items()))
            raise PlacesError(f"{file}: no place can be used ({reasons or 'no rows'}).")
        meta = {
            "format": FORMAT,
            "source": source,
            "file": file.name,
            "sha256": self._digest(),
            "places": str(places),
            "names": str(self._count("SELECT count(DISTINCT key) FROM names")),
        }
        self._base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        skipped = sorted((reason, *counts) for reason, counts in self._skipped.items())
        self._base.executemany("INSERT INTO skipped VALUES (?, ?, ?)", skipped)
        self._base.execute("COMMIT")
        self._base.execute("VACUUM")

    def _rename_divisions(self) -> None:
        """Give places the code of their division that the program knows; others keep their own."""
        update = "UPDATE places SET admin1 = ? WHERE admin1 = ?"
        renamed = ((new, f"wof:{code}") for code, new in self._divisions.items())
        self._base.executemany(update, renamed)

    def _count(self, query: str) -> int:
        return int(self._base.execute(query).fetchone()[0])

    def _digest(self) -> str:
        digest = sha256(FORMAT.encode())
        for query in (
            "SELECT * FROM places ORDER BY id",
            "SELECT * FROM names ORDER BY key, place",
        ):
            for row in self._base.execute(query):
                digest.update(repr(row).encode())
        return digest.hexdigest()
