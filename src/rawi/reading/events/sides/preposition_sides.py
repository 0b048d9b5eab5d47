"""What stands behind the prepositions of a trigger, and behind من قبل and على يد."""

from rawi.reading.events.lexicon import (
    STRIKES,
    Role,
    load_harming,
    load_masdars,
    load_nationalities,
    load_nouns,
    load_verbs,
    plain_classes_of,
    types_of,
)
from rawi.reading.events.phrases.joined_phrases import read_coordinated
from rawi.reading.events.phrases.noun_phrases import NounPhrase
from rawi.reading.events.phrases.phrase_kinds import is_actor, is_place, is_site
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene, find_between
from rawi.reading.events.sides.light_verbs import find_light_verb
from rawi.reading.events.words.triggers import Trigger

_AHEAD = 24  # tokens behind a trigger that are searched for its frame
_BEFORE = 9  # tokens before a noun within which a preposition may bring whom it hits
_BY_HAND = frozenset({"killing", "abduction", "capture", "arrest"})
_BEFORE_HAND = 12  # tokens before an event within which one is told of that was done by hand
_BETWEEN = "بين"
_ADJACENT = 4  # tokens behind a noun within which ل and من name its doer
# Nouns for people and sites: what ل brings behind one of them owns it.
_HEADS = frozenset({"people", "targetsite", "sitehead", "building", "site"})


