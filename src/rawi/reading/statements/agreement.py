"""Whether a noun can be the subject of a verb: دعا الحكومة إلى is no الحكومة دعت."""

from rawi.reading.statements.cues import CueWord
from rawi.reading.statements.noun_phrases import Phrase
from rawi.reading.statements.particles import has_role_bare
from rawi.reading.statements.scenes import Scene
from rawi.text.normalise import fold

_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
# A name in ة may be a man's (خليفة).
_NAMED = frozenset(("person",))
# Relative pronouns, folded, with the pronoun of a verb that stands for the same noun.
_RELATIVES = {"الذي": "ه", "التي": "ها", "الذين": "هم"}


def disagrees(scene: Scene, cue: CueWord, phrase: Phrase) -> bool:
    """Whether a verb and the noun straight behind it differ in gender, so that it is its object.

    A verb before its subject is in the feminine exactly where the subject is, unless words stand
    between them. Only nouns whose gender shows are judged: in ة or ات, and those of the lexicon.
    """
    if phrase.first != cue.last or cue.kind not in ("past", "present"):
        return False
    feminine = _is_feminine_verb(scene, cue)
    if _is_feminine_noun(scene, phrase.first):
        return not feminine
    return feminine and has_role_bare(scene.tokens[phrase.first], "masculine")


def is_told_of(scene: Scene, cue: CueWord) -> bool:
    """Whether a verb behind a relative pronoun is said by another than whom that stands for.

    They differ in gender or number (المدينة التي قال إن أخبارها), or a pronoun of the verb stands
    for the noun before (الرجل الذي وصفه بالبطل).
    """
    relative = scene.tokens[cue.first - 1].key
    if relative not in _RELATIVES or cue.kind not in ("past", "present"):
        return False
    if cue.pronoun:
        return cue.pronoun == _RELATIVES[relative]
    if relative == "الذين" or has_plural_ending(scene, cue):
        return (relative == "الذين") != has_plural_ending(scene, cue)
    return _is_feminine_verb(scene, cue) != (relative == "التي")


def has_plural_ending(scene: Scene, cue: CueWord) -> bool:
    """Whether a finite verb is of several: أضافوا، يؤكدون، طالبا، يطالبان."""
    if cue.kind not in ("past", "present"):
        return False
    key = scene.tokens[cue.first].key
    if cue.pronoun:
        return key.endswith("ون" + cue.pronoun)
    if cue.kind == "present":
        return key.endswith(("وا", "ون", "ان")) and not fold(cue.lemma).endswith("ان")
    # طالبا, طالبتا; a verb that ends so in the singular (دعا, نفى) has its dual in يا.
    weak = fold(cue.lemma).endswith(("ا", "ي"))
    return key.endswith("وا") or (key.endswith("ا") and (not weak or key.endswith(("يا", "تا"))))


def _is_feminine_verb(scene: Scene, cue: CueWord) -> bool:
    letters = scene.text[cue.start : cue.end].rstrip(_MARKS)
    return letters.endswith("ت") if cue.kind == "past" else letters.startswith("ت")


def _is_feminine_noun(scene: Scene, index: int) -> bool:
    named = scene.named.get(index)
    letters = scene.tokens[index].text.rstrip(_MARKS)
    if named is not None and named[0].type in _NAMED:
        return False
    return letters.endswith(("ة", "ات"))
