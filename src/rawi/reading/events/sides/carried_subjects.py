"""Who does what a verb tells that follows و and names no subject: who did what is told before it.

هاجم مسلحون القرية وخطفوا فتاتين: the gunmen abducted, too. سافر سالم إلى سبها وانضم إلى كتيبة.
"""

from rawi.model import Mention, Statement
from rawi.reading.events.drafts import Draft
from rawi.reading.events.phrases.phrase_kinds import is_state
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.events.sides.light_verbs import find_light_verb
from rawi.reading.events.words.triggers import Trigger
from rawi.text.normalise import fold
from rawi.text.tokens import split_enclitics

# Tokens between two verbs of one subject: farther on another one is likelier.
_REACH = 30
_OPENING = 4  # tokens of a sentence, time aside, within which its subject is named
_BESIDE = 4  # code points between إن and what is said
_JOINING = frozenset({"و", "ف"})
_ACTING = frozenset({"agent", "side"})
_TITLES = frozenset({"officials", "leader", "honorific", "grouphead", "bodynoun", "auxiliary"})
_STRIKES = frozenset({"shelling", "airstrike", "attack"})
_DONE_BY_BODIES = frozenset({"arrest", "trial", "release", "abduction"})


def carry_subjects(scene: Scene, drafts: list[Draft]) -> None:
    """Give drafts whose verb follows و and has no subject that of the verb before it."""
    for number, draft in enumerate(drafts):
        _add_teller(scene, draft)
        if draft.agents:
            continue
        verb = _find_bare_verb(scene, draft)
        if verb is None:
            continue
        agents = _find_agents_before(scene, drafts, number, verb)
        agents = agents or _find_opening_subject(scene, verb)
        agents = agents or _find_agents_of_sentence_before(scene, drafts, number, verb)
        if _is_likelier_passive(draft) and not all(_is_body(scene, x) for x in agents):
            continue
        for entity in agents:
            told = any(s is not None and s.speaker.entity == entity for s in draft.statements)
            if not told and entity not in draft.targets and entity not in draft.spared:
                draft.add_agent(entity, "event before")


def _find_bare_verb(scene: Scene, draft: Draft) -> int | None:
    """Return the token of the verb that tells a draft where و joins it to what is before it."""
    trigger = draft.triggers[0]
    if trigger.form is None:
        return _find_bare_light_verb(scene, trigger.index)
    joined = trigger.proclitics in _JOINING or _follows_too(scene, trigger.index)
    joined = joined or follows_link(scene, trigger)
    if not joined or trigger.form.passive or trigger.sense.subject not in _ACTING:
        return None
    # وقتل ثلاثة: likelier passive than the subject's doing
    clear = trigger.form.feminine or trigger.form.number == "plural"
    if trigger.type in ("killing", "destruction") and not clear:
        return None
    return trigger.index


