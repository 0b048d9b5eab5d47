"""Measure the names that are read: by type, and how the figure spreads over outlets.

    python training/evaluate_names.py GOLD… [--known GOLD…]

A gold folder holds `articles.jsonl` and `NAME.gold.json` (`standoff.py restore` makes one). With
`--known`, articles of outlets that those folders lack are counted apart: how well names are read
in papers that neither lexica nor weights were made with. Strict: same span and type; relaxed: same
type and any overlap. F1 in percent.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from rawi.evaluate.gold import GoldArticle, Item, load_gold
from rawi.evaluate.identity import overlap
from rawi.evaluate.tallies import Tally, pair_items
from rawi.language.analysis import analyse
from rawi.reading.mentions import read_names

TYPES = ("person", "organization", "armed_group", "place")
# Outlets with fewer annotated mentions tell little alone; the spread leaves them out.
FEWEST = 30


class Pair(NamedTuple):
    """An article's mentions in the gold and as read, website clutter left out."""

    outlet: str
    gold: list[Item]
    read: list[Item]


def read_pair(article: GoldArticle) -> Pair:
    """Return what the gold has and what the reader finds in an article."""
    names = read_names(analyse(article.document))
    read = [
        {"start": name.start, "end": name.end, "type": name.type}
        for name in names
        if not any(s <= name.start and name.end <= e for s, e in article.clutter)
    ]
    return Pair(article.document.outlet or "unknown", article.readings["mentions"], read)


def is_same(a: Item, b: Item) -> int:
    """Whether two mentions have one span and type."""
    return int(all(a[key] == b[key] for key in ("start", "end", "type")))


def touches(a: Item, b: Item) -> int:
    """Return how many letters two mentions of one type share."""
    return overlap(a, b) * (a["type"] == b["type"])


def count(pairs: list[Pair], fit: Callable[[Item, Item], int], type_: str | None = None) -> Tally:
    """Return the tally of the mentions of a type, or of all."""
    tally = Tally()
    for pair in pairs:
        gold, read = (
            [item for item in items if type_ in (None, item["type"])]
            for items in (pair.gold, pair.read)
        )
        tally.count(len(pair_items(gold, read, fit)), len(gold), len(read))
    return tally


def print_figures(title: str, pairs: list[Pair]) -> None:
    """Print a table of types, and the spread over outlets."""
    print(f"\n{title}: {len(pairs)} articles")
    print(f"{'':14}{'P':>7}{'R':>7}{'F1':>7}{'relaxed':>9}{'mentions':>10}")
    for type_ in (None, *TYPES):
        strict, relaxed = count(pairs, is_same, type_), count(pairs, touches, type_)
        print(
            f"{type_ or 'all':14}{strict.precision:7.1f}{strict.recall:7.1f}{strict.f1:7.1f}"
            f"{relaxed.f1:9.1f}{strict.gold:10}"
        )
    outlets = sorted({pair.outlet for pair in pairs})
    tallies = {o: count([p for p in pairs if p.outlet == o], is_same) for o in outlets}
    figures = [tally.f1 for tally in tallies.values() if tally.gold >= FEWEST]
    if len(figures) > 1:
        low, middle, high = quantiles(figures, n=4, method="inclusive")
        print(
            f"{len(figures)} outlets of at least {FEWEST} mentions: F1 {min(figures):.1f} to "
            f"{max(figures):.1f}, median {middle:.1f}, half of them {low:.1f} to {high:.1f}"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--known", nargs="+", type=Path, default=[])
    options = parser.parse_args()
    known = {a.document.outlet for folder in options.known for a in load_gold(folder)}
    for folder in options.gold:
        pairs = [read_pair(article) for article in load_gold(folder)]
        print_figures(folder.name, pairs)
        new = [pair for pair in pairs if pair.outlet not in known]
        if known and new:
            print_figures(f"{folder.name}, outlets that no known folder has", new)


if __name__ == "__main__":
    main()
