"""Words of articles in CoNLL-U: every token in its place, words numbered on, names labelled."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.language.tagging import load_tagger
from rawi.model import make_document
from rawi.reading.reports import read_report
from rawi.render.conllu import iter_lines, write_conllu

TEXT = (
    "قال المتحدث باسم كتائب الوادي إن قواته انسحبت من القاهرة.\n"
    "وأضاف: «لن نعود إليها» (2015)، ولمدينة طرابلس حديث آخر."
)


def read_blocks(text):
    """Return the rows of each sentence of an article, and the text that its comment gives."""
    report = read_report(make_document(text, published="2019-03-04"))
    lines = list(iter_lines(report, load_tagger()))
    assert all("\n" not in line for line in lines)
    blocks = "\n".join(lines[1:]).strip("\n").split("\n\n") if len(lines) > 1 else []
    return [
        (
            re.search(r"^# text = (.*)$", block, re.M)[1],
            [line.split("\t") for line in block.split("\n") if not line.startswith("#")],
        )
        for block in blocks
    ]


def list_tokens(rows):
    """Return the rows of tokens: those of words in a range are left out, the range stays."""
    inside = set()
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            inside.update(map(str, range(first, last + 1)))
    return [row for row in rows if row[0] not in inside]


def read_misc(row):
    return dict(part.split("=", 1) for part in row[9].split("|"))


@pytest.mark.parametrize("text", [TEXT, "", "؟!", "abc 12٫5 وللمدينة", "كلمة\u200f\n\nثم"])
def test_rows_give_the_text_back(text):
    for said, rows in read_blocks(text):
        assert all(len(row) == 10 and all(row) for row in rows)
        numbers = [int(row[0]) for row in rows if "-" not in row[0]]
        assert numbers == list(range(1, len(numbers) + 1))
        letters = ""
        for row in list_tokens(rows):
            misc = read_misc(row)
            assert text[int(misc["start_char"]) : int(misc["end_char"])] == row[1]
            letters += row[1] + ("" if misc.get("SpaceAfter") == "No" else " ")
        plain = re.sub("[\u200e\u200f]", "", said)
        assert letters.split() == plain.split()


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("وبالكتاب لا، .\n\t«»(12)\u200fabـَ؟"), max_size=60))
def test_rows_of_odd_text_have_ten_columns(text):
    for _, rows in read_blocks(text):
        assert all(len(row) == 10 for row in rows)


def test_clitics_are_words_of_their_own():
    rows = read_blocks(TEXT)[-1][1]
    range_ = next(row for row in rows if row[1] == "وأضاف")
    first, last = map(int, range_[0].split("-"))
    words = [row for row in rows if "-" not in row[0] and first <= int(row[0]) <= last]
    assert [row[1] for row in words] == ["و", "أضاف"]
    assert [row[3] for row in words] == ["CCONJ", "VERB"]


def test_names_are_labelled_from_their_first_token():
    rows = read_blocks(TEXT)[0][1]
    labels = [read_misc(row).get("Entity", "") for row in list_tokens(rows)]
    kinds = [re.sub(r":e\d+$", "", label) for label in labels]
    assert "B-place" in kinds
    assert kinds.count("B-armed_group") == 1
    at = kinds.index("B-armed_group")
    assert kinds[at + 1] == "I-armed_group"


def test_articles_follow_each_other():
    reports = [read_report(make_document(text)) for text in ("قصف المدينة.", "هدوء في المدينة.")]
    stream = io.BytesIO()
    write_conllu(reports, stream)
    written = stream.getvalue().decode()
    assert written.count("# newdoc id = ") == 2
    assert written.endswith("\n\n")
