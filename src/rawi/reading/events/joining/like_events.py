"""Who did an event that is told as one more like the last: غارة أخرى, قصف مماثل.

شنت الطائرات غارات على المدينة. واستهدفت غارة أخرى الميناء: the same aircraft.
"""

from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene

# In another attack or bombing (في هجوم آخر) others may have struck.
_FROM_ARMS = frozenset({"airstrike", "shelling"})
_ATTRIBUTES = 3  # tokens behind an event noun among which stands that it is like another
_SENTENCES = 2  # how far before the other is told


def add_doers_of_like(scene: Scene, drafts: list[Draft]) -> None:
    """Give drafts without a doer that tell of one more event like the last its doers."""
    for number, draft in enumerate(drafts):
        if draft.agents or draft.type not in _FROM_ARMS or not _is_like_another(scene, draft):
            continue
        for other in reversed(drafts[:number]):
            if other.sentence < draft.sentence - _SENTENCES:
                break
            if other.agents and other.type == draft.type:
                for entity in other.agents:
                    if entity not in (*draft.targets, *draft.spared):
                        draft.add_agent(entity, "event before")
                break


def _is_like_another(scene: Scene, draft: Draft) -> bool:
    """Whether an attribute of an event noun says that it is like another (أخرى, مماثل)."""
    trigger = draft.triggers[0]
    if trigger.form is not None:
        return False
    _, end = scene.bounds(trigger.index)
    for index in range(trigger.index + 1, min(end, trigger.index + 1 + _ATTRIBUTES)):
        if scene.is_mark(index) or scene.mention_of[index] is not None:
            break
        if scene.is_a(index, "likeanother"):
            return True
        if "stop" in scene.classes_at(index):
            break
    return False
