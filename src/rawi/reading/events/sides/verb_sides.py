"""Who did what to whom, told by a verb: by order, agreement of voice, and pronouns."""

from rawi.reading.events.lexicon import DONE_TO_PERSONS, VIOLENT, noun_classes_of, plain_classes_of
from rawi.reading.events.phrases.bearers import name_unit
from rawi.reading.events.phrases.direct_phrases import find_direct_phrases
from rawi.reading.events.phrases.noun_phrases import NounPhrase
from rawi.reading.events.phrases.phrase_kinds import (
    begins_with_mention,
    is_actor,
    is_apposed,
    is_city,
    is_group,
)
from rawi.reading.events.phrases.positions import find_subject_before
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger

# What counts tell of those who did nothing, but had it done to them.
_SUFFERED = frozenset({"killed", "wounded", "arrested", "abducted", "released"})
_CRAFT = frozenset({"air", "aircraft"})
_PERSONS = frozenset({"people", "quantifier", "leader"})
_STRIKES = frozenset({"airstrike", "shelling", "destruction"})
_EVENT_REACH = 25  # tokens before a verb of hitting within which an event is its subject


def find_verb_sides(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the participants that the order of words around a verb shows."""
    form = trigger.form
    if form is None:
        return []
    if form.tense == "past" and trigger.proclitics.endswith(("ل", "ب")):
        return []  # لبحث خروج X: a masdar that is written as the verb is
    before = find_subject_before(scene, trigger.index)
    after = find_direct_phrases(scene, trigger.index)
    within = _is_within_antecedent(scene, trigger.index, before, after)
    if within:
        before = []
    subject, object_ = trigger.sense.subject, trigger.sense.object
    if trigger.sense.object in ("none", "place"):
        inner = trigger.pronoun and not scene.is_a(trigger.index - 1, "relative")
        if inner and after and is_actor(scene, after[0][0]):
            before = []  # لغم زرعه X: who stands before it is another
        subjects = before if before else after[:1]
        rule = "subject before" if before else "subject"
        return [Side(subject, name_unit(scene, p), rule) for group in subjects for p in group]
    if form.passive or "\u064f" in scene.tokens[trigger.index].text[:4]:
        return [Side(object_, p, "passive") for group in (after[:1] or before) for p in group]
    if trigger.pronoun == "نا" and form.tense == "past":  # "we", not "us"
        return [Side(object_, p, "object") for group in after[:1] for p in group]
    if trigger.pronoun:
        rule = "object is a pronoun"
        groups = after[:1] or before
        return [Side(subject, name_unit(scene, p), rule) for group in groups for p in group]
    if not before and after and scene.is_a(trigger.index - 1, "relative") and not within:
        return make_sides(object_, after[0], "relative object")
    return _by_order(scene, trigger, before, after)


def _is_within_antecedent(
    scene: Scene, verb: int, before: list[list[NounPhrase]], after: list[list[NounPhrase]]
) -> bool:
    """Whether a relative clause tells of what was done in its antecedent, not by it.

    المرة التي تقصف فيها طائرات البلدة: the aircraft shell; بلدة X التي قصفت القوات منازل فيها.
    """
    if not (scene.is_a(verb - 1, "relative") and after and is_actor(scene, after[0][0])):
        return False
    if scene.is_a(verb + 1, "backpronoun"):
        return True
    return len(after) > 1 and any(_is_around_place(scene, group[0]) for group in before)


def _by_order(
    scene: Scene, trigger: Trigger, before: list[list[NounPhrase]], after: list[list[NounPhrase]]
) -> list[Side]:
    """Tell subject from object by order: S V O, V S O, or the passive V with one phrase."""
    if before:
        return _by_order_before(scene, trigger, before[0], after[0] if after else [])
    subject, object_ = trigger.sense.subject, trigger.sense.object
    if not after:
        return []
    if trigger.form is not None and trigger.form.number == "plural":  # وخطفوا فتاتين
        return make_sides(object_, after[0], "V other")
    if len(after) > 1:
        apposed = trigger.type in DONE_TO_PERSONS and is_apposed(scene, after[0][-1], after[1][0])
        if apposed or _is_around_place(scene, after[0][0]) or _is_made(scene, trigger, after):
            return make_sides(object_, after[0], "V other")
        doers = [name_unit(scene, phrase) for phrase in after[0]]
        return make_sides(subject, doers, "V S O") + make_sides(object_, after[1], "V S O")
    if _is_rid_of(scene, trigger):
        return make_sides(object_, after[0], "V other")
    if _is_hit_by_event(scene, trigger):
        return make_sides(object_, after[0], "hit by event")
    if _acts(scene, trigger, after[0][0]) and not _is_oblique(scene, after[0][0]):
        return make_sides(subject, after[0], "V actor")
    return make_sides(object_, after[0], "V other")


def _is_rid_of(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb tells who was driven from what a pronoun stands for (يطرد منها X)."""
    following = trigger.index + 1
    if trigger.type != "capture" or following >= len(scene.tokens):
        return False
    return scene.is_a(following, "backpronoun") and scene.tokens[following].key.startswith("من")


def _by_order_before(
    scene: Scene, trigger: Trigger, before: list[NounPhrase], after: list[NounPhrase]
) -> list[Side]:
    """Tell whether what stands before a verb is its subject or its object."""
    subject, object_ = trigger.sense.subject, trigger.sense.object
    if after:
        return make_sides(subject, before, "S V O") + make_sides(object_, after, "S V O")
    if _is_around_place(scene, before[0]):
        return make_sides(object_, before, "object before")
    if trigger.form is not None and trigger.form.tense == "present":
        return make_sides(subject, before, "subject before")
    of_some = scene.tokens[before[0].first - 1].key == "من"  # خمسة من عناصر X قتلوا
    if trigger.form is not None and not of_some and _acts(scene, trigger, before[0]):
        return make_sides(subject, before, "actor before")
    return make_sides(object_, before, "object before")


def _is_made(scene: Scene, trigger: Trigger, after: list[list[NounPhrase]]) -> bool:
    """Whether somebody is made something by whom the text named before (وعينت فلانا سفيرا)."""
    office = scene.tokens[after[1][0].first].key
    return trigger.type == "appointment" and office.endswith("ا") and not office.startswith("ال")


def _is_around_place(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of a place or what lies around it, and so does nothing (أطراف بلدة X)."""
    if is_city(scene, phrase):
        return True
    named = bool(phrase.mentions) and phrase.mentions[0].type == "place"
    return named and scene.is_a(phrase.first, "placehead")


def _is_hit_by_event(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb of hitting has an event before it in its sentence for its subject."""
    first, _ = scene.bounds(trigger.index)
    if trigger.type in _STRIKES and _follows_raids(scene, trigger.index, first):
        return True
    if "hitverb" not in plain_classes_of(trigger.sense.lemma):
        return False
    near = range(max(first, trigger.index - _EVENT_REACH), trigger.index)
    return any(sense.type in VIOLENT for index in near for sense in scene.noun_senses_at(index))


def _follows_raids(scene: Scene, verb: int, first: int) -> bool:
    """Whether raids open the clause of a verb as its subject (إن خمس غارات قرب سبها قصفت مواقع)."""
    clause = scene.clause_of[verb]
    near = (i for i in range(verb - 1, first - 1, -1) if scene.clause_of[i] == clause)
    senses = [(i, sense) for i in near for sense in scene.noun_senses_at(i)]
    if not senses or senses[-1][1].type != "airstrike":
        return False
    return not any(scene.mention_of[i] is not None for i in range(first, senses[-1][0]))


def _acts(scene: Scene, trigger: Trigger, phrase: NounPhrase) -> bool:
    """Whether the one phrase behind a transitive verb is who did it rather than who suffered."""
    lemma = plain_classes_of(trigger.sense.lemma)
    if "founding" in lemma:  # what is founded is a group
        return False
    if "drivingout" in lemma and trigger.proclitics == "و":  # دخلت X البلدة وطردت Y
        return False
    classes = scene.classes_at(phrase.first)
    if "shotdown" in lemma:
        if "airdefence" in classes:
            return True
        if not _CRAFT.isdisjoint(classes):
            return False
    count = scene.counts.get(phrase.first)
    if count is not None and count.what in _SUFFERED:  # قتل العشرات من عناصر X
        return False
    if trigger.type in DONE_TO_PERSONS:
        head = scene.tokens[phrase.first]
        if head.kind == "number" or noun_classes_of(head.key) & _PERSONS:
            return False
        if phrase.mentions and begins_with_mention(scene, phrase):
            return is_group(phrase)
    return is_actor(scene, phrase)


def _is_oblique(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase begins with a sound plural that can be no subject (تلاحق المسلحين)."""
    keys = {form.key for form in scene.tokens[phrase.first].forms if form.skip == phrase.skip}
    return any(key.startswith("ال") and key.endswith("ين") and len(key) > 6 for key in keys)
