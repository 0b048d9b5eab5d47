"""Whom a text says to be responsible for an event: by claim, charge, accusation or its source."""

from rawi.reading.events.lexicon import VIOLENT, noun_classes_of
from rawi.reading.events.phrases.direct_phrases import find_direct_phrases
from rawi.reading.events.phrases.joined_phrases import read_coordinated
from rawi.reading.events.phrases.noun_phrases import NounPhrase, read_phrase
from rawi.reading.events.phrases.phrase_kinds import is_actor, is_site
from rawi.reading.events.phrases.positions import find_subject_before
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.events.words.triggers import Trigger
from rawi.text.tokens import THIRD_PERSON, split_enclitics

_BEHIND = 14
_DUTY = 10  # tokens before an event noun within which مسؤولية stands
_ASCRIBED = 8  # tokens behind a verb of ascribing within which إلى stands
_HELD = frozenset({"heldby", "relative"})
_HOLDERS = 6  # tokens behind an area within which who holds it is named
_APART = frozenset("،-–—")
_AUTHORS = 8  # tokens behind an event noun within which هو and its author, or his group, stand
_APPOSED = 20  # tokens between a name and what is said of its bearer between commas
_NAMED = 4  # tokens behind an event noun within which its author is named
_CULPRIT_WORDS = 5  # of a phrase that ends in متهم


def find_accused(scene: Scene, verb: int, trigger: Trigger) -> list[Side]:
    """Return who is accused of an event (اتهمت الحكومة الانفصاليين بقصف المدينة)."""
    groups = find_direct_phrases(scene, verb)
    if not groups:
        return []
    # Behind واتهمت اللواء ب the accuser is named before, behind اتهم اللواء ب perhaps nowhere.
    alone = len(groups) == 1 and not split_enclitics(scene.tokens[verb].key)
    object_ = 0 if alone or find_subject_before(scene, verb) else 1
    if len(groups) <= object_:
        return []
    behind = range(groups[object_][-1].last, trigger.index)
    if trigger.proclitics.endswith("ب") or any(_is_charge(scene, index) for index in behind):
        return make_sides("agent", groups[object_], "accused")
    return []


def _is_charge(scene: Scene, index: int) -> bool:
    """Whether a word behind ب says that somebody did what follows (بتنفيذ, بالوقوف وراء)."""
    return any(
        form.proclitics.endswith("ب") and "lightnoun" in noun_classes_of(form.key)
        for form in scene.tokens[index].forms
    )


def find_culprits(scene: Scene, index: int, trigger: Trigger) -> list[Side]:
    """Return who is said to be accused of an event or to have a hand in it (التنظيم المتهم بـ)."""
    if not scene.has_class(index, "culpable") or scene.mention_of[index] is not None:
        return []
    if not _is_tied(scene, index, trigger):
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
    return _make_named_before(scene, index)


def _is_tied(scene: Scene, index: int, trigger: Trigger) -> bool:
    """Whether an event noun says in what somebody has a part (المتورط في تنفيذ هجمات)."""
    before = trigger.index - 1
    if before > index and scene.has_class(before, "lightnoun"):
        if _is_charge(scene, before):
            return True
        before -= 1
    if scene.is_a(before, "behindit") or trigger.proclitics.endswith("ب"):
        return True
    return _is_suspected(scene, index, trigger)


def _is_suspected(scene: Scene, index: int, trigger: Trigger) -> bool:
    """Whether token i says of somebody that he is suspected of an event (المشتبه به في هجوم)."""
    between = range(index + 1, trigger.index)
    return scene.tokens[trigger.index - 1].key == "في" and all(
        scene.tokens[other].key == "في" or scene.is_a(other, "backpronoun") for other in between
    )


def _make_named_before(scene: Scene, index: int) -> list[Side]:
    """Return who is named straight before المتهم or the like."""
    if index > 0 and scene.is_a(index - 1, "auxiliary"):  # المسلحون كانوا متورطين في
        groups = find_subject_before(scene, index - 1)
        return make_sides("agent", groups[0], "accused") if groups else []
    start = _find_start(scene, index - 1) if index > 0 else -1
    mention = scene.mention_of[start] if start >= 0 else None
    if mention is None or mention.type == "place":
        return []
    if scene.tokens[index - 1].text == "،":  # سالم الورفلي، المشتبه به في
        if not scene.tokens[index].key.startswith("ال"):
            return []
        start = start if mention.type == "person" else _find_apposed(scene, start, index)
    phrase = read_phrase(scene, start, _skip_at(scene, start))
    return make_sides("agent", [phrase], "accused") if phrase is not None else []


def _find_apposed(scene: Scene, start: int, index: int) -> int:
    """Return the token of who is named before what is said of him: X، أمير تنظيم Y، المتورط في.

    Of a word of the feminine the groups are meant that are named last.
    """
    if scene.tokens[index].key.endswith("ه"):
        return start
    first, _ = scene.bounds(index)
    for other in range(start - 1, max(first, start - _APPOSED) - 1, -1):
        mention = scene.mention_of[other]
        if mention is None and is_verb(scene.tokens[other].key):
            break
        if mention is not None and mention.type == "person" and scene.begins_mention(other):
            return other
    return start


