"""Pairs of sentences that differ in little, and when and where each says that it happened."""

import tomllib
from pathlib import Path

import pytest
from marked_events import read_event

from rawi.reading.events import assembly

FILE = Path(__file__).with_name("event_circumstances.toml")
PAIRS = tomllib.loads(FILE.read_text("utf-8"))["pair"]
SENTENCES = [(pair["name"], side, pair[side]) for pair in PAIRS for side in ("one", "other")]


@pytest.mark.parametrize(
    "sentence", [s for *_, s in SENTENCES], ids=[f"{name}: {side}" for name, side, _ in SENTENCES]
)
def test_circumstances_of_pair(sentence, monkeypatch):
    if sentence.get("rules"):
        monkeypatch.setattr(assembly, "weigh_arguments", lambda _scene, events: events)
    report, event = read_event(sentence["text"])
    names = {entity.id: entity.name for entity in report.entities}
    if "place" in sentence:
        assert names.get(event.place, "") == sentence["place"]
    if "date" in sentence:
        assert [event.date.earliest or "", event.date.latest or ""] == sentence["date"]


def test_pairs_ask_for_a_place_or_a_date():
    for name, side, sentence in SENTENCES:
        assert "place" in sentence or "date" in sentence, (name, side)


def test_a_day_named_in_another_sentence_is_known_from_the_narrative():
    told = "اندلعت اشتباكات في سبها فجر الأربعاء. و{displacement:نزحت} 150 عائلة إلى درنة."
    _, event = read_event(told)
    assert (event.date.earliest, event.date.reason) == ("2020-03-04", "narrative")
