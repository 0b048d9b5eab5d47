"""Quotation marks paired, whatever the marks and however they nest."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.text.quotations import MAX_LENGTH, pair_quotations
from rawi.text.tokens import tokenise


def find_quotations(text: str) -> list[str]:
    return [text[q.start : q.end] for q in pair_quotations(text, tokenise(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('قال "نحن هنا" ومضى', ["نحن هنا"]),
        ("قال «نحن هنا» ومضى", ["نحن هنا"]),
        ("قال “نحن هنا” ومضى", ["نحن هنا"]),
        ("قال ”نحن هنا“ ومضى", ["نحن هنا"]),
        ("قال »نحن هنا« ومضى", ["نحن هنا"]),
        ("قال „نحن هنا“ ومضى", ["نحن هنا"]),
        ("قال ‘نحن هنا’ ومضى", ["نحن هنا"]),
        ("قال ‹نحن هنا› ومضى", ["نحن هنا"]),
        ('قال “نحن هنا" ومضى', ["نحن هنا"]),
        ('قال:" نحن هنا ." ومضى', [" نحن هنا ."]),
        ('بـ"مهام" ولـ"حماية" المدينة', ["مهام", "حماية"]),
        ("لـ»المدينة» اليوم", ["المدينة"]),
        ("قال« نحن هنا» ومضى", [" نحن هنا"]),
    ],
)
def test_quotations_of_every_kind_are_paired(text, inside):
    assert find_quotations(text) == inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('قال "إن كتيبة "النسر" هنا" ومضى', ['إن كتيبة "النسر" هنا', "النسر"]),
        ("قال «إن كتيبة «النسر» هنا» ومضى", ["إن كتيبة «النسر» هنا", "النسر"]),
        ("قال «إن كتيبة “النسر” هنا»", ["إن كتيبة “النسر” هنا", "النسر"]),
    ],
)
def test_quotations_nest_outer_first(text, inside):
    assert find_quotations(text) == inside


def test_quotations_run_over_paragraphs():
    assert find_quotations("قال: «نحن هنا.\nولن نذهب».\nثم مضى") == ["نحن هنا.\nولن نذهب"]


@pytest.mark.parametrize("text", ["", '"', "«", "»", "قال « ثم مضى", "ثم مضى» وعاد", "12\" و'"])
def test_mark_without_partner_makes_no_quotation(text):
    assert find_quotations(text) == []


def test_mark_left_open_does_not_swallow_later_quotations():
    assert "نعم" in find_quotations("قال « ثم مضى\n" + "كلمة " * MAX_LENGTH + "وقال «نعم» اليوم")


def test_quotations_of_many_marks_take_linear_time():
    text = "«" * 20_000 + "»" * 20_000 + ' "' * 20_000
    begin = time.perf_counter()
    find_quotations(text)
    assert time.perf_counter() - begin < 4


@given(st.text(alphabet="«»“”\"'‘’ .،:قالو\n", max_size=60))
def test_quotations_lie_in_the_text_in_order(text):
    tokens = tokenise(text)
    quotations = pair_quotations(text, tokens)
    assert quotations == sorted(quotations)
    for quotation in quotations:
        assert tokens[quotation.first].end == quotation.start <= quotation.end
        assert tokens[quotation.last].start == quotation.end
    used = [mark for q in quotations for mark in (q.first, q.last)]
    assert len(used) == len(set(used))
