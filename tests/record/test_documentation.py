"""docs/record.md describes the tables as they are; every table and column says what it holds."""

import importlib.util
from pathlib import Path

import duckdb

from rawi.record.files import make_record

ROOT = Path(__file__).parents[2]


def load_tool():
    spec = importlib.util.spec_from_file_location(
        "document_record", ROOT / "tools" / "document_record.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_is_up_to_date():
    tool = load_tool()
    page = tool.PAGE.read_text("utf-8")
    assert tool.fill_page(page, tool.make_tables()) == page, "run tools/document_record.py"


def test_every_table_view_and_column_has_a_comment(tmp_path):
    make_record(tmp_path / "a.duckdb")
    with duckdb.connect(str(tmp_path / "a.duckdb")) as con:
        bare = con.sql(
            "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL AND NOT internal "
            "UNION ALL SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal "
            "UNION ALL SELECT concat(table_name, '.', column_name) FROM duckdb_columns() "
            "WHERE comment IS NULL AND NOT internal "
            "AND table_name IN (SELECT table_name FROM duckdb_tables())"
        ).fetchall()
    assert bare == []