def find_sides_behind(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return what stands behind the prepositions of the frame, and behind من قبل, على يد."""
    sides: list[Side] = []
    frame = _find_frame(scene, trigger)
    _, end = scene.bounds(trigger.index)
    seen: set[str] = set()
    passed = False  # whether another event word stands nearer to what follows
    owned = False  # whether ل and من now tell of a thing just named, not of the event
    for index in range(trigger.index + 1, min(end, trigger.index + _AHEAD)):
        if scene.tokens[index].text in ".؛":
            break
        doers = _read_doers(scene, trigger, index)
        if doers is not None:
            sides += [] if passed else doers
            continue
        passed = passed or _has_doer(scene, trigger, index)
        passed = passed or scene.has_class(index, "defeat")  # هزائم كبيرة على أيدي X
        owned = owned or _opens_another(scene, index)
        found = _preposition_at(scene, index, frame)
        if found is None or (found[0] in seen and not _is_joined(scene, index, found[0])):
            continue
        if scene.clause_of[index] != scene.clause_of[trigger.index]:
            break
        word, start, skip = found
        far = owned or _is_far(scene, trigger, index)
        far = far or (word == "ل" and _has_noun_between(scene, trigger, index))
        apart = frame[word] == "agent" and trigger.sense.object == "victim"
        apart = apart and word == "من" and index > trigger.index + 1  # استهداف عناصر من الجيش
        if word in ("ل", "من") and trigger.form is None and (far or apart):
            continue
        if word == "من" and _is_partitive(scene, index):
            continue
        seen.add(word)
        if trigger.type == "capture" and scene.has_class(start, "held"):  # من قبضة X
            start, skip = start + 1, 0
        behind = _assign(
            scene, trigger, read_coordinated(scene, start, skip), role=frame[word], word=word
        )
        owned = owned or (frame[word] == "target" and word not in ("ل", "من"))
        sides += behind
    return [side for side in sides if side.role not in ("none", "place")]


def _has_doer(scene: Scene, trigger: Trigger, index: int) -> bool:
    """Whether token `index` is a word for another event, whose doer may follow.

    Not so how it was done, nor a relative clause on who suffered it (القصف الذي تعرضت له البلدة).
    """
    suffered = scene.is_a(index - 1, "relative") and scene.has_class(index, "exposed")
    return _names_event(scene, index) and not suffered and not _is_manner(scene, trigger, index)


def _find_frame(scene: Scene, trigger: Trigger) -> dict[str, Role]:
    """Return the prepositions of a trigger, with that between whose two sides hit each other.

    قصف متبادل بين القوات والفصائل, "shelling of each other".
    """
    frame = trigger.sense.prepositions
    if trigger.form is not None:
        return frame
    if _BETWEEN not in frame and scene.is_a(trigger.index + 1, "bothways"):
        return {**frame, _BETWEEN: "agent"}
    if frame.get("ل") in ("agent", "either") and _is_of_state(scene, trigger):
        return {**frame, "ل": "target"}
    return frame


def _is_of_state(scene: Scene, trigger: Trigger) -> bool:
    """Whether a definite noun of striking has the adjective of a state: whom ل brings is hit.

    القصف التركي للمتمردين; not قصف إسرائيلي لطيران الجيش.
    """
    behind = trigger.index + 1
    if trigger.type not in STRIKES or not trigger.definite or behind >= len(scene.tokens):
        return False
    return scene.mention_of[behind] is None and scene.tokens[behind].key in load_nationalities()


def _is_manner(scene: Scene, trigger: Trigger, index: int) -> bool:
    """Whether an indefinite masdar in the accusative only says how: قتل ذبحا على يد X."""
    key = scene.tokens[index].key
    noun = load_nouns().get(key.removesuffix("ا")) if key.endswith("ا") else None
    return noun is not None and noun.main.type == trigger.type


def _assign(
    scene: Scene, trigger: Trigger, group: list[NounPhrase], *, role: Role, word: str
) -> list[Side]:
    """Return what stands behind a preposition in its role, told by its kind where that differs."""
    if role == "either" and group:
        visited = trigger.type == "talks" and is_place(scene, group[0])
        role = "agent" if is_actor(scene, group[0]) and not visited else "target"
    if role == "trap" and group:
        role = _tell_trap(scene, trigger, group[0])
    if role == "site":
        role = "target"
        group = [phrase for phrase in group if is_site(scene, phrase)]
    return make_sides(role, group, word)


def _tell_trap(scene: Scene, trigger: Trigger, phrase: NounPhrase) -> Role:
    """Tell whether an ambush that ل follows was laid by somebody or for him.

    Who is hit in it (قتل ثلاثة في كمين لـX) it was not laid for, but for soldiers that may be X's.
    """
    first, _ = scene.bounds(trigger.index)
    before = trigger.index - 1
    if before <= first or "stop" not in scene.classes_at(before):
        return "target"
    soldiers = any("soldiers" in scene.classes_at(index) for index in range(first, trigger.index))
    if not is_actor(scene, phrase) or is_site(scene, phrase):
        return "target"
    head = scene.classes_at(phrase.first)
    return "none" if soldiers and head & {"forces", "police", "army"} else "agent"


def _is_joined(scene: Scene, index: int, word: str) -> bool:
    """Whether a preposition is said again with و (ضد X وضد Y)."""
    return len(word) > 1 and scene.tokens[index].key == "و" + word


def _read_doers(scene: Scene, trigger: Trigger, index: int) -> list[Side] | None:
    """Return who did it, or did it too, if token `index` says so; None where it does not."""
    behind = _find_by_agent(scene, trigger, index)
    if behind is not None:
        if _is_of_killing_before(scene, trigger, index):
            return []
        return make_sides("agent", read_coordinated(scene, behind), "by")
    raiders = _find_raiders(scene, trigger, index)
    if raiders is not None:
        return make_sides("agent", read_coordinated(scene, *raiders), "by")
    if scene.has_class(index, "jointly") and scene.mention_of[index] is None:
        if scene.has_class(index - 1, "blamedfor"):  # بعد اتهامه بالتعاون مع X
            return []
        return make_sides("agent", _read_partners(scene, index), "مع")
    return None


def _find_raiders(scene: Scene, trigger: Trigger, index: int) -> tuple[int, int] | None:
    """Return where who arrests is named by whose raid it was in (في مداهمة لX), and his skip."""
    if trigger.type != "arrest" or trigger.form is None or scene.tokens[index - 1].key != "في":
        return None
    if not scene.is_a(index, "raidof"):
        return None
    for behind in range(index + 1, min(len(scene.tokens), index + 1 + _ADJACENT)):
        mention, token = scene.mention_of[behind], scene.tokens[behind]
        if mention is not None:
            ours = token.key[0] == "ل" and mention.start > token.start
            bodies = mention.type in ("armed_group", "organization")
            return (behind, mention.start - token.start) if ours and bodies else None
        if not scene.is_a(behind, "adjective"):
            return None
    return None


def _is_of_killing_before(scene: Scene, trigger: Trigger, index: int) -> bool:
    """Whether على يد says by whom somebody was killed or caught whom a word before tells of.

    قتل X، المتهم بالهجوم، على يد Y: Y did not attack.
    """
    if trigger.type in _BY_HAND or scene.tokens[index].key != "علي":
        return False
    first, _ = scene.bounds(trigger.index)
    near = find_between(scene.event_words, max(first, trigger.index - _BEFORE_HAND), trigger.index)
    return any(
        not _BY_HAND.isdisjoint(types_of(form.key))
        for position in near
        for form in scene.tokens[scene.event_words[position]].forms
    )


def find_sides_between(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return what stands behind a preposition straight before an event noun (ضد X حكم)."""
    if trigger.form is not None or trigger.proclitics:
        return []
    frame = {**load_harming(), **trigger.sense.prepositions}
    first, _ = scene.bounds(trigger.index)
    for index in range(trigger.index - 1, max(first, trigger.index - _BEFORE) - 1, -1):
        if scene.clause_of[index] != scene.clause_of[trigger.index]:
            break
        found = _preposition_at(scene, index, frame)
        if found is None or frame[found[0]] != "target" or index == first:
            continue
        group = read_coordinated(scene, found[1], found[2])
        if group and group[-1].last == trigger.index:
            return make_sides("target", group, found[0])
    return []


def _read_partners(scene: Scene, index: int) -> list[NounPhrase]:
    """Return with whom somebody did it (بالتعاون مع X, برفقة X)."""
    following = index + 1
    if following < len(scene.tokens) and scene.tokens[following].key in ("مع", "من"):
        following += 1
    group = read_coordinated(scene, following)
    return group if group and is_actor(scene, group[0]) else []


def _names_event(scene: Scene, index: int) -> bool:
    """Whether token `index` is a verb or masdar that may have a doer of its own."""
    if scene.mention_of[index] is not None or "stop" in scene.classes_at(index):
        return False
    if scene.is_a(index, "called"):  # شاب يدعى X
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


def _is_partitive(scene: Scene, index: int) -> bool:
    """Whether من at token `index` tells of whom those counted before it are (29 من عناصر X)."""
    before = index - 1
    return before >= 0 and (
        scene.tokens[before].kind == "number"
        or scene.has_class(before, "quantifier")
        or before in scene.counts
    )


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
        if other > trigger.index + 1 or not scene.is_a(other, "adjective")  # هجوم إرهابي لشاب
    )


