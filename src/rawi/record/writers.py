"""The one writer of a record: batches of outcomes and rows in, each in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from rawi.record.chunks import TABLES, Failure, Outcome, Result, make_bytes_row
from rawi.record.counts import Counts
from rawi.record.files import explain
from rawi.record.programs import Program, describe_platform
from rawi.record.rows import LAYERS, parse_time
from rawi.source import Item


class Writer:
    """Writes what was read, and knows what the record holds.

    Args:
        con: A connection from `files.open_writer`.
        path: The record's file, for errors.
        program: The program that reads.

    Attributes:
        run: Number of this build.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path, program: Program) -> None:
        self._con = con
        self._path = path
        self._reading = program.reading
        self._program = program
        rows = con.sql("SELECT item, reading = $1 FROM items", params=[self._reading]).fetchall()
        self._items: dict[str, bool] = dict(rows)
        rows = con.sql(
            "SELECT document, reading = $1 FROM documents", params=[self._reading]
        ).fetchall()
        self._documents: dict[str, bool] = dict(rows)
        self._names = {
            f"{item} {name}"
            for item, name in con.sql("SELECT DISTINCT item, name FROM acquisitions").fetchall()
        }
        self._bytes = {row[0] for row in con.sql("SELECT sha256 FROM bytes").fetchall()}
        self.run = self._find_run()

    def is_known(self, item: str) -> bool:
        """Whether the record holds what this program makes of an item."""
        return self._items.get(item, False)

    def has_name(self, item: str, name: str) -> bool:
        """Whether the record knows that a known item was obtained under this name."""
        return f"{item} {name}" in self._names

    def begin_run(self, sources: Sequence[str], workers: int) -> None:
        """Write the row of this build."""
        program = self._program
        self._write(
            "INSERT INTO runs (run, started, program, reading, code, lexica, models, platform, "
            "workers, sources, options) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            [
                self.run, _now(), program.version, self._reading, program.code, program.lexica,
                program.models, describe_platform(), workers, list(sources),
                msgspec.json.encode(program.options, order="sorted").decode(),
            ],
        )  # fmt: skip

    def end_run(self, counts: Counts) -> None:
        """Write what came of this build; what earlier builds said of missing files is dropped."""
        self._write("DELETE FROM failures WHERE item IS NULL AND run < $1", [self.run])
        self._write(
            "UPDATE runs SET finished = $2, items = $3, read = $4, unchanged = $5, "
            "duplicates = $6, skipped = $7, failed = $8, "
            "reasons = map($9::VARCHAR[], $10::INTEGER[]) WHERE run = $1",
            [
                self.run, _now(), counts.items, counts.read, counts.unchanged, counts.duplicates,
                counts.skipped, counts.failed, list(counts.reasons), list(counts.reasons.values()),
            ],
        )  # fmt: skip

    def write(self, results: Sequence[Result], counts: Counts) -> None:
        """Write the results of some chunks, all or nothing, and count what was written."""
        outcomes = [outcome for result in results for outcome in result.outcomes]
        fresh, tables = self._choose(results, outcomes)
        # What a program reads no longer stays as the one before read it.
        changed = [o.item for o in outcomes if o.item in self._items and o.outcome != "failed"]
        replaced = [document for document in fresh if document in self._documents]
        try:
            self._con.begin()
            old = self._take_old(changed)
            self._delete(replaced)
            for table, rows in tables.items():
                if table == "bytes":
                    self._insert_bytes(rows)
                else:
                    self._insert(table, rows)
            gone = self._restore_names(changed, old)
            self._delete(gone)
            self._write_items(outcomes)
            self._con.commit()
        except (duckdb.Error, OSError) as error:
            raise explain(error, self._path) from error
        self._remember(outcomes, fresh, tables, gone)
        counts.add(outcomes, fresh)

    def write_again(self, items: Iterable[Item], keys: Sequence[str]) -> None:
        """Note that known items were obtained under further names."""
        rows = [
            {"item": key, "name": item.name, "tool": item.tool,
             "obtained": parse_time(item.obtained)}
            for item, key in zip(items, keys, strict=True)
            if not self.has_name(key, item.name)
        ]  # fmt: skip
        if not rows:
            return
        schema = self._schema("acquisitions")
        again = pa.Table.from_pylist(
            rows, pa.schema([schema.field(name) for name in ("item", "name", "tool", "obtained")])
        )
        self._con.register("again", again)
        self._write(
            "INSERT INTO acquisitions BY NAME "
            "SELECT first.document, again.item, again.name, first.sha256, first.size, first.media, "
            "again.tool, again.obtained, first.extractor, first.encoding, first.notes "
            "FROM again JOIN (SELECT DISTINCT ON (document, item) * FROM acquisitions) first "
            "USING (item)"
        )
        self._con.unregister("again")
        self._names.update(f"{row['item']} {row['name']}" for row in rows)

    def write_failures(self, failures: Sequence[Failure]) -> None:
        """Write failures of what is not even an item."""
        rows = [{**msgspec.structs.asdict(failure), "run": self.run} for failure in failures]
        self._write(
            "DELETE FROM failures WHERE item IS NULL AND message IN (SELECT unnest($1))",
            [[failure.message for failure in failures]],
        )
        self._insert("failures", pa.Table.from_pylist(rows, self._schema("failures")))

    def write_bytes(self, items: Iterable[Item]) -> None:
        """Keep the bytes of items that the record knows."""
        wanted = [make_bytes_row(item) for item in items if item.sha256 not in self._bytes]
        if wanted:
            self._insert_bytes(pa.Table.from_pylist(wanted, self._schema("bytes")))

    def load_schemas(self) -> dict[str, Any]:
        """Return the Arrow schemas of the tables that workers fill."""
        return {table: self._schema(table) for table in TABLES}

    def _schema(self, table: str) -> pa.Schema:
        return self._con.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema

    def _find_run(self) -> int:
        return int(self._con.sql("SELECT coalesce(max(run), 0) + 1 FROM runs").fetchall()[0][0])

    def _choose(
        self, results: Sequence[Result], outcomes: list[Outcome]
    ) -> tuple[set[str], dict[str, pa.Table]]:
        """Return the documents that are to be written, and the rows of each table for them.

        Of a document that the record holds already, read by this program, or that comes twice,
        only the acquisition is written.
        """
        fresh: set[str] = set()
        chosen: dict[str, list[pa.Table]] = {table: [] for table in TABLES}
        for result in results:
            if not result.rows:
                continue
            keys = result.rows["documents"]["document"].to_pylist()
            drop = [key for key in keys if key in fresh or self._documents.get(key, False)]
            fresh.update(keys)
            for table in TABLES:
                rows = result.rows[table]
                if drop and "document" in rows.column_names and table != "acquisitions":
                    kept = pc.invert(pc.is_in(rows["document"], pa.array(drop, pa.string())))
                    rows = rows.filter(kept)
                chosen[table].append(rows)
        fresh -= {key for key in fresh if self._documents.get(key, False)}
        return fresh, {table: pa.concat_tables(rows) for table, rows in chosen.items() if rows}

    def _take_old(self, items: list[str]) -> pa.Table | None:
        """Return and delete the acquisitions of items that were read before."""
        if not items:
            return None
        where = "FROM acquisitions WHERE item IN (SELECT unnest($1))"
        old = self._con.sql(f"SELECT * {where}", params=[items]).to_arrow_table()
        self._con.execute(f"DELETE {where}", [items])
        return old

    def _restore_names(self, items: list[str], old: pa.Table | None) -> list[str]:
        """Give items that were read anew their other names back; return documents without any."""
        if old is None or not old.num_rows:
            return []
        self._con.register("old", old)
        self._con.execute(
            "INSERT INTO acquisitions BY NAME "
            "SELECT now.document, now.item, old.name, now.sha256, now.size, now.media, old.tool, "
            "old.obtained, now.extractor, now.encoding, now.notes "
            "FROM (SELECT * FROM acquisitions WHERE item IN (SELECT unnest($1))) now "
            "JOIN (SELECT DISTINCT ON (item, name) * FROM old) old USING (item) "
            "WHERE NOT EXISTS (SELECT 1 FROM acquisitions same "
            "WHERE same.item = old.item AND same.name = old.name)",
            [items],
        )
        gone = self._con.sql(
            "SELECT DISTINCT document FROM old "
            "WHERE document NOT IN (SELECT document FROM acquisitions) ORDER BY document"
        ).fetchall()
        self._con.unregister("old")
        return [row[0] for row in gone]

    def _delete(self, documents: list[str]) -> None:
        if documents:
            for table in ("documents", *LAYERS):
                self._con.execute(
                    f"DELETE FROM {table} WHERE document IN (SELECT unnest($1))", [documents]
                )

    def _write_items(self, outcomes: list[Outcome]) -> None:
        """Write what became of items: their rows, and their failures in the place of older ones."""
        lasting = [outcome for outcome in outcomes if not outcome.passing]
        keys = [outcome.item for outcome in outcomes]
        again = [outcome.item for outcome in lasting if outcome.item in self._items]
        self._con.execute("DELETE FROM failures WHERE item IN (SELECT unnest($1))", [keys])
        if again:
            self._con.execute("DELETE FROM items WHERE item IN (SELECT unnest($1))", [again])
        rows = {
            o.item: {
                "item": o.item, "sha256": o.sha256, "size": o.size, "media": o.media,
                "reading": self._reading, "outcome": o.outcome, "run": self.run,
            }
            for o in lasting
        }  # fmt: skip
        failures = [
            {**msgspec.structs.asdict(f), "run": self.run} for o in outcomes for f in o.failures
        ]
        if rows:
            table = pa.Table.from_pylist(list(rows.values()), self._schema("items"))
            self._insert("items", table)
        if failures:
            self._insert("failures", pa.Table.from_pylist(failures, self._schema("failures")))

    def _remember(
        self, outcomes: list[Outcome], fresh: set[str], tables: dict[str, pa.Table], gone: list[str]
    ) -> None:
        for outcome in outcomes:
            if not outcome.passing:
                self._items[outcome.item] = True
        self._documents.update(dict.fromkeys(fresh, True))
        for document in gone:
            self._documents.pop(document, None)
        met = tables.get("acquisitions")
        if met is not None:
            pairs = zip(met["item"].to_pylist(), met["name"].to_pylist(), strict=True)
            self._names.update(f"{item} {name}" for item, name in pairs)

    def _insert_bytes(self, rows: pa.Table) -> None:
        """Insert rows of `bytes`, each hash once."""
        fresh = []
        for place, digest in enumerate(rows["sha256"].to_pylist()):
            if digest not in self._bytes:
                self._bytes.add(digest)
                fresh.append(place)
        if fresh:
            self._insert("bytes", rows.take(pa.array(fresh, pa.int64())))

    def _insert(self, table: str, rows: pa.Table) -> None:
        self._con.register("batch", rows)
        try:
            self._con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")
        finally:
            self._con.unregister("batch")

    def _write(self, statement: str, values: list[Any] | None = None) -> None:
        try:
            self._con.execute(statement, values or [])
        except (duckdb.Error, OSError) as error:
            raise explain(error, self._path) from error


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
