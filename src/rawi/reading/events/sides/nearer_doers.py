"""Whom a word nearer to an event noun than its verb makes the doer, whatever the verb's subject.

His part in it is told (القبض على شاب لتورطه في الهجوم), or he is made to do it (أجبر الجيش
المسلحين على الانسحاب: the gunmen withdraw).
"""

from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.phrases.direct_phrases import find_direct_phrases
from rawi.reading.events.phrases.noun_phrases import read_phrase
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger
from rawi.reading.quantities.people import load_nouns as load_people
from rawi.text.tokens import THIRD_PERSON, split_enclitics

_OWNER = 15  # tokens before a noun of doing within which is named whom its pronoun is of
_BEFORE_PERSON = frozenset({"stop", "preposition", "demonstrative"})
_PERSONS = frozenset({"people", "person", "suspects", "fighters", "armedmen"})
_REACH = 14  # tokens before a noun within which a verb of compelling stands
_TIES = frozenset({"علي", "الي"})


def find_nearer(scene: Scene, index: int, trigger: Trigger) -> list[Side] | None:
    """Return whose part in an event the noun at token i tells of, or whom a word there compels.

    None where it is no such word.
    """
    if index < trigger.index - 1 or trigger.proclitics:
        own = _find_own_part(scene, index)
        if own is not None:
            return own
    return _find_forced(scene, index, trigger.index)


def find_forcers(scene: Scene, noun: int) -> set[str]:
    """Return who is named before whom he makes do what a noun tells of, and does not do it."""
    first, _ = scene.bounds(noun)
    if noun == first or scene.tokens[noun - 1].key not in _TIES:
        return set()
    for index in range(noun - 1, max(first, noun - _REACH) - 1, -1):
        forced = _find_forced(scene, index, noun)
        if forced is not None:
            last = forced[0].phrase.first if forced else noun
            before = (scene.mention_of[other] for other in range(first, last))
            return {mention.entity for mention in before if mention is not None}
    return set()


def _find_forced(scene: Scene, index: int, noun: int) -> list[Side] | None:
    """Return whom a word of compelling at token i makes do what the noun behind على tells of.

    None where token i is no such word; nobody where only its pronoun says whom (أجبرهم على).
    """
    if scene.tokens[noun - 1].key not in _TIES or scene.mention_of[index] is not None:
        return None
    forms = scene.tokens[index].forms
    if any("compelling" in plain_classes_of(b) for f in forms for b, _ in split_enclitics(f.key)):
        return []
    if not scene.has_class(index, "compelling"):
        return None
    groups = [g for g in find_direct_phrases(scene, index) if g[-1].last < noun]
    return make_sides("agent", groups[-1], "light verb") if groups else []


def _find_own_part(scene: Scene, index: int) -> list[Side] | None:
    """Return whose part in an event a noun with a pronoun is of; None where token i is none.

    القبض على شاب لتورطه في الهجوم: the youth, not who caught him.
    """
    pronoun = None if scene.mention_of[index] is not None else _find_pronoun(scene, index)
    if pronoun is None:
        return None
    first, _ = scene.bounds(index)
    for other in range(index - 1, max(first, index - _OWNER) - 1, -1):
        mention = scene.mention_of[other]
        if mention is not None and (mention.type == "place" or not scene.begins_mention(other)):
            continue
        if mention is None and not _is_person(scene, other):
            continue
        if pronoun == "ه" and _is_feminine(scene, other):
            continue
        phrase = read_phrase(scene, other, _skip_at(scene, other))
        return make_sides("agent", [phrase], "accused") if phrase is not None else []
    return []


def _find_pronoun(scene: Scene, index: int) -> str | None:
    """Return the pronoun of who does what token i, a noun of doing, tells of (تخطيطه)."""
    return next(
        (
            pronoun
            for form in scene.tokens[index].forms
            for base, pronoun in split_enclitics(form.key)
            if pronoun in THIRD_PERSON and "ownpart" in plain_classes_of(base)
        ),
        None,
    )


def _is_feminine(scene: Scene, index: int) -> bool:
    """Whether a noun is of the feminine by its letters (السلطات, شرطة)."""
    mention = scene.mention_of[index]
    named = mention is not None and mention.type == "person"
    return not named and scene.tokens[index].key.endswith(("ه", "ات"))


def _is_person(scene: Scene, index: int) -> bool:
    """Whether token i is a noun for people who are no suspects by name (المشتبه في ضلوعه)."""
    classes = scene.classes_at(index)
    if "culpable" in classes:
        return False
    if not _PERSONS.isdisjoint(classes):
        return True
    behind = index > 0 and not _BEFORE_PERSON.isdisjoint(scene.classes_at(index - 1))
    behind = behind or scene.tokens[index].key.endswith("ا")
    return behind and any(form.key in load_people() for form in scene.tokens[index].forms)


def _skip_at(scene: Scene, index: int) -> int:
    mention = scene.mention_of[index]
    return 0 if mention is None else max(0, mention.start - scene.tokens[index].start)
