#!/usr/bin/env python3
"""Write the tables of docs/record.md anew from the comments of the record's schema.

python tools/document_record.py
"""

import tempfile
from pathlib import Path

import duckdb

from rawi.record.files import make_record

PAGE = Path(__file__).parents[1] / "docs" / "record.md"
BEGIN, END = "<!-- tables: made by tools/document_record.py -->", "<!-- end of tables -->"


def make_tables() -> str:
    """Return the description of every table and view of an empty record, in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        make_record(path)
        with duckdb.connect(str(path), read_only=True) as con:
            return f"{_describe_tables(con)}\n{_describe_views(con)}"


def _describe_tables(con: duckdb.DuckDBPyConnection) -> str:
    tables = con.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
    ).fetchall()
    parts = []
    for table, about in tables:
        columns = con.execute(
            "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() "
            "WHERE table_name = $1 AND NOT internal ORDER BY column_index",
            [table],
        ).fetchall()
        rows = [
            f"| `{name}` | {kind}{'' if nullable else ', never NULL'} | {_escape(said)} |"
            for name, kind, nullable, said in columns
        ]
        head = f"### {table}\n\n{about}\n\n| column | type | holds |\n|---|---|---|\n"
        parts.append(head + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _describe_views(con: duckdb.DuckDBPyConnection) -> str:
    views = con.execute(
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
    ).fetchall()
    rows = [f"| `{name}` | {_escape(about)} |" for name, about in views]
    return "### Views\n\n| view | gives |\n|---|---|\n" + "\n".join(rows) + "\n"


def _escape(text: str) -> str:
    return text.replace("|", "\\|")


def fill_page(page: str, tables: str) -> str:
    """Return the page with these tables between its marks."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(fill_page(PAGE.read_text("utf-8"), make_tables()), "utf-8")


if __name__ == "__main__":
    main()
