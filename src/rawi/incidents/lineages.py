"""Copies: exact and near duplicates, wire texts in many outlets, texts inside longer ones.

A lineage is one text in all its printings. Nine outlets that print one agency's text are one
lineage with nine printings, and one voice where accounts are counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import msgspec
import numpy as np

from rawi.incidents.credits import find_credits
from rawi.incidents.groups import Groups
from rawi.incidents.sketches import Sketch, make_sketch
from rawi.text.normalise import fold

PrintingKind = Literal["whole", "contained"]

# Two texts are one where they share this much of all their shingles together …
SAME_TEXT = 0.5
# … or where the shorter is in the longer by this much, and at least half as long, or a quarter as
# long where both credit one agency (outlets shorten wire texts from the end).
HELD_INSIDE = 0.75
_SHORTENED, _SHORTENED_WIRE = 0.5, 0.25
# Shingles of more texts than this are boilerplate or one text in many places: each of their texts
# is compared with the first and with the one before, not with all, so that cost stays linear.
_CROWD = 8
_NEVER = "9999-99-99"


class Text(NamedTuple):
    """What is known of a published text when copies are looked for.

    Attributes:
        id: The document's id.
        text: Its letters.
        outlet: Who printed it.
        published: ISO day, or time stamp, of publication.
    """

    id: str
    text: str
    outlet: str | None = None
    published: str | None = None


class Printing(msgspec.Struct, frozen=True, kw_only=True):
    """A text of a lineage in one document.

    Attributes:
        document: Id of the document that prints it.
        outlet: Who printed it.
        published: When.
        kind: `whole` where the document is the text; `contained` where it holds it among others.
        share: How much of the lineage's first printing it has, 0 to 1.
        start: Offset in the document where the shared letters begin.
        end: Offset after them.
        credits: Agencies that this printing credits.
    """

    document: str
    outlet: str | None
    published: str | None
    kind: PrintingKind
    share: float
    start: int
    end: int
    credits: tuple[str, ...] = ()


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """One text in all its printings, the earliest first.

    Attributes:
        id: `ln:` and the beginning of the earliest printing's document hash.
        agency: The agency credited by most printings, the collective `وكالات` aside; None where
            none is.
        printings: The earliest first; of one day, one that credits nobody else before the others.
    """

    id: str
    agency: str | None
    printings: tuple[Printing, ...]


class _Sketched(NamedTuple):
    """What is kept of a text when its letters are gone."""

    id: str
    outlet: str | None
    published: str | None
    length: int  # in code points
    sketch: Sketch
    credits: tuple[str, ...]


class _Pair(NamedTuple):
    """Two texts that share shingles: their numbers, and how much they share."""

    one: int
    other: int
    jaccard: float
    held: float  # share of the shorter that is in the longer
    ratio: float  # length of the shorter over that of the longer


class Copies:
    """Texts taken up one by one; of each a sketch is kept, its letters are not."""

    def __init__(self) -> None:
        self._texts: list[_Sketched] = []

    def add(self, text: Text) -> None:
        """Take up a text. Texts may come in any order."""
        credits = find_credits(text.text, text.outlet)
        self._texts.append(
            _Sketched(
                text.id, text.outlet, text.published, len(text.text), make_sketch(text.text),
                credits,
            )
        )  # fmt: skip

    def find_lineages(self) -> list[Lineage]:
        """Return the lineages of the texts; each is printed whole in exactly one of them.

        Cost: near linear in the number of words; two texts are compared only if they share
        shingles.
        """
        texts = sorted(self._texts, key=lambda text: text.id)
        groups = Groups(len(texts))
        inside: list[tuple[int, int]] = []
        for pair in _iter_pairs([text.sketch for text in texts]):
            shorter, longer = _by_length(texts, pair)
            if _is_same(pair, texts):
                groups.join(pair.one, pair.other)
            elif pair.held >= HELD_INSIDE:
                inside.append((shorter, longer))
        holders: dict[int, set[int]] = defaultdict(set)
        for shorter, longer in inside:
            if groups.find(shorter) != groups.find(longer):
                holders[groups.find(shorter)].add(longer)
        made = [
            _make_lineage(members, holders.get(groups.find(members[0]), ()), texts)
            for members in groups.listed()
        ]
        return sorted(made, key=lambda lineage: lineage.id)


def find_lineages(texts: Iterable[Text]) -> list[Lineage]:
    """Return the lineages of texts; each text is printed whole in exactly one of them.

    Args:
        texts: In any order; the result does not depend on it.
    """
    copies = Copies()
    for text in texts:
        copies.add(text)
    return copies.find_lineages()


def _is_same(pair: _Pair, texts: Sequence[_Sketched]) -> bool:
    if pair.jaccard >= SAME_TEXT:
        return True
    wire = bool(set(texts[pair.one].credits) & set(texts[pair.other].credits))
    return pair.held >= HELD_INSIDE and pair.ratio >= (_SHORTENED_WIRE if wire else _SHORTENED)


def _by_length(texts: Sequence[_Sketched], pair: _Pair) -> tuple[int, int]:
    one, other = pair.one, pair.other
    if len(texts[one].sketch.shingles) <= len(texts[other].sketch.shingles):
        return one, other
    return other, one


def _iter_pairs(sketches: Sequence[Sketch]) -> Iterator[_Pair]:
    """Yield the pairs of texts that share enough sampled shingles to be worth comparing."""
    shared = Counter(_iter_candidates(sketches))
    for (one, other), count in sorted(shared.items()):
        left, right = sketches[one].shingles, sketches[other].shingles
        shorter, longer = sorted((len(left), len(right)))
        # Half of what a text held inside would share on average; short texts vary too much.
        if count < 2 and shorter > 60:
            continue
        common = len(np.intersect1d(left, right, assume_unique=True))
        yield _Pair(
            one, other, common / (shorter + longer - common), common / shorter, shorter / longer
        )


def _iter_candidates(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Yield (lower, higher) numbers of two texts, once for each sampled shingle they share."""
    samples = [sketch.sample() for sketch in sketches]
    if not samples:
        return
    hashes = np.concatenate(samples)
    owners = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    edges = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1], [True])))
    for first, last in pairwise(edges):
        if last - first > 1:
            yield from _pair_off([int(owner) for owner in owners[first:last]])


