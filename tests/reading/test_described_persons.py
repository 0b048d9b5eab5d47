"""Which descriptions are of a person whom the article names."""

import pytest


def name_targets(report) -> set[str]:
    names = {entity.id: entity.name for entity in report.entities}
    return {names[x] for event in report.events for x in event.targets}


@pytest.mark.parametrize(
    "text",
    [
        "اعتقلت الشرطة شابا يدعى “سالم العبيدي” في سبها أمس.",
        "اعتقلت الشرطة شابا في سبها أمس. ونقل الشاب سالم العبيدي إلى السجن.",
    ],
)
def test_one_who_is_named_is_that_person(report, text):
    assert name_targets(report(text)) == {"سالم العبيدي"}


@pytest.mark.parametrize(
    ("described", "rest"),
    [
        ("شابا", "ورأى الشاب سالم العبيدي والشاب عمر الورفلي ما جرى."),
        ("شابا", "وقال الشاب سالم العبيدي إن الطريق أغلق."),
        ("شابين", "ونقل الشاب سالم العبيدي إلى السجن."),
    ],
)
def test_one_of_several_or_the_speaker_is_not_taken_for_him(report, described, rest):
    assert name_targets(report(f"اعتقلت الشرطة {described} في سبها أمس. {rest}")) == {described}


def test_bearer_of_a_title_is_the_person_who_is_named_with_it(report):
    text = "وصل وزير المياه سالم العبيدي إلى سبها. واختطف مسلحون وزير المياه أمس."
    assert name_targets(report(text)) == {"سالم العبيدي"}


def test_bearer_of_another_title_is_another(report):
    text = "وصل وزير المياه سالم العبيدي إلى سبها. واختطف مسلحون وزير النقل أمس."
    assert name_targets(report(text)) == {"وزير النقل"}
