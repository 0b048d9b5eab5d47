"""Incidents out of the record: by id or its beginning, those that differ most first."""

from collections.abc import Sequence

import duckdb
import msgspec

from rawi.incidents.account_making import make_accounts
from rawi.incidents.actors import Actor
from rawi.incidents.disagreement import Comparison, compare_incident
from rawi.incidents.tables import find_names
from rawi.record.reports import iter_reports


def load_names(con: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> dict[str, str]:
    """Return the names to tell actors of documents by (`find_names`)."""
    # The actors first: a join of all members with all actors costs more than both questions.
    members = con.sql(
        "SELECT DISTINCT actor FROM actor_members WHERE document IN (SELECT unnest($1))",
        params=[list(documents)],
    ).fetchall()
    rows = con.sql(
        "SELECT actor, type, name, aliases FROM actors WHERE actor IN (SELECT unnest($1)) "
        "ORDER BY actor",
        params=[[actor for (actor,) in members]],
    ).fetchall()
    return find_names(
        Actor(id=id_, type=type_, name=name, aliases=tuple(aliases), members=())
        for id_, type_, name, aliases in rows
    )


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """An incident out of the record.

    Attributes:
        id: Its id.
        comparison: Its accounts side by side.
        texts: Document's key -> text.
        titles: Document's key -> title.
        lineages: Account's id -> lineage of the text that it stands in.
    """

    id: str
    comparison: Comparison
    texts: dict[str, str]
    titles: dict[str, str | None]
    lineages: dict[str, str]


def load_incident(con: duckdb.DuckDBPyConnection, incident: str) -> Loaded | None:
    """Return an incident by its id; None where there is no such."""
    found = con.sql(
        "SELECT account, document, lineage FROM incident_accounts WHERE incident = $1",
        params=[incident],
    ).fetchall()
    if not found:
        return None
    lineages = {account: lineage for account, _, lineage in found}
    wanted = sorted({document for _, document, _ in found})
    reports = dict(iter_reports(con, wanted, reviewed=True))
    accounts = [
        account
        for key, report in reports.items()
        for account in make_accounts(report, key)
        if account.id in lineages
    ]
    return Loaded(
        id=incident,
        comparison=compare_incident(accounts, lineages, load_names(con, wanted)),
        texts={key: report.document.text for key, report in reports.items()},
        titles={key: report.document.title for key, report in reports.items()},
        lineages=lineages,
    )


def list_incidents(con: duckdb.DuckDBPyConnection, *, limit: int) -> list[str]:
    """Return the ids of incidents told by two or more texts, those that differ most first."""
    rows = con.sql(
        "SELECT incident FROM incidents WHERE lineages > 1 "
        "ORDER BY disagreement DESC, documents DESC, incident LIMIT $1",
        params=[limit],
    ).fetchall()
    return [incident for (incident,) in rows]


def find_incident(con: duckdb.DuckDBPyConnection, beginning: str) -> list[str]:
    """Return the ids that begin so (`in:` may be left out), at most ten."""
    rows = con.sql(
        "SELECT incident FROM incidents WHERE starts_with(incident, $1) "
        "OR starts_with(incident, 'in:' || $1) ORDER BY incident LIMIT 10",
        params=[beginning],
    ).fetchall()
    return [incident for (incident,) in rows]
