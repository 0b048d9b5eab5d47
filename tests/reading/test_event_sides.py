"""Who did it to whom: what the rules propose, and whom the weights must not make a doer."""

import tomllib
from pathlib import Path

import pytest
from marked import parse_marked
from marked_events import UPSTREAM, check_arguments, find_event, read_marked

from rawi.reading.events import assembly

CASES = tomllib.loads((Path(__file__).parent / "event_sides.toml").read_text("utf-8"))["case"]


def name_sides(case: dict, role: str) -> set[str]:
    events, entities = read_marked(parse_marked(case["text"]))
    return {entities[x].name for event in events for x in getattr(event, role)}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_sides_proposed_by_rules(case, monkeypatch):
    monkeypatch.setattr(assembly, "weigh_arguments", lambda _scene, events: events)
    marked = parse_marked(case["text"])
    events, entities = read_marked(marked)
    wanted = [(label, s, e) for label, s, e in marked.spans if label not in UPSTREAM]
    check_arguments(case, find_event(events, wanted), entities, marked.text)


def list_weighed(**roles: str) -> list:
    """Return each case under each of some keys, with the key and the role that it is of."""
    return [
        pytest.param(case, key, role, id=f"{key}: {case['name']}")
        for key, role in roles.items()
        for case in CASES
        if key in case
    ]


@pytest.mark.parametrize(
    ("case", "key", "role"), list_weighed(blameless="agents", unhurt="targets")
)
def test_sides_of_weighed_events_leave_out(case, key, role):
    assert not name_sides(case, role) & set(case[key])


@pytest.mark.parametrize(("case", "key", "role"), list_weighed(doers="agents", hurt="targets"))
def test_sides_of_weighed_events_keep(case, key, role):
    assert set(case[key]) <= name_sides(case, role)


def find_doers(report, type_: str) -> list[str]:
    names = {entity.id: entity.name for entity in report.entities}
    return [names[x] for event in report.events if event.type == type_ for x in event.agents]


def test_sides_of_who_tells_of_himself(report):
    found = report("قالت كتائب الشفق إنها هاجمت ثكنة لواء النخيل في درنة.")
    assert find_doers(found, "attack") == ["كتائب الشفق"]


TITLED = (
    "هاجم القائد العام للواء الشفق العقيد سامر الحلبي مخزنا في درنة.",
    "هاجم آمر كتائب الشفق العقيد سامر الحلبي مخزنا في درنة.",
)


@pytest.mark.parametrize("text", TITLED)
def test_sides_of_a_title_are_who_holds_it(report, text):
    assert find_doers(report(text), "attack") == ["سامر الحلبي"]


def test_sides_of_a_title_behind_a_passive_are_hit(report):
    found = report("قتل آمر كتائب الشفق العقيد سامر الحلبي قرب درنة.")
    assert find_doers(found, "killing") == []


def test_sides_of_who_answers_leave_out_his_own_dead(report):
    found = report("قصفت تركيا مواقع كتائب الشفق ردا على مقتل أحد جنودها.")
    assert find_doers(found, "shelling") == ["تركيا"]
    assert find_doers(found, "killing") == []


def test_sides_of_arrest_leave_out_the_outlet(report):
    found = report("أعلنت وكالة رويترز مداهمة منزل في درنة.")
    assert find_doers(found, "arrest") == []


def test_sides_of_a_raid_take_an_agency_that_is_no_outlet(report):
    found = report("نفذت وكالة المخابرات المركزية غارة بطائرة مسيرة.")
    assert find_doers(found, "airstrike") == ["وكالة المخابرات المركزية"]


def test_sides_of_a_raid_leave_out_an_agency_that_no_list_has(report):
    found = report("نفذت وكالة المدار غارة بطائرة مسيرة.")
    assert find_doers(found, "airstrike") == []


def test_sides_of_doubtful_passive_stay_empty(report):
    found = report("فجر مسلح نفسه أمام الثكنة واعتقل مسلح آخر.")
    assert find_doers(found, "arrest") == []


def test_sides_of_a_light_verb_with_pronoun_are_of_the_event_before(report):
    found = report("أسفر اعتقال نفذته كتائب الشفق وهجوم على المبنى عن أضرار.")
    assert find_doers(found, "arrest") == ["كتائب الشفق"]
    assert find_doers(found, "attack") == []


def test_sides_of_a_carried_verb_leave_out_the_body_of_spokesmen(report):
    found = report("أعلن متحدثون باسم كتائب الشفق أن قاربا وصل وهاجم الميناء.")
    assert find_doers(found, "attack") == []


def test_who_denies_a_capture_made_none(report):
    read = report("دارت معارك بين لواء النهر وقوة الوادي. ونفت قوة الوادي سقوط الحي في سبها.")
    names = {entity.id: entity.name for entity in read.entities}
    captures = [event for event in read.events if event.type == "capture"]
    assert len(captures) == 1
    assert captures[0].modality == "denied"
    assert "قوة الوادي" not in {names[agent] for agent in captures[0].agents}


@pytest.mark.parametrize(
    "text",
    [
        "شن الوزير هجوما على الوزير السابق.",
        "هاجم النائب الحكومة بشدة.",
        "خطف المنتخب الفوز في الدقيقة الأخيرة.",
    ],
)
def test_sides_of_words_and_games_are_of_no_violence(report, text):
    assert report(text).events == ()


