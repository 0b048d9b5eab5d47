"""A record in which no private person is named: a copy, so that nothing read from it can name one.

Whatever is shown, searched, asked or exported of the copy is of masked letters. Spans, keys and
numbers are those of the record; texts have the hash of what they are now. Left out are the bytes of
the sources, what reviewers wrote and who they are, and the paths of addresses.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa

from rawi.errors import RecordError
from rawi.language.masks import Veil
from rawi.model import Report
from rawi.record.casting import Casting, load_casting
from rawi.record.files import MASKED, explain, make_record, open_reader
from rawi.record.privacy import make_veil, mask_report
from rawi.record.reports import iter_reports
from rawi.record.reviews import absorb_reviews
from rawi.record.rows import LAYERS, make_rows

Row = dict[str, Any]
_BATCH = 500
# Keys name nobody.
_KEY = re.compile(r"(?:[a-z]{2}:)?[0-9a-f]{12,}(?::[a-z]\d+)?")
_MEMORY = "300MB"
# Where the two ends of a span stand in a row, and its letters.
_SPELT = (("span_start", "span_end", "text"), ("speaker_start", "speaker_end", "speaker"))
# Tables in which nobody is named.
_NAMELESS = ("items", "lineages", "printings", "actor_members", "incident_accounts")


@contextmanager
def choose_record(path: Path, *, private: bool) -> Iterator[Path]:
    """Yield the record itself, or a masked copy that is there until the end of the block."""
    if not private:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="rawi-private-") as folder:
        copy = Path(folder) / path.name
        write_masked(path, copy)
        yield copy


def write_masked(path: Path, copy: Path) -> int:
    """Write a copy of a record in which private persons are masked; return how many they are.

    Args:
        path: The record, with the reviews in its journal.
        copy: A file that is not there yet.

    Raises:
        RecordError: the record cannot be read, or the copy not written.
    """
    if copy.exists():
        raise RecordError(f"{copy}: is there already. Name another file")
    draft = copy.with_name(f".{copy.name}.part")
    _remove(draft)
    try:
        with open_reader(path) as con:
            absorb_reviews(con, path)
            make_record(draft)
            with duckdb.connect(str(draft), config={"memory_limit": _MEMORY}) as into:
                casting = load_casting(con)
                _Copying(con, into, casting).copy()
        draft.rename(copy)
        return casting.number
    except (duckdb.Error, OSError) as error:
        raise explain(error, copy) from error
    finally:
        _remove(draft)


def _remove(draft: Path) -> None:
    for path in (draft, draft.with_name(f"{draft.name}.wal")):
        path.unlink(missing_ok=True)


class _Copying:
    """One copy under way.

    Args:
        con: The record.
        into: An empty record.
        casting: Who is private in it.
    """

    def __init__(
        self, con: duckdb.DuckDBPyConnection, into: duckdb.DuckDBPyConnection, casting: Casting
    ) -> None:
        self._con = con
        self._into = into
        self._casting = casting
        self._everyone = Veil((), casting.everyone)
        # What documents call people -> what is left of it, by document.
        self._called: dict[str, dict[str, str]] = {}
        self._met: tuple[tuple[str, ...], Veil] | None = None

    def copy(self) -> None:
        """Copy all tables."""
        for table in _NAMELESS:
            self._insert(table, self._con.sql(f"FROM {table}").to_arrow_table())
        found = self._con.sql("SELECT document FROM documents ORDER BY document").fetchall()
        keys = [key for (key,) in found]
        for start in range(0, len(keys), _BATCH):
            self._copy_documents(keys[start : start + _BATCH])
        self._copy_gathered()
        self._copy_reviews()
        for table in ("runs", "failures"):
            rows = self._load(f"FROM {table}")
            self._insert_rows(table, [_mask_row(row, self._everyone) for row in rows])
        self._into.execute("INSERT INTO properties VALUES ($1, 'private persons')", [MASKED])
        kept = self._con.sql("SELECT value FROM properties WHERE key = 'gathered'").fetchall()
        for (value,) in kept:
            self._into.execute("INSERT INTO properties VALUES ('gathered', $1)", [value])

    def _copy_documents(self, keys: list[str]) -> None:
        """Copy documents with their readings."""
        reports = dict(iter_reports(self._con, keys))
        casts = {key: self._casting.cast(key, report) for key, report in reports.items()}
        veils = {
            key: make_veil(casts[key], report.document.text, self._casting.everyone)
            for key, report in reports.items()
        }
        rows: dict[str, list[Row]] = {table: [] for table in LAYERS}
        masked: dict[str, Report] = {}
        for key, report in reports.items():
            masked[key] = mask_report(report, casts[key], veils[key])
            self._called[key] = dict(_iter_changed(report, masked[key]))
            for table, made in make_rows(key, masked[key]).items():
                rows[table] += made
        for table, made in rows.items():
            self._insert_rows(table, made)
        self._insert_rows(
            "documents",
            [
                row | _make_document_columns(masked[row["document"]])
                for row in self._load("FROM documents WHERE document IN (SELECT unnest($1))", keys)
            ],
        )
        acquired = self._load("FROM acquisitions WHERE document IN (SELECT unnest($1))", keys)
        self._insert_rows(
            "acquisitions", [_mask_row(row, veils[row["document"]]) for row in acquired]
        )

    def _copy_gathered(self) -> None:
        """Copy the tables that hold together what belongs to several documents."""
        actors = self._casting.actors
        self._insert_rows(
            "actors",
            [
                _mask_row(row, Veil([actors[row["actor"]]], self._casting.everyone))
                if row["actor"] in actors
                else _mask_row(row, self._everyone)
                for row in self._load("FROM actors")
            ],
        )
        told: dict[str, list[str]] = {}
        for incident, document in self._con.sql(
            "SELECT DISTINCT incident, document FROM incident_accounts ORDER BY ALL"
        ).fetchall():
            told.setdefault(incident, []).append(document)
        for table in ("incidents", "differences"):
            self._insert_rows(
                table,
                [
                    self._mask_told(row, told.get(row["incident"], []))
                    for row in self._load(f"FROM {table}")
                ],
            )
        self._insert_rows(
            "judgements",
            [
                _mask_row(row, self._meet_items([row["one"], row["other"]]))
                for row in self._load("FROM judgements")
            ],
        )

    def _mask_told(self, row: Row, documents: list[str]) -> Row:
        """Return what documents tell together with their persons masked as they mask them."""
        called = {k: v for document in documents for k, v in self._called[document].items()}
        return _mask(row, self._meet(tuple(documents)), called)  # type: ignore[no-any-return]  # a row as it was

    def _copy_reviews(self) -> None:
        """Copy the reviews without what is written freely in them; reviewers are numbered."""
        reviewers: dict[str, str] = {}
        rows = []
        for row in self._load("FROM reviews ORDER BY reviewed, review"):
            number = reviewers.setdefault(row["reviewer"], f"reviewer {len(reviewers) + 1}")
            veil = self._meet_items(row["anchors"])
            for column in ("before", "after"):
                if row[column] is not None:
                    value = _mask(msgspec.json.decode(row[column]), veil)
                    self._respell(row["document"], value)
                    row[column] = msgspec.json.encode(value).decode()
            row["anchors"] = [veil.mask(anchor) for anchor in row["anchors"]]
            rows.append(row | {"reviewer": number, "why": None})
        self._insert_rows("reviews", rows)

    def _respell(self, document: str | None, value: Row) -> None:
        """Give the spans of a review the letters that the masked article has there."""
        found = self._into.execute("SELECT text FROM documents WHERE document = $1", [document])
        for (text,) in found.fetchall():
            for span in (value, *(value.get("triggers") or ())):
                for start, end, letters in _SPELT:
                    if span.get(letters) and span.get(start) is not None:
                        span[letters] = text[span[start] : span[end]]

    def _meet(self, documents: tuple[str, ...]) -> Veil:
        """Return the veil of all private persons of documents, and of everybody else."""
        # Rows of one incident follow one another.
        if self._met is None or self._met[0] != documents:
            secrets = dict.fromkeys(self._casting.list_secrets(documents))
            veil = Veil(tuple(secrets), self._casting.everyone) if secrets else self._everyone
            self._met = (documents, veil)
        return self._met[1]

    def _meet_items(self, items: Iterable[str]) -> Veil:
        """Return the veil of the documents that items are of, by their ids or anchors."""
        keys = {item.partition("/")[0].partition(":")[0] for item in items}
        return self._meet(tuple(sorted(keys)))

    def _load(self, question: str, keys: list[str] | None = None) -> list[Row]:
        params = None if keys is None else [keys]
        rows: list[Row] = self._con.sql(question, params=params).to_arrow_table().to_pylist()
        return rows

    def _insert_rows(self, table: str, rows: list[Row]) -> None:
        if rows:
            schema = self._into.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
            self._insert(table, pa.Table.from_pylist(rows, schema))

    def _insert(self, table: str, rows: pa.Table) -> None:
        self._into.register("copied", rows)
        self._into.execute(f"INSERT INTO {table} BY NAME FROM copied")
        self._into.unregister("copied")


def _make_document_columns(report: Report) -> Row:
    doc = report.document
    return {
        "text": doc.text, "text_sha256": doc.id.removeprefix("sha256:"), "title": doc.title,
        "url": doc.url, "source": doc.source,
    }  # fmt: skip


def _mask_row(row: Row, veil: Veil) -> Row:
    return {column: _mask(value, veil) for column, value in row.items()}


def _mask(value: Any, veil: Veil, called: dict[str, str] | None = None) -> Any:  # noqa: ANN401  # any column
    """Return a value with every text in it masked.

    Args:
        value: Of any column, or of JSON.
        veil: What hides private persons.
        called: What it is known that texts become.
    """
    if isinstance(value, str):
        known = _KEY.fullmatch(value) or not value
        return value if known else (called or {}).get(value) or veil.mask(value)
    if isinstance(value, dict):
        return {key: _mask(held, veil, called) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_mask(held, veil, called) for held in value)
    return value


def _iter_changed(before: Report, after: Report) -> Iterator[tuple[str, str]]:
    """Yield what speakers and entities are called, where it is masked, with what is left."""
    for old, new in zip(before.entities, after.entities, strict=True):
        if old.name != new.name:
            yield old.name, new.name
    for said, left in zip(before.statements, after.statements, strict=True):
        if said.speaker.text != left.speaker.text and said.speaker.text and left.speaker.text:
            yield said.speaker.text, left.speaker.text
