"""Which descriptions of an article are of one group of people."""

from math import inf

import pytest

from rawi.reading.events.meanings.descriptions import read_description


def find_unnamed(report) -> list:
    return [entity for entity in report.entities if entity.type == "unnamed"]


@pytest.mark.parametrize(
    ("phrase", "head", "low", "high", "counted", "definite"),
    [
        ("خمسة جنود", "جندي", 5, 5, True, False),
        ("5 جنود", "جندي", 5, 5, True, False),
        ("الجنود الخمسة", "جندي", 5, 5, True, True),
        ("جنديان", "جندي", 2, 2, False, False),
        ("الجندي", "جندي", 1, 1, False, True),
        ("الجنود", "جندي", 2, inf, False, True),
        ("هؤلاء المسلحين", "مسلح", 2, inf, False, True),
        ("أكثر من 20 مسلحا", "مسلح", 20, inf, False, False),
        ("عدد من المسلحين", "مسلح", 2, inf, False, True),
        ("عشرات المسلحين", "مسلح", 20, 99, False, True),
        ("الجماعات المسلحة", "مسلح", 2, inf, False, True),
    ],
)
def test_description_tells_head_size_and_article(phrase, head, low, high, counted, definite):
    description = read_description(phrase)
    assert description[:5] == (head, low, high, counted, definite)


@pytest.mark.parametrize("phrase", ["أحد الجنود", "", "…", "عدد من"])
def test_description_of_one_among_several_or_of_nobody_is_none(phrase):
    assert read_description(phrase) is None


def test_definite_plural_points_back_to_those_counted(report):
    text = (
        "قتل خمسة جنود في هجوم شنه مسلحون على حاجز قرب سبها. "
        "وقال شهود إن المسلحين قتلوا الجنود بالرصاص."
    )
    found = {entity.name: entity.aliases for entity in find_unnamed(report(text))}
    assert found["خمسة جنود"] == ("الجنود",)
    assert found["مسلحون"] == ("المسلحين",)


@pytest.mark.parametrize("other", ["سبعة جنود", "خمسة جنود آخرين"])
def test_other_counts_are_of_other_people(report, other):
    text = (
        "قتل خمسة جنود في هجوم على حاجز قرب سبها أمس. "
        f"وأضاف المصدر أن {other} قتلوا في تفجير استهدف حافلة في درنة."
    )
    names = [entity.name for entity in find_unnamed(report(text))]
    assert "خمسة جنود" in names
    assert other in names


def test_one_is_not_several(report):
    text = "اعتقلت الشرطة مدنيا في سبها. وقصفت طائرات منازل المدنيين في درنة وقتلت المدنيين."
    names = [entity.name for entity in find_unnamed(report(text))]
    assert "مدنيا" in names
    assert "المدنيين" in names


def test_descriptions_in_opposed_roles_stay_apart(report):
    text = "هاجم مقاتلون قبليون المقاتلين الأجانب في سبها."
    names = [entity.name for entity in find_unnamed(report(text))]
    assert names == ["مقاتلون قبليون", "المقاتلين الأجانب"]


def test_entities_described_but_of_no_event_are_left_out(report):
    read = report("قتل مسلحون خمسة جنود في هجوم على حاجز قرب سبها. وشكر سكان الحي رجالا.")
    names = [entity.name for entity in find_unnamed(read)]
    assert "خمسة جنود" in names
    assert "رجالا" not in names
