"""Descriptions of unnamed actors: which mean the same ones."""

import pytest

from rawi.reading.descriptions import make_description_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المسلحون", "المسلحين"),
        ("مسلحون", "المسلحين"),
        ("الجماعات المسلحة", "المسلحون"),
        ("عناصر متمردة", "المتمردين"),
        ("القوات الحكومية", "القوّات الحكوميّة"),
    ],
)
def test_descriptions_of_the_same_actors_have_one_key(one, other):
    assert make_description_key(one) == make_description_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("القوات الحكومية", "القوات الأجنبية"),
        ("المسلحون", "المدنيون"),
        ("خمسة مدنيين", "مدنيين"),
        ("الجماعات المسلحة", "الجماعات الأهلية"),
    ],
)
def test_descriptions_of_other_actors_have_other_keys(one, other):
    assert make_description_key(one) != make_description_key(other)


def test_described_actor_keeps_its_other_descriptions_as_aliases(report):
    text = "قصفت الجماعات المسلحة البلدة. وقال سكان إن المسلحين اعتقلوا ثلاثة شبان."
    unnamed = {e.name: e.aliases for e in report(text).entities if e.type == "unnamed"}
    assert all("المسلحين" not in name for name in unnamed)
