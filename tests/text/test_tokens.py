"""Tokens, and the proclitics and pronouns that may be split off them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.text.normalise import fold
from rawi.text.tokens import split_enclitics, tokenise


def texts(text):
    return [(token.text, token.kind) for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("قُتل 29 شخصا.", [("قُتل", "word"), ("29", "number"), ("شخصا", "word"), (".", "mark")]),
        ("٨٥٥٬٣٧٠ كم2", [("٨٥٥٬٣٧٠", "number"), ("كم", "word"), ("2", "number")]),
        ("1,250 قتيلا", [("1,250", "number"), ("قتيلا", "word")]),
        ("الـ15", [("الـ", "word"), ("15", "number")]),
        ("«درنة»،", [("«", "mark"), ("درنة", "word"), ("»", "mark"), ("،", "mark")]),
        ("(SNHR)", [("(", "mark"), ("SNHR", "latin"), (")", "mark")]),
        ("\u202bدرنة\u202c \ufeffبنغازي", [("درنة", "word"), ("بنغازي", "word")]),
        ("درنــة", [("درنــة", "word")]),
        ("د\u200cرنة", [("د\u200cرنة", "word")]),
        ("ﻋﺸﺮﺓ", [("ﻋﺸﺮﺓ", "word")]),
        ("أ.ف.ب", [("أ", "word"), (".", "mark"), ("ف", "word"), (".", "mark"), ("ب", "word")]),
        ("17/2", [("17", "number"), ("/", "mark"), ("2", "number")]),
        ("", []),
        (" \n\u200f", []),
    ],
)  # fmt: skip
def test_tokens_of_news_text(text, tokens):
    assert texts(text) == tokens


@pytest.mark.parametrize(
    ("token", "hosts"),
    [
        ("وقال", {"وقال": "وقال", "قال": "قال"}),
        ("للجيش", {"الجيش": "لجيش", "لجيش": "لجيش"}),
        ("وللجيش", {"الجيش": "لجيش"}),
        ("لليبيا", {"ليبيا": "ليبيا"}),
        ("للجنة", {"اللجنه": "لجنة"}),
        ("وبالمدينة", {"المدينه": "المدينة"}),
        ("سيعلن", {"يعلن": "يعلن"}),
        ("وسيعلن", {"يعلن": "يعلن"}),
        ("فلسطين", {"فلسطين": "فلسطين", "لسطين": "لسطين"}),
        ("وَقَالَ", {"قال": "قَالَ"}),
        ("بـدرنة", {"درنه": "درنة"}),
        ("ﻻعب", {"لاعب": "ﻻعب"}),
        ("كما", {"كما": "كما"}),
    ],
)
def test_forms_hold_the_host_behind_its_proclitics(token, hosts):
    (read,) = tokenise(token)
    found = {form.key: token[form.skip :] for form in read.forms}
    for host, letters in hosts.items():
        assert found[host] == letters


def test_forms_give_the_unsplit_word_first():
    (read,) = tokenise("ولاية")
    assert read.forms[0].key == "ولايه"
    assert read.forms[0].proclitics == ""


def test_find_form_takes_the_least_split():
    (read,) = tokenise("ولاية")
    assert read.find_form({"ولايه", "لايه"}).key == "ولايه"
    assert read.find_form({"لايه"}).proclitics == "و"
    assert read.find_form({"x"}) is None


@pytest.mark.parametrize(
    ("word", "base", "pronoun"),
    [
        ("سيطرتها", "سيطره", "ها"),
        ("تحريرها", "تحرير", "ها"),
        ("قتله", "قتل", "ه"),
        ("قوله", "قول", "ه"),
        ("قواتهم", "قوات", "هم"),
        ("مقتلهما", "مقتل", "هما"),
    ],
)
def test_enclitics_are_split_off(word, base, pronoun):
    assert (base, pronoun) in split_enclitics(word)


ARABIC = st.text(
    st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.sampled_from(" .،«»\n١٢٣45abc\u200f\u202eﻻﻋ'-"),
    ),
    max_size=60,
)


@given(ARABIC)
def test_tokens_are_verbatim_in_order_and_miss_no_letter(text):
    tokens = tokenise(text)
    end = 0
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        assert not fold(text[end : token.start]).strip()
        end = token.end
    assert not fold(text[end:]).strip()


@given(ARABIC)
def test_forms_stand_in_their_token(text):
    for token in tokenise(text):
        for form in token.forms:
            assert 0 <= form.skip < len(token.text)
            host = fold(token.text[form.skip :]) or token.text
            assert form.key
            assert form.key in (host, "ا" + host, "ال" + host)
