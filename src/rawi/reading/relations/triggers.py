"""What the lexicon knows of the words that tie two names."""

from functools import cache
from typing import NamedTuple, cast

from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import Row, load_table
from rawi.model import Predicate
from rawi.text.normalise import fold
from rawi.text.tokens import THIRD_PERSON

# The endings of an adjective that is said of several.
_SEVERAL = ("ان", "ين", "ون", "تين")


class Side(NamedTuple):
    """One end of a tie: an entity, or tokens that describe one, at code points of the text."""

    entity: str | None
    start: int
    end: int


class Trigger(NamedTuple):
    """A word that ties two names.

    Attributes:
        predicate: The tie.
        takes: What may stand between the trigger and the right name; `-` for nothing.
        from_right: Whether the right name is the subject.
        left: Where the left name stands: `near`, `touching`, `far`, `inside`,
            `between` (first of those behind the trigger).
        left_kinds: What the left name may be; `unnamed` for a described group.
        right_kinds: What the right name may be.
        adjective: Whether it is an adjective: indefinite, it qualifies no name.
        plural: Whether it is said of several (المتحالفان, يدعمون).
    """

    predicate: Predicate
    takes: frozenset[str]
    from_right: bool
    left: str
    left_kinds: frozenset[str]
    right_kinds: frozenset[str]
    adjective: bool
    plural: bool


@cache
def load_triggers() -> PhraseTable[Trigger]:
    """Return the triggers in all their shapes."""
    rows: dict[tuple[str, Trigger], None] = {}
    for row in load_table("relations/triggers"):
        trigger = _make_trigger(row)
        bare = fold(row["form"])
        for shape in _make_shapes(row["form"], row["shape"]):
            ending = shape.removeprefix("ال").removeprefix(bare)
            plural = trigger.plural or (trigger.adjective and ending in _SEVERAL)
            rows[shape, trigger._replace(plural=plural)] = None
    return PhraseTable(rows)


@cache
def load_nouns(use: str) -> frozenset[str]:
    """Return the nouns of one use in ties, folded, with the article and without."""
    forms = [fold(row["form"]) for row in load_table("relations/nouns") if row["use"] == use]
    return frozenset(shape for form in forms for shape in (form, "ال" + form))


def _make_trigger(row: Row) -> Trigger:
    return Trigger(
        predicate=cast(Predicate, row["predicate"]),
        takes=frozenset(fold(word) for word in row["takes"].split()),
        from_right=row["subject"] == "right",
        left=row["left"],
        left_kinds=frozenset(row["left_kinds"].split()),
        right_kinds=frozenset(row["right_kinds"].split()),
        adjective=row["shape"] == "adjective",
        plural=row["shape"] in ("several", "pronoun_several"),
    )


def _make_shapes(form: str, shape: str) -> list[str]:
    base = fold(form)
    if shape in ("pronoun", "pronoun_several"):
        stem = base[:-1] + "ت" if base.endswith("ه") else base
        return [stem + pronoun for pronoun in THIRD_PERSON]
    if shape in ("fixed", "several"):
        return [base]
    bare = [base + ending for ending in ("", "ه", "ا", "ون", "ين", "ان", "تين")]
    return [*bare, *("ال" + one for one in bare)]
