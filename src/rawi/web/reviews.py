"""Reviews over HTTP: accept, correct, merge, part and take back; what was decided, by whom.

Every write says what its page showed. Where that is no longer so, nothing is written and the answer
is 409: whoever else was at it meanwhile is named, and the page shows the values of now.
"""

from collections.abc import Sequence
from typing import Annotated, Any

import duckdb
from fastapi import APIRouter, Depends, Query, Request

from rawi.record import reviews
from rawi.record.correcting import correct_item
from rawi.record.journals import Review
from rawi.web.decisions import list_steps, load_decisions
from rawi.web.desk import Desk
from rawi.web.failures import RESPONSES, FailureBody, RefusalError
from rawi.web.questions import Ask, Limit, Offset
from rawi.web.review_shapes import (
    Acceptance,
    Correction,
    Decisions,
    Kept,
    Merging,
    Parting,
    ReviewPage,
    Taking,
)

Row = dict[str, Any]

_AGAIN = "Look at it as it is now, and decide again"
_MEMBERS = {
    "incidents": "SELECT account FROM incident_accounts WHERE incident = $1",
    "actors": "SELECT document || ':' || entity FROM actor_members WHERE actor = $1",
}
_GROUPS = {
    "incidents": "SELECT DISTINCT incident FROM incident_accounts WHERE account IN "
    "(SELECT unnest($1)) ORDER BY 1",
    "actors": "SELECT DISTINCT actor FROM actor_members WHERE document || ':' || entity IN "
    "(SELECT unnest($1)) ORDER BY 1",
}


def find_desk(request: Request) -> Desk:
    """Return the desk that reviews go to.

    Raises:
        RefusalError: the record is served without one.
    """
    found = request.app.state.record
    if not isinstance(found, Desk):
        raise RefusalError(403, "the record is served without reviews", "Use rawi serve")
    return found


At = Annotated[Desk, Depends(find_desk)]
router = APIRouter(
    prefix="/api/reviews",
    tags=["reviews"],
    dependencies=[Depends(find_desk)],
    responses={
        **RESPONSES,
        403: {"model": FailureBody, "description": "Nobody may review here."},
        409: {"model": FailureBody, "description": "Somebody else decided meanwhile."},
    },
)


@router.post("/accept")
def accept(desk: At, wanted: Acceptance) -> Kept:
    """Accept items as they were shown: all of them, or none where one has changed."""

    def make(con: duckdb.DuckDBPyConnection) -> Sequence[Review]:
        for one in wanted.items:
            _check_item(con, one.kind, one.item, one.seen)
        return [
            reviews.accept(con, one.kind, one.item, reviewer=wanted.reviewer, why=wanted.why)
            for one in wanted.items
        ]

    return _answer(desk, desk.write(make))


@router.post("/correct")
def correct(desk: At, wanted: Correction) -> Kept:
    """Correct columns of an item."""

    def make(con: duckdb.DuckDBPyConnection) -> Sequence[Review]:
        _check_item(con, wanted.kind, wanted.item, wanted.seen)
        return [
            reviews.correct(
                con, wanted.kind, wanted.item, after=wanted.after,
                reviewer=wanted.reviewer, why=wanted.why,
            )
        ]  # fmt: skip

    return _answer(desk, desk.write(make))


@router.post("/merge")
def merge(desk: At, wanted: Merging) -> Kept:
    """Hold groups to be one; of a single group, that its members are one."""

    def make(con: duckdb.DuckDBPyConnection) -> Sequence[Review]:
        items = []
        for group, seen in wanted.seen.items():
            _check_members(desk, wanted.kind, group, seen)
            items += seen
        return [reviews.merge(con, wanted.kind, items, reviewer=wanted.reviewer, why=wanted.why)]

    return _answer(desk, desk.write(make))


@router.post("/split")
def split(desk: At, wanted: Parting) -> Kept:
    """Hold some members of a group to be another; the others that were shown stay together."""
    rest = [item for item in wanted.seen if item not in wanted.apart]
    if not rest or not set(wanted.apart) <= set(wanted.seen):
        raise RefusalError(
            422, "what is parted are some of the members that were shown, not all",
            "Choose some of them",
        )  # fmt: skip

    def make(con: duckdb.DuckDBPyConnection) -> Sequence[Review]:
        _check_members(desk, wanted.kind, wanted.group, wanted.seen)
        return [
            reviews.split(
                con, wanted.kind, [*wanted.apart, *rest],
                sides=[0] * len(wanted.apart) + [1] * len(rest),
                reviewer=wanted.reviewer, why=wanted.why,
            )
        ]  # fmt: skip

    return _answer(desk, desk.write(make))


