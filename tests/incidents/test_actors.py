"""Who is named in several documents is one actor, where something besides a common name says so."""

from rawi.incidents.actors import Member, find_actors, make_members
from rawi.incidents.judgements import Decision


def _member(document, name, type_="person", **given):
    return Member(id=f"{document}:e1", type=type_, name=name, **given)


def _groups(members, decisions=()):
    actors = find_actors(members, decisions).actors
    return sorted(sorted(m[:-3] for m in actor.members) for actor in actors)


def test_actors_of_one_full_name_are_merged():
    members = [_member("a", "سالم عمر بوشناف"), _member("b", "سالم عمر بوشناف")]
    assert _groups(members) == [["a", "b"]]


def test_actors_are_not_merged_on_a_family_name():
    members = [_member("a", "بوشناف", country="LY"), _member("b", "سالم بوشناف", country="LY"),
               _member("c", "بوشناف", country="LY")]  # fmt: skip
    assert _groups(members) == [["a"], ["b"], ["c"]]


def test_actors_of_one_name_are_kept_apart_by_title_and_country():
    members = [
        _member("a", "سالم بوشناف", titles=("عقيد", "لواء"), country="LY"),
        _member("b", "سالم بوشناف", titles=("مدرب", "ناد"), country="EG"),
    ]
    assert _groups(members) == [["a"], ["b"]]


def test_actors_with_a_further_name_need_a_title_or_country_in_common():
    longer = _member("a", "سالم عمر بوشناف", titles=("عقيد",), country="LY")
    assert _groups([longer, _member("b", "سالم بوشناف", titles=("عقيد",), country="LY")]) == [
        ["a", "b"]
    ]
    assert _groups([longer, _member("b", "سالم بوشناف")]) == [["a"], ["b"]]


def test_actors_of_one_nom_de_guerre_need_more_than_the_name():
    assert _groups([_member("a", "أبو ليث"), _member("b", "أبو ليث")]) == [["a"], ["b"]]


def test_actors_by_other_names_of_the_word_lists_are_merged():
    members = [
        _member("a", "قسد", "armed_group", country="SY"),
        _member("b", "قوات سوريا الديمقراطية", "armed_group", country="SY"),
    ]
    assert _groups(members) == [["a", "b"]]


def test_actors_named_by_a_common_noun_are_kept_apart_across_countries():
    members = [
        _member("a", "النيابة", "organization", country="SY"),
        _member("b", "النيابة", "organization", country="LY"),
    ]
    assert _groups(members) == [["a"], ["b"]]


def test_actors_carry_judgements_with_reasons():
    members = [_member(d, "سالم عمر بوشناف", titles=("عقيد",), country="LY") for d in "ab"]
    judgement = find_actors(members).judgements[0]
    assert judgement.kind == "actor"
    assert judgement.score > 0.9
    assert "title_same:عقيد" in judgement.reasons


def test_actors_follow_what_people_decided():
    members = [_member("a", "سالم عمر بوشناف"), _member("b", "سالم عمر بوشناف")]
    assert _groups(members, [Decision("actor", False, ("a:e1", "b:e1"))]) == [["a"], ["b"]]
    others = [_member("a", "سالم بوشناف"), _member("b", "لواء النجمة", "armed_group")]
    assert _groups(others, [Decision("actor", True, ("a:e1", "b:e1"))]) == [["a", "b"]]


def test_members_carry_titles_and_country(report):
    made = make_members(
        report(
            "قال الناطق باسم لواء نجمة الوادي، العقيد سالم بوشناف، إن قواته دخلت الكفرة بليبيا."
        ),
        "d",
    )
    person = next(member for member in made if member.type == "person")
    assert (person.name, person.country) == ("سالم بوشناف", "LY")
    assert "ناطق" in person.titles


def test_members_have_the_country_of_places_that_nobody_disputes(report):
    (member,) = make_members(report("دخلت كتائب الشفق القدس ودرنة."), "d")
    assert member.country == "LY"
