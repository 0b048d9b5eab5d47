"""What an event hits whose noun is the subject of a verb of hitting before it.

استهدفت الغارات الجوية أمس مواقع للجماعة, "the air raids hit positions of the group yesterday".
"""

from rawi.reading.events.phrases.direct_phrases import find_clause_end
from rawi.reading.events.phrases.joined_phrases import read_coordinated
from rawi.reading.events.phrases.noun_phrases import read_phrase
from rawi.reading.events.phrases.phrase_ends import is_attribute
from rawi.reading.events.phrases.side_phrases import Side, make_sides
from rawi.reading.events.scenes import Scene
from rawi.reading.events.sides.light_verbs import find_light_verb
from rawi.reading.events.words.triggers import Trigger

_RELATIVE = ("ي", "ية")  # endings of adjectives as printed; مبنى has another
_REACH = 25  # tokens between the noun and what it hits


def find_hit(scene: Scene, trigger: Trigger) -> list[Side]:
    """Return what an event noun hits as subject of the verb before it; nothing for others."""
    first, end = scene.bounds(trigger.index)
    verb = trigger.index - 1
    while verb > first and (scene.in_time(verb) or scene.is_a(verb, "passed")):
        verb -= 1
    if verb < first or trigger.proclitics or not _hits(scene, verb):
        return []
    index, last = trigger.index + 1, min(end, trigger.index + _REACH)
    while index < last and (behind := _pass_one(scene, trigger, index, last)) > index:
        index = behind
    return make_sides("target", read_coordinated(scene, index), "hits") if index < last else []


def _hits(scene: Scene, verb: int) -> bool:
    """Whether token i is a verb of hitting, without what is hit attached to it."""
    reading = find_light_verb(scene, verb)
    if reading is None or reading.kind != "hits":
        return False
    return any(form.key == reading.form.key for form in scene.tokens[verb].forms)


def _pass_one(scene: Scene, trigger: Trigger, index: int, last: int) -> int:
    """Return the token behind what describes an event noun at token i; i where nothing does.

    Its attributes, times, whose it is (لقوات كذا), where it was, and what a clause says of it.
    """
    if scene.in_time(index) or scene.is_a(index, "passed"):
        return index + 1
    if scene.has_class(index, "relative"):
        return find_clause_end(scene, index, last)
    if scene.has_class(index, "preposition") and scene.mention_of[index] is None:
        start = index + 1 + scene.is_a(index + 1, "byagent")  # من قبل
        phrase = read_phrase(scene, start)
        return phrase.last if phrase is not None else index
    token = scene.tokens[index]
    if _describes(scene, trigger, index):
        return index + 1
    owned = next((f for f in token.forms if f.proclitics in ("ل", "ب") and f.skip), None)
    if owned is None or not (scene.splits(index, owned) or scene.mention_of[index] is not None):
        return index
    phrase = read_phrase(scene, index, owned.skip)
    return phrase.last if phrase is not None else index


def _describes(scene: Scene, trigger: Trigger, index: int) -> bool:
    """Whether token i is an attribute of an event noun (مدفعي, الصاروخي)."""
    token = scene.tokens[index]
    if scene.mention_of[index] is not None or token.key.startswith("ال") != trigger.definite:
        return False
    return is_attribute(token.key.removeprefix("ال")) or token.text.endswith(_RELATIVE)
