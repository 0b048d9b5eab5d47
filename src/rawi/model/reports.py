"""The report: all readings of one document, its JSON, its JSON Schema and its invariants."""

import inspect
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from rawi.errors import ReportError
from rawi.model.documents import Document
from rawi.model.readings import (
    Entity,
    Event,
    Frame,
    Mention,
    Quantity,
    Relation,
    Statement,
    TimeExpression,
)
from rawi.model.spans import Span

SCHEMA = "rawi.report/1"
_OUR_FAULT = "The reader that made it is at fault; please report it with the article."


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All readings of one document. A pure function of document, program and added gazetteers.

    `gazetteers` names the tables of places that the user added, in the order of their names, each
    with the SHA-256 of what it holds; `models` the models of the user's choosing that read along,
    as the user named them (`hf:…`). `skipped` counts, by reason, what was seen and left out of
    the layers.
    """

    schema: Literal["rawi.report/1"] = "rawi.report/1"
    document: Document
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    frames: tuple[Frame, ...] = ()
    gazetteers: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    skipped: dict[str, int] = {}


def encode_report(report: Report) -> bytes:
    """Return the report as one line of JSON (UTF-8, no newline), its invariants checked first.

    Raises:
        ReportError: an item points at other letters than it says, or at an item that is not there.
    """
    check_report(report)
    return msgspec.json.encode(report)


def decode_report(line: bytes | str) -> Report:
    """Return the report of one JSON line, its types and invariants checked.

    Raises:
        ReportError: the line is no report of this schema, or breaks an invariant.
    """
    try:
        report = msgspec.json.decode(line, type=Report)
    except msgspec.MsgspecError as error:
        raise ReportError(
            f"this line is no {SCHEMA} report: {error}. Make it with: rawi read --format json"
        ) from error
    check_report(report)
    return report


def make_json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a report."""
    schema = msgspec.json.schema(Report)
    for definition in schema["$defs"].values():
        if "description" in definition:
            definition["description"] = inspect.cleandoc(definition["description"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}


def check_report(report: Report) -> None:
    """Hold the report to its invariants.

    Every span is the letters that it says it is; every reference names an item of the report.

    Raises:
        ReportError: naming the document, the item and what is wrong with it.
    """
    text = report.document.text
    for kind, span in iter_spans(report):
        fits = 0 <= span.start < span.end <= len(text)
        if not fits or text[span.start : span.end] != span.text:
            there = text[max(0, span.start) : max(0, span.end)]
            raise ReportError(
                f"document {report.document.id}: {kind} at {span.start}:{span.end} says "
                f"{span.text!r}, the text there is {there!r}. {_OUR_FAULT}"
            )
    known = {
        kind: {item.id for item in getattr(report, kind)}
        for kind in ("entities", "statements", "quantities")
    }
    for item, kind, reference in _iter_references(report):
        if reference is not None and reference not in known[kind]:
            raise ReportError(
                f"document {report.document.id}: {item} refers to {reference!r}, which is not "
                f"among the report's {kind}. {_OUR_FAULT}"
            )


def iter_spans(report: Report) -> Iterator[tuple[str, Span]]:
    """Yield every span of the report with the kind of item that it belongs to."""
    for kind in ("mentions", "times", "quantities", "frames"):
        for item in getattr(report, kind):
            yield kind, item
    text = report.document.text
    for statement in report.statements:
        yield "statement cue", statement.cue
        speaker = statement.speaker
        if speaker.start is not None and speaker.end is not None:
            yield "statement speaker", Span(speaker.start, speaker.end, speaker.text or "")
        for start, end in (*statement.content, (statement.start, statement.end)):
            # Contents carry no letters of their own; an impossible one shows as a mismatch.
            yield "statement content", Span(start, end, text[start:end] or "?")
    for event in report.events:
        for trigger in event.triggers:
            yield "event trigger", trigger
    for relation in report.relations:
        yield "relation evidence", relation.evidence


def _iter_references(report: Report) -> Iterator[tuple[str, str, str | None]]:
    """Yield (the item that refers, the kind it refers to, the id that it refers to)."""
    for mention in report.mentions:
        yield "mention", "entities", mention.entity
    for entity in report.entities:
        yield from (
            (f"role of {entity.id}", "entities", role.organization) for role in entity.roles
        )
    for quantity in report.quantities:
        yield "quantity", "quantities", quantity.part_of
    for statement in report.statements:
        yield "statement speaker", "entities", statement.speaker.entity
        yield "statement parent", "statements", statement.parent
    for event in report.events:
        for entity_id in (event.place, *event.agents, *event.targets):
            yield "event", "entities", entity_id
        yield from (("event", "quantities", quantity_id) for quantity_id in event.quantities)
        yield "event", "statements", event.statement
    for relation in report.relations:
        yield "relation", "entities", relation.subject
        yield "relation", "entities", relation.object
        yield "relation", "statements", relation.statement
    for frame in report.frames:
        yield "frame", "entities", frame.about
        yield "frame", "statements", None if frame.voice == "outlet" else frame.voice
