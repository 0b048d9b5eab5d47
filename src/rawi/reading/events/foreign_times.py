"""Times near a trigger that the words between show to be of something else.

أعنف قصف منذ مارس (the heaviest since March), تأجيل المحاكمة إلى الأحد (put off until Sunday),
سيطر على قرى خسرها العام الماضي (on villages that it lost last year), بدأت اليوم محاكمة المتهم بقتل
(today began the trial of whoever is accused of a killing).
"""

from rawi.reading.events.lexicon import VIOLENT
from rawi.reading.events.scenes import Scene
from rawi.reading.events.triggers import Trigger

# Tokens from a trigger to the pronoun of a relative clause that may be its own.
_OWN_REACH = 6
# Tokens before a crime where whoever is accused of it stands.
_ACCUSED_REACH = 6
# What is put off is held on the day that it is put off to; of a trial, which goes on, a day of it.
_PUT_OFF = frozenset({"talks", "appointment", "protest", "agreement", "aid", "release"})
# What somebody is tried for.
_CRIMES = VIOLENT | {"abduction", "destruction"}


def is_foreign(scene: Scene, trigger: Trigger, token: int) -> bool:
    """Whether the time at a token is shown not to be that of a trigger."""
    frame, index = scene.time_frames[token], trigger.index
    if frame.compared is not None and index < frame.compared:
        return True
    if frame.adjourned is not None:
        return trigger.type not in _PUT_OFF or not frame.adjourned < index < token
    relative = frame.relative
    if relative is not None and index < relative:
        own = trigger.form is None and relative - index <= _OWN_REACH
        if not own:
            return True
    accused = find_accused(scene, trigger)
    return accused is not None and token < accused


def find_accused(scene: Scene, trigger: Trigger) -> int | None:
    """Return the word before a crime by which it is what somebody is tried for: المتهم بقتل."""
    if trigger.type not in _CRIMES:
        return None
    first, _ = scene.bounds(trigger.index)
    for index in range(trigger.index - 1, max(first, trigger.index - _ACCUSED_REACH) - 1, -1):
        if scene.is_mark(index):
            return None
        if scene.has_class(index, "tried"):
            return index
    return None
