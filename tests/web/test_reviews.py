"""Reviews over HTTP: each action, what it needs, who else was at it, and where none may review."""

import os
import threading

import pytest

from rawi.record.journals import find_journal, load_reviews
from rawi.web.app import make_app
from rawi.web.desk import Desk

from .conftest import Client

WHO = {"reviewer": "سلمى"}


@pytest.fixture
def client(desk):
    return Client(make_app(desk))


def post(client, address, **body):
    return client.ask("POST", f"/api/reviews/{address}", json=body, headers={"x-rawi": "1"})


def show(client, kind, item):
    return client.get(f"/api/items/{kind}/{item}").json()


def read(view):
    return {field["name"]: field["value"] for field in view["fields"]}


def find(client, kind, n=0):
    return client.get("/api/queue", params={"kind": kind}).json()["items"][n]["item"]


def test_queue_puts_doubt_and_weight_first_and_says_why(client):
    page = client.get("/api/queue", params={"limit": 200}).json()
    order = [row["priority"] for row in page["items"]]
    assert order == sorted(order, reverse=True)
    assert page["total"] == sum(page["kinds"].values()) == len(order) > 20
    for row in page["items"]:
        doubt = sum(one["points"] for one in row["doubts"])
        assert row["priority"] == pytest.approx(doubt * row["weight"], abs=0.01)
    only = client.get("/api/queue", params={"kind": "statements", "limit": 200}).json()
    assert {row["kind"] for row in only["items"]} == {"statements"}
    assert only["total"] == page["kinds"]["statements"]


def test_item_shows_its_sentence_and_its_values(client):
    item = find(client, "accounts")
    view = show(client, "accounts", item)
    article = client.get(f"/api/documents/{view['document']}").json()["report"]
    text = article["document"]["text"]
    first = view["context_start"]
    assert view["context"] == text[first : first + len(view["context"])]
    event = next(e for e in article["events"] if e["id"] == item.partition(":")[2])
    mark = view["marks"][0]
    assert text[mark["start"] : mark["end"]] == event["triggers"][0]["text"]
    start, end = view["sentence"]
    assert start <= mark["start"] < mark["end"] <= end
    assert read(view)["type"] == event["type"]
    types = next(field for field in view["fields"] if field["name"] == "type")["choices"]
    assert "siege" in [choice["value"] for choice in types]


@pytest.mark.parametrize(
    "kind",
    [
        "accounts",
        "statements",
        "quantities",
        "entities",
        "mentions",
        "times",
        "frames",
        "relations",
    ],
)
def test_item_of_every_kind_is_shown_and_accepted(client, desk, kind):
    key = "account" if kind == "accounts" else "document || ':' || id"
    (item,) = desk.connection.cursor().execute(f"SELECT {key} FROM {kind} ORDER BY 1").fetchone()
    view = show(client, kind, item)
    assert view["fields"]
    assert view["decisions"] == []
    columns = {f["name"]: f["value"] for f in view["fields"] if f["input"] == "choice"}
    kept = post(client, "accept", items=[{"kind": kind, "item": item, "seen": columns}], **WHO)
    assert kept.status_code == 200
    again = show(client, kind, item)
    assert [(d["action"], d["reviewer"]) for d in again["decisions"]] == [("accept", "سلمى")]
    decided = client.get(f"/api/reviews/decided/{view['document']}").json()["items"]
    assert list(decided[kind]) == [item.partition(":")[2]]


def test_accepted_item_leaves_the_queue(client):
    item = find(client, "accounts")
    post(client, "accept", items=[{"kind": "accounts", "item": item, "seen": {}}], **WHO)
    page = client.get("/api/queue", params={"kind": "accounts", "limit": 200}).json()
    assert item not in [row["item"] for row in page["items"]]
    assert page["decided"] == 1
    done = client.get("/api/queue", params={"status": "decided"}).json()["items"]
    assert [row["item"] for row in done] == [item]


def test_correction_is_seen_everywhere_and_told_in_the_history(client):
    item = find(client, "accounts")
    old = read(show(client, "accounts", item))
    given = {"type": "siege", "place": None}
    answer = post(
        client, "correct", kind="accounts", item=item, after=given, why="النص واضح",
        seen={"type": old["type"], "place": old["place"]}, **WHO,
    )  # fmt: skip
    assert answer.status_code == 200
    view = show(client, "accounts", item)
    assert (read(view)["type"], read(view)["place"]) == ("siege", None)
    assert next(f for f in view["fields"] if f["name"] == "type")["machine"] == old["type"]
    step = view["history"][0]
    assert (step["reviewer"], step["why"], step["undone"]) == ("سلمى", "النص واضح", None)
    assert step["before"] == {"type": old["type"], "place": old["place"]}
    assert step["after"] == given
    incident = client.get(f"/api/incidents/{view['incident']}").json()
    column = next(a for a in incident["accounts"] if a["account"] == item)
    assert column["type"] == "siege"
    article = client.get(f"/api/documents/{view['document']}").json()["report"]
    event = next(e for e in article["events"] if e["id"] == item.partition(":")[2])
    assert event["type"] == "siege"
    log = client.get("/api/reviews").json()["items"]
    assert [(row["review"], row["before"]) for row in log] == [(step["review"], step["before"])]


