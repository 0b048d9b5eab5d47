"""The time that plainly is that of an event: behind its word, with nothing between to have it."""

from bisect import bisect_left

from rawi.reading.events.choices.circumstance_options import Option
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene

_PLAIN_REACH = 8
# Lengths of time that bound what stands beside them: خلال أسبوع, منذ أيام.
_LENGTHS = frozenset({"within", "vague"})
_LENGTH_REACH = 4
# Where a time comes from that is taken as it is.
_WHOLE = frozenset({"rule", "voted", "last", "before", "first", "main", "common", "whole"})
# Tokens before a time that leads its sentence, from there to its event, and from one beside it.
_LEAD, _LEAD_REACH, _BESIDE = 2, 12, 2
# Words of an event that an article is about, and what tells that they name several.
_OFTEN = 3
_MANY = frozenset({"several", "tried"})
# Words between a trigger and a time that may have it.
_PARTING = frozenset(
    {"relative", "subordinator", "since", "until", "laterthan", "earlierthan", "rangelink"}
)


def find_plain(scene: Scene, event: Draft, options: list[Option]) -> Option | None:
    """Return the time that stands behind a word of an event with nothing between to have it.

    On hand-annotated news it is that of the event, or its beginning or end, 16 times of 17.
    """
    for option in options:
        ruled = "rule" in option.origins and option.token is not None
        if ruled and _is_plain(scene, option.trigger, option.token or 0):
            return option
    for check in (_is_counted_back, _is_straight_before):
        found = next((option for option in options if check(scene, option)), None)
        if found is not None:
            return found
    return next((option for option in options if _is_told(scene, event, option)), None)


def _is_told(scene: Scene, event: Draft, option: Option) -> bool:
    """Whether an option is the day by which a verb tells what had happened: قالت أمس إنها فككت."""
    first, last = (None, None) if isinstance(option.value, str) else option.value
    if first is not None or last is None or "rule" not in option.origins or event.unreal[0]:
        return False
    if not is_before(scene, option):
        return False
    trigger = next(t for t in event.triggers if t.index == option.trigger)
    past = trigger.form is not None and trigger.form.tense == "past"
    return past or _is_main(scene, event)


def _is_main(scene: Scene, event: Draft) -> bool:
    """Whether an event is what the article is about: named first, and again and again."""
    first = scene.sentence_of[event.triggers[0].index]
    return first <= 1 and len(event.triggers) >= _OFTEN and not event.marks & _MANY


def _is_straight_before(scene: Scene, option: Option) -> bool:
    """Whether a time leads its sentence or clause behind في and the event comes next to it."""
    token, index = option.token, option.trigger
    if token is None or token >= index or not option.origins <= _WHOLE:
        return False
    if not scene.is_a(token - 1, "inside") or scene.sentence_of[token] != scene.sentence_of[index]:
        return False
    words = scene.event_words
    if bisect_left(words, index) - bisect_left(words, token):
        return False
    first, _ = scene.bounds(index)
    end = scene.analysis.token_at(scene.time_at[token].end - 1) + 1
    leads = token - first <= _LEAD and index - token <= _LEAD_REACH
    return leads or (index - end < _BESIDE and scene.clause_of[token] == scene.clause_of[index])


def _is_counted_back(scene: Scene, option: Option) -> bool:
    """Whether an option is a length counted back from publication, right beside its event.

    How long something took (طوال ثلاثة أيام) tells not when, and a word that points back to a time
    told before (منذ ذلك الحين) is none.
    """
    token = option.token
    if token is None or not option.origins & _LENGTHS:
        return False
    counted = scene.is_a(token - 1, "countedback")
    back = scene.tokens[token].key == "ذلك"
    return counted and not back and abs(token - option.trigger) <= _LENGTH_REACH


def _is_plain(scene: Scene, index: int, token: int) -> bool:
    if not 0 < token - index <= _PLAIN_REACH or not is_beside(scene, index, token):
        return False
    words = scene.event_words
    between = words[bisect_left(words, index + 1) : bisect_left(words, token)]
    if not all(_is_aim(scene, other) for other in between):
        return False
    return all(_PARTING.isdisjoint(scene.classes_at(i)) for i in range(index + 1, token))


def _is_aim(scene: Scene, index: int) -> bool:
    """Whether a word tells what an event is for: الحملة لتحرير المدينة."""
    return index in scene.event_nouns and any(
        form.proclitics == "ل" for form in scene.tokens[index].forms
    )


def is_before(scene: Scene, option: Option) -> bool:
    """Whether a time stands in the sentence of a word, before it."""
    token, index = option.token, option.trigger
    if token is None or token > index:
        return False
    return scene.sentence_of[token] == scene.sentence_of[index]


def is_beside(scene: Scene, index: int, token: int) -> bool:
    """Whether a time stands in the clause of a word, or is put behind it between commas."""
    clauses = scene.clause_of[token] - scene.clause_of[index]
    return clauses == 0 or (clauses == 1 and scene.is_mark(token - 1))