@router.post("/{review}/undo")
def undo(desk: At, review: str, wanted: Taking) -> Kept:
    """Take a review back; the values are again what they were without it."""

    def make(con: duckdb.DuckDBPyConnection) -> Sequence[Review]:
        undone = con.execute("SELECT reviewer FROM reviews WHERE undoes = $1", [review]).fetchall()
        if undone:
            raise RefusalError(409, f"{undone[0][0]} took this review back already", _AGAIN)
        return [reviews.undo(con, review, reviewer=wanted.reviewer, why=wanted.why)]

    return _answer(desk, desk.write(make))


@router.get("")
def list_reviews(
    ask: Ask,
    reviewer: Annotated[str | None, Query(max_length=80)] = None,
    document: Annotated[str | None, Query(max_length=60)] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> ReviewPage:
    """Return the log of reviews, the newest first; each with what was there before it."""
    where, values = ["action <> 'undo'"], []
    for column, value in (("reviewer", reviewer), ("document", document)):
        if value is not None:
            where.append(f"{column} = ?")
            values.append(value)
    chosen = " AND ".join(where)
    total = ask.value(f"SELECT count(*) FROM reviews WHERE {chosen}", *values)
    found = ask.rows(
        f"SELECT * FROM reviews WHERE {chosen} ORDER BY reviewed DESC, review LIMIT ? OFFSET ?",
        *values, limit, offset,
    )  # fmt: skip
    return ReviewPage(total=total, items=list_steps(ask, found))


@router.get("/decided/{document}")
def show_decided(ask: Ask, document: str) -> Decisions:
    """Return who decided on what in an article; what is not named stands as the program read it."""
    return Decisions(items=load_decisions(ask, document))


def _answer(desk: Desk, made: Sequence[Review]) -> Kept:
    groups: list[str] = []
    for review in made:
        if review.kind in _GROUPS:
            rows = (
                desk.connection.cursor()
                .execute(_GROUPS[review.kind], [list(review.items)])
                .fetchall()
            )
            groups += [row[0] for row in rows]
    return Kept(reviews=[review.review for review in made], groups=groups)


def _check_item(con: duckdb.DuckDBPyConnection, kind: str, item: str, seen: Row) -> None:
    """Refuse a decision on values that are no longer those that the page showed.

    Raises:
        RefusalError: somebody corrected one of them meanwhile.
        RecordError: there is no such item.
    """
    row = reviews.find_item(con, kind, item)
    now = reviews.simplify(correct_item(con, kind, row))
    now |= {
        column: _drop_letters(now[column]) for column in ("triggers", "content") if column in now
    }
    changed = [column for column, value in seen.items() if now.get(column) != value]
    if not changed:
        return
    who = con.execute(
        "SELECT reviewer FROM reviews WHERE kind = $1 AND list_contains(anchors, $2) "
        "ORDER BY reviewed DESC LIMIT 1",
        [kind, row["anchor"]],
    ).fetchall()
    name = who[0][0] if who else "somebody"
    values = ", ".join(f"{column} is {now.get(column)!r}" for column in changed)
    raise RefusalError(409, f"{name} decided meanwhile: {values}", _AGAIN)


def _drop_letters(spans: Sequence[Row]) -> list[Row]:
    """Return spans as a page sends them: their two ends."""
    return [{end: span[end] for end in ("span_start", "span_end")} for span in spans]


def _check_members(desk: Desk, kind: str, group: str, seen: Sequence[str]) -> None:
    """Refuse a decision on members that are no longer of the group that the page showed."""
    rows = desk.connection.cursor().execute(_MEMBERS[kind], [group]).fetchall()
    gone = sorted(set(seen) - {row[0] for row in rows})
    if gone or not seen:
        raise RefusalError(
            409, f"{group} changed meanwhile: {', '.join(gone[:3]) or 'it'} is no longer in it",
            _AGAIN,
        )  # fmt: skip
