"""Items gathered into clusters by the scores of their pairs, without chaining.

Clusters merge in the order of how well they fit. How well two fit is the mean score of the better
half of the pairs between them: one good link does not chain two clusters of which the rest does
not fit, and one bad reading does not part what else belongs together.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Merge(NamedTuple):
    """Two clusters made one, told by the best pair between them.

    Attributes:
        one: Number of an item of the one cluster.
        other: Number of an item of the other.
        score: How well the clusters fit (log-odds).
    """

    one: int
    other: int
    score: float


class Gathering(NamedTuple):
    """What clustering gave.

    Attributes:
        clusters: Numbers of items, ascending, those of the lowest first.
        merges: In the order they were made.
    """

    clusters: list[list[int]]
    merges: list[Merge]


class Scores:
    """Scores of pairs of items; those not compared have a low one.

    Args:
        scores: Log-odds by pair, the lower number first.
        absent: Score of pairs that were not compared.
        silent: Whether a pair says nothing of whether its clusters are one.
    """

    def __init__(
        self,
        scores: Mapping[tuple[int, int], float],
        *,
        absent: float = -5.0,
        silent: Callable[[int, int], bool] | None = None,
    ) -> None:
        self.silent = silent
        self.scores = scores
        self.absent = absent

    def find(self, one: int, other: int) -> float | None:
        """Return the score of a pair; None where it says nothing."""
        if self.silent is not None and self.silent(one, other):
            return None
        pair = (one, other) if one < other else (other, one)
        return self.scores.get(pair, self.absent)


def gather(
    size: int,
    scores: Scores,
    *,
    threshold: float,
    together: Mapping[tuple[int, int], float] | None = None,
    excludes: Callable[[Sequence[int], Sequence[int]], bool] | None = None,
) -> Gathering:
    """Return the items in clusters.

    Cost: near linear in the number of pairs that have a score above the threshold, as long as
    clusters are small.

    Args:
        size: Number of items, from 0.
        scores: Of pairs.
        threshold: Clusters that fit less are not merged.
        together: Pairs that are one whatever else speaks against it, with their scores.
        excludes: Whether two clusters may not be merged whatever their fit.
    """
    state = _State(size, scores)
    for (one, other), score in (together or {}).items():
        state.join(one, other, score)
    queue = [
        (-score, one, other)
        for (one, other), score in scores.scores.items()
        if score > threshold
    ]  # fmt: skip
    heapq.heapify(queue)
    while queue:
        fit, one, other = heapq.heappop(queue)
        first, second = state.find(one), state.find(other)
        if first == second:
            continue
        merge = state.fit(first, second)
        if merge.score <= threshold:
            continue
        if merge.score < -fit - 1e-9:
            # The clusters grew since: they wait for their turn with the score that they have now.
            heapq.heappush(queue, (-merge.score, one, other))
            continue
        if excludes is not None and excludes(state.members[first], state.members[second]):
            continue
        state.merges.append(merge)
        state.unite(first, second)
    return Gathering(sorted(state.members.values()), state.merges)


class _State:
    def __init__(self, size: int, scores: Scores) -> None:
        self._above = list(range(size))
        self._scores = scores
        self.members = {number: [number] for number in range(size)}
        self.merges: list[Merge] = []

    def find(self, item: int) -> int:
        while self._above[item] != item:
            self._above[item] = self._above[self._above[item]]
            item = self._above[item]
        return item

    def join(self, one: int, other: int, score: float) -> None:
        first, second = self.find(one), self.find(other)
        if first != second:
            self.merges.append(Merge(one, other, score))
            self.unite(first, second)

    def unite(self, first: int, second: int) -> None:
        low, high = min(first, second), max(first, second)
        self._above[high] = low
        self.members[low] = sorted(self.members[low] + self.members.pop(high))

    def fit(self, first: int, second: int) -> Merge:
        pairs = sorted(
            (-score, one, other)
            for one in self.members[first]
            for other in self.members[second]
            if (score := self._scores.find(one, other)) is not None
        )
        if not pairs:
            return Merge(first, second, self._scores.absent)
        half = pairs[: (len(pairs) + 1) // 2]
        score = -sum(pair[0] for pair in half) / len(half)
        return Merge(pairs[0][1], pairs[0][2], score)
