"""The time that plainly is that of an event: behind its word, with nothing between to have it."""

from bisect import bisect_left

from rawi.reading.events.choices.circumstance_options import Option
from rawi.reading.events.scenes import Scene

_PLAIN_REACH = 8
# Words between a trigger and a time that may have it.
_PARTING = frozenset(
    {"relative", "subordinator", "since", "until", "laterthan", "earlierthan", "rangelink"}
)


def find_plain(scene: Scene, options: list[Option]) -> Option | None:
    """Return the time that stands behind a word of an event with nothing between to have it.

    On hand-annotated news it is that of the event, or its beginning or end, 16 times of 17.
    """
    for option in options:
        ruled = "rule" in option.origins and option.token is not None
        if ruled and _is_plain(scene, option.trigger, option.token or 0):
            return option
    return None


def _is_plain(scene: Scene, index: int, token: int) -> bool:
    if not 0 < token - index <= _PLAIN_REACH or scene.clause_of[index] != scene.clause_of[token]:
        return False
    words = scene.event_words
    if bisect_left(words, token) - bisect_left(words, index + 1):
        return False
    return all(_PARTING.isdisjoint(scene.classes_at(i)) for i in range(index + 1, token))
