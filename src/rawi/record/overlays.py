"""A record as people reviewed it, of which no byte is written: changes lie in memory over it.

The tables of a record are seen through views of the same names. A view hides the rows of the
documents, incidents and actors that reviews changed, and shows those made anew instead. So whoever
asks for `accounts` gets them corrected, and the program's own are in `record.accounts`.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from rawi.record.files import open_beside
from rawi.record.reviewed import make_views
from rawi.record.rows import LAYERS

Row = dict[str, Any]

# What rows are hidden and shown by -> its tables, and the SQL of the key in their rows.
_KEYS: dict[str, tuple[tuple[str, ...], str]] = {
    "document": (LAYERS, "t.document"),
    "incident": (("incidents", "incident_accounts", "differences"), "t.incident"),
    "actor": (("actors", "actor_members"), "t.actor"),
    "judged": (("judgements",), "concat(t.kind, ' ', t.one)"),
}


# Who decided on what, a row an item of a review that holds.
_DECIDED = """
CREATE TABLE decided (
    kind VARCHAR NOT NULL, item VARCHAR NOT NULL, review VARCHAR NOT NULL,
    action VARCHAR NOT NULL, reviewer VARCHAR NOT NULL, reviewed TIMESTAMP NOT NULL
)
"""


class Change(NamedTuple):
    """Rows that take the place of others.

    Attributes:
        by: `document`, `incident`, `actor` or `judged` (kind of judgement, space, item).
        keys: Whose rows go.
        rows: What stands for them, each row with its table.
    """

    by: str
    keys: Collection[str]
    rows: Sequence[tuple[str, Row]] = ()


class Overlay:
    """A record, open for reading, with changes in memory over it.

    Args:
        path: The record.

    Attributes:
        connection: To the whole; each cursor of it sees the changes.
    """

    def __init__(self, path: Path) -> None:
        self.connection = open_beside(path)
        self._make_tables()

    def close(self) -> None:
        """Give the file free."""
        self.connection.close()

    def change(self, changes: Iterable[Change], reviews: pa.Table, decided: Sequence[Row]) -> None:
        """Make changes, all at once or none.

        Args:
            changes: Rows and what takes their place.
            reviews: Rows of `reviews`, those that are new among them.
            decided: Rows of `decided` of the reviews that are new.
        """
        con = self.connection.cursor()
        try:
            con.begin()
            for change in changes:
                self._hide(con, change)
                self._show(con, change.rows)
            con.register("given", reviews)
            con.execute(
                "INSERT INTO reviews BY NAME SELECT * FROM given "
                "WHERE review NOT IN (SELECT review FROM reviews)"
            )
            con.unregister("given")
            _insert(con, "decided", decided)
            con.execute("DELETE FROM decided WHERE review IN (SELECT undoes FROM reviews)")
            con.commit()
        finally:
            con.close()

    def _make_tables(self) -> None:
        con = self.connection
        con.execute("CREATE SCHEMA changed")
        con.execute(_DECIDED)
        overlaid = {table: (by, key) for by, (tables, key) in _KEYS.items() for table in tables}
        for by in _KEYS:
            con.execute(f"CREATE TABLE changed.hidden_{by} (key VARCHAR NOT NULL)")
        rows = con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'record' ORDER BY 1"
        ).fetchall()
        for (table,) in rows:
            if table == "reviews":
                con.execute("CREATE TABLE reviews AS FROM record.reviews")
            elif table in overlaid:
                by, key = overlaid[table]
                con.execute(f"CREATE TABLE changed.{table} AS FROM record.{table} LIMIT 0")
                con.execute(
                    f"CREATE VIEW {table} AS SELECT * FROM record.{table} AS t WHERE NOT EXISTS "
                    f"(SELECT 1 FROM changed.hidden_{by} AS h WHERE h.key = {key}) "
                    f"UNION ALL SELECT * FROM changed.{table}"
                )
            else:
                con.execute(f'CREATE VIEW "{table}" AS FROM record."{table}"')
        make_views(con, readings="record.")

    def _hide(self, con: duckdb.DuckDBPyConnection, change: Change) -> None:
        self._forget(con, change.by, change.keys)
        con.execute(
            f"INSERT INTO changed.hidden_{change.by} SELECT unnest($1)", [sorted(change.keys)]
        )

    def _forget(self, con: duckdb.DuckDBPyConnection, by: str, keys: Collection[str]) -> None:
        tables, key = _KEYS[by]
        for table in tables:
            con.execute(
                f"DELETE FROM changed.{table} AS t WHERE {key} IN (SELECT unnest($1))",
                [sorted(keys)],
            )
        con.execute(
            f"DELETE FROM changed.hidden_{by} WHERE key IN (SELECT unnest($1))", [sorted(keys)]
        )

    def _show(self, con: duckdb.DuckDBPyConnection, rows: Iterable[tuple[str, Row]]) -> None:
        batches: dict[str, list[Row]] = {}
        for table, row in rows:
            batches.setdefault(table, []).append(row)
        for table, batch in batches.items():
            _insert(con, f"changed.{table}", batch)


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    schema = con.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
    con.register("batch", pa.Table.from_pylist(list(rows), schema))
    con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")
    con.unregister("batch")
