"""Folding for matching, and the way back to the published letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.errors import OffsetError
from rawi.text.normalise import fold, fold_with_map
from rawi.text.offsets import OffsetMap

# Letters, marks, digits, controls and presentation forms of Arabic, with some that are not.
ODD_TEXT = st.text(
    st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.sampled_from("ـ\u200f\u202b\u202c\u200d\ufeff ٬٫،؛؟«»()ab1\U0001f600e\u0301"),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("spelling", "folded"),
    [
        ("إسلامية", "اسلاميه"),
        ("أُسْرَةٌ", "اسره"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("الطائرات", "الطايرات"),
        ("درنـــــة", "درنه"),
        ("ﻋﺸﺮﺓ", "عشره"),
        ("ﻻ", "لا"),
        ("٨٥٥٬٣٧٠", "855,370"),
        ("۱۲٫۵", "12.5"),
        ("كی", "كي"),
        ("\u202bدرنة\u202c", "درنه"),
        ("د\u200dر\u200cنة", "درنه"),
        ("SNHR", "snhr"),
        ("", ""),
        ("ـ\u064b\u200f", ""),
    ],
)
def test_fold_is_one_for_all_spellings(spelling, folded):
    assert fold(spelling) == folded


@pytest.mark.parametrize("letter", ["ﷺ", "ﷲ", "ﱞ", "ﹰ"])
def test_fold_of_ligatures_leaves_no_presentation_form(letter):
    assert not any("\ufb50" <= x <= "\ufeff" for x in fold(letter))


@given(ODD_TEXT)
def test_fold_twice_is_fold_once(text):
    assert fold(fold(text)) == fold(text)


@given(ODD_TEXT)
def test_fold_of_decomposed_letters_drops_only_marks(text):
    folded = fold(unicodedata.normalize("NFC", text))
    assert not any("\u064b" <= letter <= "\u065f" for letter in folded)


@given(ODD_TEXT)
def test_fold_with_map_gives_the_same_letters(text):
    folded, offsets = fold_with_map(text)
    assert folded == fold(text)
    assert len(offsets.origins) == len(folded)


@given(ODD_TEXT, st.data())
def test_map_leads_back_to_letters_that_fold_to_the_same(text, data):
    folded, offsets = fold_with_map(text)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    first, last = offsets.to_original(start, end)
    assert folded[start:end] in fold(text[first:last])


@given(ODD_TEXT, st.data())
def test_map_there_and_back_covers_the_span(text, data):
    folded, offsets = fold_with_map(text)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    again = offsets.to_derived(*offsets.to_original(start, end))
    assert again[0] <= start
    assert again[1] >= end
    assert fold(text[slice(*offsets.to_original(start, end))]) == folded[again[0] : again[1]]


@given(ODD_TEXT, st.data())
def test_map_of_any_original_span_is_its_fold(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded, offsets = fold_with_map(text)
    first, last = offsets.to_derived(start, end)
    assert folded[first:last] == fold(text[start:end])


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (0, 9), (3, 1)])
def test_map_refuses_spans_that_do_not_fit(span):
    with pytest.raises(OffsetError, match="does not fit"):
        OffsetMap((0, 1, 2), 3).to_original(*span)


def test_map_refuses_original_spans_that_do_not_fit():
    with pytest.raises(OffsetError, match="does not fit"):
        OffsetMap((0, 1, 2), 3).to_derived(0, 4)
