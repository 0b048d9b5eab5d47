"""Which group a description means, and whose what is hit is, by rules behind the weights."""

import tomllib
from pathlib import Path

import pytest
from marked import parse_marked
from marked_events import UPSTREAM, check_arguments, find_event, read_marked

from rawi.reading.events import assembly

FILE = Path(__file__).with_name("event_meant_groups.toml")
CASES = tomllib.loads(FILE.read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_groups_meant_by_descriptions(case, monkeypatch):
    monkeypatch.setattr(assembly, "drop_generic", lambda _scene, events: events)
    monkeypatch.setattr(assembly, "weigh_sides", lambda _scene, _events: None)
    marked = parse_marked(case["text"])
    events, entities = read_marked(marked)
    wanted = [(label, s, e) for label, s, e in marked.spans if label not in UPSTREAM]
    check_arguments(case, find_event(events, wanted), entities, marked.text)
