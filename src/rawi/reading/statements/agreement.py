"""Whether a noun behind a verb can be its subject: دعا الحكومة إلى is no الحكومة دعت."""

from rawi.reading.statements.cues import CueWord
from rawi.reading.statements.noun_phrases import Phrase
from rawi.reading.statements.particles import has_role_bare
from rawi.reading.statements.scenes import Scene

_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
# A name in ة may be a man's (خليفة).
_NAMED = frozenset(("person",))


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


def _is_feminine_verb(scene: Scene, cue: CueWord) -> bool:
    letters = scene.text[cue.start : cue.end].rstrip(_MARKS)
    return letters.endswith("ت") if cue.kind == "past" else letters.startswith("ت")


def _is_feminine_noun(scene: Scene, index: int) -> bool:
    named = scene.named.get(index)
    letters = scene.tokens[index].text.rstrip(_MARKS)
    if named is not None and named[0].type in _NAMED:
        return False
    return letters.endswith(("ة", "ات"))
