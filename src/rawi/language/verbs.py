"""The forms of a verb that newspapers print, made from its past and its present.

Third person only: masculine and feminine, singular, dual and plural, past, present and participle.
Forms are folded (`text.normalise.fold`), for look-up among `Form.key`.
"""

from functools import cache
from typing import Literal

from rawi.text.normalise import fold

Tense = Literal["past", "present", "participle"]


@cache
def inflect_past(past: str) -> tuple[str, ...]:
    """Return the folded third-person past forms of a verb given as it stands after هو.

    `نفى`, `دعا` drop their last letter before the endings (نفت, دعوا), others keep it (قالت).
    """
    key = fold(past)
    if past[-1] in "ىا":
        stem = key[:-1]
        endings = (stem + "ت", stem + "وا", stem + "يا", stem + "تا")
        return _distinct(key, stem + "ا", *endings)
    # The dual of a short sound verb is a verbal noun in print: ردا، نقلا، وعدا.
    dual = (key + "ا",) if len(key) > 3 or key[1] == "ا" else ()
    return _distinct(key, key + "ت", key + "وا", *dual, key + "تا", key + "ن")


@cache
def inflect_present(present: str) -> tuple[str, ...]:
    """Return the folded third-person present forms of a verb given as it stands after هو (يقول)."""
    key = fold(present)
    if key[0] != "ي":
        return (key,)
    rest = key[1:]
    weak = rest[-1] in "يوا"
    stem = rest[:-1] if weak else rest
    dual = rest if weak else stem
    forms = [prefix + body for prefix in "يت" for body in (rest, stem + "ون", dual + "ان")]
    forms += ["ي" + stem + "وا", "ي" + dual + "ن"]
    if weak:  # the jussive and the like: لم ينف
        forms += ["ي" + stem, "ت" + stem]
    return _distinct(*forms)


@cache
def inflect_participle(participle: str) -> tuple[str, ...]:
    """Return the folded forms of an active participle as a circumstance: مؤكدا, مؤكدة, مؤكدين.

    Args:
        participle: Masculine singular without ending; of a weak root with its ya (داعي).
    """
    key = fold(participle)
    stem = key[:-1] if participle[-1] in "يى" else key
    return _distinct(key + "ا", key + "ه", stem + "ين", stem + "ون", key + "تين", key + "ات")


def inflect(past: str, present: str, participle: str) -> dict[str, Tense]:
    """Return the folded forms of a verb, each with its tense; an empty part gives no forms."""
    forms: dict[str, Tense] = {}
    parts: tuple[tuple[Tense, tuple[str, ...]], ...] = (
        ("past", inflect_past(past) if past else ()),
        ("present", inflect_present(present) if present else ()),
        ("participle", inflect_participle(participle) if participle else ()),
    )
    for tense, found in parts:
        for form in found:
            forms.setdefault(form, tense)
    return forms


def _distinct(*forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))
