"""The page: the text verbatim, nothing of an article or of the net gets in."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.model import Report, check_report
from rawi.render import wording
from rawi.render.articles import find_direction
from rawi.render.page import write_page, write_reading
from rawi.render.wording import LANGUAGES, load_wording

from .examples import TEXT, make_report

VOID = {"meta", "input"}


class Page(HTMLParser):
    """What a browser makes of the page: the texts, the elements, whether they nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._depth = 0
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self._open.append(tag)
        if (dict(attrs).get("class") or "").split()[:1] == ["text"]:
            self._depth = len(self._open)
            self.texts.append("")

    def handle_endtag(self, tag):
        assert self._open.pop() == tag
        if len(self._open) < self._depth:
            self._depth = 0

    def handle_data(self, data):
        if self._depth:
            self.texts[-1] += data

    def classes(self) -> list[str]:
        return [attributes.get("class") or "" for _, attributes in self.elements]


def write(*reports: Report, lang: str = "ar") -> str:
    stream = io.BytesIO()
    write_page(reports, stream, lang=lang)
    return stream.getvalue().decode("utf-8")


def parse(*reports: Report, lang: str = "ar") -> Page:
    # A browser reads CR LF and bare CR as LF; the parser of the standard library does not.
    html = write(*reports, lang=lang)
    return Page(html.replace("\r\n", "\n").replace("\r", "\n"))


def test_examples_hold_to_the_contract():
    check_report(make_report())


def test_text_of_the_page_is_the_text_of_the_article():
    assert parse(make_report()).texts == [TEXT]


@given(st.text(min_size=1, max_size=80).filter(lambda text: "\x00" not in text))
def test_any_text_comes_out_of_the_page_unchanged(text):
    assert parse(make_report(text)).texts == [text]


HOSTILE = "</p></div><script>alert(1)</script> \"'&amp;<img src=x onerror=y> ]]> --> \u202eقلب"


def test_hostile_article_adds_no_element():
    report = make_report(HOSTILE, title=HOSTILE, outlet=HOSTILE, source=HOSTILE, url=HOSTILE)
    page = parse(report)
    assert page.texts == [HOSTILE]
    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "iframe", "object", "link", "form", "svg"}
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " file:///etc/passwd"])
def test_address_of_another_scheme_is_no_link(url):
    page = parse(make_report(url=url))
    targets = [attributes.get("href") or "" for name, attributes in page.elements if name == "a"]
    assert url not in targets


def test_characters_that_html_cannot_hold_are_replaced():
    assert parse(make_report("قال\x00 نعم")).texts == ["قال\ufffd نعم"]


def test_located_places_lead_where_they_are_told_and_no_letter_moves():
    report = make_report()
    located = {e.id for e in report.entities if e.location is not None}
    places = [m for m in report.mentions if m.entity in located]
    assert places
    html = write_reading(report, lang="ar", link_place=lambda place: f"/map?{place.name}")
    page = Page(html)
    assert page.texts == [TEXT]
    links = [a for name, a in page.elements if name == "a" and "mention" in (a.get("class") or "")]
    names = {e.id: e.name for e in report.entities}
    assert {a["href"] for a in links} == {f"/map?{names[m.entity]}" for m in places}
    assert all(a["draggable"] == "false" for a in links)
    assert "href" not in "".join(
        re.findall("<span[^>]*mention[^>]*>", write_reading(report, lang="ar"))
    )


def test_page_fetches_nothing_and_runs_nothing():
    html = write(make_report(url="https://news.example/1"))
    page = Page(html)
    [policy] = [
        attributes["content"]
        for name, attributes in page.elements
        if name == "meta" and "http-equiv" in attributes
    ]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not any("src" in attributes or "style" in attributes for _, attributes in page.elements)
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_marks_inside_words_have_no_width_of_their_own():
    """Padding, margin, border or spacing on a mark would cut Arabic letters apart."""
    html = write(make_report())
    style = re.sub(
        r"/\*.*?\*/", "", html[html.index("<style>") : html.index("</style>")], flags=re.S
    )
    layers = r"\.(content|cue|speaker|mention|trigger|time|quantity|frame)\b"
    for selector, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        if re.search(layers, selector) and not re.search(r"\.(note|chip|entry)", selector):
            assert not re.search(
                r"padding|margin|border(?!-radius)|letter-spacing|font|display: i", rules
            )


def test_bidi_controls_are_kept_and_shown():
    text = "قال \u202eقلب\u202c وانتهى"
    html = write(make_report(text))
    assert '<span class="unseen" data-name="U+202E">\u202e</span>' in html
    assert parse(make_report(text)).texts == [text]


@pytest.mark.parametrize(
    ("paragraph", "direction"),
    [
        ("(AFP) قال", "rtl"),
        ("قال AFP", "rtl"),
        ("Only English.", "ltr"),
        ("12%", "rtl"),
        ("", "rtl"),
    ],
)
def test_paragraph_with_any_arabic_runs_right_to_left(paragraph, direction):
    assert find_direction(paragraph) == direction


