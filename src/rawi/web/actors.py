"""Actors over HTTP: found by name in either script, and one with all that is said of it."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request

from rawi.web.actor_shapes import (
    ActorPage,
    ActorRow,
    ActorView,
    InvolvementPage,
    Month,
    QuotationPage,
    Ties,
)
from rawi.web.failures import RESPONSES, RefusalError
from rawi.web.involvements import count_parts, list_involvements
from rawi.web.questions import Ask, Asker, Day, Limit, Offset, Row
from rawi.web.quotations import count_months, list_quotations
from rawi.web.roles import list_namings, list_roles, list_wordings
from rawi.web.ties import list_ties

router = APIRouter(prefix="/api/actors", tags=["actors"], responses=RESPONSES)

Key = Annotated[str, Path(max_length=60)]
_SHOWN_ALIASES = 4
_LATIN = """
SELECT m.actor, mode(e.latin ORDER BY e.latin) FROM actor_members AS m
JOIN entities AS e ON e.document = m.document AND e.id = m.entity
JOIN actors AS a ON a.actor = m.actor
WHERE m.actor IN (SELECT unnest(?)) AND e.name = a.name AND e.latin IS NOT NULL GROUP BY 1
"""


@router.get("")
def list_actors(
    request: Request,
    ask: Ask,
    q: Annotated[str | None, Query(max_length=100, description="A name, in either script.")] = None,
    type: Literal["person", "organization", "armed_group"] | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> ActorPage:
    """Return actors, those of most articles first; where a name is asked for, the likest first.

    Arabic and Latin letters find the same: Hafter, Haftar and حفتر.
    """
    if q is None or not q.strip():
        where = "true" if type is None else "type = ?"
        values = [] if type is None else [type]
        total = ask.value(f"SELECT count(*) FROM actors WHERE {where}", *values)
        found = ask.rows(
            f"SELECT * FROM actors WHERE {where} ORDER BY documents DESC, actor LIMIT ? OFFSET ?",
            *values, limit, offset,
        )  # fmt: skip
        return ActorPage(total=total, items=make_actor_rows(ask, found))
    keys: list[str] = request.app.state.names.find(ask, "actor", q)
    if type is not None:
        kept = dict(ask.pairs("SELECT actor, actor FROM actors WHERE type = ?", type))
        keys = [key for key in keys if key in kept]
    page = keys[offset : offset + limit]
    rows = ask.rows("SELECT * FROM actors WHERE actor IN (SELECT unnest(?))", page)
    place = {key: n for n, key in enumerate(page)}
    rows.sort(key=lambda row: place[row["actor"]])
    return ActorPage(total=len(keys), items=make_actor_rows(ask, rows))


@router.get("/{actor}")
def show_actor(ask: Ask, actor: Key) -> ActorView:
    """Return an actor: names, roles with who says so, what it is called, statements by month."""
    row = _load_actor(ask, actor)
    days = ask.rows(
        "SELECT min(published) AS first, max(published) AS last FROM documents WHERE document IN "
        "(SELECT document FROM actor_members WHERE actor = ?)",
        actor,
    )[0]
    agent, target = count_parts(ask, actor)
    return ActorView(
        row=make_actor_rows(ask, [row])[0], aliases=row["aliases"], **days,
        namings=list_namings(ask, actor), wordings=list_wordings(ask, actor),
        roles=list_roles(ask, actor), as_agent=agent, as_target=target,
        months=[Month(month=month, stances=by) for month, by in count_months(ask, actor).items()],
    )  # fmt: skip


@router.get("/{actor}/ties")
def show_ties(ask: Ask, actor: Key) -> Ties:
    """Return an actor's ties with others, each with who says so."""
    _load_actor(ask, actor)
    return list_ties(ask, actor)


@router.get("/{actor}/incidents")
def show_incidents(
    ask: Ask,
    actor: Key,
    side: Literal["agent", "target"] | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> InvolvementPage:
    """Return the incidents that an actor has a part in, by whose word; most told first."""
    _load_actor(ask, actor)
    return list_involvements(ask, actor, side=side, limit=limit, offset=offset)


@router.get("/{actor}/quotations")
def show_quotations(
    ask: Ask,
    actor: Key,
    stance: Annotated[str | None, Query(max_length=30)] = None,
    month: Annotated[Day | None, Query(description="Any day of the month.")] = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> QuotationPage:
    """Return what an actor is said to say, the newest first."""
    _load_actor(ask, actor)
    return list_quotations(ask, actor, stance=stance, month=month, limit=limit, offset=offset)


def _load_actor(ask: Asker, actor: str) -> Row:
    found = ask.rows("SELECT * FROM actors WHERE actor = ?", actor)
    if not found:
        raise RefusalError(404, f"no actor {actor!r}", "GET /api/actors lists them")
    return found[0]


def make_actor_rows(ask: Asker, found: Sequence[Row]) -> list[ActorRow]:
    """Return rows of actors with their names in Latin letters."""
    latin = dict(ask.pairs(_LATIN, [row["actor"] for row in found]))
    return [
        ActorRow(
            actor=row["actor"], type=row["type"], name=row["name"], documents=row["documents"],
            latin=latin.get(row["actor"]), aliases=row["aliases"][:_SHOWN_ALIASES],
        )
        for row in found
    ]  # fmt: skip
