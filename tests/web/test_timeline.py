"""The timeline: bounds stay bounds, each incident is counted where it may lie."""

import pytest

EVERY = {"texts": 1}


def ask(client, **parameters):
    answer = client.get("/api/timeline", params=EVERY | parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_timeline_counts_what_is_dated_and_what_is_not(client, record):
    found = ask(client)
    rows = record.table("incidents").list()
    dated = [row for row in rows if row["earliest"] or row["latest"]]
    assert found["total"] == len(rows)
    assert found["undated"] == len(rows) - len(dated) > 0
    assert found["open_end"] == sum(row["latest"] is None for row in dated) > 0
    bounds = [day for row in dated for day in (row["earliest"], row["latest"]) if day]
    assert found["whole"] == {"first": str(min(bounds)), "last": str(max(bounds))}
    undated = client.get("/api/timeline/undated", params=EVERY).json()
    assert undated["total"] == found["undated"]
    assert all(row["earliest"] is None and row["latest"] is None for row in undated["items"])


def test_window_has_the_incidents_that_may_lie_in_it(client):
    found = ask(client, first="2020-03-10", last="2020-03-12")
    assert found["in_window"] == len(found["items"]) > 0
    for row in found["items"]:
        assert (row["earliest"] or row["latest"]) <= "2020-03-12"
        assert (row["latest"] or row["earliest"]) >= "2020-03-10"
    assert ask(client, first="1999-01-01", last="1999-12-31")["items"] == []


def test_bars_are_sure_of_days_and_unsure_of_longer_bounds(client, record):
    found = ask(client, first="2020-01-01", last="2020-03-20")["window"]
    assert found["grain"] == "day"
    bars = {bar["first"]: bar for bar in found["bars"]}
    bounds = [(str(r["earliest"]), str(r["latest"])) for r in record.table("incidents").list()]
    day = "2020-03-09"
    wide = [b for b in bounds if "None" not in b and b[0] < b[1] and b[0] <= day <= b[1]]
    assert bars[day]["sure"] == bounds.count((day, day)) > 0
    assert bars[day]["unsure"] == len(wide)
    assert bars["2020-01-01"]["unsure"] > 0
    assert bars["2020-01-01"]["sure"] == 0


@pytest.mark.parametrize(
    ("first", "last", "grain"),
    [
        ("2020-03-01", "2020-03-20", "day"),
        ("2019-12-01", "2020-06-01", "week"),
        ("2015-01-01", "2025-01-01", "month"),
        ("1900-01-01", "2020-12-31", "year"),
        ("0001-01-01", "2400-01-01", "decade"),
    ],
)
def test_grain_follows_the_window(client, first, last, grain):
    found = ask(client, first=first, last=last)["window"]
    assert found["grain"] == grain
    assert sum(bar["sure"] for bar in found["bars"]) > 0
    assert len(found["bars"]) < 400


def test_timeline_takes_the_filters_of_the_list(client):
    assert ask(client, texts=2)["total"] < ask(client)["total"]
    only = ask(client, type="shelling")
    assert {row["type"] for row in only["items"]} == {"shelling"}
    nothing = ask(client, type="no such type")
    assert nothing["total"] == 0
    assert nothing["window"] is None


def test_line_names_who_tells_it_and_where_its_words_stand(client):
    for row in ask(client, texts=2)["items"]:
        assert 0 < len(row["tellers"]) <= 3
        for teller in row["tellers"]:
            assert teller["chain"][0] == {"link": "outlet", "name": teller["outlet"]}
            report = client.get(f"/api/documents/{teller['document']}").json()["report"]
            text = report["document"]["text"]
            span = text[teller["span_start"] : teller["span_end"]]
            triggers = {t["text"] for event in report["events"] for t in event["triggers"]}
            assert span in triggers


def test_window_the_wrong_way_round_is_refused(client):
    answer = client.get("/api/timeline?first=2020-03-02&last=2020-03-01")
    assert answer.status_code == 422
    assert answer.json()["error"]["remedy"]
