"""Incidents in the record: gathered from its readings and reviews."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa

from rawi.incidents.account_making import make_accounts
from rawi.incidents.accounts import Account
from rawi.incidents.actors import Actor, Actors, Member, find_actors, make_members
from rawi.incidents.disagreement import Comparison, compare_incident
from rawi.incidents.gathering import Gathered, Incident, gather_incidents
from rawi.incidents.judgements import KINDS, Decision, Judgement
from rawi.incidents.lineages import Copies, Lineage, Text
from rawi.record.files import explain, open_writer
from rawi.record.reports import iter_reports
from rawi.record.reviews import absorb_reviews, list_decided, list_standings
from rawi.text.normalise import fold

Row = dict[str, Any]

TABLES = (
    "lineages", "printings", "actors", "actor_members", "incidents", "incident_accounts",
    "differences", "judgements",
)  # fmt: skip
_FOLDER = Path(__file__).parent
# What DuckDB may hold in memory beside what is gathered, and rows written at a time.
_MEMORY = "300MB"
_BATCH = 10_000


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What gathering gave.

    Attributes:
        documents: Documents of the record.
        lineages: Texts, copies aside.
        incidents: Incidents told by two or more documents.
        differing: Of these, those whose accounts differ.
        actors: Actors named in two or more documents.
        dropped: Reviews of merges and splits whose items are gone.
        unchanged: Whether all of it stood there already.
    """

    documents: int
    lineages: int
    incidents: int
    differing: int
    actors: int
    dropped: tuple[str, ...] = ()
    unchanged: bool = False


def gather_record(path: Path) -> Summary:
    """Gather the incidents of a record anew, if anything changed since it was done last.

    The tables of incidents are replaced in one transaction: stopped at any moment, the record
    holds the old ones or the new ones.

    Raises:
        RecordError: the record is in use, or cannot be written.
    """
    con = open_writer(path)
    try:
        con.execute(f"SET memory_limit = '{_MEMORY}'")
        absorb_reviews(con, path)
        state = _describe_state(con)
        found = con.sql("SELECT value FROM properties WHERE key = 'gathered'").fetchall()
        if found == [(state,)]:
            return _summarise(con, unchanged=True)
        _write(con, _gather(con), state)
        return _summarise(con)
    except duckdb.Error as error:
        raise explain(error, path) from error
    finally:
        con.close()


