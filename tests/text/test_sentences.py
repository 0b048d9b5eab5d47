"""Sentences of Arabic news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.text.sentences import split_sentences
from rawi.text.tokens import tokenise


def split(text):
    return [text[s.start : s.end] for s in split_sentences(text, tokenise(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["وصل الوفد.", "ثم غادر."],
        ["من فعل هذا؟", "لا أحد يعرف!", "انتهى."],
        ["بلغت النسبة 3.5 في المئة.", "وارتفعت."],
        ["قال د. سالم إنه بخير.", "ثم مضى."],
        ['قال "انتهى الأمر."', "ثم مضى."],
        ["قال «انتهى الأمر.»", "ثم مضى."],
        ["عاد الهدوء، وفتحت المحال أبوابها، وخرج الناس.", "انتهى."],
        ["ثم سكت... ومضى.", "انتهى."],
        ["ليبيا.. عودة الهدوء إلى الساحل.", "انتهى."],
        ["قالت قناة سي.إن.إن إنه بخير.", "ثم مضى."],
        ["قال مراسل السورية.نت إنه بخير.", "ثم مضى."],
        ["عنوان بلا نقطة\nوهذه فقرة."],
    ],
)
def test_sentences_end_where_a_reader_stops(sentences):
    if "\n" in sentences[0]:
        assert split(sentences[0]) == sentences[0].split("\n")
    else:
        assert split(" ".join(sentences)) == sentences


def test_sentences_end_at_a_stop_without_space():
    assert split("انسحبت القوات.وأضاف البيان") == ["انسحبت القوات.", "وأضاف البيان"]


def test_paragraphs_count_lines_with_text():
    text = "عنوان\n\nأول. ثان.\nثالث"
    sentences = split_sentences(text, tokenise(text))
    assert [s.paragraph for s in sentences] == [0, 1, 1, 2]


@given(st.text(st.sampled_from('اب ت.؟!\n"«»…3٫'), max_size=80))
def test_sentences_hold_every_token_once(text):
    tokens = tokenise(text)
    sentences = split_sentences(text, tokens)
    assert [i for s in sentences for i in range(s.first, s.last)] == list(range(len(tokens)))
    for sentence in sentences:
        assert sentence.first < sentence.last
        assert sentence.start == tokens[sentence.first].start
        assert sentence.end == tokens[sentence.last - 1].end
