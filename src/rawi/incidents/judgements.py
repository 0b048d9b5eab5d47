"""Judgements: what the program merged and why, and what people decided, which goes before it."""

from typing import Literal

import msgspec

Kind = Literal["incident", "actor"]
# The table of each kind of group in a record.
KINDS: dict[str, Kind] = {"incidents": "incident", "actors": "actor"}


class Judgement(msgspec.Struct, frozen=True):
    """That two items are of one incident or actor: reversible, with its score and reasons.

    Attributes:
        kind: `incident` (the items are accounts) or `actor` (entities of documents).
        one: Id of an item.
        other: Id of another.
        score: 0 to 1; 1 where a person decided.
        reasons: What spoke for it and against it, the strongest first.
        by: `rawi`; `review` where a person decided; `overruled` where a person parted what rawi
            merged.
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
        same: True: all items are one; False: they are apart.
        items: Their ids, two or more.
        review: Id of the review.
        sides: Of items that are apart the side of each; items of one side are one. None: each two
            are apart.
    """

    kind: Kind
    same: bool
    items: tuple[str, ...]
    review: str = ""
    sides: tuple[int, ...] | None = None
