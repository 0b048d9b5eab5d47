"""Whole reports: of odd and hostile text, the same twice, and with work that grows with length."""

import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rawi.model import encode_report, make_document
from rawi.reading.reports import read_report

# Pieces that news is made of, and that readers stumble over when they come in the wrong order.
PIECES = """
قال وأضاف أن إن المتحدث باسم الجيش وزارة الداخلية درنة « » " “ مقتل قتل 29 شخصا بين 10 و15 عشرات يوم الثلاثاء
في 29 مايو الماضي أمس ، . : قصف على تحرير المدينة لم سوف نفى اتهم بحسب مصدر مصادر العميد سالم بن أبو ( ) - ـ
٨٥٥٬٣٧٠ 1436 هـ ABC و من إلى الإرهابيين ما يسمى رئيس قائد كتيبة 3/5/2018 / \u202e \u200f \ufdfa \u0651 😀
""".split()  # noqa: E501, SIM905
NEWS = st.lists(st.sampled_from([*PIECES, "\n"]), max_size=60).map(" ".join)
ANYTHING = st.text(max_size=200)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(NEWS, ANYTHING), st.sampled_from([None, "2018-07-05", "2016-02-29"]))
def test_any_text_gives_a_sound_report(text, published):
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return
    encode_report(read_report(make_document(text, published=published)))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", ".", *(x * 501 for x in '«"(و1،ـ')],
)
def test_text_without_words_gives_an_empty_report(text):
    report = read_report(make_document(text))
    assert not report.events
    assert not report.statements
    encode_report(report)


ARTICLE = (
    "أعلن المتحدث باسم قوات الساحل العقيد سالم العبدي أن قواته سيطرت على بلدة النهر يوم الثلاثاء، "
    "مشيرا إلى مقتل خمسة جنود وإصابة عشرة آخرين. وقال ناشطون إن طائرة قصفت سوقا في مدينة درنة، "
    "ما أسفر عن مقتل 12 مدنيا بينهم طفلان. ونفى مصدر عسكري ذلك قائلا: «لم نقصف أي سوق».\n"
)


def test_report_is_the_same_in_every_process(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE * 3, "utf-8")
    command = [sys.executable, "-m", "rawi", "read", "--format", "json", str(path)]
    outputs = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, capture_output=True, check=True, env=environment)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs.pop().startswith(b'{"schema":"rawi.report/1"')


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        "قال سالم «",
        "قال ",
        "و" * 50 + " ",
        "قصف الجيش المدينة ",
        "العميد سالم العبدي، ",
        "مقتل 5 و6 و",
        "(«",
    ],
    ids=["article", "open quotes", "cues", "long word", "events", "names", "numbers", "openers"],
)
def test_work_grows_with_length_and_no_faster(text):
    """Lines of our code executed, not seconds: eight times the text, under nine times the lines."""
    repeats = max(1, 1500 // len(text))
    read_report(make_document(text * repeats))  # what is loaded once is loaded now
    short = count_lines(make_document(text * repeats))
    assert count_lines(make_document(text * 8 * repeats)) < 9 * short


def count_lines(doc):
    """Return how many lines of Python the reading of a document executes, loops counted."""
    lines = 0

    def trace(frame, event, _):
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read_report(doc)
    finally:
        sys.settrace(before)
    return lines
