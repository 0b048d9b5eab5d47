"""Which names are found where, as marked cases; and that odd text breaks nothing."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import parse_marked

from rawi.language.analysis import analyse
from rawi.model import make_document
from rawi.reading.mentions import FINDERS, read_names
from rawi.reading.mentions.names import FAIR, FIRM, WEAK, Proposal, join_proposals

CASES = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))["case"]
LABELS = {"per": "person", "org": "organization", "arm": "armed_group", "pla": "place"}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_names_marked(case, analysis):
    marked = parse_marked(case["text"])
    found = read_names(analysis(marked.text))
    expected = [(marked.text[s:e], LABELS[label]) for label, s, e in marked.spans]
    assert [(marked.text[n.start : n.end], n.type) for n in found] == expected
    assert [(n.start, n.end) for n in found] == [(s, e) for _, s, e in marked.spans]


def test_names_listed_carry_country_and_canonical(analysis):
    (name,) = read_names(analysis("عاد الهدوء إلى ليبيا."))
    assert (name.canonical, name.country) == ("ليبيا", "LY")


def test_names_unlisted_have_no_canonical(analysis):
    (name,) = read_names(analysis("وصل العقيد سامر الدغيم."))
    assert (name.canonical, name.country) == (None, None)


@pytest.mark.parametrize("text", ["", " \n ", '...«»"((', "no Arabic here", "12 34", "و", "ال"])
def test_names_of_texts_without_names(text, analysis):
    assert read_names(analysis(text)) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["محمد", "بن", "عبد", "الله", "قرية", "و", "وحلب", "\"", "«", "قوات", "العقيد", "أبو", "،",
     "لل", "د", ".", "الليبية", "وزارة", "\n", "ـــ", "x"]), max_size=30))  # fmt: skip
def test_names_of_any_text_are_in_order_apart_and_inside(words):
    text = " ".join(words)
    names = read_names(analyse(make_document(text)))
    ends = 0
    for name in names:
        assert ends <= name.start < name.end <= len(text)
        assert text[name.start : name.end].strip()
        ends = name.end


def test_proposals_trust_wins_over_length(analysis):
    text = analysis("كلمة ثانية وثالثة")
    weak, firm = Proposal(0, 3, 0, "person", WEAK), Proposal(1, 2, 0, "place", FIRM)
    assert join_proposals(text, [weak, firm]) == [firm]


def test_proposals_of_one_trust_longest_wins(analysis):
    text = analysis("كلمة ثانية وثالثة")
    short, long = Proposal(1, 2, 0, "person", FAIR), Proposal(0, 3, 0, "place", FAIR)
    assert join_proposals(text, [short, long]) == [long]


def test_proposals_of_equal_rank_first_finder_wins(analysis):
    text = analysis("كلمة ثانية")
    one, other = Proposal(0, 1, 0, "person", FAIR), Proposal(0, 1, 0, "place", FAIR)
    assert join_proposals(text, [one, other]) == [one]


def test_finders_propose_tokens_of_the_text(analysis):
    text = analysis("زار العقيد سامر الدغيم وزارة الداخلية الليبية في مدينة درنة.")
    for find in FINDERS:
        for proposal in find(text):
            assert 0 <= proposal.first < proposal.last <= len(text.tokens)


@pytest.mark.parametrize("word", ["أبو", "بن", "رئيس", "وزارة", "قرية", "«", "عبد", "_", "العقيد"])
def test_names_of_one_word_over_and_over(word, analysis):
    assert len(read_names(analysis(f"{word} " * 3000))) <= 1500


def test_names_take_time_in_proportion_to_the_text(analysis):
    names = read_names(analysis("مدينة حلب وحماة وحمص، قال محمد الدغيماني. " * 3000))
    assert len(names) == 12000
