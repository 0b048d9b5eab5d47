"""The gazetteer: what it finds, and how it refuses a bad file."""

import pytest

from rawi.errors import PlacesError
from rawi.places.gazetteer import Gazetteer, load_gazetteer, pack_gazetteer, unpack_gazetteer
from rawi.text.normalise import fold

ROWS = [
    ["1", "34.5", "35.8", "LB", "09", "500", "Big Tell"],
    ["2", "36.1", "37.2", "SY", "", "0", "Small Tell"],
]
KEYS = {"تل الكبير": [0], "التل": [0, 1], "قلعه": [1]}


@pytest.fixture
def small() -> Gazetteer:
    return unpack_gazetteer(pack_gazetteer(ROWS, KEYS), "small.idx")


def test_gazetteer_finds_namesakes_biggest_first(small):
    towns = small.find("التل")
    assert [(t.geonames, t.country, t.population) for t in towns] == [(1, "LB", 500), (2, "SY", 0)]
    assert (towns[0].lat, towns[0].lon, towns[1].admin1) == (34.5, 35.8, "")


def test_gazetteer_knows_how_many_words_a_name_has(small):
    assert [small.starts(k) for k in ("تل", "التل", "كبير")] == [2, 1, 0]


def test_gazetteer_adds_and_drops_the_article(small):
    assert small.find("القلعه") == small.find("تل") == ()
    assert small.find_variants("القلعه")[0].geonames == 2
    assert small.find_variants("تل")[0].geonames == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not b'rawi.places/1'"),
        (b"rawi.places/0 ab 3\nabc", "begins with"),
        (pack_gazetteer(ROWS, KEYS)[:-9], "damaged"),
        (pack_gazetteer(ROWS, KEYS).replace(b"places/1 ", b"places/1 0"), "SHA-256 differs"),
    ],
)
def test_gazetteer_refuses_a_bad_file(data, message):
    with pytest.raises(PlacesError, match=message):
        unpack_gazetteer(data, "bad.idx")


def test_gazetteer_tells_of_a_missing_file(tmp_path):
    with pytest.raises(PlacesError, match=r"none\.idx: cannot be read"):
        load_gazetteer(tmp_path / "none.idx")


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("درنة", "LY"), ("درنه", "LY"), ("الموصل", "IQ"), ("القاهرة", "EG"), ("حلب", "SY"),
        ("دير الزور", "SY"), ("تل أبيض", "SY"), ("صنعاء", "YE"), ("خان يونس", "PS"),
        ("ديار بكر", "TR"), ("كييف", "UA"), ("قندهار", "AF"), ("نيويورك", "US"),
    ],
)  # fmt: skip
def test_gazetteer_of_the_package_knows(name, country):
    assert load_gazetteer().find(fold(name))[0].country == country


def test_gazetteer_of_the_package_has_no_letters_that_folding_changes():
    gazetteer = load_gazetteer()
    assert len(gazetteer) > 25_000
    assert all(key == fold(key) for key in gazetteer._names)
