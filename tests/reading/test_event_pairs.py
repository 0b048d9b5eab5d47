"""Pairs of sentences that differ in little, and whether and how each tells of an event."""

import tomllib
from pathlib import Path

import pytest
from marked import parse_marked

from rawi.model import Event, make_document
from rawi.reading.events import assembly
from rawi.reading.reports import read_report

FILES = [
    Path(__file__).with_name(f"event_{name}.toml")
    for name in ("pairs", "chains", "senses", "words", "modalities")
]
PAIRS = [pair for file in FILES for pair in tomllib.loads(file.read_text("utf-8"))["pair"]]
SENTENCES = [(pair["name"], pair[side]) for pair in PAIRS for side in ("one", "other")]
NAMES = [f"{name}: {'one' if i % 2 == 0 else 'other'}" for i, (name, _) in enumerate(SENTENCES)]


@pytest.fixture
def rules_alone(monkeypatch):
    """Take what the rules propose: weights ask more of a sentence than one alone can tell."""
    monkeypatch.setattr(assembly, "weigh_arguments", lambda _scene, events: events)


def find_event(events: tuple[Event, ...], start: int, end: int) -> Event | None:
    found = [e for e in events if any(t.start < end and start < t.end for t in e.triggers)]
    return found[0] if found else None


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize("sentence", [s for _, s in SENTENCES], ids=NAMES)
def test_event_of_pair(sentence):
    marked = parse_marked(sentence["text"])
    report = read_report(make_document(marked.text, published="2020-03-06"))
    events = report.events
    speakers = {statement.id: statement.speaker.text for statement in report.statements}
    for label, start, end in marked.spans:
        event = find_event(events, start, end)
        assert event is not None, [(e.type, [t.text for t in e.triggers]) for e in events]
        assert event.type == label
        assert event.modality == sentence.get("modality", event.modality)
        teller = speakers[event.statement] if event.statement is not None else ""
        assert teller == sentence.get("teller", teller)
    if "events" in sentence:
        found = {find_event(events, start, end).id for _, start, end in marked.spans}
        assert len(found) == sentence["events"], found
    for word in sentence.get("none", ()):
        start = marked.text.index(word)
        event = find_event(events, start, start + len(word))
        assert event is None, event


def test_pairs_mark_an_event_or_name_what_is_none():
    for name, sentence in SENTENCES:
        assert "none" in sentence or parse_marked(sentence["text"]).spans, name
