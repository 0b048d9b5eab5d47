"""The API: incidents, articles, the words of the interface, and one shape of failure."""

import html
import re

import pytest


def test_case_counts_what_the_record_holds(client, record):
    case = client.get("/api/case").json()
    assert case["documents"] == len(record.table("documents").list())
    assert case["incidents"] > 0
    assert case["outlets"] == sorted(case["outlets"])


def test_incidents_come_by_disagreement(client):
    page = client.get("/api/incidents").json()
    scores = [row["disagreement"] for row in page["items"]]
    assert page["total"] == len(scores) > 2
    assert scores == sorted(scores, reverse=True)
    assert any(aspect["differs"] for aspect in page["items"][0]["aspects"])


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        ({"type": "shelling"}, lambda row: row["type"] == "shelling"),
        ({"first": "2020-03-12"}, lambda row: row["latest"] >= "2020-03-12"),
        ({"last": "2020-03-10"}, lambda row: row["earliest"] <= "2020-03-10"),
        (
            {"aspect": "killed"},
            lambda row: any(a["aspect"] == "killed" and a["differs"] for a in row["aspects"]),
        ),
    ],
)
def test_incidents_are_filtered(client, filters, holds):
    every = client.get("/api/incidents").json()["items"]
    page = client.get("/api/incidents", params=filters).json()
    assert [row for row in every if holds(row)] == page["items"]
    assert 0 < page["total"] < len(every)


def test_incidents_of_an_outlet_or_actor_only(client, record):
    outlet = client.get("/api/case").json()["outlets"][0]
    page = client.get("/api/incidents", params={"outlet": outlet}).json()
    for row in page["items"]:
        view = client.get(f"/api/incidents/{row['incident']}").json()
        assert outlet in {account["outlet"] for account in view["accounts"]}
    (actor,) = record.query("SELECT actor FROM actors ORDER BY documents DESC LIMIT 1").list()
    assert client.get("/api/incidents", params={"actor": actor["actor"]}).json()["total"] > 0
    assert client.get("/api/incidents", params={"actor": "nobody"}).json()["total"] == 0


def test_incidents_pages_meet_without_overlap(client):
    every = [row["incident"] for row in client.get("/api/incidents").json()["items"]]
    pages = [
        client.get("/api/incidents", params={"limit": 2, "offset": offset}).json()["items"]
        for offset in range(0, len(every), 2)
    ]
    assert [row["incident"] for page in pages for row in page] == every


def test_incident_lays_accounts_side_by_side(client):
    row = client.get("/api/incidents", params={"type": "shelling"}).json()["items"][0]
    view = client.get(f"/api/incidents/{row['incident']}").json()
    killed = next(point for point in view["points"] if point["aspect"] == "killed")
    assert killed["differs"]
    assert len(killed["values"]) > 2
    voices = [voice for value in killed["values"] for voice in value["voices"]]
    assert all(voice["chain"][0]["link"] == "outlet" for voice in voices)
    assert {number["rule"] for number in view["numbers"]} == {
        "conservative", "low-best-high", "latest",
    }  # fmt: skip


def test_account_points_at_its_words(client):
    for row in client.get("/api/incidents").json()["items"]:
        for account in client.get(f"/api/incidents/{row['incident']}").json()["accounts"]:
            document = client.get(f"/api/documents/{account['document']}").json()
            text = document["report"]["document"]["text"]
            span = text[account["span_start"] : account["span_end"]]
            assert span == account["triggers"][0]
            start = account["excerpt_start"]
            assert text[start : start + len(account["excerpt"])] == account["excerpt"]


def test_reading_keeps_every_letter(client):
    row = client.get("/api/documents").json()["items"][0]
    text = client.get(f"/api/documents/{row['document']}").json()["report"]["document"]["text"]
    reading = client.get(f"/api/documents/{row['document']}/reading").json()
    body = re.search(r'<div class="text.*?</div>', reading["html"], re.DOTALL).group()
    assert html.unescape(re.sub(r"<[^>]+>", "", body)) == text
    for event in reading["incidents"]:
        assert f'id="{event}"' in reading["html"]


def test_places_of_a_reading_lead_to_the_map(client):
    row = client.get("/api/documents").json()["items"][0]
    reading = client.get(f"/api/documents/{row['document']}/reading").json()["html"]
    links = re.findall(r'<a class="mention place"[^>]* href="(/map\?place=[^"]+)"', reading)
    assert links
    assert all(link.endswith("&amp;texts=1") for link in links)


def test_copies_are_the_other_printings_of_a_text(client):
    rows = client.get("/api/documents").json()["items"]
    row = max(rows, key=lambda row: row["printings"])
    copies = client.get(f"/api/documents/{row['document']}").json()["copies"]
    assert len(copies) == row["printings"] - 1 > 0
    assert {copy["lineage"] for copy in copies} == {row["lineage"]}


def test_documents_are_filtered(client):
    outlet = client.get("/api/case").json()["outlets"][0]
    page = client.get("/api/documents", params={"outlet": outlet, "last": "2020-03-12"}).json()
    assert page["total"] == len(page["items"]) > 0
    assert {row["outlet"] for row in page["items"]} == {outlet}
    assert all(row["published"] <= "2020-03-12" for row in page["items"])


def test_words_are_the_same_in_both_languages(client):
    arabic, english = (client.get(f"/api/words/{lang}").json() for lang in ("ar", "en"))
    assert {k: set(v) for k, v in arabic.items()} == {k: set(v) for k, v in english.items()}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/incidents/in:none", 404),
        ("/api/documents/none", 404),
        ("/api/documents/none/reading", 404),
        ("/api/incidents?limit=0", 422),
        ("/api/incidents?limit=100000", 422),
        ("/api/incidents?first=yesterday", 422),
        ("/api/incidents?order=random", 422),
        ("/api/words/fr", 422),
        ("/api/none", 404),
    ],
)
def test_failures_have_one_shape(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert answer.json()["error"]["what"]


def test_parameters_are_values_and_no_sql(client):
    hostile = "'; DROP TABLE incidents; --"
    for name in ("type", "place", "outlet", "actor", "aspect"):
        assert client.get("/api/incidents", params={name: hostile}).json()["total"] == 0
    assert client.get("/api/incidents").json()["total"] > 0


def test_api_is_described(client):
    described = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/incidents", "/api/incidents/{incident}", "/api/documents"} <= set(described)
    for path, methods in described.items():
        for method in methods.values():
            assert method.get("description"), path
