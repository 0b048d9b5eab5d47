"""Statements: the cases of statements.toml, and what holds of any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from marked import Marked, parse_marked

from rawi.language.analysis import analyse
from rawi.model import Statement, make_document
from rawi.reading.entities import Entities
from rawi.reading.mentions import Name
from rawi.reading.statements import read_statements
from rawi.reading.titles import read_titles

CASES = tomllib.loads(Path(__file__).with_name("statements.toml").read_text("utf-8"))["case"]
NAMES = ("person", "organization", "armed_group", "place")


def read_marked(marked: Marked) -> tuple[list[Statement], Entities]:
    """Return the statements of a text whose names are those marked in it."""
    analysis = analyse(make_document(marked.text))
    names = sorted(
        (Name(start, end, label) for label, start, end in marked.spans if label in NAMES),
        key=lambda name: name.start,
    )
    entities = Entities(analysis, names)
    return read_statements(analysis, entities, read_titles(analysis, entities)), entities


def expect(marked: Marked, number: str, case: dict[str, Any]) -> dict[str, Any]:
    """Return what a case says of the statement of a number."""
    spoken = marked.of(f"speaker{number}")
    place = int(number or 1) - 1

    def pick(key: str, default: Any) -> Any:
        value = case.get(key, default)
        return value[place] if isinstance(value, list) else value

    return {
        "cue": marked.of(f"cue{number}")[0],
        "speaker": spoken[0] if spoken else None,
        "content": marked.of(f"content{number}"),
        "stance": pick("stance", "says"),
        "mode": pick("mode", "indirect"),
        "entity": pick("entity", "") or None,
        "within": case.get("within", {}).get(number),
    }


def describe(statement: Statement, statements: list[Statement], entities: Entities, text: str):
    parent = next((s for s in statements if s.id == statement.parent), None)
    entity = statement.speaker.entity
    return {
        "cue": statement.cue.text,
        "speaker": statement.speaker.text,
        "content": [text[start:end] for start, end in statement.content],
        "stance": statement.stance,
        "mode": statement.mode,
        "entity": entities[entity].name if entity is not None else None,
        "within": parent.cue.text if parent is not None else None,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_statements_of_case(case):
    marked = parse_marked(case["text"])
    statements, entities = read_marked(marked)
    statements.sort(key=lambda statement: statement.cue.start)
    found = [describe(s, statements, entities, marked.text) for s in statements]
    cues = sorted((start, label[3:]) for label, start, _ in marked.spans if label.startswith("cue"))
    wanted = [expect(marked, number, case) for _, number in cues]
    for item in (*found, *wanted):
        if "entity" not in case:
            item.pop("entity")
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    ["", ".", "قال", "قال:", 'قال "', "بحسب", "وفقا ل", "«" * 50, "وأضاف أن", ": قال", "أن قال إن"],
)
def test_statements_of_fragments_are_none(text):
    assert read_marked(Marked(text, []))[0] == []


def test_statements_stand_in_the_text():
    text = "وقالت مصادر إن القصف «مستمر»، مضيفة أن الجرحى كثر، بحسب بيان. وأكد: «لا علم لنا»."
    for statement in read_marked(Marked(text, []))[0]:
        assert text[statement.cue.start : statement.cue.end] == statement.cue.text
        assert statement.start <= statement.cue.start < statement.cue.end <= statement.end
        for start, end in statement.content:
            assert statement.start <= start < end <= statement.end


def test_statements_of_a_text_without_stops_take_linear_time():
    sizes = [len(read_marked(Marked("وقال إن الجيش تقدم " * n, []))[0]) for n in (200, 2000)]
    assert sizes == [200, 2000]


@pytest.mark.parametrize("end", [".\n", "\n", ". "])
def test_statements_cue_stays_behind_an_echo_that_ends_a_sentence(report, end):
    text = f"وأكد سالم الزوي أن الهدوء عاد، وفق تعبيره{end}ويرى المراقبون أن الوضع خطير."
    cues = [statement.cue.text for statement in report(text).statements]
    assert "يرى" in cues


def test_a_long_question_without_mark_is_no_interview() -> None:
    question = "في رأيك " + "وفي رأي أهل المدينة كلهم " * 20 + "متى تعود الشبكة؟"
    found, _ = read_marked(parse_marked(f"{question}\nتأخر الرد كثيرا.\n"))
    assert found == []
