"""Words for people who can be counted, and for how they were affected."""

from functools import cache, lru_cache
from typing import NamedTuple

from rawi.language.numbers import begins_number
from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import load_table
from rawi.text.normalise import fold
from rawi.text.tokens import THIRD_PERSON, Form, Token, split_enclitics

# The pronouns that may stand for those counted.


class Noun(NamedTuple):
    """What the word lists say of a noun for people.

    Attributes:
        numbers: one, two (dual), many, counted (only behind a number); several for مدنيين.
        what: How they were affected, where the noun says so; else empty.
        definite: Whether it has the article.
    """

    numbers: tuple[str, ...]
    what: str
    definite: bool


class Effect(NamedTuple):
    """A word that says how people were affected.

    Attributes:
        what: As in the contract; empty where the noun counted says it (سقوط).
        kind: noun, verb, or state (هم قيد التوقيف: stands behind those counted).
        only: people where the noun behind it must be one for people, number where it must have a
            number as well; else empty.
    """

    what: str
    kind: str
    only: str


@cache
def load_nouns() -> dict[str, Noun]:
    """Return the nouns for people by their folded form, with and without the article."""
    found: dict[str, Noun] = {}
    for row in load_table("people/nouns"):
        _add_noun(found, fold(row["form"]), row["number"], row["what"])
    numbers = {"masculine": "one", "feminine": "one", "dual": "two", "plural": "many"}
    for row in load_table("places/nationalities"):
        key, number = fold(row["form"]), numbers[row["number"]]
        if row["ambiguous"] == "yes" or row["number"] == "feminine":
            continue
        _add_noun(found, key, number, "")
        if number == "one":
            # In the accusative it may be a country (سوريا), so it is a noun only behind a number.
            found.setdefault(key + "ا", Noun(("counted",), "", False))
        if key.endswith("ين"):
            _add_noun(found, key, "two", "")
    return found


def _add_noun(found: dict[str, Noun], key: str, number: str, what: str) -> None:
    for form, definite in ((key, False), ("ال" + key, True)):
        known = found.get(form)
        if known is None:
            found[form] = Noun((number,), what, definite)
        elif number not in known.numbers:
            found[form] = known._replace(numbers=(*known.numbers, number))


@cache
def load_effects() -> PhraseTable[Effect]:
    """Return the words that say how people were affected."""
    return PhraseTable(
        (row["form"], Effect(row["what"], row["kind"], row["only"]))
        for row in load_table("people/effects")
    )


@cache
def load_particles() -> PhraseTable[str]:
    """Return the words around a count by their role."""
    return PhraseTable((row["form"], row["role"]) for row in load_table("people/particles"))


@cache
def load_groups() -> frozenset[str]:
    """Return the plurals and collectives that stand behind a number and من, folded."""
    return frozenset(fold(row["form"]) for row in load_table("people/groups"))


@cache
def _load_beginnings() -> frozenset[str]:
    """Return the folded words that a noun, an effect, a particle or a bound may begin with."""
    phrases = ("people/effects", "people/particles", "numbers/bounds")
    first = {fold(row["form"]).split()[0] for name in phrases for row in load_table(name)}
    return frozenset(first) | frozenset(load_nouns())


def begins_any(token: Token) -> bool:
    """Whether a count or a word that bears on one may begin in a token; quick."""
    if token.kind != "word":
        return token.kind == "number"
    beginnings = _load_beginnings()
    return any(form.key in beginnings for form in token.forms) or begins_number(token)


@lru_cache(maxsize=100_000)
def find_object_verb(forms: tuple[Form, ...]) -> tuple[Form, Effect] | None:
    """Return the verb whose object is a pronoun behind it (قتلتهم), None if there is none."""
    for form in forms:
        for base, pronoun in split_enclitics(form.key):
            entries = load_effects().lookup(base) if pronoun in THIRD_PERSON else ()
            for entry in entries:
                if entry.kind == "verb" and entry.what and not entry.only:
                    return form, entry._replace(kind="state")
    return None


def find_noun(tokens: list[Token], index: int) -> Noun | None:
    """Return the noun for people that is the whole of a token."""
    return load_nouns().get(tokens[index].key) if index < len(tokens) else None


def has_role(tokens: list[Token], index: int, role: str) -> bool:
    """Whether a particle of this role is the whole of a token."""
    return index < len(tokens) and role in load_particles().lookup(tokens[index].key)
