"""Places of one name, told apart by a word or two: pairs of namesake_pairs.toml."""

import tomllib
from pathlib import Path

import pytest

from rawi.places.atlas import Place
from rawi.places.clusters import measure_km
from rawi.places.resolution import Anchor, Evidence, choose_place

PAIRS = tomllib.loads((Path(__file__).parent / "namesake_pairs.toml").read_text("utf-8"))["pair"]
NEAR_KM = 30
SEAT = Place("Seat", "SY", 35.0, 37.0, "town", "town", "09", 100_000)
WEST = Place("Village", "SY", 35.0, 36.7, "town", "town", "09", source="added")
EAST = Place("Village", "SY", 35.0, 37.3, "town", "town", "09", source="added")


@pytest.mark.parametrize("side", ["one", "other"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_places_of_a_pair_are_told_apart(report, pair, side):
    text, name, where = pair[side]
    place = next(e for e in report(text).entities if e.type == "place" and e.name == name)
    if where == "none":
        assert place.location is None
        return
    country, precision, lat, lon = where.split()
    assert place.location is not None
    assert (place.location.country, place.location.precision) == (country, precision)
    here = SEAT._replace(lat=place.location.lat, lon=place.location.lon)
    assert measure_km(here, SEAT._replace(lat=float(lat), lon=float(lon))) < NEAR_KM


def choose(anchor: Anchor) -> Place | None:
    located = [("Seat", SEAT)]
    evidence = Evidence({"SY": 3.0}, frozenset(), (anchor,), located, frozenset(), village=True)
    choice = choose_place([WEST, EAST], evidence)
    return choice and choice.place


@pytest.mark.parametrize(
    ("anchor", "place"),
    [
        (Anchor(SEAT, "Seat", "side", bearing=270.0), WEST),
        (Anchor(SEAT, "Seat", "side", bearing=90.0), EAST),
        (Anchor(SEAT, "Seat", "near"), None),
        (Anchor(SEAT, "Seat", "near", km=150.0), None),
    ],
)
def test_villages_are_told_apart_by_the_side_that_the_text_gives(anchor, place):
    assert choose(anchor) == place


def test_villages_are_told_apart_by_the_distance_that_the_text_gives():
    far = EAST._replace(lon=37.5)
    evidence = Evidence(
        {"SY": 3.0},
        frozenset(),
        (Anchor(SEAT, "Seat", "near", km=45.0),),
        [("Seat", SEAT)],
        frozenset(),
        village=True,
    )
    choice = choose_place([WEST._replace(lon=36.9), far], evidence)
    assert choice is not None
    assert choice.place == far
