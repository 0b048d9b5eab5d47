"""The report as text."""

import io

import pytest

from rawi.render.bidi import display
from rawi.render.facts import Facts, clip
from rawi.render.terminal import iter_paragraphs, write_text
from rawi.render.wording import load_wording

from .examples import make_report


def write(lang: str = "en", bidi: str = "auto", **metadata: str) -> str:
    stream = io.StringIO()
    write_text([make_report(**metadata)], stream, lang=lang, bidi=bidi)
    return stream.getvalue()


def unmarked(text: str) -> str:
    return text.replace("\u200e", "").replace("\u200f", "")


def test_text_says_who_when_where_and_whose_word():
    text = unmarked(write(published="2019-03-14", outlet="وكالة المثال"))
    for words in (
        "هدنة في النخيل", "وكالة المثال · 14 March 2019 · a.txt",
        "13 March 2019 · Killing (قتل خمسة)", "place: النخيل · by: لواء السيف · killed: 5",
        "according to مصدرا", "مصدرا — affirms · in other words · told by: وكالة المثال",
        "لواء السيف قتل خمسة إرهابيين أمس", "سالم المثالي · قائد (لواء السيف)",
        "15.500, 32.250 SD", "also: اللواء", "إرهابيين · naming a group · in neutral words: مسلحون",
        "time without anchor: 2",
    ):  # fmt: skip
        assert words in text


def test_events_without_a_date_come_last():
    text = write()
    assert text.index("Killing") < text.index("Agreement")


def test_text_in_a_file_is_in_the_order_of_reading_without_colour():
    text = write("ar")
    assert "\x1b" not in text
    assert "من يقول ماذا" in text


def test_text_is_put_in_visible_order_when_asked(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    text = write("ar", "on")
    assert "من يقول ماذا" not in text
    assert "ﺍﺫﺎﻣ ﻝﻮﻘﻳ ﻦﻣ" in text
    assert display("من يقول ماذا", 1)[0] == "ا"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_numbers_stay_with_what_they_count(lang):
    facts = Facts(make_report(outlet="aljazirah", published="2019-03-14"), load_wording(lang))
    _, origin, *_ = iter_paragraphs(facts)
    shown = display("".join(run.text for run in origin.runs), origin.base)
    month = "March" if lang == "en" else "سرام"
    year = ["14", month, "2019"] if lang == "en" else ["2019", month, "14"]
    assert " ".join(year) in unmarked(shown)


def test_title_cannot_steer_the_terminal():
    assert "\x1b" not in write(title="\x1b]0;x\x07عنوان")


def test_empty_report_says_so():
    stream = io.StringIO()
    write_text([make_report("قال")], stream, lang="en", bidi="off")
    assert "nothing found" in stream.getvalue()


@pytest.mark.parametrize(
    ("text", "length", "clipped"),
    [
        ("abc", 3, "abc"),
        ("abcdef", 4, "abc…"),
        ("one two three", 9, "one two…"),
        ("نعم، لا أدري", 6, "نعم…"),
    ],
)
def test_clipped_text_ends_at_a_word(text, length, clipped):
    assert clip(text, length) == clipped
