"""Whom a text says to be responsible for an event: by claim, charge, accusation or its source."""

from rawi.reading.events.joined_phrases import read_coordinated
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.noun_phrases import NounPhrase, read_phrase
from rawi.reading.events.phrase_kinds import is_actor, is_site
from rawi.reading.events.positions import find_direct_phrases, find_subject_before
from rawi.reading.events.scenes import Scene
from rawi.reading.events.side_phrases import Side, make_sides
from rawi.reading.events.triggers import Trigger

_BEHIND = 14
_CULPRIT_WORDS = 5  # of a phrase that ends in متهم


def find_accused(scene: Scene, verb: int, trigger: Trigger) -> list[Side]:
    """Return who is accused of an event (اتهمت الحكومة الانفصاليين بقصف المدينة)."""
    groups = find_direct_phrases(scene, verb)
    object_ = 0 if find_subject_before(scene, verb) else 1
    if not trigger.proclitics.endswith("ب") or len(groups) <= object_:
        return []
    return make_sides("agent", groups[object_], "accused")


def find_culprits(scene: Scene, index: int, trigger: Trigger) -> list[Side]:
    """Return who is said to be accused of an event or to have a hand in it (التنظيم المتهم بـ)."""
    if not scene.has_class(index, "culpable") or scene.mention_of[index] is not None:
        return []
    behind = "behindit" in plain_classes_of(scene.tokens[trigger.index - 1].key)
    if not (behind or trigger.proclitics.endswith("ب")):
        return []
    first, last = scene.bounds(index)
    mention = scene.mention_of[index + 1] if index + 1 < last else None
    if mention is not None and mention.type == "person":  # المتهم سامي الفقيه بقتل
        named = read_phrase(scene, index + 1)
        return [Side("agent", named, "accused")] if named is not None else []
    for start in range(max(first, index - _CULPRIT_WORDS), index + 1):
        phrase = read_phrase(scene, start)
        if phrase is not None and phrase.last >= index and is_actor(scene, phrase):
            return [Side("agent", phrase, "accused")]
    return []


def find_sources(scene: Scene, noun: int, end: int) -> list[Side]:
    """Return from whom an attack came: مصدره قوات X; of a site its owner: مصدره حواجز X."""
    behind = range(noun + 1, min(end, noun + _BEHIND))
    at = next((index for index in behind if scene.has_class(index, "itssource")), None)
    if at is None:
        return []
    phrases = []
    for phrase in read_coordinated(scene, at + 1):
        if phrase.mentions and is_site(scene, phrase):
            first = scene.analysis.token_at(phrase.mentions[0].start)
            phrases.append(NounPhrase(first, phrase.last, 0, phrase.mentions))
        else:
            phrases.append(phrase)
    return make_sides("agent", phrases, "relative")


def find_charged(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return who is charged with an event.

    حملت الحكومة المتمردين مسؤولية الهجوم; نسبت السلطات الهجوم إلى المتمردين.
    """
    index = trigger.index
    first, end = scene.bounds(index)
    near = range(index - 1, max(first, index - 2) - 1, -1)
    duty = next((i for i in near if scene.has_class(i, "duty")), -1)
    for other in range(index - 1, max(first, index - _BEHIND) - 1, -1):
        if scene.mention_of[other] is not None:
            continue
        if duty > first and scene.has_class(other, "charging"):
            groups = [g for g in find_direct_phrases(scene, other) if g[-1].last == duty]
            return make_sides("agent", groups[-1], "accused") if groups else []
        if scene.has_class(other, "ascribing"):
            return _ascribed(scene, index, min(end, index + _BEHIND))
    return []


def _ascribed(scene: Scene, index: int, end: int) -> list[Side]:
    """Return to whom إلى behind an event noun ascribes it."""
    for other in range(index + 1, end):
        if scene.is_mark(other):
            break
        if scene.tokens[other].key == "الي":
            group = read_coordinated(scene, other + 1)
            return make_sides("agent", group, "accused")
    return []
