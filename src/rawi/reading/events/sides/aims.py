"""Against whom an operation is by what it is for: عملية لملاحقة المسلحين, حملة للقضاء على كذا.

"An operation to hunt down the gunmen." Whom it is to hunt, drive out or fight has not begun it.
"""

from rawi.model import BODIES
from rawi.reading.events.phrases.joined_phrases import read_coordinated
from rawi.reading.events.phrases.noun_phrases import NounPhrase
from rawi.reading.events.phrases.phrase_kinds import is_actor, is_of_people, is_site
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger

_AHEAD = 15  # tokens behind an operation within which stands what it is for
_FREED_OF = 8  # tokens behind تطهير within which من brings of whom
_AGAINST = "ضد"


def find_aimed(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return against whom an operation is that a noun names; nothing for other events."""
    if trigger.type != "operation" or trigger.form is not None:
        return []
    _, end = scene.bounds(trigger.index)
    for index in range(trigger.index + 1, min(end, trigger.index + _AHEAD)):
        if scene.tokens[index].text in ".؛":
            break
        if _is_aim(scene, index, "hunting"):
            group = _read_hunted(scene, index + 1)
        elif _is_aim(scene, index, "cleansing"):
            group = _read_freed_of(scene, index + 1, end)
        else:
            continue
        return make_sides(
            "target", [phrase for phrase in group if _may_be_hunted(scene, phrase)], _AGAINST
        )
    return []


def _is_aim(scene: Scene, index: int, name: str) -> bool:
    """Whether token `index` is a masdar of a class that ل or من أجل brings (لملاحقة)."""
    if scene.mention_of[index] is not None or not scene.has_class(index, name):
        return False
    if scene.tokens[index].key.startswith("ل"):
        return True
    return scene.is_a(index - 1, "aimword")


def _read_hunted(scene: Scene, index: int) -> list[NounPhrase]:
    """Return whom a masdar of hunting is of, behind its preposition (القضاء على, البحث عن)."""
    if index < len(scene.tokens) and scene.tokens[index].key in ("علي", "عن", "من"):
        index += 1
    while index < len(scene.tokens) and scene.is_a(index, "whatremains"):
        index += 1
    if index >= len(scene.tokens) or scene.is_mark(index):
        return []
    return read_coordinated(scene, index)


def _read_freed_of(scene: Scene, index: int, end: int) -> list[NounPhrase]:
    """Return of whom a place is to be freed (لتطهير المدينة من المسلحين)."""
    for other in range(index, min(end - 1, index + _FREED_OF)):
        if scene.is_mark(other):
            break
        if scene.tokens[other].key == "من":
            held = scene.has_class(other + 1, "held")  # من قبضة X
            return read_coordinated(scene, other + 1 + held)
    return []


def _may_be_hunted(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of people, a group or their hideouts: not مكافحة التهريب."""
    if any(m.type in BODIES or m.type == "person" for m in phrase.mentions):
        return True
    if scene.has_class(phrase.first, "sidehead") or is_site(scene, phrase):
        return True
    return is_actor(scene, phrase) or is_of_people(scene, phrase)
