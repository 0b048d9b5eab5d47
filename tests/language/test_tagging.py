"""Syntactic words: splits, lemma rules, the trained tagger, and weights gone wrong."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.errors import ModelFileError
from rawi.language.lemmas import LemmaRule, apply_rule, make_rule
from rawi.language.splits import WHOLE, Split, apply_split, fits, make_split
from rawi.language.tagging import VERSION, load_tagger
from rawi.language.weights import FOLDER, load_weights
from rawi.text.tokens import tokenise

ARABIC = st.text(st.sampled_from("ابتثجحخدرزسشصضطظعغفقكلمنهويةىأإآ"), min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("درنة", ("درنة",)),
        ("وقال", ("و", "قال")),
        ("للحصول", ("ل", "الحصول")),
        ("وبإمكانه", ("و", "ب", "إمكان", "ه")),
        ("سيطرتها", ("سيطرة", "ها")),
        ("سيعلن", ("س", "يعلن")),
    ],
)
def test_split_is_made_and_applied(token, words):
    assert apply_split(token, make_split(token, words)) == words


def test_split_of_one_token_fits_another():
    label = make_split("وبعلمه", ("و", "ب", "علم", "ه"))
    assert apply_split("وبإمكانه", label) == ("و", "ب", "إمكان", "ه")
    assert fits("وبإمكانه", label)
    assert not fits("درنة", label)
    assert not fits("وب", Split(before=("و", "ب"), cut_front=2))
    assert fits("و", WHOLE)


@given(ARABIC, ARABIC)
def test_lemma_rule_gives_the_lemma_back(word, lemma):
    assert apply_rule(word, make_rule(word, lemma)) == lemma


def test_lemma_rule_holds_for_words_of_one_pattern():
    rule = make_rule("يكتبون", "كتب")
    assert apply_rule("يدرسون", rule) == "درس"
    assert apply_rule("من", LemmaRule(cut_front=2)) == "من"


@pytest.fixture(scope="module")
def tagger():
    return load_tagger()


def read(tagger, text):
    tokens = tokenise(text)
    return [[(w.form, w.upos) for w in words] for words in tagger.tag([tokens])[0]]


def test_tagger_splits_clitics_and_names_parts_of_speech(tagger):
    assert read(tagger, "وقال المتحدث إن الجنود وصلوا إلى المدينة للحصول على المياه.") == [
        [("و", "CCONJ"), ("قال", "VERB")],
        [("المتحدث", "NOUN")],
        [("إن", "SCONJ")],
        [("الجنود", "NOUN")],
        [("وصلوا", "VERB")],
        [("إلى", "ADP")],
        [("المدينة", "NOUN")],
        [("ل", "ADP"), ("الحصول", "NOUN")],
        [("على", "ADP")],
        [("المياه", "NOUN")],
        [(".", "PUNCT")],
    ]


def test_tagger_tells_a_letter_of_the_word_from_a_clitic(tagger):
    words = read(tagger, "زار الوفد ولاية الخرطوم ومدينة أم درمان.")
    assert words[2] == [("ولاية", "NOUN")]
    assert [form for form, _ in words[4]] == ["و", "مدينة"]


def test_tagger_groups_the_forms_of_a_verb(tagger):
    tokens = tokenise("قال الوزير ذلك، ثم يقول المدير هذا.")
    words = tagger.tag([tokens])[0]
    lemmas = {word.lemma for row in words for word in row if word.form in ("قال", "يقول")}
    assert lemmas == {"قال"}


def test_tagger_reads_a_sentence_alike_alone_and_among_others(tagger):
    first, second = tokenise("وصل الوفد إلى درنة."), tokenise("ثم غادر بعد ساعة.")
    assert tagger.tag([first, second]) == tagger.tag([first]) + tagger.tag([second])


def test_tagger_gives_each_token_words_that_stand_in_it(tagger):
    tokens = tokenise("بلغ ٨٥٥٬٣٧٠ كم2 «SNHR» ـــ ﻋﺸﺮﺓ \u202bدرنة\u202c 😀")
    assert all(words for words in tagger.tag([tokens])[0])
    assert tagger.tag([]) == []
    assert tagger.tag([[]]) == [[]]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_tagger_bears_any_text(text):
    tokens = tokenise(text)
    tagged = load_tagger().tag([tokens])[0]
    assert [bool(words) for words in tagged] == [True] * len(tokens)


def test_damaged_weights_are_refused(tmp_path):
    shutil.copytree(FOLDER / "tagger", tmp_path / "tagger")
    path = tmp_path / "tagger" / "weights.npz"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelFileError, match="is damaged"):
        load_weights("tagger", VERSION, tmp_path)


def test_weights_of_another_version_are_refused():
    with pytest.raises(ModelFileError, match="this program reads 99"):
        load_weights("tagger", 99)


def test_missing_weights_are_refused(tmp_path):
    with pytest.raises(ModelFileError, match="cannot be read"):
        load_weights("tagger", VERSION, tmp_path)
