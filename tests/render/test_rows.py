"""Rows of a query as table, CSV and JSON."""

import io
import json
from datetime import date, datetime

import pytest

from rawi.render.rows import write_rows


def write(names, rows, layout):
    stream = io.StringIO()
    write_rows(names, rows, stream, layout=layout, bidi="off")
    return stream.getvalue()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_csv_holds_no_formulas(text):
    cell = write(["a"], [(text,)], "csv").split("\n", 1)[1].strip('"')
    assert cell.startswith("'")


def test_csv_keeps_numbers_days_and_what_is_not_known():
    rows = [(-5, -1.5, None, date(2019, 10, 17), "نص، مع فاصلة", ["س"])]
    assert write(list("abcdef"), rows, "csv") == (
        'a,b,c,d,e,f\n-5,-1.5,,2019-10-17,نص، مع فاصلة,"[""س""]"\n'
    )


def test_json_has_a_line_a_row():
    rows = [(1, datetime(2019, 10, 17, 1, 2, 3), {"k": date(2019, 1, 1)}), (2, None, None)]
    lines = [json.loads(line) for line in write(["a", "t", "t"], rows, "json").splitlines()]
    assert lines == [
        {"a": 1, "t": "2019-10-17T01:02:03Z", "t:2": {"k": "2019-01-01"}},
        {"a": 2, "t": None, "t:2": None},
    ]


def test_table_shows_one_line_a_row_and_obeys_nothing():
    table = write(["name", "text"], [("قصير", "سطر\nثان\x1b[31m"), ("x", "ط" * 200)], "table")
    assert len(table.splitlines()) == 3
    assert "\x1b" not in table
    assert "…" in table
