"""Pairs of sentences that differ in little, and when each says that it happened."""

import tomllib
from pathlib import Path

import pytest
from marked import parse_marked

from rawi.model import make_document
from rawi.reading.events import circumstance_weights
from rawi.reading.reports import read_report

FILE = Path(__file__).with_name("event_dates.toml")
PAIRS = tomllib.loads(FILE.read_text("utf-8"))["pair"]
SENTENCES = [(pair["name"], side, pair[side]) for pair in PAIRS for side in ("one", "other")]


def choose_by_rule(options, _chances, _role):
    """Return what the rules propose, whatever weights make of it."""
    return next((option for option in options if "rule" in option.origins), None)


@pytest.mark.parametrize(
    "sentence", [s for *_, s in SENTENCES], ids=[f"{name}: {side}" for name, side, _ in SENTENCES]
)
def test_date_of_pair(sentence, monkeypatch):
    monkeypatch.setattr(circumstance_weights, "_choose", choose_by_rule)
    marked = parse_marked(sentence["text"])
    report = read_report(make_document(marked.text, published="2020-03-06"))
    ((label, start, end),) = marked.spans
    event = next(
        event
        for event in report.events
        if any(trigger.start < end and start < trigger.end for trigger in event.triggers)
    )
    assert event.type == label
    assert [event.date.earliest or "", event.date.latest or ""] == sentence["date"]
