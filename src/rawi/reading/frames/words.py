"""What the lexicon knows of words that take a side: their shapes, category and conditions."""

from functools import cache
from typing import NamedTuple

from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import Row, load_table
from rawi.text.normalise import fold

_PRONOUNS = ("ه", "ها", "هم", "هما", "نا", "كم")
# Endings of a noun or adjective of the sound declension, construct state included.
_SOUND = ("", "ه", "ا", "ون", "ين", "و", "ي", "ان", "ات", "تان", "تين")


class Word(NamedTuple):
    """A word that takes a side.

    Attributes:
        form: As listed.
        shape: How it is inflected.
        category: `group`, `event`, `epithet`, or `syntax`: as noun group, as adjective epithet.
        flags: `in_name`, `said`, `definite`, `exact`, `bare`, `often`, `strict`.
        before: Neighbours before it that it needs; empty for any.
        after: Neighbours behind it that it needs; empty for any.
        not_before: Neighbours before it that rule it out.
        not_after: Neighbours behind it that rule it out.
        neutral: The neutral gloss, Arabic and English; None where there is none.
    """

    form: str
    shape: str
    category: str
    flags: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    neutral: str | None


@cache
def load_words() -> PhraseTable[Word]:
    """Return the words in all their shapes."""
    shapes: dict[tuple[str, Word], None] = {}
    for row in load_table("frames/words"):
        word = _make_word(row)
        shapes |= {(shape, word): None for shape in _make_shapes(word)}
    return PhraseTable(shapes)


@cache
def load_qualified() -> frozenset[str]:
    """Return the nouns that a loaded adjective qualifies, folded, in the accusative too."""
    nouns = {fold(row["form"]) for row in load_table("frames/qualified")}
    return frozenset(nouns | {noun + "ا" for noun in nouns})


@cache
def load_function_words() -> frozenset[str]:
    """Return the words behind which a feminine with the article is a noun, folded."""
    return frozenset(fold(row["form"]) for row in load_table("frames/function_words"))


def _make_word(row: Row) -> Word:
    gloss = "; ".join(filter(None, (row["neutral_ar"], row["neutral_en"])))
    return Word(
        form=row["form"],
        shape=row["shape"],
        category=row["category"],
        flags=frozenset(row["flags"].split()),
        before=_parse_neighbours(row["if_before"]),
        after=_parse_neighbours(row["if_after"]),
        not_before=_parse_neighbours(row["unless_before"]),
        not_after=_parse_neighbours(row["unless_after"]),
        neutral=gloss or None,
    )


def _parse_neighbours(cell: str) -> frozenset[str]:
    return frozenset(fold(word) for word in cell.split())


def _make_shapes(word: Word) -> list[str]:
    """Return the inflections of a word, folded, as its shape says."""
    base = fold(word.form)
    if word.shape in ("fixed", "regime"):
        return [base, *(base + p for p in _PRONOUNS[:3] if "in_name" in word.flags)]
    if word.shape in ("nisba", "adjective"):
        bare = [base + ending for ending in _SOUND]
    elif word.shape == "person":
        bare = [base, base + "ه", base + "ا", base + "ين", base + "ان", *_suffix(base)]
    elif word.shape == "feminine":
        bare = [base, *_suffix(base)]
    else:
        bare = [base, base + "ا", *_suffix(base)]
    return list(dict.fromkeys([*bare, *("ال" + shape for shape in bare)]))


def _suffix(base: str) -> list[str]:
    """Return a noun with its pronoun suffixes, its ta marbuta opened."""
    stem = base[:-1] + "ت" if base.endswith("ه") else base
    return [stem + pronoun for pronoun in _PRONOUNS]
