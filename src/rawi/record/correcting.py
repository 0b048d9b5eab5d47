"""Readings as people corrected them, made of the program's rows and the reviews.

It gives what the views `reviewed_…` give. A view looks through a whole table to tell the rows of
one place apart; here the rows of a few documents are at hand.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb
import msgspec

from rawi.record.reviewed import HOLDS, SPANS

Row = dict[str, Any]
# Layer -> document -> its rows, in their order.
Layers = dict[str, dict[str, list[Row]]]

_DAYS = ("earliest", "latest")


def list_corrected(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the keys of the documents of which a reading was corrected."""
    rows = con.execute(
        "SELECT DISTINCT document FROM active_reviews WHERE action = 'correct'"
    ).fetchall()
    return frozenset(row[0] for row in rows)


def correct_layers(
    con: duckdb.DuckDBPyConnection, layers: Layers, documents: Sequence[str]
) -> None:
    """Correct the rows of documents, and take out those that a person held to be no reading.

    Args:
        con: A connection to the record, with all reviews.
        layers: Rows as the program made them; changed in place.
        documents: Keys of documents that were corrected.
    """
    rows = con.execute(
        "SELECT kind, document, anchors[1], after FROM active_reviews WHERE action = 'correct' "
        "AND document IN (SELECT unnest($1)) ORDER BY reviewed, review",
        [list(documents)],
    ).fetchall()
    after: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for kind, document, anchor, given in rows:
        after[kind, document].setdefault(anchor, {}).update(msgspec.json.decode(given))
    for (layer, document), changes in after.items():
        found = layers[layer].get(document, [])
        anchors = make_anchors(layer, found)
        corrected = [
            _correct(row, changes.get(anchor, {}))
            for anchor, row in zip(anchors, found, strict=True)
        ]
        layers[layer][document] = [row for row in corrected if row is not None]


def correct_item(con: duckdb.DuckDBPyConnection, kind: str, row: Row) -> Row:
    """Return a row as people corrected it, with `holds`: whether it is a reading at all.

    Args:
        con: A connection to the record, with all reviews.
        kind: Its table.
        row: As `reviews.find_item` gives it.
    """
    rows = con.execute(
        "SELECT after FROM active_reviews WHERE action = 'correct' AND kind = $1 "
        "AND document = $2 AND anchors[1] = $3 ORDER BY reviewed, review",
        [kind, row["document"], row["anchor"]],
    ).fetchall()
    after: Row = {HOLDS: True}
    for (given,) in rows:
        after.update(msgspec.json.decode(given))
    corrected = _correct(row, {**after, HOLDS: True})
    return {**(corrected or row), HOLDS: after[HOLDS]}


def make_anchors(table: str, rows: Sequence[Row]) -> list[str]:
    """Return where the rows of one document stand, as `reviewed.make_anchor` has it in SQL."""
    seen: Counter[tuple[object, ...]] = Counter()
    anchors = []
    for row in rows:
        span = tuple(_look_up(row, column) for column in SPANS[table])
        seen[span] += 1
        parts = ("" if part is None else str(part) for part in (row["document"], *span))
        anchors.append(f"{'/'.join(parts)}/{seen[span]}")
    return anchors


def _look_up(row: Row, column: str) -> object:
    """Return a column's value; `triggers[1].span_start` is of the first trigger."""
    name, _, field = column.partition("[1].")
    if not field:
        return row[name]
    return row[name][0][field] if row[name] else None


def _correct(row: Row, after: Row) -> Row | None:
    if after.get(HOLDS) is False:
        return None
    changed = {column: value for column, value in after.items() if column != HOLDS}
    for column in _DAYS:
        if changed.get(column) is not None:
            changed[column] = date.fromisoformat(changed[column])
    return row | changed
