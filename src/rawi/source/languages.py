"""The language of a text, by its letters and its commonest words."""

import re
from collections import Counter
from functools import cache

from rawi.lexica.tables import load_table

# Enough for a sure answer; a text in two languages is what its beginning is.
_MAX_LETTERS = 8_000
# A text with fewer words than this is taken for what its letters are.
_MIN_WORDS = 12
# Below this share of Arabic letters a text is in another script, with some words in Arabic.
_MIN_ARABIC = 0.3
_MIN_LETTERS = 60
_WORD = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc]+")
_LETTER = re.compile(r"[^\W\d_]")
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
# Words with the article, alone or behind a conjunction or preposition: a third of Arabic words, and
# of other languages only the names borrowed from it.
_ARTICLE = re.compile("(?:[وفبك]?ال|لل)[\u0620-\u064a]{2}")
# Letters that Arabic does not have, of the languages that write it: پ چ ژ گ ک ی ے ۆ ێ ڤ …
_FOREIGN = re.compile("[\u0671-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]")


def find_language(text: str) -> str | None:
    """Return the ISO 639 code of a text's language, None for one in another script.

    Told apart are Arabic with its dialects (`ar`), Persian, Urdu, Sorani, Pashto, Uyghur and
    Sindhi; what is in Arabic letters and in none of these is taken for Arabic, unless many of its
    words have letters that Arabic lacks (`und`).
    """
    sample = text[:_MAX_LETTERS]
    words = [_MARKS.sub("", word) for word in _WORD.findall(sample)]
    letters = len(_LETTER.findall(sample))
    arabic = sum(len(word) for word in words)
    if letters >= _MIN_LETTERS and arabic < _MIN_ARABIC * letters:
        return None
    if len(words) < _MIN_WORDS:
        return "ar"
    counts = _count(words)
    best = max(sorted(counts), key=lambda language: counts[language])
    if best != "ar":
        return best
    foreign = sum(_FOREIGN.search(word) is not None for word in words)
    # Arabic may be typed with the Persian yeh and kaf; then its own words still show.
    return "und" if foreign > 0.3 * len(words) and counts["ar"] < 0.1 * len(words) else "ar"


def _count(words: list[str]) -> Counter[str]:
    """Return how many words speak for each language."""
    table = _load_words()
    counts = Counter({"ar": 0})
    for word, times in Counter(words).items():
        languages = ("ar",) if _ARTICLE.match(word) else table.get(word, ())
        for language in languages:
            counts[language] += times
    return counts


def show_language(code: str) -> str:
    """Return the English name of a language."""
    return _load_names().get(code, "another language in Arabic letters")


@cache
def _load_words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for row in load_table("languages/words"):
        words[row["form"]] = (*words.get(row["form"], ()), row["language"])
    return words


@cache
def _load_names() -> dict[str, str]:
    return {row["language"]: row["english"] for row in load_table("languages/names")}
