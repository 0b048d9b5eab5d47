"""Order of letters in mixed text, held against python-bidi (which is only a development tool)."""

import bidi
import pytest
from bidi.mirror import MIRRORED
from hypothesis import assume, given
from hypothesis import strategies as st

from rawi.render.bidi import display, find_base, find_bracket, find_levels, mirror, order_line

LETTERS = "ابجدلاأةabcXYZéאב0123456789٠١٢٣۴ .,:;-+/%$€#()[]{}<>«»“”'\"!؟،؛…\u064b\u0651"
texts = st.text(alphabet=st.sampled_from(sorted(set(LETTERS))), max_size=40)
bases = st.sampled_from([0, 1])


def visible(text: str, base: int) -> str:
    return "".join(text[place] for place in order_line(text, find_levels(text, base), base))


@given(texts, bases)
def test_order_is_that_of_python_bidi(text, base):
    # Without any right-to-left letter python-bidi leaves out reordering the base's own line.
    assume(any(letter in "ابجدلاأةאב" for letter in text))
    assert visible(text, base) == bidi.get_display(text, base_dir="LR"[base])


@given(st.text(max_size=40), bases)
def test_order_is_a_permutation_of_any_text(text, base):
    levels = find_levels(text, base)
    assert sorted(order_line(text, levels, base)) == list(range(len(text)))
    assert all(base <= level <= base + 2 for level in levels)


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("abc", 1, "abc"),
        ("ابج", 0, "جبا"),
        ("ابج abc", 1, "abc جبا"),
        ("ابج abc", 0, "جبا abc"),
        ("ابج 12", 1, "12 جبا"),
        ("ابج 12%", 1, "%12 جبا"),
        ("ا 2018-07-05", 1, "05-07-2018 ا"),
        ("ا 1,5", 1, "1,5 ا"),
        ("a 2018-07-05 ا", 1, "ا a 2018-07-05"),
        ("ابج (abc)", 1, "(abc) جبا"),
        ("ابج (دهـ) abc", 0, "(ـهد) جبا abc"),
        ("«ابج»", 1, "«جبا»"),
        ("ا \u202eبج\u202c د", 1, "د جب ا"),
    ],
)
def test_line_is_shown_in_order(text, base, shown):
    assert display(text, base) == shown


@pytest.mark.parametrize(
    ("text", "base"),
    [("ا", 1), ("- ا", 1), ("12 ا a", 1), ("a ا", 0), ("12", 0), ("", 0), ("א", 1)],
)
def test_base_is_that_of_the_first_strong_letter(text, base):
    assert find_base(text) == base


def test_mirror_images_of_brackets_and_quotes_are_those_of_unicode():
    for letter in "()[]{}<>«»‹›≤≥≪≫⁅⁆⁽⁾₍₎「」『』【】〈〉《》〔〕❨❩❮❯⟦⟧⟨⟩⟪⟫﴾﴿（）［］｛｝":
        assert mirror(letter) == MIRRORED.get(letter, letter)
        assert mirror(mirror(letter)) == letter


def test_brackets_open_and_close():
    assert [find_bracket(letter) for letter in "([{)]}«<a"] == [
        *["open"] * 3,
        *["close"] * 3,
        None,
        None,
        None,
    ]


def test_line_of_many_brackets_takes_linear_time():
    text = "ا(" * 20_000 + "ا)" * 20_000
    assert len(display(text, 1)) == len(text)
