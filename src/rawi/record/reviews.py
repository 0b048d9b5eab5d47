"""Reviews: what people decide about readings and judgements, and how that holds in later builds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb
import msgspec
import pyarrow as pa

from rawi.errors import RecordError
from rawi.record.corrections import check_columns, complete
from rawi.record.journals import Review, append_review, load_reviews, make_review, make_review_rows
from rawi.record.reviewed import HOLDS, SPANS, make_anchor, make_item

Row = dict[str, Any]
# What holds together items of many documents, and the items that it holds.
GROUPS = {"incidents": "accounts", "actors": "entities"}
_SIDES = "sides"
State = Literal["holds", "confirmed", "changed", "gone"]

_COLUMNS = (
    "review", "reviewed", "reviewer", "action", "kind", "document", "items", "anchors", "before",
    "after", "why", "undoes",
)  # fmt: skip


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a review stands to the record as it is now.

    Attributes:
        review: Key of the review.
        state: `holds`; `confirmed`: the program now reads what the reviewer put; `changed`: it now
            reads a third thing, the reviewer's word still goes first; `gone`: an item is no longer
            there, so the review no longer applies.
        items: The items' ids now; of those gone the ids that they had.
    """

    review: str
    state: State
    items: tuple[str, ...]


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """That a person held items to be one, or apart.

    Attributes:
        review: Key of the review.
        kind: `incidents` (items are accounts) or `actors` (items are entities).
        same: Whether they are one.
        items: Their ids now.
        sides: Of items that are apart the side of each; None: each two are apart.
    """

    review: str
    kind: str
    same: bool
    items: tuple[str, ...]
    sides: tuple[int, ...] | None = None


def accept(con: duckdb.DuckDBPyConnection, kind: str, item: str, **who: str | None) -> Review:
    """Return the review that a reading is right as it stands.

    Args:
        con: A connection to the record.
        kind: Table of the item: `accounts`, `statements`, ….
        item: Its id in the record: the document's key, a colon, its id.
        who: `reviewer`, and `why`.

    Raises:
        RecordError: there is no such item.
    """
    return _review_one(con, kind, item, after=None, action="accept", who=who)


def correct(
    con: duckdb.DuckDBPyConnection, kind: str, item: str, *, after: Row, **who: str | None
) -> Review:
    """Return the review that some columns of a reading should be otherwise.

    Args:
        con: A connection to the record.
        kind: Table of the item.
        item: Its id in the record.
        after: The right values by column; None for what is not known; `holds` False for a reading
            that should not be there.
        who: `reviewer`, and `why`.

    Raises:
        RecordError: there is no such item, a column cannot be corrected, or a value cannot be
            right (`corrections.complete`).
    """
    check_columns(kind, after)
    return _review_one(con, kind, item, after=after, action="correct", who=who)


def merge(
    con: duckdb.DuckDBPyConnection, kind: str, items: Sequence[str], **who: str | None
) -> Review:
    """Return the review that accounts are of one incident, or entities one actor.

    Args:
        con: A connection to the record.
        kind: `incidents` or `actors`.
        items: Ids of accounts, or of entities, two or more; or of incidents or actors, each of
            which stands for its first member.
        who: `reviewer`, and `why`.

    Raises:
        RecordError: an item is not there, or there are fewer than two.
    """
    return _review_group(con, kind, items, action="merge", who=who)


def split(
    con: duckdb.DuckDBPyConnection,
    kind: str,
    items: Sequence[str],
    *,
    sides: Sequence[int] | None = None,
    **who: str | None,
) -> Review:
    """Return the review that items are apart; otherwise as `merge`.

    Args:
        con: A connection to the record.
        kind: `incidents` or `actors`.
        items: As of `merge`.
        sides: The side of each item: those of one side are one, those of different sides apart.
            None: each two are apart.
        who: `reviewer`, and `why`.
    """
    if sides is not None and (len(sides) != len(items) or len(set(sides)) < 2):
        raise RecordError("split: give each item its side, and name two sides or more")
    after = None if sides is None else {_SIDES: list(sides)}
    return _review_group(con, kind, items, action="split", who=who, after=after)


