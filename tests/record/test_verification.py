"""Proof of a record: whatever is changed in it by hand shows."""

import re

import duckdb
import pytest
from record.articles import make_article, write_lines

from rawi.record.builds import Plan, build_record
from rawi.record.files import open_reader
from rawi.record.verification import verify_record


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    lines = write_lines(folder / "news.jsonl", [make_article(n) for n in range(3)])
    build_record(
        folder / "a.duckdb", Plan(sources=(str(lines),), workers=0, keep_bytes=True)
    )  # fmt: skip
    return folder / "a.duckdb"


@pytest.fixture
def path(built, tmp_path):
    copy = tmp_path / "a.duckdb"
    copy.write_bytes(built.read_bytes())
    return copy


def verify(path):
    with open_reader(path) as con:
        return verify_record(con)


def test_sound_record_is_proved(path):
    proof = verify(path)
    assert (proof.documents, proof.bytes, proof.without_bytes, proof.faults) == (3, 3, 0, [])
    assert proof.spans > 20
    assert proof.rows > 6


FIRST = "(SELECT min(document) FROM documents)"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"UPDATE documents SET text = text || '.' WHERE document = {FIRST}", "has the hash"),
        (f"UPDATE documents SET outlet = 'other' WHERE document = {FIRST}", "is not the key"),
        ("UPDATE bytes SET data = 'x'::BLOB", "is not the hash of what is kept"),
        ("UPDATE mentions SET span_start = span_start + 1", "the text there is"),
        ("UPDATE statements SET cue = 'قيل'", "statement cue at"),
        ("UPDATE statements SET span_end = 100000", "statement content at"),
        ("UPDATE mentions SET entity = 'e999'", "refers to 'e999'"),
        ("UPDATE figures SET low = 1000", "figures: those of document"),
        ("DELETE FROM figures WHERE n = 0", "figures: those of document"),
        ("UPDATE accounts SET chain = []", "accounts: those of document"),
        ("INSERT INTO mentions FROM mentions", "mentions: .* stands more than once"),
        (f"DELETE FROM documents WHERE document = {FIRST}", "is not there"),
        ("DELETE FROM acquisitions", "comes from nowhere"),
    ],
)
def test_change_by_hand_shows(path, change, said):
    with duckdb.connect(str(path)) as con:
        con.execute(change)
    faults = verify(path).faults
    assert any(re.search(said, fault) for fault in faults), faults
