"""What a description says of those it describes: who, how many, which."""

from functools import cache
from math import inf
from typing import NamedTuple

from rawi.language.numbers import load_bounds, read_number
from rawi.lexica.tables import load_table
from rawi.reading.descriptions import find_stem, load_bands
from rawi.reading.events.lexicon import plain_classes_of
from rawi.text.normalise import fold
from rawi.text.tokens import Token, strip_article, tokenise


class Description(NamedTuple):
    """What a noun phrase says of those it describes.

    Attributes:
        head: The noun without number and case, or the adjective behind a noun for a band.
        low: The least that they may be.
        high: The most.
        counted: Whether a number word says how many.
        definite: Whether it has the article or a demonstrative.
        attributes: Its further words, without articles.
    """

    head: str
    low: float
    high: float
    counted: bool
    definite: bool
    attributes: frozenset[str]


_Range = tuple[float, float]
_ONE, _TWO, _SEVERAL = (1.0, 1.0), (2.0, 2.0), (2.0, inf)


def read_description(phrase: str) -> Description | None:
    """Return what a noun phrase says, None of one that is of one among several or has no head."""
    tokens = [token for token in tokenise(phrase) if token.kind != "mark"]
    index, definite = 0, False
    counted: _Range | None = None
    bounds: set[str] = set()
    while index < len(tokens):
        key = tokens[index].key
        if "oneof" in plain_classes_of(key):
            return None
        bound = load_bounds("before").match(tokens, index)
        number = read_number(tokens, index)
        if bound is not None:
            bounds.update(bound.entries)
            index = bound.last
        elif number is not None:
            low = 1.0 if "at_most" in bounds else number.low
            counted = (low, inf if "at_least" in bounds else number.high)
            definite = definite or number.definite
            index = number.last
        elif key == "من" or plain_classes_of(key) & {"demonstrative", "quantifier"}:
            definite = definite or "demonstrative" in plain_classes_of(key)
            counted = counted or (_SEVERAL if "quantifier" in plain_classes_of(key) else None)
            index += 1
        else:
            return _read_noun(tokens[index:], counted, definite=definite)
    return None


def _read_noun(tokens: list[Token], counted: _Range | None, *, definite: bool) -> Description:
    """Return the description whose noun is the first token, behind the words for how many."""
    key = tokens[0].key
    head = strip_article(key)
    rest = [strip_article(token.key) for token in tokens[1:]]
    behind = read_number(tokens, 1) if rest else None
    if behind is not None:
        counted = (behind.low, behind.high)
        rest = rest[: max(0, 1 - behind.last)] + rest[behind.last - 1 :]
    banded = bool(rest) and head in load_bands()
    lemma, size = find_lemma(rest.pop(0) if banded else head)
    low, high = counted or (_SEVERAL if banded else size)
    return Description(
        head=lemma,
        low=low,
        high=high,
        counted=counted is not None and low == high,
        definite=definite or key.startswith("ال"),
        attributes=frozenset(map(find_stem, rest)),
    )


def find_lemma(head: str) -> tuple[str, _Range]:
    """Return a folded noun without its number, and how many its form says."""
    bare = head.removesuffix("ا")  # the accusative
    known = _load_lemmas().get(head) or _load_lemmas().get(bare)
    if known is not None:
        return known
    return find_stem(bare), _SEVERAL if head.endswith(("ين", "ون", "ات")) else _ONE


@cache
def _load_lemmas() -> dict[str, tuple[str, _Range]]:
    """Return the singular of each noun for people, folded, and how many the form itself says."""
    sizes: dict[str, set[str]] = {}
    lemmas: dict[str, str] = {}
    for row in load_table("people/nouns"):
        form = fold(row["form"])
        lemmas[form] = find_stem(fold(row["lemma"]))
        sizes.setdefault(form, set()).add(row["number"])
    return {form: (lemmas[form], _size(found)) for form, found in sizes.items()}


def _size(numbers: set[str]) -> _Range:
    """Return how many a form with some numbers says; شابا is an accusative before it is a dual."""
    if "one" in numbers:
        return _ONE
    return _TWO if numbers == {"two"} else _SEVERAL


def is_of_people(lemma: str) -> bool:
    """Whether a noun without its number is of people."""
    return lemma in _load_heads()


@cache
def _load_heads() -> frozenset[str]:
    return frozenset(lemma for lemma, _ in _load_lemmas().values())
