"""Dates that rules give where the weights choose no time, or only that of the telling."""

import pytest
from marked_events import read_event

from rawi.reading.events.choices import circumstance_weights

RANGE = (
    "منذ مطلع يناير 2020 وحتى 12 فبراير 2020، وثق مركز محلي مقتل ستة أشخاص، وإصابة عشرين، "
    "في سبعة {bombing:تفجيرات}."
)
ASIDE = "يقيم الرجل في العامرية منذ عام 2016، وبلغت {attack:هجمات} المسلحين قريته."
TOLD = "قال مسؤول محلي أمس إن مسلحين {attack:هاجموا} القرية."
OWN = "قال مسؤول محلي إن مسلحين {attack:هاجموا} القرية أمس."
DAY = ("2020-03-05", "2020-03-05")


@pytest.mark.parametrize(
    ("text", "bounds"), [(RANGE, ("2020-01-01", "2020-02-12")), (ASIDE, (None, None))]
)
def test_date_since_a_time_that_leads(text, bounds, monkeypatch):
    monkeypatch.setattr(circumstance_weights, "_choose", lambda *_: None)
    _, event = read_event(text)
    assert (event.date.earliest, event.date.latest) == bounds


@pytest.mark.parametrize(("text", "bounds"), [(TOLD, (None, DAY[1])), (OWN, DAY)])
def test_date_of_telling_ends_what_is_told(text, bounds, monkeypatch):
    def choose(options, _chances, _least):
        return next((option for option in options if option.value == DAY), None)

    monkeypatch.setattr(circumstance_weights, "_choose", choose)
    _, event = read_event(text)
    assert (event.date.earliest, event.date.latest) == bounds
