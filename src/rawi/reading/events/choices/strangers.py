"""Who is named near an event as a party to something else: it is told whose deed the event is.

Where the words of an event name as many doers as it takes, nobody else who stands near is one. Nor
is whoever comes to its scene, whose building it was near, whose people it was done to, or who does
the opposite in its sentence (who takes a town does not withdraw from it).
"""

from collections import defaultdict
from collections.abc import Iterator

from rawi.reading.events.choices.side_candidates import Candidate
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import CLASHES, DONE_TO_PERSONS, VIOLENT
from rawi.reading.events.scenes import Scene

# How many doers an event takes: where its words name so many, nearness makes no further one. Of
# those that the weights then added in hand-annotated news 33 were wrong, 8 right.
_ENOUGH = {"capture": 1, "support": 1, "allegiance": 1, "talks": 2}
# Of a clash, بين alone names both sides.
_SIDES = 2
_LOYAL = 5  # tokens before a person within which others are told to be loyal to him
_FROM_AFAR = frozenset({"airstrike", "destruction", "support", "aid", "operation"})
# Events that are done with somebody, so that ضد brings one of their sides.
_WITH_ENEMIES = CLASHES | {"talks", "agreement", "trial"}
_BETWEEN = "بين"
_JOINED = 8  # tokens between a doer and whom و joins to him
_OPPOSITES = {"capture": "withdrawal", "withdrawal": "capture"}
# What is done to persons, behind whose word a preposition names whose people they are.
_DONE = DONE_TO_PERSONS - {"trial"}
_TO = frozenset({"ل"})
_OWNERS = frozenset({"من", "ل", "الي", "ضد", "علي"})
# What may be aimed at somebody.
_AIMED = frozenset({"operation", "siege"})
_AIMS = frozenset({"ضد", "علي"})
# Rules that propose a doer for standing near, and for nothing that is said of him.
NEARNESS = frozenset({"group before"})

# What one side of a clash does: its words must say which.
_BY_ONE_SIDE = frozenset({"capture", "withdrawal", "operation", "siege"})

# By event type and sentence, whom the rules give as the doers of events of the opposite type; by
# "battle" and sentence, those of clashes.
Opposites = dict[tuple[str, int], set[str]]


def find_opposites(scene: Scene, events: list[Draft]) -> Opposites:
    """Return by type and sentence who does the opposite of an event of that type there."""
    found: Opposites = defaultdict(set)
    for event in events:
        parts = list(_iter_parts(event))
        for trigger in event.triggers:
            for kind, entities in parts:
                found[kind, scene.sentence_of[trigger.index]] |= entities
    return found


def _iter_parts(event: Draft) -> Iterator[tuple[str, set[str]]]:
    """Yield what an event shows somebody to do, or to suffer, that is no part in another."""
    doers = event.find_told(NEARNESS)
    if event.type in VIOLENT:
        yield "hurt", {entity for role, entity in event.rules if role == "target"}
    if event.type in _FROM_AFAR:
        yield "else", doers
    if event.type == "operation":
        yield "operation", doers
    if event.type == "withdrawal":
        yield "fled", doers
    if event.type == "battle" and len(doers) >= _SIDES:
        yield "battle", doers
    if event.type in _OPPOSITES:
        yield _OPPOSITES[event.type], doers


def is_stranger(scene: Scene, event: Draft, candidate: Candidate, opposites: Opposites) -> bool:
    """Whether the text shows somebody near an event to have another part, or none, in it."""
    entity = candidate.entity
    if entity is not None and entity in event.find_told(NEARNESS):
        return False
    return (
        (_is_superfluous(scene, event) and not _is_joined(scene, event, candidate))
        or _does_opposite(scene, event, entity, opposites)
        or _is_one_of_two(scene, event, entity, opposites)
        or _is_hurt(scene, event, entity, opposites)
        or _is_only_of_others(scene, event, candidate)
        or _only_comes(scene, event, candidate)
        or _is_enemy(scene, event, candidate)
        or _acts_elsewhere(scene, event, candidate, opposites)
    )


def find_overlords(scene: Scene, event: Draft, candidates: list[Candidate]) -> set[Candidate]:
    """Return who is named in the sentences of an event only as whose its doers are.

    قصفت كتائب X التابعة لـY مقرات: Y is neither doer nor target.
    """
    told = event.find_told(NEARNESS)
    found = set()
    for candidate in candidates:
        if any((role, candidate.entity) in event.rules for role in ("agent", "target")):
            continue
        near = _find_near(scene, event, candidate)
        if near and all(_owns_one_of(scene, token, told) for token in near):
            found.add(candidate)
    return found