def undo(con: duckdb.DuckDBPyConnection, review: str, **who: str | None) -> Review:
    """Return the review that takes another back.

    Raises:
        RecordError: there is no such review, or it is itself an undo: review again instead.
    """
    found = con.execute(
        "SELECT action, kind, document, items, anchors FROM reviews WHERE review = $1", [review]
    ).fetchall()
    if not found:
        raise RecordError(f"there is no review {review!r}")
    action, kind, document, items, anchors = found[0]
    if action == "undo":
        raise RecordError(f"review {review} takes another back. To have that back, review again")
    return make_review(
        action="undo", kind=kind, document=document, items=tuple(items), anchors=tuple(anchors),
        undoes=review, **_check_who(who),
    )  # fmt: skip


def keep(record: Path, review: Review) -> None:
    """Keep a review; when this returns it is on disk."""
    append_review(record, review)


def absorb_reviews(con: duckdb.DuckDBPyConnection, record: Path) -> int:
    """Take the journal's reviews into the table; return how many were new.

    On a connection that only reads they go to a table that lives as long as the connection, and
    stands before the record's own.
    """
    reviews, _ = load_reviews(record)
    known = {row[0] for row in con.execute("SELECT review FROM reviews").fetchall()}
    fresh = [review for review in reviews if review.review not in known]
    if not fresh:
        return 0
    if _is_read_only(con):
        con.execute("CREATE TEMP TABLE IF NOT EXISTS reviews AS FROM reviews")
    rows = make_review_rows(fresh)
    con.register(
        "journal", pa.Table.from_pylist([dict(zip(_COLUMNS, r, strict=True)) for r in rows])
    )
    names = ", ".join(_COLUMNS)
    con.execute(f"INSERT INTO reviews ({names}) SELECT {names} FROM journal")
    con.unregister("journal")
    return len(fresh)


def list_standings(con: duckdb.DuckDBPyConnection) -> list[Standing]:
    """Return how every review that was not undone stands to the record as it is now."""
    return _list_standings(con, list(_load_active(con)))


def _list_standings(con: duckdb.DuckDBPyConnection, reviews: Sequence[Row]) -> list[Standing]:
    wanted: dict[str, set[str]] = {}
    for review in reviews:
        wanted.setdefault(_find_table(review), set()).update(review["anchors"])
    found = {table: find_by_anchors(con, table, anchors) for table, anchors in wanted.items()}
    return [_make_standing(review, found[_find_table(review)]) for review in reviews]


def _find_table(review: Row) -> str:
    """Return the table that the items of a review lie in."""
    kind = str(review["kind"])
    return GROUPS.get(kind, kind)


def _make_standing(review: Row, rows: dict[str, Row]) -> Standing:
    items = tuple(
        rows[anchor]["item"] if anchor in rows else item
        for anchor, item in zip(review["anchors"], review["items"], strict=True)
    )
    state: State = "gone"
    if all(anchor in rows for anchor in review["anchors"]):
        state = _compare(review, rows)
    return Standing(review=review["review"], state=state, items=items)


def list_decided(con: duckdb.DuckDBPyConnection, kind: str) -> list[Decided]:
    """Return what people decided of incidents or actors, as far as it still applies, in order."""
    reviews = {row["review"]: row for row in _load_active(con) if row["kind"] == kind}
    return [
        Decided(
            review=s.review, kind=kind, same=reviews[s.review]["action"] == "merge", items=s.items,
            sides=_decode_sides(reviews[s.review]["after"]),
        )
        for s in _list_standings(con, list(reviews.values()))
        if s.state != "gone"
    ]  # fmt: skip


def _decode_sides(after: str | None) -> tuple[int, ...] | None:
    return None if after is None else tuple(msgspec.json.decode(after)[_SIDES])


def _review_one(
    con: duckdb.DuckDBPyConnection,
    kind: str,
    item: str,
    *,
    after: Row | None,
    action: Literal["accept", "correct"],
    who: dict[str, str | None],
) -> Review:
    row = find_item(con, kind, item)
    anchor = row.pop("anchor")
    if after is not None:
        after = complete(con, kind, row, after)
    return make_review(
        action=action, kind=kind, document=row["document"], items=(item,), anchors=(anchor,),
        before=simplify(row), after=after, **_check_who(who),
    )  # fmt: skip


