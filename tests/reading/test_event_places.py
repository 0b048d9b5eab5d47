"""Pairs of sentences that differ in little, and where each says that it happened."""

import tomllib
from pathlib import Path

import pytest
from marked import parse_marked

from rawi.model import make_document
from rawi.reading.reports import read_report

FILE = Path(__file__).with_name("event_places.toml")
PAIRS = tomllib.loads(FILE.read_text("utf-8"))["pair"]
SENTENCES = [(pair["name"], side, pair[side]) for pair in PAIRS for side in ("one", "other")]


@pytest.mark.parametrize(
    "sentence", [s for *_, s in SENTENCES], ids=[f"{name}: {side}" for name, side, _ in SENTENCES]
)
def test_event_place_of_pair(sentence):
    marked = parse_marked(sentence["text"])
    report = read_report(make_document(marked.text, published="2020-03-06"))
    names = {entity.id: entity.name for entity in report.entities}
    ((label, start, end),) = marked.spans
    event = next(
        event
        for event in report.events
        if any(trigger.start < end and start < trigger.end for trigger in event.triggers)
    )
    assert event.type == label
    assert names.get(event.place, "") == sentence["place"]
