"""Who is named near an event and did not do it: victims, where it was, who just stands near.

Neither the choice of doers nor the learning of its weights ever sees them (decision 22). To blame
a bystander is the worst error that a record of violence can hold.
"""

from rawi.reading.events.choices.side_candidates import Candidate
from rawi.reading.events.choices.strangers import NEARNESS, Opposites, is_stranger
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import CLASHES, VIOLENT, load_tellers
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

# Events whose sides all take part, or that do nobody harm.
_MUTUAL = frozenset({"battle", "riot", "talks", "agreement", "trial", "displacement"})
# Harm that one side does to another: who did it a word of the text must say.
_HARM = (VIOLENT - CLASHES) | {"destruction", "displacement", "abduction"}
_HURT = frozenset({"killed", "wounded"})
_SEIZING = frozenset({"abduction", "arrest", "capture", "siege", "destruction", "operation"})
_UPON = "علي"
_COUNTED = 4  # tokens of a count up to its noun (أكثر من مئتي جندي)
_DATELINE = 6  # tokens of a dateline before its outlet
_STORY_MARKS = frozenset("-–—:ـ")


def find_bystanders(
    scene: Scene, event: Draft, candidates: list[Candidate], opposites: Opposites
) -> set[Candidate]:
    """Return the candidates that are no doers of an event.

    Args:
        scene: The article.
        event: The event.
        candidates: Who is named or described near it.
        opposites: Who does the opposite, by type and sentence (`find_opposites`).
    """
    return {
        candidate
        for candidate in candidates
        if _is_spared(scene, event, candidate.entity)
        or _is_only_near(scene, event, candidate)
        or _is_only_hurt(scene, event, candidate)
        or _is_only_where(scene, event, candidate)
        or _only_reports(scene, event, candidate)
        or _is_teller(scene, event, candidate)
        or is_stranger(scene, event, candidate, opposites)
    }


def _is_spared(scene: Scene, event: Draft, entity: str | None) -> bool:
    """Whether the grammar shows somebody as what an event hits, or its owner, and as no doer."""
    if entity is None or entity in event.agents:
        return False
    if event.type == "trial":  # whose member is tried judges nobody
        return entity in event.spared and scene.entities[entity].type == "armed_group"
    return event.type not in _MUTUAL and (entity in event.spared or entity in event.targets)


