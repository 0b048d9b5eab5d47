"""Words cut to stems, so that two accounts share a word whatever prefix or ending it has.

Source: the light stemmer Light10 of Larkey, Ballesteros and Connell, "Light stemming for Arabic
information retrieval", 2007, on folded letters.
"""

import re
import sys
from functools import lru_cache

from rawi.text.normalise import CONTROLS, DIACRITICS, TATWEEL, fold

# Vowel signs and invisible marks stand inside words.
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{DIACRITICS}{TATWEEL}{CONTROLS}])*")
_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل", "و")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def list_stems(text: str) -> tuple[list[int], list[str]]:
    """Return the stems of a text's words in order, the offsets where the words begin before them.

    Marks and single letters are left out.
    """
    starts, stems = [], []
    for word in _WORD.finditer(text):
        stem = _stem_letters(word[0])
        if len(stem) > 1:
            starts.append(word.start())
            stems.append(stem)
    return starts, stems


def find_stems(text: str) -> list[str]:
    """Return the stems of a text's words in order, without their offsets."""
    return list_stems(text)[1]


@lru_cache(maxsize=50_000)
def _stem_letters(letters: str) -> str:
    # One string a stem, however many accounts hold it.
    return sys.intern(stem_word(fold(letters)))


def stem_word(word: str) -> str:
    """Return the stem of a folded word: its prefixes and endings cut off, three letters kept."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= (3 if prefix == "و" else 2):
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word
