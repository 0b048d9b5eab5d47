"""Incidents and actors as a reviewer sees them.

Their members with dates and titles, what ties them together, and what else may belong to them.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from rawi.incidents.judgements import KINDS
from rawi.record.reviewed import make_anchor, make_item
from rawi.web.decisions import list_decisions, load_history
from rawi.web.failures import RESPONSES, RefusalError
from rawi.web.items import find_sentence
from rawi.web.questions import Ask, Asker, Row
from rawi.web.review_shapes import (
    Candidate,
    Candidates,
    GroupKind,
    GroupView,
    Key,
    Mark,
    Member,
    Step,
    Tie,
)
from rawi.web.reviews import find_desk

router = APIRouter(
    prefix="/api/groups", tags=["reviews"], responses=RESPONSES, dependencies=[Depends(find_desk)]
)

# Members shown of one group, and groups that are proposed beside it.
_MOST_MEMBERS = 200
_MOST_CANDIDATES = 30
_DAYS_NEAR = 3
_MEMBERS = {
    "incidents": """
SELECT a.account AS item, a.document, d.title, d.outlet, d.published, a.type, a.place_name AS place,
       a.earliest, a.latest, array_to_string([t.text FOR t IN a.triggers], ' … ') AS label,
       a.triggers[1].span_start AS span_start, a.triggers[1].span_end AS span_end, d.text
FROM incident_accounts AS i JOIN accounts AS a USING (account)
JOIN documents AS d ON d.document = a.document
WHERE i.incident = $1 ORDER BY d.published NULLS LAST, a.account""",
    "actors": """
SELECT m.document || ':' || m.entity AS item, m.document, d.title, d.outlet, d.published, e.type,
       NULL AS place, NULL AS earliest, NULL AS latest,
       concat_ws('، ', e.name, nullif(array_to_string([r.title FOR r IN e.roles], '، '), ''))
           AS label,
       min(n.span_start) AS span_start, arg_min(n.span_end, n.span_start) AS span_end,
       any_value(d.text) AS text
FROM actor_members AS m JOIN entities AS e ON e.document = m.document AND e.id = m.entity
JOIN documents AS d ON d.document = m.document
LEFT JOIN mentions AS n ON n.document = m.document AND n.entity = m.entity
WHERE m.actor = $1 GROUP BY ALL ORDER BY d.published NULLS LAST, item""",
}
_GROUP = {
    "incidents": "SELECT incident AS id, type, place_name AS label, earliest, latest, documents, "
    "accounts AS total FROM incidents WHERE incident = ?",
    "actors": "SELECT a.actor AS id, a.type, a.name AS label, NULL AS earliest, NULL AS latest, "
    "documents, (SELECT count(*) FROM actor_members AS m WHERE m.actor = a.actor) AS total "
    "FROM actors AS a WHERE a.actor = ?",
}


@router.get("/{kind}/{group}")
def show_group(ask: Ask, kind: GroupKind, group: Annotated[Key, Path()]) -> GroupView:
    """Return a group with its members, the earliest first, and what ties them together."""
    row = _load_group(ask, kind, group)
    members = ask.rows(f"{_MEMBERS[kind]} LIMIT {_MOST_MEMBERS}", group)
    items = [member["item"] for member in members]
    ties = ask.rows(
        "SELECT one, other, score, reasons, judge FROM judgements WHERE kind = ? "
        "AND (one IN (SELECT unnest(?)) OR other IN (SELECT unnest(?))) ORDER BY score, one, other",
        KINDS[kind], items, items,
    )  # fmt: skip
    return GroupView(
        kind=kind, group=group, label=row["label"] or "", type=row["type"], total=row["total"],
        members=[_make_member(member) for member in members],
        ties=[Tie(**tie) for tie in ties],
        decisions=list_decisions(ask, kind, items), history=_load_history(ask, kind, items),
    )  # fmt: skip


@router.get("/{kind}/{group}/candidates")
def list_candidates(
    ask: Ask,
    kind: GroupKind,
    group: Annotated[Key, Path()],
    q: Annotated[str | None, Query(max_length=100, description="A word of a title.")] = None,
) -> Candidates:
    """Return groups that may be one with this one: of near days and like kind, or of like name."""
    row = _load_group(ask, kind, group)
    find = _find_incidents if kind == "incidents" else _find_actors
    found = find(ask, row, q)
    return Candidates(items=[_make_candidate(ask, kind, one) for one in found])


def _load_group(ask: Asker, kind: str, group: str) -> Row:
    found = ask.rows(_GROUP[kind], group)
    if not found:
        raise RefusalError(
            404, f"no {group!r} among the {kind}", "It may have been merged; look at the queue"
        )
    return found[0]


def _make_member(row: Row) -> Member:
    text = row.pop("text")
    start, end = row.pop("span_start"), row.pop("span_end")
    marks = [] if start is None else [Mark(start=start, end=end, role="event")]
    first, last = find_sentence(text, marks)
    return Member(**row, excerpt=text[first:last], excerpt_start=first, marks=marks)


def _load_history(ask: Asker, kind: str, items: Sequence[str]) -> list[Step]:
    """Return the reviews of a group's members, wherever they belonged then."""
    table = "accounts" if kind == "incidents" else "entities"
    documents = sorted({item.rpartition(":")[0] for item in items})
    if not documents or not ask.value("SELECT count(*) FROM reviews WHERE kind = ?", kind):
        return []
    stand = ", ".join("?" * len(documents))
    rows = ask.rows(
        f"SELECT item, anchor FROM (SELECT {make_item(table)} AS item, {make_anchor(table)} AS "
        f"anchor, document FROM record.{table} WHERE document IN ({stand}))",
        *documents,
    )
    wanted = set(items)
    return load_history(ask, kind, [row["anchor"] for row in rows if row["item"] in wanted])


