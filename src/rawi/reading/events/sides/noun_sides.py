"""Who did what to whom, told by an event noun: its genitive, adjectives and light verbs."""

from rawi.language.numbers import begins_number
from rawi.reading.events.lexicon import (
    DONE_TO_PERSONS,
    STRIKES,
    VIOLENT,
    load_nationalities,
    noun_classes_of,
    plain_classes_of,
)
from rawi.reading.events.phrases.bearers import find_bearer
from rawi.reading.events.phrases.direct_phrases import find_direct_phrases, skip_joined_masdar
from rawi.reading.events.phrases.joined_phrases import read_coordinated
from rawi.reading.events.phrases.noun_phrases import NounPhrase, read_phrase
from rawi.reading.events.phrases.phrase_kinds import (
    begins_with_mention,
    is_actor,
    is_apposed,
    is_city,
    is_country,
    is_definite_attribute,
    is_of_people,
    is_of_several,
    is_owned_behind,
    is_place,
    is_site,
    may_act,
)
from rawi.reading.events.phrases.positions import find_subject_before
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene
from rawi.reading.events.sides.accusations import find_charged
from rawi.reading.events.sides.hit_objects import find_hit
from rawi.reading.events.sides.light_verbs import find_light_sides
from rawi.reading.events.words.triggers import Trigger

_DONE_TO_SOME = DONE_TO_PERSONS | {"destruction"}
_CAUSES = frozenset({"stop", "anchor"})
_FIRED = frozenset({"bullets", "weapon", "bomb", "teargas", "grenade", "uav"})
_DESCRIBED = 4  # tokens before a participle in which begins whom it describes
_HURT_REACH = 12  # tokens before an event noun in which who is hurt by it stands
_DASHES = frozenset("-–—")
_ASIDE = 10  # tokens between two dashes at most
# Words that open a clause about the event behind its noun (نسبته السلطات إلى X, مصدره قوات X).
_USED = frozenset({"airforce", "means", "weapon", "chemical"})
_OWN_CLAUSE = frozenset({"ascribing", "itssource"})


