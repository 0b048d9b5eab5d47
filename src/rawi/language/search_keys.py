"""Keys of names by which both scripts, and all their spellings, meet in a search.

Haftar, Hifter and حفتر share a key; so do Qaddafi, Gaddafi, Kadhafi and القذافي, Abdel Fattah
el-Sisi and عبد الفتاح السيسي. A key holds what all spellings agree on: the consonants. Left out
are the article, بن, vowels, doubled letters, a final h, ayn and hamza. Letters that may be read in
several ways give several keys: g is ق, ج or غ; dh and ذ are d or z. Keys find names, they do not
identify them: different names may share one.
"""

import re
import unicodedata
from functools import cache
from itertools import islice, product

from rawi.language.transliteration import load_letters
from rawi.lexica.tables import load_table
from rawi.text.normalise import fold

# Each letter with two readings doubles the keys of a name; later ones keep their first reading.
_MAX_KEYS = 24
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bb-\u02bf'`\u0027]")
_SONS = frozenset(("bin", "ibn", "ben", "بن", "ابن", "al", "el", "ال"))
_REPEATED = re.compile(r"(kh|gh|sh|th|dh|[a-z])\1")
# Abdel Fattah, Abdul-Rahman, Abd al-Rahman, Abdallah, Abderrahman: abd and the other's name.
_SERVANTS = (
    re.compile(r"\babd(?:[aeiou]l)?[\s-]+(?:(?:al|el|ul|ur|as|es|ar|er|an|en)[\s-]+)?(?=[a-z]{2})"),
    re.compile(r"\babd[aeiou]l(?=[a-z]{2})"),
    re.compile(r"\babd[aeiou](?=([a-z])\1)"),
)
_ARTICLES = (
    re.compile(r"\b(?:al|el|ul)[\s-]+(?=[a-z]{2})"),
    re.compile(r"\b[ae](sh|th|dh|s|r|t|d|n|z)[\s-]+(?=\1)"),
)
_ARABIC_SERVANT = re.compile(r"\bعبد\s*ال(?=\w{2})")
_ARABIC_ARTICLE = re.compile(r"\b(?:ال)(?=\w{2})")


@cache
def _load_readings() -> dict[str, tuple[str, ...]]:
    """Return what Latin letters may be read as, the longest letters first."""
    rows = sorted(load_table("latin/keys"), key=lambda row: -len(row["form"]))
    return {row["form"]: tuple(row["key"].split()) or ("",) for row in rows}


@cache
def _load_pattern() -> re.Pattern[str]:
    return re.compile("|".join(_load_readings()))


def make_search_keys(name: str) -> frozenset[str]:
    """Return the keys of a name in either script; empty for one without consonants.

    Two names are to be shown together where they share a key. Index a name by the keys of the
    whole and of each of its words, so that it is found by its last part too.
    """
    readings = [
        reading
        for word in [*_split_latin(name), *_split_arabic(name)]
        for reading in _read_word(word)
    ]
    fixed, size = [], 1
    for reading in readings:
        size *= len(reading)
        fixed.append(reading if size <= _MAX_KEYS else reading[:1])
    keys = ("".join(letters) for letters in product(*fixed))
    return frozenset(key for key in islice(keys, _MAX_KEYS) if key)


def _split_latin(name: str) -> list[str]:
    """Return the Latin words of a name, lower case, without accents, articles, bin."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).lower()
    plain = "".join(letter for letter in plain if letter.isascii())
    for pattern in _SERVANTS:
        plain = pattern.sub("abd", plain)
    for pattern in _ARTICLES:
        plain = pattern.sub("", plain)
    plain = _REPEATED.sub(r"\1", plain)
    return [word for word in _WORD.findall(plain) if word not in _SONS]


def _split_arabic(name: str) -> list[str]:
    """Return the Arabic words of a name letter by letter in Latin ones, vowels left out."""
    plain = fold("".join(letter for letter in name if not letter.isascii() or letter in " -"))
    plain = _ARABIC_ARTICLE.sub("", _ARABIC_SERVANT.sub("عبد", plain))
    words = [word for word in _WORD.findall(plain) if word not in _SONS]
    letters = load_letters("consonant") | load_letters("foreign")
    return [
        "".join(letters.get(letter, "") + "'" for letter in word) for word in words if len(word) > 1
    ]


def _read_word(word: str) -> list[tuple[str, ...]]:
    """Return the readings of each letter of a word that counts."""
    found: list[tuple[str, ...]] = []
    for match in _load_pattern().finditer(word):
        letters = match.group()
        if letters in ("w", "y") and match.start() > 0:
            continue
        reading = _load_readings()[letters]
        if reading != ("",):
            found.append(reading)
    if len(found) > 1 and found[-1] == ("h",) and word.rstrip("'").endswith("h"):
        found.pop()
    return found
