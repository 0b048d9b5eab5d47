"""Events read from sentences whose names, times, counts and statements are marked."""

from marked import Marked, parse_marked

from rawi.language.analysis import Analysis, analyse
from rawi.model import (
    Cue,
    Event,
    Quantity,
    Report,
    Speaker,
    Statement,
    TimeExpression,
    make_document,
)
from rawi.reading.entities import Entities
from rawi.reading.events import read_events
from rawi.reading.mentions import Name
from rawi.reading.reports import read_report

NAMED = ("person", "organization", "armed_group", "place")
COUNTED = ("killed", "displaced")
UPSTREAM = (*NAMED, *COUNTED, "date", "says", "denies")


def read_marked(marked: Marked) -> tuple[list[Event], Entities]:
    analysis = analyse(make_document(marked.text, published="2020-03-06"))
    names = [Name(s, e, label) for label, s, e in marked.spans if label in NAMED]
    entities = Entities(analysis, sorted(names))
    events = read_events(
        analysis,
        entities,
        times=make_times(marked),
        quantities=make_counts(marked),
        statements=make_statements(marked, analysis),
    )
    return events, entities


def make_times(marked: Marked) -> list[TimeExpression]:
    day = "2020-03-05"
    return [
        TimeExpression(
            start=s, end=e, text=marked.text[s:e], id="t1", type="date", value=day,
            earliest=day, latest=day,
        )
        for label, s, e in marked.spans
        if label == "date"
    ]  # fmt: skip


def make_counts(marked: Marked) -> list[Quantity]:
    return [
        Quantity(start=s, end=e, text=marked.text[s:e], id=f"q{s}", what=label, low=3, high=3)
        for label, s, e in marked.spans
        if label in COUNTED
    ]


def make_statements(marked: Marked, analysis: Analysis) -> list[Statement]:
    cue = Cue(start=0, end=1, text=marked.text[:1], lemma="قال")
    return [
        Statement(f"s{s}", 0, e, ((s, e),), cue, Speaker(), "indirect", label)
        for label, s, e in marked.spans
        if label in ("says", "denies")
    ]


def find_event(events: list[Event], wanted: list[tuple[str, int, int]]) -> Event:
    label, start, end = wanted[0]
    found = [
        event
        for event in events
        if event.type == label and any(t.start < end and start < t.end for t in event.triggers)
    ]
    assert len(found) == 1, [(e.type, [t.text for t in e.triggers]) for e in events]
    return found[0]


def check_arguments(case: dict, event: Event, entities: Entities, text: str) -> None:
    for key in ("agents", "targets"):
        if key in case:
            assert [entities[x].name for x in getattr(event, key)] == case[key]
    if "place" in case:
        assert event.place is not None
        assert entities[event.place].name == case["place"]
    if "date" in case:
        assert (event.date.earliest or "") == case["date"]
    if "modality" in case:
        assert event.modality == case["modality"]
        assert (event.statement is None) == (
            event.modality == "asserted" or "{says" not in case["text"]
        )
    if "counts" in case:
        spans = {f"q{text.find(count)}" for count in case["counts"]}
        assert set(event.quantities) == spans


def read_event(sentence: str) -> tuple[Report, Event]:
    """Return the whole report of a sentence with one marked trigger, and the event of that."""
    marked = parse_marked(sentence)
    report = read_report(make_document(marked.text, published="2020-03-06"))
    ((label, start, end),) = marked.spans
    event = next(
        event
        for event in report.events
        if any(trigger.start < end and start < trigger.end for trigger in event.triggers)
    )
    assert event.type == label
    return report, event
