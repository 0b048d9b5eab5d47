"""When two descriptions of unnamed actors mean the same ones: الإرهابيون, الجماعات الإرهابية.

Case and article make no difference, and a noun for a band (جماعات, عناصر, ميليشيات) adds nothing to
the adjective behind it. Longer phrases are the same only where all their words are.
"""

from functools import cache

from rawi.lexica.tables import load_table
from rawi.text.normalise import fold

_MIN_STEM = 4


def make_description_key(phrase: str) -> str:
    """Return what two descriptions of the same unnamed actors have in common."""
    words = [_strip_article(word) for word in fold(phrase).split()]
    if len(words) == 2 and words[0] in _load_bands():
        return _find_stem(words[1])
    if len(words) == 1:
        return _find_stem(words[0])
    return " ".join(words)


def _strip_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > _MIN_STEM else word


def _find_stem(word: str) -> str:
    """Return a plural or feminine adjective without its ending; short words whole."""
    for ending in ("ون", "ين", "ه"):
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word


@cache
def _load_bands() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in load_table("people/bands"))
