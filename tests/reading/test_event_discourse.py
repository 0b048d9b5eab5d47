"""Sides that the story as a whole gives to an event, or takes from it."""

import pytest


def sides(report, kind):
    names = {entity.id: entity.name for entity in report.entities}
    return [[names[x] for x in event.agents] for event in report.events if event.type == kind]


@pytest.mark.parametrize("accuser", ["قوة درع التلال", "لواء نجمة الوادي"])
def test_accuser_is_no_doer_of_what_only_it_tells(report, accuser):
    text = f"واتهم المتحدث باسم {accuser} خصومه بقصف منازل المدنيين بقذائف الهاون."
    assert sides(report(text), "shelling") == [[]]


@pytest.mark.parametrize("critic", ["رابطة أمهات التلال", "هيئة الإغاثة"])
def test_who_condemns_violence_is_no_doer_of_it(report, critic):
    text = f"دانت {critic} جرائم قتل وتعذيب الأطفال في المدينة."
    [agents] = sides(report(text), "attack")
    assert agents == []


def test_both_sides_are_not_named_beside_their_names(report):
    text = (
        "اشتباكات في الكفرة بين الطرفين\n"
        "قتل تسعة أشخاص في اشتباكات اندلعت فجر الأربعاء بين لواء نجمة الوادي وقوة درع التلال "
        "في الكفرة."
    )
    (agents,) = sides(report(text, published="2019-10-17"), "battle")
    assert sorted(agents) == ["قوة درع التلال", "لواء نجمة الوادي"]


@pytest.mark.parametrize("members", ["ستة من عناصر", "ستة قتلى من", "خمسة قتلى في صفوف"])
def test_body_whose_members_die_is_no_doer(report, members):
    text = f"سقط {members} الشرطة في الكمين الذي نصبه مسلحون على الطريق."
    assert sides(report(text), "attack") == [["مسلحون"]]


def test_victims_end_with_their_line(report):
    read = report("أسفر القصف على المدينة عن مقتل ثلاثة جنود من\nالشرطة في درنة.")
    names = [entity.name for entity in read.entities]
    assert "ثلاثة جنود" in names
    assert all("\n" not in name for name in names)


def test_father_is_no_raid(report):
    assert report("توجه والدهما إلى المستشفى بعد الظهر.").events == ()


def test_force_named_in_quotation_marks_is_not_hit_by_itself(report):
    read = report('وكانت قصفت قوات "قسد" قبل أيام قرى برشايا والشويحة.')
    [shelling] = read.events
    names = {entity.id: entity.name for entity in read.entities}
    assert [names[x] for x in shelling.agents] == ["قسد"]
    assert "قسد" not in [names[x] for x in shelling.targets]


def test_town_that_is_hit_is_the_place(report):
    read = report("قصفت طائرات حربية مدينة إدلب ومستشفى الرحمة في سوريا.")
    [strike] = read.events
    names = {entity.id: entity.name for entity in read.entities}
    assert names[strike.place] == "إدلب"
    assert "إدلب" not in [names[x] for x in strike.targets]


def read_shelling(report, text):
    read = report(text)
    [shelling] = read.events
    names = {entity.id: entity.name for entity in read.entities}
    return names[shelling.place], [names[x] for x in shelling.targets]


def test_town_in_which_nothing_is_hit_is_the_target_too(report):
    text = "قصفت مدفعية كتائب الشفق أمس بلدة سرمين قرب إدلب."
    assert read_shelling(report, text) == ("سرمين", ["سرمين"])


def test_town_upon_which_shells_fall_is_the_place(report):
    place, targets = read_shelling(report, "سقط جرحى في قصف مدفعي على بلدة سرمين قرب إدلب.")
    assert (place, "سرمين" in targets) == ("سرمين", False)
