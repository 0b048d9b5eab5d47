"""What stands behind the prepositions of a trigger, and behind من قبل and على يد."""

from rawi.reading.events.lexicon import Role, plain_classes_of
from rawi.reading.events.noun_phrases import read_coordinated
from rawi.reading.events.phrase_kinds import is_actor, is_site
from rawi.reading.events.scenes import Scene
from rawi.reading.events.side_phrases import Side, make_sides
from rawi.reading.events.triggers import Trigger

_AHEAD = 24  # tokens behind a trigger that are searched for its frame
_ADJACENT = 4  # tokens behind a noun within which ل and من name its doer


def find_sides_behind(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return what stands behind the prepositions of the frame, and behind من قبل, على يد."""
    sides: list[Side] = []
    frame = trigger.sense.prepositions
    _, end = scene.bounds(trigger.index)
    seen: set[str] = set()
    for index in range(trigger.index + 1, min(end, trigger.index + _AHEAD)):
        if scene.tokens[index].text in ".؛":
            break
        behind = _find_by_agent(scene, index)
        if behind is not None:
            sides += make_sides("agent", read_coordinated(scene, behind))
            continue
        found = _preposition_at(scene, index, frame)
        if found is None or found[0] in seen:
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
        sides += make_sides(role, group)
    return [side for side in sides if side.role not in ("none", "place")]


def _find_by_agent(scene: Scene, index: int) -> int | None:
    """Return where the doer stands behind من قبل, على يد, برصاص at token `index`, else None."""
    key = scene.tokens[index].key
    if "byweapon" in plain_classes_of(key) and index + 1 < len(scene.tokens):
        return index + 1
    if key not in ("من", "علي") or index + 2 >= len(scene.tokens):
        return None
    return index + 2 if "byagent" in plain_classes_of(scene.tokens[index + 1].key) else None


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
