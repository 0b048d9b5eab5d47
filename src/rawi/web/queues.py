"""The queue: what a reviewer should look at first.

An item's place is its doubt times its weight. Doubt adds up what is missing or shaky in it; weight
grows with what rests on it: the independent texts that tell the incident, the accounts that happen
at the place, the articles that name the actor.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from rawi.web.decisions import find_decisions
from rawi.web.failures import RESPONSES
from rawi.web.questions import Ask, Asker, Limit, Offset, Row
from rawi.web.review_shapes import Doubt, QueuePage, QueueRow
from rawi.web.reviews import find_desk

router = APIRouter(
    prefix="/api/queue", tags=["reviews"], responses=RESPONSES, dependencies=[Depends(find_desk)]
)

_KINDS = Literal["accounts", "statements", "quantities", "entities", "incidents", "actors"]


def _doubts(*cases: tuple[str, str, str]) -> str:
    """Return the SQL of a list of doubts: name, condition and how much it counts."""
    made = ", ".join(
        f"CASE WHEN {condition} THEN {{'reason': '{name}', 'points': ({points})::DOUBLE}} END"
        for name, condition, points in cases
    )
    return f"list_filter([{made}], lambda x: x IS NOT NULL)"


_HELD = """
held AS (
    SELECT t.account, i.incident, i.lineages, i.disagreement
    FROM incident_accounts AS t JOIN incidents AS i USING (incident)
)
"""
_ACCOUNTS = f"""
SELECT 'accounts' AS kind, a.account AS item, a.document, a.type,
    concat_ws(' — ', a.triggers[1].text, a.place_name) AS label,
    {
    _doubts(
        ("differs", "h.disagreement > 0", "least(2, h.disagreement / 2)"),
        ("no_place", "a.place IS NULL", "1"),
        ("place_unlocated", "a.place IS NOT NULL AND a.lat IS NULL", "0.7"),
        ("place_wide", "a.place_precision IN ('region', 'country')", "0.5"),
        ("no_date", "a.date_precision = 'unknown'", "1"),
        ("date_wide", "a.date_precision IN ('month', 'year', 'longer', 'open')", "0.5"),
        ("no_speaker", "a.modality = 'claimed' AND a.chain[-1].name IS NULL", "1"),
        ("claimed", "a.modality = 'claimed'", "0.3"),
        ("denied", "a.modality = 'denied'", "0.7"),
        ("no_sides", "len(a.agents) = 0 AND len(a.targets) = 0", "0.5"),
    )
} AS doubts,
    log2(1 + h.lineages) * CASE WHEN a.modality IN ('planned', 'hypothetical') THEN 0.5 ELSE 1 END
        AS weight
FROM accounts AS a JOIN held AS h USING (account)
"""
_STATEMENTS = f"""
SELECT 'statements' AS kind, s.document || ':' || s.id AS item, s.document, s.stance AS type,
    concat_ws(' ', s.cue, s.speaker) AS label,
    {
    _doubts(
        ("speaker_none", "s.speaker_entity IS NULL AND s.speaker IS NULL", "1.5"),
        ("speaker_unnamed", "s.speaker_entity IS NULL AND s.speaker IS NOT NULL", "0.5"),
        ("speaker_resolved", "s.speaker_entity IS NOT NULL AND s.speaker IS NULL", "0.7"),
        ("nested", "s.parent IS NOT NULL", "0.3"),
    )
} AS doubts,
    log2(1 + coalesce(r.lineages, 0.4)) AS weight
FROM statements AS s LEFT JOIN (
    SELECT a.document, a.statement, max(h.lineages) AS lineages
    FROM accounts AS a JOIN held AS h USING (account) WHERE a.statement IS NOT NULL GROUP BY ALL
) AS r ON r.document = s.document AND r.statement = s.id
"""
_QUANTITIES = f"""
SELECT 'quantities' AS kind, f.document || ':' || f.quantity AS item, f.document, f.what AS type,
    any_value(f.text) AS label,
    {
    _doubts(
        ("count_differs", "bool_or(x.differs)", "2"),
        ("count_open", "any_value(f.low) IS DISTINCT FROM any_value(f.high)", "0.5"),
    )
} AS doubts,
    log2(1 + max(h.lineages)) AS weight
FROM figures AS f JOIN held AS h USING (account)
LEFT JOIN (SELECT DISTINCT incident, aspect, differs FROM differences WHERE differs) AS x
    ON x.incident = h.incident AND x.aspect = f.what
GROUP BY f.document, f.quantity, f.what
"""
_ENTITIES = f"""
SELECT 'entities' AS kind, e.document || ':' || e.id AS item, e.document, e.type, e.name AS label,
    {
    _doubts(
        ("place_unlocated", "e.lat IS NULL", "1"),
        ("place_wide", "e.place_precision IN ('region', 'country')", "0.5"),
    )
} AS doubts,
    log2(1 + w.lineages) AS weight
FROM entities AS e JOIN (
    SELECT a.document, a.place, sum(h.lineages) AS lineages
    FROM accounts AS a JOIN held AS h USING (account) WHERE a.place IS NOT NULL GROUP BY ALL
) AS w ON w.document = e.document AND w.place = e.id
"""
_WEAK = ("weak_tie", "j.score < 0.9", "4 * (0.95 - j.score)")
_INCIDENTS = f"""
SELECT 'incidents' AS kind, i.incident AS item, NULL AS document, i.type, i.place_name AS label,
    {
    _doubts(
        _WEAK,
        ("day_differs", "list_contains(x.aspects, 'day')", "0.7"),
        ("place_differs", "list_contains(x.aspects, 'place')", "0.7"),
    )
} AS doubts,
    log2(1 + i.lineages) AS weight
