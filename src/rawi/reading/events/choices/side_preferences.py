"""Who is wont to do what: how often raw news names a word as doer, how often as sufferer.

`weights/preferences.tsv` counts, over unannotated news, the doers and sufferers that rules of word
order and prepositions find: courts try, quarters are shelled. Counted are the heads of descriptions
and of the names of bodies, not sides: who somebody is must not weigh.
`training/count_preferences.py` makes it, and its card.
"""

from collections.abc import Iterator
from functools import cache
from math import log2
from pathlib import Path
from typing import NamedTuple

from rawi.language.cards import load_trained
from rawi.reading.events.weights import FOLDER

ROLES = ("agent", "target")
VERSION = 1
# Counts below this say nothing.
_LEAST = 2
_GRADES = 5


class Preferences(NamedTuple):
    """Counts by role and word: for each event type, for all types, and of each type in all."""

    by_type: dict[tuple[str, str, str], int]
    overall: dict[tuple[str, str], int]
    totals: dict[tuple[str, str], int]


@cache
def load_preferences(folder: Path = FOLDER) -> Preferences:
    """Return the counts of the package.

    Raises:
        ModelFileError: the file or its card is missing or damaged, or of another version.
    """
    content, _ = load_trained(folder / "preferences.tsv", folder / "preferences.card.toml", VERSION)
    counts = Preferences({}, {}, {})
    for line in content.decode("utf-8").splitlines():
        type_, role, word, count = line.split("\t")
        number = int(count)
        counts.by_type[type_, role, word] = number
        counts.overall[role, word] = counts.overall.get((role, word), 0) + number
        counts.totals[type_, role] = counts.totals.get((type_, role), 0) + number
    return counts


def iter_preference_features(head: str, type_: str, proposed: str) -> Iterator[str]:
    """Yield how what a word describes is wont to take part in events of a type, and in all.

    Args:
        head: The first word of a description or of a body's name, folded.
        type_: The event type.
        proposed: The roles that the rules propose.
    """
    counts = load_preferences()
    head = head.removeprefix("ال")
    of_type = [counts.by_type.get((type_, role, head), 0) for role in ROLES]
    of_all = [counts.overall.get((role, head), 0) for role in ROLES]
    for scope, (done, suffered) in (("type", of_type), ("all", of_all)):
        grade = f"prefers {scope}={_grade(done, suffered)}"
        yield grade
        yield f"{grade} proposed={proposed}"
    for role, count in zip(ROLES, of_type, strict=True):
        share = count * 1000 / (1 + counts.totals.get((type_, role), 0))
        yield f"often {role}={min(5, int(log2(1 + share)))}"


def _grade(done: int, suffered: int) -> str:
    """Return the share of doing among doing and suffering, in fifths, and how well it is known."""
    seen = done + suffered
    if seen < _LEAST:
        return "rare"
    return f"{int((done + 0.5) / (seen + 1) * _GRADES)} of {min(3, int(log2(seen)))}"
