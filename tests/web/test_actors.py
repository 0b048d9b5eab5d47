"""Actors: found in either script, and all that is said of one with who says it."""

import duckdb
import pytest

from rawi.web.names import NameIndex
from rawi.web.questions import Asker

BRIGADE, SPOKESMAN = "لواء نجمة الوادي", "سالم بوشناف"


@pytest.fixture
def keys(client):
    return {row["name"]: row["actor"] for row in client.get("/api/actors").json()["items"]}


def test_actors_come_by_articles(client, record):
    page = client.get("/api/actors").json()
    counts = [row["documents"] for row in page["items"]]
    assert page["total"] == len(counts) == len(record.table("actors").list())
    assert counts == sorted(counts, reverse=True)
    persons = client.get("/api/actors?type=person").json()
    assert 0 < persons["total"] < page["total"]
    assert {row["type"] for row in persons["items"]} == {"person"}


@pytest.mark.parametrize(
    "query",
    ["بوشناف", "سالم بوشناف", "بوشن", "Bushnaf", "Boushnaf", "Salem Bushnaf", "SALIM BOUSHNAF"],
)
def test_actor_is_found_in_either_script(client, query):
    page = client.get("/api/actors", params={"q": query}).json()
    assert page["items"][0]["name"] == SPOKESMAN
    assert client.get("/api/actors", params={"q": query, "type": "armed_group"}).json()[
        "items"
    ] == []  # fmt: skip


@pytest.mark.parametrize("query", ["Xyzzy", "قسطنطينيوس", "%", "'; DROP TABLE actors; --"])
def test_name_of_nobody_finds_nobody(client, query):
    assert client.get("/api/actors", params={"q": query}).json()["total"] == 0


def test_names_are_read_anew_when_actors_were_gathered_anew():
    con = duckdb.connect()
    con.execute(
        "CREATE TABLE properties AS SELECT 'gathered' AS key, 'first' AS value;"
        "CREATE TABLE reviews (review TEXT);"
        "CREATE TABLE actors (actor TEXT, name TEXT, aliases TEXT[], documents INTEGER);"
        "CREATE TABLE actor_members (actor TEXT, document TEXT, entity TEXT);"
        "CREATE TABLE entities (document TEXT, id TEXT, latin TEXT);"
        "CREATE TABLE incidents (place_name TEXT);"
        "CREATE TABLE accounts (document TEXT, place TEXT, place_name TEXT);"
        "INSERT INTO actors VALUES ('ac:1', 'ناصر الدرسي', [], 1)"
    )
    names, ask = NameIndex(), Asker(con)
    assert names.find(ask, "actor", "Darsi") == ["ac:1"]
    con.execute("INSERT INTO actors VALUES ('ac:2', 'خليفة المجبري', [], 1)")
    con.execute("UPDATE properties SET value = 'second'")
    assert names.find(ask, "actor", "Majbari") == ["ac:2"]
    con.execute("DELETE FROM actors WHERE actor = 'ac:1'")
    con.execute("INSERT INTO reviews VALUES ('a merge')")
    assert names.find(ask, "actor", "Darsi") == []


def test_actor_has_roles_with_who_says_so(client, keys):
    view = client.get(f"/api/actors/{keys[SPOKESMAN]}").json()
    (role,) = [role for role in view["roles"] if role["actor"] == keys[BRIGADE]]
    assert "الناطق" in role["title"]
    assert role["documents"] == view["row"]["documents"] > 1
    assert role["first"] <= role["last"]
    for source in role["sources"]:
        assert source["chain"][0]["link"] == "outlet"
        report = client.get(f"/api/documents/{source['document']}").json()["report"]
        text = report["document"]["text"]
        assert text[source["span_start"] : source["span_end"]] == source["text"]


def test_actor_is_called_what_articles_call_it(client, keys):
    view = client.get(f"/api/actors/{keys[BRIGADE]}").json()
    assert BRIGADE in {naming["name"] for naming in view["namings"]}
    assert view["wordings"]
    for wording in view["wordings"]:
        assert wording["times"] >= len(wording["sources"]) > 0
        assert all(wording["text"] == source["text"] for source in wording["sources"])


def test_ties_run_both_ways(client, keys):
    ties = client.get(f"/api/actors/{keys[BRIGADE]}/ties").json()
    (held,) = [tie for tie in ties["items"] if tie["actor"] == keys[SPOKESMAN]]
    assert (held["predicate"], held["outward"]) == ("role", False)
    assert held["sources"]
    mirrored = client.get(f"/api/actors/{keys[SPOKESMAN]}/ties").json()
    assert all(tie["predicate"] != "role" or not tie["outward"] for tie in mirrored["items"])


def test_actor_has_parts_in_incidents_by_somebodys_word(client, keys):
    views = (client.get(f"/api/actors/{actor}").json() for actor in keys.values())
    view = next(view for view in views if view["as_agent"] and view["as_target"])
    actor = view["row"]["actor"]
    for side, total in (("agent", view["as_agent"]), ("target", view["as_target"])):
        page = client.get(f"/api/actors/{actor}/incidents", params={"side": side}).json()
        assert page["total"] == total > 0
        for item in page["items"]:
            sides = {part["side"]: part for part in item["parts"]}
            assert sides[side]["tellers"]
    listed = client.get("/api/incidents", params={"actor": actor, "texts": 1}).json()["total"]
    assert client.get(f"/api/actors/{actor}/incidents").json()["total"] == listed


def test_quotations_are_counted_by_month_and_listed(client, keys):
    actor = keys[BRIGADE]
    view = client.get(f"/api/actors/{actor}").json()
    total = sum(count for month in view["months"] for count in month["stances"].values())
    page = client.get(f"/api/actors/{actor}/quotations").json()
    assert page["total"] == total == len(page["items"]) > 0
    for said in page["items"]:
        report = client.get(f"/api/documents/{said['document']}").json()["report"]
        text = report["document"]["text"][said["span_start"] : said["span_end"]]
        assert text.startswith(said["excerpt"])
        assert said["is_cut"] == (text != said["excerpt"])
        assert said["cue"] in text
        assert len(said["chain"]) > 1
    stance = page["items"][0]["stance"]
    some = client.get(f"/api/actors/{actor}/quotations", params={"stance": stance}).json()
    assert 0 < some["total"] <= total
    month = view["months"][0]["month"]
    some = client.get(f"/api/actors/{actor}/quotations", params={"month": month}).json()
    assert some["total"] == sum(view["months"][0]["stances"].values())


@pytest.mark.parametrize("part", ["", "/ties", "/incidents", "/quotations"])
def test_actor_that_is_not_there_is_refused(client, part):
    answer = client.get(f"/api/actors/ac:none{part}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"error"}