def _is_only_near(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether no word of the text makes somebody the doer of harm, but that he is named near.

    Decisions 22 and 25: nearness blames nobody. Nor does it make one who breaks an agreement a
    party to it (خرقت X وقف إطلاق النار), nor besiegers of those on whom a siege is laid (خرج X
    بعد تضييق الخناق عليهم).
    """
    rule = event.rules.get(("agent", candidate.entity or ""))
    laid = event.type == "siege" and _is_laid_on_them(scene, event)
    if event.type not in _HARM and not laid:
        return rule in NEARNESS and event.type == "agreement"
    return rule is None or rule in NEARNESS


def _is_laid_on_them(scene: Scene, event: Draft) -> bool:
    """Whether على with a pronoun stands behind a word of an event (الحصار عليهم)."""
    behind = [trigger.index + 1 for trigger in event.triggers]
    return any(
        scene.is_a(index, "backpronoun") and scene.tokens[index].key.startswith(_UPON)
        for index in behind
    )


def _is_only_hurt(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether people near a clash are told of only as its dead or wounded (مقتل مئتي جندي)."""
    if event.type not in CLASHES or candidate.span is None:
        return False
    return all(_is_counted_hurt(scene, token) for token in candidate.tokens)


def _is_counted_hurt(scene: Scene, token: int) -> bool:
    """Whether token i stands in a count of dead or wounded, at most a few words from its begin."""
    start = scene.tokens[token].start
    for first in range(token, max(-1, token - _COUNTED), -1):
        count = scene.counts.get(first)
        if count is not None:
            return count.what in _HURT and start < count.end
    return False


def _only_reports(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether somebody reports harm and does none: an outlet, a rights group.

    Of those whom no list has, whoever a word such as وكالة or صحيفة tells of is one, unless a verb
    makes him the doer of what does no harm (وزع برنامج كذا مساعدات); to declare it is not to do it.
    """
    harmful, entity = event.type in VIOLENT | _SEIZING, candidate.entity
    if any(_heads_story(scene, token) for token in candidate.tokens):
        return True
    if entity is not None and scene.entities.canonical_of(entity) is not None:
        return harmful and is_teller(scene, entity)
    rule = event.rules.get(("agent", entity or ""))
    if not harmful and rule is not None and rule != "light verb":
        return False
    return any(
        scene.has_class(token, "outletword")
        for at in candidate.tokens
        for token in (max(at - 1, 0), at)
    )


def _heads_story(scene: Scene, token: int) -> bool:
    """Whether who is named at token i stands in brackets in a dateline: الكفرة (كذا) - قتل."""
    mention, first = scene.mention_of[token], scene.bounds(token)[0]
    if mention is None or mention.type != "organization" or not 0 < token - first <= _DATELINE:
        return False
    behind = token
    while behind < len(scene.tokens) and scene.mention_of[behind] is mention:
        behind += 1
    if scene.tokens[token - 1].text != "(" or behind + 1 >= len(scene.tokens):
        return False
    return scene.tokens[behind].text == ")" and scene.tokens[behind + 1].text in _STORY_MARKS


def is_teller(scene: Scene, entity_id: str) -> bool:
    """Whether an entity is a listed outlet or rights group."""
    entity = scene.entities[entity_id]
    names = (scene.entities.canonical_of(entity.id) or "", entity.name)
    return entity.type == "organization" and any(fold(name) in load_tellers() for name in names)


def _is_only_where(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether a place is near an event only as where something is (في مدينة مغنية بالجزائر).

    No rule proposes it for a doer, and a preposition or a wider noun stands before it each time.
    """
    entity = candidate.entity
    if entity is None or scene.entities[entity].type != "place":
        return False
    if ("agent", entity) in event.rules:
        return False
    told = {scene.sentence_of[trigger.index] for trigger in event.triggers}
    near = [
        token
        for token in candidate.tokens
        if not told.isdisjoint(range(scene.sentence_of[token] - 1, scene.sentence_of[token] + 2))
    ]
    return bool(near) and all(_locates(scene, token) for token in near)


def _is_teller(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether somebody near only tells of an event or denies it (نفت القوة سقوط الحي).

    A rights group or an outlet has no part in what it tells, if no rule gives it one.
    """
    entity = candidate.entity
    rule = event.rules.get(("agent", entity or ""))
    if rule is not None and rule not in NEARNESS:
        return False
    told = [s for s in event.statements if s is not None and s.speaker.entity == entity]
    if any(s.stance == "denies" for s in told):
        return True
    apart = rule in NEARNESS or (entity is not None and is_teller(scene, entity))
    return bool(told) and apart


def _locates(scene: Scene, token: int) -> bool:
    """Whether في, ب or a noun such as مدينة or ريف brings the place named at token i.

    Or بين, of what lies between two (الحدود بين X وY).
    """
    mention, word = scene.mention_of[token], scene.tokens[token]
    split = "" if mention is None else word.key[: mention.start - word.start]
    if "ب" in split:
        return True
    before = token - 1
    while before >= 0 and scene.is_quote(before):
        before -= 1
    if before < 0 or scene.is_mark(before):
        return False
    if split == "و":  # من تركيا وسورية
        other = scene.mention_of[before]
        while before > 0 and scene.mention_of[before - 1] is other is not None:
            before -= 1
        return other is not None and other.type == "place" and _locates(scene, before)
    if scene.tokens[before].key == "بين":
        return before > 0 and scene.has_class(before - 1, "borders")
    if scene.has_class(before, "witnessing") and mention is not None:
        return True  # تشهد سوريا نزاعا: where it is
    return scene.has_class(before, "locative") or scene.tokens[before].key == "من"
