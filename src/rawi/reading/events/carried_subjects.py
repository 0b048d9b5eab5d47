"""Who does what a verb tells that follows و and names no subject: who did what is told before it.

هاجم مسلحون القرية وخطفوا فتاتين: the gunmen abducted, too. سافر سالم إلى سبها وانضم إلى كتيبة.
"""

from rawi.model import Mention
from rawi.reading.events.drafts import Draft
from rawi.reading.events.light_verbs import find_light_verb
from rawi.reading.events.phrase_kinds import is_state
from rawi.reading.events.scenes import Scene, is_verb
from rawi.text.normalise import fold

# Tokens between two verbs of one subject: farther on another one is likelier.
_REACH = 30
_OPENING = 4  # tokens of a sentence, time aside, within which its subject is named
_JOINING = frozenset({"و", "ف"})
_ACTING = frozenset({"agent", "side"})


def carry_subjects(scene: Scene, drafts: list[Draft]) -> None:
    """Give drafts whose verb follows و and has no subject that of the verb before it."""
    for number, draft in enumerate(drafts):
        if draft.agents:
            continue
        verb = _find_bare_verb(scene, draft)
        if verb is None:
            continue
        agents = _find_agents_before(scene, drafts, number, verb)
        agents = agents or _find_opening_subject(scene, verb)
        for entity in agents:
            told = any(s is not None and s.speaker.entity == entity for s in draft.statements)
            if not told and entity not in draft.targets and entity not in draft.spared:
                draft.add_agent(entity, "event before")


def _find_bare_verb(scene: Scene, draft: Draft) -> int | None:
    """Return the token of the verb that tells a draft where و joins it to what is before it."""
    trigger = draft.triggers[0]
    if trigger.form is None:
        return _find_bare_light_verb(scene, trigger.index)
    joined = trigger.proclitics in _JOINING
    if not joined or trigger.form.passive or trigger.sense.subject not in _ACTING:
        return None
    # وقتل ثلاثة: likelier passive than the subject's doing
    clear = trigger.form.feminine or trigger.form.number == "plural"
    if trigger.type in ("killing", "destruction") and not clear:
        return None
    return trigger.index


def _find_bare_light_verb(scene: Scene, index: int) -> int | None:
    """Return the light verb straight before an event noun that و joins (وشن هجوما)."""
    if index == 0:
        return None
    reading = find_light_verb(scene, index - 1)
    if reading is None or reading.kind != "does" or reading.form.passive:
        return None
    return index - 1 if scene.tokens[index - 1].key[0] in _JOINING else None


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
    return []


def _find_opening_subject(scene: Scene, verb: int) -> list[str]:
    """Return who is named behind the verb, or before it, with which a sentence begins."""
    first, _ = scene.bounds(verb)
    start = first
    while start < verb and (scene.in_time(start) or _is_opener(scene, start)):
        start += 1
    for index in range(start, min(verb, start + _OPENING)):
        mention = scene.mention_of[index]
        if mention is None:
            if index > start and "stop" in scene.classes_at(index):
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


def _is_opener(scene: Scene, index: int) -> bool:
    if scene.is_quote(index) or scene.tokens[index].text == "،":
        return True
    return scene.tokens[index].key in ("في", "وفي") and scene.in_time(index + 1)


def _may_act(mention: Mention) -> bool:
    return mention.type != "place" or is_state(fold(mention.text))


def _agree(scene: Scene, one: int, other: int) -> bool:
    """Whether two verbs are both of the feminine or neither is, as far as their letters show."""
    first, second = scene.tokens[one].key, scene.tokens[other].key
    if second.endswith("وا"):
        return True
    return (first[-1] == "ت") == (second[-1] == "ت")
