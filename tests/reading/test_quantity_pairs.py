"""Sentences that differ in a word or two and count others: pairs of quantity_pairs.toml."""

import tomllib
from pathlib import Path

import pytest

PAIRS = tomllib.loads((Path(__file__).parent / "quantity_pairs.toml").read_text("utf-8"))["pair"]


def read(report, text: str) -> list[str]:
    counts = report(text).quantities
    names = {count.id: count.text for count in counts}
    return [
        f"{count.text} = {count.what} {count.low}-{count.high}"
        + (f" < {names[count.part_of]}" if count.part_of else "")
        + (" +" if count.cumulative else "")
        for count in counts
    ]


@pytest.mark.parametrize("side", ["one", "other"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_counts_of_a_pair_differ_as_they_should(report, pair, side):
    text, *expected = pair[side]
    assert read(report, text) == expected
