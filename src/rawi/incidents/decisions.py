"""What people decided on top of what the program merged, so that a decision moves what it names.

The program's merges of a cluster are a tree: n items, n - 1 judgements. A merge by a person ties
two trees together. A split cuts the weakest judgements between those who are to be apart, so that
what nobody named goes with whom it fits better. Nothing else moves, and a decision that is taken
back leaves no trace. The last decision counts.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import msgspec

from rawi.incidents.judgements import Decision, Judgement, Kind


def apply_decisions(
    judgements: Iterable[Judgement], decisions: Iterable[Decision], kind: Kind
) -> list[Judgement]:
    """Return the program's judgements with what people decided.

    Args:
        judgements: The program's merges, those that people overruled included.
        decisions: In the order they were made.
        kind: Of the judgements and decisions.

    Returns:
        The judgements that hold (`rawi`, `review`), then those that a person `overruled`.
    """
    ties = _Ties(kind, [j for j in judgements if j.by != "review"])
    for decision in decisions:
        if decision.same:
            ties.join(decision.items)
        else:
            ties.part(decision.items, decision.sides or range(len(decision.items)))
    return ties.list_all()


def group_items(items: Iterable[str], judgements: Iterable[Judgement]) -> list[list[str]]:
    """Return items in the groups that the judgements which hold make of them, in their order."""
    ties = _Ties("incident", [j for j in judgements if j.by != "overruled"])
    found: dict[str, list[str]] = {}
    leaders: dict[str, str] = {}
    for item in items:
        if item not in leaders:
            leaders.update(dict.fromkeys(ties.reach(item), item))
        found.setdefault(leaders[item], []).append(item)
    return list(found.values())


class _Ties:
    """Judgements between items, of which those that hold form a forest."""

    def __init__(self, kind: Kind, judgements: Sequence[Judgement]) -> None:
        self._kind: Kind = kind
        self._cut: list[Judgement] = []
        self._at: dict[str, list[Judgement]] = {}
        for judgement in judgements:
            self._add(msgspec.structs.replace(judgement, by="rawi"))

    def _add(self, judgement: Judgement) -> None:
        self._at.setdefault(judgement.one, []).append(judgement)
        self._at.setdefault(judgement.other, []).append(judgement)

    def _remove(self, judgement: Judgement) -> None:
        self._at[judgement.one].remove(judgement)
        self._at[judgement.other].remove(judgement)
        if judgement.by == "rawi":
            self._cut.append(msgspec.structs.replace(judgement, by="overruled"))

    def reach(self, item: str) -> set[str]:
        """Return an item with all that it is tied to."""
        found, ahead = {item}, [item]
        while ahead:
            at = ahead.pop()
            for judgement in self._at.get(at, ()):
                other = judgement.other if judgement.one == at else judgement.one
                if other not in found:
                    found.add(other)
                    ahead.append(other)
        return found

    def join(self, items: Sequence[str]) -> None:
        for one, other in pairwise(items):
            if other not in self.reach(one):
                self._add(Judgement(self._kind, one, other, 1.0, ("decided",), "review"))

    def part(self, items: Sequence[str], sides: Sequence[int]) -> None:
        around = {item for named in items for item in self.reach(named)}
        groups = _Sides(dict(zip(items, sides, strict=True)))
        for judgement in self._rank(around):
            if not groups.unite(judgement.one, judgement.other):
                self._remove(judgement)
        for side in dict.fromkeys(sides):
            self.join([item for item, of in zip(items, sides, strict=True) if of == side])

    def _rank(self, items: Collection[str]) -> list[Judgement]:
        """Return the judgements among items, a person's first, then by score."""
        found = {
            (j.one, j.other): j for item in items for j in self._at.get(item, ())
        }  # fmt: skip
        return sorted(found.values(), key=lambda j: (j.by != "review", -j.score, j.one, j.other))

    def list_all(self) -> list[Judgement]:
        held = {(j.one, j.other): j for judged in self._at.values() for j in judged}
        return [*held.values(), *self._cut]


class _Sides:
    """Items in groups of which none has items of two sides (union-find)."""

    def __init__(self, sides: dict[str, int]) -> None:
        self._above: dict[str, str] = {}
        self._side: dict[str, int] = {}
        first: dict[int, str] = {}
        for item, side in sides.items():
            self._above[item] = first.setdefault(side, item)
            self._side[first[side]] = side

    def _find(self, item: str) -> str:
        while (above := self._above.setdefault(item, item)) != item:
            self._above[item] = self._above[above]
            item = above
        return item

    def unite(self, one: str, other: str) -> bool:
        """Make one group of two; return whether their sides allow it."""
        first, second = self._find(one), self._find(other)
        sides = {self._side[group] for group in (first, second) if group in self._side}
        if len(sides) > 1:
            return False
        if first != second:
            self._above[second] = first
            if sides:
                self._side[first] = sides.pop()
        return True
