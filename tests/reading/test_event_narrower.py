"""A headline names the province, the text the village: one event where nothing sets them apart."""

from types import SimpleNamespace

import pytest

from rawi.model import EventDate
from rawi.reading.events.circumstances.clauses import DateFound, PlaceFound
from rawi.reading.events.drafts import Draft
from rawi.reading.events.joining.narrower import join_narrower
from rawi.reading.events.lexicon import Sense
from rawi.reading.events.words.triggers import Trigger

PROVINCE, VILLAGE, OTHER, FAR = "e1", "e2", "e3", "e4"


class Places(dict):
    """Places without location, which the article puts in the province, but for one."""

    def __missing__(self, entity):
        precision = "governorate" if entity == PROVINCE else "town"
        return SimpleNamespace(location=SimpleNamespace(precision=precision, country="SY"))


def make_scene():
    inside = {village: frozenset({PROVINCE}) for village in (VILLAGE, OTHER)}
    sentences = list(range(100))
    times = [(70, SimpleNamespace(value="XXXX-09-08"))]
    return SimpleNamespace(
        entities=Places(), places_around=inside, sentence_of=sentences, time_tokens=times
    )


def make_draft(index, place, lemma="اعتقال", **told):
    sense = Sense(lemma, "arrest", "event", "none", "none", {}, ())
    trigger = Trigger(index, 0, sense, "arrest", None, "", "", definite=False)
    known = {"agents": [], "targets": [], "date": None, "unreal": [None], **told}
    found = PlaceFound(place, 1, 1, same_clause=True)
    return Draft("arrest", [trigger], place=found, statements=[None], sentence=index, **known)


def read_day(day):
    return DateFound(EventDate(day, day, "clause"), 1)


def test_headline_event_is_the_one_at_a_village_of_its_province():
    (event,) = join_narrower(make_scene(), [make_draft(1, PROVINCE), make_draft(60, VILLAGE)])
    assert event.place.entity == VILLAGE
    assert [trigger.index for trigger in event.triggers] == [1, 60]


@pytest.mark.parametrize(
    "others",
    [
        [make_draft(60, VILLAGE), make_draft(90, OTHER)],
        [make_draft(60, FAR)],
        [make_draft(60, VILLAGE, lemma="مداهمة")],
        [make_draft(60, VILLAGE, unreal=["planned"])],
        [make_draft(60, VILLAGE, marks=frozenset({"another"}))],
        [make_draft(60, VILLAGE, date=read_day("2020-03-01"))],
        [make_draft(70, VILLAGE)],
    ],
    ids=[
        "two villages",
        "elsewhere",
        "another word",
        "planned",
        "another one",
        "another day",
        "a day without year",
    ],
)
def test_headline_event_is_none_that_something_sets_apart(others):
    first = make_draft(1, PROVINCE, date=read_day("2020-03-05"))
    events = join_narrower(make_scene(), [first, *others])
    assert len(events) == 1 + len(others)
    assert events[0].place.entity == PROVINCE


def test_event_that_no_headline_tells_is_not_joined():
    events = [make_draft(40, PROVINCE), make_draft(60, VILLAGE)]
    assert len(join_narrower(make_scene(), events)) == 2