def find_noun_sides(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the participants that an event noun and the words around it show."""
    sides = _genitives(scene, trigger) + _adjectives(scene, trigger)
    sides += find_light_sides(scene, trigger) + find_charged(scene, trigger)
    if not any(side.role == "target" for side in sides):
        sides += find_hit(scene, trigger)
    return sides + _find_hurt(scene, trigger) + _find_participants(scene, trigger)


def _find_participants(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return whom a participle that tells an event is of (اللاجئين الفارين, المستسلمين من X)."""
    index, (first, end) = trigger.index, scene.bounds(trigger.index)
    if not scene.has_class(index, "participle") or index + 2 >= end:
        return []
    for start in range(max(first, index - _DESCRIBED), index):
        skip = next((f.skip for f in scene.tokens[start].forms if scene.splits(start, f)), 0)
        phrase = read_phrase(scene, start, skip)
        if phrase is None or phrase.last < index or not may_act(scene, phrase):
            continue
        if not _agrees_in_number(scene, index):
            break  # عدد الفارين, استقبل الحرس | المستسلمين
        within = phrase._replace(last=index + 1, mentions=())
        return [] if phrase.mentions else make_sides("agent", [within], "subject before")
    if scene.tokens[index + 1].key != "من":
        return []
    group = read_coordinated(scene, index + 2)
    acts = bool(group) and is_actor(scene, group[0]) and not is_place(scene, group[0])
    return make_sides("agent", group, "من") if acts else []


def _agrees_in_number(scene: Scene, index: int) -> bool:
    """Whether a participle agrees with the noun for people before it."""
    before, key = scene.tokens[index - 1].key, scene.tokens[index].key
    return before[-2:] == key[-2:] or is_of_several(before)


def _genitives(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the genitive behind a noun (قصف الجيش, مقتل جندي) and what may follow it."""
    index = trigger.index + 1
    _, end = scene.bounds(trigger.index)
    if index < end and scene.tokens[index].text == "/":  # قتل / سالم بن عمر
        index += 1
    role = trigger.sense.object
    bare = scene.tokens[trigger.index].key.endswith("ا") or trigger.definite
    if trigger.pronoun and _may_have_object(trigger):
        return _object_behind_pronoun(scene, trigger)
    alone = index < end and scene.tokens[index].key in ("ل", "ب")  # قصف لـ"قسد"
    if role == "none" and not bare:
        return _find_shooter(scene, trigger)
    if role == "none" or bare or alone or index >= end or scene.is_mark(index):
        return []
    if _looks_adjective(scene, index) or not _OWN_CLAUSE.isdisjoint(scene.classes_at(index)):
        return []
    groups = find_direct_phrases(scene, skip_joined_masdar(scene, trigger.index))
    if not groups:
        return []
    if role in ("either", "victim"):
        return _either(scene, trigger, groups)
    if role == "agent" and trigger.type in STRIKES:
        return [] if _is_used(scene, trigger, groups[0][0]) else _striker(scene, groups[0])
    shot = "shotdown" in plain_classes_of(trigger.sense.lemma)
    acts = _is_body(scene, groups[0][0]) and not (shot and _is_craft(scene, groups[0][0]))
    if role == "target" and len(groups) > 1 and acts:
        return [
            *make_sides("agent", groups[0], "genitive and object"),
            *make_sides("target", groups[1], "object"),
        ]
    return make_sides(role, groups[0], "genitive")


def _find_shooter(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return who stands between a masdar of firing and what is fired (إطلاق مسلحين النار)."""
    if trigger.sense.part != "masdar" or trigger.type not in STRIKES:
        return []
    groups = find_direct_phrases(scene, trigger.index)
    if len(groups) < 2 or _FIRED.isdisjoint(scene.classes_at(groups[1][0].first)):
        return []
    acts = may_act(scene, groups[0][0])
    return make_sides("agent", groups[0], "genitive and object") if acts else []


def _is_body(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of a force or a body, not of a person whose name may follow."""
    if noun_classes_of(scene.tokens[phrase.first].key) & {"person", "people", "officials"}:
        return False
    return is_actor(scene, phrase) and not any(m.type == "person" for m in phrase.mentions)


def _striker(scene: Scene, group: list[NounPhrase]) -> list[Side]:
    """Tell whether who struck, what was struck, or with what stands behind a noun of attack."""
    phrase = group[0]
    if scene.in_time(phrase.first - 1) and is_definite_attribute(scene, phrase.first):
        return []  # هجوم أمس الانتحاري
    if scene.is_a(phrase.first, "means") and not phrase.mentions:
        return []
    if is_site(scene, phrase):
        return make_sides("target", group, "genitive")
    aimed = _is_aimed(scene, group[-1].last)
    if not aimed and is_country(scene, phrase) and _ends_in_blame(scene, phrase):
        return []  # هجوم فرنسا الإرهابي
    if (is_city(scene, phrase) and not aimed) or _agrees(scene, phrase):
        return []
    return make_sides("agent", group, "genitive") if is_actor(scene, phrase) else []


def _is_used(scene: Scene, trigger: Trigger, phrase: NounPhrase) -> bool:
    """Whether behind a noun of using stands what is used, not who uses it (استخدام سلاح الجو)."""
    return "using" in plain_classes_of(trigger.sense.lemma) and any(
        not _USED.isdisjoint(scene.classes_at(index)) for index in range(phrase.first, phrase.last)
    )


def _ends_in_blame(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether behind the name in a phrase an attack is called terrorist: it was there."""
    return any(
        scene.mention_of[index] is None and "terrorist" in scene.classes_at(index)
        for index in range(phrase.first, min(phrase.last + 1, len(scene.tokens)))
    )


def _agrees(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a word is an attribute in the dual of the noun before it (هجومين انتحاريين)."""
    ending = scene.tokens[phrase.first].key[-2:]
    before = scene.tokens[phrase.first - 1].key if phrase.first else ""
    return not phrase.mentions and ending in ("ين", "ان") and before.endswith(ending)


def _may_have_object(trigger: Trigger) -> bool:
    """Whether the pronoun of a masdar may be of who does it, its object behind it."""
    if trigger.type in STRIKES:
        return trigger.sense.object in ("either", "victim")
    return trigger.type in _DONE_TO_SOME and trigger.sense.object in ("target", "victim")


def _object_behind_pronoun(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the object of a masdar whose pronoun is its subject (استهدافها منازل المدنيين)."""
    index = trigger.index
    _, end = scene.bounds(index)
    while index + 1 < end and is_definite_attribute(scene, index + 1):
        index += 1
    groups = find_direct_phrases(scene, index)
    if not groups or (trigger.type not in STRIKES and not _may_be_object(scene, groups[0][0])):
        return []
    return make_sides("target", groups[0], "object")


def _may_be_object(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is surely of people or a site, and no word that و joins (قتله وجز رأسه)."""
    head = scene.tokens[phrase.first]
    if begins_with_mention(scene, phrase):
        return phrase.mentions[0].type != "place"
    joined = head.key[0] == "و" and any(scene.conjoins(form) for form in head.forms)
    counted = begins_number(head) or is_of_people(scene, phrase)
    return not joined and (counted or is_site(scene, phrase))


def _either(scene: Scene, trigger: Trigger, groups: list[list[NounPhrase]]) -> list[Side]:
    """Assign the genitive of a masdar that may be subject or object (قصف الجيش المدينة)."""
    if _agrees(scene, groups[0][0]):
        return []
    actor = is_actor(scene, groups[0][0]) or _flies(scene, groups[0][0])
    if is_owned_behind(scene, groups[0][0]):
        return make_sides("target", groups[0], "genitive")
    apposed = len(groups) > 1 and is_apposed(scene, groups[0][-1], groups[1][0])
    if actor and len(groups) > 1 and not (apposed and trigger.type in DONE_TO_PERSONS):
        return [
            *make_sides("agent", groups[0], "genitive and object"),
            *make_sides("target", groups[1], "object"),
        ]
    behind = _pass_apposition(scene, groups[0][-1].last)
    if actor and _is_before(scene, behind, "ل"):
        return make_sides("agent", groups[0], "genitive and object")
    while behind < len(scene.tokens) and scene.in_time(behind):
        behind += 1
    aimed = _is_aimed(scene, behind)
    if actor and trigger.type == "appointment":  # overthrow: by X of Y (ب), or of X
        aimed = _is_before(scene, behind, "ب")
        return make_sides("agent" if aimed else "target", groups[0], "genitive")
    invaded = trigger.type == "capture" and is_country(scene, groups[0][0])  # غزو العراق
    if actor and (invaded or _is_for_another(trigger)):
        actor = False
    if trigger.type in STRIKES and is_place(scene, groups[0][0]):
        actor = actor and is_country(scene, groups[0][0])  # قصف دمشق hits the capital
    named = begins_with_mention(scene, groups[0][0])
    either = trigger.sense.object == "either" and trigger.type != "bombing"
    either = either or (trigger.type == "siege" and aimed)  # حصار X على المدينة
    if actor and either and (aimed or named):
        return make_sides("agent", groups[0], "genitive and aim" if aimed else "genitive")
    return make_sides("target", groups[0], "genitive")


def _is_craft(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of an aircraft or the like, which is shot down (إسقاط طائرة)."""
    return not {"air", "aircraft"}.isdisjoint(scene.classes_at(phrase.first))


def _is_for_another(trigger: Trigger) -> bool:
    """Whether the genitive of a masdar that no object follows is rather whom it is for.

    لدعم الحكومة, not بدعم الحكومة; أعلن مبايعة X.
    """
    backs = trigger.type == "support" and not trigger.proclitics.endswith("ب")
    return backs or "pledge" in plain_classes_of(trigger.sense.lemma)


def _is_aimed(scene: Scene, index: int) -> bool:
    """Whether على at token `index` brings what is hit; not so على يد."""
    if index + 1 >= len(scene.tokens) or scene.tokens[index].key != "علي":
        return False
    return "byagent" not in plain_classes_of(scene.tokens[index + 1].key)


def _flies(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of the drones of a state (المسيرات التركية), no march."""
    keys = [scene.tokens[index].key for index in range(phrase.first, phrase.last)]
    drones = "uav" in noun_classes_of(keys[0])
    return drones and any(key in load_nationalities() for key in keys[1:])


def _pass_apposition(scene: Scene, index: int) -> int:
    """Return the token behind a name between two commas (قوات الرئيس السابق، X، على).

    Or behind whatever stands between two dashes.
    """
    if index < len(scene.tokens) and scene.tokens[index].text in _DASHES:
        near = range(index + 1, min(len(scene.tokens), index + _ASIDE))
        return next((o + 1 for o in near if scene.tokens[o].text in _DASHES), index)
    if index + 2 >= len(scene.tokens) or scene.tokens[index].text != "،":
        return index
    mention = scene.mention_of[index + 1]
    other = index + 1
    while other < len(scene.tokens) and mention is not None and scene.mention_of[other] is mention:
        other += 1
    closed = other < len(scene.tokens) and scene.tokens[other].text == "،"
    return other + 1 if other > index + 1 and closed else index


def _is_before(scene: Scene, index: int, letter: str) -> bool:
    """Whether ل or ب opens token `index`, and so brings the object of the masdar before it."""
    while index < len(scene.tokens) - 1 and (
        scene.in_time(index) or scene.tokens[index].text == "،"
    ):
        index += 1
    if index >= len(scene.tokens):
        return False
    return any(
        form.proclitics == letter and scene.splits(index, form)
        for form in scene.tokens[index].forms
    )


def _looks_adjective(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if scene.mention_of[index] is not None or token.kind != "word":
        return False
    if token.key in load_nationalities() and not token.key.startswith("ال"):
        return True
    classes = plain_classes_of(token.key)
    if "adjective" in classes:
        return True
    if "people" in classes or "sitehead" in classes or "actor" in classes:
        return False
    return token.key.endswith(("ي", "يه", "يا")) and not token.key.startswith("ال")


def names_state(scene: Scene, trigger: Trigger) -> bool:
    """Whether the adjective of a state or group stands behind a noun, named elsewhere or not."""
    return trigger.form is None and bool(_adjectives(scene, trigger))


def _adjectives(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the state or group whose adjective stands behind a noun (قصف روسي)."""
    if trigger.type in DONE_TO_PERSONS:  # the adjective is that of the person: مقتل فلسطيني
        return []
    _, end = scene.bounds(trigger.index)
    article = scene.tokens[trigger.index].text[trigger.skip :].startswith("ال")
    for index in range(trigger.index + 1, min(end, trigger.index + 5)):
        key = scene.tokens[index].key
        if scene.is_mark(index) or scene.is_a(index, "stop"):
            break
        if key.startswith("ال") != article or key.endswith(("ين", "ون")):
            break
        if key in load_nationalities() and scene.mention_of[index] is None:
            return [Side("agent", NounPhrase(index, index + 1, 0, ()), "adjective")]
        if not _looks_adjective(scene, index):
            break  # مقتل جندي إسرائيلي
    return []


def _find_hurt(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the person whom a verb before an event noun says to be hurt by it (أصيب X بانفجار)."""
    first, _ = scene.bounds(trigger.index)
    tied = trigger.index - 1
    while tied > first and scene.is_a(tied, "attempt"):  # نجا X من محاولة اغتيال
        tied -= 1
    behind = trigger.proclitics.endswith("ب") or (
        trigger.index > first and not _CAUSES.isdisjoint(scene.classes_at(tied))
    )
    if trigger.type not in VIOLENT or not behind:
        return []
    for index in range(trigger.index - 1, max(first, trigger.index - _HURT_REACH) - 1, -1):
        if scene.mention_of[index] is not None:
            continue
        if scene.is_mark(index):
            break
        if scene.has_class(index, "hurtverb"):
            groups = find_subject_before(scene, index) or find_direct_phrases(scene, index)[:1]
            hurt = groups[0] if groups else []
            return make_sides("target", [p for p in hurt if _names_person(scene, p)], "hurt")
    return []


def _names_person(scene: Scene, phrase: NounPhrase) -> bool:
    named = any(mention.type == "person" for mention in phrase.mentions)
    return named or find_bearer(scene, phrase) is not None
