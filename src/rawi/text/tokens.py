"""Tokens of Arabic text, each with the ways to split off its proclitics, all as spans.

A token is an orthographic word, a number, a stretch of another script, or one mark. A token of
Arabic letters has several *forms*: the token whole, and the token without the conjunctions و ف, the
prepositions ب ل ك and the future س that may stand before its host. Which form is meant shows when a
word list knows one of them; readers ask for the form that they know.
"""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from rawi.text.normalise import CONTROLS, DIACRITICS, TATWEEL, fold_with_map

_LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"  # presentation forms
)
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_INSIDE = DIACRITICS + TATWEEL + CONTROLS
_TOKEN = re.compile(
    rf"(?P<word>[{_LETTER}](?:[{_INSIDE}]*[{_LETTER}])*[{DIACRITICS}{TATWEEL}]*)"
    rf"|(?P<number>[{_DIGIT}]+(?:[.,\u066b\u066c][{_DIGIT}]+)*)"
    r"|(?P<latin>[^\W\d_]+(?:['’-][^\W\d_]+)*)"
    # C0 and C1 controls that a broken conversion left are as white space.
    rf"|(?P<mark>[^\s{CONTROLS}\x00-\x1f\x7f-\x9f])"
)


class Form(NamedTuple):
    """One way to read a token: its host, folded, behind the proclitics that were split off.

    Attributes:
        key: The host, folded for matching.
        skip: Code points of the published token before the host.
        proclitics: The letters split off, folded (`و`, `ب`, `ول`); empty when nothing was.
    """

    key: str
    skip: int
    proclitics: str


class Token(NamedTuple):
    """One token of a text.

    Attributes:
        start: Offset of its first code point.
        end: Offset after its last code point.
        text: Its verbatim letters.
        key: Folded for matching, nothing split off; never empty.
        kind: `word` (Arabic letters), `number`, `latin` (any other script), or `mark`.
        forms: The ways to read it, the unsplit one first. One only for kinds other than `word`.
    """

    start: int
    end: int
    text: str
    key: str
    kind: str
    forms: tuple[Form, ...]

    def find_form(self, keys: Container[str]) -> Form | None:
        """Return the first form whose host is among `keys`, the least split first."""
        return next((form for form in self.forms if form.key in keys), None)


def tokenise(text: str) -> list[Token]:
    """Split a text into tokens, in order. White space and bidi controls belong to no token."""
    return list(iter_tokens(text))


def iter_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, in order."""
    for match in _TOKEN.finditer(text):
        letters, kind = match.group(), match.lastgroup or "mark"
        key, forms = _analyse(letters, kind)
        yield Token(match.start(), match.end(), letters, key, kind, forms)


@lru_cache(maxsize=200_000)
def _analyse(letters: str, kind: str) -> tuple[str, tuple[Form, ...]]:
    """Return the folded key and the forms of a token; cached by word type."""
    key, offsets = fold_with_map(letters)
    if kind != "word" or not key:
        # A mark that folds to nothing (a lone tatweel or vowel sign) keeps its own letters, so that
        # no key is ever empty.
        return key or letters, (Form(key or letters, 0, ""),)
    forms = []
    for proclitics, cut, host in split_proclitics(key):
        if cut and offsets.origins[cut] == offsets.origins[cut - 1]:
            continue  # the cut would fall inside one code point (a lam-alef ligature)
        forms.append(Form(host, offsets.origins[cut] if cut else 0, proclitics))
    return key, tuple(forms)


def split_proclitics(key: str) -> list[tuple[str, int, str]]:
    """Return the ways to split the proclitics off a folded word: (proclitics, cut, host).

    The unsplit word comes first. `cut` counts the letters before the host. In `لل…` the article
    is restored in the host (للجيش: host الجيش, which begins at the second lam).
    """
    ways = [("", 0, key)]
    ways += _split_prepositions(key, "", 0)
    if key[0] in "وف" and len(key) > 2:
        ways.append((key[0], 1, key[1:]))
        ways += _split_prepositions(key[1:], key[0], 1)
    return ways


def _split_prepositions(key: str, before: str, cut: int) -> list[tuple[str, int, str]]:
    ways = []
    if key.startswith("لل") and len(key) > 3:
        ways.append((before + "ل", cut + 1, "ا" + key[1:]))
        ways.append((before + "ل", cut + 1, "ال" + key[1:]))  # للجنة: ل + اللجنة
        ways.append((before + "ل", cut + 1, key[1:]))
    elif key[0] in "بلك" and len(key) > 3:
        ways.append((before + key[0], cut + 1, key[1:]))
    elif key[0] == "س" and len(key) > 4 and key[1] in "يتنا":
        ways.append((before + "س", cut + 1, key[1:]))
    return ways


# Of the third person: who is told of, neither writer nor reader.
THIRD_PERSON = ("ه", "ها", "هم", "هما")
ENCLITICS = ("هما", "كما", "هم", "هن", "ها", "كم", "كن", "نا", "ني", "ه", "ك", "ي")


@lru_cache(maxsize=200_000)
def split_enclitics(key: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to split a pronoun off the end of a folded word: (base, pronoun).

    A ta before the pronoun may be a ta marbuta (سيطرتها: سيطره + ها) or belong to the word
    (وفاتها), so both are given. The unsplit word is not among them.
    """
    ways = []
    for pronoun in ENCLITICS:
        base = key[: -len(pronoun)]
        if key.endswith(pronoun) and len(base) >= 2:
            ways.append((base, pronoun))
            if base.endswith("ت"):
                ways.append((base[:-1] + "ه", pronoun))
            if base.endswith("ا") and len(base) > 2:
                ways.append((base[:-1] + "ي", pronoun))
    return tuple(ways)


def strip_article(key: str) -> str:
    """Return a folded word without the article; whole where fewer than two letters would be left.

    So of الأم (the mother) ام stays, while الة (device) is no ه.
    """
    return key[2:] if key.startswith("ال") and len(key) > 3 else key
