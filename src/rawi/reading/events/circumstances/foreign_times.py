"""Times near a trigger that the words between show to be of something else.

أعنف قصف منذ مارس (the heaviest since March), تأجيل المحاكمة إلى الأحد (put off until Sunday),
سيطر على قرى خسرها العام الماضي (on villages that it lost last year), بدأت اليوم محاكمة المتهم بقتل
(today began the trial of whoever is accused of a killing).
"""

from bisect import bisect_left

from rawi.reading.events.lexicon import HARMFUL, plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger
from rawi.reading.times.anchors import parse_day

# Tokens from a trigger to the pronoun of a relative clause that may be its own.
_OWN_REACH = 6
# Tokens from a time to the verb that puts something out, and on to what is put out.
_POST_REACH, _FOOTAGE_REACH = 5, 15
# A page may be dated some days before what it tells.
_DAYS_EARLY = 3
# Tokens before an event where whoever is accused of it stands, or the day that it is remembered on.
_BEFORE_REACH = 6
# Tokens from قبل أن to the verb.
_THAT_REACH = 6
# What is put off is held on the day that it is put off to; of a trial, which goes on, a day of it.
_PUT_OFF = frozenset({"talks", "appointment", "protest", "agreement", "aid", "release"})


def is_foreign(scene: Scene, trigger: Trigger, token: int) -> bool:
    """Whether the time at a token is shown not to be that of a trigger."""
    frame, index = scene.time_frames[token], trigger.index
    if frame.owned or _is_to_come(scene, trigger, token):
        return True
    if frame.compared is not None and index < frame.compared:
        return True
    if index < token and (_is_led(scene, index, token) or _is_of_later(scene, index, token)):
        return True
    if frame.adjourned is not None:
        return trigger.type not in _PUT_OFF or not frame.adjourned < index < token
    relative = frame.relative
    if relative is not None and index < relative:
        antecedent = _find_antecedent(scene, relative)
        if antecedent != index and (frame.closed or antecedent is not None):
            return True
    bygone = find_bygone(scene, trigger)
    return bygone is not None and token < bygone


def _is_to_come(scene: Scene, trigger: Trigger, token: int) -> bool:
    """Whether a time is still to come, which no verb of what was has: وافقت … بحلول 2030."""
    if trigger.form is None or trigger.form.tense != "past":
        return False
    today, day = parse_day(scene.analysis.doc.published), parse_day(scene.time_at[token].earliest)
    return today is not None and day is not None and (day - today).days > _DAYS_EARLY


def _is_led(scene: Scene, index: int, token: int) -> bool:
    """Whether a time stands in what leads another clause: قتل خمسة، وفي 12 مايو انسحبت القوة."""
    start = token
    while start > index and scene.clause_of[start - 1] == scene.clause_of[token]:
        start -= 1
    if start <= index or not scene.is_mark(start - 1):
        return False
    return any(
        form.proclitics == "و" and "leading" in plain_classes_of(form.key)
        for form in scene.tokens[start].forms
    )


def _is_of_later(scene: Scene, index: int, token: int) -> bool:
    """Whether a time is that of what came next: اختبأوا قبل أن تداهم القوة البيت يوم السبت."""
    words = scene.event_words
    for other in range(bisect_left(words, index + 1), bisect_left(words, token)):
        before = range(max(index + 1, words[other] - _THAT_REACH), words[other] - 1)
        for that in before:
            if scene.has_class(that, "earlierthan") and scene.tokens[that + 1].key == "ان":
                return True
    return False


def _find_antecedent(scene: Scene, relative: int) -> int | None:
    """Return the noun of an event that a relative clause is of, as the last one before it."""
    words = scene.event_words
    position = bisect_left(words, relative) - 1
    if position < 0 or relative - words[position] > _OWN_REACH:
        return None
    return words[position] if words[position] in scene.event_nouns else None


def is_posted(scene: Scene, index: int, token: int) -> bool:
    """Whether a time is that on which footage of what a trigger names was put out.

    نشرت شبكة أمس مقطع فيديو يظهر الغارة (published footage yesterday that shows the raid).
    """
    if token > index or scene.sentence_of[token] != scene.sentence_of[index]:
        return False
    window = range(max(0, token - _POST_REACH), min(index, token + _FOOTAGE_REACH))
    footage = [i for i in window if i > token and scene.has_class(i, "footage")]
    return bool(footage) and any(
        scene.has_class(i, "posts") for i in range(window.start, footage[0])
    )


def find_bygone(scene: Scene, trigger: Trigger) -> int | None:
    """Return the word before an event by which it is long over: المتهم بقتل, ذكرى اغتيال."""
    accused = find_accused(scene, trigger)
    return _find_before(scene, trigger, "commemorated") if accused is None else accused


def find_accused(scene: Scene, trigger: Trigger) -> int | None:
    """Return the word before a crime by which it is what somebody is tried for: المتهم بقتل."""
    return _find_before(scene, trigger, "tried") if trigger.type in HARMFUL else None


def _find_before(scene: Scene, trigger: Trigger, word_class: str) -> int | None:
    first, _ = scene.bounds(trigger.index)
    for index in range(trigger.index - 1, max(first, trigger.index - _BEFORE_REACH) - 1, -1):
        if scene.is_mark(index):
            return None
        if scene.has_class(index, word_class):
            return index
    return None
