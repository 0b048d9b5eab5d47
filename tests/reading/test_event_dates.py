"""Pairs of sentences that differ in little, and when each says that it happened."""

import tomllib
from pathlib import Path

import pytest
from marked_events import read_event

from rawi.reading.events.choices import circumstance_weights

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
    _, event = read_event(sentence["text"])
    assert [event.date.earliest or "", event.date.latest or ""] == sentence["date"]