def _opens_another(scene: Scene, index: int) -> bool:
    """Whether token `index` is a verb of hitting: what follows it is hit (هجوم استهدف دورية لـ)."""
    reading = find_light_verb(scene, index)
    return reading is not None and reading.kind == "hits"


def _find_by_agent(scene: Scene, trigger: Trigger, index: int) -> int | None:
    """Return where the doer stands behind من قبل, على يد, برصاص at token `index`, else None."""
    key = scene.tokens[index].key
    classes = plain_classes_of(key)
    if "byweapon" in classes and index + 1 < len(scene.tokens):
        return index + 1
    if "byhands" in classes and trigger.type in _BY_HAND and index + 1 < len(scene.tokens):
        return index + 1
    if index + 2 >= len(scene.tokens):
        return None
    if key == "في" and trigger.type == "capture" and scene.has_class(index + 1, "held"):
        return index + 2  # سقطت في أيدي X
    if key not in ("من", "علي"):
        return None
    if index > 0 and scene.has_class(index - 1, "backed"):
        return None
    if key == "من" and trigger.type == "capture" and scene.has_class(index + 1, "held"):
        return None  # استعادة المدينة من يد X
    return index + 2 if scene.is_a(index + 1, "byagent") else None


def _stands_alone(scene: Scene, index: int) -> bool:
    """Whether a preposition of one letter stands by itself before a name (لـ"قسد", لـ قسد)."""
    behind = index + 1
    behind += behind < len(scene.tokens) and scene.is_quote(behind)
    return behind < len(scene.tokens) and scene.begins_mention(behind)


def _preposition_at(
    scene: Scene, index: int, frame: dict[str, Role]
) -> tuple[str, int, int] | None:
    """Return the preposition of the frame at token `index`, and where its noun begins."""
    token = scene.tokens[index]
    if scene.mention_of[index] is None:
        for key in (token.key, token.key.removeprefix("و")):
            if key in frame and (len(key) > 1 or _stands_alone(scene, index)):
                return key, index + 1, 0
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
