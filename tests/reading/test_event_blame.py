"""Whom the whole reading of an article blames, and whom it must not."""

import tomllib
from pathlib import Path

import pytest

CASES = tomllib.loads((Path(__file__).parent / "event_blame.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_blame_falls_on_whom_the_text_names(case, report):
    read = report(case["text"])
    names = {entity.id: entity.name for entity in read.entities}
    for type_, doers in case["doers"].items():
        events = [event for event in read.events if event.type == type_]
        assert events, f"no {type_}"
        assert sorted(names[x] for event in events for x in event.agents) == sorted(doers)
    blamed = {names[x] for event in read.events for x in event.agents}
    assert not blamed & set(case.get("blameless", ()))
    if "events" in case:
        assert len(read.events) == case["events"]
    for type_, texts in case.get("triggers", {}).items():
        told = [[t.text for t in event.triggers] for event in read.events if event.type == type_]
        assert told == [texts]
    for name, times in case.get("mentioned", {}).items():
        assert sum(names[mention.entity] == name for mention in read.mentions) == times
