"""The lexica of places as one look-up with the gazetteer."""

import pytest

from rawi.lexica.tables import load_table
from rawi.places.atlas import load_ambiguous, load_atlas, load_nationalities
from rawi.places.gazetteer import spell_name
from rawi.text.normalise import fold

TABLES = ("countries", "capitals", "divisions", "regions", "sites", "towns")
# International waters, and what no ISO country holds.
EXTRA = {"", "XZ", "GI", "IO"}


@pytest.mark.parametrize("table", TABLES)
def test_places_have_coordinates_and_a_known_country(table):
    countries = {row["country"] for row in load_table("places/countries")} | EXTRA
    for row in load_table(f"places/{table}"):
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["country"] in countries, row


def test_atlas_gives_the_lexica_before_the_gazetteer():
    kinds = [place.kind for place in load_atlas().find(fold("طرابلس"))]
    assert kinds[0] == "capital"
    assert kinds[-1] == "town"


def test_atlas_adds_and_drops_the_article():
    found = load_atlas().find(fold("قامشلي"))
    assert {place.country for place in found} == {"SY"}


def test_atlas_knows_countries_by_every_name():
    atlas = load_atlas()
    for name, code in [("سورية", "SY"), ("المملكة العربية السعودية", "SA"), ("أميركا", "US")]:
        country = atlas.find_country(fold(name))
        assert country is not None
        assert country.country == code
    assert atlas.find_country(fold("حلب")) is None


def test_nationalities_leave_out_what_means_something_else():
    nationalities = load_nationalities()
    assert nationalities[fold("ليبية")] == "LY"
    assert fold("مالي") not in nationalities
    assert fold("عربي") not in nationalities


def test_ambiguous_names_tell_what_they_need():
    assert fold("الباب") in load_ambiguous("cue")
    assert fold("الثورة") in load_ambiguous("head")
    assert load_ambiguous("cue") | load_ambiguous("head") == load_ambiguous()
    assert not load_ambiguous("cue") & load_ambiguous("head")
    assert fold("دمشق") not in load_ambiguous()


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("دير الزور", ["دير الزور", "ديرالزور"]),
        ("كفرنبل", ["كفرنبل", "كفر نبل"]),
        ("حلب", ["حلب"]),
        ("ديرك", ["ديرك"]),
    ],
)
def test_names_are_spelt_joined_and_parted(name, spellings):
    assert spell_name(name) == spellings
