"""A document and its report as rows of the record's tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rawi.model import Entity, Frame, Origin, Relation, Report, Span, Statement
from rawi.record.accounts import make_account_rows, parse_date

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# The tables that hold what was read from a document; all are keyed by `document`.
LAYERS = (
    "entities", "mentions", "times", "quantities", "statements", "accounts", "figures",
    "relations", "frames",
)  # fmt: skip


def make_rows(document: str, report: Report) -> Rows:
    """Return the rows of every layer's table, in the order of the report."""
    accounts, figures = make_account_rows(document, report)
    rows = {
        "entities": [_make_entity(entity) for entity in report.entities],
        "mentions": [{**_make_span(m), "type": m.type, "entity": m.entity}
                     for m in report.mentions],
        "times": [
            {**_make_span(t), "type": t.type, "value": t.value, "earliest": parse_date(t.earliest),
             "latest": parse_date(t.latest), "reason": t.reason}
            for t in report.times
        ],
        "quantities": [
            {**_make_span(q), "what": q.what, "low": q.low, "high": q.high,
             "cumulative": q.cumulative, "part_of": q.part_of}
            for q in report.quantities
        ],
        "statements": [_make_statement(statement) for statement in report.statements],
        "relations": [_make_relation(relation) for relation in report.relations],
        "frames": [_make_frame(frame) for frame in report.frames],
    }  # fmt: skip
    numbered = {table: _number(document, layer) for table, layer in rows.items()}
    return {**numbered, "accounts": accounts, "figures": figures}


def make_document_row(document: str, report: Report, *, origin: Origin, reading: str) -> Row:
    """Return the row of `documents`; its `program` is added by the writer."""
    doc = report.document
    return {
        "document": document,
        "text_sha256": doc.id.removeprefix("sha256:"),
        "bytes_sha256": origin.sha256,
        "title": doc.title,
        "outlet": doc.outlet,
        "published": parse_date(doc.published),
        "url": doc.url,
        "language": doc.language,
        "source": doc.source,
        "media": origin.media,
        "tool": origin.tool,
        "extractor": origin.extractor,
        "obtained": parse_time(origin.obtained),
        "size": origin.size,
        "reading": reading,
        "words": len(doc.text.split()),
        "gazetteers": list(report.gazetteers),
        "models": list(report.models),
        "skipped": sorted(report.skipped.items()),
        "text": doc.text,
    }


def make_acquisition_row(document: str, item: str, origin: Origin) -> Row:
    """Return the row of `acquisitions`: this document from that item."""
    return {
        "document": document,
        "item": item,
        "name": origin.name,
        "sha256": origin.sha256,
        "size": origin.size,
        "media": origin.media,
        "tool": origin.tool,
        "obtained": parse_time(origin.obtained),
        "extractor": origin.extractor,
        "encoding": origin.encoding,
        "notes": list(origin.notes),
    }


def parse_time(value: str | None) -> datetime | None:
    """Return the moment of an ISO time in UTC, without its zone."""
    if value is None:
        return None
    return datetime.fromisoformat(value).replace(tzinfo=None)


def _number(document: str, rows: Sequence[Row]) -> list[Row]:
    return [{"document": document, "n": n, **row} for n, row in enumerate(rows)]


def _make_span(span: Span) -> Row:
    found = {"span_start": span.start, "span_end": span.end, "text": span.text}
    identity = getattr(span, "id", None)
    return found if identity is None else {"id": identity, **found}


def _make_entity(entity: Entity) -> Row:
    where = entity.location
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "roles": [{"title": r.title, "organization": r.organization} for r in entity.roles],
        "geonames": entity.links.geonames,
        "wikidata": entity.links.wikidata,
        "lat": None if where is None else where.lat,
        "lon": None if where is None else where.lon,
        "country": None if where is None else where.country,
        "place_precision": None if where is None else where.precision,
        "place_reason": None if where is None else where.reason,
        "place_source": None if where is None else where.source,
        "latin": entity.latin,
    }


def _make_statement(statement: Statement) -> Row:
    cue, speaker = statement.cue, statement.speaker
    return {
        "id": statement.id,
        "span_start": statement.start,
        "span_end": statement.end,
        "content": [{"span_start": start, "span_end": end} for start, end in statement.content],
        "cue_start": cue.start,
        "cue_end": cue.end,
        "cue": cue.text,
        "lemma": cue.lemma,
        "speaker_start": speaker.start,
        "speaker_end": speaker.end,
        "speaker": speaker.text,
        "speaker_entity": speaker.entity,
        "mode": statement.mode,
        "stance": statement.stance,
        "parent": statement.parent,
    }


def _make_relation(relation: Relation) -> Row:
    return {
        "id": relation.id,
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object,
        "title": relation.title,
        "statement": relation.statement,
        **_make_span(relation.evidence),
    }


def _make_frame(frame: Frame) -> Row:
    return {
        **_make_span(frame),
        "category": frame.category,
        "about": frame.about,
        "voice": frame.voice,
        "neutral": frame.neutral,
    }
