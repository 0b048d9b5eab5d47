"""Building: what is read, what is passed over, what is replaced; nothing is lost or doubled."""

import duckdb
import msgspec
import pytest
from record.articles import make_article, write_lines

from rawi.record import builds
from rawi.record.builds import Plan, build_record
from rawi.record.reports import iter_reports
from rawi.source import Options, iter_items, read_item

TABLES = (
    "documents", "acquisitions", "items", "failures", "entities", "mentions", "times",
    "quantities", "statements", "accounts", "figures", "relations", "frames", "bytes",
)  # fmt: skip


def build(path, *sources, **options):
    plan = Plan(sources=tuple(map(str, sources)), **{"workers": 0, **options})
    return build_record(path, plan)


def load_tables(path):
    """Return every row of every table that a build fills, ordered, without the runs' numbers."""
    with duckdb.connect(str(path), read_only=True) as con:
        return {
            table: con.sql(
                f"SELECT COLUMNS(lambda c: c != 'run') FROM {table} ORDER BY ALL"
            ).fetchall()
            for table in TABLES
        }


def count(path, table):
    with duckdb.connect(str(path), read_only=True) as con:
        return con.sql(f"SELECT count(*) FROM {table}").fetchall()[0][0]


@pytest.fixture
def lines(tmp_path):
    return write_lines(tmp_path / "news.jsonl", [make_article(n) for n in range(5)])


def test_reports_come_back_as_they_were_read(tmp_path, lines):
    from rawi.reading.reports import read_report

    build(tmp_path / "a.duckdb", lines)
    read = [
        read_report(acquired.document)
        for item in iter_items([str(lines)])
        for acquired in read_item(item)
    ]
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as con:
        found = [report for _, report in iter_reports(con)]
    assert sorted(found, key=lambda r: r.document.id) == sorted(read, key=lambda r: r.document.id)
    assert all(report.events and report.statements and report.quantities for report in found)


def test_second_build_parses_nothing(tmp_path, lines, monkeypatch):
    first = build(tmp_path / "a.duckdb", lines)
    before = load_tables(tmp_path / "a.duckdb")
    monkeypatch.setattr(builds, "read_here", lambda chunks, reading: iter(list(chunks)))
    second = build(tmp_path / "a.duckdb", lines)
    assert (first.read, first.unchanged) == (5, 0)
    assert (second.read, second.unchanged, second.duplicates) == (0, 5, 0)
    assert load_tables(tmp_path / "a.duckdb") == before


def test_new_articles_are_added(tmp_path, lines):
    build(tmp_path / "a.duckdb", lines)
    write_lines(lines, [make_article(n) for n in range(7)])
    counts = build(tmp_path / "a.duckdb", lines)
    assert (counts.read, counts.unchanged) == (2, 5)
    build(tmp_path / "b.duckdb", lines)
    assert load_tables(tmp_path / "a.duckdb") == load_tables(tmp_path / "b.duckdb")


def test_same_article_twice_is_one_document_obtained_twice(tmp_path):
    one = write_lines(tmp_path / "one.jsonl", [make_article(1), make_article(1)])
    more = write_lines(tmp_path / "two.jsonl", [make_article(1, extra="x"), make_article(2)])
    counts = build(tmp_path / "a.duckdb", one, more)
    assert (counts.read, counts.duplicates) == (2, 2)
    with duckdb.connect(str(tmp_path / "a.duckdb")) as con:
        names = con.sql("SELECT name FROM acquisitions ORDER BY name").fetchall()
    assert [name for (name,) in names] == [
        "one.jsonl:1", "one.jsonl:2", "two.jsonl:1", "two.jsonl:2"
    ]  # fmt: skip


