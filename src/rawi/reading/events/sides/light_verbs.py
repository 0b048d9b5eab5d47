"""The sides that a light verb before or behind an event noun gives it (شن هجوما, نفذته قوات)."""

from rawi.reading.events.lexicon import (
    VIOLENT,
    LightReading,
    Role,
    load_light_verbs,
    load_nouns,
    plain_classes_of,
)
from rawi.reading.events.phrases.direct_phrases import find_direct_phrases, skip_joined_masdar
from rawi.reading.events.phrases.joined_phrases import read_coordinated
from rawi.reading.events.phrases.noun_phrases import NounPhrase, read_phrase
from rawi.reading.events.phrases.phrase_kinds import (
    begins_with_mention,
    is_actor,
    is_definite_attribute,
    may_act,
)
from rawi.reading.events.phrases.positions import find_subject_before
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene
from rawi.reading.events.sides.accusations import find_accused, find_culprits, find_sources
from rawi.reading.events.sides.nearer_doers import find_nearer
from rawi.reading.events.words.triggers import Trigger
from rawi.text.tokens import split_enclitics

_BEHIND = 14
# Light verbs of two letters that take a pronoun; others of that length are names and nouns with it.
_SHORT = frozenset({"شن", "رد"})
# Events that nobody does whose light verb tells of another: نفذ الاعتقال بعد الهجوم.
_HARM = VIOLENT | {"abduction"}
# Nouns that a further noun of what is done may complete (عملية خطف, حملة قصف).
_OPEN_TYPES = frozenset({"operation", "violent", "none", "battle"})
_UNDOING = frozenset({"undoing", "averting", "repelled"})
_CONTENT = frozenset({"clause", "that"})
_ATTRIBUTES = 5  # tokens behind an event noun, its attributes among them, in which its verb stands
_ANTECEDENT = 8  # tokens before a relative clause in which what its pronoun stands for is named


