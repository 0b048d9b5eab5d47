"""Which words may begin a description, and which only look as if they did."""

import pytest

from rawi.reading.entities import Entities
from rawi.reading.events.phrases.noun_phrases import read_phrase
from rawi.reading.events.phrases.phrase_heads import hides_proclitic, is_adverb, is_masdar, is_rest
from rawi.reading.events.scenes import Scene
from rawi.text.tokens import tokenise


def read_first(word: str):
    return tokenise(word)[0]


@pytest.mark.parametrize("word", ["بسهولة", "بقسوة", "لأغراض", "بتهمة", "وتخطيط", "ومجموعة"])
def test_prepositions_and_conjunctions_written_with_a_word_are_seen(word):
    assert hides_proclitic(read_first(word), 0)


@pytest.mark.parametrize(
    "word",
    ["بضائع", "بيوت", "برج", "لجنة", "لاجئين", "لصوص", "وفد", "وزراء", "والد", "ليلي", "بنايات"],
)
def test_letters_of_a_word_are_no_prepositions(word):
    assert not hides_proclitic(read_first(word), 0)


@pytest.mark.parametrize("word", ["وسط", "وجه", "وقع", "وزير"])
def test_rest_of_a_common_word_is_no_word(word):
    assert is_rest(read_first(word), 1)


@pytest.mark.parametrize("word", ["وجنود", "ومسلحين", "للاجئين", "والمدنيين"])
def test_host_behind_a_conjunction_is_a_word(word):
    assert not is_rest(read_first(word), 1)


@pytest.mark.parametrize("word", ["امنيا", "رسميا", "سريعا", "فقط"])
def test_adverbs_by_letters_and_by_list(word):
    assert is_adverb(word)


@pytest.mark.parametrize("word", ["مدنيا", "فلسطينيا", "صحفيا", "جنديا"])
def test_people_in_the_accusative_are_no_adverbs(word):
    assert not is_adverb(word)


@pytest.mark.parametrize(
    "word", ["تحويل", "انتقال", "استخدام", "إحراق", "التنمية", "تزويدهم", "انتهاك"]
)
def test_names_of_actions_by_their_letters(word):
    token = read_first(word)
    assert is_masdar(token, token.key)


@pytest.mark.parametrize(
    "word", ["تنظيم", "أطفال", "أنصار", "تلميذ", "تلميذة", "انتحاري", "ال", "و"]
)
def test_names_of_people_and_bodies_are_no_actions(word):
    token = read_first(word)
    assert not is_masdar(token, token.key)


def read_first_phrase(read) -> str:
    phrase = read_phrase(Scene(read, Entities(read, [])), 0)
    assert phrase is not None
    return read.span_of(phrase.first, phrase.last, phrase.skip).text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("شخصان بجروح متفاوتة", "شخصان"),
        ("جنديا سريعا", "جنديا"),
        ("موقعا عسكريا", "موقعا عسكريا"),
        ("ملهى ليلي", "ملهى ليلي"),
    ],
)
def test_phrase_ends_before_a_preposition_or_an_adverb(analysis, text, wanted):
    assert read_first_phrase(analysis(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("المشتبه بهم في المدينة", "المشتبه بهم"),
        ("المسلحون فيها كثيرون", "المسلحون"),
        ("المتهمين ال29 في القضية", "المتهمين ال29"),
        ("آليات تابعة لهم أمس", "آليات تابعة لهم"),
        ("سيارة تابعة للنظام في سبها", "سيارة تابعة للنظام"),
        ("المباني العسكرية والمدنية في سبها", "المباني العسكرية والمدنية"),
        ("القوات الحكومية والمسلحين في سبها", "القوات الحكومية"),
    ],
)
def test_phrase_takes_in_what_belongs_to_it(analysis, text, wanted):
    assert read_first_phrase(analysis(text)) == wanted


@pytest.mark.parametrize("text", ["بقسوة شديدة", "كثيرا", "بسهولة"])
def test_no_phrase_begins_with_an_adverb(analysis, text):
    read = analysis(text)
    assert read_phrase(Scene(read, Entities(read, [])), 0) is None
