"""What the words beside a trigger say of the event: another one, a habit, an earlier one, many."""

from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.events.triggers import Trigger

# Each hint, and how many tokens before and behind the trigger its words may stand.
_REACHES = {"another": (1, 3), "habit": (8, 8), "earlier": (8, 8)}


def find_hints(scene: Scene, trigger: Trigger) -> frozenset[str]:
    """Return the hints of a trigger, from its own clause and the one behind it."""
    first, last = scene.bounds(trigger.index)
    found = {"many"} if _is_plural(scene, trigger) else set()
    for hint, (before, behind) in _REACHES.items():
        start, end = max(first, trigger.index - before), min(last, trigger.index + behind + 1)
        for index in range(start, end):
            if index != trigger.index and hint in plain_classes_of(scene.tokens[index].key):
                found.add(hint)
    return frozenset(found)


def _is_plural(scene: Scene, trigger: Trigger) -> bool:
    if trigger.form is not None:
        return False
    key = scene.tokens[trigger.index].key
    return key.endswith("ات") or "plural" in plain_classes_of(key.removeprefix("ال"))
