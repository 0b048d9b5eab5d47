"""What a word may be by its letters alone."""

import pytest

from rawi.language.patterns import (
    is_derived,
    is_masdar,
    is_mutual,
    is_participle,
    is_present,
    is_tenth_masdar,
)
from rawi.text.normalise import fold


@pytest.mark.parametrize("word", ["اعتقال", "انفجار", "استهداف", "تفجير", "تسوية"])
def test_masdars_by_their_letters(word):
    assert is_masdar(fold(word), alef_below=False)


@pytest.mark.parametrize("word", ["", "ا", "ال", "جندي", "لواء", "أسواق", "تل"])
def test_masdars_leave_out_other_words(word):
    assert not is_masdar(fold(word), alef_below=False)


def test_masdars_of_the_fourth_form_need_their_hamza_below():
    assert is_masdar("احراق", alef_below=True)  # إحراق
    assert not is_masdar("احراق", alef_below=False)


@pytest.mark.parametrize(
    ("test", "word", "other"),
    [
        (is_tenth_masdar, "الاستهداف", "الاستاذ"),
        (is_derived, "انتهك", "انتهي"),
        (is_derived, "تنكيس", "تاليف"),
        (is_mutual, "تجاور", "تعالي"),
        (is_present, "تشرح", "تونس"),
        (is_participle, "متحصنه", "متحف"),
    ],
)
def test_patterns_of_words_that_differ_in_a_letter(test, word, other):
    assert test(word)
    assert not test(other)
