"""The desk: what reviews change is seen at once, and the next build comes to the same."""

import threading

import pytest

import rawi
from rawi.errors import RecordError
from rawi.incidents.tables import TABLES, gather_record
from rawi.record import reviews
from rawi.record.files import open_writer
from rawi.record.journals import load_reviews
from rawi.record.rows import LAYERS
from rawi.web.desk import Desk
from rawi.web.failures import RefusalError


def ask(desk, question, *values):
    return desk.connection.cursor().execute(question, list(values)).fetchall()


def show(desk):
    """Return all that reviews can change, as it is shown."""
    tables = {*LAYERS, *TABLES} - {"lineages", "printings"}
    return {table: sorted(map(repr, ask(desk, f"FROM {table}"))) for table in sorted(tables)}


def decide(desk, act, *items, **given):
    (made,) = desk.write(lambda con: [act(con, *items, reviewer="سلمى", **given)])
    return made.review


def list_members(desk):
    rows = ask(desk, "SELECT incident, list(account ORDER BY account) FROM incident_accounts "
                     "GROUP BY 1 HAVING count(*) > 2 ORDER BY 1")  # fmt: skip
    return [list(accounts) for _, accounts in rows]


def correct_much(desk):
    account, document = ask(desk, "SELECT account, document FROM accounts ORDER BY 1 LIMIT 1")[0]
    quantity = ask(desk, "SELECT quantity, document FROM figures WHERE what = 'killed' "
                         "ORDER BY ALL LIMIT 1")[0]  # fmt: skip
    person = ask(desk, "SELECT document || ':' || id FROM entities WHERE type = 'person' "
                       "ORDER BY 1 LIMIT 1")[0][0]  # fmt: skip
    gone = ask(desk, "SELECT document || ':' || id FROM entities WHERE document = ? AND "
                     "id IN (SELECT unnest(agents) FROM accounts) LIMIT 1", document)  # fmt: skip
    made = [
        decide(desk, reviews.correct, "accounts", account, after={"type": "siege", "place": None}),
        decide(desk, reviews.correct, "quantities", f"{quantity[1]}:{quantity[0]}",
               after={"low": 70, "high": 70}),
        decide(desk, reviews.correct, "entities", person, after={"name": "اسم آخر"}),
    ]  # fmt: skip
    for (entity,) in gone:
        made.append(decide(desk, reviews.correct, "entities", entity, after={"holds": False}))
    return made


def correct_counts(desk):
    """Correct what does not move an account to another incident."""
    found = ask(desk, "SELECT DISTINCT document || ':' || quantity FROM figures JOIN "
                      "incident_accounts USING (account, document) ORDER BY 1 LIMIT 3")  # fmt: skip
    return [
        decide(desk, reviews.correct, "quantities", item, after={"low": 70 + n, "high": 90})
        for n, (item,) in enumerate(found)
    ]


def merge_and_split(desk):
    one, other = list_members(desk)[:2]
    first, second = ask(desk, "SELECT actor FROM actors WHERE type = 'person' ORDER BY 1 LIMIT 2")
    return [
        decide(desk, reviews.split, "incidents", [one[0], one[1]]),
        decide(desk, reviews.merge, "incidents", [one[0], other[0]]),
        decide(desk, reviews.merge, "actors", [first[0], second[0]]),
    ]


@pytest.mark.parametrize("act", [correct_counts, merge_and_split])
def test_desk_shows_what_the_next_build_makes(desk, path, act):
    before = show(desk)
    act(desk)
    shown = show(desk)
    changed = {table for table in shown if shown[table] != before[table]}
    assert {"incidents", "differences"} <= changed
    desk.close()
    gather_record(path)
    again = Desk(path)
    assert show(again) == shown
    again.close()


@pytest.mark.parametrize("act", [correct_much, merge_and_split])
def test_desk_opened_again_shows_the_same(desk, path, act):
    act(desk)
    other = Desk(path)
    assert show(other) == show(desk)
    other.close()


@pytest.mark.parametrize("act", [correct_much, merge_and_split])
@pytest.mark.parametrize("order", [1, -1])
def test_undo_gives_the_state_before(desk, act, order):
    before = show(desk)
    made = act(desk)
    assert show(desk) != before
    for review in made[::order]:
        decide(desk, reviews.undo, review)
    assert show(desk) == before


def test_undo_after_a_build_gives_the_state_before(desk, path):
    before = show(desk)
    made = merge_and_split(desk)
    desk.close()
    gather_record(path)
    again = Desk(path)
    for review in made:
        decide(again, reviews.undo, review)
    assert show(again) == before
    again.close()


