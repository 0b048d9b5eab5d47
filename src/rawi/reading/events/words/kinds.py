"""What kind of attack a word tells of: by the words around it, or by what is told near by."""

from dataclasses import replace

from rawi.reading.events.lexicon import ARMED, STRIKES, VIOLENT, TriggerType, plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger, is_near

# How many sentences away a word of hitting takes its kind from another.
_REACH = 1
# Kinds of event that need no عملية of their own.
_CARRIED = VIOLENT | {
    "support",
    "arrest",
    "aid",
    "displacement",
    "destruction",
    "trial",
    "abduction",
}
# What somebody repels, and how far behind the verb, its subject between them, it stands.
_REPELLED = frozenset({"attack", "shelling", "airstrike"})
_REPELLED_REACH = 8
_RAID = 30  # tokens on each side of an operation where an arrest makes it one
_BESIDE = 3
_NEAR = 9
_CLOSE = 4
_SHOT = 15  # tokens between a shooting and the death that it is told with
# Words that may name several kinds of attack, and the kinds that the words around them show.
_REFINED: dict[str, tuple[tuple[str, TriggerType], ...]] = {
    "attack": (
        ("barrel", "airstrike"),
        ("bomb", "bombing"),
        ("air", "airstrike"),
        ("weapon", "shelling"),
    ),
    "shelling": (("air", "airstrike"),),
}


# Adjectives that name the kind of attack, and how far behind it they stand.
_ADJECTIVES: tuple[tuple[str, TriggerType], ...] = (
    ("airadj", "airstrike"),
    ("gunadj", "shelling"),
)
_DESCRIBED = 2
_LIKE = 2  # sentences before one like another in which the other is told
_TOLD = 8  # words of events before one like another among which the other is looked for
_CRAFT = 2  # tokens before a bomb where the drone stands that carries it
_FLOWN = 4  # tokens behind rockets where the aircraft that fired them stands


