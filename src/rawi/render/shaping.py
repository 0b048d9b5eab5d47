"""Arabic letters in their joined forms, for terminals that show each letter by itself."""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

# Lam and alef that follow each other are always written as one: (lam, alef) forms and the ligature.
_LIGATURES = {
    ("\ufedf", "\ufe82"): "\ufef5", ("\ufee0", "\ufe82"): "\ufef6",
    ("\ufedf", "\ufe84"): "\ufef7", ("\ufee0", "\ufe84"): "\ufef8",
    ("\ufedf", "\ufe88"): "\ufef9", ("\ufee0", "\ufe88"): "\ufefa",
    ("\ufedf", "\ufe8e"): "\ufefb", ("\ufee0", "\ufe8e"): "\ufefc",
}  # fmt: skip


@cache
def _load_reshaper() -> "ArabicReshaper":
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper(
        configuration={
            "support_ligatures": False,
            "delete_harakat": False,
            "delete_tatweel": False,
            "support_zwj": False,
        }
    )


def shape(text: str) -> list[str]:
    """Return what each code point of a text is shown as; "" for what a ligature before it took in.

    Letters get their presentation forms by their neighbours, marks aside. Shape (code points,).
    """
    shaped = list(_load_reshaper().reshape(text))
    if len(shaped) != len(text):
        return list(text)
    for place, letter in enumerate(shaped):
        if letter in "\ufedf\ufee0":
            follower = place + 1
            while follower < len(shaped) and unicodedata.combining(shaped[follower]):
                follower += 1
            ligature = _LIGATURES.get((letter, shaped[follower] if follower < len(shaped) else ""))
            if ligature is not None:
                shaped[place], shaped[follower] = ligature, ""
    return shaped
