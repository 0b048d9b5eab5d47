"""Choosing among namesakes, apart from any text."""

from rawi.places.atlas import Place
from rawi.places.clusters import group_places, measure_km
from rawi.places.resolution import Anchor, Evidence, choose_place

CITY = Place("City", "LY", 32.0, 20.0, "town", "town", "01", 100_000)
VILLAGE = Place("Village", "DZ", 36.0, 3.0, "town", "town", "09", 900)
DIVISION = Place("Division", "LY", 32.8, 20.4, "division", "governorate", "01")
METROPOLIS = Place("Metropolis", "KZ", 51.2, 71.4, "town", "town", "05", 1_500_000)


def make_evidence(**changes) -> Evidence:
    evidence = Evidence({}, frozenset(), (), (), frozenset(), village=False)
    return evidence._replace(**changes)


def test_choice_is_none_without_evidence():
    assert choose_place([VILLAGE], make_evidence()) is None
    assert choose_place([CITY, VILLAGE], make_evidence()) is None


def test_choice_follows_the_country_named():
    choice = choose_place([CITY, VILLAGE], make_evidence(countries={"DZ": 3.0}))
    assert choice is not None
    assert choice.place == VILLAGE
    assert choice.reason == "best of 2 of the name; DZ named"


def test_choice_is_none_where_the_place_it_is_put_in_is_elsewhere():
    anchor = Anchor(CITY, "City", "in")
    evidence = make_evidence(countries={"DZ": 1.0, "LY": 2.0}, anchors=(anchor,))
    assert choose_place([VILLAGE], evidence) is None


def test_choice_is_the_division_where_its_noun_stands_before():
    evidence = make_evidence(countries={"LY": 2.0}, features=frozenset({"governorate"}))
    choice = choose_place([DIVISION, CITY], evidence)
    assert choice is not None
    assert choice.place == DIVISION


def test_choice_is_the_metropolis_over_a_village_of_a_country_named_in_passing():
    evidence = make_evidence(countries={"DZ": 2.0, "LY": 6.0})
    choice = choose_place([METROPOLIS, VILLAGE], evidence)
    assert choice is not None
    assert choice.place == METROPOLIS


def test_groups_join_a_division_and_its_seat():
    assert group_places([DIVISION, CITY, VILLAGE]) == [[DIVISION, CITY], [VILLAGE]]


def test_distance_is_in_kilometres():
    assert round(measure_km(CITY, CITY._replace(lat=33.0))) == 111
