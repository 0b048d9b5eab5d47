"""Counting: how many items were found, missed and wrongly reported."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

G = TypeVar("G")
P = TypeVar("P")


@dataclass(slots=True)
class Tally:
    """Counts of one layer over any number of articles.

    Attributes:
        hits: Gold items that a reported item fits.
        gold: Gold items.
        predicted: Reported items.
        precision_sum: Over items, for measures that give each item its own precision (B-cubed);
            unused otherwise.
        recall_sum: Likewise.
        missed: The gold items that nothing fits, in words, for people.
        wrong: The reported items that fit nothing.
    """

    hits: int = 0
    gold: int = 0
    predicted: int = 0
    precision_sum: float | None = None
    recall_sum: float | None = None
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def count(self, hits: int, gold: int, predicted: int) -> None:
        """Add the counts of one article."""
        self.hits += hits
        self.gold += gold
        self.predicted += predicted

    def add_shares(self, precision: float, recall: float) -> None:
        """Add one item with a precision and a recall of its own, each 0 to 1."""
        self.count(0, 1, 1)
        self.precision_sum = (self.precision_sum or 0.0) + precision
        self.recall_sum = (self.recall_sum or 0.0) + recall

    @property
    def precision(self) -> float:
        """Percent of the reported items that are right; 0 where nothing was reported."""
        return _percent(
            self.hits if self.precision_sum is None else self.precision_sum, self.predicted
        )

    @property
    def recall(self) -> float:
        """Percent of the gold items that were found; 0 where the gold has none."""
        return _percent(self.hits if self.recall_sum is None else self.recall_sum, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def _percent(part: float, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def pair_items(
    gold: Sequence[G], predicted: Sequence[P], fit: Callable[[G, P], float]
) -> list[tuple[G, P]]:
    """Pair gold with reported items one to one, the best fit first.

    Args:
        gold: Items of the annotation.
        predicted: Items of the report.
        fit: How well two items fit; 0 means not at all.

    Returns:
        Pairs in order of fit; ties go to the earlier gold item, then to the earlier reported one.
    """
    fits = [
        (-score, i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(predicted)
        if (score := fit(a, b)) > 0
    ]
    pairs, used_gold, used_predicted = [], set(), set()
    for _, i, j in sorted(fits):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs
