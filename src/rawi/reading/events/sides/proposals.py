"""Who did it to whom: agents and targets of an event word."""

from collections.abc import Iterator

from rawi.reading.events.choices.bystanders import is_teller
from rawi.reading.events.lexicon import HARMFUL, STRIKES, noun_classes_of, plain_classes_of
from rawi.reading.events.phrases.direct_phrases import find_direct_phrases
from rawi.reading.events.phrases.noun_phrases import read_phrase
from rawi.reading.events.phrases.phrase_kinds import is_actor, is_site
from rawi.reading.events.phrases.positions import find_subject_before
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.events.sides.aims import find_aimed
from rawi.reading.events.sides.losers import find_losers
from rawi.reading.events.sides.nearer_doers import find_forcers
from rawi.reading.events.sides.noun_sides import find_noun_sides
from rawi.reading.events.sides.preposition_sides import find_sides_behind, find_sides_between
from rawi.reading.events.sides.verb_sides import find_verb_sides
from rawi.reading.events.words.triggers import Trigger
from rawi.text.tokens import THIRD_PERSON

_LAUNCHING = 3  # tokens before an event noun within which لشن stands (لشن سلسلة من الغارات)
# The class of verbs that end what has begun, where they are not those that avert it.
_ENDING = {"siege": "relieving"}
_BACK = 20  # tokens before a noun within which its pronoun is resolved
_OTHERS = frozenset((*THIRD_PERSON, "هن"))  # not us, not me
_OBJECTS = frozenset({"target", "either", "victim"})


