"""Questions: bounded answers from the record, and from nothing else."""

import pytest

import rawi
from rawi.errors import RecordError
from rawi.record.files import make_record, open_reader
from rawi.record.queries import ask


@pytest.fixture
def con(tmp_path):
    make_record(tmp_path / "a.duckdb")
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    with open_reader(tmp_path / "a.duckdb") as con:
        yield con


def test_answer_has_names_and_rows(con):
    answer = ask(con, "SELECT 1 AS one, 'س' AS letter")
    assert (answer.names, list(answer), answer.truncated) == (["one", "letter"], [(1, "س")], False)


@pytest.mark.parametrize(("rows", "truncated"), [(3, False), (4, True), (5000, True)])
def test_answer_stops_at_its_limit(con, rows, truncated):
    answer = ask(con, f"SELECT * FROM range({rows})", limit=3)
    assert len(list(answer)) == 3
    assert answer.truncated is truncated


HIDDEN = [("rawi", "variable")]


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM read_csv('{}/secret.csv')",
        "SELECT * FROM '{}/secret.csv'",
        "SELECT * FROM read_text('{}/secret.csv')",
        "SELECT * FROM glob('{}/*')",
        "SELECT * FROM HIDDEN",
        "SELECT * FROM 'https://example.org/a.parquet'",
        "SELECT getenv('HOME')",
        "COPY documents TO '{}/stolen.csv'",
        "ATTACH '{}/other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "DELETE FROM documents",
        "DROP TABLE documents",
        "CREATE TABLE mine (a INTEGER)",
        "EXPORT DATABASE '{}/stolen'",
        "PRAGMA database_list; SELECT 1",
        "SELECT 1; SELECT 2",
        "",
        "SELEC",
    ],
)
def test_question_reaches_nothing_but_the_record(con, question, tmp_path):
    with pytest.raises(RecordError):
        list(ask(con, question.replace("{}", str(tmp_path))))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.duckdb", "secret.csv"]


def test_tables_come_as_arrow_pandas_and_polars(tmp_path):
    make_record(tmp_path / "a.duckdb")
    with rawi.open(tmp_path / "a.duckdb") as record:
        assert record.table("documents").arrow().num_rows == 0
        assert "published" in record.table("documents").arrow().column_names
        pytest.importorskip("polars")
        assert record.query("SELECT 1 AS a").polars().rows() == [(1,)]
        pytest.importorskip("pandas")
        assert record.query("SELECT 1 AS a").pandas().to_dict() == {"a": {0: 1}}


def test_unknown_table_is_named(tmp_path):
    make_record(tmp_path / "a.duckdb")
    with (
        rawi.open(tmp_path / "a.duckdb") as record,
        pytest.raises(RecordError, match="no table 'nothing'; there are accounts, "),
    ):
        record.table("nothing")
