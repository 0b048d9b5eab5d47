"""Private mode in the workbench: no address answers with the name of a private person."""

import json
import re
from urllib.parse import urlencode

import pytest
from record.private_case import OFFICIAL, build_case, find_hidden

from rawi.record.masked import choose_record
from rawi.record.records import open_record
from rawi.web.desk import Desk

# What stands for a part of an address, and for a parameter that must be given. A new route whose
# parts are not here fails the test until they are.
PARTS = {
    "incident": "SELECT incident FROM incidents",
    "document": "SELECT document FROM documents",
    "actor": "SELECT actor FROM actors",
    "account": "SELECT account FROM accounts",
    "lang": "SELECT unnest(['ar', 'en'])",
    **{
        table: f"SELECT document || ':' || id FROM {table}"
        for table in (
            "entities",
            "mentions",
            "times",
            "quantities",
            "statements",
            "relations",
            "frames",
        )
    },
}
# What an address of several kinds of things is asked for.
KINDS = {
    "{kind}/{item}": (
        "accounts/{account}",
        *(f"{part}/{{{part}}}" for part in PARTS if part.endswith("s")),
    ),
    "{kind}/{group}": ("incidents/{incident}", "actors/{actor}"),
}
GIVEN = {"q": "سبها", "lang": "ar", "at": "unlocated"}
# What a route that wants one of several things is asked for.
SUBJECTS = {"/api/search": "actor", "/api/wording": "actor", "/api/wording/uses": "actor"}
# Parameters without which a route would answer with little.
FULL = {"limit": 50, "texts": 1}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    path = build_case(tmp_path_factory.mktemp("private"))
    with choose_record(path, private=True) as chosen, open_record(chosen) as record:
        yield record


@pytest.fixture(scope="module")
def client(connect, copy):
    desk = Desk(copy.path)
    yield connect(desk)
    desk.close()


def list_values(record, part):
    question = f"SELECT DISTINCT * FROM ({PARTS[part]}) AS t(value) ORDER BY 1"
    return [row["value"] for row in record.query(question).list()]


def list_addresses(address, record):
    """Return an address with its parts filled in by everything that the record holds."""
    found = [address]
    for several, each in KINDS.items():
        if several in address:
            found = [address.replace(several, one) for one in each]
    return [filled for one in found for filled in fill(one, record)]


def fill(address, record):
    part = re.search(r"\{(\w+)\}", address)
    if part is None:
        return [address]
    values = list_values(record, part[1])
    return [
        filled
        for value in values
        for filled in fill(address.replace(part[0], str(value), 1), record)
    ]


def merge(address, parameters):
    """Return an address with further parameters behind its own."""
    given = urlencode(parameters)
    return f"{address}{'&' if '?' in address else '?'}{given}" if given else address


def test_every_address_answers_without_their_names(client, copy):
    described = client.get("/api/openapi.json").json()["paths"]
    asked = 0
    for address, methods in described.items():
        for method in set(methods) & {"get"}:
            known = {p["name"]: p for p in methods[method].get("parameters", [])}
            parameters = {
                name: GIVEN[name]
                for name, about in known.items()
                if about["in"] == "query" and about["required"]
            } | {name: value for name, value in FULL.items() if name in known}
            if address in SUBJECTS:
                address = f"{address}?{SUBJECTS[address]}={{{SUBJECTS[address]}}}"
            for one in list_addresses(address, copy):
                answer = client.get(merge(one, parameters))
                assert answer.status_code == 200, (one, answer.text)
                assert find_hidden(answer.text) == [], one
                asked += 1
    assert asked > 12


def test_public_persons_are_named_and_spans_hold(client):
    (hit,) = client.get("/api/search", params={"q": "نادر البرهومي شاهد"}).json()["items"]
    document = client.get(f"/api/documents/{hit['row']['document']}").json()
    text = document["report"]["document"]["text"]
    assert OFFICIAL in text
    for mention in document["report"]["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]


@pytest.mark.parametrize("query", ["القلوشي", "زهير", "فادي السنبلي", "Qalushi", "شاهينا"])
def test_search_finds_no_masked_name(client, query):
    answer = client.get("/api/search", params={"q": query}).json()
    assert answer["total"] == 0
    assert "القلوشي" not in json.dumps(answer, ensure_ascii=False)


def test_case_says_that_names_are_masked(client, connect, record):
    assert client.get("/api/case").json()["private"] is True
    assert connect(record).get("/api/case").json()["private"] is False