def find_light_sides(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the sides that a light verb before or behind a noun gives it."""
    sides = _find_before(scene, trigger)
    _, end = scene.bounds(trigger.index)
    sources = find_sources(scene, trigger.index, end)
    if sources:
        return sides + sources
    for index in range(trigger.index + 1, min(end, trigger.index + 9)):
        reading = find_light_verb(scene, index)
        if reading is not None:
            return sides + _behind_light_verb(scene, index, reading, trigger)
    return sides


def _find_before(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the sides of the light verb, or of the noun in its stead, before an event noun."""
    first, _ = scene.bounds(trigger.index)
    claimed = parted = False
    for index in range(trigger.index - 1, max(first, trigger.index - _BEHIND) - 1, -1):
        if _parts_object(scene, index, trigger):
            parted = True
            continue
        if scene.tokens[index].text == "،" and index > first and scene.in_time(index - 1):
            continue  # اتهمت X اليوم، Y بقصف
        if _is_duty(scene, index):
            claimed = True
            continue
        nearer = _find_other_part(scene, index, trigger)
        if nearer is not None:
            return nearer
        reading = find_light_verb(scene, index)
        if reading is not None and parted and scene.is_a(index - 1, "relative"):
            continue  # شن الطيران الذي تقوده X، غارات
        if reading is not None and reading.kind in ("accuses", "hits"):
            return _read_governor(scene, index, reading, trigger)
        if reading is not None and _gives_subject(scene, reading, trigger, claimed=claimed):
            governed = _governs(scene, index, reading, trigger)
            return _subject_of(scene, index, reading, trigger.index) if governed else []
        doers = find_culprits(scene, index, trigger)
        doers = doers or _doers_of_light_noun(scene, index, trigger.index)
        if doers or reading is not None or _ends_search(scene, index):
            return doers
    return []


def _find_other_part(scene: Scene, index: int, trigger: Trigger) -> list[Side] | None:
    """Return the sides that a word gives an event noun whose subject has another part in it."""
    if _is_answered(scene, index, trigger):
        return []
    return _find_caught(scene, index, trigger) or find_nearer(scene, index, trigger)


def _is_answered(scene: Scene, verb: int, trigger: Trigger) -> bool:
    """Whether an event noun behind على is what somebody answers (رد X على القصف): not his deed."""
    return scene.tokens[trigger.index - 1].key == "علي" and scene.is_a(verb, "answering")


def _find_caught(scene: Scene, verb: int, trigger: Trigger) -> list[Side] | None:
    """Return who is caught in what a noun tells (وقعت دورية في كمين); None where nobody is."""
    if trigger.type not in _HARM or scene.tokens[trigger.index - 1].key != "في":
        return None
    group = _find_group(scene, verb + 1, trigger.index) if scene.is_a(verb, "fallinto") else []
    return (
        make_sides("target", group, "light verb") if group and is_actor(scene, group[0]) else None
    )


def _ends_search(scene: Scene, index: int) -> bool:
    """Whether nothing before token i governs an event noun behind it."""
    if scene.tokens[index].text in "،؛" or _is_news(scene, index) or _is_reply(scene, index):
        return True
    return scene.mention_of[index] is None and not _UNDOING.isdisjoint(scene.classes_at(index))


def _is_reply(scene: Scene, index: int) -> bool:
    """Whether token i answers what is behind it, which others did (بالثأر لمقتل X, ردا على)."""
    if index + 1 >= len(scene.tokens) or not scene.has_class(index, "reply"):
        return False
    following = scene.tokens[index + 1].key
    return following == "علي" or following[0] == "ل"


def _is_news(scene: Scene, index: int) -> bool:
    """Whether token i is what tells of the event behind it (باشر X بلاغا عن سقوط قذيفة)."""
    following = scene.tokens[index + 1].key if index + 1 < len(scene.tokens) else ""
    return following == "عن" and scene.is_a(index, "newsof")


def _read_governor(scene: Scene, verb: int, reading: LightReading, trigger: Trigger) -> list[Side]:
    """Return whom a verb of accusing or hitting before an event noun gives it."""
    if reading.kind == "accuses":
        return find_accused(scene, verb, trigger)
    return _hitting(scene, verb, trigger) if trigger.proclitics == "ب" else []


def _hitting(scene: Scene, verb: int, trigger: Trigger) -> list[Side]:
    """Return who hits with what an event noun behind ب names (استهدفت X بقصف مدفعي بلدة)."""
    before = find_subject_before(scene, verb)
    group = before[0] if before else _find_group(scene, verb + 1, trigger.index)
    acts = bool(group) and is_actor(scene, group[0])
    return make_sides("agent", group, "light verb") if acts else []


def _is_duty(scene: Scene, index: int) -> bool:
    """Whether responsibility for something is told of (أعلن X المسؤولية عن, مسؤوليته عن)."""
    if scene.has_class(index, "ownduty"):
        return True
    token = scene.tokens[index]
    definite = token.key.startswith("ال") and scene.tokens[index + 1].key == "عن"
    return definite and scene.has_class(index, "duty")


def _parts_object(scene: Scene, index: int, trigger: Trigger) -> bool:
    """Whether a comma parts an event noun, or its number, from its verb (…، ست غارات)."""
    if scene.tokens[index].text != "،" or trigger.proclitics not in ("", "ب"):
        return False
    if trigger.definite and not trigger.pronoun:
        return False
    return all(
        scene.tokens[other].kind == "number" or "quantifier" in scene.classes_at(other)
        for other in range(index + 1, trigger.index)
    )


def _governs(scene: Scene, verb: int, reading: LightReading, trigger: Trigger) -> bool:
    """Whether an event noun is what a light verb before it tells of, or bound to that."""
    if _is_circumstance(scene, verb, trigger.index):
        return False
    if reading.kind == "declares" and any(
        _opens_content(scene, index) for index in range(verb + 1, trigger.index)
    ):
        return False  # أعلن X أن العملية …
    return not (trigger.type in _HARM and _has_other_object(scene, verb, trigger))


def _opens_content(scene: Scene, index: int) -> bool:
    return scene.mention_of[index] is None and not scene.classes_at(index).isdisjoint(_CONTENT)


def _has_other_object(scene: Scene, verb: int, trigger: Trigger) -> bool:
    """Whether a light verb has another event for its object (وجه الاتهام إلى X في تفجير).

    Not one that the noun is of (نفذ عملية خطف), is joined to (قصفا وغارات) or is for (حملة لقصف).
    """
    if trigger.proclitics in ("و", "ل", "ول"):
        return False
    subject = read_coordinated(scene, verb + 1)
    acts = bool(subject) and is_actor(scene, subject[0])
    between = range(subject[-1].last if acts else verb + 1, trigger.index)
    own = _OPEN_TYPES | {trigger.type}
    if any(scene.event_nouns.get(index, trigger.type) not in own for index in between):
        return True  # كثفت مشاوراتها لتجاوز تداعيات الهجوم
    others = [
        sense
        for index in between
        if not scene.in_time(index)
        and not (index == trigger.index - 1 and scene.has_class(index, "verdict"))
        for sense in scene.noun_senses_at(index)
    ]
    return any(other.type not in own and other.part != "pointer" for other in others)


def _doers_of_light_noun(scene: Scene, index: int, noun: int) -> list[Side]:
    """Return who stands between a noun of doing and an event noun (قيام مسلحين بخطف)."""
    if not scene.has_class(index, "lightnoun") or scene.mention_of[index] is not None:
        return []
    group = [p for p in read_coordinated(scene, index + 1) if p.last <= noun]
    return make_sides("agent", group, "light verb") if group and is_actor(scene, group[0]) else []


def _gives_subject(scene: Scene, reading: LightReading, trigger: Trigger, *, claimed: bool) -> bool:
    """Whether the subject of a light verb is a side: who declares a truce makes it, no attack.

    But for who declares it his own (أعلن مسؤوليته عن).
    """
    own = _is_own_act(scene, trigger)
    declared = reading.kind == "declares" and (claimed or own or trigger.type not in VIOLENT)
    return declared or reading.kind in ("does", "suffers")


def _is_own_act(scene: Scene, trigger: Trigger) -> bool:
    """Whether a masdar is of what whoever declares it did himself (أعلنت X قتل خمسة).

    Not where it has a doer of its own: أعلنت X قتل الجيش خمسة.
    """
    lemma = trigger.sense.lemma
    if trigger.sense.part != "masdar" or "ownact" not in plain_classes_of(lemma):
        return False
    if scene.tokens[trigger.index].key.removesuffix("ا") != lemma:
        return False
    phrase = read_phrase(scene, skip_joined_masdar(scene, trigger.index) + 1)
    return phrase is not None and not begins_with_mention(scene, phrase)


def _is_circumstance(scene: Scene, verb: int, noun: int) -> bool:
    """Whether a light verb's clause only stands in time or cause to an event noun (بعد هجوم)."""
    if noun - 1 <= verb:
        return False
    if scene.has_class(noun - 1, "subordinator") or scene.has_class(noun - 1, "earlier"):
        return True  # عمليات في أعقاب تفجير
    if not scene.has_class(noun - 1, "stop") or scene.in_time(noun - 1):
        return False
    if _takes(scene, verb, noun - 1):  # نجحت X بمساعدة غارات في تحرير المدينة
        return False
    between = (
        form.key
        for i in range(verb + 1, noun - 1)
        if not scene.in_time(i)
        for form in scene.tokens[i].forms
    )
    return not load_nouns().keys().isdisjoint(between)


def _takes(scene: Scene, verb: int, index: int) -> bool:
    """Whether a light verb takes a preposition before what it tells of (نجح في, تمكن من)."""
    classes = scene.classes_at(verb)
    key = scene.tokens[index].key
    return (key == "في" and "takesin" in classes) or (key == "من" and "takesfrom" in classes)


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
    if scene.tokens[verb].key != reading.form.key and _has_pronoun(scene, verb, reading):
        if not scene.is_a(verb - 1, "relative") or _is_of_event(scene, verb):
            return []  # غارات شنها X وقصف: of the raids alone
        group = read_coordinated(scene, verb + 1)  # الدور الذي لعبته X
        return make_sides(role, [p for p in group if p.last <= noun], "relative")
    before = find_subject_before(scene, verb)
    group = before[0] if before else _find_group(scene, verb + 1, noun)
    if role == "agent" and noun == verb + 1 and not group:
        group = _find_group_behind(scene, noun)
    if role == "agent" and group and _are_victims(scene, group[0]):
        return []
    return make_sides(role, group, "light verb")


def _are_victims(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of dead or hurt people, who do nothing (وقع عشرات الضحايا)."""
    return any("victims" in scene.classes_at(i) for i in range(phrase.first, phrase.last))


def _find_group(scene: Scene, index: int, noun: int) -> list[NounPhrase]:
    while index < noun and (scene.is_a(index, "passed") or scene.tokens[index].text == "/"):
        index += 1  # أقدم / سالم بن عمر على قتل
    group = [p for p in read_coordinated(scene, index) if p.last <= noun]
    is_trial = bool(group) and _is_trial(scene, group[0].first)  # بدأت محاكمة المتهم
    return [] if is_trial else group


def _find_group_behind(scene: Scene, noun: int) -> list[NounPhrase]:
    """Return who did what stands between his verb and him (تبنى الهجوم تنظيم كذا)."""
    if not scene.tokens[noun].key.startswith("ال"):
        return []
    index, (_, end) = _pass_times(scene, noun + 1), scene.bounds(noun)
    while index < end and scene.mention_of[index] is None and is_definite_attribute(scene, index):
        index = _pass_times(scene, index + 1)
    group = read_coordinated(scene, index)
    return group if group and may_act(scene, group[0]) else []


def _has_pronoun(scene: Scene, verb: int, reading: LightReading) -> bool:
    """Whether a light verb has its object attached to it."""
    return not any(form.key == reading.form.key for form in scene.tokens[verb].forms)


def _is_of_event(scene: Scene, verb: int) -> bool:
    """Whether a relative clause is of an event noun (الهجوم الذي نفذه X)."""
    first, _ = scene.bounds(verb)
    for index in range(verb - 2, max(first, verb - _ANTECEDENT) - 1, -1):
        if scene.is_mark(index):
            break
        if scene.noun_senses_at(index):
            return True
    return False


def _is_trial(scene: Scene, index: int) -> bool:
    noun = load_nouns().get(scene.tokens[index].key)
    return noun is not None and noun.main.type == "trial"


def _behind_light_verb(
    scene: Scene, index: int, reading: LightReading, trigger: Trigger
) -> list[Side]:
    key = scene.tokens[index].key
    if reading.kind == "does" and scene.is_a(index + 1, "withit"):  # قامت به قوات X
        return make_sides("agent", read_coordinated(scene, index + 2), "relative")
    if scene.has_class(index, "planning") and scene.is_a(index + 1, "forit"):  # خططت لها فتيات
        return make_sides("agent", read_coordinated(scene, index + 2), "relative")
    start = _pass_times(scene, index + 1)
    if reading.kind == "hits" and scene.is_a(index + 1, "withinit"):
        return _hit_within(scene, index)
    if reading.kind == "hits":
        return make_sides("target", read_coordinated(scene, index + 1), "hits")
    attached = key != reading.form.key and key.endswith(("ه", "ها", "هما"))
    attached = attached and not scene.tokens[index].text.endswith("ة")  # تابعة is no verb
    if attached and reading.kind in ("does", "suffers") and _may_be_of(key, trigger, scene):
        role: Role = "agent" if reading.kind == "does" else "target"
        return make_sides(role, read_coordinated(scene, start), "relative")
    return []


def _may_be_of(key: str, trigger: Trigger, scene: Scene) -> bool:
    """Whether the pronoun of a verb may be of an event noun, as far as gender shows.

    Not in هجمات ضد التحالف الذي تقوده X, "attacks on the coalition that X leads".
    """
    noun = scene.tokens[trigger.index].key.removesuffix("ا")
    return not (noun.endswith(("ه", "ات")) and key.endswith("ه"))


def tells_doer(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb straight behind an event noun says who does it (هجمات تشنها قبائل)."""
    _, end = scene.bounds(trigger.index)
    if trigger.form is not None:
        return False
    for index in range(trigger.index + 1, min(end, trigger.index + _ATTRIBUTES)):
        reading = find_light_verb(scene, index)
        if reading is not None:
            key = scene.tokens[index].key
            attached = key != reading.form.key and key.endswith(("ه", "ها", "هما"))
            return attached and reading.kind == "does" and _may_be_of(key, trigger, scene)
    return False


def _pass_times(scene: Scene, index: int) -> int:
    """Return the token behind the times at token i (هجوم شنه أمس X)."""
    _, end = scene.bounds(index) if index < len(scene.tokens) else (0, 0)
    while index < end and (scene.in_time(index) or scene.is_a(index, "passed")):
        index += 1
    return index


def _hit_within(scene: Scene, verb: int) -> list[Side]:
    """Return who hit whom in events counted before (ضربات استهدفت خلالها X مواقع Y)."""
    groups = find_direct_phrases(scene, verb)
    if not groups or not is_actor(scene, groups[0][0]):
        return []
    targets = groups[1] if len(groups) > 1 else []
    return [*make_sides("agent", groups[0], "relative"), *make_sides("target", targets, "hits")]
