"""Judgements: what the program merged and why, and what people decided, which goes before it."""

from collections.abc import Iterable
from typing import Literal

import msgspec

Kind = Literal["incident", "actor"]


class Judgement(msgspec.Struct, frozen=True):
    """That two items are of one incident or actor: reversible, with its score and reasons.

    Attributes:
        kind: `incident` (the items are accounts) or `actor` (entities of documents).
        one: Id of an item.
        other: Id of another.
        score: 0 to 1; 1 where a person decided.
        reasons: What spoke for it and against it, the strongest first.
        by: `rawi`, or `review` where a person decided.
    """

    kind: Kind
    one: str
    other: str
    score: float
    reasons: tuple[str, ...] = ()
    by: str = "rawi"


class Decision(msgspec.Struct, frozen=True):
    """What a person decided on items: that they are one, or that they are not.

    Attributes:
        kind: As of judgements.
        same: True: all items are one; False: each two of them are apart.
        items: Their ids, two or more.
        review: Id of the review.
    """

    kind: Kind
    same: bool
    items: tuple[str, ...]
    review: str = ""


def list_pairs(decisions: Iterable[Decision], *, same: bool) -> list[tuple[str, str]]:
    """Return the pairs of items that people held to be one (or apart), in the order decided."""
    pairs = []
    for decision in decisions:
        if decision.same != same:
            continue
        for place, one in enumerate(decision.items):
            upto = place + 2 if same else len(decision.items)
            pairs += [(one, other) for other in decision.items[place + 1 : upto]]
    return pairs