def _review_group(
    con: duckdb.DuckDBPyConnection,
    kind: str,
    items: Sequence[str],
    *,
    action: Literal["merge", "split"],
    who: dict[str, str | None],
    after: Row | None = None,
) -> Review:
    if kind not in GROUPS:
        raise RecordError(f"{kind}: merged and split are {' and '.join(GROUPS)}")
    if len(set(items)) < 2:
        raise RecordError(f"{action}: name two items or more")
    rows = [find_item(con, GROUPS[kind], _find_member(con, kind, item)) for item in items]
    return make_review(
        action=action, kind=kind, items=tuple(row["item"] for row in rows),
        anchors=tuple(row["anchor"] for row in rows),
        before={row["item"]: simplify(row) for row in rows}, after=after, **_check_who(who),
    )  # fmt: skip


# What holds items together -> the SQL of the first item that one of them holds.
_MEMBERS = {
    "incidents": "SELECT min(account) FROM incident_accounts WHERE incident = $1",
    "actors": "SELECT min(document || ':' || entity) FROM actor_members WHERE actor = $1",
}


def _find_member(con: duckdb.DuckDBPyConnection, kind: str, item: str) -> str:
    """Return the first member of an incident or actor; what is neither, as it is."""
    found = con.execute(_MEMBERS[kind], [item]).fetchall()[0][0]
    return item if found is None else str(found)


def _check_who(who: dict[str, str | None]) -> dict[str, Any]:
    unknown = set(who) - {"reviewer", "why"}
    if unknown or not (who.get("reviewer") or "").strip():
        raise RecordError("a review says who made it: reviewer='…', and may say why='…'")
    return who


def find_item(con: duckdb.DuckDBPyConnection, table: str, item: str, *, readings: str = "") -> Row:
    """Return the row of an item as the program read it, with its `item` and `anchor`.

    Args:
        con: A connection to the record.
        table: Its table.
        item: Its id.
        readings: What goes before the table's name (`reviewed.make_views`).

    Raises:
        RecordError: there is none.
    """
    if table not in SPANS:
        raise RecordError(f"{table!r} cannot be reviewed; these can: {', '.join(SPANS)}")
    document = item.partition(":")[0]
    found = _select(con, table, "document = $1", [document], readings=readings)
    row = next((row for row in found if row["item"] == item), None)
    if row is None:
        raise RecordError(f"{table}: there is no {item!r}")
    return row


def find_by_anchors(
    con: duckdb.DuckDBPyConnection, table: str, anchors: Iterable[str]
) -> dict[str, Row]:
    """Return the rows that stand where anchors say, by anchor."""
    documents = sorted({anchor.partition("/")[0] for anchor in anchors})
    wanted = set(anchors)
    rows = _select(con, table, "document IN (SELECT unnest($1))", [documents])
    return {row["anchor"]: row for row in rows if row["anchor"] in wanted}


def _select(
    con: duckdb.DuckDBPyConnection,
    table: str,
    where: str,
    values: list[Any],
    *,
    readings: str = "",
) -> list[Row]:
    con.execute(
        f"SELECT *, {make_item(table)} AS item, {make_anchor(table)} AS anchor "
        f"FROM {readings}{table} WHERE {where} ORDER BY document, n",
        values,
    )
    names = [column[0] for column in con.description or ()]
    return [dict(zip(names, row, strict=True)) for row in con.fetchall()]


def _load_active(con: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    con.execute(f"SELECT {', '.join(_COLUMNS)} FROM active_reviews ORDER BY reviewed, review")
    for row in con.fetchall():
        yield dict(zip(_COLUMNS, row, strict=True))


def _compare(review: Row, rows: dict[str, Row]) -> State:
    """Return how a review of items that are all there stands."""
    if review["action"] != "correct":
        return "holds"
    now = simplify(rows[review["anchors"][0]])
    before = msgspec.json.decode(review["before"])
    after = {k: v for k, v in msgspec.json.decode(review["after"]).items() if k != HOLDS}
    if after and all(now.get(column) == value for column, value in after.items()):
        return "confirmed"
    unchanged = all(now.get(column) == before.get(column) for column in after)
    return "holds" if unchanged else "changed"


def simplify(row: Row) -> Row:
    """Return a row as JSON gives it back: days and times in ISO."""
    return {
        column: value.isoformat() if isinstance(value, (date, datetime)) else value
        for column, value in row.items()
    }


def _is_read_only(con: duckdb.DuckDBPyConnection) -> bool:
    return bool(
        con.execute(
            "SELECT readonly FROM duckdb_databases() WHERE database_name = current_database()"
        ).fetchall()[0][0]
    )
