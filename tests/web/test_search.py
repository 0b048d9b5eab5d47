"""Search: spelling and clitics do not matter, letters found are the text's."""

import pytest

from rawi.text.normalise import fold
from rawi.web.search import iter_found, parse_query


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("الجيش", ["الجيش"]),
        ("أحمد إبراهيم", ["احمد", "ابراهيم"]),
        ("«قوات الأمن» درنة", ["قوات الامن", "درنه"]),
        ("درنة درنه، و", ["درنه"]),
        ("،؛ !", []),
    ],
)
def test_query_is_split_into_words_and_phrases(query, words):
    assert parse_query(query) == words


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("وصل الجيش إلى البلدة", "جيش", ["الجيش"]),
        ("وصل الجيش إلى البلدة", "الجيش", ["الجيش"]),
        ("دعم للجيش وبجيشهم", "جيش", ["للجيش", "وبجيشهم"]),
        ("مدرسة ومدرستهم والمدارس", "مدرسة", ["مدرسة", "ومدرستهم"]),
        ("قُتِلَ الرجل", "قتل", ["قُتِل"]),
        ("عاد إلى إدلب", "ادلب", ["إدلب"]),
        ("قوات الأمن وقوات حفظ السلام", '"قوات الأمن"', ["قوات الأمن"]),
        ("تجييش الناس", "جيش", []),
        ("بلا شيء", "جيش", []),
    ],
)
def test_words_are_found_in_all_their_spellings(text, query, found):
    hits = list(iter_found(text, parse_query(query)))
    assert [text[hit.start : hit.end].strip() for hit in hits] == found
    for hit in hits:
        start = hit.start - hit.excerpt_start
        assert hit.excerpt[start : start + hit.end - hit.start] == text[hit.start : hit.end]


def test_search_gives_articles_with_all_words(client):
    page = client.get("/api/search", params={"q": "مرزق سوق"}).json()
    assert page["total"] == len(page["items"]) > 1
    for hit in page["items"]:
        document = client.get(f"/api/documents/{hit['row']['document']}").json()
        text = document["report"]["document"]["text"]
        assert "مرزق" in fold(text)
        assert "سوق" in fold(text)
        for found in hit["found"]:
            assert text[found["excerpt_start"] :].startswith(found["excerpt"])


def test_search_is_filtered_and_paged(client):
    whole = client.get("/api/search", params={"q": "سبها"}).json()
    outlet = whole["items"][0]["row"]["outlet"]
    own = client.get("/api/search", params={"q": "سبها", "outlet": outlet}).json()
    assert 0 < own["total"] < whole["total"]
    days = [hit["row"]["published"] for hit in whole["items"]]
    assert days == sorted(days, reverse=True)
    second = client.get("/api/search", params={"q": "سبها", "limit": 1, "offset": 1}).json()
    assert second["items"] == whole["items"][1:2]


@pytest.mark.parametrize("query", ["", "،", "؟!", "%%", "' OR 1=1", ".*(.*)+", "\\", "﷽ ¤"])
def test_odd_queries_do_no_harm(client, query):
    answer = client.get("/api/search", params={"q": query})
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        assert answer.json()["total"] == 0


def find_actor(record, name):
    (row,) = record.query(f"SELECT actor FROM actors WHERE name = '{name}'").list()
    return row["actor"]


def test_search_is_narrowed_to_an_actor_and_a_speaker(client, record):
    actor = find_actor(record, "لواء نجمة الوادي")
    speaker = find_actor(record, "سالم بوشناف")
    every = client.get("/api/search", params={"q": "قال"}).json()["total"]
    named = client.get("/api/search", params={"q": "قال", "actor": actor}).json()
    said = client.get("/api/search", params={"q": "قال", "speaker": speaker}).json()
    assert 0 < said["total"] < named["total"] <= every
    rows = record.query(
        "SELECT DISTINCT s.document FROM statements AS s JOIN actor_members AS m "
        f"ON m.document = s.document AND m.entity = s.speaker_entity WHERE m.actor = '{speaker}'"
    ).list()
    quoting = {row["document"] for row in rows}
    assert {hit["row"]["document"] for hit in said["items"]} <= quoting


@pytest.mark.parametrize("with_words", [True, False])
def test_search_is_narrowed_to_events(client, record, with_words):
    (most,) = record.query(
        "SELECT type, place_name AS place FROM accounts WHERE place_name IS NOT NULL "
        "AND latest IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, 1, 2 LIMIT 1"
    ).list()
    given = most | {"since": "2020-03-01", "until": "2020-03-31"}
    page = client.get("/api/search", params=given | ({"q": "في"} if with_words else {})).json()
    assert page["total"] > 0
    rows = record.query(
        f"SELECT DISTINCT document FROM accounts WHERE type = '{most['type']}' "
        f"AND place_name = '{most['place']}' AND latest >= DATE '2020-03-01' "
        "AND earliest <= DATE '2020-03-31'"
    ).list()
    told = {row["document"] for row in rows}
    found = {hit["row"]["document"] for hit in page["items"]}
    assert found <= told
    assert with_words or found == told
    assert all(hit["found"] for hit in page["items"])
    other = client.get("/api/search", params=given | {"since": "2021-01-01"}).json()
    assert other["total"] == 0


@pytest.mark.parametrize("narrowing", ["actor", "speaker"])
def test_without_words_the_places_are_those_of_the_actor(client, record, narrowing):
    actor = find_actor(record, "سالم بوشناف")
    page = client.get("/api/search", params={narrowing: actor}).json()
    assert page["total"] > 0
    for hit in page["items"]:
        for found in hit["found"]:
            start = found["start"] - found["excerpt_start"]
            word = found["excerpt"][start : start + found["end"] - found["start"]]
            report = client.get(f"/api/documents/{hit['row']['document']}").json()["report"]
            if narrowing == "actor":
                assert word in {mention["text"] for mention in report["mentions"]}
            else:
                assert word in {said["cue"]["text"] for said in report["statements"]}


@pytest.mark.parametrize("query", ["Sabha", "Sebha", "sabha"])
def test_names_in_latin_letters_find_articles_that_have_them_in_arabic(client, query):
    page = client.get("/api/search", params={"q": query}).json()
    assert page["total"] > 0
    assert {"kind": "place", "key": "سبها"}.items() <= page["names"][0].items()
    for hit in page["items"]:
        for found in hit["found"]:
            start = found["start"] - found["excerpt_start"]
            word = found["excerpt"][start : start + found["end"] - found["start"]]
            assert word == "سبها"


def test_search_needs_words_or_something_else(client):
    assert client.get("/api/search").status_code == 422
    assert client.get("/api/search", params={"outlet": "راديو"}).status_code == 422
    assert client.get("/api/search", params={"actor": "ac:none"}).json()["total"] == 0
