"""Who did it to whom: agents and targets of an event word, by order, frame and light verbs."""

from typing import NamedTuple

from rawi.reading.events.lexicon import (
    LightReading,
    Role,
    load_light_verbs,
    load_nationalities,
    load_states,
    plain_classes_of,
)
from rawi.reading.events.noun_phrases import NounPhrase, read_coordinated, read_phrase
from rawi.reading.events.scenes import Scene
from rawi.reading.events.triggers import Trigger
from rawi.text.normalise import fold
from rawi.text.tokens import split_enclitics

_AHEAD = 24  # tokens behind a trigger that are searched for its frame
_CLAUSE = 17  # longer clauses than this begin with no subject of a verb at their end
_BEHIND = 14
_BACK = 20  # tokens before a noun within which its pronoun is resolved
_OBJECTS = frozenset({"target", "either", "victim"})
_STRIKES = frozenset({"airstrike", "shelling", "bombing", "attack"})
_ADJACENT = 4  # tokens behind a noun within which ل and من name its doer
_PREPOSITIONS = frozenset(fold(word) for word in ("على", "ضد", "مع", "بين", "من", "إلى", "في"))


class Side(NamedTuple):
    """A participant that was found, before it is made an entity."""

    role: Role
    phrase: NounPhrase


def find_sides(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the participants of an event word, in the order of the text."""
    sides = _of_verb(scene, trigger) if trigger.form is not None else _of_noun(scene, trigger)
    has_target = any(side.role == "target" for side in sides)
    behind = _behind_prepositions(scene, trigger)
    if has_target and trigger.form is None:
        behind = [side for side in behind if side.role != "target"]
    sides += behind
    if not any(side.role in ("agent", "side") for side in sides):
        sides += _possessor(scene, trigger)
    return sides


def _possessor(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return whom the pronoun of a noun stands for (زيارته, "his visit"): the last one named."""
    if trigger.form is not None or not trigger.pronoun:
        return []
    if trigger.sense.object in _OBJECTS and trigger.type not in _STRIKES:
        return []
    return _last_named(scene, trigger.index, _BACK)


def _last_named(scene: Scene, index: int, reach: int) -> list[Side]:
    first, _ = scene.bounds(index)
    for other in range(index - 1, max(first, index - reach) - 1, -1):
        mention = scene.mention_of[other]
        if mention is not None and mention.type != "place" and scene.begins_mention(other):
            phrase = read_phrase(scene, other)
            return [Side("agent", phrase)] if phrase is not None else []
    return []


# --- verbs -------------------------------------------------------------------------------------


def _of_verb(scene: Scene, trigger: Trigger) -> list[Side]:
    form = trigger.form
    if form is None:
        return []
    before = find_subject_before(scene, trigger.index)
    after = _direct_phrases(scene, trigger.index)
    subject, object_ = trigger.sense.subject, trigger.sense.object
    if trigger.sense.object in ("none", "place"):
        subjects = before if before else after[:1]
        return [Side(subject, p) for group in subjects for p in group]
    if form.passive or "\u064f" in scene.tokens[trigger.index].text[:3]:
        return [Side(object_, p) for group in (after[:1] or before) for p in group]
    if trigger.pronoun == "نا" and form.tense == "past":  # "we", not "us"
        return [Side(object_, p) for group in after[:1] for p in group]
    if trigger.pronoun:
        return [Side(subject, p) for group in (after[:1] or before) for p in group]
    return _by_order(scene, trigger, before, after)


def _by_order(
    scene: Scene, trigger: Trigger, before: list[list[NounPhrase]], after: list[list[NounPhrase]]
) -> list[Side]:
    """Tell subject from object by order: S V O, V S O, or the passive V with one phrase."""
    subject, object_ = trigger.sense.subject, trigger.sense.object
    if before:
        if after:
            return _sides(subject, before[0]) + _sides(object_, after[0])
        if trigger.form is not None and trigger.form.tense == "present":
            return _sides(subject, before[0])
        if _acts(scene, trigger, before[0][0]) and trigger.form is not None:
            return _sides(subject, before[0])
        return _sides(object_, before[0])
    previous = scene.tokens[trigger.index - 1].key if trigger.index > 0 else ""
    if after and "relative" in plain_classes_of(previous):
        return _sides(object_, after[0])
    if len(after) > 1:
        return _sides(subject, after[0]) + _sides(object_, after[1])
    if after and _acts(scene, trigger, after[0][0]):
        return _sides(subject, after[0])
    return _sides(object_, after[0]) if after else []


def _acts(scene: Scene, trigger: Trigger, phrase: NounPhrase) -> bool:
    """Whether the one phrase behind a transitive verb is who did it rather than who suffered."""
    if trigger.type in ("killing", "arrest", "abduction", "trial", "release"):
        if "people" in plain_classes_of(scene.tokens[phrase.first].key):
            return False
        if phrase.mentions and begins_with_mention(scene, phrase):
            return is_group(phrase)
    return is_actor(scene, phrase)


def is_group(phrase: NounPhrase) -> bool:
    """Whether the first name in a phrase is of a force, a group or a body."""
    return bool(phrase.mentions) and phrase.mentions[0].type in ("armed_group", "organization")


def begins_with_mention(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase begins with a name."""
    start = scene.tokens[phrase.first].start + phrase.skip
    return bool(phrase.mentions) and phrase.mentions[0].start <= start


def _sides(role: Role, phrases: list[NounPhrase]) -> list[Side]:
    return [Side(role, phrase) for phrase in phrases]


def _direct_phrases(scene: Scene, index: int) -> list[list[NounPhrase]]:
    """Return the noun phrases straight behind a verb, at most two, each with its conjuncts."""
    groups: list[list[NounPhrase]] = []
    _, end = scene.bounds(index)
    index += 1
    while index < end and len(groups) < 2:
        index = _pass_over(scene, index, end)
        if index >= end or scene.is_mark(index):
            break
        group = read_coordinated(scene, index)
        if not group:
            break
        groups.append(group)
        index = group[-1].last
    return groups


def _pass_over(scene: Scene, index: int, end: int) -> int:
    """Return the next token that is no time, weapon behind ب, or light object (سراح)."""
    while index < end:
        classes = plain_classes_of(scene.tokens[index].key)
        dated = scene.tokens[index].key == "في" and index + 1 < end and scene.in_time(index + 1)
        if dated or scene.in_time(index) or classes & {"lightobject", "passed"}:
            index += 1
            continue
        if scene.tokens[index].text == "(":
            index = _close_bracket(scene, index, end)
            continue
        means = _means_at(scene, index)
        if means is None:
            break
        index = means.last
    return index


def _close_bracket(scene: Scene, index: int, end: int) -> int:
    """Return the token behind the bracket that closes the one at `index`, if it is near."""
    for other in range(index + 1, min(end, index + 8)):
        if scene.tokens[other].text == ")":
            return other + 1
    return index + 1


def _means_at(scene: Scene, index: int) -> NounPhrase | None:
    """Return the phrase that says with what it was done (بقذائف الهاون), if one begins here."""
    for form in scene.tokens[index].forms:
        key = form.key[2:] if form.key.startswith("ال") else form.key
        if form.proclitics == "ب" and plain_classes_of(key) & {"weapon", "air", "bomb"}:
            return read_phrase(scene, index, form.skip)
    return None


def find_subject_before(scene: Scene, index: int) -> list[list[NounPhrase]]:
    """Return the subject that stands before a verb (إن الجيش قصف; الجيش يقصف; X التي قصفت)."""
    first, _ = scene.bounds(index)
    if index == first or scene.tokens[index].forms[0].proclitics:
        return []
    if "relative" in plain_classes_of(scene.tokens[index - 1].key):
        return _phrase_ending_at(scene, index - 1, first)
    if "subordinator" in plain_classes_of(scene.tokens[index - 1].key):
        return []
    if scene.tokens[index].key[0] in "وف" and scene.clause_of[index] != scene.clause_of[index - 1]:
        return []
    start = index
    while start > max(first, index - _CLAUSE) and (
        scene.clause_of[start - 1] == scene.clause_of[index]
    ):
        start -= 1
    while start < index and _is_opener(scene, start):
        start += 1
    if not 0 < index - start < _CLAUSE:
        return []
    group = read_coordinated(scene, start)
    if group and _may_be_subject(scene, group[0]) and _reaches(scene, group[-1].last, index):
        return [group]
    groups = _phrase_ending_at(scene, index, start)
    return [group for group in groups if _may_be_subject(scene, group[0])]


def _may_be_subject(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase before a verb is of somebody, not an adverb or a time."""
    if scene.in_time(phrase.first):
        return False
    token = scene.tokens[phrase.first]
    if phrase.mentions or token.kind == "number" or is_actor(scene, phrase):
        return True
    keys = [token.key, token.key[2:] if token.key.startswith("ال") else token.key]
    return any(plain_classes_of(key) & {"people", "quantifier"} for key in keys)


def _is_opener(scene: Scene, index: int) -> bool:
    classes = plain_classes_of(scene.tokens[index].key)
    return "clause" in classes or "opener" in classes or scene.is_quote(index)


def _reaches(scene: Scene, index: int, verb: int) -> bool:
    """Whether between subject and verb stand only prepositional phrases and adverbs."""
    for other in range(index, verb):
        key = scene.tokens[other].key
        if key in load_light_verbs() and key[0] in "يت" and len(key) > 3:
            return False
    return True


def _phrase_ending_at(scene: Scene, index: int, first: int) -> list[list[NounPhrase]]:
    """Return the noun phrase that ends before token `index` (the head of a relative clause)."""
    for start in range(max(first, index - 6), index):
        phrase = read_phrase(scene, start)
        if phrase is not None and phrase.last >= index:
            return [[phrase]]
    return []


# --- nouns -------------------------------------------------------------------------------------


def _of_noun(scene: Scene, trigger: Trigger) -> list[Side]:
    sides = _genitives(scene, trigger) + _adjectives(scene, trigger)
    sides += _light_verbs(scene, trigger)
    return sides


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
    groups = _direct_phrases(scene, trigger.index)
    if not groups:
        return []
    if role in ("either", "victim"):
        return _either(scene, trigger, groups)
    return _sides(role, groups[0])


def _object_behind_pronoun(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the object of a masdar whose pronoun is its subject (استهدافها منازل المدنيين)."""
    index = trigger.index
    _, end = scene.bounds(index)
    while index + 1 < end and _is_attribute(scene, index + 1):
        index += 1
    groups = _direct_phrases(scene, index)
    return _sides("target", groups[0]) if groups else []


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
        return _sides("agent", groups[0]) + _sides("target", groups[1])
    if actor and _is_before_lam(scene, groups[0][-1].last):
        return _sides("agent", groups[0])
    if actor and trigger.sense.object == "either" and trigger.type != "bombing":
        return _sides("agent", groups[0])
    return _sides("target", groups[0])


def _is_before_lam(scene: Scene, index: int) -> bool:
    """Whether ل opens token `index`, and so brings the object of the masdar before it."""
    if index >= len(scene.tokens):
        return False
    return any(
        form.proclitics == "ل" and scene.splits(index, form) for form in scene.tokens[index].forms
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
            return [Side("agent", NounPhrase(index, index + 1, 0, ()))]
    return []


def _light_verbs(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the sides that a light verb before or behind a noun gives it."""
    sides: list[Side] = []
    first, end = scene.bounds(trigger.index)
    for index in range(trigger.index - 1, max(first, trigger.index - _BEHIND) - 1, -1):
        reading = find_light_verb(scene, index)
        if reading is not None and reading.kind in ("does", "suffers"):
            sides += _subject_of(scene, index, reading, trigger.index)
            break
        if scene.tokens[index].text in "،؛" or reading is not None:
            break
    for index in range(trigger.index + 1, min(end, trigger.index + 9)):
        reading = find_light_verb(scene, index)
        if reading is not None:
            sides += _behind_light_verb(scene, index, reading)
            break
    return sides


def find_light_verb(scene: Scene, index: int) -> LightReading | None:
    """Return the light verb at token `index`, attached pronoun aside; None where there is none."""
    if scene.mention_of[index] is not None:
        return None
    verbs = load_light_verbs()
    for form in scene.tokens[index].forms:
        if form.proclitics in ("", "و", "ف", "س", "وس") and form.key in verbs:
            return verbs[form.key][0]
    for base, _ in split_enclitics(scene.tokens[index].forms[0].key):
        if base in verbs and len(base) > 2:
            return verbs[base][0]
    return None


def _subject_of(scene: Scene, verb: int, reading: LightReading, noun: int) -> list[Side]:
    role: Role = "agent" if reading.kind == "does" else "target"
    before = find_subject_before(scene, verb)
    if before:
        return _sides(role, before[0])
    group = [p for p in read_coordinated(scene, verb + 1) if p.last <= noun]
    return _sides(role, group)


def _behind_light_verb(scene: Scene, index: int, reading: LightReading) -> list[Side]:
    key = scene.tokens[index].key
    if reading.kind == "hits":
        return _sides("target", read_coordinated(scene, index + 1))
    attached = key != reading.form.key and key.endswith(("ه", "ها", "هما"))
    if attached and reading.kind in ("does", "suffers"):
        role: Role = "agent" if reading.kind == "does" else "target"
        return _sides(role, read_coordinated(scene, index + 1))
    return []


# --- prepositions ------------------------------------------------------------------------------


def _behind_prepositions(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return what stands behind the prepositions of the frame, and behind من قبل, على يد."""
    sides: list[Side] = []
    frame = trigger.sense.prepositions
    _, end = scene.bounds(trigger.index)
    seen: set[str] = set()
    for index in range(trigger.index + 1, min(end, trigger.index + _AHEAD)):
        if scene.tokens[index].text in ".؛":
            break
        if _is_by_agent(scene, index):
            sides += _sides("agent", read_coordinated(scene, index + 2))
            continue
        found = _preposition_at(scene, index, frame)
        if found is None or found[0] in seen or _is_by_agent(scene, index):
            continue
        if scene.clause_of[index] != scene.clause_of[trigger.index]:
            break
        word, start, skip = found
        if word in ("ل", "من") and trigger.form is None and index - trigger.index > _ADJACENT:
            continue
        seen.add(word)
        group = read_coordinated(scene, start, skip)
        role = frame[word]
        if role == "either" and group:
            role = "agent" if is_actor(scene, group[0]) else "target"
        if role == "site":
            role = "target"
            group = [phrase for phrase in group if is_site(scene, phrase)]
        sides += _sides(role, group)
    return [side for side in sides if side.role not in ("none", "place")]


def _is_by_agent(scene: Scene, index: int) -> bool:
    """Whether من قبل, على يد, على أيدي, من جانب begins at token `index`."""
    key = scene.tokens[index].key
    if key not in ("من", "علي") or index + 1 >= len(scene.tokens):
        return False
    return "byagent" in plain_classes_of(scene.tokens[index + 1].key)


def _preposition_at(
    scene: Scene, index: int, frame: dict[str, Role]
) -> tuple[str, int, int] | None:
    """Return the preposition of the frame at token `index`, and where its noun begins."""
    token = scene.tokens[index]
    if token.key in frame and len(token.key) > 1:
        return token.key, index + 1, 0
    mention = scene.mention_of[index]
    for form in token.forms:
        if form.proclitics not in frame:
            continue
        if mention is not None:
            if scene.begins_mention(index) and mention.start == token.start + form.skip:
                return form.proclitics, index, form.skip
        elif scene.splits(index, form):
            return form.proclitics, index, form.skip
    return None


def is_site(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of a thing that is hit: a building, a vehicle, a crowd."""
    for form in scene.tokens[phrase.first].forms:
        key = form.key[2:] if form.key.startswith("ال") else form.key
        if form.skip == phrase.skip and "targetsite" in plain_classes_of(key):
            return True
    return False


def is_actor(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of the kind that acts: a force, a group, a body, an armed person."""
    head = scene.tokens[phrase.first]
    keys = {form.key for form in head.forms if form.skip == phrase.skip}
    keys |= {key[2:] for key in keys if key.startswith("ال")}
    if any("actor" in plain_classes_of(key) for key in keys):
        return True
    mention = phrase.mentions[0] if phrase.mentions else None
    if mention is None or mention.start > head.start + phrase.skip:
        return False
    if mention.type == "place":
        return is_state(fold(mention.text))
    return True


def is_state(name: str) -> bool:
    """Whether a folded place name is of a state, or of a capital that stands for one."""
    if "actingcapital" in plain_classes_of(name.split()[0]):
        return True
    return name in load_states()
