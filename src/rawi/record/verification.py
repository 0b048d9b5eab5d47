"""Proof that a record is what it says: bytes, texts, spans, references, and rows made of rows."""

import hashlib
from collections.abc import Iterator
from typing import Any

import duckdb
import msgspec

from rawi.errors import RawiError
from rawi.model import Report, check_report, iter_spans
from rawi.record.accounts import make_account_rows
from rawi.record.keys import make_document_key
from rawi.record.reports import iter_reports

_BATCH = 200
# Tables whose `document` must be there.
_OF_DOCUMENTS = (
    "acquisitions", "entities", "mentions", "times", "quantities", "statements", "accounts",
    "figures", "relations", "frames",
)  # fmt: skip
_ONCE = {
    "entities": "document, id", "mentions": "document, id", "times": "document, id",
    "quantities": "document, id", "statements": "document, id", "accounts": "account",
    "relations": "document, id", "frames": "document, id", "figures": "account, n",
    "acquisitions": "document, item, name",
}  # fmt: skip


class Proof(msgspec.Struct, kw_only=True):
    """What was verified, and what is wrong.

    Attributes:
        documents: Texts whose hash and key were made again.
        spans: Spans whose letters were compared with the text.
        rows: Rows of accounts and figures that were made again.
        bytes: Kept bytes whose hash was made again.
        without_bytes: Documents whose bytes the record does not hold.
        faults: What is wrong, one line each.
    """

    documents: int = 0
    spans: int = 0
    rows: int = 0
    bytes: int = 0
    without_bytes: int = 0
    faults: list[str] = []


def verify_record(con: duckdb.DuckDBPyConnection) -> Proof:
    """Return what was proved of a record, and what is wrong with it."""
    proof = Proof()
    proof.faults += _check_rows(con)
    _check_bytes(con, proof)
    _check_reports(con, proof)
    return proof


def _check_rows(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Yield rows that stand twice, and rows of documents that are not there."""
    for table, key in _ONCE.items():
        twice = con.sql(
            f"SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1 ORDER BY ALL LIMIT 20"
        ).fetchall()
        yield from (f"{table}: {' '.join(map(str, row))} stands more than once" for row in twice)
    for table in _OF_DOCUMENTS:
        lost = con.sql(
            f"SELECT DISTINCT document FROM {table} "
            "WHERE document NOT IN (SELECT document FROM documents) ORDER BY document LIMIT 20"
        ).fetchall()
        yield from (f"{table}: document {row[0]} is not there" for row in lost)
    bare = con.sql(
        "SELECT document FROM documents "
        "WHERE document NOT IN (SELECT document FROM acquisitions) ORDER BY document LIMIT 20"
    ).fetchall()
    yield from (f"documents: {row[0]} comes from nowhere" for row in bare)


def _check_bytes(con: duckdb.DuckDBPyConnection, proof: Proof) -> None:
    for digest, size, data in _iter_rows(con, "SELECT sha256, size, data FROM bytes"):
        proof.bytes += 1
        if hashlib.sha256(data).hexdigest() != digest or len(data) != size:
            proof.faults.append(f"bytes: {digest} is not the hash of what is kept under it")
    proof.without_bytes = con.sql(
        "SELECT count(*) FROM documents WHERE bytes_sha256 NOT IN (SELECT sha256 FROM bytes)"
    ).fetchall()[0][0]


def _check_reports(con: duckdb.DuckDBPyConnection, proof: Proof) -> None:
    """Prove texts, spans, references, and the rows that are made of reports."""
    made = {
        table: _iter_rows(con, f"SELECT * FROM {table} ORDER BY document, {order}")
        for table, order in (("accounts", "n"), ("figures", "account, n"))
    }
    kept = {table: _Cursor(rows) for table, rows in made.items()}
    columns = {table: list(con.sql(f"FROM {table} LIMIT 0").columns) for table in made}
    for document, report in iter_reports(con):
        proof.documents += 1
        proof.faults += _check_text(document, report)
        try:
            check_report(report)
        except RawiError as error:
            proof.faults.append(str(error))
        proof.spans += sum(1 for _ in iter_spans(report))
        accounts, figures = make_account_rows(document, report)
        figures.sort(key=lambda row: (row["account"], row["n"]))
        for table, rows in (("accounts", accounts), ("figures", figures)):
            wanted = [tuple(row[column] for column in columns[table]) for row in rows]
            proof.rows += len(wanted)
            if kept[table].take(document, columns[table].index("document")) != wanted:
                proof.faults.append(f"{table}: those of document {document} are not as its report")


def _check_text(document: str, report: Report) -> Iterator[str]:
    doc = report.document
    digest = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()
    if doc.id != f"sha256:{digest}":
        yield f"documents: the text of {document} has the hash {digest}, not {doc.id[7:]}"
    elif make_document_key(doc) != document:
        yield f"documents: {document} is not the key of its text, title, outlet, day and address"


class _Cursor:
    """Rows ordered by document, taken one document at a time."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def take(self, document: str, column: int) -> list[tuple[Any, ...]]:
        found = []
        while self._next is not None and self._next[column] <= document:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _iter_rows(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query, a few at a time; several may be under way at once."""
    for batch in con.cursor().sql(query).to_arrow_reader(_BATCH):
        for row in batch.to_pylist():
            yield tuple(row.values())
