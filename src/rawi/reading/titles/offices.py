"""What the lexicon knows of offices, ranks, honorifics and nationalities."""

from functools import cache
from typing import NamedTuple

from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import load_table
from rawi.text.normalise import fold


class Office(NamedTuple):
    """What a word for a person means.

    Attributes:
        kind: `office`, `rank` or `honorific`.
        tie: The relation between its holder and its body (`leads`, `role`, `member_of`, `none`).
        takes: How the body follows it: `باسم`, `genitive`, `state`, or a preposition; `exact` for
            one whose hamza and madda must be as listed (آمر is no أمر).
    """

    kind: str
    tie: str
    takes: frozenset[str]


@cache
def load_offices() -> PhraseTable[Office]:
    """Return the offices in every shape: with the article, in the accusative, feminine."""
    rows: dict[tuple[str, Office], None] = {}
    for row in load_table("titles/offices"):
        office = Office(row["kind"], row["tie"], frozenset(row["takes"].split()))
        for form in filter(None, (row["form"], row["feminine"])):
            rows |= {(shape, office): None for shape in _make_shapes(form)}
    return PhraseTable(rows)


def _make_shapes(form: str) -> list[str]:
    """Return a phrase as it stands, with the article on its head or on all of it, accusative."""
    words = form.split()
    shapes = {form: None}
    if len(form) > 1 and not any(word.startswith("ال") for word in words):
        shapes["ال" + form] = None
        shapes[" ".join("ال" + word for word in words)] = None
        if not words[0].endswith("ة"):
            shapes[" ".join([words[0] + "ا", *words[1:]])] = None
            shapes[" ".join(w if w.endswith("ة") else w + "ا" for w in words)] = None
    return list(shapes)


@cache
def load_modifiers() -> frozenset[str]:
    """Return the adjectives that may follow an office, folded, in gender, case and article."""
    shapes = set()
    for row in load_table("titles/modifiers"):
        shapes |= make_adjectives(row["form"])
    return frozenset(shapes)


@cache
def load_body_words() -> frozenset[str]:
    """Return the common nouns that may stand before the name of a body, folded, with article."""
    forms = (fold(row["form"]) for row in load_table("titles/body_words"))
    return frozenset(shape for form in forms for shape in (form, "ال" + form))


@cache
def load_nationalities() -> dict[str, tuple[str, frozenset[str]]]:
    """Return for each nationality adjective, folded, the ISO country and its names, folded."""
    table = {}
    for row in load_table("titles/nationalities"):
        names = frozenset(fold(name) for name in row["names"].split("|"))
        for shape in make_adjectives(row["form"]):
            table[shape] = (row["country"], names)
    return table


def make_adjectives(form: str) -> set[str]:
    """Return an adjective's singular shapes, folded: gender, accusative, with and without ال."""
    word = fold(form)
    shapes = {word, word + "ه", word + "ا"}
    return shapes | {"ال" + word, "ال" + word + "ه"}
