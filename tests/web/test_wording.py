"""Wording: who calls an actor or an event what; counts are of texts and lead to their sentences."""

import pytest

from rawi.web.uses import make_keys

WAY = "/api/wording"


@pytest.fixture
def actor(record):
    (row,) = record.query("SELECT actor FROM actors WHERE name = 'لواء نجمة الوادي'").list()
    return row["actor"]


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        (["الجيش الليبي", "لجيش الليبي", "جيش الليبي"], 1),
        (["ميليشيا", "ميليشيات"], 2),
        (["لواء الوادي", "اللواء"], 2),
        (["الإرهابية", "الارهابيه"], 1),
    ],
)
def test_spellings_of_a_term_are_one(texts, groups):
    assert len(set(make_keys(texts).values())) == groups


def test_names_and_loaded_words_of_an_actor_are_counted_by_text(client, actor, record):
    view = client.get(WAY, params={"actor": actor}).json()
    assert view["about"] == "لواء نجمة الوادي"
    kinds = {term["kind"] for term in view["terms"]}
    assert kinds == {"name", "frame"}
    printed = {row["lineage"]: row["documents"] for row in record.query("FROM lineages").list()}
    for term in view["terms"]:
        assert term["lineages"] <= term["documents"] <= sum(printed.values())
    assert view["terms"][0]["lineages"] < view["terms"][0]["documents"], "copies count once"


def test_own_voice_and_quoting_are_apart(client, actor):
    view = client.get(WAY, params={"actor": actor, "limit": 200}).json()
    cells = view["outlets"]["cells"]
    assert any(cell["own"] for cell in cells)
    assert any(cell["quoted"] for cell in cells)
    assert all(cell["own"] == 0 < cell["quoted"] for cell in view["speakers"]["cells"])


@pytest.mark.parametrize("page", ["outlets", "speakers"])
def test_every_count_leads_to_its_sentences(client, actor, page):
    view = client.get(WAY, params={"actor": actor, "limit": 200}).json()
    by = page.removesuffix("s")
    for cell in view[page]["cells"]:
        for voice in ("own", "quoted"):
            found = client.get(
                f"{WAY}/uses",
                params={"actor": actor, "term": cell["term"], by: cell["voice"], "voice": voice},
            ).json()
            assert found["total"] == len(found["items"]) == cell[voice]
            for use in found["items"]:
                start = use["span_start"] - use["excerpt_start"]
                word = use["excerpt"][start : start + use["span_end"] - use["span_start"]]
                assert f"{cell['term'].partition(':')[0]}:{make_keys([word])[word]}" == cell["term"]
                assert (len(use["chain"]) > 1) == (voice == "quoted")


def test_words_for_an_incident_and_for_a_kind_of_event(client):
    incident = client.get("/api/incidents").json()["items"][0]
    told = client.get(WAY, params={"incident": incident["incident"]}).json()
    every = client.get(WAY, params={"type": incident["type"]}).json()
    assert {term["term"] for term in told["terms"]} & {term["term"] for term in every["terms"]}
    assert {term["kind"] for term in every["terms"]} == {"event"}


def test_loaded_word_is_told_with_whom_it_is_said_of(client):
    start = client.get(f"{WAY}/start").json()
    word = next(word for word in start["words"] if word["shown"] == "مرتزقة")
    view = client.get(WAY, params={"word": word["term"]}).json()
    assert view["about"] == "مرتزقة"
    assert "لواء نجمة الوادي" in {term["shown"] for term in view["terms"]}
    found = client.get(f"{WAY}/uses", params={"word": word["term"], "voice": "own"}).json()
    assert found["total"] == word["own"]


def test_voices_come_in_pages(client, actor):
    whole = client.get(WAY, params={"actor": actor, "limit": 200}).json()["outlets"]
    second = client.get(WAY, params={"actor": actor, "limit": 2, "outlets": 2}).json()["outlets"]
    assert second["total"] == whole["total"]
    assert second["items"] == whole["items"][2:4]
    assert {cell["voice"] for cell in second["cells"]} == {v["voice"] for v in second["items"]}


def test_days_narrow_the_texts(client, actor):
    whole = client.get(f"{WAY}/uses", params={"actor": actor}).json()
    early = client.get(f"{WAY}/uses", params={"actor": actor, "last": "2020-03-10"}).json()
    assert 0 < early["total"] < whole["total"]
    assert all(use["row"]["published"] <= "2020-03-10" for use in early["items"])


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 422),
        ({"actor": "ac:none"}, 404),
        ({"incident": "in:none"}, 404),
        ({"actor": "ac:none", "word": "x"}, 422),
    ],
)
def test_one_subject_is_asked_for(client, given, status):
    answer = client.get(WAY, params=given)
    assert answer.status_code == status
    assert answer.json()["error"]["remedy"]


def test_unknown_words_and_kinds_give_nothing(client):
    for given in ({"word": "كلمة"}, {"type": "picnic"}):
        assert client.get(WAY, params=given).json()["terms"] == []
