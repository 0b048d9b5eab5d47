"""WARC and WACZ: pages as they were captured."""

import gzip
import io
import zipfile

import pytest

from rawi.errors import SourceError
from rawi.source import Acquired, Item, iter_items, read_item
from rawi.source.guarding import close_parser

TEXT = " ".join(["قال متحدث إن القوات انسحبت من البلدة بعد أيام من القتال في المنطقة."] * 6)
TITLE = "عنوان الخبر"
PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{TEXT}</p></body></html>"


@pytest.fixture(autouse=True)
def _parser():
    yield
    close_parser()


def make_record(
    body: bytes, *, media: str = "text/html; charset=utf-8", status: int = 200, kind="response",
    url: str = "https://news.example/a", headers: str = "",
) -> bytes:  # fmt: skip
    http = f"HTTP/1.1 {status} OK\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2018-07-05T12:30:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


RECORDS = [
    make_record(b"", kind="request"),
    make_record(PAGE.encode()),
    make_record(PAGE.encode("cp1256"), media="text/html; charset=windows-1256"),
    make_record(b"\x89PNG", media="image/png"),
    make_record(b"gone", status=404),
    make_record(gzip.compress(PAGE.encode()), headers="Content-Encoding: gzip\r\n"),
    make_record(
        b"%x\r\n" % len(PAGE.encode()) + PAGE.encode() + b"\r\n0\r\n\r\n",
        headers="Transfer-Encoding: chunked\r\n",
    ),
]


@pytest.fixture
def walk(tmp_path):
    def make(data: bytes, name: str) -> list[Item | SourceError]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(iter_items([str(path)]))

    return make


@pytest.mark.parametrize("packed", [False, True])
def test_warc_gives_its_pages(walk, packed):
    data = b"".join(gzip.compress(record) if packed else record for record in RECORDS)
    name = "news.warc.gz" if packed else "news.warc"
    found = walk(data, name)
    items = [item for item in found if isinstance(item, Item)]
    assert [item.name for item in items] == [f"{name}#{n}" for n in (1, 2, 5, 6)]
    assert {item.tool for item in items} == {"warc"}
    assert {item.obtained for item in items} == {"2018-07-05T12:30:00Z"}
    assert items[0].data == items[2].data == items[3].data == PAGE.encode()
    skipped = [error for error in found if isinstance(error, SourceError)]
    assert [(error.reason, error.skipped) for error in skipped] == [("not an article", True)] * 2
    for item in items:
        [acquired] = read_item(item)
        assert isinstance(acquired, Acquired)
        assert acquired.document.text == TEXT
        assert acquired.document.url == "https://news.example/a"
        assert acquired.document.outlet == "news.example"
    assert next(read_item(items[1])).origin.encoding == "windows-1256 (HTTP header)"


def test_wacz_gives_the_pages_of_its_warc_files(walk):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"text": "لا يقرأ"}')
        archive.writestr("archive/data.warc.gz", gzip.compress(RECORDS[1]))
    [item] = walk(data.getvalue(), "case.wacz")
    assert item.name == "case.wacz!/archive/data.warc.gz#1"
    assert item.data == PAGE.encode()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc_that_is_cut_off_gives_what_is_there(walk, name):
    packed = name.endswith("gz")
    records = [gzip.compress(record) if packed else record for record in RECORDS]
    found = walk(b"".join(records)[: -len(records[-1]) // 2], name)
    assert sum(isinstance(item, Item) for item in found) >= 3


def test_what_is_no_warc_is_named(walk):
    [error] = walk(b"WARC/1.0 but nothing else\r\n\r\n" * 3, "a.warc")
    assert isinstance(error, SourceError)
    assert error.reason in ("empty", "broken file")