def _pair_off(owners: list[int]) -> Iterator[tuple[int, int]]:
    if len(owners) <= _CROWD:
        for place, one in enumerate(owners):
            for other in owners[place + 1 :]:
                yield one, other
        return
    for place, owner in enumerate(owners[1:], 1):
        yield owners[0], owner
        if place > 1:
            yield owners[place - 1], owner


def _make_lineage(
    members: Sequence[int], holders: Iterable[int], texts: Sequence[_Sketched]
) -> Lineage:
    counts = Counter(name for n in members for name in texts[n].credits if name != "وكالات")
    agency = min(counts, key=lambda name: (-counts[name], name)) if counts else None

    def rank(number: int) -> tuple[str, bool, str]:
        text = texts[number]
        own = agency is not None and fold(agency) in fold(text.outlet or "")
        return text.published or _NEVER, not own, text.id

    ordered = [texts[number] for number in sorted(members, key=rank)]
    first = ordered[0]
    printings = [_make_printing(first, text, "whole") for text in ordered]
    printings += [
        _make_printing(first, texts[number], "contained") for number in sorted(holders, key=rank)
    ]
    name = first.id.removeprefix("sha256:")[:16]
    return Lineage(id=f"ln:{name}", agency=agency, printings=tuple(printings))


def _make_printing(first: _Sketched, text: _Sketched, kind: PrintingKind) -> Printing:
    own, model = text.sketch, first.sketch.shingles
    common = np.isin(own.shingles, model, assume_unique=True)
    share = float(common.sum() / len(model)) if len(model) else 1.0
    start, end = 0, text.length
    if kind == "contained" and common.any():
        start, end = int(own.starts[common].min()), int(own.ends[common].max())
    return Printing(
        document=text.id,
        outlet=text.outlet,
        published=text.published,
        kind=kind,
        share=round(share, 3),
        start=start,
        end=end,
        credits=text.credits,
    )
