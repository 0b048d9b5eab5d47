"""Archives and compressed files: what they hold, and those that mean harm."""

import bz2
import gzip
import io
import lzma
import zipfile

import pytest

from rawi.errors import SourceError
from rawi.source import Item, Options, iter_items

NEWS = "قالت الوزارة إن الجيش انسحب من البلدة بعد أيام من القتال."
LINE = f'{{"text": "{NEWS}"}}\n'.encode()


def pack(members: dict[str, bytes], **how) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", how.pop("compression", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.fixture
def walk(tmp_path):
    """Return what a file of these bytes holds: names of items, and errors."""

    def make(data: bytes, name: str = "a.zip", **options) -> list[Item | SourceError]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(iter_items([str(path)], Options(**options)))

    return make


def names(found: list[Item | SourceError]) -> list[str]:
    return [item.name for item in found if isinstance(item, Item)]


def reasons(found: list[Item | SourceError]) -> list[str]:
    return [error.reason for error in found if isinstance(error, SourceError)]


def test_zip_is_read_in_its_order(walk):
    members = {
        "b/z.txt": NEWS.encode(),
        "a.txt": NEWS.encode(),
        "lines.jsonl": LINE * 2,
        "style.css": b"p {}",
        "__MACOSX/._a.txt": b"x",
        ".hidden.txt": b"x",
        "inner.zip": pack({"c.txt": NEWS.encode()}),
        "more.jsonl.gz": gzip.compress(LINE),
    }
    found = walk(pack(members))
    assert names(found) == [
        "a.zip!/b/z.txt",
        "a.zip!/a.txt",
        "a.zip!/lines.jsonl:1",
        "a.zip!/lines.jsonl:2",
        "a.zip!/inner.zip!/c.txt",
        "a.zip!/more.jsonl:1",
    ]
    assert reasons(found) == ["not an article"]
    assert {item.tool for item in found if isinstance(item, Item)} == {"zip"}
    assert next(item for item in found if isinstance(item, Item)).data == NEWS.encode()


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [("gz", gzip.compress), ("xz", lzma.compress), ("bz2", bz2.compress)],
)
def test_compressed_lines_are_read(walk, suffix, compress):
    found = walk(compress(LINE * 3), f"a.jsonl.{suffix}")
    assert names(found) == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    [item] = walk(compress(NEWS.encode()), f"b.txt.{suffix}")
    assert (item.name, item.data) == ("b.txt", NEWS.encode())


@pytest.mark.parametrize(
    "name", ["../up.txt", "/etc/a.txt", "a/../../b.txt", "..\\up.txt", "C:/a.txt"]
)
def test_member_that_leads_out_of_the_archive_is_refused(walk, name):
    found = walk(pack({name: NEWS.encode(), "good.txt": NEWS.encode()}))
    assert names(found) == ["a.zip!/good.txt"]
    assert reasons(found) == ["unsafe name"]


def test_bomb_is_not_unpacked(walk):
    found = walk(pack({"bomb.jsonl": b"0" * 60_000_000, "good.txt": NEWS.encode()}))
    assert reasons(found) == ["too large"]
    assert names(found) == ["a.zip!/good.txt"]
    assert reasons(walk(gzip.compress(b"0" * 60_000_000), "a.jsonl.gz")) == ["too large"]


def test_bombs_together_are_bounded(walk, monkeypatch):
    monkeypatch.setattr("rawi.source.archives._ALWAYS", 1000)
    data = pack({f"{n}.txt": NEWS.encode() * 4 + b" " * 100 for n in range(4)})
    monkeypatch.setattr("rawi.source.archives.MAX_RATIO", 2)
    found = walk(data)
    assert len(names(found)) < 4
    assert set(reasons(found)) == {"too large"}


def test_archives_within_archives_have_a_bottom(walk):
    data = pack({"a.txt": NEWS.encode()})
    for _ in range(5):
        data = pack({"in.zip": data})
    assert reasons(walk(data)) == ["too deep"]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"x" * 500,
        pack({"a.txt": NEWS.encode()})[:-30],
        b"PK\x05\x06" + b"\xff" * 18,
    ],
)
def test_broken_zip_is_named(walk, data):
    assert reasons(walk(data)) == ["broken file"]


def test_broken_member_costs_only_itself(walk):
    members = {"a.txt": NEWS.encode() * 50, "b.txt": b"\xd9\x82" * 40}
    data = bytearray(pack(members))
    place = data.index(b"a.txt") + 10
    data[place : place + 10] = b"\xff" * 10
    found = walk(bytes(data))
    assert reasons(found) == ["broken file"]
    assert names(found) == ["a.zip!/b.txt"]


def test_compressed_file_that_is_cut_off_gives_what_is_there(walk):
    data = gzip.compress(b"".join(LINE[:-1] + b" " * n + b"\n" for n in range(3000)))
    found = walk(data[: len(data) // 2], "a.jsonl.gz")
    assert len(names(found)) > 100
    assert reasons(found) == ["broken file"]


def test_locked_member_is_named(walk):
    data = bytearray(pack({"a.txt": NEWS.encode()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert reasons(walk(bytes(data))) == ["locked"]
