"""Words cut to stems, so that two accounts share a word whatever prefix or ending it has.

Source: the light stemmer Light10 of Larkey, Ballesteros and Connell, "Light stemming for Arabic
information retrieval", 2007, on folded letters.
"""

import re
from functools import lru_cache

from rawi.text.normalise import fold

_WORD = re.compile(r"[^\W_]+")
_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل", "و")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def find_stems(text: str) -> list[str]:
    """Return the stems of a text's words in order; marks and single letters are left out."""
    return [stem for stem in map(stem_word, _WORD.findall(fold(text))) if len(stem) > 1]


@lru_cache(maxsize=200_000)
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
