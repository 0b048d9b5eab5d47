"""How telling a word or a place's name is: the fewer articles have it, the more it tells."""

import math
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache

from rawi.lexica.tables import load_table

# The articles counted weigh as much as so many of the word list, so that a case of a dozen articles
# on one town has its common words and its telling ones as a large corpus has.
BACKGROUND = 1000


@cache
def _load_common() -> dict[str, int]:
    return {row["form"]: int(row["share"]) for row in load_table("incidents/common")}


class Rarity:
    """Weights of stems by how many documents have them, with a background of ordinary news.

    Args:
        documents: The stems of each document, each once.
    """

    def __init__(self, documents: Iterable[Collection[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._size = 0
        for stems in documents:
            self._counts.update(stems)
            self._size += 1
        self._top = math.log(2 * (self._size + BACKGROUND + 1))
        self._weights = {stem: self._make_weight(stem) for stem in self._counts}
        self._squares = {stem: weight**2 for stem, weight in self._weights.items()}

    def weigh(self, stem: str) -> float:
        """Return the weight of a stem: 1 for one that no document has, near 0 for one in all."""
        weight = self._weights.get(stem)
        return self._make_weight(stem) if weight is None else weight

    def _make_weight(self, stem: str) -> float:
        known = self._counts.get(stem, 0) + _load_common().get(stem, 0) * BACKGROUND / 1000
        return math.log((self._size + BACKGROUND + 1) / (known + 0.5)) / self._top

    def count(self, stem: str) -> int:
        """Return how many documents have a stem."""
        return self._counts.get(stem, 0)

    def measure(self, stems: Collection[str]) -> float:
        """Return the length of the vector of stems, for `compare`. They are of the documents."""
        return math.sqrt(sum(map(self._squares.__getitem__, stems)))

    def compare(self, one: frozenset[str], other: frozenset[str], lengths: float) -> float:
        """Return the cosine of two sets of stems, 0 to 1.

        Args:
            one: Stems of the documents.
            other: Stems of the documents.
            lengths: The product of their lengths (`measure`).
        """
        if lengths == 0:
            return 0.0
        return sum(map(self._squares.__getitem__, one & other)) / lengths
