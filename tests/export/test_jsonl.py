"""The whole record as JSON Lines: lossless, and the same to the byte however it was built."""

import base64
import io
import json
from datetime import datetime

import duckdb
import pytest
from record.articles import make_article, write_lines

from rawi.export.jsonl import list_tables, write_jsonl
from rawi.record.builds import Plan, build_record
from rawi.record.files import make_record, open_reader


def export(path, **options):
    with open_reader(path) as con:
        stream = io.BytesIO()
        write_jsonl(con, stream, **options)
    return stream.getvalue()


@pytest.fixture
def lines(tmp_path):
    articles = [make_article(n) for n in range(12)]
    articles[7]["text"] = "no letter of ours"
    articles[9] = articles[8]
    return write_lines(tmp_path / "news.jsonl", articles)


def build(path, *sources, **options):
    build_record(path, Plan(sources=tuple(map(str, sources)), keep_bytes=True, **options))
    return export(path)


def test_export_is_the_same_with_any_number_of_workers(tmp_path, lines):
    here = build(tmp_path / "a.duckdb", lines, workers=0)
    assert build(tmp_path / "b.duckdb", lines, workers=2) == here
    assert here.count(b'\n{"table":"documents"') == 10


def test_export_is_the_same_in_two_builds(tmp_path, lines):
    whole = build(tmp_path / "a.duckdb", lines, workers=0)
    text = lines.read_text("utf-8")
    write_lines(lines, [json.loads(line) for line in text.splitlines()[:9]])
    part = build(tmp_path / "b.duckdb", lines, workers=0)
    write_lines(lines, [json.loads(line) for line in text.splitlines()])
    assert len(part) < len(whole)
    assert build(tmp_path / "b.duckdb", lines, workers=0) == whole


def test_record_comes_back_from_its_export(tmp_path, lines):
    """All that a record holds is in its export: a record filled from it gives the same again."""
    build(tmp_path / "a.duckdb", lines, workers=0)
    with duckdb.connect(str(tmp_path / "a.duckdb")) as con:
        con.execute(
            "INSERT INTO reviews VALUES ('r1', '2020-01-02 03:04:05.678901', 'ن', 'correct', "
            "'accounts', 'd', ['d:v1'], ['d/1/2/1'], "
            """'{"type":"killing"}', '{"type":null}', NULL, NULL)"""
        )
    exported = export(tmp_path / "a.duckdb", runs=True)
    make_record(tmp_path / "b.duckdb")
    with duckdb.connect(str(tmp_path / "b.duckdb")) as con:
        con.begin()
        for line in exported.splitlines()[1:]:
            load_row(con, json.loads(line))
        con.commit()
        assert set(list_tables(con, runs=True)) >= {"documents", "runs", "reviews", "figures"}
    assert export(tmp_path / "b.duckdb", runs=True) == exported
    assert b'"after":{"type":null}' in exported


def load_row(con, row):
    table = row.pop("table")
    types = dict(
        con.sql(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $1",
            params=[table],
        ).fetchall()
    )
    values = {c: load_value(types[c], value) for c, value in row.items()}
    marks = ", ".join(f"${c}::{types[c]}" for c in values)
    names = ", ".join(f'"{c}"' for c in values)
    con.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def load_value(kind, value):
    if value is None:
        return None
    if kind == "BLOB":
        return base64.b64decode(value)
    if kind == "JSON":
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if kind == "TIMESTAMP":
        return datetime.fromisoformat(value).replace(tzinfo=None)
    return value