def test_undo_brings_the_value_back_and_cannot_be_done_twice(client):
    item = find(client, "statements")
    before = show(client, "statements", item)
    kept = post(
        client, "correct", kind="statements", item=item, after={"stance": "hopes"}, seen={}, **WHO
    ).json()
    (review,) = kept["reviews"]
    assert post(client, f"{review}/undo", reviewer="علي").status_code == 200
    after = show(client, "statements", item)
    assert after["fields"] == before["fields"]
    assert after["decisions"] == []
    assert after["history"][0]["undone"]["reviewer"] == "علي"
    again = post(client, f"{review}/undo", **WHO)
    assert again.status_code == 409
    assert "علي" in again.json()["error"]["what"]


def test_decision_on_what_changed_meanwhile_is_refused(client, desk):
    item = find(client, "accounts")
    seen = {"type": read(show(client, "accounts", item))["type"]}
    body = {"kind": "accounts", "item": item, "seen": seen}
    assert post(client, "correct", after={"type": "siege"}, **body, **WHO).status_code == 200
    late = post(client, "correct", after={"type": "riot"}, reviewer="علي", **body)
    assert late.status_code == 409
    assert "سلمى" in late.json()["error"]["what"]
    accepted = post(client, "accept", items=[body], reviewer="علي")
    assert accepted.status_code == 409
    assert len(load_reviews(desk.path)[0]) == 1


def test_several_are_accepted_together_or_not_at_all(client, desk):
    rows = client.get("/api/queue", params={"kind": "accounts"}).json()["items"][:3]
    items = [
        {"kind": "accounts", "item": row["item"], "seen": {"type": row["type"]}} for row in rows
    ]
    items[2]["seen"] = {"type": "none"}
    assert post(client, "accept", items=items, **WHO).status_code == 409
    assert load_reviews(desk.path)[0] == []
    assert post(client, "accept", items=items[:2], **WHO).status_code == 200
    assert [r.items[0] for r in load_reviews(desk.path)[0]] == [row["item"] for row in rows[:2]]


def test_speaker_is_changed_by_name_or_by_selection(client, desk):
    item = find(client, "statements")
    view = show(client, "statements", item)
    people = next(f for f in view["fields"] if f["name"] == "speaker_entity")["choices"]
    start, _ = view["sentence"]
    after = {"speaker_entity": people[0]["value"], "speaker_start": start, "speaker_end": start + 4}
    answer = post(client, "correct", kind="statements", item=item, seen={}, after=after, **WHO)
    assert answer.status_code == 200
    now = read(show(client, "statements", item))
    assert now["speaker"] == {"start": start, "end": start + 4}
    assert now["speaker_entity"] == people[0]["value"]
    row = (
        desk.connection.cursor()
        .execute(
            "SELECT s.speaker, substr(d.text, s.speaker_start + 1, 4), "
            "s.span_start <= s.speaker_start "
            "FROM statements AS s JOIN documents AS d USING (document) "
            "WHERE concat(document, ':', s.id) = ?",
            [item],
        )
        .fetchone()
    )
    assert row[0] == row[1]
    assert row[2]


def load_group(client, kind, least):
    rows = client.get("/api/incidents").json()["items"]
    if kind == "actors":
        rows = client.get("/api/actors").json()["items"]
    key = kind.removesuffix("s")
    for row in rows:
        view = client.get(f"/api/groups/{kind}/{row[key]}").json()
        if len(view["members"]) >= least:
            return view
    raise AssertionError(f"none of {kind} has {least} members")


@pytest.mark.parametrize("kind", ["incidents", "actors"])
def test_group_is_split_and_merged_again(client, kind):
    view = load_group(client, kind, 3)
    members = [member["item"] for member in view["members"]]
    assert all(member["title"] and member["published"] for member in view["members"])
    kept = post(
        client, "split", kind=kind, group=view["group"], seen=members, apart=members[:1], **WHO
    )
    assert kept.status_code == 200
    groups = kept.json()["groups"]
    assert len(groups) == 2
    parts = [client.get(f"/api/groups/{kind}/{group}").json() for group in groups]
    assert sorted(len(part["members"]) for part in parts) == [1, len(members) - 1]
    assert all(part["decisions"][0]["reviewer"] == "سلمى" for part in parts)
    candidates = client.get(f"/api/groups/{kind}/{groups[0]}/candidates").json()["items"]
    assert groups[1] in [candidate["group"] for candidate in candidates]
    seen = {part["group"]: [m["item"] for m in part["members"]] for part in parts}
    kept = post(client, "merge", kind=kind, seen=seen, **WHO).json()
    (group,) = kept["groups"]
    merged = client.get(f"/api/groups/{kind}/{group}").json()
    assert sorted(m["item"] for m in merged["members"]) == sorted(members)
    assert [step["action"] for step in merged["history"]] == ["merge", "split"]


