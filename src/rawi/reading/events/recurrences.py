"""How a word tells of its event beside those told before: as another, as many, as background."""

from typing import Literal

from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.events.triggers import Trigger

Mark = Literal["another", "anew", "also", "often", "background", "present", "reply"]

_BEHIND = 3  # tokens behind a noun where "another" stands (هجوم صاروخي آخر)
_REPLY = 2  # tokens before a word where what it is answered with stands (ردا على قصف)
_OFTEN_BEFORE = 4
_OFTEN_BEHIND = 9
_OPENING = 6  # tokens of a sentence where what turns to the past stands (وكانت, يذكر أن)


def find_marks(scene: Scene, trigger: Trigger) -> frozenset[Mark]:
    """Return what speaks for a trigger telling of an event other than the one told before.

    `another`: a noun with أخرى, مماثل or an ordinal; `anew`: with جديد or سابق; `also`: a word
    straight behind كما;
    `often`: told as going on or coming again (بين الحين والآخر, مئات الغارات); `background`:
    a sentence that turns to what was before (يذكر أن, وكانت); `present`: a verb in the present;
    `reply`: what another answers (ردا على قصف).
    """
    index = trigger.index
    first, last = scene.bounds(index)
    found: set[Mark] = set()
    if trigger.form is None and not _is_shown(scene, index, first):
        found |= _find_adjectives(scene, index, last)
    if index > first and scene.has_class(index - 1, "also"):
        found.add("also")
    if _is_often(scene, trigger, first, last):
        found.add("often")
    opening = range(first, min(index, first + _OPENING))
    if any(scene.has_class(other, "background") for other in opening):
        found.add("background")
    if trigger.form is not None and trigger.form.tense == "present":
        found.add("present")
    before = range(max(first, index - _REPLY), index)
    if any(scene.has_class(other, "reply") for other in before):
        found.add("reply")
    return frozenset(found)


def _is_shown(scene: Scene, index: int, first: int) -> bool:
    return index > first and scene.has_class(index - 1, "demonstrative")


def _find_adjectives(scene: Scene, index: int, last: int) -> set[Mark]:
    found: set[Mark] = set()
    for other in range(index + 1, min(last, index + 1 + _BEHIND)):
        if scene.is_mark(other):
            break
        if scene.has_class(other, "another"):
            found.add("another")
        if scene.has_class(other, "anew"):
            found.add("anew")
    return found


def _is_often(scene: Scene, trigger: Trigger, first: int, last: int) -> bool:
    index = trigger.index
    before = scene.tokens[index - 1].key if trigger.form is None and index > first else ""
    if "many" in plain_classes_of(before):
        return True
    window = range(max(first, index - _OFTEN_BEFORE), min(last, index + 1 + _OFTEN_BEHIND))
    return any(other != index and scene.has_class(other, "often") for other in window)