def test_split_by_sides_moves_those_named_and_keeps_them_together(desk):
    members = max(list_members(desk), key=len)
    named, rest = members[:2], members[2:]
    sides = [0] * len(named) + [1] * len(rest)
    review = decide(desk, reviews.split, "incidents", members, sides=sides)
    assert named in [sorted(m) for m in list_pairs(desk)]
    assert sorted(rest) in [sorted(m) for m in list_pairs(desk)]
    decide(desk, reviews.undo, review)
    assert members in list_members(desk)


def list_pairs(desk):
    rows = ask(desk, "SELECT list(account ORDER BY account) FROM incident_accounts "
                     "GROUP BY incident ORDER BY ALL")  # fmt: skip
    return [list(accounts) for (accounts,) in rows]


def test_corrected_span_takes_its_letters_from_the_article(desk):
    mention, document, start = ask(
        desk, "SELECT document || ':' || id, document, span_start FROM mentions ORDER BY 1 LIMIT 1"
    )[0]
    text = ask(desk, "SELECT text FROM documents WHERE document = ?", document)[0][0]
    decide(desk, reviews.correct, "mentions", mention, after={"span_end": start + 2})
    row = ask(desk, "SELECT span_start, span_end, text FROM mentions "
                    "WHERE document || ':' || id = ?", mention)[0]  # fmt: skip
    assert row == (start, start + 2, text[start : start + 2])
    with pytest.raises(RecordError, match="is none of the text"):
        decide(desk, reviews.correct, "mentions", mention, after={"span_end": len(text) + 1})
    with pytest.raises(RecordError, match="text cannot be corrected"):
        decide(desk, reviews.correct, "mentions", mention, after={"text": "غير ذلك"})


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({"type": "storm"}, "it is one of battle"),
        ({"modality": None}, "cannot be empty"),
        ({"earliest": "2020-13-01"}, "cannot be '2020-13-01'"),
        ({"earliest": "2020-03-05", "latest": "2020-03-04"}, "is after latest"),
        ({"place": "e999"}, "none of the article's entities"),
        ({"agents": "e1"}, "agents cannot be 'e1'"),
    ],
)
def test_correction_that_cannot_be_right_is_refused(desk, after, said):
    account = ask(desk, "SELECT account FROM accounts ORDER BY 1 LIMIT 1")[0][0]
    with pytest.raises(RecordError, match=said):
        decide(desk, reviews.correct, "accounts", account, after=after)
    assert load_reviews(desk.path)[0] == []


def test_desk_sees_what_others_write(desk, path):
    account = ask(desk, "SELECT account FROM accounts ORDER BY 1 LIMIT 1")[0][0]
    with rawi.open(path) as record:
        record.correct("accounts", account, after={"type": "riot"}, reviewer="علي")
    desk.catch_up()
    assert ask(desk, "SELECT type FROM accounts WHERE account = ?", account) == [("riot",)]


def test_many_reviewers_at_two_desks_lose_nothing(desk, path):
    other = Desk(path)
    accounts = [row[0] for row in ask(desk, "SELECT account FROM accounts ORDER BY 1 LIMIT 4")]
    failed = []

    def review(at, name, account):
        def make(con):
            given = {"after": {"type": "siege"}, "reviewer": name, "why": str(len(made))}
            made.append(reviews.correct(con, "accounts", account, **given))
            return made[-1:]

        made = []
        try:
            for _ in range(3):
                at.write(make)
        except Exception as error:
            failed.append(error)

    threads = [
        threading.Thread(target=review, args=(at, f"{name} {n}", account))
        for n, account in enumerate(accounts)
        for name, at in (("a", desk), ("b", other))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept, broken = load_reviews(path)
    assert (failed, broken) == ([], 0)
    assert len({(r.reviewer, r.why) for r in kept}) == len(kept) == 3 * len(threads)
    for at in (desk, other):
        at.catch_up()
        assert ask(at, "SELECT count(*) FROM reviews") == [(len(kept),)]
        assert ask(at, "SELECT count(*) FROM accounts WHERE type = 'siege'")[0][0] >= 4
    other.close()


def test_desk_is_closed_where_it_may_not_write(path):
    closed = Desk(path, read_only=True)
    with pytest.raises(RefusalError, match="cannot be reviewed here"):
        closed.write(lambda con: [])
    closed.close()


def test_build_takes_in_what_was_reviewed_at_the_desk(desk, path):
    made = merge_and_split(desk)
    desk.close()
    gather_record(path)
    with open_writer(path) as con:
        held = {row[0] for row in con.execute("SELECT review FROM reviews").fetchall()}
    assert held == set(made)
