"""Any bytes under any name: an item, a document or an error, and never anything else."""

import gzip
import io
import random
import zipfile
from pathlib import Path

import pytest

from rawi.errors import SourceError
from rawi.source import Acquired, Item, Options, iter_items, read_item
from rawi.source.guarding import close_parser
from rawi.source.kinds import find_kind

NAMES = """txt md jsonl csv tsv parquet html pdf docx zip wacz warc warc.gz gz xz bz2 rss atom xml
doc rtf"""
SUFFIXES = NAMES.split()
PAGES = Path(__file__).parent


def make_zip() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", "قال")
    return data.getvalue()


def damage(data: bytes, seed: int) -> bytes:
    """Return bytes with some of them changed, always the same."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(max(3, len(data) // 500)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


BLOBS = {
    "nothing": b"",
    "noise": random.Random(1).randbytes(5000),
    "zeros": b"\x00" * 5000,
    "markup": b"<" * 3000 + "قال".encode() * 100,
    "brackets": b"[" * 3000 + b"{" * 3000,
    "quotes": b'text\n"' + b'"' * 3001,
    "page": damage((PAGES / "pages" / "agency-1.html").read_bytes(), 2),
    "pdf": damage((PAGES / "pdfs" / "naskh.pdf").read_bytes(), 3),
    "zip": damage(make_zip(), 4),
    "gzip": damage(gzip.compress(b"x" * 1000), 5),
    "warc": b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n" + b"x" * 100,
    "parquet": b"PAR1" + b"\xff" * 100 + b"PAR1",
    "feed": b"<rss><channel>" + b"<item>" * 2000,
}


@pytest.fixture(scope="module", autouse=True)
def _parser():
    yield
    close_parser()


@pytest.mark.parametrize("blob", BLOBS)
def test_any_bytes_under_any_name(tmp_path, blob):
    for suffix in SUFFIXES:
        (tmp_path / f"a.{suffix}").write_bytes(BLOBS[blob])
    options = Options(max_bytes=1_000_000, seconds=20)
    for item in iter_items([str(tmp_path)], options):
        found = [item] if isinstance(item, SourceError) else list(read_item(item, options))
        for one in found:
            assert isinstance(one, Acquired | SourceError)
            if isinstance(one, SourceError):
                assert str(one).startswith(str(tmp_path))
                assert one.reason
            else:
                assert isinstance(item, Item)


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"", "text"),
        ("a.txt", b"<!DOCTYPE html><p>", "html"),
        ("a.txt", b"%PDF-1.4", "pdf"),
        ("a", b"\xef\xbb\xbf <html>", "html"),
        ("a.xml", b'<?xml version="1.0"?><rss version="2.0">', "feed"),
        ("a.xml", b"<urlset xmlns='x'>", "sitemap"),
        ("a.html", b"<rss>", "feed"),
        ("a.php", b"<?php", None),
        ("a.docx", b"PK\x03\x04", "docx"),
        ("a.bin", b"PK\x03\x04", "zip"),
        ("A.HTML", b"<p>", "html"),
        ("a.jsonl", b"{", "lines"),
        ("a.jsonl", b"\x1f\x8b", "gzip"),
        ("a.css", b"p {}", None),
    ],
)
def test_kind_is_found_by_first_bytes_then_name(name, head, kind):
    assert find_kind(name, head) == kind
