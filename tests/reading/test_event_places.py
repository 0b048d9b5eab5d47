"""Pairs of sentences that differ in little, and where each says that it happened."""

import tomllib
from pathlib import Path

import pytest
from marked_events import read_event

FILE = Path(__file__).with_name("event_places.toml")
PAIRS = tomllib.loads(FILE.read_text("utf-8"))["pair"]
SENTENCES = [(pair["name"], side, pair[side]) for pair in PAIRS for side in ("one", "other")]


@pytest.mark.parametrize(
    "sentence", [s for *_, s in SENTENCES], ids=[f"{name}: {side}" for name, side, _ in SENTENCES]
)
def test_event_place_of_pair(sentence):
    report, event = read_event(sentence["text"])
    names = {entity.id: entity.name for entity in report.entities}
    assert names.get(event.place, "") == sentence["place"]
