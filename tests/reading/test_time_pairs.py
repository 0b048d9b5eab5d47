"""Sentences that differ in a word or two and mean other days: pairs of time_pairs.toml."""

import tomllib
from pathlib import Path

import pytest

from rawi.reading.times import read_times

PAIRS = tomllib.loads((Path(__file__).parent / "time_pairs.toml").read_text("utf-8"))["pair"]


def read(analysis, text: str) -> list[str]:
    times = read_times(analysis(text, published="2018-07-05"))
    return [f"{time.text} = {time.value}" for time in times]


@pytest.mark.parametrize("side", ["one", "other"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_times_of_a_pair_differ_as_they_should(analysis, pair, side):
    text, *expected = pair[side]
    assert read(analysis, text) == expected


def test_times_tell_of_a_date_that_its_weekday_contradicts(analysis):
    (time,) = read_times(analysis("عقد الاجتماع يوم الاثنين 6 مايو 2018."))
    assert time.reason == "weekday; the date says 2018-05-06"
