"""The file of a record: made whole or not at all, opened with one writer, of one schema version."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import duckdb

from rawi import __version__
from rawi.errors import RecordError
from rawi.record.reviewed import make_views

# Version of schema.sql. `migrations/N.sql` brings a record of version N to N + 1.
VERSION = 1
# Key of the property that tells a copy with masked names from a record (masked.py).
MASKED = "masked"
_FOLDER = Path(__file__).parent
# What DuckDB may hold in memory beside the workers; larger sorts go to a folder beside the record.
_MEMORY = "600MB"
_LOCK = re.compile(r"Conflicting lock is held in (.*?)(?: \(PID (\d+)\)| by)", re.DOTALL)


def open_writer(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that may write, to a record that is made if there is none.

    A record of an older version is brought to this one; the file as it was stays beside it.

    Raises:
        RecordError: it is in use, damaged, of a newer version, or may not be written.
    """
    if not path.exists():
        make_record(path)
    version = _look_up_version(path)
    if version < VERSION:
        migrate_record(path)
    con = _connect(path, read_only=False)
    if is_masked(con):
        con.close()
        raise RecordError(f"{path}: a copy with masked names, made once. Build the record itself")
    with _explained(path):
        make_views(con)
    return con


def is_masked(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a record is a copy in which private persons are masked."""
    found = con.execute("SELECT 1 FROM properties WHERE key = $1", [MASKED]).fetchall()
    return bool(found)


def open_reader(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that reads the record and nothing else: no other file, no network.

    Raises:
        RecordError: there is none, it is being written, damaged, or of another version.
    """
    version = _look_up_version(path)
    if version < VERSION:
        raise RecordError(
            f"{path}: a record of version {version}; this rawi reads version {VERSION}. "
            f"Bring it up to date, the old file is kept: rawi record migrate {path}"
        )
    return _connect(path, read_only=True)


def open_beside(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection to a database in memory that reads the record as `record`.

    Raises:
        RecordError: as of `open_reader`.
    """
    open_reader(path).close()
    with _explained(path):
        con = duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": f"{path}.tmp"})
        quoted = str(path).replace("'", "''")
        con.execute(f"ATTACH '{quoted}' AS record (READ_ONLY)")
        _close_off(con)
        return con


def make_record(path: Path) -> None:
    """Make an empty record; it appears with all its tables or not at all.

    Raises:
        RecordError: the folder is not there or may not be written, or the file exists.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    _remove_stale(path)
    try:
        with _explained(path):
            with duckdb.connect(str(draft)) as con:
                con.begin()
                con.execute((_FOLDER / "schema.sql").read_text("utf-8"))
                make_views(con)
                con.execute(
                    "INSERT INTO properties VALUES ('schema', $1), ('program', $2), ('tables', $3)",
                    [str(VERSION), __version__, hash_tables()],
                )
                con.commit()
            _place(draft, path)
    finally:
        _remove(draft)


def migrate_record(path: Path, *, migrations: Path = _FOLDER / "migrations") -> Path | None:
    """Bring a record to this program's version; return where the old file is kept.

    The steps are done on a copy, which takes the record's place when it is complete; the old file
    stays as `NAME.vN.duckdb`. None: it was of this version already.

    Raises:
        RecordError: it is newer than the program, in use, or a step is missing.
    """
    version = _look_up_version(path)
    if version == VERSION:
        return None
    kept = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    if kept.exists():
        raise RecordError(f"{kept}: is in the way of the old record that is kept. Move it away")
    draft = path.with_name(f".{path.name}.{os.getpid()}.migrating")
    _remove_stale(path)
    try:
        with _explained(path):
            _copy(path, draft)
            with duckdb.connect(str(draft)) as con:
                for step in range(version, VERSION):
                    _take_step(con, migrations / f"{step}.sql", step)
                con.execute(
                    "UPDATE properties SET value = $1 WHERE key = 'tables'", [hash_tables()]
                )
                make_views(con)
            _place(path, kept, keep=True)
            os.replace(draft, path)
    finally:
        _remove(draft)
    return kept


def _take_step(con: duckdb.DuckDBPyConnection, step: Path, version: int) -> None:
    if not step.exists():
        raise RecordError(
            f"no way from version {version} of the record to {version + 1}. Build it anew"
        )
    con.begin()
    con.execute(step.read_text("utf-8"))
    con.execute("UPDATE properties SET value = $1 WHERE key = 'schema'", [str(version + 1)])
    con.commit()


def _copy(path: Path, copy: Path) -> None:
    """Copy a record that nobody writes, what its log holds included."""
    _connect(path, read_only=False).close()
    with path.open("rb") as old, copy.open("wb") as new:
        while piece := old.read(1 << 24):
            new.write(piece)
        os.fsync(new.fileno())


def _place(file: Path, name: Path, *, keep: bool = False) -> None:
    """Give a file another name, as long as there is no file of that name.

    Raises:
        FileExistsError: there is one.
    """
    try:
        os.link(file, name)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: what is left between looking and doing is a moment.
        if name.exists():
            raise FileExistsError(f"File exists: {name}") from None
        if keep:
            shutil.copyfile(file, name)
        else:
            file.rename(name)


def _look_up_version(path: Path) -> int:
    """Return the version of a record's tables.

    Raises:
        RecordError: it cannot be opened, is no record of rawi, or is newer than the program.
    """
    if not path.exists():
        raise RecordError(f"{path}: no such record. Make it: rawi build SOURCES… -o {path}")
    with _connect(path, read_only=True) as con:
        try:
            found = dict(con.sql("SELECT key, value FROM properties").fetchall())
        except duckdb.CatalogException as error:
            raise RecordError(
                f"{path}: a DuckDB file, but no record of rawi. Name another file"
            ) from error
    version = int(found.get("schema", 0))
    if version > VERSION:
        raise RecordError(
            f"{path}: a record of version {version}; this rawi ({__version__}) knows versions up "
            f"to {VERSION}. Use the rawi that made it, or a newer one"
        )
    if version == VERSION and found.get("tables") != hash_tables():
        raise RecordError(
            f"{path}: a record of an unfinished version of rawi, with other tables. Build it anew"
        )
    return version


@cache
def hash_tables() -> str:
    """Return a hash of the tables' names, columns and types, comments left out."""
    schema = (_FOLDER / "schema.sql").read_text("utf-8")
    plain = re.sub(r"^(?:--|COMMENT ON ).*$", "", schema, flags=re.MULTILINE)
    return sha256(" ".join(plain.split()).encode()).hexdigest()


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    with _explained(path):
        con = duckdb.connect(str(path), read_only=read_only, config={"memory_limit": _MEMORY})
        if read_only:
            _close_off(con)
        return con


def _close_off(con: duckdb.DuckDBPyConnection) -> None:
    """Let a stranger's query see the record alone: no file, no network, no variable of ours.

    Who opens a record a second time in one process shares its settings, which are locked already.
    """
    (locked,) = con.execute("SELECT current_setting('lock_configuration')").fetchall()[0]
    if locked:
        return
    con.execute("SET enable_external_access = false")
    con.execute("SET python_enable_replacements = false")
    con.execute("SET lock_configuration = true")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what DuckDB and the system say of a file into an error with a remedy.

    Raises:
        RecordError: instead of the error that was raised within.
    """
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise explain(error, path) from error


def explain(error: Exception, path: Path) -> RecordError:
    """Return the error of a record's file, with what to do."""
    said = " ".join(str(error).split())
    lock = _LOCK.search(said)
    if lock is not None:
        who = f"process {lock[2]}" if lock[2] else "another process"
        return RecordError(f"{path}: is in use by {who}. Wait for its end, or stop it")
    for sign, remedy in _SIGNS:
        if sign.lower() in said.lower():
            return RecordError(f"{path}: {remedy} ({said[:200]})")
    return RecordError(f"{path}: cannot be used: {said[:500]}")


_SIGNS = (
    ("No space left", "the disk is full. What was written before is whole; free space, run again"),
    ("File too large", "the file may not grow. What was written before is whole"),
    ("File exists", "appeared meanwhile, made by another process. Run again"),
    ("Permission denied", "may not be read or written. Change its permissions or its folder's"),
    ("Read-only file system", "lies on a read-only file system. Name another place"),
    ("No such file", "its folder is not there. Make it first"),
    ("not a valid DuckDB", "is no record. Name another file"),
    ("Is a directory", "is a folder. Name a file in it"),
    ("newer version", "was written by a newer DuckDB. Use a newer rawi"),
)


def _remove_stale(path: Path) -> None:
    """Remove drafts of processes that were killed while they made one."""
    for draft in path.parent.glob(f".{path.name}.*"):
        number = draft.name.removeprefix(f".{path.name}.").partition(".")[0]
        if number.isdigit() and not _is_running(int(number)):
            _remove(draft)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _remove(draft: Path) -> None:
    for path in (draft, draft.with_name(f"{draft.name}.wal")):
        with suppress(OSError):
            path.unlink()
