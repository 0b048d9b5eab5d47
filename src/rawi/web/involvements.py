"""Incidents that an actor has a part in: as whom, and by whose word."""

from rawi.web.actor_shapes import Involvement, InvolvementPage, Part
from rawi.web.lines import Teller, make_lines
from rawi.web.questions import Asker, Row

# Texts that are listed of one side of one incident.
_MOST_TELLERS = 4
_PARTS = """
WITH member AS (SELECT document, entity FROM actor_members WHERE actor = ?),
part AS (
    SELECT t.incident, t.lineage, a.document, a.n, a.chain, a.modality, a.triggers[1] AS trigger,
        unnest(list_concat(
            CASE WHEN list_contains(a.agents, m.entity) THEN ['agent'] ELSE [] END,
            CASE WHEN list_contains(a.targets, m.entity) THEN ['target'] ELSE [] END)) AS side
    FROM member AS m JOIN accounts AS a USING (document)
    JOIN incident_accounts AS t ON t.account = a.account
    WHERE list_contains(a.agents, m.entity) OR list_contains(a.targets, m.entity)
)
"""
_TELLERS = f"""{_PARTS}
SELECT p.incident, p.side, p.document, d.outlet, d.published, p.modality,
    [{{'link': x.link, 'name': x.name}} FOR x IN p.chain] AS chain,
    p.trigger.span_start AS span_start, p.trigger.span_end AS span_end
FROM part AS p JOIN documents AS d USING (document) WHERE p.incident IN (SELECT unnest(?))
QUALIFY row_number() OVER (
    PARTITION BY p.incident, p.side, p.lineage ORDER BY d.published NULLS LAST, p.document, p.n) = 1
ORDER BY p.incident, p.side, d.published NULLS LAST, p.document
"""


def count_parts(ask: Asker, actor: str) -> tuple[int, int]:
    """Return in how many incidents an actor is given as agent, and in how many as target."""
    counts = {
        row["side"]: row["n"]
        for row in ask.rows(
            f"{_PARTS} SELECT side, count(DISTINCT incident) AS n FROM part GROUP BY 1", actor
        )
    }
    return counts.get("agent", 0), counts.get("target", 0)


def list_involvements(
    ask: Asker, actor: str, *, side: str | None, limit: int, offset: int
) -> InvolvementPage:
    """Return a page of incidents that an actor has a part in, those of most texts first."""
    where = "WHERE side = ?" if side else ""
    values = [actor, side] if side else [actor]
    question = f"{_PARTS}, found AS (SELECT DISTINCT incident FROM part {where})"
    total = ask.value(f"{question} SELECT count(*) FROM found", *values)
    found = ask.rows(
        f"{question} SELECT i.* FROM incidents AS i JOIN found USING (incident) "
        "ORDER BY i.lineages DESC, i.earliest DESC NULLS LAST, i.incident LIMIT ? OFFSET ?",
        *values, limit, offset,
    )  # fmt: skip
    parts = _list_parts(ask, actor, [row["incident"] for row in found])
    lines = make_lines(ask, found)
    return InvolvementPage(
        total=total,
        items=[Involvement(line=line, parts=parts.get(line.incident, [])) for line in lines],
    )


def _list_parts(ask: Asker, actor: str, incidents: list[str]) -> dict[str, list[Part]]:
    found: dict[str, dict[str, list[Row]]] = {}
    for row in ask.rows(_TELLERS, actor, incidents):
        found.setdefault(row.pop("incident"), {}).setdefault(row.pop("side"), []).append(row)
    return {
        incident: [
            Part(
                side=side, lineages=len(rows),
                tellers=[Teller(**row) for row in rows[:_MOST_TELLERS]],
            )
            for side, rows in sides.items()
        ]
        for incident, sides in found.items()
    }  # fmt: skip