FROM incidents AS i
JOIN (
    SELECT t.incident, min(j.score) AS score FROM judgements AS j
    JOIN incident_accounts AS t ON t.account = j.one
    WHERE j.kind = 'incident' AND j.judge = 'rawi' GROUP BY 1
) AS j USING (incident)
LEFT JOIN (
    SELECT incident, list(DISTINCT aspect) AS aspects FROM differences WHERE differs GROUP BY 1
) AS x USING (incident)
WHERE i.documents > 1
"""
_ACTORS = f"""
SELECT 'actors' AS kind, a.actor AS item, NULL AS document, a.type, a.name AS label,
    {_doubts(_WEAK)} AS doubts, log2(1 + a.documents) AS weight
FROM actors AS a JOIN (
    SELECT m.actor, min(j.score) AS score FROM judgements AS j
    JOIN actor_members AS m ON m.document || ':' || m.entity = j.one
    WHERE j.kind = 'actor' AND j.judge = 'rawi' GROUP BY 1
) AS j USING (actor)
"""
_QUESTIONS = {
    "accounts": _ACCOUNTS, "statements": _STATEMENTS, "quantities": _QUANTITIES,
    "entities": _ENTITIES, "incidents": _INCIDENTS, "actors": _ACTORS,
}  # fmt: skip
# An item is decided when a person decided on it; a group when on any of its members.
_DECIDED = """
decided_items AS (
    SELECT DISTINCT kind, item FROM decided WHERE kind NOT IN ('incidents', 'actors')
    UNION SELECT 'incidents', t.incident FROM decided AS d
        JOIN incident_accounts AS t ON t.account = d.item WHERE d.kind = 'incidents'
    UNION SELECT 'actors', m.actor FROM decided AS d
        JOIN actor_members AS m ON m.document || ':' || m.entity = d.item WHERE d.kind = 'actors'
)
"""


@router.get("")
def list_queue(  # noqa: PLR0913  # one argument a filter
    ask: Ask,
    kind: _KINDS | None = None,
    status: Literal["open", "decided", "all"] = "open",
    document: Annotated[str | None, Query(max_length=60)] = None,
    incident: Annotated[str | None, Query(max_length=60)] = None,
    limit: Limit = 30,
    offset: Offset = 0,
) -> QueuePage:
    """Return items by doubt and weight; without those decided unless `status` says otherwise."""
    chosen, values = _choose(status, document, incident)
    asked = " UNION ALL ".join(f"({_QUESTIONS[name]})" for name in _QUESTIONS)
    base = (
        f"WITH {_HELD}, {_DECIDED}, asked AS ({asked}), ranked AS (SELECT a.*, "
        "list_sum([d.points FOR d IN doubts]) AS doubt, d.item IS NOT NULL AS is_decided "
        "FROM asked AS a LEFT JOIN decided_items AS d ON d.kind = a.kind AND d.item = a.item "
        "WHERE len(doubts) > 0) "
    )
    counted = ask.rows(
        f"{base} SELECT kind, count(*) FILTER ({chosen}) AS total, "
        "count(*) FILTER (is_decided) AS decided FROM ranked GROUP BY 1",
        *values,
    )
    kinds = {row["kind"]: row["total"] for row in counted}
    narrowed = f"{chosen} AND kind = '{kind}'" if kind else chosen
    found = ask.rows(
        f"{base} SELECT kind, item, document, label, type, doubts, weight, is_decided, "
        f"doubt * weight AS priority FROM ranked {narrowed} "
        "ORDER BY priority DESC, kind, item LIMIT ? OFFSET ?",
        *values, limit, offset,
    )  # fmt: skip
    return QueuePage(
        total=kinds.get(kind, 0) if kind else sum(kinds.values()),
        decided=sum(row["decided"] for row in counted if kind in (None, row["kind"])),
        kinds={name: kinds.get(name, 0) for name in _QUESTIONS},
        items=_make_rows(ask, found),
    )


def _choose(status: str, document: str | None, incident: str | None) -> tuple[str, list[object]]:
    where, values = ["true"], []
    if status != "all":
        where.append("is_decided" if status == "decided" else "NOT is_decided")
    if document is not None:
        where.append("document = ?")
        values.append(document)
    if incident is not None:
        where.append(
            "(item = ? OR (kind = 'accounts' AND item IN "
            "(SELECT account FROM incident_accounts WHERE incident = ?)))"
        )
        values += [incident, incident]
    return f"WHERE {' AND '.join(where)}", list(values)


def _make_rows(ask: Asker, found: list[Row]) -> list[QueueRow]:
    titles = {
        row["document"]: row
        for row in ask.rows(
            "SELECT document, title, outlet, published FROM documents "
            "WHERE document IN (SELECT unnest(?))",
            [row["document"] for row in found if row["document"]],
        )
    }
    blank: Row = {"title": None, "outlet": None, "published": None}
    rows = []
    for row in found:
        told = titles.get(row["document"], blank)
        decisions = find_decisions(ask, row["kind"], [row["item"]]) if row["is_decided"] else {}
        rows.append(
            QueueRow(
                kind=row["kind"], item=row["item"], document=row["document"],
                label=row["label"] or "", type=row["type"], title=told["title"],
                outlet=told["outlet"], published=told["published"],
                doubts=sorted((Doubt(**d) for d in row["doubts"]), key=lambda d: -d.points),
                weight=round(row["weight"], 3), priority=round(row["priority"], 3),
                decisions=decisions.get(row["item"], []),
            )
        )  # fmt: skip
    return rows