def test_every_layer_is_marked():
    classes = " ".join(parse(make_report()).classes()).split()
    for name in ("content", "cue", "speaker", "trigger", "time", "quantity", "mention", "frame",
                 "of-statement", "of-event"):  # fmt: skip
        assert name in classes


def test_notes_stand_at_the_beginning_of_words():
    html = write(make_report())
    for before in re.findall(r"([^<>])(?:</?span[^>]*>)*<span class=\"(?:note|chip)", html):
        assert before.isspace()


def test_links_within_the_page_have_their_targets():
    page = parse(make_report(), make_report())
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [
        (attributes.get("href") or "")[1:]
        for name, attributes in page.elements
        if name == "a" and (attributes.get("href") or "").startswith("#")
    ]
    assert targets
    assert set(targets) <= set(ids)


def test_several_articles_have_an_index():
    assert 'id="index"' not in write(make_report())
    html = write(make_report(), make_report("قال آخر", title="ثان"))
    assert 'id="index"' in html
    assert 'href="#a2"' in html
    assert parse(make_report(), make_report("قال آخر")).texts == [TEXT, "قال آخر"]


def test_no_article_gives_a_whole_page():
    assert parse().texts == []


def test_interface_has_its_language_and_direction():
    assert '<html lang="ar" dir="rtl">' in write(make_report())
    english = write(make_report(), lang="en")
    assert '<html lang="en" dir="ltr">' in english
    assert "What happened" in english
    assert 'class="text titled" dir="rtl" lang="ar"' in english


def test_summary_says_who_when_where_and_whose_word():
    english = write(make_report(), lang="en")
    for words in ("Killing", "13 March 2019", "killed: 5", "according to مصدرا",
                  "told by: وكالة المثال",
                  "15.500, 32.250", "GeoNames 7", "in neutral words"):  # fmt: skip
        assert words in english


def test_layers_can_be_switched_with_the_keyboard():
    page = parse(make_report())
    boxes = [attributes for name, attributes in page.elements if name == "input"]
    assert len(boxes) == 7
    html = write(make_report())
    for box in boxes:
        assert box["type"] == "checkbox"
        assert f"#{box['id']}:not(:checked)" in html


def test_same_reports_give_the_same_page():
    assert write(make_report(), make_report()) == write(make_report(), make_report())


def test_words_exist_in_both_languages():
    table = load_wording("ar")._table
    for kind, names in table.items():
        for name, words in names.items():
            assert set(words) == set(LANGUAGES), (kind, name)
            fields = [set(re.findall(r"\{(\w+)\}", words[lang])) for lang in LANGUAGES]
            assert fields[0] == fields[1], (kind, name)


def test_every_type_of_the_contract_has_words():
    from typing import get_args

    from rawi import model

    kinds = {
        "entity": model.EntityType, "event": model.EventType, "stance": model.Stance,
        "mode": model.Mode, "modality": model.Modality, "quantity": model.CountType,
        "time": model.TimeType, "predicate": model.Predicate, "frame": model.FrameCategory,
        "precision": model.Precision,
    }  # fmt: skip
    for kind, names in kinds.items():
        for name in get_args(names):
            assert load_wording("en").knows(kind, name), (kind, name)


@pytest.mark.parametrize(
    ("earliest", "latest", "written"),
    [
        ("2018-05-29", "2018-05-29", "29 May 2018"),
        ("2018-05-07", "2018-05-20", "7–20 May 2018"),
        ("2018-05-01", "2018-05-31", "May 2018"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2010-01-01", "2019-12-31", "2010–2019"),
        ("2018-05-29", "2018-06-02", "29 May 2018 – 2 June 2018"),
        ("2018-05-29", None, "from 29 May 2018"),
        (None, "2018-05-29", "until 29 May 2018"),
        (None, None, None),
        ("-0044-03-15", "2018-05-29", "-0044-03-15 – 2018-05-29"),
    ],
)
def test_bounds_are_written_as_people_write_them(earliest, latest, written):
    assert load_wording("en").write_bounds(earliest, latest) == written


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [(5, 5, "5"), (20, 99, "20–99"), (20, None, "20 or more"), (None, 9, "9 or fewer"),
     (0, 0, "0"), (None, None, "number unknown")],
)  # fmt: skip
def test_counts_are_written_with_their_bounds(low, high, written):
    assert load_wording("en").write_count(low, high) == written


def test_words_are_all_used():
    folder = Path(wording.__file__).parent
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    table = load_wording("ar")._table
    for kind in ("section", "label"):
        for name in table[kind]:
            assert f'"{name}"' in source.replace("'", '"'), (kind, name)


def test_sample_as_read_stands_in_its_page_verbatim():
    from rawi.reading.reports import read_report
    from rawi.source.files import iter_documents

    sample = Path(wording.__file__).parents[1] / "samples" / "sample.jsonl"
    reports = [read_report(doc) for doc in iter_documents(sample)]
    assert parse(*reports).texts == [report.document.text for report in reports]
