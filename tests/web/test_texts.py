"""The index of words against a plain walk through the texts, with the same expression."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.text.normalise import fold
from rawi.web.search import make_pattern, parse_query
from rawi.web.texts import Index

LETTERS = "ابتدرسعقكلمنهويأإةىؤ ،.-_١2 \u200bـَﻻﷺM"
WORDS = st.lists(
    st.sampled_from(
        ["جيش", "الجيش", "للجيش", "مدرسة", "مدرستهم", "قوات", "الأمن", "قال", "إن", "MQ-9", "درنة"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
TEXTS = st.lists(st.one_of(st.text(LETTERS, max_size=60), WORDS), min_size=1, max_size=6)


class FakeRecord:
    """Rows where a record has its articles."""

    def __init__(self, texts) -> None:
        self.rows = [
            (str(n), "نهر" if n % 2 else None, DAYS[n % 3], t) for n, t in enumerate(texts)
        ]
        self.connection = self

    def cursor(self):
        return self

    def execute(self, question) -> None:
        assert "FROM documents" in question

    def fetchmany(self, count):
        rows, self.rows = self.rows, []
        return rows


DAYS = [date(2024, 5, 2), date(2024, 5, 1), None]


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.one_of(st.text(LETTERS + '"', min_size=1, max_size=8), WORDS))
def test_index_finds_what_the_expression_finds(texts, query):
    words = parse_query(query)
    patterns = [re.compile(make_pattern(word)) for word in words]
    expected = {
        str(n)
        for n, text in enumerate(texts)
        if all(pattern.search(fold(text)) for pattern in patterns)
    }
    found = Index(FakeRecord(texts)).find(words, outlet=None, first=None, last=None)
    assert found == sorted(found, key=lambda key: (int(key) % 3, key))  # newest first
    assert set(found) == expected


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"قوات الأمن"', ["0", "3"]),
        ("قوات الأمن", ["0", "1", "3"]),
        ("الأمن قوات", ["0", "1", "3"]),
        ('"والقوات الأمنية"', []),
        ("MQ-9", ["4"]),
        ("mq", ["4"]),
    ],
)
def test_phrases_stay_within_one_text_and_pass_over_marks(query, found):
    texts = ["وصلت قوات الأمن", "الأمن، ثم قوات", "قوات", "قوات - الأمن", "طائرة MQ-9", "الأمن"]
    index = Index(FakeRecord(texts))
    assert sorted(index.find(parse_query(query), outlet=None, first=None, last=None)) == found


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({"outlet": "نهر"}, ["1", "3", "5"]),
        ({"outlet": "بحر"}, []),
        ({"first": date(2024, 5, 2)}, ["0", "3"]),
        ({"last": date(2024, 5, 1)}, ["1", "4"]),
        ({"first": date(2024, 5, 1), "outlet": "نهر"}, ["1", "3"]),
    ],
)
def test_articles_are_chosen_by_outlet_and_day(bounds, found):
    index = Index(FakeRecord(["كلمة"] * 6))
    given = {"outlet": None, "first": None, "last": None} | bounds
    assert sorted(index.find(["كلمه"], **given)) == found
