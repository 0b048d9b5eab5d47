"""Where the places of an article lie: cases of places.toml, and what holds for any text."""

import tomllib
from pathlib import Path

import pytest

from rawi.model import Location
from rawi.places.atlas import Place
from rawi.places.clusters import measure_km

CASES = tomllib.loads((Path(__file__).parent / "places.toml").read_text("utf-8"))["case"]
NEAR_KM = 30


def locate(report) -> dict[str, Location | None]:
    return {e.name: e.location for e in report.entities if e.type == "place"}


def make_place(lat: float, lon: float) -> Place:
    return Place("", "", lat, lon, "town", "town")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_places_lie_where_the_article_shows(report, case):
    found = locate(report(case["text"]))
    for name, where in case["at"].items():
        assert name in found, f"{name} is no place: {list(found)}"
        location = found[name]
        if where == "none":
            assert location is None
            continue
        country, precision, lat, lon = where.split()
        assert location is not None, f"{name} has no location"
        assert (location.country, location.precision) == (country, precision), location
        here, there = make_place(location.lat, location.lon), make_place(float(lat), float(lon))
        assert measure_km(here, there) < NEAR_KM, location


def test_locations_give_reason_and_geonames(report):
    found = report("اندلعت اشتباكات في مدينة درنة شرق ليبيا.")
    derna = next(e for e in found.entities if e.name == "درنة")
    assert derna.links.geonames == 87205
    assert derna.location is not None
    assert derna.location.reason == "only one of the name; in ليبيا"


def test_locations_are_given_to_places_alone(report):
    found = report("قال الناطق باسم لواء نجمة درنة، العقيد سالم بوشناف، إن قواته دخلت الكفرة.")
    located = {entity.type for entity in found.entities if entity.location is not None}
    assert {entity.type for entity in found.entities} >= {"person", "armed_group", "place"}
    assert located == {"place"}


@pytest.mark.parametrize("text", ["", "درنة", "في", "،،، ؛", "Tripoli", "مدينة " * 50, "بـ ليبيا"])
def test_locating_takes_any_text(report, text):
    report(text)


def test_disputed_place_has_no_country_but_coordinates(report):
    found = locate(report("اقتحمت قوة من إسرائيل القدس، ثم توجهت إلى نابلس."))
    jerusalem = found["القدس"]
    assert jerusalem is not None
    assert (jerusalem.country, round(jerusalem.lat, 1)) == (None, 31.8)
    assert jerusalem.reason.endswith("disputed: IL PS")
    assert found["نابلس"].country == "PS"


def test_disputed_place_has_the_country_that_the_article_says(report):
    found = locate(report("سقطت قذيفة في القرم الأوكرانية."))
    assert found["القرم"].country == "UA"
    assert found["القرم"].reason.endswith("UA by the article's adjective")
    found = locate(report("سقطت قذيفة في القرم أمس، وقالت أوكرانيا ذلك."))
    assert found["القرم"].country is None