def _find_near(scene: Scene, event: Draft, candidate: Candidate) -> list[int]:
    """Return the tokens that name somebody in the sentences of an event."""
    told = {scene.sentence_of[trigger.index] for trigger in event.triggers}
    return [token for token in candidate.tokens if scene.sentence_of[token] in told]


def _owns_one_of(scene: Scene, token: int, doers: set[str]) -> bool:
    """Whether token i is named behind a word of belonging, and that straight behind a doer."""
    tie = _pass_heads(scene, token)
    if tie < 1 or not _is_tied(scene, token, _TO):
        return False
    tie -= scene.tokens[tie].key in _TO
    owned = scene.mention_of[tie - 1] if tie > 0 else None
    return scene.has_class(tie, "belonging") and owned is not None and owned.entity in doers


def _is_superfluous(scene: Scene, event: Draft) -> bool:
    """Whether the words of an event name as many doers as it takes.

    Not where they only describe them (القوات المداهمة): who these are is named elsewhere.
    """
    told = event.find_told(NEARNESS)
    if event.type in CLASHES:
        named = {x for x in told if scene.entities[x].type != "unnamed"}
        return sum(event.rules["agent", x] == _BETWEEN for x in named) > 1
    enough = _ENOUGH.get(event.type)
    return enough is not None and len(told) >= enough


