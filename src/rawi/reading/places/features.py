"""Nouns that stand before the name of a place and say what it is: قرية, حي, محافظة."""

from functools import cache
from typing import NamedTuple

from rawi.lexica.tables import load_table
from rawi.text.normalise import fold
from rawi.text.tokens import Token


class Feature(NamedTuple):
    """What a noun before a name says: a row of `places/features`."""

    precision: str
    in_name: bool
    village: bool
    at_name: bool


@cache
def load_features() -> dict[str, Feature]:
    """Return the feature nouns by folded form."""
    return {
        fold(row["form"]): Feature(
            row["precision"],
            row["in_name"] == "yes",
            row["village"] == "yes",
            row["at_name"] == "yes",
        )
        for row in load_table("places/features")
    }


def find_feature(tokens: list[Token], first: int) -> Feature | None:
    """Return the feature noun right before a name: بمدينة درنة, ريف حلب."""
    if first <= 0:
        return None
    features = load_features()
    return next((features[f.key] for f in tokens[first - 1].forms if f.key in features), None)
