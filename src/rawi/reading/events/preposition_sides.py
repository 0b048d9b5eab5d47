"""What stands behind the prepositions of a trigger, and behind من قبل and على يد."""

from rawi.reading.events.joined_phrases import read_coordinated
from rawi.reading.events.lexicon import (
    Role,
    load_masdars,
    load_nouns,
    load_verbs,
    plain_classes_of,
)
from rawi.reading.events.noun_sides import find_light_verb
from rawi.reading.events.phrase_kinds import is_actor, is_place, is_site
from rawi.reading.events.scenes import Scene
from rawi.reading.events.side_phrases import Side, make_sides
from rawi.reading.events.triggers import Trigger

_AHEAD = 24  # tokens behind a trigger that are searched for its frame
_ADJACENT = 4  # tokens behind a noun within which ل and من name its doer
# Nouns for people and sites: what ل brings behind one of them owns it.
_HEADS = frozenset({"people", "targetsite", "sitehead", "building", "site"})


def find_sides_behind(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return what stands behind the prepositions of the frame, and behind من قبل, على يد."""
    sides: list[Side] = []
    frame = trigger.sense.prepositions
    _, end = scene.bounds(trigger.index)
    seen: set[str] = set()
    passed = False  # whether another event word stands nearer to what follows
    owned = False  # whether ل and من now tell of a thing just named, not of the event
    for index in range(trigger.index + 1, min(end, trigger.index + _AHEAD)):
        if scene.tokens[index].text in ".؛":
            break
        behind = _find_by_agent(scene, index)
        if behind is not None:
            if not passed:
                sides += make_sides("agent", read_coordinated(scene, behind), "by")
            continue
        passed = passed or (_names_event(scene, index) and not _is_manner(scene, trigger, index))
        owned = owned or _opens_another(scene, index)
        found = _preposition_at(scene, index, frame)
        if found is None or found[0] in seen:
            continue
        if scene.clause_of[index] != scene.clause_of[trigger.index]:
            break
        word, start, skip = found
        far = owned or _is_far(scene, trigger, index)
        far = far or (word == "ل" and _has_noun_between(scene, trigger, index))
        if word in ("ل", "من") and trigger.form is None and far:
            continue
        seen.add(word)
        group = read_coordinated(scene, start, skip)
        role = frame[word]
        if role == "either" and group:
            visited = trigger.type == "talks" and is_place(scene, group[0])
            role = "agent" if is_actor(scene, group[0]) and not visited else "target"
        if role == "site":
            role = "target"
            group = [phrase for phrase in group if is_site(scene, phrase)]
        owned = owned or (role == "target" and word not in ("ل", "من"))
        sides += make_sides(role, group, word)
    return [side for side in sides if side.role not in ("none", "place")]


def _is_manner(scene: Scene, trigger: Trigger, index: int) -> bool:
    """Whether an indefinite masdar in the accusative only says how: قتل ذبحا على يد X."""
    key = scene.tokens[index].key
    noun = load_nouns().get(key.removesuffix("ا")) if key.endswith("ا") else None
    return noun is not None and noun.senses[0].type == trigger.type


def _names_event(scene: Scene, index: int) -> bool:
    """Whether token `index` is a verb or masdar that may have a doer of its own."""
    if scene.mention_of[index] is not None:
        return False
    verbs, masdars = load_verbs(), load_masdars()
    return any(
        (form.key in verbs and form.proclitics in ("", "و", "ف")) or form.key in masdars
        for form in scene.tokens[index].forms
    )


def _count_steps(scene: Scene, first: int, last: int) -> int:
    """Return how many words lie from one token to another, a name counting as one."""
    return sum(
        scene.mention_of[index] is None or scene.begins_mention(index)
        for index in range(first, last)
    )


def _is_far(scene: Scene, trigger: Trigger, index: int) -> bool:
    """Whether token `index` lies far behind an event noun, or opens an owner (تابعة لـ)."""
    if _count_steps(scene, trigger.index, index) > _ADJACENT:
        return True
    return index > 0 and scene.has_class(index - 1, "belonging")


def _has_noun_between(scene: Scene, trigger: Trigger, index: int) -> bool:
    """Whether a noun stands between an event noun and ل, which then brings the noun's owner.

    قصف تمركزات للمجموعات; not so an adjective: قصف عنيف لقوات النظام.
    """
    plural = scene.tokens[trigger.index].key.endswith("ات")
    plain = [i for i in range(trigger.index + 1, index) if scene.mention_of[i] is None]
    return any(
        not _HEADS.isdisjoint(scene.classes_at(other))
        or (scene.tokens[other].key.endswith("ات") and not plural)
        for other in plain
    )


def _opens_another(scene: Scene, index: int) -> bool:
    """Whether token `index` is a verb of hitting: what follows it is hit (هجوم استهدف دورية لـ)."""
    reading = find_light_verb(scene, index)
    return reading is not None and reading.kind == "hits"


def _find_by_agent(scene: Scene, index: int) -> int | None:
    """Return where the doer stands behind من قبل, على يد, برصاص at token `index`, else None."""
    key = scene.tokens[index].key
    if "byweapon" in plain_classes_of(key) and index + 1 < len(scene.tokens):
        return index + 1
    if key not in ("من", "علي") or index + 2 >= len(scene.tokens):
        return None
    if index > 0 and scene.has_class(index - 1, "backed"):
        return None
    return index + 2 if "byagent" in plain_classes_of(scene.tokens[index + 1].key) else None


def _preposition_at(
    scene: Scene, index: int, frame: dict[str, Role]
) -> tuple[str, int, int] | None:
    """Return the preposition of the frame at token `index`, and where its noun begins."""
    token = scene.tokens[index]
    if token.key in frame and len(token.key) > 1 and scene.mention_of[index] is None:
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
