"""Events of one type that neither place nor date nor sides set apart are one."""

import pytest

from rawi.model import EventDate
from rawi.reading.events.circumstances.clauses import DateFound, PlaceFound
from rawi.reading.events.drafts import Draft
from rawi.reading.events.joining.merge import join_unplaced
from rawi.reading.events.lexicon import Sense
from rawi.reading.events.words.triggers import Trigger


def make_draft(index, **told):
    sense = Sense("هجوم", "attack", "event", "none", "none", {}, ())
    trigger = Trigger(index, 0, sense, "attack", None, "", "", definite=False)
    known = {"agents": [], "targets": [], "place": None, "date": None, "unreal": [None], **told}
    return Draft("attack", [trigger], statements=[None], sentence=index, **known)


def test_unplaced_events_of_one_type_are_one():
    (event,) = join_unplaced([make_draft(1, agents=["e1"]), make_draft(9, agents=["e1", "e2"])])
    assert [trigger.index for trigger in event.triggers] == [1, 9]
    assert event.agents == ["e1", "e2"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"place": PlaceFound("e3", 1, 1, same_clause=True)}, {}),
        ({}, {"date": DateFound(EventDate("2020-03-01", "2020-03-01", "clause"), 1)}),
        ({"agents": ["e1"]}, {"agents": ["e2"]}),
        ({"targets": ["e1"]}, {"targets": ["e2"]}),
        ({"unreal": ["planned"]}, {}),
    ],
)
def test_unplaced_events_are_two_where_something_sets_them_apart(one, other):
    assert len(join_unplaced([make_draft(1, **one), make_draft(9, **other)])) == 2