def _find_incidents(ask: Asker, row: Row, q: str | None) -> list[Row]:
    """Return incidents told as of days near these, those of the same kind and place first."""
    conditions, values = ["i.incident <> ?"], [row["id"]]
    if q:
        conditions.append(
            "EXISTS (SELECT 1 FROM incident_accounts AS t JOIN documents AS d USING (document) "
            "WHERE t.incident = i.incident AND contains(d.title, ?))"
        )
        values.append(q)
    elif row["earliest"] or row["latest"]:
        first, last = row["earliest"] or row["latest"], row["latest"] or row["earliest"]
        conditions.append(
            f"i.latest >= ?::DATE - {_DAYS_NEAR} AND i.earliest <= ?::DATE + {_DAYS_NEAR}"
        )
        values += [first, last]
    else:
        conditions.append("i.place_name = ?")
        values.append(row["label"])
    return ask.rows(
        "SELECT i.incident AS id, i.type, i.place_name AS label, i.earliest, i.latest, "
        "i.documents, "
        "list_filter([CASE WHEN i.type = ? THEN 'type' END, CASE WHEN i.place_name = ? THEN "
        "'place' END], lambda x: x IS NOT NULL) AS shared "
        f"FROM incidents AS i WHERE {' AND '.join(conditions)} "
        f"ORDER BY len(shared) DESC, i.documents DESC, i.incident LIMIT {_MOST_CANDIDATES}",
        row["type"], row["label"], *values,
    )  # fmt: skip


def _find_actors(ask: Asker, row: Row, q: str | None) -> list[Row]:
    """Return actors that share a word of their names, those of most words first."""
    wanted = (q or row["label"]).split()
    return ask.rows(
        "WITH named AS (SELECT actor, type, name, documents, "
        "len(list_intersect(string_split(concat_ws(' ', name, array_to_string(aliases, ' ')), ' '),"
        " ?)) AS words FROM actors WHERE actor <> ?) "
        "SELECT actor AS id, type, name AS label, NULL AS earliest, NULL AS latest, documents, "
        "CASE WHEN type = ? THEN ['type'] ELSE [] END AS shared FROM named WHERE words > 0 "
        f"ORDER BY words DESC, len(shared) DESC, documents DESC, actor LIMIT {_MOST_CANDIDATES}",
        wanted, row["id"], row["type"],
    )  # fmt: skip


def _make_candidate(ask: Asker, kind: str, row: Row) -> Candidate:
    members = ask.rows(f"{_MEMBERS[kind]} LIMIT {_MOST_MEMBERS}", row["id"])
    titles = dict.fromkeys(m["title"] for m in members if m["title"])
    outlets = dict.fromkeys(m["outlet"] for m in members if m["outlet"])
    return Candidate(
        group=row["id"], label=row["label"] or "", type=row["type"], earliest=row["earliest"],
        latest=row["latest"], documents=row["documents"], titles=list(titles)[:5],
        outlets=list(outlets)[:5], members=[m["item"] for m in members], shared=row["shared"],
    )  # fmt: skip
