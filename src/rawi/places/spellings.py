"""Names of places as gazetteers write them, made into the forms that a text is asked for."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from rawi.lexica.tables import load_table
from rawi.places.gazetteer import spell_name
from rawi.text.normalise import CONTROLS, DIACRITICS, TATWEEL, fold

ARABIC_LETTERS = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأؤإئ")
# Letters of Persian that stand for an Arabic one, or that the Arab press writes too.
LENIENT_LETTERS = ARABIC_LETTERS | frozenset("یکگپچڤۀہە")
# Where names in Persian, Urdu, Kurdish or Uyghur spelling are the local ones.
LOCAL = frozenset(("IR", "AF", "PK", "TJ", "IQ", "TR", "SY", "AZ", "UZ", "TM"))
# Elsewhere a Persian or Urdu spelling is kept only for a town of this size: the Arab press does not
# name the rest, and 9,000 of them are transliterations of American villages.
MIN_POPULATION = 15_000
# Where towns are named in Arabic, so that دير and كفر are words and no syllables.
ARABIC = frozenset(("SY", "LB", "IQ", "PS", "IL", "JO", "EG", "YE", "SA", "SD", "LY", "TN", "DZ"))
MAX_WORDS = 5
_DROPPED = re.compile(f"[{DIACRITICS}{TATWEEL}{CONTROLS}]")
_PART = re.compile(r"[\s\-‐-―/]+")
_END = re.compile(r"[،,(\[:;٬]")


@cache
def _load_heads() -> frozenset[str]:
    """Return the nouns that gazetteers prefix to some names and that are left out: مدينة, قرية."""
    return frozenset(row["form"] for row in load_table("places/features") if row["in_name"] == "no")


def clean_name(name: str) -> str:
    """Return a name without diacritics, disambiguation and head noun; empty if it is none."""
    name = _DROPPED.sub("", unicodedata.normalize("NFKC", name))
    name = _END.split(name)[0].replace("'", "").replace("`", "")
    words = [word for word in _PART.split(name) if word]
    if len(words) > 1 and words[0] in _load_heads():
        words = words[1:]
    return " ".join(words) if len(words) <= MAX_WORDS else ""


def is_written_in(name: str, letters: frozenset[str]) -> bool:
    """Whether a name has two letters or more, and only such letters."""
    return len(name) > 1 and all(letter in letters or letter == " " for letter in name)


def find_spellings(names: Iterable[str], country: str, population: int) -> list[str]:
    """Return the names of a place that are kept, in Unicode order; empty if none is.

    Args:
        names: Every name that a gazetteer gives it, in any script.
        country: ISO 3166-1 alpha-2 code.
        population: Inhabitants; 0 where not known.
    """
    cleaned = {clean_name(name) for name in names} - {""}
    arabic = [name for name in cleaned if is_written_in(name, ARABIC_LETTERS)]
    if not arabic and (country in LOCAL or population >= MIN_POPULATION):
        arabic = [name for name in cleaned if is_written_in(name, LENIENT_LETTERS)]
    return sorted(arabic)


def make_keys(names: Iterable[str], country: str) -> list[str]:
    """Return the folded names with their other spellings, where Arabic is the local language."""
    local = country in ARABIC
    forms = (form for name in names for form in (spell_name(name) if local else [name]))
    return sorted({fold(form) for form in forms})
