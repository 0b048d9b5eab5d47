"""Arabic names in Latin letters.

`transliterate` follows the system of the International Journal of Middle East Studies (IJMES), as
news in English needs it, without diacritics: ayn and hamza are left out, the article is al- before
every letter, a final ta marbuta is a. As IJMES asks, a name with an accepted English spelling has
that one (`lexica/latin/words.tsv`: facts); other words are spelt letter by letter. News is printed
without short vowels, so their vowels are the likeliest, not known: the written long ones, and
others where consonants would run together, a, or i behind a long vowel (سالم, Salim).
"""

import re
from functools import cache
from typing import Literal

from rawi.lexica.tables import load_table
from rawi.text.normalise import fold

NameKind = Literal["person", "place", "body"]

_SHORT = {"\u064e": "a", "\u064f": "u", "\u0650": "i"}
_SHADDA, _SUKUN = "\u0651", "\u0652"
_SIGNS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_LETTERS = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3]")
_WORD = re.compile("[\u0610-\u061a\u0620-\u065f\u066e-\u06d3]+|[^\\W\u0600-\u06ff]+")
# Written before a word without a space, and before what it joins the article to.
_JOINED = (("وال", "wa-l-"), ("بال", "bi-l-"), ("لل", "li-l-"), ("ال", "al-"))
_MAX_PHRASE = 5
_LONG = "اويى"
_HAMZAS = "ءأإؤئع"


@cache
def load_letters(kind: str) -> dict[str, str]:
    """Return the Latin letters of the Arabic ones of a kind: consonant, long, foreign."""
    return {r["form"]: r["latin"] for r in load_table("latin/letters") if r["kind"] == kind}


@cache
def _load_words() -> dict[str, dict[str, str]]:
    """Return Latin spellings by folded word, and by the kind of name."""
    words: dict[str, dict[str, str]] = {}
    for row in load_table("latin/words"):
        words.setdefault(fold(row["form"]), {})[row["kind"]] = row["latin"]
    return words


def transliterate(name: str, kind: NameKind, *, known: str | None = None) -> str:
    """Return a name in Latin letters; one that has no Arabic letters as it is.

    Args:
        name: As it is printed, with or without vowel signs.
        kind: Whose name it is; صالح is Saleh as a man's.
        known: A Latin spelling from elsewhere, taken where the lexicon has none of the whole name.
    """
    if not _LETTERS.search(name):
        return name
    words = _WORD.findall(name)
    if known is not None and _find_phrase(words, 0, kind)[1] < len(words):
        return known
    parts: list[str] = []
    index = 0
    while index < len(words):
        known, length = _find_phrase(words, index, kind)
        if known is None:
            following = words[index + 1] if index + 1 < len(words) else ""
            definite = kind == "person" or words[index].startswith("ال")
            construct = not definite and _takes(following)
            known = _spell_word(words[index], kind, construct=construct)
        parts.append(known)
        index += max(1, length)
    return _capitalise(" ".join(parts))


def _find_phrase(words: list[str], index: int, kind: str) -> tuple[str | None, int]:
    """Return the accepted spelling of the longest phrase at a word, and how many words it has."""
    table = _load_words()
    for length in range(min(_MAX_PHRASE, len(words) - index), 0, -1):
        known = table.get(fold(" ".join(words[index : index + length])), {})
        latin = known.get(kind) or known.get("any")
        if latin is not None:
            return latin, length
    return None, 0


def _takes(word: str) -> bool:
    """Whether a word can be a genitive, so that a ta marbuta before it is heard: at."""
    return bool(_LETTERS.match(word)) and not word.startswith("و")


def _spell_word(word: str, kind: str, *, construct: bool) -> str:
    """Return a word letter by letter, or its accepted spelling behind what is joined to it."""
    if not _LETTERS.search(word):
        return word
    bare = _SIGNS.sub("", word)
    if bare.startswith("عبدال") and len(bare) > 6:
        return "Abd " + _spell_word(bare[3:], kind, construct=False)
    for joined, latin in _JOINED if kind == "body" else _JOINED[-1:]:
        if bare.startswith(joined) and len(bare) > len(joined) + 1:
            stem = _cut_signs(word, len(joined))
            known = _find_phrase([stem], 0, kind)[0]
            if known is not None and known.startswith(("al-", "Al-")):
                known = known[3:]
            return latin + _capitalise(known or _spell(stem, construct=construct))
    return _capitalise(_spell(word, construct=construct))


