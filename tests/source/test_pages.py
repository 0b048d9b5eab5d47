"""Saved web pages: the floors of the benchmark, encodings, and pages that mean harm."""

import json
from pathlib import Path

import pytest

from rawi.errors import SourceError
from rawi.model import Document
from rawi.source import Acquired, Item, Options, iter_items, read_item
from rawi.source.guarding import close_parser
from rawi.source.webpages.bodies import is_aside
from rawi.source.webpages.dates import parse_printed_day, parse_stamp
from rawi.source.webpages.encodings import decode_page

PAGES = Path(__file__).parent / "pages"
EXPECTED = [json.loads(line) for line in (PAGES / "expected.jsonl").read_text("utf-8").splitlines()]
TEXT = " ".join(["قال متحدث إن القوات انسحبت من البلدة بعد أيام من القتال في المنطقة."] * 6)


@pytest.fixture(scope="module", autouse=True)
def _parser():
    yield
    close_parser()


@pytest.fixture
def read(tmp_path):
    """Return a reader of a page made of bytes or text."""

    def make(page: str | bytes, **options) -> Acquired | SourceError:
        path = tmp_path / "page.html"
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        [item] = iter_items([str(path)], Options(**options))
        assert isinstance(item, Item)
        [found] = read_item(item, Options(**options))
        return found

    return make


def measure_f1(text: str, row: dict) -> float:
    got, wanted = text.split(), row["text"].split()
    optional = row["optional"].split()
    rest = list(wanted)
    hits = sum(1 for word in got if word in rest and not rest.remove(word))
    wrong = len([word for word in got if word not in optional]) - hits
    return 2 * hits / (2 * hits + max(0, wrong) + len(rest))


@pytest.fixture(scope="module")
def found() -> list[tuple[dict, Document]]:
    pages = []
    for row in EXPECTED:
        [item] = iter_items([str(PAGES / f"{row['name']}.html")])
        [acquired] = read_item(item)
        assert isinstance(acquired, Acquired), str(acquired)
        pages.append((row, acquired.document))
    return pages


def test_pages_give_the_words_of_their_articles(found):
    scores = [measure_f1(doc.text, row) for row, doc in found]
    assert len(scores) == 40
    assert sum(scores) / len(scores) >= 0.985
    assert sum(score >= 0.95 for score in scores) >= 38


@pytest.mark.parametrize(("field", "floor"), [("title", 39), ("published", 39), ("outlet", 37)])
def test_pages_give_their_metadata(found, field, floor):
    assert sum(getattr(doc, field) == row[field] for row, doc in found) >= floor


def test_page_without_a_day_has_none(found):
    [(_, doc)] = [(row, doc) for row, doc in found if row["published"] is None]
    assert doc.published is None


def test_page_says_where_its_fields_come_from(read):
    page = (
        '<html><head><meta property="og:site_name" content="جريدة"><title>عنوان الخبر الأول</title>'
        f"</head><body><h1>عنوان الخبر الأول</h1><p>5 تموز 2018</p><p>{TEXT}</p></body></html>"
    )
    acquired = read(page)
    assert acquired.document.text == TEXT
    assert (acquired.document.title, acquired.document.outlet) == ("عنوان الخبر الأول", "جريدة")
    assert acquired.document.published == "2018-07-05"
    assert acquired.origin.notes[:3] == (
        "title: title", "outlet: og:site_name", "published: printed",
    )  # fmt: skip
    assert acquired.origin.extractor.startswith("trafilatura ")
    assert acquired.origin.media == "html"


def test_page_with_other_reports_below_gives_its_own(read):
    other = TEXT.replace("القوات", "الحكومة")
    page = (
        "<html><head><title>عنوان الخبر الأول</title></head><body><main>"
        f"<article><h1>عنوان الخبر الأول</h1><p>{TEXT}</p></article>"
        f"<section><h2>تقارير مطولة</h2><p>{other}</p><p>{other} {other}</p></section></main>"
    )
    acquired = read(page)
    assert acquired.document.text == TEXT
    assert "body: article" in acquired.origin.notes


