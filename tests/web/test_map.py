"""The map: places with their precision, those without counted, and tiles only where configured."""

import json

import pytest
from click.testing import CliRunner

from rawi.cli.main import main
from rawi.errors import ConfigError
from rawi.incidents.tables import gather_record
from rawi.record.builds import Plan, build_record
from rawi.record.records import open_record
from rawi.web.maps import find_origin

EVERY = {"texts": 1}
# A shelling nowhere, and one at a village that no table has.
TEXTS = ("قصف مسلحون موقعا للجيش أمس.", "قصف مسلحون قرية وادي الغرانيق أمس.")


@pytest.fixture(scope="module")
def somewhere(tmp_path_factory, connect):
    """Return a client of a record whose incidents are at no place that is known."""
    folder = tmp_path_factory.mktemp("map")
    articles = folder / "articles.jsonl"
    with articles.open("w", encoding="utf-8") as lines:
        for name, text in enumerate(TEXTS):
            article = {"name": str(name), "outlet": "الوادي", "text": text}
            print(json.dumps(article | {"published": "2019-07-04"}), file=lines)
    path = folder / "case.duckdb"
    build_record(path, Plan(sources=(str(articles),), workers=1))
    gather_record(path)
    with open_record(path) as record:
        yield connect(record)


def test_map_places_or_counts_every_incident(client, record):
    found = client.get("/api/map", params=EVERY).json()
    rows = record.table("incidents").list()
    placed = sum(place["incidents"] for place in found["places"])
    assert found["total"] == len(rows)
    assert placed == sum(row["lat"] is not None for row in rows) > 0
    assert placed + found["unlocated"] + found["unnamed"] == len(rows)
    assert {place["precision"] for place in found["places"]} == {"town"}
    assert found["tiles"] is None


def test_place_lists_its_incidents(client):
    for place in client.get("/api/map", params=EVERY).json()["places"]:
        page = client.get("/api/map/incidents", params=EVERY | {"at": place["key"]}).json()
        assert page["total"] == place["incidents"]
        assert {row["place_name"] for row in page["items"]} <= set(place["names"])


@pytest.mark.parametrize("key", ["unlocated", "unnamed"])
def test_incidents_without_a_place_are_listed_apart(somewhere, key):
    found = somewhere.get("/api/map", params=EVERY).json()
    page = somewhere.get("/api/map/incidents", params=EVERY | {"at": key}).json()
    assert page["total"] == found[key] > 0
    assert all((row["place_name"] is None) == (key == "unnamed") for row in page["items"])


def test_places_are_found_in_either_script(client):
    for query in ("مرزق", "Murzuq", "murzuk"):
        assert client.get("/api/map/places", params={"q": query}).json() == ["مرزق"]


def test_key_of_no_place_is_refused(client):
    assert client.get("/api/map/incidents?at=somewhere").status_code == 422
    assert client.get("/api/map/incidents?at=1,2,town").json()["total"] == 0


def test_tiles_are_let_in_by_their_origin_alone(serve):
    tiles = "https://tiles.example:8443/base/{z}/{x}/{y}.png"
    client = serve(tiles=tiles)
    answer = client.get("/api/map")
    assert answer.json()["tiles"] == tiles
    policy = answer.headers["content-security-policy"]
    assert "img-src 'self' data: https://tiles.example:8443;" in policy
    assert "script-src 'self';" in policy
    assert "tiles.example" not in serve().get("/api/map").headers["content-security-policy"]


@pytest.mark.parametrize(
    "address",
    [
        "tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/tile.png",
        "ftp://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example; script-src */{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
    ],
)
def test_address_that_is_none_of_tiles_is_refused(address):
    with pytest.raises(ConfigError, match="no address of map tiles"):
        find_origin(address)


def test_serve_refuses_what_is_no_address_of_tiles(tmp_path):
    found = CliRunner().invoke(main, ["serve", str(tmp_path / "none.duckdb"), "--tiles", "tiles"])
    assert found.exit_code == 1
    assert found.output.startswith("'tiles' is no address of map tiles")