def test_same_text_of_another_outlet_is_another_document(tmp_path):
    articles = [make_article(1), make_article(1, outlet="راديو آخر")]
    counts = build(tmp_path / "a.duckdb", write_lines(tmp_path / "n.jsonl", articles))
    assert (counts.read, counts.duplicates) == (2, 0)
    with duckdb.connect(str(tmp_path / "a.duckdb")) as con:
        assert con.sql("SELECT count(DISTINCT text_sha256) FROM documents").fetchall() == [(1,)]


def test_moved_file_is_not_read_again(tmp_path, lines):
    build(tmp_path / "a.duckdb", lines)
    counts = build(tmp_path / "a.duckdb", lines.rename(tmp_path / "moved.jsonl"))
    assert (counts.read, counts.unchanged) == (0, 5)
    assert count(tmp_path / "a.duckdb", "acquisitions") == 10
    again = build(tmp_path / "a.duckdb", tmp_path / "moved.jsonl")
    assert (again.unchanged, count(tmp_path / "a.duckdb", "acquisitions")) == (5, 10)


def test_another_program_reads_all_again(tmp_path, lines, monkeypatch):
    build(tmp_path / "a.duckdb", lines)
    before = load_tables(tmp_path / "a.duckdb")
    real = builds.load_program
    monkeypatch.setattr(
        builds, "load_program", lambda *o: msgspec.structs.replace(real(*o), lexica="other")
    )
    counts = build(tmp_path / "a.duckdb", lines)
    assert (counts.read, counts.unchanged, counts.duplicates) == (5, 0, 0)
    after = load_tables(tmp_path / "a.duckdb")
    assert {table: len(rows) for table, rows in after.items()} == {
        table: len(rows) for table, rows in before.items()
    }
    assert after["accounts"] == before["accounts"]
    assert after["documents"] != before["documents"]


def test_failures_are_counted_and_kept(tmp_path, lines):
    with lines.open("a", encoding="utf-8") as stream:
        stream.write('{"text": "no letters of ours"}\nnot json\n')
    counts = build(tmp_path / "a.duckdb", lines, tmp_path / "none.txt")
    assert counts.read == 5
    assert counts.skipped + counts.failed == 3
    assert counts.reasons["not found"] == 1
    again = build(tmp_path / "a.duckdb", lines)
    assert (again.read, again.unchanged, again.failed) == (0, 7, 0)
    assert count(tmp_path / "a.duckdb", "failures") == 2


def test_options_that_change_the_reading_read_again(tmp_path):
    article = make_article(1)
    del article["published"]
    lines = write_lines(tmp_path / "n.jsonl", [article])
    build(tmp_path / "a.duckdb", lines)
    counts = build(tmp_path / "a.duckdb", lines, options=Options(published="2019-10-01"))
    assert counts.read == 1
    with duckdb.connect(str(tmp_path / "a.duckdb")) as con:
        days = con.sql("SELECT published::VARCHAR FROM documents").fetchall()
    assert days == [("2019-10-01",)]


def test_bytes_are_kept_when_asked(tmp_path, lines):
    build(tmp_path / "a.duckdb", lines)
    assert count(tmp_path / "a.duckdb", "bytes") == 0
    build(tmp_path / "a.duckdb", lines, keep_bytes=True)
    build(tmp_path / "b.duckdb", lines, keep_bytes=True)
    tables = load_tables(tmp_path / "a.duckdb")
    assert tables["bytes"] == load_tables(tmp_path / "b.duckdb")["bytes"]
    kept = [row[3] for row in tables["bytes"]]
    assert sorted(kept) == sorted(lines.read_bytes().splitlines())


def test_record_among_its_own_sources_is_no_source(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    write_lines(folder / "news.jsonl", [make_article(1)])
    (folder / "broken.jsonl").write_text("broken\n", "utf-8")
    failures = folder / "a.failures.jsonl"
    failures.write_text('{"name": "x"}\n', "utf-8")
    for _ in range(2):
        counts = build(folder / "a.duckdb", f"{folder}/", outputs=(failures,))
        assert counts.items == 2
    assert count(folder / "a.duckdb", "failures") == 1