def follows_link(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb tells what the same people did before or after (قبل أن ينسحبوا, ثم قتلته)."""
    index = trigger.index
    if trigger.proclitics or trigger.form is None or index < 2:
        return False
    linked = scene.is_a(index - 1, "linking")
    linked = linked or (scene.tokens[index - 1].key == "ان" and scene.is_a(index - 2, "linking"))
    active = trigger.form.number == "plural" or bool(trigger.pronoun)
    return linked and (active or trigger.sense.object == "none")


def _is_likelier_passive(draft: Draft) -> bool:
    """Whether a verb may as well be passive: فجر مسلح نفسه واعتقل آخر (was arrested)."""
    form = draft.triggers[0].form
    if form is None or draft.type not in _DONE_BY_BODIES:
        return False
    return not (form.feminine or form.number == "plural")


def _is_body(scene: Scene, entity: str) -> bool:
    return scene.entities[entity].type not in ("person", "unnamed")


def _find_bare_light_verb(scene: Scene, index: int) -> int | None:
    """Return the light verb before an event noun that و joins (وشن هجوما, وتمكن من قتل)."""
    verb, does = _find_light_verb_before(scene, index)
    return verb if does and scene.tokens[verb].key[0] in _JOINING else None


def _find_light_verb_before(scene: Scene, index: int) -> tuple[int, bool]:
    """Return the token before an event noun, من or في aside, and whether its verb does it."""
    verb = index - 1
    if verb > 0 and scene.tokens[verb].key in ("من", "في"):
        verb -= 1
    reading = find_light_verb(scene, verb) if verb >= 0 else None
    return verb, reading is not None and reading.kind == "does" and not reading.form.passive


def _add_teller(scene: Scene, draft: Draft) -> None:
    """Let who tells of himself have done it: قالت X إنها هاجمت, أكد X أنه شن هجوما."""
    trigger, statement = draft.triggers[0], draft.statements[0]
    if draft.agents or statement is None or statement.speaker.entity is None:
        return
    if trigger.form is None:
        verb, acts = _find_light_verb_before(scene, trigger.index)
    else:
        verb = trigger.index
        acts = not trigger.form.passive and trigger.sense.subject in _ACTING
        acts = acts and (trigger.sense.object in ("none", "place") or bool(draft.targets))
    before = verb - 1
    while before > 0 and "auxiliary" in scene.classes_at(before):
        before -= 1
    if acts and before >= 0 and scene.has_class(before, "selfthat"):
        entity = statement.speaker.entity
        if _is_feminine_cue(statement) and scene.tokens[before].key.endswith("ه"):
            return  # أشارت السلطات إلى أنه فجر نفسه
        near = abs(scene.tokens[before].end - statement.content[0][0]) <= _BESIDE
        if near and entity not in draft.targets and entity not in draft.spared:
            draft.add_agent(entity, "teller")


def _is_feminine_cue(statement: Statement) -> bool:
    """Whether the verb of a statement is of the feminine (أشارت, تقول), so that its speaker is."""
    lemma, cue = fold(statement.cue.lemma), fold(statement.cue.text)
    return cue != lemma and (cue.endswith("ت") or cue.startswith("ت"))


def _find_agents_before(scene: Scene, drafts: list[Draft], number: int, verb: int) -> list[str]:
    """Return who does what the nearest verb before in the sentence tells."""
    first, _ = scene.bounds(verb)
    for other in range(number - 1, -1, -1):
        draft = drafts[other]
        trigger = draft.triggers[0]
        if trigger.index < max(first, verb - _REACH):
            break
        if trigger.form is not None and not trigger.form.passive and draft.agents:
            return list(draft.agents) if _agree(scene, trigger.index, verb) else []
        led = [x for x in draft.agents if draft.rules.get(("agent", x)) == "light verb"]
        if trigger.form is None and led and scene.sentence_of[trigger.index] == draft.sentence:
            return led  # عمدت X إلى خطف الطبيب واحتجزته
    return []


def _find_agents_of_sentence_before(
    scene: Scene, drafts: list[Draft], number: int, verb: int
) -> list[str]:
    """Return who struck in the sentence before, where a verb of striking opens its own.

    قصفت القوات مدينة سبها. كما استهدفت بلدة براك: who is not named again goes on striking.
    """
    first, _ = scene.bounds(verb)
    if number == 0 or verb - first > 1 or drafts[number].type not in _STRIKES:
        return []
    before = drafts[number - 1]
    trigger = before.triggers[-1]
    near = scene.sentence_of[trigger.index] == scene.sentence_of[verb] - 1
    if not near or trigger.form is None or trigger.form.passive or before.type not in _STRIKES:
        return []
    return list(before.agents) if _agree(scene, trigger.index, verb) else []


def _follows_too(scene: Scene, index: int) -> bool:
    """Whether كما stands before a verb that opens its sentence."""
    first, _ = scene.bounds(index)
    return index == first + 1 and scene.has_class(first, "also")


def _find_opening_subject(scene: Scene, verb: int) -> list[str]:
    """Return who is named behind the verb, or before it, with which a sentence begins."""
    first, _ = scene.bounds(verb)
    start = first
    while start < verb and (scene.in_time(start) or _is_opener(scene, start)):
        start += 1
    for index in range(start, min(verb, start + _OPENING)):
        mention = scene.mention_of[index]
        if mention is None:
            if index > start and not _may_precede(scene, index):
                break
            continue
        if not scene.begins_mention(index) or mention.start > scene.tokens[index].start:
            break
        if not _may_act(mention):
            break
        if mention.type == "place" and not is_verb(scene.tokens[start].key) and index > start:
            break
        return [mention.entity] if index == start or _agree(scene, start, verb) else []
    return []


def _may_precede(scene: Scene, index: int) -> bool:
    """Whether a word between a verb and a name leaves the name its subject: a title, a time."""
    return (
        scene.is_quote(index)
        or scene.in_time(index)
        or not _TITLES.isdisjoint(scene.classes_at(index))
    )


def _is_opener(scene: Scene, index: int) -> bool:
    if scene.is_quote(index) or scene.tokens[index].text == "،":
        return True
    return scene.tokens[index].key in ("في", "وفي") and scene.in_time(index + 1)


def _may_act(mention: Mention) -> bool:
    return mention.type != "place" or is_state(fold(mention.text))


def _agree(scene: Scene, one: int, other: int) -> bool:
    """Whether two verbs are both of the feminine or neither is, as far as their letters show."""
    if scene.tokens[other].key.endswith("وا"):
        return True
    return _is_feminine_past(scene.tokens[one].key) == _is_feminine_past(scene.tokens[other].key)


def _is_feminine_past(key: str) -> bool:
    """Whether a verb ends in the ت of the feminine, a pronoun behind it aside (اعتقلتهم)."""
    return key.endswith("ت") or any(base.endswith("ت") for base, _ in split_enclitics(key))
