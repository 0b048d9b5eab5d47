"""Events read from sentences whose names, times, counts and statements are marked in the case."""

import tomllib
from pathlib import Path

import pytest
from marked import Marked, parse_marked
from marked_events import UPSTREAM, check_arguments, find_event, read_marked

from rawi.language.analysis import analyse
from rawi.model import make_document
from rawi.reading.entities import Entities
from rawi.reading.events import assembly, read_events
from rawi.reading.events.lexicon import load_classes, load_nouns, load_verbs
from rawi.reading.events.words.triggers import find_candidates

CASES = tomllib.loads((Path(__file__).parent / "events.toml").read_text("utf-8"))["case"]


@pytest.fixture
def rules_alone(monkeypatch):
    """Take what the rules propose, without the weights that choose among it."""
    monkeypatch.setattr(assembly, "weigh_arguments", lambda _scene, events: events)


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_events_of_marked_sentence(case):
    marked = parse_marked(case["text"])
    events, entities = read_marked(marked)
    if case.get("events") == 0:
        assert events == []
        return
    wanted = [(label, s, e) for label, s, e in marked.spans if label not in UPSTREAM]
    event = find_event(events, wanted)
    for label, start, end in wanted:
        assert event.type == label
        assert any(t.start < end and start < t.end for t in event.triggers)
    assert all(marked.text[t.start : t.end] == t.text for t in event.triggers)
    check_arguments(case, event, entities, marked.text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "...", "؟!", "NATO 2014", "«»“", "و", "قصف", "ال", "(((", "\n\n", "لل", "بسقوط"],
)
def test_events_of_scraps_do_not_fail(text):
    events, _ = read_marked(Marked(text, []))
    assert all(text[t.start : t.end] == t.text for event in events for t in event.triggers)


ENDS = ("", " على", " من", " من قبل", " بعد", " منذ", " ل", " الذي", " و", " «", " أن")


@pytest.mark.parametrize("end", ENDS)
def test_events_may_be_told_by_the_last_words(end):
    # A clause that is cut off behind its event word, or behind what should bring a side or a time.
    for form in sorted(load_nouns())[::5]:
        text = f"{form}{end}"
        events, _ = read_marked(Marked(text, []))
        assert all(text[t.start : t.end] == t.text for event in events for t in event.triggers)


def test_events_are_the_same_when_read_again():
    marked = parse_marked(CASES[0]["text"])
    assert read_marked(marked)[0] == read_marked(marked)[0]


def test_events_cost_grows_with_the_text_only():
    # The costly step is asking tokens for their classes: counted, not timed.
    text = "شن مسلحون مجهولون هجوما على نقطة تفتيش قرب المدينة أمس وقصفت قوات حكومية مواقع هناك.\n"
    counts = []
    for times in (20, 200):
        visits = 0
        analysis = analyse(make_document(text * times))
        tokens = analysis.tokens

        class Counted(list):
            def __getitem__(self, index):
                nonlocal visits
                visits += 1
                return list.__getitem__(self, index)

        analysis.tokens = Counted(tokens)
        events = read_events(
            analysis, Entities(analysis, []), times=[], quantities=[], statements=[]
        )
        assert events
        counts.append(visits)
    assert counts[1] < counts[0] * 15


def test_triggers_leave_out_conjunction_and_keep_article():
    marked = parse_marked(
        "وقع انفجار في {place:سرت} وهجوم آخر، ثم تجدد {battle:الاشتباك} والاشتباكات."
    )
    events, _ = read_marked(marked)
    words = {t.text for event in events for t in event.triggers}
    assert {"انفجار", "هجوم", "الاشتباك", "الاشتباكات"} <= words


def test_candidates_of_word_with_ta_marbuta_have_no_pronoun():
    family, captured_him = analyse(make_document("أسرة أسره")).tokens
    assert find_candidates(family) == ()
    assert "ه" in [candidate.pronoun for candidate in find_candidates(captured_him)]


def test_conditions_ask_for_listed_classes():
    listed = {name for classes in load_classes().values() for name in classes}
    senses = [s for readings in load_verbs().values() for r in readings for s in r.senses]
    senses += [s for reading in load_nouns().values() for s in reading.senses]
    asked = {c.word_class for s in senses for c in s.conditions if c.word_class}
    assert asked <= listed


@pytest.mark.usefixtures("rules_alone")
def test_ceasefire_is_no_shooting_but_shooting_behind_preposition_is():
    fire, _ = read_marked(parse_marked("قتل مدني في إطلاق نار كثيف."))
    truce, _ = read_marked(parse_marked("وقف إطلاق النار ساري المفعول."))
    assert "attack" in [event.type for event in fire]
    assert "attack" not in [event.type for event in truce]


@pytest.mark.parametrize("day", ["1101-20-17", "tomorrow", "0001-01-01", "9999-12-31", ""])
@pytest.mark.parametrize("length", ["ست سنوات", "99999999 يوما", "مليون سنة", "أيام"])
def test_events_bear_any_day_of_publication(report, day, length):
    assert report(f"يستمر قصف المدينة منذ {length}.", published=day).events is not None
