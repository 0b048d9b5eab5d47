"""Titles: office, holder and body, by the cases of titles.toml."""

import tomllib
from pathlib import Path

import pytest
from named import make_scene

from rawi.model import make_document
from rawi.reading.reports import read_report
from rawi.reading.titles import give_roles, read_titles

CASES = tomllib.loads(Path(__file__).with_name("titles.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_titles_name_holder_and_body(case):
    scene = make_scene(case["text"])
    titles = read_titles(scene.analysis, scene.entities)
    found = [
        [t.title, scene.entity_name(t.person) or "", scene.entity_name(t.body) or "", t.tie]
        for t in titles
    ]
    assert found == case["titles"]
    text = scene.analysis.doc.text
    if "phrase" in case:
        assert text[titles[0].start : titles[0].end] == case["phrase"]
    for title in titles:
        assert title.start <= title.title_start < title.title_end <= title.end
        letters = text[title.title_start : title.title_end]
        assert title.title in (letters, "ا" + letters)


def test_titles_become_roles_of_their_holders():
    scene = make_scene(
        "قال وزير الداخلية ل{org:حكومة الوادي} الدكتور {person:سالم الورفلاني} كلمة."
    )
    give_roles(scene.entities, read_titles(scene.analysis, scene.entities))
    person = next(entity for entity in scene.entities if entity.type == "person")
    assert [role.title for role in person.roles] == ["وزير الداخلية"]
    assert scene.entity_name(person.roles[0].organization) == "حكومة الوادي"


def test_titles_stand_beside_names_that_run_into_them():
    """Adjectives skipped behind a title may reach past the name found there."""
    text = "نايف الشفقي حارس الفريق للإصابة والثلاثي حسين عبد"
    assert read_report(make_document(text)).document.text == text