def test_group_that_changed_meanwhile_is_not_split(client):
    view = load_group(client, "incidents", 3)
    members = [member["item"] for member in view["members"]]
    body = {"kind": "incidents", "group": view["group"], "seen": members}
    assert post(client, "split", apart=members[:1], **body, **WHO).status_code == 200
    late = post(client, "split", apart=members[1:2], **body, reviewer="علي")
    assert late.status_code == 409
    assert post(client, "split", apart=members, **body, **WHO).status_code == 422


def test_split_incident_is_listed_at_once(client):
    before = client.get("/api/incidents", params={"texts": 1, "limit": 200}).json()["total"]
    view = load_group(client, "incidents", 3)
    members = [member["item"] for member in view["members"]]
    post(client, "split", kind="incidents", group=view["group"], seen=members,
         apart=members[:1], **WHO)  # fmt: skip
    after = client.get("/api/incidents", params={"texts": 1, "limit": 200}).json()["total"]
    assert after == before + 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"reviewer": "  "}, 422),
        ({}, 422),
        ({"reviewer": "س", "more": 1}, 422),
        ({"reviewer": "س", "after": {"triggers": []}}, 409),
        ({"reviewer": "س", "after": {"span_start": 1}}, 409),
        ({"reviewer": "س", "item": "none:v1"}, 409),
    ],
)
def test_correction_needs_a_name_and_a_value_that_can_be(client, desk, body, status):
    whole = {"kind": "accounts", "item": find(client, "accounts"), "seen": {},
             "after": {"type": "siege"}, **body}  # fmt: skip
    answer = post(client, "correct", **whole)
    assert answer.status_code == status
    assert answer.json()["error"]["what"]
    assert load_reviews(desk.path)[0] == []


ADDRESSES = ("accept", "correct", "merge", "split", "abc/undo")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "headers", [{}, {"x-rawi": "1", "origin": "http://evil.example"}, {"origin": "null"}]
)
def test_writes_from_elsewhere_are_refused(serve, address, headers):
    answer = serve().ask("POST", f"/api/reviews/{address}", json=WHO, headers=headers)
    assert answer.status_code == 403


def test_nobody_reviews_where_it_is_read_only(path):
    desk = Desk(path, read_only=True)
    client = Client(make_app(desk))
    case = client.get("/api/case").json()
    assert (case["read_only"], case["closed"]) == (True, "it is served read-only")
    item = find(client, "accounts")
    bodies = {
        "accept": {"items": [{"kind": "accounts", "item": item, "seen": {}}]},
        "correct": {"kind": "accounts", "item": item, "seen": {}, "after": {"type": "siege"}},
        "merge": {"kind": "incidents", "seen": {"a": ["b"], "c": ["d"]}},
        "split": {"kind": "incidents", "group": "a", "seen": ["b", "c"], "apart": ["b"]},
        "abc/undo": {},
    }
    for address, body in bodies.items():
        answer = post(client, address, **body, **WHO)
        assert answer.status_code == 403
        assert "read-only" in answer.json()["error"]["what"]
    assert not find_journal(path).exists()
    desk.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_record_in_a_folder_that_may_not_be_written_is_read_only(path):
    path.parent.chmod(0o500)
    try:
        desk = Desk(path)
        assert "read-only" in desk.closed
        desk.close()
    finally:
        path.parent.chmod(0o700)


def test_record_with_a_journal_that_may_not_be_written_is_read_only(path, monkeypatch):
    find_journal(path).touch()
    monkeypatch.setattr(os, "access", lambda *_: False)
    desk = Desk(path)
    assert "may not be written" in desk.closed
    desk.close()


def test_many_reviewers_at_once_lose_nothing(client, desk):
    rows = client.get("/api/queue", params={"kind": "accounts"}).json()["items"][:3]
    answers = []

    def review(name, item):
        body = {"kind": "accounts", "item": item, "seen": {}}
        answers.append(post(client, "accept", items=[body], reviewer=name).status_code)
        answers.append(
            post(client, "correct", **body, after={"type": "siege"}, reviewer=name).status_code
        )

    threads = [
        threading.Thread(target=review, args=(f"{row['item']} {n}", row["item"]))
        for row in rows
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 24
    kept, broken = load_reviews(desk.path)
    assert broken == 0
    assert len({(r.reviewer, r.action) for r in kept}) == len(kept) == 24


def test_one_of_two_who_correct_at_once_is_told(client, desk):
    item = find(client, "accounts")
    seen = {"type": read(show(client, "accounts", item))["type"]}
    answers = []

    def review(name):
        body = {"kind": "accounts", "item": item, "seen": seen, "after": {"type": "siege"}}
        answers.append(post(client, "correct", **body, reviewer=name).status_code)

    threads = [threading.Thread(target=review, args=(name,)) for name in "abcde"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409, 409, 409, 409]
    assert len(load_reviews(desk.path)[0]) == 1
