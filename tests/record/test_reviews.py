"""Reviews: kept whatever happens, applied in views, found again by later builds."""

import multiprocessing

import duckdb
import msgspec
import pytest
from record.articles import make_article, write_lines
from record.reviewers import review_often

import rawi
from rawi.errors import RecordError
from rawi.record import builds, chunks
from rawi.record.builds import Plan, build_record
from rawi.record.journals import find_journal, load_reviews
from rawi.record.reviews import list_decided


@pytest.fixture
def path(tmp_path):
    lines = write_lines(tmp_path / "news.jsonl", [make_article(n) for n in range(3)])
    build_record(tmp_path / "case.duckdb", Plan(sources=(str(lines),), workers=0))
    return tmp_path / "case.duckdb"


def rebuild(path):
    build_record(path, Plan(sources=(str(path.with_name("news.jsonl")),), workers=0))


def find_account(record, column="type"):
    rows = record.query(f"SELECT account, {column} FROM reviewed_accounts ORDER BY 1").list()
    return rows[0]


def test_correction_holds_in_the_view_and_not_in_the_reading(path):
    with rawi.open(path) as record:
        row = find_account(record)
        record.correct(
            "accounts", row["account"], after={"type": "siege", "earliest": None, "latest": None},
            reviewer="ن", why="قرأته",
        )  # fmt: skip
        seen = record.query(
            f"SELECT type, earliest, len(reviews) n FROM reviewed_accounts "
            f"WHERE account = '{row['account']}'"
        ).list()
        assert seen == [{"type": "siege", "earliest": None, "n": 1}]
        plain = f"SELECT type FROM accounts WHERE account = '{row['account']}'"
        assert record.query(plain).list() == [{"type": row["type"]}]


def test_last_correction_of_each_column_counts(path):
    with rawi.open(path) as record:
        account = find_account(record)["account"]
        record.correct("accounts", account, after={"type": "siege"}, reviewer="a")
        record.correct("accounts", account, after={"modality": "denied"}, reviewer="b")
        last = record.correct("accounts", account, after={"type": "riot"}, reviewer="b")
        assert find_account(record, "type, modality, len(reviews) n") == {
            "account": account, "type": "riot", "modality": "denied", "n": 3,
        }  # fmt: skip
        record.undo(last.review, reviewer="a")
        assert find_account(record, "type, modality, len(reviews) n") == {
            "account": account, "type": "siege", "modality": "denied", "n": 2,
        }  # fmt: skip
        assert len(record.table("reviews").list()) == 4


def test_reading_that_should_not_be_there_is_marked(path):
    with rawi.open(path) as record:
        mention = record.query("SELECT document || ':' || id m FROM mentions").list()[0]["m"]
        record.correct("mentions", mention, after={"holds": False}, reviewer="a")
        rows = record.query("SELECT document || ':' || id m, holds FROM reviewed_mentions").list()
        assert [row["m"] for row in rows if not row["holds"]] == [mention]


def test_corrected_place_brings_its_coordinates(path):
    with rawi.open(path) as record:
        row = record.query(
            "SELECT a.account, e.id, e.name, e.lat FROM accounts a "
            "JOIN entities e ON a.document = e.document WHERE e.lat IS NOT NULL ORDER BY ALL"
        ).list()[0]
        record.correct("accounts", row["account"], after={"place": row["id"]}, reviewer="a")
        seen = record.query(
            f"SELECT place_name, lat FROM reviewed_accounts WHERE account = '{row['account']}'"
        ).list()
        assert seen == [{"place_name": row["name"], "lat": row["lat"]}]


def test_build_takes_the_journal_in_and_keeps_it(path):
    with rawi.open(path) as record:
        review = record.accept("accounts", find_account(record)["account"], reviewer="a")
    rebuild(path)
    rebuild(path)
    with duckdb.connect(str(path)) as con:
        assert con.sql("SELECT review FROM reviews").fetchall() == [(review.review,)]
    find_journal(path).unlink()
    with rawi.open(path) as record:
        assert [s.state for s in record.standings()] == ["holds"]