def find_sources(scene: Scene, noun: int, end: int) -> list[Side]:
    """Return from whom an attack came: مصدره قوات X; of a site its owner: مصدره حواجز X."""
    behind = range(noun + 1, min(end, noun + _BEHIND))
    at = next((index for index in behind if scene.has_class(index, "itssource")), None)
    if at is None:
        return []
    phrases = []
    if _is_held(scene, at + 1):
        return make_sides("agent", _read_holders(scene, at + 1, end), "relative")
    for phrase in read_coordinated(scene, at + 1):
        if phrase.mentions and is_site(scene, phrase):
            first = scene.analysis.token_at(phrase.mentions[0].start)
            phrases.append(NounPhrase(first, phrase.last, 0, phrase.mentions))
        else:
            phrases.append(phrase)
    return make_sides("agent", phrases, "relative")


def _is_held(scene: Scene, index: int) -> bool:
    """Whether areas are told of that somebody holds (مواقع تمركز X, مناطق تسيطر عليها X)."""
    if index + 1 >= len(scene.tokens) or scene.mention_of[index] is not None:
        return False
    area = "territory" in scene.classes_at(index) or "sitehead" in scene.classes_at(index)
    return area and not _HELD.isdisjoint(scene.classes_at(index + 1))


def _read_holders(scene: Scene, index: int, end: int) -> list[NounPhrase]:
    """Return who holds the areas told of at token i."""
    for other in range(index + 1, min(end, index + _HOLDERS)):
        if scene.mention_of[other] is not None:
            return read_coordinated(scene, other, _skip_at(scene, other))
        if _HELD.isdisjoint(scene.classes_at(other)) and not scene.is_quote(other):
            break
    return []


def _skip_at(scene: Scene, index: int) -> int:
    mention = scene.mention_of[index]
    return 0 if mention is None else max(0, mention.start - scene.tokens[index].start)


