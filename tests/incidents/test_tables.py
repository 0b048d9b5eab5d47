"""Incidents in the record: written by a build, kept apart or merged by reviews."""

import json

import pytest

import rawi
from rawi.incidents import tables
from rawi.incidents.loading import load_incident
from rawi.incidents.tables import gather_record
from rawi.record.builds import Plan, build_record
from rawi.record.files import open_reader, open_writer
from rawi.record.reviews import absorb_reviews

WIRE = (
    "قتل سبعة أشخاص وأصيب عشرة آخرون في قصف مدفعي استهدف سوقا شعبيا في بلدة سرمين بريف إدلب، "
    "الثلاثاء، وفق مصدر طبي. وسقطت القذائف قرب مدخل السوق في ساعة ازدحام، ونقلت "
    "سيارات الإسعاف المصابين إلى مستشفيين قريبين. ولم تعلن أي جهة مسؤوليتها عن القصف حتى الآن."
)
OTHER = (
    "قتل تسعة مدنيين في قصف مدفعي على السوق الشعبي في سرمين بريف إدلب يوم الثلاثاء، وأصيب أكثر "
    "من عشرة. وقال شهود إن القذائف سقطت على مدخل السوق."
)
FAR = "خرجت مظاهرة في مدينة درنة الليبية الأربعاء للمطالبة بإعادة فتح المستشفى."


@pytest.fixture
def record(tmp_path):
    articles = [
        {"text": WIRE, "outlet": "وكالة نبأ", "published": "2021-03-09"},
        {"text": f"(نبأ) {WIRE}", "outlet": "صحيفة المدى", "published": "2021-03-10"},
        {"text": OTHER, "outlet": "موقع التل", "published": "2021-03-10"},
        {"text": FAR, "outlet": "موقع التل", "published": "2021-03-10"},
    ]
    source = tmp_path / "articles.jsonl"
    source.write_text("\n".join(json.dumps(a, ensure_ascii=False) for a in articles), "utf-8")
    path = tmp_path / "case.duckdb"
    build_record(path, Plan(sources=(str(source),), workers=0))
    return path


def _read(path, query):
    with open_reader(path) as con:
        return con.sql(query).fetchall()


MAIN = "SELECT incident, documents, lineages FROM incidents ORDER BY documents DESC, incident"


def test_record_gathers_incidents_and_copies(record):
    summary = gather_record(record)
    assert (summary.documents, summary.lineages, summary.incidents) == (4, 3, 1)
    incident, documents, lineages = _read(record, MAIN)[0]
    assert (documents, lineages) == (3, 2)
    with open_reader(record) as con:
        comparison = load_incident(con, incident).comparison
    assert [value.value for value in comparison.find("killed").values] == ["7–7", "9–9"]


def test_record_every_account_is_of_one_incident(record):
    gather_record(record)
    rows = _read(record, "SELECT account, count(i.incident) FROM accounts LEFT JOIN "
                         "incident_accounts i USING (account) GROUP BY ALL")  # fmt: skip
    assert {count for _, count in rows} == {1}


def test_rows_are_the_same_whatever_the_batch(record, monkeypatch):
    gather_record(record)
    whole = {table: _read(record, f"SELECT * FROM {table}") for table in tables.TABLES}
    with open_writer(record) as con:
        con.execute("DELETE FROM properties WHERE key = 'gathered'")
    monkeypatch.setattr(tables, "_BATCH", 2)
    assert not gather_record(record).unchanged
    assert {table: _read(record, f"SELECT * FROM {table}") for table in tables.TABLES} == whole
    assert len(whole["printings"]) > 2


def test_record_is_not_gathered_twice_without_need(record):
    assert not gather_record(record).unchanged
    assert gather_record(record).unchanged


def test_reviews_of_incidents_hold_and_can_be_undone(record):
    gather_record(record)
    incident = _read(record, MAIN)[0][0]
    accounts = _read(record, f"SELECT account FROM incident_accounts WHERE incident = '{incident}'")
    with rawi.open(record) as opened:
        review = opened.split("incidents", [account for (account,) in accounts], reviewer="test")
    _take_reviews(record)
    gather_record(record)
    assert _read(record, MAIN)[0][1] == 1
    with rawi.open(record) as opened:
        opened.undo(review.review, reviewer="test")
    _take_reviews(record)
    gather_record(record)
    assert _read(record, MAIN)[0][1] == 3


def test_reviews_merge_incidents_and_say_so(record):
    gather_record(record)
    ids = [incident for incident, _, _ in _read(record, MAIN)]
    with rawi.open(record) as opened:
        opened.merge("incidents", ids[:2], reviewer="test")
    _take_reviews(record)
    gather_record(record)
    assert len(_read(record, MAIN)) == len(ids) - 1
    judges = _read(record, "SELECT judge, score FROM judgements WHERE kind = 'incident'")
    assert ("review", 1.0) in judges


def _take_reviews(path):
    with open_writer(path) as con:
        absorb_reviews(con, path)


def test_tables_have_a_comment_each(record):
    rows = _read(record, "SELECT table_name, comment FROM duckdb_tables() WHERE comment IS NULL")
    assert rows == []
    rows = _read(
        record,
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE comment IS NULL AND table_name IN (SELECT table_name FROM duckdb_tables())",
    )
    assert rows == []
