"""Dates that rules give where the weights choose no time, or only that of the telling."""

import tomllib
from pathlib import Path

import pytest
from marked_events import read_event

from rawi.reading.events.choices import circumstance_weights

FILE = Path(__file__).with_name("event_unchosen_dates.toml")
PAIRS = tomllib.loads(FILE.read_text("utf-8"))["pair"]
SENTENCES = [(pair["name"], side, pair[side]) for pair in PAIRS for side in ("one", "other")]
TOLD = "قال مسؤول محلي أمس إن مسلحين {attack:هاجموا} القرية."
OWN = "قال مسؤول محلي إن مسلحين {attack:هاجموا} القرية أمس."
DAY = ("2020-03-05", "2020-03-05")


@pytest.mark.parametrize(
    "sentence", [s for *_, s in SENTENCES], ids=[f"{name}: {side}" for name, side, _ in SENTENCES]
)
def test_date_of_rule(sentence, monkeypatch):
    monkeypatch.setattr(circumstance_weights, "_choose", lambda *_: None)
    _, event = read_event(sentence["text"])
    assert [event.date.earliest or "", event.date.latest or ""] == sentence["date"]


@pytest.mark.parametrize(("text", "bounds"), [(TOLD, (None, DAY[1])), (OWN, DAY)])
def test_date_of_telling_ends_what_is_told(text, bounds, monkeypatch):
    def choose(options, _chances, _least):
        return next((option for option in options if option.value == DAY), None)

    monkeypatch.setattr(circumstance_weights, "_choose", choose)
    _, event = read_event(text)
    assert (event.date.earliest, event.date.latest) == bounds


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        ('وتحدث السكان عن هجوم "طنطا".', ("2017-05-01", "2017-05-31")),
        ("وتحدث السكان عن الأمطار.", ("2018-06-01", "2018-06-30")),
    ],
)
def test_date_before_is_that_of_the_event_told_last(told, bounds, monkeypatch):
    def choose(options, _chances, _least):
        return next((option for option in options if "before" in option.origins), None)

    monkeypatch.setattr(circumstance_weights, "_choose", choose)
    text = f"وقع هجوم طنطا في مايو 2017. وعقد الوفد محادثات في يونيو 2018. {told}"
    _, event = read_event(f"{text} ثم {{arrest:اعتقلت}} الشرطة سائقا في درنة.")
    assert (event.date.earliest, event.date.latest) == bounds