def find_sides(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return the participants of an event word, in the order of the text."""
    sides = (
        find_verb_sides(scene, trigger)
        if trigger.form is not None
        else find_noun_sides(scene, trigger)
    )
    has_target = trigger.type != "capture" and any(side.role == "target" for side in sides)
    sides += find_sides_between(scene, trigger)
    behind = find_sides_behind(scene, trigger)
    if trigger.form is not None and any(side.rule == "by" for side in behind):
        sides = [_make_passive(trigger, side) for side in sides]
    if has_target and trigger.form is None:
        behind = [side for side in behind if side.role != "target"]
    sides += behind
    if not any(_is_hit(scene, trigger, side) for side in sides):
        sides += find_aimed(scene, trigger) + find_losers(scene, trigger)
    if trigger.pronoun and "resigning" in plain_classes_of(trigger.sense.lemma):
        sides = [_make_resigner(side) for side in sides]
    if not any(side.role in ("agent", "side") for side in sides):
        hit = any(side.role == "target" for side in sides)
        sides += _find_launcher(scene, trigger)
        sides += _possessor(scene, trigger, hit=hit)
    return sides


def _is_hit(scene: Scene, trigger: Trigger, side: Side) -> bool:
    """Whether a side is whom an event befalls: of a capture, not the place that is taken."""
    taken = trigger.type == "capture" and not is_actor(scene, side.phrase)
    return side.role == "target" and not taken


def _make_resigner(side: Side) -> Side:
    """Return who announces or hands in his own resignation as whom it befalls (قدم استقالته)."""
    own = side.role == "agent" and side.rule == "light verb"
    return Side("target", side.phrase, "pronoun") if own else side


def _find_launcher(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return who does something to strike: the actor last told before لشن (قوات لشن هجوم)."""
    first, _ = scene.bounds(trigger.index)
    if trigger.form is not None or trigger.type not in STRIKES:
        return []
    near = range(trigger.index - 1, max(first, trigger.index - _LAUNCHING) - 1, -1)
    launch = next((i for i in near if scene.is_a(i, "tolaunch")), None)
    if launch is None:
        return []
    for index in range(launch - 1, max(first, launch - _BACK) - 1, -1):
        if scene.tokens[index].text in "،؛":
            break
        if scene.is_mark(index) or _is_oblique(scene, index):
            continue
        mention = scene.mention_of[index]
        if mention is not None and not scene.begins_mention(index):
            continue
        phrase = read_phrase(scene, index)
        if phrase is not None and is_actor(scene, phrase) and not is_site(scene, phrase):
            within = phrase._replace(last=min(phrase.last, launch))
            return make_sides("agent", [within], "light verb")
    return []


def find_averters(scene: Scene, trigger: Trigger) -> set[str]:
    """Return who is named before a word of undoing what an event noun names (منع خطف الطبيب).

    Or before who is made to do it (أجبر X المسلحين على الانسحاب), or who ends a siege (فك X
    الحصار). They do not do it.
    """
    first, _ = scene.bounds(trigger.index)
    forcers = find_forcers(scene, trigger.index) if trigger.form is None else set()
    ends = _ENDING.get(trigger.type, "averting")
    if trigger.index and scene.tokens[trigger.index - 1].key == "علي":
        ends = "answering"  # رد X على القصف
    if forcers or trigger.form is not None or trigger.type not in HARMFUL | _ENDING.keys():
        return forcers
    index = trigger.index - 1
    while index > first and scene.has_class(index, "occurring"):
        index -= 1
    undone = index >= first and scene.has_class(index, "undoing")
    averted = any(
        scene.has_class(other, ends) and scene.mention_of[other] is None
        for other in _iter_clause_before(scene, trigger.index, ends)
    )
    if not averted and (not undone or scene.mention_of[index] is not None):
        return set()
    before = (scene.mention_of[other] for other in range(first, trigger.index))
    return {mention.entity for mention in before if mention is not None}


def _iter_clause_before(scene: Scene, index: int, ends: str) -> Iterator[int]:
    """Yield the tokens before an event noun back to the verb or mark before it (أحبط X هجوما).

    Args:
        scene: The article.
        index: The event noun's token.
        ends: The class of the verbs that may stand there.
    """
    first, _ = scene.bounds(index)
    for other in range(index - 1, max(first, index - _BACK) - 1, -1):
        if scene.is_mark(other):
            return
        yield other
        if is_verb(scene.tokens[other].key) or scene.has_class(other, ends):
            return


def _make_passive(trigger: Trigger, side: Side) -> Side:
    """Return a side of a verb whose doer stands behind من قبل: its subject suffers."""
    if side.role == "agent" and trigger.sense.object in ("target", "side"):
        return Side(trigger.sense.object, side.phrase, "passive")
    return side


def _possessor(scene: Scene, trigger: Trigger, *, hit: bool) -> list[Side]:
    """Return whom the pronoun of a noun stands for (زيارته, "his visit"): the last one named.

    The pronoun of a masdar of hitting is of who hits where it is told what is hit (قصفها للقرية),
    else of who is hit (استهدافهم).
    """
    if trigger.form is not None or trigger.pronoun not in _OTHERS:
        return []
    told = hit or (trigger.sense.object == "either" and _is_place(scene, trigger.index + 1))
    if trigger.type == "appointment" and trigger.sense.object == "target":  # قدم X استقالته
        named = [] if hit else _last_named(scene, trigger.index, trigger.pronoun)
        return [Side("target", side.phrase, side.rule) for side in named]
    if trigger.sense.object in _OBJECTS and not (told and trigger.type in STRIKES):
        return []
    demanded = _find_demanded(scene, trigger.index)
    if demanded is not None:
        return demanded
    return _last_named(scene, trigger.index, trigger.pronoun)


def _find_demanded(scene: Scene, noun: int) -> list[Side] | None:
    """Return of whom an end to his own deed is demanded (طالبت X Y بوقف هجماتها: Y's attacks).

    None where no verb of demanding governs the noun; nobody where it names none.
    """
    first, _ = scene.bounds(noun)
    for verb in range(noun - 1, max(first, noun - _BACK) - 1, -1):
        if scene.is_mark(verb):
            return None
        if scene.mention_of[verb] is None and scene.has_class(verb, "demanding"):
            groups = [g for g in find_direct_phrases(scene, verb) if g[-1].last <= noun]
            asked = groups if find_subject_before(scene, verb) else groups[1:]
            return make_sides("agent", asked[0], "pronoun") if asked else []
    return None


def _is_place(scene: Scene, index: int) -> bool:
    """Whether a place stands at token i, with no preposition (قصفها مدينة كذا)."""
    if index >= len(scene.tokens):
        return False
    mention = scene.mention_of[index]
    if mention is not None:
        return mention.type == "place" and mention.start == scene.tokens[index].start
    return scene.has_class(index, "placehead")


def _last_named(scene: Scene, index: int, pronoun: str) -> list[Side]:
    """Return whom a pronoun stands for: named last before it, behind a preposition if none else."""
    first, _ = scene.bounds(index)
    found = [
        (other, mention)
        for other in range(index - 1, max(first, index - _BACK) - 1, -1)
        if (mention := scene.mention_of[other]) is not None
        and mention.type != "place"
        and scene.begins_mention(other)
        and _may_stand_for(scene, other, pronoun)
        and not is_teller(scene, mention.entity)
    ]
    free = [(other, mention) for other, mention in found if not _is_oblique(scene, other)]
    for other, mention in (free or found)[:1]:
        phrase = read_phrase(scene, other, max(0, mention.start - scene.tokens[other].start))
        return [Side("agent", phrase, "pronoun")] if phrase is not None else []
    return []


def _is_oblique(scene: Scene, index: int) -> bool:
    """Whether who is named at token i stands behind a preposition (مدعومة من X).

    Not where a clause is said of him (من X التي).
    """
    mention, token = scene.mention_of[index], scene.tokens[index]
    behind = index
    while behind < len(scene.tokens) and scene.mention_of[behind] is mention:
        behind += 1
    if behind < len(scene.tokens) and scene.has_class(behind, "relative"):
        return False
    if mention is not None and mention.start > token.start and token.key[0] != "و":
        return True
    before = index - 1
    while before >= 0 and (scene.is_quote(before) or scene.has_class(before, "bodynoun")):
        if scene.tokens[before].forms[0].proclitics[-1:] in ("ل", "ب"):
            return True
        before -= 1
    return before >= 0 and scene.has_class(before, "preposition")


def _may_stand_for(scene: Scene, index: int, pronoun: str) -> bool:
    """Whether a pronoun may be of who is named at token `index`, as far as gender shows."""
    mention = scene.mention_of[index]
    start = 0 if mention is None else mention.start - scene.tokens[index].start
    keys = [form.key for form in scene.tokens[index].forms if form.skip == max(0, start)]
    classes = {name for key in keys for name in noun_classes_of(key)}
    if pronoun == "ها":
        plural = any(key.endswith(("ون", "ين")) for key in keys)
        named = mention is not None and mention.type != "person"
        return named and not plural and "mascbody" not in classes
    if pronoun == "ه":
        return "fembody" not in classes
    return True
