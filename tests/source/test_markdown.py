"""Markdown freed of its marks."""

import time

import pytest

from rawi.source.unmark import unmark


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("[قوافل](https://a.example/x_(y)?z=1 \"عنوان\")، أمس", "قوافل، أمس"),
        ("نشرت [صورا](https://a.example/ا : ب&c=1) أمس", "نشرت صورا أمس"),
        ("قال [الشاهد][1] أمس\n\n[1]: https://a.example", "قال الشاهد أمس"),
        ("[لم نجد غير ذلك] في [القرية] [2]", "[لم نجد غير ذلك] في [القرية] [2]"),
        ("قبل\n\n[![صورة](a.jpg)](b)\n\n![h2.png][3]\n\nبعد\n\n[3]: c.png", "قبل\nبعد"),
        ("<https://a.example/b>", "https://a.example/b"),
        ("قال **الرجل** و*المرأة* و~~الشيخ~~ `كذا`", "قال الرجل والمرأة والشيخ كذا"),
        ("_الموقع: القرية _\n_الوقت: 04:15_\nملف a_b_c", "الموقع: القرية\nالوقت: 04:15\nملف a_b_c"),
        ("**“قول طويل\n\nفي فقرتين”.**", "“قول طويل\nفي فقرتين”."),
        ("## ماذا حدث؟ ##\nنص\n\nرأس آخر\n-------\n\n***\nنص", "ماذا حدث؟\nنص\nرأس آخر\nنص"),
        ("- أول - وثان\n* ثان\n1. ثالث\n> > قول", "أول - وثان\nثان\n1. ثالث\nقول"),
        ("| أ | ب |\n|---|:-:|\n| ج | د |", "أ | ب\nج | د"),
        ("نص[^1]\n\n[^1]: حاشية", "نص\nحاشية"),
        ("<iframe src='x'></iframe>\n\n<small>وصف</small><br/>نص<!-- لا\n\nيقرأ -->", "وصف\nنص"),
        ("```\nx = 1\n```\nعام 2016\\. ثم&nbsp;كذا", "عام 2016. ثم كذا"),
        ("نص < 5 ثم <!-- لم يغلق", "نص < 5 ثم <!-- لم يغلق"),
    ],
)  # fmt: skip
def test_markdown_is_freed_of_its_marks(marked, text):
    assert unmark(marked) == text


def test_markdown_wrapped_by_hand_is_one_line():
    lines = ["هذه فقرة طويلة كتبت في سطور قصيرة كما يكتب الناس في المحررات", "والسطر الأخير أقصر"]
    assert unmark("\n".join(lines)) == " ".join(lines)
    assert unmark("سطر قصير\nوسطر آخر") == "سطر قصير\nوسطر آخر"


@pytest.mark.parametrize(
    "piece",
    ["*a ", "_a ", "[", "![[", "[a](b(c", "[a](http:", "<!--", "<a ", "`a", "|-", "- ", " "],
)
def test_markdown_costs_no_more_a_letter_when_long(piece):
    begin = time.process_time()
    unmark(piece * 30_000 + "x")
    assert time.process_time() - begin < 2