def test_sides_of_a_fierce_attack_by_a_group(report):
    found = report("شنت كتائب الشفق هجوما عنيفا على ثكنة في درنة.")
    assert find_doers(found, "attack") == ["كتائب الشفق"]


def test_sides_of_a_clash_told_before_kill_nobody_by_that(report):
    found = report("اندلعت اشتباكات بين كتائب الشفق ولواء النخيل في درنة أدت إلى مقتل طفل.")
    assert find_doers(found, "battle") == ["كتائب الشفق", "لواء النخيل"]
    assert find_doers(found, "killing") == []


def test_sides_of_an_event_that_names_its_doer_are_not_those_before(report):
    found = report("قصفت كتائب الشفق سوقا في ظل تفجيرات تنفذها قبائل الوادي في سبها.")
    assert find_doers(found, "shelling") == ["كتائب الشفق"]
    assert "كتائب الشفق" not in find_doers(found, "bombing")


def test_sides_of_who_is_masculine_leave_out_a_speaker_of_the_feminine(report):
    found = report("أشارت كتائب الشفق إلى أنه هاجم ثكنة لواء النخيل في درنة.")
    assert find_doers(found, "attack") == []


def test_sides_of_a_death_leave_out_the_doers_of_what_is_told_before(report):
    found = report("شنت كتائب الشفق أول هجوم منذ إعلان وفاة زعيمها متأثرا بجروحه.")
    assert find_doers(found, "killing") == []


def test_sides_of_one_more_raid_are_those_of_the_last(report):
    found = report("شنت روسيا غارات على درنة. ودمرت غارة أخرى جسرا في سرت.")
    assert find_doers(found, "airstrike") == ["روسيا", "روسيا"]


def test_sides_of_one_more_attack_are_not_told(report):
    found = report("شنت كتائب الشفق هجوما على ثكنة. وقتل حارس في هجوم آخر في سرت.")
    assert find_doers(found, "attack") == ["كتائب الشفق"]


def test_sides_of_a_clash_between_the_two_leave_out_who_tells_of_it(report):
    found = report("قال عميد البلدية سالم الورفلي إن الاشتباكات بين الطرفين انتهت.")
    assert find_doers(found, "battle") == []


@pytest.mark.parametrize(
    "text",
    [
        "قتل خمسة جنود في هجوم، بينهم العقيد سالم الورفلي، وقال سمير العياري إن الوضع هادئ.",
        "قتل ثلاثة أشخاص في هجوم، وهم سالم الورفلي وزوجته وابنه.",
    ],
)
def test_sides_of_an_attack_name_who_is_among_the_dead(report, text):
    found = report(text)
    names = {entity.id: entity.name for entity in found.entities}
    hit = [names[x] for event in found.events for x in event.targets]
    assert "سالم الورفلي" in hit
    assert "سمير العياري" not in hit


def test_sides_of_destruction_leave_out_who_is_only_named_near(report):
    found = report("وصلت كتائب الشفق إلى القرية. وأظهرت صور احتراق منازل فيها.")
    assert find_doers(found, "destruction") == []


def test_sides_leave_out_a_state_beside_its_body_that_did_it(report):
    found = report("ترى الولايات المتحدة خطرا. شنت القوات الأمريكية عملية عسكرية في سرت.")
    assert find_doers(found, "operation") == ["القوات الأمريكية"]


def test_sides_leave_out_a_regime_beside_its_forces(report):
    found = report("قصف النظام درنة، وأدى قصف قوات النظام إلى دمار في درنة.")
    assert set(find_doers(found, "shelling")) == {"قوات النظام"}


def test_sides_of_a_death_are_not_of_an_event_told_far_from_it(report):
    found = report(
        "شنت كتائب الشفق هجوما على ثكنة في درنة. وقال سكان إن الوضع هادئ. وفتحت المدارس. "
        "وتوفي سالم الورفلي في سرت. وزار الوزير المدينة. وكان هجوم كتائب الشفق على الثكنة عنيفا."
    )
    assert find_doers(found, "killing") == []


def test_sides_of_a_bombing_leave_out_who_acts_in_its_wake(report):
    found = report("بدأت كتائب الشفق عمليات عسكرية في سرت في أعقاب تفجير كبير في السوق.")
    assert find_doers(found, "operation") == ["كتائب الشفق"]
    assert find_doers(found, "bombing") == []


def test_sides_of_an_attack_leave_out_who_talks_about_it(report):
    found = report("كثفت تركيا مشاوراتها مع حلفائها بهدف تجاوز تداعيات الهجوم على السوق.")
    assert find_doers(found, "attack") == []


def test_sides_of_fighting_leave_out_the_country_that_sees_it(report):
    found = report("تشهد سوريا نزاعا داميا منذ سنوات.")
    assert find_doers(found, "battle") == []


def test_sides_of_an_agreement_leave_out_who_breaks_it(report):
    found = report("كانت كتائب الشفق تهاجم القرى رغم اتفاق وقف إطلاق النار الموقع في مارس 2020.")
    assert find_doers(found, "attack") == ["كتائب الشفق"]
    assert find_doers(found, "agreement") == []


def test_sides_take_whoever_is_joined_to_a_doer_as_his_own(report):
    found = report("شنت كتائب الشفق ومرتزقتها هجوما على ثكنة في درنة.")
    assert find_doers(found, "attack") == ["كتائب الشفق", "مرتزقتها"]
