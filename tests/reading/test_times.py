"""Temporal expressions: cases by value in times.toml, and what needs more than one expression."""

import random
import tomllib
from pathlib import Path

import pytest

from rawi.lexica.tables import FOLDER, load_table
from rawi.reading.times import read_times

CASES = tomllib.loads(Path(__file__).with_name("times.toml").read_text("utf-8"))
FORMS = [(group, form) for group in CASES["group"] for form in group["forms"]]
NOTHING = [text for group in CASES["nothing"] for text in group["texts"]]


@pytest.fixture
def times(analysis):
    def read(text, published="2018-07-05", **metadata):
        return read_times(analysis(text, published=published or None, **metadata))

    return read


@pytest.mark.parametrize(
    ("group", "form"), FORMS, ids=[f"{group['name']}: {form}" for group, form in FORMS]
)
def test_time_value_of_each_form(times, group, form):
    frame = group.get("frame", "وقع ذلك في {} كما قيل")
    found = times(frame.format(form), group.get("published", "2018-07-05"))
    assert [(time.text, time.value) for time in found] == [(form, group["value"])]
    assert found[0].type == group.get("type", "date")
    for bound in ("earliest", "latest"):
        if bound in group:
            assert getattr(found[0], bound) == group[bound]


@pytest.mark.parametrize("text", NOTHING)
def test_time_none(times, text):
    assert times(text) == []


def values(found):
    return [time.value for time in found]


def test_times_of_a_range_share_what_is_said_once(times):
    assert values(times("بين 20 و31 يوليو الماضي")) == ["2017-07-20", "2017-07-31"]
    assert values(times("من 3 إلى 7 مايو 2016")) == ["2016-05-03", "2016-05-07"]
    assert values(times("من 26 أبريل إلى 19 أغسطس 2015")) == ["2015-04-26", "2015-08-19"]
    assert values(times("من ديسمبر حتى مارس 2016")) == ["2015-12", "2016-03"]
    assert values(times("بين عامي 2011 و2014")) == ["2011", "2014"]


def test_times_of_a_story_take_its_year(times):
    found = times("اندلعت في 17 فبراير 2011. وفي 20 فبراير سقطت المدينة، وفي العام نفسه رحل.")
    assert values(found) == ["2011-02-17", "2011-02-20", "2011"]
    assert found[1].reason == "narrative 2011-02"


def test_times_weekday_in_the_text_wins_over_the_day_of_a_crawl(times):
    assert values(times("أعلن اليوم الثلاثاء أن أمس شهد", "2023-06-12")) == [
        "2023-06-13",
        "2023-06-12",
    ]
    found = times("قال أمس الأربعاء ثم الخميس", "2023-08-16")
    assert values(found) == ["2023-08-16", "2023-08-17"]
    assert found[0].reason == "weekday"


def test_times_without_publication_take_the_dateline(times):
    found = times("المدينة 10 أغسطس 2015 م\nقال اليوم إن القصف وقع أمس", None)
    assert values(found) == ["2015-08-10", "2015-08-10", "2015-08-09"]
    assert found[2].reason == "dateline"


def test_times_without_publication_take_the_day_in_the_address(times):
    assert values(times("وقع أمس", None, url="https://news.example/2021/09/08/a.html")) == [
        "2021-09-07"
    ]


def test_times_without_any_day_keep_what_is_known(times):
    assert values(times("أمس ومساء الثلاثاء والعام الماضي", None)) == [
        "XXXX-XX-XX",
        "XXXX-WXX-2TEV",
        "XXXX",
    ]


def test_times_length_before_an_event_is_a_duration(times):
    assert values(times("قبل شهرين من الانتخابات")) == ["P2M"]
    assert values(times("بعد يومين على الهجوم")) == ["P2D"]


def test_times_any_order_of_their_words_is_read(times):
    lexica = FOLDER.glob("[nt][ui]m*/*.tsv")
    words = [row["form"] for path in sorted(lexica) for row in load_table(table_name(path))]
    words += ["في", "من", "و", "2015", "31", "7", "(", "-", ":"]
    rng = random.Random(7)
    for _ in range(60):
        text = " ".join(rng.choices(words, k=80))
        for time in times(text, rng.choice([None, "2015-08-01", "2016-02-29"])):
            assert text[time.start : time.end] == time.text
            assert (time.earliest or "") <= (time.latest or "9999")


def table_name(path):
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("published", [None, "2015-08-01", "0001-01-01", "9999-12-31", "nonsense"])
def test_times_never_fail(times, published):
    for text in ("", ".", "في", "اليوم (", "بين 3 و", "20:", "قبل 99999999 عام", "محرم 1343 هـ"):
        for time in times(text, published):
            assert time.text


def test_times_of_a_caption_are_not_the_day_of_the_text(times):
    text = "تدريب- 1 من آب 2023\n\nقصفت البلدة فجر اليوم، السبت 2 من أيلول، وأعلن الجمعة حظر."
    assert values(times(text, "")) == ["2023-08-01", "2023-09-02TMO", "2023-09-01"]
    found = values(times(text.replace("السبت", "الأحد"), ""))
    assert found[1:] == ["2023-07-30TMO", "2023-07-28"]  # no Sunday: the date is none of that year


def test_times_no_part_of_a_name(report):
    text = "أفاد مراسل قناة اليوم أن البلدة قصفت اليوم الأربعاء."
    assert [time.text for time in report(text, published="2018-07-05").times] == ["اليوم الأربعاء"]


def test_times_of_two_articles_on_a_page_have_each_its_weekday(times):
    text = "قصفت البلدة اليوم (الاثنين).\n\nورحبت الحكومة بالقرار، اليوم (السبت)."
    assert values(times(text, "")) == ["XXXX-WXX-1", "XXXX-WXX-6"]
