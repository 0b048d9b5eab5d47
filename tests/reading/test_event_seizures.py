"""Which place a capture takes: named, by a pronoun, or as "the town"."""

import pytest

from rawi.reading.events import assembly


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch):
    """Take what the rules propose: weights ask more of a sentence than one alone can tell."""
    monkeypatch.setattr(assembly, "weigh_arguments", lambda _scene, events: events)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("استمر القتال قرب سبها حتى تحرير مدينة درنة.", "درنة"),
        ("وصلت القوات إلى درنة، وأعلن متحدث تحريرها.", "درنة"),
        ("وصلت القوات إلى درنة، ثم سيطر الجيش على المدينة.", "درنة"),
        ("خسر المسلحون درنة. وجاء تاجر من سبها إلى درنة وهنأ السكان بعد تحريرها.", "درنة"),
    ],
)
def test_capture_is_where_what_is_taken_lies(report, text, place):
    found = report(text)
    names = {entity.id: entity.name for entity in found.entities}
    captures = [event for event in found.events if event.type == "capture"]
    assert captures
    assert {names[event.place] for event in captures} == {place}
