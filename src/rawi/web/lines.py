"""Incidents as single lines: what, where, when, and who tells it with where its words stand."""

from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import BaseModel

from rawi.web.questions import Asker, Row
from rawi.web.shapes import Link

# Texts that a line names; the rest is a number.
_MOST_TELLERS = 3

_TELLERS = """
SELECT t.incident, t.document, a.modality, d.outlet, d.published,
       [{'link': x.link, 'name': x.name} FOR x IN a.chain] AS chain,
       a.triggers[1].span_start AS span_start, a.triggers[1].span_end AS span_end
FROM incident_accounts AS t JOIN accounts AS a USING (account)
JOIN documents AS d ON d.document = t.document
WHERE t.incident IN (SELECT unnest(?))
QUALIFY row_number() OVER (
    PARTITION BY t.incident, t.lineage ORDER BY d.published NULLS LAST, t.document, a.n) = 1
ORDER BY t.incident, d.published NULLS LAST, t.document
"""
_LATIN = """
SELECT i.incident, min(e.latin)
FROM incidents AS i JOIN incident_accounts AS t USING (incident) JOIN accounts AS a USING (account)
JOIN entities AS e ON e.document = a.document AND e.id = a.place
WHERE i.incident IN (SELECT unnest(?)) AND a.place_name = i.place_name AND e.latin IS NOT NULL
GROUP BY 1
"""


class Teller(BaseModel):
    """Who tells something: the chain from the outlet inwards, and where the words stand."""

    document: str
    outlet: str | None
    published: date | None
    chain: list[Link]
    modality: str
    span_start: int | None
    span_end: int | None


class IncidentLine(BaseModel):
    """An incident in a line: its bounds, and the first of the independent texts that tell it."""

    incident: str
    type: str
    place_name: str | None
    place_latin: str | None
    earliest: date | None
    latest: date | None
    accounts: int
    documents: int
    lineages: int
    disagreement: float
    tellers: list[Teller]


class LinePage(BaseModel):
    """A page of incidents in lines."""

    total: int
    items: list[IncidentLine]


def make_lines(ask: Asker, found: Sequence[Row]) -> list[IncidentLine]:
    """Return rows of incidents as lines, each with at most three who tell it."""
    keys = [row["incident"] for row in found]
    latin = dict(ask.pairs(_LATIN, keys))
    tellers = _group(ask.rows(_TELLERS, keys))
    return [
        IncidentLine(
            **{name: row[name] for name in IncidentLine.model_fields if name in row},
            place_latin=latin.get(row["incident"]),
            tellers=tellers.get(row["incident"], [])[:_MOST_TELLERS],
        )
        for row in found
    ]


def _group(rows: Iterable[Row]) -> dict[str, list[Teller]]:
    found: dict[str, list[Teller]] = {}
    for row in rows:
        found.setdefault(row.pop("incident"), []).append(Teller(**row))
    return found