def find_charged(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return who is charged with an event, claims it, or is named as its author."""
    for find in (
        _find_responsible,
        _find_charged,
        _find_blamed_behind,
        _find_perpetrators,
        _find_convicted,
        _find_standing,
        _find_faulted,
    ):
        found = find(scene, trigger)
        if found:
            return found
    return []


def _find_responsible(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return whose responsibility an event is said to be (مسؤولية X عن الهجوم)."""
    first, _ = scene.bounds(trigger.index)
    for index in range(trigger.index - 1, max(first, trigger.index - _DUTY) - 1, -1):
        if scene.is_mark(index):
            break
        if scene.has_class(index, "duty") and scene.mention_of[index] is None:
            group = read_coordinated(scene, index + 1)
            behind = group[-1].last if group else trigger.index
            while behind < trigger.index and scene.is_quote(behind):
                behind += 1
            about = behind < trigger.index and scene.tokens[behind].key == "عن"
            return make_sides("agent", group, "accused") if about else []
    return []


def _find_blamed_behind(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return whom a clause behind an event noun says it to be of.

    تفجير نسبته السلطات إلى X; هجوم أعلنت X مسؤوليتها عنه.
    """
    index, (_, end) = trigger.index, scene.bounds(trigger.index)
    for other in range(index + 1, min(end, index + _BEHIND)):
        if scene.tokens[other].text in ".؛" or _tells_of_another(scene, other):
            break
        if scene.mention_of[other] is not None:
            continue
        if scene.has_class(other, "accusingverb"):
            return _accused_of_it(scene, other, end)
        if scene.has_class(other, "ascribing"):
            return _ascribed(scene, other, min(end, other + _ASCRIBED))
        if scene.has_class(other, "ownduty") and scene.is_a(other + 1, "aboutit"):
            return _claimed(scene, index, other)
    return []


def _accused_of_it(scene: Scene, verb: int, end: int) -> list[Side]:
    """Return whom a verb behind an event accuses of it (هجوم اتهمت السلطات X بتنفيذه)."""
    groups = find_direct_phrases(scene, verb)
    if not groups:
        return []
    last = groups[-1][-1].last
    behind = range(last, min(end, last + _NAMED))
    if not any(scene.has_class(index, "itsdoing") for index in behind):
        return []
    passive = "\u064f" in scene.tokens[verb].text[:3]
    return make_sides("agent", groups[-1], "accused") if len(groups) > 1 or passive else []


def _tells_of_another(scene: Scene, index: int) -> bool:
    """Whether token `index` is one more noun of violence: what follows is likelier of it."""
    violent = any(sense.type in VIOLENT for sense in scene.noun_senses_at(index))
    return violent and not scene.in_time(index)


def _claimed(scene: Scene, noun: int, duty: int) -> list[Side]:
    """Return who stands straight before مسؤوليتها عنه or the like (أعلنت X مسؤوليتها عنه)."""
    for start in range(max(noun + 1, duty - _CULPRIT_WORDS), duty):
        group = read_coordinated(scene, start)
        if group and group[-1].last == duty and is_actor(scene, group[0]):
            return make_sides("agent", group, "accused")
    return []


def _find_perpetrators(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return who is named as the author of an event.

    منفذ الهجوم X; X، منفذ الهجوم; منفذ العملية هو X; هجوم منفذوه من تنظيم X.
    """
    index, (first, end) = trigger.index, scene.bounds(trigger.index)
    for other in range(index + 1, min(end, index + _AUTHORS)):
        if scene.is_mark(other):
            break
        if scene.has_class(other, "itsauthor") and scene.mention_of[other] is None:
            return _make_group(scene, other, end)
    if index == first or not scene.has_class(index - 1, "perpetrator"):
        return []
    named = _find_named_behind(scene, index, end)
    return _make_person(scene, named) or _make_person(scene, _find_start(scene, index - 2))


def _find_named_behind(scene: Scene, index: int, end: int) -> int:
    """Return the token behind an event noun where its author may be named, -1 where none is."""
    said = False  # whether هو has said that he is named now
    for other in range(index + 1, min(end, index + _AUTHORS)):
        mention = scene.mention_of[other]
        if mention is not None and mention.type == "person":
            return other
        if scene.tokens[other].text == "،" and other - index < _NAMED:
            return other + 1
        if scene.is_mark(other):
            break
        said = said or scene.is_a(other, "ishe")
        if not said and (other - index >= _NAMED or "stop" in scene.classes_at(other)):
            break
    return -1


def _make_group(scene: Scene, index: int, end: int) -> list[Side]:
    """Return the group that the authors of an event are of (منفذوه ينتمون لجماعة X)."""
    for other in range(index + 1, min(end, index + _AUTHORS)):
        mention = scene.mention_of[other]
        if scene.is_mark(other):
            break
        if mention is not None:
            phrase = read_phrase(scene, other, _skip_at(scene, other))
            grouped = phrase is not None and mention.type == "armed_group"
            return make_sides("agent", [phrase], "accused") if grouped and phrase else []
    return []


def _find_convicted(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return who confesses an event or is convicted of it.

    أدين X بقتل; إدانة X بتهمة قتل; السجن لـX بعد إدانته بقتل.
    """
    first, _ = scene.bounds(trigger.index)
    near = scene.classes_at(trigger.index - 1) if trigger.index > first else frozenset[str]()
    if not (trigger.proclitics.endswith("ب") or "charge" in near):
        return []
    for index in range(trigger.index - 1, max(first, trigger.index - _BEHIND) - 1, -1):
        if scene.mention_of[index] is None and "convicting" in scene.classes_at(index):
            named = _find_persons(scene, index + 1, trigger.index)
            own = scene.tokens[index].key.endswith(THIRD_PERSON)
            if not named and own:  # السجن لـX بعد إدانته بخطف
                named = _find_persons(scene, max(first, index - _BEHIND), index)
            return _make_person(scene, named[-1]) if named else []
    return []


def _find_persons(scene: Scene, first: int, last: int) -> list[int]:
    """Return the tokens of some where persons are named."""
    return [
        index
        for index in range(first, last)
        if (mention := scene.mention_of[index]) is not None
        and mention.type == "person"
        and scene.begins_mention(index)
    ]


def _find_standing(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return who stands behind an event (متطرفون يقفون وراء هجمات)."""
    verb, (first, _) = trigger.index - 2, scene.bounds(trigger.index)
    if verb <= first or not scene.is_a(verb + 1, "rearward"):
        return []
    if not scene.has_class(verb, "standing") or scene.mention_of[verb] is not None:
        return []
    groups = find_subject_before(scene, verb)
    return make_sides("agent", groups[0], "accused") if groups else []


def _find_faulted(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return whom the blame for an event is laid on (ألقي باللوم على X في إحراق المسجد)."""
    index, (first, _) = trigger.index, scene.bounds(trigger.index)
    if index == first or scene.tokens[index - 1].key not in ("في", "عن"):
        return []
    for other in range(index - 2, max(first, index - _DUTY) - 1, -1):
        if scene.is_mark(other):
            break
        if scene.has_class(other, "blame") and scene.tokens[other + 1].key == "علي":
            group = read_coordinated(scene, other + 2)
            ends = bool(group) and _passes_quotes(scene, group[-1].last) == index - 1
            return make_sides("agent", group, "accused") if ends else []
    return []


def _passes_quotes(scene: Scene, index: int) -> int:
    while index < len(scene.tokens) and scene.is_quote(index):
        index += 1
    return index


def _find_start(scene: Scene, index: int) -> int:
    """Return the token where the name ends that stands before token `index`, comma aside."""
    while index > 0 and (scene.tokens[index].text in _APART or scene.is_quote(index)):
        index -= 1
    mention = scene.mention_of[index] if index >= 0 else None
    while mention is not None and index > 0 and scene.mention_of[index - 1] is mention:
        index -= 1
    return index


def _make_person(scene: Scene, index: int) -> list[Side]:
    mention = scene.mention_of[index] if index >= 0 else None
    if mention is None or mention.type != "person" or not scene.begins_mention(index):
        return []
    phrase = read_phrase(scene, index)
    return make_sides("agent", [phrase], "accused") if phrase is not None else []


def _find_charged(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return who is charged with an event that is named behind.

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
