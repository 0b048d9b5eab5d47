"""What speaks for and against an event and its arguments: weights learned from annotation.

`weights/arguments.tsv` has a row for each role and feature; `weights/card.toml` says what they were
learned from and how to learn them again.
"""

from collections.abc import Iterable
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from rawi.language.cards import load_trained

FOLDER = Path(__file__).parent / "weights"
ROLES = ("event", "agent", "target", "place", "date")
# Thresholds for all candidates of an event but the likeliest.
FURTHER = ("further_agent", "further_target")
VERSION = 2


class Weights(NamedTuple):
    """The weight of each feature (log-odds) and the least probability that decides, by role.

    `further_agent` and `further_target` are those for all but the likeliest of an event.
    """

    features: dict[str, dict[str, float]]
    thresholds: dict[str, float]


@cache
def load_weights(folder: Path = FOLDER) -> Weights:
    """Return the weights of the package.

    Raises:
        ModelFileError: a file is missing, damaged, or of another version.
    """
    content, card = load_trained(folder / "arguments.tsv", folder / "card.toml", VERSION)
    weights: dict[str, dict[str, float]] = {role: {} for role in ROLES}
    for line in content.decode("utf-8").splitlines():
        role, feature, weight = line.split("\t")
        weights[role][feature] = float(weight)
    return Weights(weights, card["thresholds"])


def score(features: Iterable[str], weights: dict[str, float]) -> float:
    """Return the probability that the features speak for, 0 to 1."""
    total = sum(filter(None, map(weights.get, features)))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
