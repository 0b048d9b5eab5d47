"""What the words before a time make of it: counted from, put off to, told in passing."""

from typing import TYPE_CHECKING, NamedTuple

from rawi.model import TimeExpression

if TYPE_CHECKING:
    from rawi.reading.events.scenes import Scene

# Tokens before a time where what it is counted from (منذ) stands, and before that the superlative.
_SINCE_REACH = 7
_SUPERLATIVE_REACH = 16
# Tokens before a time where what is put off to it stands, and between the two the sitting.
_ADJOURNED_REACH = 25
_SITTING_REACH = 3
# Tokens of a relative clause before a time, and of one that only a verb opens.
_RELATIVE_REACH = 12
_RELATIVE_VERB = 2
# Tokens before a time where the word stands that has it for itself.
_OWN_REACH = 2


class TimeFrame(NamedTuple):
    """What the words before a time make of it, each the token that shows it, or None.

    Attributes:
        compared: The منذ behind a superlative: nothing before it is of that time.
        adjourned: What is put off to it.
        relative: The pronoun of the relative clause that it stands in.
        closed: Whether that clause has it for certain, and the whole sentence does not.
        owned: Whether a word right before has it, and so no event: مواليد 1989, الصادرة اليوم.
    """

    compared: int | None
    adjourned: int | None
    relative: int | None
    closed: bool
    owned: bool


def read_frame(scene: "Scene", token: int, time: TimeExpression) -> TimeFrame:
    """Return what the words before the time at a token make of it."""
    first, _ = scene.bounds(token)
    relative = _find_relative(scene, token, first)
    return TimeFrame(
        _find_comparison(scene, token, first),
        _find_adjournment(scene, token, first),
        relative,
        relative is not None and (token - relative <= _RELATIVE_VERB or not _is_day(time)),
        any(scene.has_class(i, "owntime") for i in range(max(first, token - _OWN_REACH), token)),
    )


def is_compared(scene: "Scene", token: int) -> bool:
    """Whether a superlative is counted from the time at a token: أعنف قصف منذ عام."""
    return _find_comparison(scene, token, scene.bounds(token)[0]) is not None


def _find_comparison(scene: "Scene", token: int, first: int) -> int | None:
    """Return the منذ before a time that a superlative stands before, in its clause."""
    for index in range(token - 1, max(first, token - _SINCE_REACH) - 1, -1):
        if scene.is_mark(index):
            return None
        if scene.has_class(index, "since"):
            before = range(index - 1, max(first, index - _SUPERLATIVE_REACH) - 1, -1)
            return index if any(_is_superlative(scene, i) for i in before) else None
    return None


def _is_superlative(scene: "Scene", index: int) -> bool:
    """Whether a token is of the class, and no number (أكثر من مئة) and no time (أول أمس)."""
    if not scene.has_class(index, "superlative") or scene.in_time(index):
        return False
    behind = scene.tokens[index + 1].key if index + 1 < len(scene.tokens) else ""
    return behind != "من"


def _find_adjournment(scene: "Scene", token: int, first: int) -> int | None:
    """Return what is put off to a time: تأجيل المحاكمة إلى جلسة 12 أكتوبر."""
    index, least = token - 1, max(first, token - _SITTING_REACH)
    while index >= least and scene.has_class(index, "session"):
        index -= 1
    attached = any(form.proclitics.endswith("ل") for form in scene.tokens[index + 1].forms)
    linked = index >= first and "rangelink" in scene.classes_at(index)
    if not linked and not attached:
        return None
    for other in range(index, max(first, token - _ADJOURNED_REACH) - 1, -1):
        if scene.has_class(other, "adjourning"):
            cause = other > first and scene.tokens[other - 1].key in ("من", "لاجل")
            return None if cause else other
    return None


def _find_relative(scene: "Scene", token: int, first: int) -> int | None:
    """Return the pronoun of a relative clause that a time ends: التي خسرها العام الماضي."""
    for index in range(token - 1, max(first, token - _RELATIVE_REACH) - 1, -1):
        if scene.is_mark(index):
            return None
        if scene.has_class(index, "relative"):
            return index
    return None


def _is_day(time: TimeExpression) -> bool:
    """Whether a time is one day: at the end of a clause it may be that of the whole sentence."""
    return time.earliest is not None and time.earliest == time.latest
