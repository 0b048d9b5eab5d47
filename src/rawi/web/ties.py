"""Ties of an actor with others, each with who says so; and ties among the others."""

from rawi.web.actor_shapes import Between, Tie, Ties
from rawi.web.questions import Asker, Row
from rawi.web.roles import bound, count_documents, group_rows, make_sources

_MOST_TIES = 100
# Others of whom the ties among themselves are given: as many as a small drawing can hold.
_DRAWN = 16
# A person's own roles are listed apart from its ties, and an alias is a name.
_TIES = """
WITH member AS (SELECT document, entity FROM actor_members WHERE actor = ?),
tied AS (
    SELECT r.*, true AS outward, r.object AS with FROM member AS m JOIN relations AS r
        ON r.document = m.document AND r.subject = m.entity WHERE r.predicate <> 'role'
    UNION ALL
    SELECT r.*, false AS outward, r.subject AS with FROM member AS m JOIN relations AS r
        ON r.document = m.document AND r.object = m.entity
)
SELECT t.document, t.predicate, t.outward, t.title, t.statement, t.span_start, t.span_end, t.text,
    d.outlet, d.published, coalesce(a.name, e.name) AS other, coalesce(a.type, e.type) AS type,
    e.latin, a.actor, coalesce(a.actor, e.name) AS key
FROM tied AS t JOIN documents AS d USING (document)
JOIN entities AS e ON e.document = t.document AND e.id = t.with
LEFT JOIN actor_members AS m ON m.document = t.document AND m.entity = t.with
LEFT JOIN actors AS a ON a.actor = m.actor
WHERE t.predicate <> 'alias_of' AND coalesce(a.actor, '') <> ?
ORDER BY d.published NULLS LAST, t.document, t.n
"""
_BETWEEN = """
WITH known AS (SELECT actor, document, entity FROM actor_members
               WHERE actor IN (SELECT unnest(?)))
SELECT s.actor AS one, o.actor AS other, r.predicate, count(DISTINCT r.document) AS documents
FROM relations AS r JOIN known AS s ON s.document = r.document AND s.entity = r.subject
JOIN known AS o ON o.document = r.document AND o.entity = r.object
WHERE s.actor <> o.actor AND r.predicate <> 'alias_of'
GROUP BY ALL ORDER BY documents DESC, one, other, r.predicate
"""
_SYMMETRIC = ("allied_with", "opposes", "kin_of")


def list_ties(ask: Asker, actor: str) -> Ties:
    """Return the ties of an actor, those of most articles first."""
    rows = ask.rows(_TIES, actor, actor)
    for row in rows:
        row["outward"] = row["outward"] or row["predicate"] in _SYMMETRIC
    groups = group_rows(rows, "predicate", "outward", "key")
    groups.sort(key=lambda told: -count_documents(told))
    shown = groups[:_MOST_TIES]
    sources = make_sources(ask, shown)
    near = dict.fromkeys(told[0]["actor"] for told in shown if told[0]["actor"])
    return Ties(
        total=len(groups),
        items=[
            Tie(**_describe(told), sources=said) for told, said in zip(shown, sources, strict=True)
        ],
        between=[Between(**row) for row in ask.rows(_BETWEEN, list(near)[:_DRAWN])],
    )


def _describe(told: list[Row]) -> Row:
    first = told[0]
    return {
        "predicate": first["predicate"], "outward": first["outward"], "other": first["other"],
        "other_latin": first["latin"], "type": first["type"], "actor": first["actor"],
        "titles": sorted({row["title"] for row in told if row["title"]}),
        "documents": count_documents(told), **bound(told),
    }  # fmt: skip
