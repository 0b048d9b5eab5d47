"""JSON Lines: every line by itself, and what is wrong with it."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.errors import SourceError
from rawi.model import Document
from rawi.source.articles import parse_day
from rawi.source.entries import Entry
from rawi.source.items import Acquired, Options
from rawi.source.lines import iter_line_items
from rawi.source.readers import read_item

NEWS = "انسحب الجيش من البلدة."


def acquire(data: bytes, published: str | None = None):
    entry = Entry(name="b.jsonl", where="a/b.jsonl", open=lambda: io.BytesIO(data))
    items = iter_line_items(entry.open(), entry, max_bytes=10_000)
    return [found for item in items for found in read_item(item, Options(published=published))]


def read(data: bytes, max_bytes: int = 10_000, published: str | None = None):
    entry = Entry(name="b.jsonl", where="a/b.jsonl", open=lambda: io.BytesIO(data))
    options = Options(max_bytes=max_bytes, published=published)
    found = []
    for item in iter_line_items(entry.open(), entry, max_bytes=max_bytes):
        found.extend([item] if isinstance(item, SourceError) else read_item(item, options))
    return [item.document if isinstance(item, Acquired) else item for item in found]


def line(**fields: object) -> bytes:
    return json.dumps({"text": NEWS, **fields}, ensure_ascii=False).encode() + b"\n"


def test_line_gives_document_with_its_metadata():
    [doc] = read(line(title="ع", outlet="وكالة", published="2018-07-05", url="https://a.example",
                      name="n1", other=[1, {"x": None}]))  # fmt: skip
    assert doc.text == NEWS
    assert (doc.title, doc.outlet, doc.published) == ("ع", "وكالة", "2018-07-05")
    assert doc.url == "https://a.example"
    assert doc.source == "b.jsonl:1"


def test_lines_are_counted_with_the_empty_ones():
    first, second = read(b"\xef\xbb\xbf" + line() + b"\n  \r\n" + line())
    assert (first.source, second.source) == ("b.jsonl:1", "b.jsonl:4")
    assert first.text == NEWS


def test_published_of_the_line_comes_before_that_of_the_call():
    dated, undated, blank = read(
        line(published="2018-07-05") + line() + line(published=""), published="2020-01-01"
    )
    assert [doc.published for doc in (dated, undated, blank)] == [
        "2018-07-05",
        "2020-01-01",
        "2020-01-01",
    ]


@pytest.mark.parametrize(
    ("data", "message", "reason"),
    [
        (b'{"text": "a', "is not JSON", "broken JSON"),
        (b"not json", "is not JSON", "broken JSON"),
        (b'{"text": NaN}', "is not JSON", "broken JSON"),
        (b'{"text": 1e999999}', "'text': Number out of range", "wrong fields"),
        (b'{"text": ' + b"9" * 5000 + b"}", "'text': Number out of range", "wrong fields"),
        (b'{"text": null}', "'text' is null, not text", "wrong fields"),
        (b"{}", "lacks 'text'", "wrong fields"),
        (b'{"Text": "x"}', "lacks 'text'", "wrong fields"),
        (b"[1]", "is array, not object", "wrong fields"),
        (line(title=["x"]), "'title' is array, not text or null", "wrong fields"),
        (line(published=20180705), "'published' is int, not text or null", "wrong fields"),
        (b'{"text": "\\ud800"}', "\\ud800 at byte 10 is a lone surrogate", "broken characters"),
        (b'{"text": "\\u0627\\udc01"}', "is a lone surrogate", "broken characters"),
        (b'{"text": "x", "title": "\\udbff"}', "is a lone surrogate", "broken characters"),
        (b'{"text": "x", "deep": ' + b"[" * 9000 + b"]" * 9000 + b"}", "nested too deep",
         "broken JSON"),
        (b'{"text": "English"}', "holds no Arabic letters", "not Arabic"),
        (b'{"text": "\\u0627\\u0000"}', "NUL", "control characters"),
        (b'{"text": ""}', "holds no text", "empty"),
        (f'{{"text": "{NEWS * 9}"}}'.encode("cp1256"), "is in windows-1256", "not UTF-8"),
    ],
)  # fmt: skip
def test_bad_line_costs_only_itself(data, message, reason):
    before, error, after = read(line() + data.rstrip(b"\n") + b"\n" + line(), max_bytes=100_000)
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert isinstance(error, SourceError)
    assert str(error).startswith("a/b.jsonl:2: ")
    assert message in str(error)
    assert "\n" not in str(error)
    assert error.reason == reason


@pytest.mark.parametrize("published", ["أمس", "2018-02-30", "05/07/2018", "1510-20-16"])
def test_bad_date_costs_only_itself(published):
    [found] = acquire(line(published=published), published="2020-01-01")
    assert found.document.published is None  # given wrongly: the day for all is not its own
    [remark] = found.remarks
    assert remark.reason == "bad date"
    assert f"a/b.jsonl:1: 'published' is '{published}', which is no ISO date" in remark.message
    assert found.origin.notes == (remark.message,)


@pytest.mark.parametrize("published", ["2018-07-05", "2018/7/5", "2018.07.05T10:00:00Z"])
def test_date_with_its_year_first_is_read(published):
    [found] = acquire(line(published=published))
    assert found.document.published == "2018-07-05"
    assert found.remarks == ()


def test_stray_control_is_kept_and_remarked_upon():
    text = "قال مصدر\x1a إن ثلاثة مدنيين قتلوا في قصف على البلدة."
    [found] = acquire(line(text=text))
    assert found.document.text == text
    assert [remark.reason for remark in found.remarks] == ["control characters"]
    assert "(SUB, U+001A) at character 8, line 1 of the text; kept" in found.remarks[0].message


def test_surrogate_pair_is_one_character():
    [doc] = read(b'{"text": "\\u0627 \\ud83d\\ude00"}')
    assert doc.text == "ا \U0001f600"


def test_long_line_is_passed_over_without_the_rest():
    long = line(title="x" * 3_000_000)
    error, doc = read(long + line(), max_bytes=1000)
    assert "a/b.jsonl:1: the line is longer than 1,000 bytes" in str(error)
    assert error.reason == "too large"
    assert doc.source == "b.jsonl:2"


def test_line_as_long_as_the_limit_is_read():
    data = line()
    assert isinstance(read(data, max_bytes=len(data) - 1)[0], Document)
    assert isinstance(read(data, max_bytes=len(data) - 2)[0], SourceError)


def test_file_in_utf16_is_refused_once():
    [error] = read((line() * 3).decode().encode("utf-16"))
    assert str(error).startswith("a/b.jsonl: is in UTF-16")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2018-07-05", "2018-07-05"),
        (" 2018-07-05 ", "2018-07-05"),
        ("2018-07-05T23:10:00+03:00", "2018-07-05"),
        ("2018-07-05 23:10", "2018-07-05"),
        ("2018-07-05T23:10:00.5Z", "2018-07-05"),
        ("2018-13-05", None),
        ("2018-7-5", "2018-07-05"),
        ("2018/07/05 23:10", "2018-07-05"),
        ("2018/07-05", None),
        ("5/7/2018", None),
        ("20180705", None),
        ("2018-07", None),
        ("٢٠١٨-٠٧-٠٥", None),
        ("", None),
    ],
)
def test_day_is_parsed_with_its_year_first(value, day):
    assert parse_day(value) == day


@given(st.binary(max_size=200))
def test_any_bytes_give_documents_or_refusals(data):
    for item in read(data):
        assert isinstance(item, Document | SourceError)


@given(st.text(max_size=60))
def test_text_comes_out_as_it_went_in(text):
    for item in read(json.dumps({"text": text}).encode()):
        assert isinstance(item, SourceError) or item.text == text
