"""Who did what to whom, told by an event noun: its genitive, adjectives and light verbs."""

from rawi.reading.events.joined_phrases import read_coordinated
from rawi.reading.events.lexicon import (
    VIOLENT,
    LightReading,
    Role,
    load_light_verbs,
    load_nationalities,
    load_nouns,
    plain_classes_of,
)
from rawi.reading.events.noun_phrases import NounPhrase, read_phrase
from rawi.reading.events.phrase_kinds import (
    begins_with_mention,
    is_actor,
    is_city,
    is_country,
    is_place,
    is_site,
)
from rawi.reading.events.positions import find_direct_phrases, find_subject_before
from rawi.reading.events.scenes import Scene
from rawi.reading.events.side_phrases import Side, make_sides
from rawi.reading.events.triggers import Trigger
from rawi.text.tokens import split_enclitics

_BEHIND = 14
_CULPRIT_WORDS = 5  # of a phrase that ends in متهم
# Light verbs of two letters that take a pronoun; others of that length are names and nouns with it.
_SHORT = frozenset({"شن", "رد"})
_STRIKES = frozenset({"airstrike", "shelling", "bombing", "attack"})


def find_noun_sides(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the participants that an event noun and the words around it show."""
    sides = _genitives(scene, trigger) + _adjectives(scene, trigger)
    return sides + _light_verbs(scene, trigger) + _charged(scene, trigger)


def _genitives(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the genitive behind a noun (قصف الجيش, مقتل جندي) and what may follow it."""
    index = trigger.index + 1
    _, end = scene.bounds(trigger.index)
    role = trigger.sense.object
    bare = scene.tokens[trigger.index].key.endswith("ا") or trigger.definite
    if trigger.pronoun and role in ("either", "victim") and trigger.type in _STRIKES:
        return _object_behind_pronoun(scene, trigger)
    if role == "none" or bare or index >= end or scene.is_mark(index):
        return []
    if _looks_adjective(scene, index):
        return []
    groups = find_direct_phrases(scene, trigger.index)
    if not groups:
        return []
    if role in ("either", "victim"):
        return _either(scene, trigger, groups)
    if role == "agent" and trigger.type in _STRIKES:
        return _striker(scene, groups[0])
    if role == "target" and len(groups) > 1 and _is_body(scene, groups[0][0]):
        return [
            *make_sides("agent", groups[0], "genitive and object"),
            *make_sides("target", groups[1], "object"),
        ]
    return make_sides(role, groups[0], "genitive")


def _is_body(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of a force or a body, not of a person whose name may follow."""
    head = scene.tokens[phrase.first].key
    classes = plain_classes_of(head) | plain_classes_of(head.removeprefix("ال"))
    if classes & {"person", "people", "officials"}:
        return False
    return is_actor(scene, phrase) and not any(m.type == "person" for m in phrase.mentions)


def _striker(scene: Scene, group: list[NounPhrase]) -> list[Side]:
    """Tell whether who struck, what was struck, or with what stands behind a noun of attack."""
    phrase = group[0]
    head = plain_classes_of(scene.tokens[phrase.first].key)
    if "means" in head and not phrase.mentions:
        return []
    if is_site(scene, phrase):
        return make_sides("target", group, "genitive")
    aimed = (
        scene.tokens[group[-1].last].key == "علي" if group[-1].last < len(scene.tokens) else False
    )
    if (is_city(scene, phrase) and not aimed) or _agrees(scene, phrase):
        return []
    return make_sides("agent", group, "genitive") if is_actor(scene, phrase) else []


def _agrees(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a word is an attribute in the dual of the noun before it (هجومين انتحاريين)."""
    ending = scene.tokens[phrase.first].key[-2:]
    before = scene.tokens[phrase.first - 1].key if phrase.first else ""
    return not phrase.mentions and ending in ("ين", "ان") and before.endswith(ending)


def _object_behind_pronoun(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the object of a masdar whose pronoun is its subject (استهدافها منازل المدنيين)."""
    index = trigger.index
    _, end = scene.bounds(index)
    while index + 1 < end and _is_attribute(scene, index + 1):
        index += 1
    groups = find_direct_phrases(scene, index)
    return make_sides("target", groups[0], "object") if groups else []


def _is_attribute(scene: Scene, index: int) -> bool:
    key = scene.tokens[index].key
    return (
        key.startswith("ال")
        and scene.mention_of[index] is None
        and "adjective" in plain_classes_of(key[2:])
    )


def _either(scene: Scene, trigger: Trigger, groups: list[list[NounPhrase]]) -> list[Side]:
    """Assign the genitive of a masdar that may be subject or object (قصف الجيش المدينة)."""
    actor = is_actor(scene, groups[0][0])
    if actor and len(groups) > 1:
        return [
            *make_sides("agent", groups[0], "genitive and object"),
            *make_sides("target", groups[1], "object"),
        ]
    behind = groups[0][-1].last
    if actor and _is_before(scene, behind, "ل"):
        return make_sides("agent", groups[0], "genitive and object")
    while behind < len(scene.tokens) and scene.in_time(behind):
        behind += 1
    aimed = behind < len(scene.tokens) and scene.tokens[behind].key == "علي"
    if actor and trigger.type == "appointment":  # overthrow: by X of Y (ب), or of X
        aimed = _is_before(scene, behind, "ب")
        return make_sides("agent" if aimed else "target", groups[0], "genitive")
    if actor and trigger.type == "support" and trigger.proclitics.endswith("ل"):
        actor = False  # أرسلت قوات لدعم الحكومة
    if trigger.type in _STRIKES and is_place(scene, groups[0][0]):
        actor = actor and is_country(scene, groups[0][0])  # قصف دمشق hits the capital
    named = begins_with_mention(scene, groups[0][0])
    either = trigger.sense.object == "either" and trigger.type != "bombing"
    if actor and either and (aimed or named):
        return make_sides("agent", groups[0], "genitive and aim" if aimed else "genitive")
    return make_sides("target", groups[0], "genitive")


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
    _, end = scene.bounds(trigger.index)
    article = scene.tokens[trigger.index].text[trigger.skip :].startswith("ال")
    for index in range(trigger.index + 1, min(end, trigger.index + 5)):
        key = scene.tokens[index].key
        if scene.is_mark(index) or "stop" in plain_classes_of(key):
            break
        if key.startswith("ال") != article or key.endswith(("ين", "ون")):
            break
        if key in load_nationalities() and scene.mention_of[index] is None:
            return [Side("agent", NounPhrase(index, index + 1, 0, ()), "adjective")]
    return []


def _light_verbs(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the sides that a light verb before or behind a noun gives it."""
    sides: list[Side] = []
    first, end = scene.bounds(trigger.index)
    claimed = False
    for index in range(trigger.index - 1, max(first, trigger.index - _BEHIND) - 1, -1):
        reading = find_light_verb(scene, index)
        if reading is not None and reading.kind == "accuses":
            sides += _accused(scene, index, trigger)
            break
        claimed = claimed or scene.has_class(index, "ownduty")  # أعلن X مسؤوليته عن
        if reading is not None and _gives_subject(reading, trigger, claimed=claimed):
            if not _is_circumstance(scene, index, trigger.index):
                sides += _subject_of(scene, index, reading, trigger.index)
            break
        doers = _culprits(scene, index, trigger)
        doers = doers or _doers_of_light_noun(scene, index, trigger.index)
        sides += doers
        if scene.tokens[index].text in "،؛" or reading is not None or doers:
            break
        if scene.has_class(index, "undoing") and scene.mention_of[index] is None:
            break
    sources = _sources(scene, trigger.index, end)
    if sources:
        return sides + sources
    for index in range(trigger.index + 1, min(end, trigger.index + 9)):
        reading = find_light_verb(scene, index)
        if reading is not None:
            sides += _behind_light_verb(scene, index, reading)
            break
    return sides


def _culprits(scene: Scene, index: int, trigger: Trigger) -> list[Side]:
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


def _sources(scene: Scene, noun: int, end: int) -> list[Side]:
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


def _doers_of_light_noun(scene: Scene, index: int, noun: int) -> list[Side]:
    """Return who stands between a noun of doing and an event noun (قيام مسلحين بخطف)."""
    if not scene.has_class(index, "lightnoun") or scene.mention_of[index] is not None:
        return []
    group = [p for p in read_coordinated(scene, index + 1) if p.last <= noun]
    return make_sides("agent", group, "light verb") if group and is_actor(scene, group[0]) else []


def _gives_subject(reading: LightReading, trigger: Trigger, *, claimed: bool) -> bool:
    """Whether the subject of a light verb is a side: who declares a truce makes it, no attack.

    But for who declares it his own (أعلن مسؤوليته عن).
    """
    declared = reading.kind == "declares" and (claimed or trigger.type not in VIOLENT)
    return declared or reading.kind in ("does", "suffers")


def _is_circumstance(scene: Scene, verb: int, noun: int) -> bool:
    """Whether a light verb's clause only stands in time or cause to an event noun (بعد هجوم)."""
    if noun - 1 <= verb:
        return False
    if scene.has_class(noun - 1, "subordinator"):
        return True
    between = (form.key for i in range(verb + 1, noun - 1) for form in scene.tokens[i].forms)
    return scene.has_class(noun - 1, "stop") and not load_nouns().keys().isdisjoint(between)


def _accused(scene: Scene, verb: int, trigger: Trigger) -> list[Side]:
    """Return who is accused of an event (اتهمت الحكومة الانفصاليين بقصف المدينة)."""
    groups = find_direct_phrases(scene, verb)
    object_ = 0 if find_subject_before(scene, verb) else 1
    if not trigger.proclitics.endswith("ب") or len(groups) <= object_:
        return []
    return make_sides("agent", groups[object_], "accused")


def _charged(scene: Scene, trigger: Trigger) -> list[Side]:
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


def find_light_verb(scene: Scene, index: int) -> LightReading | None:
    """Return the light verb at token `index`, attached pronoun aside; None where there is none."""
    if scene.mention_of[index] is not None:
        return None
    verbs = load_light_verbs()
    for form in scene.tokens[index].forms:
        if form.proclitics in ("", "و", "ف", "س", "وس") and form.key in verbs:
            return _choose_printed(verbs[form.key], scene.tokens[index].text)
    if scene.tokens[index].text.endswith("ة"):
        return None  # قادة, leaders, is not قاده, led it
    for form in scene.tokens[index].forms:
        for base, _ in split_enclitics(form.key) if form.proclitics in ("", "و", "ف") else ():
            if base in verbs and (len(base) > 2 or base in _SHORT):
                return verbs[base][0]
    return None


def _choose_printed(readings: tuple[LightReading, ...], letters: str) -> LightReading:
    """Return the reading that the last letter shows: تلقى received, تلقي throws or holds."""
    if not letters.endswith("ى"):
        return readings[0]
    return next((each for each in readings if each.form.tense == "past"), readings[0])


def _subject_of(scene: Scene, verb: int, reading: LightReading, noun: int) -> list[Side]:
    role: Role = "target" if reading.kind == "suffers" else "agent"
    if verb and scene.tokens[verb].key != reading.form.key and _is_relative(scene, verb - 1):
        group = read_coordinated(scene, verb + 1)  # الدور الذي لعبته X
        return make_sides(role, [p for p in group if p.last <= noun], "relative")
    before = find_subject_before(scene, verb)
    group = before[0] if before else _find_group(scene, verb + 1, noun)
    if group and scene.has_class(group[0].first, "outletword"):  # أعلنت وكالة اعتقال عشرين شخصا
        return []
    return make_sides(role, group, "light verb")


def _find_group(scene: Scene, index: int, noun: int) -> list[NounPhrase]:
    group = [p for p in read_coordinated(scene, index) if p.last <= noun]
    is_trial = bool(group) and _is_trial(scene, group[0].first)  # بدأت محاكمة المتهم
    return [] if is_trial else group


def _is_relative(scene: Scene, index: int) -> bool:
    return "relative" in plain_classes_of(scene.tokens[index].key)


def _is_trial(scene: Scene, index: int) -> bool:
    noun = load_nouns().get(scene.tokens[index].key)
    return noun is not None and noun.main.type == "trial"


def _behind_light_verb(scene: Scene, index: int, reading: LightReading) -> list[Side]:
    key = scene.tokens[index].key
    if reading.kind == "hits":
        return make_sides("target", read_coordinated(scene, index + 1), "hits")
    attached = key != reading.form.key and key.endswith(("ه", "ها", "هما"))
    attached = attached and not scene.tokens[index].text.endswith("ة")  # تابعة is no verb
    if attached and reading.kind in ("does", "suffers"):
        role: Role = "agent" if reading.kind == "does" else "target"
        return make_sides(role, read_coordinated(scene, index + 1), "relative")
    return []