def refine_kinds(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Return the triggers with the kinds of attack that their surroundings show."""
    shown = [_show_kind(scene, trigger) for trigger in triggers]
    exact = [t for t, known in shown if known]
    found: list[Trigger] = []
    for trigger, known in shown:
        if known:
            found.append(replace(trigger, exact=True))
        elif _is_hitting(trigger):
            found.append(_share_kind(scene, trigger, exact))
        else:
            found.append(_take_kind_before(scene, trigger, found[-_TOLD:]))
    told = _drop_doubled(_drop_repelling(scene, _drop_carriers(found)))
    return _read_shootings(scene, _read_raids(scene, told))


def _read_raids(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Tell the operation in which somebody is arrested (أوقف ستة في عملية أمنية)."""
    arrests = [trigger.index for trigger in triggers if trigger.type == "arrest"]
    return [
        replace(trigger, type="arrest") if _is_raid(scene, trigger, arrests) else trigger
        for trigger in triggers
    ]


def _is_raid(scene: Scene, trigger: Trigger, arrests: list[int]) -> bool:
    if trigger.type != "operation" or trigger.pronoun:
        return False
    if "raidnoun" not in plain_classes_of(trigger.sense.lemma):
        return False
    index = trigger.index
    if scene.tokens[index].key.endswith("ات") or not _is_scene(scene, trigger):
        return False
    first, last = scene.bounds(index)
    begin, end = max(first, index - _RAID), min(last, index + _RAID)
    return any(begin <= arrest < end for arrest in arrests)


def _is_scene(scene: Scene, trigger: Trigger) -> bool:
    """Whether a noun is in what something else is told to have been done (خلال عملية)."""
    if trigger.proclitics.endswith("ب"):
        return True
    first, _ = scene.bounds(trigger.index)
    return trigger.index > first and scene.has_class(trigger.index - 1, "diedin")


def _drop_doubled(triggers: list[Trigger]) -> list[Trigger]:
    """Leave out the destruction that a hit straight before it is joined with (قصف وتدمير)."""
    hits = {t.index for t in triggers if t.type in _REPELLED and _is_bare(t)}
    return [
        t
        for t in triggers
        if not (t.type == "destruction" and t.proclitics == "و" and _is_bare(t))
        or t.index - 1 not in hits
    ]


def _is_bare(trigger: Trigger) -> bool:
    """Whether a trigger is a noun without article or pronoun, whose object stands behind it."""
    return trigger.form is None and not trigger.definite


def _take_kind_before(scene: Scene, trigger: Trigger, told: list[Trigger]) -> Trigger:
    """Give an attack like another the kind of the one told before it (هجوم مماثل)."""
    if not _is_like_another(scene, trigger):
        return trigger
    other = next((t for t in reversed(told) if t.type in STRIKES), None)
    if other is None or other.type == "attack" or _gap(scene, trigger, other) > _LIKE:
        return trigger
    return replace(trigger, type=other.type)


def _is_like_another(scene: Scene, trigger: Trigger) -> bool:
    if trigger.form is not None or trigger.type not in ("attack", "shelling"):
        return False
    _, last = scene.bounds(trigger.index)
    behind = range(trigger.index + 1, min(last, trigger.index + 1 + _DESCRIBED))
    return any(scene.has_class(i, "likeanother") for i in behind)


def _drop_repelling(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Leave out a word of repelling whose object names the attack (صد الجيش هجوما)."""
    told = [t.index for t in triggers if t.form is None and t.type in _REPELLED]
    return [t for t in triggers if not _is_repelling(scene, t, told)]


def _is_repelling(scene: Scene, trigger: Trigger, told: list[int]) -> bool:
    if trigger.type != "battle" or "repelling" not in plain_classes_of(trigger.sense.lemma):
        return False
    _, last = scene.bounds(trigger.index)
    end = min(last, trigger.index + _REPELLED_REACH)
    return any(trigger.index < index < end for index in told)


def _drop_carriers(triggers: list[Trigger]) -> list[Trigger]:
    """Leave out an operation whose kind the event word straight behind it names (عملية اغتيال)."""
    named = {t.index: t.type for t in triggers if t.form is None}
    return [
        t for t in triggers if not _is_carrier(t) or named.get(t.index + 1, "none") not in _CARRIED
    ]


def _is_carrier(trigger: Trigger) -> bool:
    return trigger.type == "operation" and "carrier" in plain_classes_of(trigger.sense.lemma)


def _show_kind(scene: Scene, trigger: Trigger) -> tuple[Trigger, bool]:
    """Return a trigger with the kind that its sentence shows, and whether that is sure."""
    sense = trigger.sense
    if sense.part == "pointer" or any(c.where == "next" and c.wanted for c in sense.conditions):
        return trigger, trigger.type in ARMED and sense.part != "pointer"
    described = _find_described(scene, trigger)
    if described is not None:
        return replace(trigger, type=described), True
    for word_class, type_ in _REFINED.get(sense.type, ()):
        if _is_with(scene, trigger, word_class):
            return replace(trigger, type=type_), True
    if _is_hitting(trigger) and is_near(scene, trigger.index, "follow", "airpower"):
        return replace(trigger, type="airstrike"), True
    if sense.type == "shelling":
        if is_near(scene, trigger.index, "near", "weapon"):
            return trigger, True
        if is_near(scene, trigger.index, "follow", "airpower") or _is_of_airstate(scene, trigger):
            return replace(trigger, type="airstrike"), True
    return trigger, trigger.type in ARMED and not _is_vague(trigger)


def _is_of_airstate(scene: Scene, trigger: Trigger) -> bool:
    """Whether one who bombs from the air alone stands beside a word (قصفت واشنطن مواقع)."""
    index = trigger.index
    first, last = scene.bounds(index)
    return any(
        scene.clause_of[other] == scene.clause_of[index] and scene.has_class(other, "airstate")
        for other in range(max(first, index - _BESIDE), min(last, index + 1 + _BESIDE))
        if other != index
    )


def _find_described(scene: Scene, trigger: Trigger) -> TriggerType | None:
    """Return the kind of attack that the adjective behind a noun gives (قصف مدفعي)."""
    if trigger.form is not None or trigger.type not in ("attack", "shelling"):
        return None
    _, last = scene.bounds(trigger.index)
    for index in range(trigger.index + 1, min(last, trigger.index + 1 + _DESCRIBED)):
        for word_class, type_ in _ADJECTIVES:
            if scene.has_class(index, word_class):
                return "airstrike" if _is_from_air(scene, index) else type_
    return None


def _is_from_air(scene: Scene, index: int) -> bool:
    """Whether rockets come from an aircraft that is named behind (قصف صاروخي من طائرة مسيرة)."""
    if not scene.has_class(index, "rocketadj"):
        return False
    _, last = scene.bounds(index)
    behind = range(index + 1, min(last, index + 1 + _FLOWN))
    return any(
        scene.has_class(other, "air") and scene.clause_of[other] == scene.clause_of[index]
        for other in behind
    )


def _is_with(scene: Scene, trigger: Trigger, word_class: str) -> bool:
    """Whether a word of a class stands near a trigger, in its clause, and belongs to it.

    Not so of what repels an attack, nor of aircraft that fly over a shelling without a part in it,
    nor of what came before or after (الهجوم غداة شن طائرات غارات).
    """
    index = trigger.index
    first, last = scene.bounds(index)
    if trigger.type == "attack" and is_near(scene, index, "before", "repelling"):
        return False
    reach = _CLOSE if word_class == "air" and _points_at_attack(trigger) else _NEAR
    return any(
        scene.clause_of[other] == scene.clause_of[index]
        and scene.has_class(other, word_class)
        and not _is_harmless(scene, other, word_class)
        and not _is_parted(scene, index, other)
        for other in range(max(first, index - reach), min(last, index + 1 + reach))
        if other != index
    )


def _is_harmless(scene: Scene, index: int, word_class: str) -> bool:
    """Whether a word of a weapon hits nobody, or not so.

    So with aircraft that fly over, launchers (قاذفات صواريخ), gas and stun grenades.
    """
    if word_class == "air":
        if is_near(scene, index, "before", "airsite"):  # قاعدة جوية, الدفاع الجوي
            return True
        launcher = is_near(scene, index, "follow", "weapon")
        return launcher or is_near(scene, index, "around", "overflight")
    if word_class != "bomb":
        return False
    return is_near(scene, index, "follow", "teargas") or _is_of_craft(scene, index)


def _is_of_craft(scene: Scene, index: int) -> bool:
    """Whether a bomb is flown (طائرة مسيرة مفخخة): what it hits is hit from the air."""
    first, _ = scene.bounds(index)
    return any(scene.has_class(i, "air") for i in range(max(first, index - _CRAFT), index))


def _is_parted(scene: Scene, one: int, other: int) -> bool:
    """Whether a word for before or after stands between two tokens."""
    between = range(min(one, other) + 1, max(one, other))
    return any(scene.has_class(index, "aftermath") for index in between)


def _points_at_attack(trigger: Trigger) -> bool:
    """Whether a noun names an attack of any kind (هجوم): what flies near by is often another's."""
    return trigger.form is None and trigger.type == "attack" and not _is_hitting(trigger)


def _is_vague(trigger: Trigger) -> bool:
    """Whether a word names an attack without its kind (هجوم, قصف)."""
    lemma = plain_classes_of(trigger.sense.lemma)
    return "vague" in lemma or "fromafar" in lemma


def _is_hitting(trigger: Trigger) -> bool:
    return trigger.type == "attack" and "hitting" in plain_classes_of(trigger.sense.lemma)


def _share_kind(scene: Scene, trigger: Trigger, exact: list[Trigger]) -> Trigger:
    """Give a bare word of hitting the kind told nearest (غارات … استهدفت السوق).

    Not so of other bare words (هجوم, قصف): on 244 hand-annotated articles that made events worse,
    for the joining of words that tell of one event finds their kinds better.
    """
    near = [t for t in exact if _gap(scene, trigger, t) <= _REACH]
    if not near:
        return trigger
    nearest = min(near, key=lambda t: (_gap(scene, trigger, t), abs(t.index - trigger.index)))
    return replace(trigger, type=nearest.type)


def _gap(scene: Scene, one: Trigger, other: Trigger) -> int:
    return abs(scene.sentence_of[one.index] - scene.sentence_of[other.index])


def _read_shootings(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Tell the shooting that killed somebody (أطلق النار عليه وقتله) and the exchange of fire."""
    found = []
    for number, trigger in enumerate(triggers):
        if trigger.type == "attack" and is_near(scene, trigger.index, "next", "bullets"):
            others = triggers[max(0, number - 3) : number + 4]
            type_ = _find_shooting(scene, trigger, others)
            trigger = trigger if type_ is None else replace(trigger, type=type_)
        found.append(trigger)
    return found


def _find_shooting(scene: Scene, trigger: Trigger, others: list[Trigger]) -> TriggerType | None:
    if is_near(scene, trigger.index, "before", "mutual"):
        return "battle"
    upon = is_near(scene, trigger.index, "next", "uponhim")
    for other in others:
        if other.type != "killing" or abs(other.index - trigger.index) > _SHOT:
            continue
        after = other.index > trigger.index and bool(other.pronoun)
        if after or (upon and other.index < trigger.index):
            return "killing"
    return None