@pytest.mark.parametrize(
    ("encoding", "meta", "charset", "said"),
    [
        ("utf-8", "utf-8", None, "utf-8 (meta)"),
        ("utf-8", None, None, "utf-8"),
        ("utf-8", "windows-1256", None, "utf-8 (detected; meta declares windows-1256)"),
        ("cp1256", "windows-1256", None, "windows-1256 (meta)"),
        ("cp1256", "windows-1252", None, "windows-1256 (detected; meta declares cp1252)"),
        ("cp1256", "utf-8", None, "windows-1256 (detected; meta declares utf-8)"),
        ("cp1256", None, "windows-1256", "windows-1256 (HTTP header)"),
        ("cp1256", None, None, "windows-1256 (detected)"),
        ("cp1256", "nonsense", None, "windows-1256 (detected)"),
        ("cp1256", "rot13", None, "windows-1256 (detected)"),
        ("iso-8859-6", "iso-8859-6", None, "ISO-8859-6 (meta)"),
        ("utf-8-sig", "windows-1256", None, "utf-8 (byte order mark)"),
        ("utf-16", None, None, "utf-16 (byte order mark)"),
    ],
)
def test_page_is_decoded_and_says_how(encoding, meta, charset, said):
    head = f'<meta charset="{meta}">' if meta else ""
    text, how = decode_page(f"{head}<p>{TEXT}</p>".encode(encoding), charset)
    assert TEXT in text
    assert how == said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الخميس 05 يوليو 2018", "2018-07-05"),
        ("نشر في: 5 تموز، 2018 - 14:30", "2018-07-05"),
        ("٥ يوليو/تموز ٢٠١٨", "2018-07-05"),
        ("يوليو 5, 2018", "2018-07-05"),
        ("5 كانون الثاني 2015", "2015-01-05"),
        ("الجمعة, 12 كانون1/ديسمبر 2014 19:15", "2014-12-12"),
        ("12 تشرين2 2014", "2014-11-12"),
        ("12 جويلية 2018", "2018-07-12"),
        ("21 شوال 1439 هـ - 5 يوليو 2018 م", "2018-07-05"),
        ("05/07/2018", "2018-07-05"),
        ("الجمعة 07/06/2018", "2018-07-06"),
        ("02/17/2016 - 13:20", "2016-02-17"),
        ("2018/7/5", "2018-07-05"),
        ("٢٠١٨-٠٧-٠٥", "2018-07-05"),
        ("10:15 - يوليو 2018", None),
        ("اليوم: الأحد 22 تشرين الثاني 2026", None),
        ("من 5 يوليو 2018 إلى 7 يوليو 2018", None),
        ("31 شباط 2018", None),
        ("21/9/1426-2005", None),
        ("العدد 3412", None),
        ("1.2.3.2018", None),
        ("", None),
    ],
)
def test_printed_day_is_parsed_or_left(text, day):
    assert parse_printed_day(text) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2018-07-05T14:30:00+03:00", "2018-07-05"),
        ("2018-07-05T14:30:00+0300", "2018-07-05"),
        ("2018/07/05 14:30", "2018-07-05"),
        ("Thu, 05 Jul 2018 14:30:00 GMT", "2018-07-05"),
        ("1970-01-01T00:00:00Z", None),
        ("July", None),
    ],
)
def test_stamp_is_parsed(value, day):
    assert parse_stamp(value) == day


@pytest.mark.parametrize(
    ("line", "aside"),
    [
        ("اقرأ أيضا: الحكومة تبحث الموازنة", True),
        ("إقرأ أيضاً | الحكومة تبحث", True),
        ("إعلان", True),
        ("إعلان حالة الطوارئ في المدينة", False),
        (f"شارك الخبر {TEXT}", False),
    ],
)
def test_lines_that_lead_elsewhere_are_known(line, aside):
    assert is_aside(line) is aside


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<html></html>", "not Arabic"),
        ("<!doctype html><html><head><title>عنوان</title></head></html>", "empty"),
        (b"<html><body>&#38;" + b"<div>" * 100_000, "not Arabic"),
        (b"<html><p>" + b"&#0;" * 1000, "not Arabic"),
        (b"<html>" + b"\x00\xff" * 50_000, "not Arabic"),
        ("<html><body><p>" + "The army withdrew from the town. " * 40, "not Arabic"),
    ],
)
def test_page_without_an_article_is_refused(read, page, reason):
    error = read(page)
    assert isinstance(error, SourceError)
    assert error.reason == reason
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 3000 + f"<p>{TEXT}</p>",
        f"<html><body><p>{TEXT}</p>" + "<b>" * 50_000,
        f"<html><body><p>{TEXT}</p><table>" + "<tr><td><table>" * 2000,
        f"<html><head><script type='application/ld+json'>{'[' * 100_000}</script></head>"
        f"<p>{TEXT}</p>",
        f"<html><body><p {' '.join(f'a{n}=1' for n in range(20_000))}>{TEXT}</p>",
    ],
)
def test_page_that_means_harm_costs_only_itself(read, page):
    acquired = read(page)
    if isinstance(acquired, SourceError):
        assert acquired.reason in ("empty", "too deep", "parser failed")
    else:
        assert TEXT in acquired.document.text


def test_entities_of_a_page_are_not_fetched(read, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("سر لا يقرأ", "utf-8")
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
    page = f"{doctype}<html><body><p>{TEXT} &x;</p></body></html>"
    acquired = read(page)
    assert isinstance(acquired, Acquired)
    assert "سر" not in acquired.document.text
