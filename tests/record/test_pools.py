"""Workers: results in the order of the items; what kills or hangs one costs itself alone."""

import duckdb
import pytest
from record.articles import make_article, write_lines
from record.deadly import die_at_birth, work_deadly

from rawi.errors import RecordError
from rawi.record import builds, chunks, pools
from rawi.record.builds import Plan, build_record
from rawi.record.chunks import CHUNK_ITEMS
from rawi.record.pools import Pool


@pytest.fixture
def deadly(monkeypatch):
    """Let builds run workers that some words kill."""

    def make_pool(reading, *, workers, seconds):
        return Pool(reading, workers=workers, seconds=seconds, target=work_deadly)

    monkeypatch.setattr(builds, "Pool", make_pool)


def list_names(path):
    with duckdb.connect(str(path)) as con:
        names = con.sql("SELECT name FROM acquisitions").fetchall()
        failed = con.sql("SELECT name, reason FROM failures ORDER BY ALL").fetchall()
    return {name for (name,) in names}, failed


@pytest.mark.usefixtures("deadly")
def test_item_that_kills_its_worker_fails_alone(tmp_path):
    titles = {2: "DIE", CHUNK_ITEMS: "HANG", CHUNK_ITEMS + 3: "LEAVE"}
    articles = [
        make_article(n, **({"title": titles[n]} if n in titles else {}))
        for n in range(CHUNK_ITEMS + 6)
    ]
    lines = write_lines(tmp_path / "n.jsonl", articles)
    plan = Plan(sources=(str(lines),), workers=2, seconds=4)
    counts = build_record(tmp_path / "a.duckdb", plan)
    names, failed = list_names(tmp_path / "a.duckdb")
    bad = {f"n.jsonl:{n + 1}" for n in titles}
    assert names == {f"n.jsonl:{n + 1}" for n in range(len(articles))} - bad
    assert failed == [
        ("n.jsonl:3", "reader died"),
        ("n.jsonl:33", "timed out"),
        ("n.jsonl:36", "reader died"),
    ]
    assert (counts.read, counts.failed) == (len(articles) - 3, 3)


@pytest.mark.usefixtures("deadly")
def test_item_that_died_is_tried_again(tmp_path):
    lines = write_lines(tmp_path / "n.jsonl", [make_article(1), make_article(2, title="DIE")])
    plan = Plan(sources=(str(lines),), workers=1)
    assert build_record(tmp_path / "a.duckdb", plan).failed == 1
    counts = build_record(tmp_path / "a.duckdb", Plan(sources=(str(lines),), workers=0))
    assert (counts.read, counts.unchanged) == (1, 1)
    assert list_names(tmp_path / "a.duckdb") == ({"n.jsonl:1", "n.jsonl:2"}, [])


def test_workers_that_do_not_start_are_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(
        builds,
        "Pool",
        lambda reading, *, workers, seconds: Pool(
            reading, workers=workers, seconds=seconds, target=die_at_birth
        ),
    )
    lines = write_lines(tmp_path / "n.jsonl", [make_article(1)])
    with pytest.raises(RecordError, match="do not start"):
        build_record(tmp_path / "a.duckdb", Plan(sources=(str(lines),), workers=1))


@pytest.mark.usefixtures("deadly")
def test_document_that_stands_before_and_behind_a_death_is_one(tmp_path):
    articles = [make_article(1), make_article(2, title="DIE"), make_article(1, extra="x")]
    lines = write_lines(tmp_path / "n.jsonl", articles)
    counts = build_record(tmp_path / "a.duckdb", Plan(sources=(str(lines),), workers=1))
    assert (counts.read, counts.duplicates, counts.failed) == (1, 1, 1)


def test_worker_is_replaced_after_many_items(tmp_path, monkeypatch):
    monkeypatch.setattr(pools, "_WORKER_ITEMS", 2)
    monkeypatch.setattr(chunks, "CHUNK_ITEMS", 1)
    started = []
    real = pools._Worker
    monkeypatch.setattr(pools, "_Worker", lambda *options: started.append(1) or real(*options))
    lines = write_lines(tmp_path / "n.jsonl", [make_article(n) for n in range(4)])
    counts = build_record(tmp_path / "a.duckdb", Plan(sources=(str(lines),), workers=1))
    assert (counts.read, len(started)) == (4, 2)