def _cut_signs(word: str, letters: int) -> str:
    """Return a word behind so many letters and the signs on them."""
    index = 0
    while letters or (index < len(word) and _SIGNS.match(word[index])):
        letters -= not _SIGNS.match(word[index])
        index += 1
    return word[index:]


def _capitalise(latin: str) -> str:
    """Return a name with a capital at its head, behind an article too: al-Sisi stays."""
    if latin.startswith(("al-", "wa-l-", "li-l-", "bi-l-")) or not latin:
        return latin
    return latin[0].upper() + latin[1:]


def _spell(word: str, *, construct: bool) -> str:
    """Return a word letter by letter, vowels added where none are printed."""
    units = _split(word, construct=construct)
    units = _add_vowels(units)
    return "".join(latin for _, latin in units).replace("’", "")


def _split(word: str, *, construct: bool) -> list[tuple[str, str]]:
    """Return the sounds of a word: consonants (C), vowels (V) and vowels that are long (L)."""
    letters = [[letter, ""] for letter in word if not _SIGNS.match(letter)]
    place = -1
    for letter in word:
        if not _SIGNS.match(letter):
            place += 1
        elif place >= 0:
            letters[place][1] += letter
    units: list[tuple[str, str]] = []
    for place, (letter, signs) in enumerate(letters):
        following = letters[place + 1][0] if place + 1 < len(letters) else ""
        units += _read_letter(letter, following, units, construct=construct)
        if _SHADDA in signs and units and units[-1][0] == "C":
            units.append(units[-1])
        short = next((_SHORT[sign] for sign in signs if sign in _SHORT), None)
        if short is not None and not (following and following in _LONG and short in "aui"):
            units.append(("V", short))
        elif _SUKUN in signs and units and units[-1][0] == "C":
            units[-1] = ("S", units[-1][1])
    return units


def _read_letter(
    letter: str, following: str, units: list[tuple[str, str]], *, construct: bool
) -> list[tuple[str, str]]:
    """Return the sounds of a letter by where it stands."""
    first = not units
    if letter == "ة":
        heard = construct or (bool(units) and units[-1][0] == "L")
        ending = [] if units and units[-1][0] == "L" else [("V", "a")]
        return [*ending, ("C", "t")] if heard else ending
    if first and letter in "اأإآ":
        carried = following in ("و", "ي") and letter != "آ"
        vowel = "i" if letter == "إ" else "a"
        return [("C", "’")] if carried else [("C", "’"), ("L" if letter == "آ" else "V", vowel)]
    if letter in _LONG or letter == "آ":
        after_vowel = first or units[-1][0] in "LV"
        glides = letter in "وي" and (after_vowel or (following in ("ا", "آ", "و", "ي", "ة", "ى")))
        if not glides:
            return [("L", load_letters("long").get(letter, "a"))]
        if letter == "ي" and following == "ة" and not after_vowel:
            active = len(units) > 1 and units[-2][0] == "L"  # زاوية, not ليبية
            return [("V", "i"), ("C", "y")] if active else [("L", "i"), ("C", "y"), ("C", "y")]
        return [("C", load_letters("consonant")[letter])]
    if letter in _HAMZAS:
        return [("C", "’")]
    return [("C", load_letters("consonant").get(letter) or load_letters("foreign").get(letter, ""))]


def _add_vowels(units: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the sounds with a vowel wherever Arabic could not do without one.

    No word begins with two consonants, none has three running, none two behind a long vowel, and a
    word of four or more does not end in two.
    """
    found: list[tuple[str, str]] = []
    total = sum(kind == "C" for kind, _ in units)
    for place, unit in enumerate(units):
        found.append(unit)
        following = units[place + 1][0] if place + 1 < len(units) else ""
        if unit[0] != "C" or following not in ("C", "S") or _is_doubled(units, place):
            continue
        before = found[-2][0] if len(found) > 1 else ""
        final = place + 2 == len(units)
        if before in ("", "C", "S"):
            found.append(("V", "a"))
        elif before == "L":
            found.append(("V", "i"))
        elif final and total > 3 and found[-2][0] == "V":
            found.append(("V", "a"))
    return found


def _is_doubled(units: list[tuple[str, str]], place: int) -> bool:
    """Whether a consonant is the first half of a double one (رّ)."""
    return place + 1 < len(units) and units[place] == units[place + 1] and units[place][1] != "’"
