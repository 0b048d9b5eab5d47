"""Numbers in words and digits."""

import pytest

from rawi.language.numbers import (
    load_bounds,
    parse_digits,
    read_fraction,
    read_number,
    read_ordinal,
)
from rawi.text.tokens import tokenise

CARDINALS = {
    1: ["واحد", "واحدة"],
    2: ["اثنان", "اثنين", "اثنتين"],
    3: ["ثلاثة", "ثلاث", "الثلاثة", "3", "٣"],
    8: ["ثمانية", "ثماني", "ثمان"],
    10: ["عشرة", "عشر"],
    11: ["أحد عشر", "إحدى عشرة"],
    12: ["اثني عشر", "اثنا عشر", "اثنتا عشرة"],
    15: ["خمسة عشر", "خمس عشرة"],
    21: ["واحد وعشرين", "أحد وعشرون", "إحدى وعشرين"],
    24: ["الأربع والعشرين", "أربعة وعشرون", "الـ24", "الـ 24"],
    99: ["تسعة وتسعين"],
    100: ["مئة", "مائة"],
    125: ["مئة وخمسة وعشرون", "مائة وخمس وعشرين"],
    200: ["مئتين", "مائتا", "مئتي"],
    314: ["ثلاثمائة وأربعة عشر", "ثلاث مئة وأربع عشرة"],
    1000: ["ألف", "ألفا", "1,000", "1.000"],
    1120: ["1,120", "ألف ومئة وعشرين", "١٬١٢٠"],
    2122: ["ألفين و122", "ألفين ومئة واثنين وعشرين"],
    3500: ["3 آلاف و500", "ثلاثة آلاف وخمسمئة"],
    300: ["3 مئة", "ثلاث مئة", "ثلاثمائة"],
    40_000: ["40 000", "40 ألفا", "أربعون ألفا"],
    80_000: ["80 ألف", "ثمانين ألفا"],
    125_000: ["مئة وخمسة وعشرون ألفا", "125 ألفا"],
    500_000: ["نصف مليون", "خمسمئة ألف"],
    1_500_000: ["مليون ونصف", "مليون ونصف المليون", "1.5 مليون"],
    6_500_000: ["6.5 مليون", "6,5 ملايين"],
    2_000_000_000: ["ملياري", "مليارين"],
}


@pytest.mark.parametrize(
    ("value", "form"), [(value, form) for value, forms in CARDINALS.items() for form in forms]
)
def test_number_whole_phrase(value, form):
    tokens = tokenise(form)
    number = read_number(tokens, 0)
    assert (number.low, number.high, number.last) == (value, value, len(tokens))


@pytest.mark.parametrize(
    ("form", "low", "high"),
    [
        ("عدة", 3, 9),
        ("بضع", 3, 9),
        ("عشرات", 20, 99),
        ("العشرات", 20, 99),
        ("مئات", 200, 999),
        ("آلاف", 2000, 9999),
        ("بضعة آلاف", 3000, 9999),
        ("عشرات الآلاف", 20_000, 99_999),
        ("مئات آلاف", 200_000, 999_999),
        ("ملايين", 2_000_000, 9_999_999),
    ],
)
def test_number_vague_is_a_range(form, low, high):
    tokens = tokenise(form)
    number = read_number(tokens, 0)
    assert (number.low, number.high, number.last) == (low, high, len(tokens))


@pytest.mark.parametrize(
    ("text", "value", "last"),
    [
        ("خمسة وستة", 5, 1),
        ("5  200", 5, 1),
        ("12 1000", 12, 1),
        ("20 و30", 20, 1),
        ("ثلاثة جنود", 3, 1),
        ("عشرة وثلاثين", 10, 1),
        ("ألف وألفين", 1000, 1),
        ("مئة ومئتين", 100, 1),
        ("ألف ألف ألف ألف", 10**9, 3),
    ],
)
def test_number_ends_where_another_begins(text, value, last):
    number = read_number(tokenise(text), 0)
    assert (number.low, number.last) == (value, last)


@pytest.mark.parametrize(
    "text", ["كتاب", "أحد", "اثنا", "نصف", "و", "ال", "26.8.2023", "1234567890123456789"]
)
def test_number_none(text):
    assert read_number(tokenise(text), 0) is None


def test_number_outside_the_text_is_none():
    assert read_number([], 0) is None
    assert read_ordinal([], 0) is None


def test_number_keeps_its_proclitics_apart():
    number = read_number(tokenise("وبعشرين"), 0)
    assert (number.low, number.skip, number.proclitics) == (20, 2, "وب")


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("السابع", 7),
        ("الأول", 1),
        ("الحادي عشر", 11),
        ("الثامن عشر", 18),
        ("العشرين", 20),
        ("الثالث والعشرين", 23),
        ("الحادية والعشرين", 21),
        ("الثلاثين", 30),
        ("الرابعة", 4),
    ],
)
def test_ordinal_whole_phrase(form, value):
    tokens = tokenise(form)
    ordinal = read_ordinal(tokens, 0)
    assert (ordinal.value, ordinal.last) == (value, len(tokens))


def test_ordinal_cardinal_is_none():
    assert read_ordinal(tokenise("عشرين"), 0) is None


def test_fraction_behind_an_hour():
    assert read_fraction(tokenise("السابعة والنصف"), 1, joined=True) == (0.5, 2, 1)
    assert read_fraction(tokenise("السابعة النصف"), 1, joined=True) is None


@pytest.mark.parametrize(
    ("key", "value"), [("7", 7), ("1,120", 1120), ("6.5", 6.5), ("26.8.2023", None), ("", None)]
)
def test_digits_value(key, value):
    assert parse_digits(key) == value


@pytest.mark.parametrize(
    ("form", "side", "bound"),
    [
        ("أكثر من", "before", "at_least"),
        ("ما لا يقل عن", "before", "at_least"),
        ("أقل من", "before", "at_most"),
        ("نحو", "before", "about"),
        ("على الأقل", "after", "at_least"),
    ],
)
def test_bounds_by_side(form, side, bound):
    assert load_bounds(side).match(tokenise(form), 0).entries == (bound,)
