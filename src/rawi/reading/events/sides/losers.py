"""Who loses what is taken, told by what came before it: بعد معارك مع X, بعد انسحاب X منها.

"They took the hill after clashes with X": the other side of the clash held it, or whoever fled.
"""

from rawi.reading.events.phrases.joined_phrases import read_coordinated
from rawi.reading.events.phrases.noun_phrases import NounPhrase
from rawi.reading.events.phrases.phrase_kinds import is_actor
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger

_AHEAD = 30  # tokens behind a word of capture within which what came before is told
_ATTRIBUTES = 4  # tokens between معارك and مع
_TAKEN_FROM = "من"


def find_losers(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return who loses what a word of capture says is taken; nothing for other events."""
    if trigger.type != "capture":
        return []
    _, end = scene.bounds(trigger.index)
    for index in range(trigger.index + 2, min(end, trigger.index + _AHEAD)):
        if scene.tokens[index].text in ".؛":
            break
        group = _read_loser(scene, index, end)
        if group and is_actor(scene, group[0]):
            return make_sides("target", group, _TAKEN_FROM)
    return []


def _read_loser(scene: Scene, index: int, end: int) -> list[NounPhrase]:
    """Return whom a noun behind بعد names as beaten: the other side of a clash, or who fled."""
    if scene.mention_of[index] is not None:
        return []
    if scene.has_class(index, "yielding") and (_is_after(scene, index) or _is_joined(scene, index)):
        return read_coordinated(scene, index + 1) if index + 1 < end else []
    if scene.has_class(index, "battle") and _is_after(scene, index):
        for other in range(index + 1, min(end - 1, index + _ATTRIBUTES)):
            if scene.tokens[other].key == "مع":
                return read_coordinated(scene, other + 1)
    return []


def _is_after(scene: Scene, index: int) -> bool:
    """Whether بعد or the like stands before token `index` (بعد معارك, عقب انسحاب)."""
    return scene.has_class(index - 1, "earlier") and scene.mention_of[index - 1] is None


def _is_joined(scene: Scene, index: int) -> bool:
    """Whether و joins token `index` (سيطرتها على البلدة وانسحاب X منها)."""
    return any(form.proclitics == "و" for form in scene.tokens[index].forms)
