"""When two descriptions of unnamed actors mean the same ones: الإرهابيون, الجماعات الإرهابية.

Case and article make no difference, and a noun for a band (جماعات, عناصر, ميليشيات) adds nothing to
the adjective behind it. Longer phrases are the same only where all their words are.
"""

from functools import cache

from rawi.lexica.tables import load_table
from rawi.text.normalise import fold
from rawi.text.tokens import strip_article

_MIN_STEM = 4
_PLURAL = "+"  # behind the stem of what is several: المسلحون are not المسلح


def make_description_key(phrase: str) -> str:
    """Return what two descriptions of the same unnamed actors have in common."""
    words = [strip_article(word) for word in fold(phrase).split()]
    if len(words) == 2 and words[0] in load_bands():
        return find_stem(words[1]) + _PLURAL
    if len(words) == 1:
        return find_stem(words[0]) + (_PLURAL if words[0].endswith(("ين", "ون")) else "")
    return " ".join(_strip_case(word) for word in words)


def _strip_case(word: str) -> str:
    """Return a folded word without the ending of the accusative (ليليا)."""
    return word[:-1] if word.endswith("ا") and len(word) > _MIN_STEM else word


def find_stem(word: str) -> str:
    """Return a plural, feminine or accusative without its ending; short words whole."""
    for ending in ("ون", "ين", "ه", "ا"):
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word


@cache
def load_bands() -> frozenset[str]:
    """Return the nouns for a band of people, folded, without article."""
    return frozenset(fold(row["form"]) for row in load_table("people/bands"))