def is_gathered(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether incidents were gathered of the documents and reviews that a record holds now."""
    found = con.sql("SELECT value FROM properties WHERE key = 'gathered'").fetchall()
    return bool(found == [(_describe_state(con),)])


def _describe_state(con: duckdb.DuckDBPyConnection) -> str:
    """Return a hash over all that gathering depends on: documents, reviews, and its own code."""
    digest = sha256()
    for query in (
        "SELECT document, reading FROM documents ORDER BY document",
        "SELECT review FROM reviews ORDER BY review",
    ):
        digest.update(repr(con.sql(query).fetchall()).encode())
    for file in sorted(_FOLDER.glob("*")):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _gather(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Row]]:
    """Return the rows of all tables, which are made as they are asked for.

    What a stage needs is dropped with the stage: texts as they are sketched, then the sketches,
    then the members.
    """
    accounts, members, copies = _read(con)
    decisions = load_decisions(con)
    _empty_cache(con)
    lineages = copies.find_lineages()
    del copies
    actors = find_actors(members, decisions)
    del members
    return iter_rows(accounts, lineages, actors, gather_incidents(accounts, decisions))


def _read(con: duckdb.DuckDBPyConnection) -> tuple[list[Account], list[Member], Copies]:
    accounts: list[Account] = []
    members: list[Member] = []
    copies = Copies()
    for key, report in iter_reports(con, reviewed=True):
        doc = report.document
        copies.add(Text(key, doc.text, doc.outlet, doc.published))
        accounts += make_accounts(report, key)
        members += make_members(report, key)
    return accounts, members, copies


def _empty_cache(con: duckdb.DuckDBPyConnection) -> None:
    """Let go of the pages of the record that DuckDB keeps in memory for further queries."""
    with suppress(duckdb.OutOfMemoryException):
        con.execute("SET memory_limit = '1MB'")
    con.execute(f"SET memory_limit = '{_MEMORY}'")


def load_decisions(con: duckdb.DuckDBPyConnection) -> list[Decision]:
    """Return what people decided on incidents and actors, as far as it still applies."""
    return [
        Decision(kind, decided.same, decided.items, decided.review, decided.sides)
        for table, kind in KINDS.items()
        for decided in list_decided(con, table)
    ]


def _list_gone(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the reviews of incidents and actors whose items are no longer there."""
    rows = con.sql("SELECT review FROM reviews WHERE kind IN ('incidents', 'actors')").fetchall()
    ours = {review for (review,) in rows}
    return tuple(s.review for s in list_standings(con) if s.review in ours and s.state == "gone")


def iter_rows(
    accounts: Sequence[Account], lineages: Sequence[Lineage], actors: Actors, gathered: Gathered
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of all tables of incidents, each with its table, in a fixed order."""
    by_id = {account.id: account for account in accounts}
    texts = find_texts(accounts, lineages)
    names = find_names(actors.actors)
    for lineage in lineages:
        yield from _iter_lineage_rows(lineage)
    for actor in sorted(actors.actors, key=lambda actor: actor.id):
        yield from iter_actor_rows(actor)
    for incident in sorted(gathered.incidents, key=lambda incident: incident.id):
        chosen = [by_id[account] for account in incident.accounts]
        yield from iter_incident_rows(incident, compare_incident(chosen, texts, names), texts)
    for judgement in sorted((*gathered.judgements, *actors.judgements), key=_order_judgement):
        yield "judgements", make_judgement_row(judgement)


def find_texts(accounts: Iterable[Account], lineages: Iterable[Lineage]) -> dict[str, str]:
    """Return for each account the lineage of the text that it stands in.

    A wire text inside a longer article is the agency's, not the article's.
    """
    whole: dict[str, str] = {}
    inside: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for lineage in lineages:
        for printing in lineage.printings:
            if printing.kind == "whole":
                whole[printing.document] = lineage.id
            else:
                held = (printing.start, printing.end, lineage.id)
                inside[printing.document].append(held)
    texts = {}
    for account in accounts:
        held_in = [
            (end - start, lineage_id)
            for start, end, lineage_id in inside.get(account.document, ())
            if start <= account.start < end
        ]
        texts[account.id] = min(held_in)[1] if held_in else whole[account.document]
    return texts


def find_names(actors: Iterable[Actor]) -> dict[str, str]:
    """Return for each folded name of an actor the name that most documents give it.

    Names that several actors have are left out.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            found[fold(name)].add(actor.name)
    return {name: min(names) for name, names in found.items() if len(names) == 1}


def _iter_lineage_rows(lineage: Lineage) -> Iterator[tuple[str, Row]]:
    yield "lineages", {
        "lineage": lineage.id, "agency": lineage.agency, "documents": len(lineage.printings),
    }  # fmt: skip
    for n, printing in enumerate(lineage.printings):
        yield "printings", {
            "lineage": lineage.id, "n": n, "document": printing.document, "kind": printing.kind,
            "share": printing.share, "span_start": printing.start, "span_end": printing.end,
            "credits": list(printing.credits),
        }  # fmt: skip


def iter_actor_rows(actor: Actor) -> Iterator[tuple[str, Row]]:
    """Yield the rows of an actor, each with its table."""
    pairs = [member.rpartition(":") for member in actor.members]
    documents = len({document for document, _, _ in pairs})
    yield "actors", {
        "actor": actor.id, "type": actor.type, "name": actor.name,
        "aliases": list(actor.aliases), "documents": documents,
    }  # fmt: skip
    for document, _, entity in pairs:
        yield "actor_members", {"actor": actor.id, "document": document, "entity": entity}


def iter_incident_rows(
    incident: Incident, comparison: Comparison, texts: Mapping[str, str]
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of an incident, each with its table."""
    yield "incidents", _make_incident_row(incident, comparison)
    for account in comparison.accounts:
        yield "incident_accounts", {
            "incident": incident.id, "account": account.id, "document": account.document,
            "lineage": texts[account.id],
        }  # fmt: skip
    if len(comparison.accounts) < 2:
        return
    for point in comparison.points:
        for n, value in enumerate(point.values):
            yield "differences", {
                "incident": incident.id, "aspect": point.aspect, "n": n, "value": value.value,
                "lineages": value.lineages, "differs": point.differs, "spread": point.spread,
                "voices": [
                    {"account": account, "chain": [msgspec.structs.asdict(link) for link in chain]}
                    for account, chain in value.voices
                ],
            }  # fmt: skip


def _make_incident_row(incident: Incident, comparison: Comparison) -> Row:
    accounts = comparison.accounts
    types = Counter(account.type for account in accounts)
    sites = [account.site for account in accounts if account.site is not None]
    keys = Counter(site.key for site in sites)
    site = min(sites, key=lambda s: (-keys[s.key], s.lat is None, s.key), default=None)
    first = [account.earliest for account in accounts if account.earliest is not None]
    last = [account.latest for account in accounts if account.latest is not None]
    return {
        "incident": incident.id,
        "type": min(types, key=lambda name: (-types[name], name)),
        "earliest": date.fromisoformat(min(first)) if first else None,
        "latest": date.fromisoformat(max(last)) if last else None,
        "place_name": site and site.name,
        "lat": site and site.lat,
        "lon": site and site.lon,
        "country": site and site.country,
        "accounts": len(accounts),
        "documents": len({account.document for account in accounts}),
        "lineages": comparison.lineages,
        "disagreement": comparison.score,
    }


def _order_judgement(judgement: Judgement) -> tuple[str, str, str]:
    return judgement.kind, judgement.one, judgement.other


def make_judgement_row(judgement: Judgement) -> Row:
    """Return the row of a judgement."""
    return {
        "kind": judgement.kind, "one": judgement.one, "other": judgement.other,
        "score": judgement.score, "reasons": list(judgement.reasons), "judge": judgement.by,
    }  # fmt: skip


def _write(con: duckdb.DuckDBPyConnection, rows: Iterable[tuple[str, Row]], state: str) -> None:
    con.begin()
    for table in TABLES:
        con.execute(f"DELETE FROM {table}")
    batches: dict[str, list[Row]] = {table: [] for table in TABLES}
    for table, row in rows:
        batches[table].append(row)
        if len(batches[table]) == _BATCH:
            _insert(con, table, batches[table])
            batches[table].clear()
    for table, batch in batches.items():
        _insert(con, table, batch)
    con.execute("INSERT OR REPLACE INTO properties VALUES ('gathered', $1)", [state])
    con.commit()


def _insert(con: duckdb.DuckDBPyConnection, table: str, batch: list[Row]) -> None:
    if not batch:
        return
    schema = con.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
    con.register("batch", pa.Table.from_pylist(batch, schema))
    con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")
    con.unregister("batch")


def _summarise(con: duckdb.DuckDBPyConnection, *, unchanged: bool = False) -> Summary:
    row = con.sql(
        "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM lineages), "
        "(SELECT count(*) FROM incidents WHERE documents > 1), "
        "(SELECT count(*) FROM incidents WHERE documents > 1 AND disagreement > 0), "
        "(SELECT count(*) FROM actors WHERE documents > 1)"
    ).fetchall()[0]
    documents, lineages, incidents, differing, actors = map(int, row)
    return Summary(
        documents=documents, lineages=lineages, incidents=incidents, differing=differing,
        actors=actors, unchanged=unchanged, dropped=_list_gone(con),
    )  # fmt: skip