def shift_ids(monkeypatch, change):
    """Let another program read: every event has another id, and some are changed."""
    real, program = chunks.make_rows, builds.load_program

    def make_rows(document, report):
        events = tuple(
            msgspec.structs.replace(event, id=f"v9{event.id[1:]}", **change(event))
            for event in report.events
        )
        return real(document, msgspec.structs.replace(report, events=events))

    monkeypatch.setattr(chunks, "make_rows", make_rows)
    monkeypatch.setattr(
        builds, "load_program", lambda *o: msgspec.structs.replace(program(*o), code="other")
    )


def test_reviews_find_their_items_after_another_program_read(path, monkeypatch):
    with rawi.open(path) as record:
        accounts = record.query("SELECT account, type FROM accounts ORDER BY account").list()
        first, second = accounts[0]["account"], accounts[1]["account"]
        record.correct("accounts", first, after={"type": "siege"}, reviewer="a")
        record.merge("incidents", [first, second], reviewer="a")
    shift_ids(monkeypatch, lambda event: {})
    rebuild(path)
    with rawi.open(path) as record:
        assert [s.state for s in record.standings()] == ["holds", "holds"]
        decided = list_decided(record.connection, "incidents")
        assert [d.items for d in decided] == [
            tuple(account.replace(":v", ":v9") for account in (first, second))
        ]
        assert find_account(record) == {"account": first.replace(":v", ":v9"), "type": "siege"}


def test_reviews_that_no_longer_apply_are_named(path, monkeypatch):
    with rawi.open(path) as record:
        accounts = record.query("SELECT account FROM accounts ORDER BY account").list()
        kept = [row["account"] for row in accounts[:3]]
        one = record.correct("accounts", kept[0], after={"type": "siege"}, reviewer="a")
        two = record.correct("accounts", kept[1], after={"type": "riot"}, reviewer="a")
    shift_ids(monkeypatch, lambda event: {"type": "siege"})
    rebuild(path)
    with rawi.open(path) as record:
        states = {s.review: s.state for s in record.standings()}
        assert states == {one.review: "confirmed", two.review: "changed"}
    shift_ids(monkeypatch, lambda event: {"triggers": ()})
    monkeypatch.setattr(
        builds,
        "load_program",
        lambda *o, p=builds.load_program: msgspec.structs.replace(p(*o), code="third"),
    )
    rebuild(path)
    with rawi.open(path) as record:
        assert {s.state for s in record.standings()} == {"gone"}
        assert len(record.table("reviews").list()) == 2


def test_reviewers_at_the_same_time_lose_nothing(tmp_path):
    path = tmp_path / "case.duckdb"
    context = multiprocessing.get_context("spawn")
    people = [
        context.Process(target=review_often, args=(path, name, 40)) for name in ("a", "b", "c")
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    reviews, broken = load_reviews(path)
    assert broken == 0
    assert sorted(review.reviewer for review in reviews) == ["a"] * 40 + ["b"] * 40 + ["c"] * 40
    assert len({review.review for review in reviews}) == 120


def test_line_that_was_cut_off_costs_itself_alone(tmp_path):
    path = tmp_path / "case.duckdb"
    review_often(path, "a", 1)
    with find_journal(path).open("ab") as stream:
        stream.write(b'{"review":"12')
    review_often(path, "b", 1)
    reviews, broken = load_reviews(path)
    assert ([review.reviewer for review in reviews], broken) == (["a", "b"], 1)


def test_review_needs_an_item_a_column_and_a_name(path):
    with rawi.open(path) as record:
        account = find_account(record)["account"]
        with pytest.raises(RecordError, match="there is no 'none:v1'"):
            record.accept("accounts", "none:v1", reviewer="a")
        with pytest.raises(RecordError, match="text cannot be corrected"):
            record.correct("mentions", account, after={"text": "x"}, reviewer="a")
        with pytest.raises(RecordError, match="who made it"):
            record.accept("accounts", account)
        with pytest.raises(RecordError, match="two items"):
            record.merge("incidents", [account, account], reviewer="a")
        undone = record.undo(record.accept("accounts", account, reviewer="a").review, reviewer="a")
        with pytest.raises(RecordError, match="review again"):
            record.undo(undone.review, reviewer="a")
    assert len(load_reviews(path)[0]) == 2
