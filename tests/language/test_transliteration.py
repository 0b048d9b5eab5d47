"""Names in Latin letters, and keys by which spellings meet, by the cases of latin.toml."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.language.search_keys import make_search_keys
from rawi.language.transliteration import transliterate
from rawi.model import make_document
from rawi.reading.reports import read_report

CASES = tomllib.loads(Path(__file__).with_name("latin.toml").read_text("utf-8"))
NAMES = [(case, form) for case in CASES["name"] for form in case["forms"]]


@pytest.mark.parametrize(("case", "form"), NAMES, ids=[form for _, form in NAMES])
def test_transliteration_of_a_name(case, form):
    assert transliterate(form, case["kind"]) == case["latin"]


@pytest.mark.parametrize("case", CASES["meet"], ids=[case["forms"][0] for case in CASES["meet"]])
def test_search_keys_meet(case):
    keys = [make_search_keys(form) for form in case["forms"]]
    for one, other in combinations(range(len(keys)), 2):
        assert keys[one] & keys[other], (case["forms"][one], case["forms"][other])


@pytest.mark.parametrize("case", CASES["part"], ids=[case["forms"][0] for case in CASES["part"]])
def test_search_keys_part(case):
    for one, other in combinations(case["forms"], 2):
        assert not make_search_keys(one) & make_search_keys(other)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x6FF), max_size=60))
def test_transliteration_leaves_no_arabic_letter(text):
    latin = transliterate(text, "person")
    if latin != text:
        assert not any("\u0620" <= letter <= "\u064a" for letter in latin)
    make_search_keys(text)


def test_search_keys_of_many_readings_stay_few():
    assert 0 < len(make_search_keys("g" * 3 + "aga dhidhudha thatha " * 50)) <= 24


def test_transliteration_stands_in_the_report():
    report = read_report(make_document("وصل خليفة حفتر إلى درنة وقال مسلحون مجهولون قتلوا جنديا."))
    latin = {entity.name: entity.latin for entity in report.entities}
    assert latin["خليفة حفتر"] == "Khalifa Haftar"
    assert latin["درنة"] == "Derna"
    assert all(e.latin is None for e in report.entities if e.type == "unnamed")