def _is_joined(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether و joins somebody to a doer before him, before the word of an event.

    إن المقاومة في لحج وقوات الجيش سيطرت على القاعدة: both did.
    """
    told = event.find_told(NEARNESS)
    for trigger in event.triggers:
        first, _ = scene.bounds(trigger.index)
        for token in candidate.tokens:
            if first < token < trigger.index and _follows_and(scene, token):
                before = (scene.mention_of[i] for i in range(max(first, token - _JOINED), token))
                if any(mention is not None and mention.entity in told for mention in before):
                    return True
    return False


def _follows_and(scene: Scene, token: int) -> bool:
    """Whether و opens the name at token i, or the word for its kind before it (وقوات الجيش)."""
    mention, word = scene.mention_of[token], scene.tokens[token]
    if mention is not None and mention.start > word.start:
        return word.key[0] == "و"
    head = scene.tokens[token - 1]
    return any(form.proclitics == "و" for form in head.forms) and (
        scene.has_class(token - 1, "forces") or scene.has_class(token - 1, "grouphead")
    )


def _does_opposite(scene: Scene, event: Draft, entity: str | None, opposites: Opposites) -> bool:
    """Whether somebody does the opposite in a sentence of the event (سيطر X بعد انسحاب Y).

    Or, where another is told to flee, goes after him (عملية تمشيط بعد فرار Y).
    """
    if entity is None or event.type not in (*_OPPOSITES, "operation"):
        return False
    if event.type == "operation":
        kinds: tuple[str, ...] = ("fled",) if event.find_told(NEARNESS) else ()
        return _does(scene, event, entity, opposites=opposites, kinds=kinds)
    fled = event.type == "withdrawal" and any(
        rule == "genitive" for (role, _), rule in event.rules.items() if role == "agent"
    )
    kinds = (event.type, "operation") if fled else (event.type,)
    return _does(scene, event, entity, opposites=opposites, kinds=kinds)


def _does(
    scene: Scene, event: Draft, entity: str, *, opposites: Opposites, kinds: tuple[str, ...]
) -> bool:
    """Whether somebody does one of some things in a sentence of an event."""
    sentences = {scene.sentence_of[trigger.index] for trigger in event.triggers}
    return any(entity in opposites.get((kind, at), ()) for kind in kinds for at in sentences)


def _is_one_of_two(scene: Scene, event: Draft, entity: str | None, opposites: Opposites) -> bool:
    """Whether somebody is a side of a clash in whose sentence one side, not told which, did it."""
    if entity is None or event.type not in _BY_ONE_SIDE:
        return False
    return _does(scene, event, entity, opposites=opposites, kinds=("battle",))


def _is_hurt(scene: Scene, event: Draft, entity: str | None, opposites: Opposites) -> bool:
    """Whether a sentence tells somebody as hit, whose people are caught (مقتل X واعتقال 20)."""
    if entity is None or event.type not in _DONE:
        return False
    return _does(scene, event, entity, opposites=opposites, kinds=("hurt",))


def _is_only_of_others(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether somebody is named behind an event but as whose the others are, or as its aim.

    اعتقال ناشطين أو مؤيدين لـX, الحملة على X: where the clause of the event names X, a preposition
    brings the name, and before the event nothing names him.
    """
    ties = _OWNERS if event.type in _DONE else _AIMS if event.type in _AIMED else frozenset()
    if not ties or candidate.entity is None:
        return False
    told = {scene.sentence_of[t.index]: t.index for t in reversed(event.triggers)}
    near = _find_near(scene, event, candidate)
    if any(token < told[scene.sentence_of[token]] for token in near):
        return False
    return any(
        _stands_behind(scene, told[scene.sentence_of[token]], token)
        and _is_tied(scene, token, ties)
        for token in near
    )


def _stands_behind(scene: Scene, trigger: int, token: int) -> bool:
    """Whether token i stands behind an event word, in its clause."""
    return token > trigger and scene.clause_of[token] == scene.clause_of[trigger]


def _is_tied(scene: Scene, token: int, ties: frozenset[str]) -> bool:
    """Whether one of some prepositions brings the name at token i, the word for its kind aside."""
    mention, word = scene.mention_of[token], scene.tokens[token]
    if mention is not None and mention.start > word.start:
        return word.key[mention.start - word.start - 1] in ties
    before = token - 1
    while before > 0 and (scene.is_quote(before) or scene.has_class(before, "grouphead")):
        if scene.tokens[before].key[0] == "ل":
            return "ل" in ties
        before -= 1
    return before >= 0 and scene.tokens[before].key in ties


def _only_comes(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether somebody is named near a clash but as who comes to it, or as whose others are.

    هرعت الشرطة إلى المكان; اشتباكات قرب مقر الشرطة; موالون للرئيس X.
    """
    if event.type not in CLASHES:
        return False
    near = _find_near(scene, event, candidate)
    return bool(near) and all(
        _comes(scene, token) or _owns_landmark(scene, token) or _is_followed(scene, token)
        for token in near
    )


def _is_enemy(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether a sentence names somebody but as whom others fight (في حربها ضد X لتحرير المدن)."""
    if event.type in _WITH_ENEMIES:
        return False
    near = _find_near(scene, event, candidate)
    return bool(near) and all(
        (before := _pass_heads(scene, token)) >= 0 and scene.tokens[before].key == "ضد"
        for token in near
    )


def _acts_elsewhere(scene: Scene, event: Draft, candidate: Candidate, opposites: Opposites) -> bool:
    """Whether somebody is named by a clash but as who flies, backs or destroys (فيما دمرت X)."""
    if event.type != "battle" or candidate.entity is None:
        return False
    if any(scene.entities[x].type == "unnamed" for x in event.find_told(NEARNESS)):
        return False  # القوات المداهمة: who these are is named elsewhere
    told = {scene.sentence_of[trigger.index]: trigger.index for trigger in event.triggers}
    near = {
        scene.sentence_of[token]
        for token in candidate.tokens
        if any(abs(scene.sentence_of[token] - sentence) <= 1 for sentence in told)
    }
    behind = all(
        token > told[scene.sentence_of[token]]
        for token in candidate.tokens
        if scene.sentence_of[token] in told
    )
    return (
        behind
        and bool(near)
        and all(candidate.entity in opposites.get(("else", sentence), ()) for sentence in near)
    )


def _comes(scene: Scene, token: int) -> bool:
    """Whether who is named at token i is told to come to a scene (تدخلت قوات X)."""
    before = _pass_heads(scene, token)
    return before >= 0 and scene.has_class(before, "attending")


def _is_followed(scene: Scene, token: int) -> bool:
    """Whether the person named at token i is told of as whom others are loyal to."""
    mention, (first, _) = scene.mention_of[token], scene.bounds(token)
    if mention is None or mention.type != "person":
        return False
    near = range(max(first, token - _LOYAL), token)
    return any(scene.has_class(index, "loyal") for index in near)


def _owns_landmark(scene: Scene, token: int) -> bool:
    """Whether who is named at token i owns a site by which something is (قرب مقر الشرطة)."""
    before = _pass_heads(scene, token)
    if before <= 0 or not _is_site(scene, before):
        return False
    return scene.has_class(before - 1, "nearsite")


def _is_site(scene: Scene, index: int) -> bool:
    classes = scene.classes_at(index)
    return not classes.isdisjoint({"sitehead", "targetsite", "building", "site"})


def _pass_heads(scene: Scene, token: int) -> int:
    """Return the token before a name and the word for its kind (قوات "X")."""
    before = token - 1
    while before >= 0 and (
        scene.is_quote(before)
        or scene.has_class(before, "grouphead")
        or scene.has_class(before, "forces")
    ):
        before -= 1
    return before
