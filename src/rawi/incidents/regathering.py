"""Incidents and actors after reviews, without gathering the whole record again.

What a review touches is found by following ties: from the items that it names to the incidents that
hold them, to what these were tied to before people parted it, and to what further decisions name.
The decisions are applied to this part as gathering applies them to the whole (`decisions`), so that
the next build comes to the same.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

import duckdb

from rawi.incidents.account_making import make_accounts
from rawi.incidents.actors import TYPES, Member, make_actor
from rawi.incidents.decisions import apply_decisions, group_items
from rawi.incidents.disagreement import compare_incident
from rawi.incidents.gathering import Incident, make_incident
from rawi.incidents.judgements import Decision, Judgement, Kind
from rawi.incidents.loading import load_names
from rawi.incidents.tables import (
    iter_actor_rows,
    iter_incident_rows,
    load_decisions,
    make_judgement_row,
)
from rawi.record.reports import iter_reports

Row = dict[str, Any]


class Regathered(NamedTuple):
    """A part of the record gathered anew.

    Attributes:
        kind: `incident` or `actor`.
        items: The accounts, or entities, that the part is made of.
        groups: Ids of incidents or actors of the record that the part takes the place of.
        rows: Rows of the tables, each with its table.
    """

    kind: Kind
    items: frozenset[str]
    groups: frozenset[str]
    rows: list[tuple[str, Row]]


# Kind -> the SQL of its items, each with what holds it.
_HELD = {
    "incident": "SELECT account AS item, incident AS held FROM incident_accounts",
    "actor": "SELECT document || ':' || entity AS item, actor AS held FROM actor_members",
}


def regather(con: duckdb.DuckDBPyConnection, kind: Kind, items: Collection[str]) -> Regathered:
    """Return the part of the record that items belong to, as people decided and corrected it.

    Args:
        con: A connection to the record, with all reviews.
        kind: `incident` or `actor`.
        items: Ids of accounts, or of entities (document:id).
    """
    decisions = [decision for decision in load_decisions(con) if decision.kind == kind]
    groups, found = _follow(con, kind, set(items), decisions)
    judgements = apply_decisions(
        _load_judgements(con, kind, found),
        [decision for decision in decisions if found.issuperset(decision.items)],
        kind,
    )
    clusters = group_items(sorted(found), judgements)
    make = _make_incident_rows if kind == "incident" else _make_actor_rows
    rows = make(con, clusters)
    rows += [("judgements", make_judgement_row(judgement)) for judgement in judgements]
    return Regathered(kind, frozenset(found), frozenset(groups), rows)


def _follow(
    con: duckdb.DuckDBPyConnection, kind: Kind, items: set[str], decisions: Sequence[Decision]
) -> tuple[set[str], set[str]]:
    """Return the groups of the record that items belong to however far, and all that they hold."""
    groups: set[str] = set()
    found = set(items)
    while items:
        more = _ask(
            con, f"SELECT DISTINCT held FROM ({_HELD[kind]}) WHERE item IN (SELECT unnest($1))",
            items,
        ) - groups  # fmt: skip
        held = _ask(
            con, f"SELECT item FROM ({_HELD[kind]}) WHERE held IN (SELECT unnest($1))", more
        )
        groups |= more
        found |= held
        tied = {end for judgement in _load_judgements(con, kind, held)
                for end in (judgement.one, judgement.other)}  # fmt: skip
        named = {item for d in decisions if held & set(d.items) for item in d.items}
        items = (tied | named) - found
        if not more:
            break
    return groups, found


def _ask(con: duckdb.DuckDBPyConnection, question: str, values: Iterable[str]) -> set[str]:
    return {row[0] for row in con.execute(question, [sorted(values)]).fetchall()}


def _load_judgements(
    con: duckdb.DuckDBPyConnection, kind: Kind, items: Collection[str]
) -> list[Judgement]:
    """Return the program's judgements that name an item, in a fixed order."""
    rows = con.execute(
        "SELECT one, other, score, reasons, judge FROM judgements WHERE kind = $1 "
        "AND judge <> 'review' AND (one IN (SELECT unnest($2)) OR other IN (SELECT unnest($2))) "
        "ORDER BY one, other",
        [kind, sorted(items)],
    ).fetchall()
    return [
        Judgement(kind, one, other, score, tuple(reasons), judge)
        for one, other, score, reasons, judge in rows
    ]


def _make_incident_rows(
    con: duckdb.DuckDBPyConnection, clusters: Sequence[Sequence[str]]
) -> list[tuple[str, Row]]:
    items = [account for cluster in clusters for account in cluster]
    documents = sorted({item.rpartition(":")[0] for item in items})
    wanted = set(items)
    accounts = {
        account.id: account
        for key, report in iter_reports(con, documents, reviewed=True)
        for account in make_accounts(report, key)
        if account.id in wanted
    }
    texts = dict(
        con.execute(
            "SELECT a.account, coalesce(i.lineage, p.lineage) FROM accounts AS a "
            "LEFT JOIN incident_accounts AS i USING (account) "
            "LEFT JOIN printings AS p ON p.document = a.document AND p.kind = 'whole' "
            "WHERE a.account IN (SELECT unnest($1))",
            [items],
        ).fetchall()
    )
    names = load_names(con, documents)
    rows: list[tuple[str, Row]] = []
    for incident in _iter_incidents(clusters, accounts):
        chosen = [accounts[account] for account in incident.accounts]
        rows += iter_incident_rows(incident, compare_incident(chosen, texts, names), texts)
    return rows


def _iter_incidents(
    clusters: Iterable[Sequence[str]], accounts: Collection[str]
) -> Iterable[Incident]:
    """Yield the incidents of accounts, without those that a person held to be no event."""
    for cluster in clusters:
        kept = [account for account in cluster if account in accounts]
        if kept:
            yield make_incident(kept)


def _make_actor_rows(
    con: duckdb.DuckDBPyConnection, clusters: Sequence[Sequence[str]]
) -> list[tuple[str, Row]]:
    items = [item for cluster in clusters for item in cluster]
    documents = sorted({item.rpartition(":")[0] for item in items})
    members = {
        f"{key}:{entity.id}": Member(
            id=f"{key}:{entity.id}", type=entity.type, name=entity.name, aliases=entity.aliases
        )
        for key, report in iter_reports(con, documents, reviewed=True)
        for entity in report.entities
        if entity.type in TYPES
    }
    rows: list[tuple[str, Row]] = []
    for cluster in clusters:
        kept = [members[item] for item in cluster if item in members]
        if kept:
            rows += iter_actor_rows(make_actor(kept))
    return rows
