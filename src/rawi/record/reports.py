"""Reports out of the record again, as they were read: the way back of `rows`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import duckdb
from msgspec.structs import replace

from rawi.model import (
    Cue,
    Document,
    Entity,
    Event,
    EventDate,
    Frame,
    Links,
    Location,
    Mention,
    Quantity,
    Relation,
    Report,
    Role,
    Span,
    Speaker,
    Statement,
    TimeExpression,
)
from rawi.record.correcting import correct_layers, list_corrected

Row = dict[str, Any]

# Reports are made so many documents at a time: enough to keep DuckDB busy, few enough for memory.
_BATCH = 500
_LAYERS = (
    "entities", "mentions", "times", "quantities", "statements", "accounts", "relations", "frames",
)  # fmt: skip


def load_report(
    con: duckdb.DuckDBPyConnection, document: str, *, reviewed: bool = False
) -> Report | None:
    """Return the report of a document by its key, None if there is none (`iter_reports`)."""
    return next((report for _, report in iter_reports(con, [document], reviewed=reviewed)), None)


def iter_reports(
    con: duckdb.DuckDBPyConnection,
    documents: Sequence[str] | None = None,
    *,
    reviewed: bool = False,
) -> Iterator[tuple[str, Report]]:
    """Yield (key, report) of documents, in the order of their keys.

    Args:
        con: A connection to the record.
        documents: Their keys; None for all.
        reviewed: Whether they are as people corrected them, without the readings that a person
            held to be none; otherwise they are as the program read them.
    """
    if documents is None:
        rows = con.sql("SELECT document FROM documents ORDER BY document").fetchall()
        documents = [row[0] for row in rows]
    corrected = list_corrected(con) if reviewed else frozenset()
    ordered = sorted(documents)
    for start in range(0, len(ordered), _BATCH):
        yield from _load_batch(con, ordered[start : start + _BATCH], corrected)


def _load_batch(
    con: duckdb.DuckDBPyConnection, documents: list[str], corrected: frozenset[str]
) -> Iterator[tuple[str, Report]]:
    layers = {layer: _load_layer(con, layer, documents) for layer in _LAYERS}
    others = [document for document in documents if document in corrected]
    if others:
        correct_layers(con, layers, others)
    for row in _load_rows(con, "documents", "document", documents):
        key = row["document"]
        report = _make_report(row, {layer: rows.get(key, []) for layer, rows in layers.items()})
        yield key, drop_dangling(report) if key in corrected else report


def drop_dangling(report: Report) -> Report:
    """Return a report without what names an entity, statement or count that is no longer in it."""
    entities = {entity.id for entity in report.entities}
    statements = {statement.id for statement in report.statements}
    counts = {quantity.id for quantity in report.quantities}
    return replace(
        report,
        entities=tuple(
            replace(e, roles=tuple(r for r in e.roles if r.organization in {*entities, None}))
            for e in report.entities
        ),
        mentions=tuple(m for m in report.mentions if m.entity in entities),
        quantities=tuple(replace(q, part_of=_among(q.part_of, counts)) for q in report.quantities),
        statements=tuple(_drop_of_statement(s, entities, statements) for s in report.statements),
        events=tuple(_drop_of_event(e, entities, statements, counts) for e in report.events),
        relations=tuple(
            replace(r, statement=_among(r.statement, statements))
            for r in report.relations
            if r.subject in entities and r.object in entities
        ),
        frames=tuple(
            replace(
                frame, about=_among(frame.about, entities),
                voice=frame.voice if frame.voice in statements else "outlet",
            )
            for frame in report.frames
        ),
    )  # fmt: skip


def _drop_of_statement(statement: Statement, entities: set[str], statements: set[str]) -> Statement:
    speaker = replace(statement.speaker, entity=_among(statement.speaker.entity, entities))
    return replace(statement, parent=_among(statement.parent, statements), speaker=speaker)


def _drop_of_event(
    event: Event, entities: set[str], statements: set[str], counts: set[str]
) -> Event:
    return replace(
        event,
        statement=_among(event.statement, statements),
        place=_among(event.place, entities),
        agents=tuple(one for one in event.agents if one in entities),
        targets=tuple(one for one in event.targets if one in entities),
        quantities=tuple(one for one in event.quantities if one in counts),
    )


def _among(value: str | None, known: set[str]) -> str | None:
    """Return an id where it is known, else None."""
    return value if value in known else None


def _load_layer(
    con: duckdb.DuckDBPyConnection, layer: str, documents: list[str]
) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in _load_rows(con, layer, "document, n", documents):
        found[row["document"]].append(row)
    return found


def _load_rows(
    con: duckdb.DuckDBPyConnection, table: str, order: str, documents: list[str]
) -> list[Row]:
    wanted = f"SELECT * FROM {table} WHERE document IN (SELECT unnest($1)) ORDER BY {order}"
    rows: list[Row] = con.sql(wanted, params=[documents]).to_arrow_table().to_pylist()
    return rows


def _make_report(row: Row, layers: dict[str, list[Row]]) -> Report:
    return Report(
        document=_make_document(row),
        entities=tuple(_make_entity(found) for found in layers["entities"]),
        mentions=tuple(
            Mention(**_find_span(m), id=m["id"], type=m["type"], entity=m["entity"])
            for m in layers["mentions"]
        ),
        times=tuple(_make_time(found) for found in layers["times"]),
        quantities=tuple(_make_quantity(found) for found in layers["quantities"]),
        statements=tuple(_make_statement(found) for found in layers["statements"]),
        events=tuple(_make_event(found) for found in layers["accounts"]),
        relations=tuple(_make_relation(found) for found in layers["relations"]),
        frames=tuple(_make_frame(found) for found in layers["frames"]),
        gazetteers=tuple(row["gazetteers"]),
        models=tuple(row["models"]),
        skipped=dict(row["skipped"]),
    )


def _make_document(row: Row) -> Document:
    return Document(
        id=f"sha256:{row['text_sha256']}",
        source=row["source"],
        title=row["title"],
        outlet=row["outlet"],
        published=_format_day(row["published"]),
        url=row["url"],
        language=row["language"],
        text=row["text"],
    )


def _make_entity(row: Row) -> Entity:
    location = None
    if row["lat"] is not None:
        location = Location(
            row["lat"],
            row["lon"],
            row["country"],
            row["place_precision"],
            row["place_reason"],
            row["place_source"],
        )
    return Entity(
        id=row["id"],
        type=row["type"],
        name=row["name"],
        aliases=tuple(row["aliases"]),
        roles=tuple(Role(role["title"], role["organization"]) for role in row["roles"]),
        links=Links(row["geonames"], row["wikidata"]),
        location=location,
        latin=row["latin"],
    )


def _make_time(row: Row) -> TimeExpression:
    return TimeExpression(
        **_find_span(row),
        id=row["id"],
        type=row["type"],
        value=row["value"],
        earliest=_format_day(row["earliest"]),
        latest=_format_day(row["latest"]),
        reason=row["reason"],
    )


def _make_quantity(row: Row) -> Quantity:
    return Quantity(
        **_find_span(row),
        id=row["id"],
        what=row["what"],
        low=row["low"],
        high=row["high"],
        cumulative=row["cumulative"],
        part_of=row["part_of"],
    )


def _make_statement(row: Row) -> Statement:
    return Statement(
        id=row["id"],
        start=row["span_start"],
        end=row["span_end"],
        content=tuple((span["span_start"], span["span_end"]) for span in row["content"]),
        cue=Cue(row["cue_start"], row["cue_end"], row["cue"], row["lemma"]),
        speaker=Speaker(
            row["speaker_start"], row["speaker_end"], row["speaker"], row["speaker_entity"]
        ),
        mode=row["mode"],
        stance=row["stance"],
        parent=row["parent"],
    )


def _make_event(row: Row) -> Event:
    return Event(
        id=row["id"],
        type=row["type"],
        triggers=tuple(Span(**_find_span(span)) for span in row["triggers"]),
        modality=row["modality"],
        statement=row["statement"],
        date=EventDate(
            _format_day(row["earliest"]), _format_day(row["latest"]), row["date_reason"]
        ),
        place=row["place"],
        agents=tuple(row["agents"]),
        targets=tuple(row["targets"]),
        quantities=tuple(row["quantities"]),
    )


def _make_relation(row: Row) -> Relation:
    return Relation(
        id=row["id"],
        subject=row["subject"],
        predicate=row["predicate"],
        object=row["object"],
        title=row["title"],
        statement=row["statement"],
        evidence=Span(**_find_span(row)),
    )


def _make_frame(row: Row) -> Frame:
    return Frame(
        **_find_span(row),
        id=row["id"],
        category=row["category"],
        about=row["about"],
        voice=row["voice"],
        neutral=row["neutral"],
    )


def _find_span(row: Row) -> Row:
    return {"start": row["span_start"], "end": row["span_end"], "text": row["text"]}


def _format_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
