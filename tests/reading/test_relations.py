"""Relations: who is tied to whom and how, by the cases of relations.toml."""

import tomllib
from pathlib import Path

import pytest
from named import make_scene

from rawi.reading.relations import read_relations
from rawi.reading.titles import read_titles

CASES = tomllib.loads(Path(__file__).with_name("relations.toml").read_text("utf-8"))["case"]


def read_ties(marked):
    scene = make_scene(marked)
    titles = read_titles(scene.analysis, scene.entities)
    relations = read_relations(
        scene.analysis, scene.entities, titles=titles, statements=scene.statements
    )
    return scene, relations


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_relations_tie_the_right_names(case):
    scene, relations = read_ties(case["text"])
    found = [
        [scene.entity_name(r.subject), r.predicate, scene.entity_name(r.object)] for r in relations
    ]
    assert sorted(found) == sorted(case["relations"])
    for relation in relations:
        evidence = relation.evidence
        assert scene.analysis.doc.text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_relations_do_not_depend_on_who_the_group_is(case):
    swapped = case["text"].replace("كتائب السيل", "جيش الصحراء").replace("لواء النهر", "حرس الجبل")
    scene, relations = read_ties(swapped)
    named = [
        [scene.entity_name(r.subject), r.predicate, scene.entity_name(r.object)] for r in relations
    ]
    expected = [
        [
            part.replace("كتائب السيل", "جيش الصحراء").replace("لواء النهر", "حرس الجبل")
            for part in tie
        ]
        for tie in case["relations"]
    ]
    assert sorted(named) == sorted(expected)


def test_relations_carry_the_innermost_statement_and_the_title():
    scene, relations = read_ties(
        "ذكرت {org:وكالة الفجر} أن {said:مصدرا أكد أن {said:{person:بدر الناجي} قائد "
        "{group:لواء النهر} غادر} صباحا}. وعاد {person:هاني العمر} مدير {org:مركز الرصد}."
    )
    held = {scene.entity_name(r.subject): (r.title, r.statement) for r in relations}
    assert held == {"بدر الناجي": ("قائد", "s2"), "هاني العمر": ("مدير", None)}
