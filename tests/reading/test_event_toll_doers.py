"""The subject of a verb of killing that tells the toll of another event is the doer of that."""

import pytest
from marked import parse_marked
from marked_events import read_marked

from rawi.reading.events import assembly


def agents_of(text: str, kind: str, monkeypatch) -> list[list[str]]:
    monkeypatch.setattr(assembly, "weigh_arguments", lambda _scene, events: events)
    events, entities = read_marked(parse_marked(text))
    return [[entities[x].name for x in event.agents] for event in events if event.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "doer"),
    [
        ("قتل مسلحون خمسة جنود في هجوم على حاجز في سبها.", "attack", "مسلحون"),
        ("قتلت طائرات حربية سبعة مدنيين في غارة على سوق.", "airstrike", "طائرات حربية"),
        ("قتل مسلح خمسة سائحين عندما أطلق الرصاص على فندق.", "attack", "مسلح"),
    ],
)
def test_doers_of_tolls_did_what_cost_the_lives(text, kind, doer, monkeypatch):
    assert agents_of(text, kind, monkeypatch) == [[doer]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قتل جندي وأصيب آخر في هجوم على حاجز.", "attack"),
        ("قتل ثلاثة مسلحين في غارة على معسكر.", "airstrike"),
        ("قتل مدير الشرطة في تفجير في سبها.", "bombing"),
    ],
)
def test_dead_of_tolls_did_nothing(text, kind, monkeypatch):
    assert agents_of(text, kind, monkeypatch) == [[]]


def test_doer_who_is_told_stays(monkeypatch):
    text = "قتل مسلحون خمسة جنود في هجوم شنه متمردون على حاجز."
    assert agents_of(text, "attack", monkeypatch) == [["متمردون"]]
