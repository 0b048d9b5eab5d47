"""Spelling folded for matching, with the way back to the published letters.

Folding is for comparing only: spans are always of the published text, and nothing that a user sees
is folded. What is folded: presentation forms to letters, alef and hamza seats, alef maqsura to ya,
ta marbuta to ha, Persian letter variants, Arabic-Indic and extended digits to ASCII; dropped are
diacritics, tatweel, zero-width and bidi controls.
"""

import unicodedata
from functools import lru_cache

from rawi.text.offsets import OffsetMap

# One letter for all spellings that Arab newsrooms use interchangeably.
_FOLDED = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ة": "ه",
        "ۀ": "ه", "ہ": "ه", "ە": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ڪ": "ك", "گ": "ك", "ڤ": "ف",
        "پ": "ب", "چ": "ج", "٫": ".", "٬": ",",
        **{chr(0x660 + d): str(d) for d in range(10)},
        **{chr(0x6F0 + d): str(d) for d in range(10)},
    }
)  # fmt: skip

DIACRITICS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
TATWEEL = "\u0640"
# Zero-width joiners and spaces, bidi marks, embeddings, isolates, soft hyphen, word joiner, BOM.
CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"

_DROPPED_RANGES = (
    (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC), (0x6DF, 0x6E8),
    (0x6EA, 0x6ED), (0x8D3, 0x8FF), (0x640, 0x640), (0xAD, 0xAD), (0x61C, 0x61C),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0xFEFF, 0xFEFF),
)  # fmt: skip
_DROPPED = frozenset(
    chr(point) for first, last in _DROPPED_RANGES for point in range(first, last + 1)
)


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """Return what one code point is folded to: nothing, one letter, or several (lam-alef)."""
    if letter in _DROPPED:
        return ""
    if "\ufb50" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufeff":
        letter = "".join(x for x in unicodedata.normalize("NFKC", letter) if x not in _DROPPED)
        letter = letter.strip()
    return letter.translate(_FOLDED).lower()


class _FoldTable(dict[int, str]):
    """What each code point is folded to, filled as letters are met (for `str.translate`)."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = fold_letter(chr(point))
        return folded


_FOLD_TABLE = _FoldTable()


def fold(text: str) -> str:
    """Return the text folded for matching: equal for two spellings of one word."""
    return text.translate(_FOLD_TABLE)


def fold_with_map(text: str) -> tuple[str, OffsetMap]:
    """Return the folded text and the map between its offsets and those of `text`."""
    pieces = [fold_letter(letter) for letter in text]
    origins = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), OffsetMap(tuple(origins), len(text))
