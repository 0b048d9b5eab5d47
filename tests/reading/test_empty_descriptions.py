"""Descriptions that say of nobody and nothing who or what it is."""

import pytest

from rawi.reading.entities import Entities
from rawi.reading.events.meanings.empty_descriptions import is_empty
from rawi.reading.events.scenes import Scene


def check(analysis, text: str, phrase: str, type_: str) -> bool:
    read = analysis(text)
    start = text.index(phrase)
    return is_empty(Scene(read, Entities(read, [])), (start, start + len(phrase)), type_)


@pytest.mark.parametrize(
    ("text", "phrase", "type_"),
    [
        ("قصفت الطائرات مواقع في ريف المدينة.", "مواقع", "airstrike"),
        ("استهدفت الغارات عشرات الأهداف أمس.", "عشرات الأهداف", "airstrike"),
        ("مشطت الشرطة موقع الهجوم صباحا.", "موقع الهجوم", "operation"),
        ("تسبب القصف بتضاعف عدد الضحايا أمس.", "عدد الضحايا", "shelling"),
        ("وقع انفجار سيارة مفخخة أمس.", "سيارة مفخخة", "bombing"),
        ("ردا على قصف الأخرى للبلدة.", "الأخرى", "shelling"),
        ("أسفر الهجوم عن مقتل 29 وإصابة آخرين.", "29", "attack"),
        ("أوقع الهجوم 14 قتيلا أمس.", "14 قتيلا", "attack"),
        ("خلف الانفجار عشرات الجرحى أمس.", "عشرات الجرحى", "bombing"),
        ("قتل أكثر من 60 شخصا في القصف.", "أكثر من 60 شخصا", "shelling"),
        ("قتل ثلاثون جنديا في التفجير.", "ثلاثون جنديا", "bombing"),
        ("قتل سبعة أشخاص في الهجوم.", "سبعة أشخاص", "attack"),
    ],
)
def test_descriptions_that_name_no_target(analysis, text, phrase, type_):
    assert check(analysis, text, phrase, type_)


@pytest.mark.parametrize(
    ("text", "phrase", "type_"),
    [
        ("قصفت الطائرات مواقع للمتمردين أمس.", "مواقع", "airstrike"),
        ("قصفت الطائرات مواقع تابعة لهم أمس.", "مواقع", "airstrike"),
        ("قصفت الطائرات مواقعهم أمس.", "مواقعهم", "airstrike"),
        ("قصفت الطائرات مواقع المتمردين أمس.", "مواقع المتمردين", "airstrike"),
        ("هاجم مسلحون نقطة تفتيش أمس.", "نقطة تفتيش", "attack"),
        ("دمر الجيش سيارة مفخخة أمس.", "سيارة مفخخة", "destruction"),
        ("قتل عدد من الجنود أمس.", "عدد من الجنود", "attack"),
        ("خلف الانفجار ثلاثة قتلى مدنيين أمس.", "ثلاثة قتلى مدنيين", "bombing"),
        ("قتل ثلاثة جنود في التفجير.", "ثلاثة جنود", "bombing"),
        ("قتل ثلاثون جنديا في الهجوم.", "ثلاثون جنديا", "attack"),
        ("قتل سبعة أشخاص في الغارة.", "سبعة أشخاص", "airstrike"),
        ("اغتال مسلحون ستين شخصا هذا العام.", "ستين شخصا", "killing"),
    ],
)
def test_descriptions_that_name_a_target(analysis, text, phrase, type_):
    assert not check(analysis, text, phrase, type_)
