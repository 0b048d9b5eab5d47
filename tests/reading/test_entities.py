"""Which mentions name one thing, and what the readers can ask of the entities."""

import tomllib
from pathlib import Path

import pytest

from rawi.model import Links, Location, Role
from rawi.reading.entities import Entities
from rawi.reading.mentions import Name, read_names

CASES = tomllib.loads((Path(__file__).parent / "entities.toml").read_text("utf-8"))["case"]
TEXT = "قال العميد نبيل الصقراني في طرابلس إن الجيش الليبي انسحب. وأضاف الصقراني أن مسلحين فروا."


@pytest.fixture
def entities(analysis):
    """Return a maker of the entities of a text."""

    def make(text: str) -> Entities:
        analysed = analysis(text)
        return Entities(analysed, read_names(analysed))

    return make


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_entities_chains(case, entities):
    found: dict[str, list[str]] = {}
    for mention in entities(case["text"]).mentions:
        found.setdefault(mention.entity, []).append(mention.text)
    assert list(found.values()) == case["chains"]


def test_entities_name_is_fullest_mention(entities):
    person = next(entity for entity in entities(TEXT) if entity.type == "person")
    assert person.name == "نبيل الصقراني"
    assert person.aliases == ("الصقراني",)


def test_entities_name_has_the_alef_that_lam_leaves_out(entities):
    [band] = [x for x in entities("نصب كمين للميليشيات الحوثية.") if x.type == "armed_group"]
    assert band.name == "الميليشيات الحوثية"
    [country] = [x for x in entities("قدمت مساعدات للبنان.") if x.type == "place"]
    assert country.name == "لبنان"


def test_entities_alias_that_differs_only_in_spelling_is_none(entities):
    (entity,) = entities("عاد إلى أربيل ثم غادر اربيل.")
    assert (entity.name, entity.aliases) == ("أربيل", ())


def test_entities_mentions_lie_in_order_and_verbatim(entities):
    mentions = entities(TEXT).mentions
    assert [TEXT[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert [m.id for m in mentions] == ["m1", "m2", "m3", "m4"]


def test_entities_mentions_in_range_lie_wholly_inside(entities):
    found = entities(TEXT)
    end = TEXT.index(".")
    assert [m.text for m in found.mentions_in(0, end)] == [
        "نبيل الصقراني", "طرابلس", "الجيش الليبي",
    ]  # fmt: skip
    assert found.mentions_in(TEXT.index("الصقراني"), end)[0].text == "طرابلس"


def test_entities_mention_at_offset(entities):
    found = entities(TEXT)
    at = found.mention_at(TEXT.index("طرابلس") + 3)
    assert at is not None
    assert at.text == "طرابلس"
    assert found.mention_at(0) is None
    assert found.mention_at(TEXT.index("طرابلس") + len("طرابلس")) is None


def test_entities_unnamed_once_for_one_phrase(entities):
    found = entities(TEXT)
    start = TEXT.index("مسلحين")
    one = found.add_unnamed(start, start + 6)
    assert found.add_unnamed(start, start + 6) == one
    assert (found[one].type, found[one].name) == ("unnamed", "مسلحين")
    assert found.listed()[-1].id == one


def test_entities_location_keeps_the_rest(entities):
    found = entities(TEXT)
    place = next(entity for entity in found if entity.type == "place")
    found.set_location(place.id, Location(32.9, 13.2, "LY", "town", "test"), Links(2210247))
    located = found[place.id]
    assert located.location is not None
    assert (located.name, located.links.geonames) == ("طرابلس", 2210247)


def test_entities_role_is_given_once(entities):
    found = entities(TEXT)
    person = next(entity for entity in found if entity.type == "person")
    found.add_role(person.id, Role("المتحدث"))
    found.add_role(person.id, Role("المتحدث"))
    found.add_role(person.id, Role("القائد"))
    assert found[person.id].roles == (Role("المتحدث"), Role("القائد"))


def test_entities_know_what_the_lexicon_says(entities):
    found = entities("عاد الوفد إلى سورية والتقى العقيد سامر الدغيم.")
    place, person = found.listed()
    assert (found.canonical_of(place.id), found.country_of(place.id)) == ("سوريا", "SY")
    assert (found.canonical_of(person.id), found.country_of(person.id)) == (None, None)


def test_entities_of_no_names(entities):
    found = entities("")
    assert (found.mentions, found.listed(), found.mentions_in(0, 9)) == ([], (), [])


def test_entities_take_a_name_of_marks_alone(analysis):
    analysed = analysis("«» و«»")
    assert len(Entities(analysed, [Name(0, 2, "person"), Name(4, 6, "armed_group")]).mentions) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أرسل دعما للجيش الوطني الليبي.", "الجيش الوطني الليبي"),
        ("وصلت الذخيرة للواء القدس.", "لواء القدس"),
        ("سافر وفد للبنان.", "لبنان"),
    ],
)
def test_entities_name_has_the_alef_that_a_double_lam_hides(entities, text, name):
    assert name in {entity.name for entity in entities(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قصفوا مواقع للإرهابيين في الجبل.", "الإرهابيين"),
        ("أقيم مخيم للاجئين قرب القرية.", "لاجئين"),
    ],
)
def test_described_actor_has_the_alef_that_a_double_lam_hides(entities, text, name):
    found = entities(text)
    start = text.index("لل") + 1
    described = found.add_unnamed(start, text.index(" ", start))
    assert found[described].name == name
