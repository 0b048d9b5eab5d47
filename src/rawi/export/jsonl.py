"""The whole record as JSON Lines: a header, then one row a line, losslessly, in a fixed order.

Equal records give equal bytes. Rows are ordered by their tables' keys; numbers and times of builds
differ between builds of one content, so `runs` and the columns `run` are left out unless asked for.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

import duckdb
import msgspec

from rawi import __version__
from rawi.record.files import VERSION

SCHEMA = "rawi.record/1"
# Rows are fetched so many at a time.
_BATCH = 2_000
_RUNS = "runs"
_RUN = "run"
_PRIVATE = frozenset({"properties"})
# What orders the rows of a document's readings.
_PLACE = ("document", "account", "n")


def write_jsonl(con: duckdb.DuckDBPyConnection, stream: BinaryIO, *, runs: bool = False) -> int:
    """Write a record; return the number of rows.

    Args:
        con: A connection to the record.
        stream: Where the lines go.
        runs: Whether to write the table of builds, and which build each row is of.
    """
    header = {"schema": SCHEMA, "version": VERSION, "program": __version__}
    stream.write(msgspec.json.encode(header) + b"\n")
    rows = 0
    for table in list_tables(con, runs=runs):
        for line in _iter_lines(con, table, runs=runs):
            stream.write(line)
            rows += 1
    return rows


def list_tables(con: duckdb.DuckDBPyConnection, *, runs: bool) -> list[str]:
    """Return the names of the tables to write, in their order."""
    found = con.sql(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary "
        "ORDER BY table_name"
    ).fetchall()
    return [name for (name,) in found if name not in _PRIVATE and (runs or name != _RUNS)]


def _iter_lines(con: duckdb.DuckDBPyConnection, table: str, *, runs: bool) -> Iterator[bytes]:
    """Yield the rows of a table as lines, in the order of its key."""
    types = _list_columns(con, table, runs=runs)
    wanted = ", ".join(f'"{column}"' for column in types)
    rows = con.sql(f"SELECT {wanted} FROM {table} ORDER BY {_find_order(con, table, list(types))}")
    plain = {column: _find_converter(kind) for column, kind in types.items()}
    for batch in rows.to_arrow_reader(_BATCH):
        for row in batch.to_pylist():
            line = {c: convert(row[c]) for c, convert in plain.items()}
            yield msgspec.json.encode({"table": table, **line}) + b"\n"


def _list_columns(con: duckdb.DuckDBPyConnection, table: str, *, runs: bool) -> dict[str, str]:
    """Return the columns to write with their types, in their order."""
    found = con.sql(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND table_name = $1 ORDER BY column_index",
        params=[table],
    ).fetchall()
    return {name: kind for name, kind in found if runs or name != _RUN or table == _RUNS}


def _find_order(con: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> str:
    """Return what a table is ordered by: its key; without one its place in a document, or all."""
    keys = con.sql(
        "SELECT constraint_column_names FROM duckdb_constraints() "
        "WHERE table_name = $1 AND constraint_type = 'PRIMARY KEY'",
        params=[table],
    ).fetchall()
    key: list[str] = keys[0][0] if keys else [c for c in _PLACE if c in columns]
    return ", ".join(f'"{column}"' for column in (key if keys or "n" in key else columns))


def _find_converter(kind: str) -> Callable[[Any], Any]:
    """Return what makes a value of a DuckDB type fit for JSON."""
    if kind.startswith("MAP("):
        return _make_object
    converters: dict[str, Callable[[Any], Any]] = {"JSON": _keep_json, "TIMESTAMP": _mark_utc}
    return converters.get(kind, _keep)


def _keep(value: Any) -> Any:  # noqa: ANN401  # any value of a column
    return value


def _make_object(pairs: list[tuple[str, Any]] | None) -> dict[str, Any] | None:
    return None if pairs is None else dict(pairs)


def _keep_json(value: str | None) -> msgspec.Raw | None:
    return None if value is None else msgspec.Raw(value.encode())


def _mark_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)
