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
