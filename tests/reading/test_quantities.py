"""Counts of people affected, from cases marked with what, low and high."""

import random
import tomllib
from pathlib import Path

import pytest
from marked import parse_marked

from rawi.lexica.tables import load_table
from rawi.reading.entities import Entities
from rawi.reading.quantities import read_quantities
from rawi.reading.times import read_times

CASES = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text("utf-8"))["case"]


@pytest.fixture
def quantities(analysis):
    def read(text):
        read = analysis(text, published="2018-07-05")
        return read_quantities(read, Entities(read, []), read_times(read))

    return read


def parse_label(label):
    what, _, bounds = label.partition(" ")
    low, high = bounds.split("-")
    return what, int(low), int(high) if high else None


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_quantities_of_each_case(quantities, case):
    marked = parse_marked(case["text"])
    expected = [(marked.text[start:end], *parse_label(label)) for label, start, end in marked.spans]
    found = [(each.text, each.what, each.low, each.high) for each in quantities(marked.text)]
    assert found == expected


def test_quantities_part_of_the_larger_count(quantities):
    found = quantities("مقتل 9 مدنيين بينهم طفلان وامرأة، وإصابة 12 آخرين بينهم 3 نساء.")
    assert [(each.what, each.low, each.part_of) for each in found] == [
        ("killed", 9, None),
        ("killed", 2, "q1"),
        ("killed", 1, "q1"),
        ("wounded", 12, None),
        ("wounded", 3, "q4"),
    ]


def test_quantities_cumulative_where_a_total_grew(quantities):
    found = quantities("ارتفعت حصيلة القتلى في المدينة إلى 17 شخصا. وقتل جندي.")
    assert [(each.what, each.low, each.cumulative) for each in found] == [
        ("killed", 17, True),
        ("killed", 1, False),
    ]


@pytest.mark.parametrize("text", ["", ".", "مقتل", "بين 3 و", "أكثر من", "أحد", "مقتل 5", "قتل ال"])
def test_quantities_never_fail(quantities, text):
    for each in quantities(text):
        assert each.text in text


def test_quantities_any_order_of_their_words_is_read(quantities):
    tables = ("nouns", "effects", "particles", "groups")
    words = [row["form"] for name in tables for row in load_table(f"people/{name}")]
    words += [row["form"] for row in load_table("numbers/words")] * 5 + ["و", "من", "15", "،"] * 50
    rng = random.Random(7)
    for _ in range(40):
        text = " ".join(rng.choices(words, k=80))
        for each in quantities(text):
            assert text[each.start : each.end] == each.text
            assert (each.low or 0) <= (each.high or 10**18)
