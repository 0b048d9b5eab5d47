"""The forms in which a verb or an event noun stands in a newspaper, made from its base forms.

All forms are folded (`text.normalise.fold`) and without proclitics, which tokens split off. Third
persons only: the press tells of others.
"""

from typing import Literal, NamedTuple

from rawi.text.normalise import fold

Number = Literal["singular", "plural"]


class VerbForm(NamedTuple):
    """One inflected form of a verb.

    Attributes:
        key: The form, folded.
        tense: Past or present.
        feminine: Whether it agrees with a feminine (or broken plural) subject.
        number: Plural where the ending says so (dual counts as plural): the subject stands before.
        passive: Whether the spelling shows the passive (`هوجم`, "was attacked").
    """

    key: str
    tense: Literal["past", "present"]
    feminine: bool
    number: Number
    passive: bool = False


def make_past_forms(verb: str, *, passive: bool = False) -> list[VerbForm]:
    """Return the past forms of a third person masculine singular past (`قصف`, "he shelled")."""
    key = fold(verb)
    stem = key[:-1] if verb[-1] in "ىا" else key
    plural = key[:-1] if verb[-1] in "ىاي" else key
    dual = stem + "ي" if verb[-1] == "ى" else key
    endings = [(key, False, False), (stem + "ت", True, False), (plural + "وا", False, True)]
    endings += [(plural + "و", False, True), (dual + "ا", False, True), (stem + "تا", True, True)]
    endings += [(dual + "ن", True, True)]
    return [_form(k, "past", feminine=f, plural=p, passive=passive) for k, f, p in endings]


def make_present_forms(verb: str) -> list[VerbForm]:
    """Return the present forms of a third person masculine singular present (`يقصف`)."""
    key = fold(verb)
    body = key[1:]
    stem = body[:-1] if verb[-1] in "يىو" else body
    forms = []
    for prefix, feminine in (("ي", False), ("ت", True)):
        forms.append(_form(prefix + body, "present", feminine=feminine))
        for ending in ("ون", "وا", "و"):
            forms.append(_form(prefix + stem + ending, "present", feminine=feminine, plural=True))
        dual = stem + "ي" if verb[-1] == "ى" else body
        for ending in ("ان", "ا"):
            forms.append(_form(prefix + dual + ending, "present", feminine=feminine, plural=True))
    return forms


def _form(
    key: str,
    tense: Literal["past", "present"],
    *,
    feminine: bool,
    plural: bool = False,
    passive: bool = False,
) -> VerbForm:
    return VerbForm(key, tense, feminine, "plural" if plural else "singular", passive)


def make_noun_forms(noun: str) -> list[str]:
    """Return an indefinite noun and its accusative and dual (`هجوم`, `هجوما`, `هجومين`)."""
    key = fold(noun)
    forms = [key]
    if noun.endswith("ة"):
        stem = key[:-1] + "ت"
        forms += [stem + "ان", stem + "ين"]
    elif not key.endswith(("ات", "ان", "ين", "ا")):
        forms += [key + "ا", key + "ان", key + "ين"]
    return forms
