"""How an event that several words tell of is told, all in all, and on whose word."""

from rawi.model import Modality, Statement
from rawi.reading.events.drafts import Draft
from rawi.reading.events.words.triggers import Trigger
from rawi.reading.times.anchors import parse_day

_AHEAD = 2  # days from the day of publication to what is to come
_BESIDE = 2  # tokens between two words that tell of an event together


def tell(draft: Draft, published: str | None, *, headline: int) -> tuple[Modality, str | None]:
    """Return the modality of an event: real where any trigger tells it as having happened.

    Args:
        draft: The event, with all its triggers.
        published: ISO day of publication.
        headline: The code point where the headlines end; 0 for none.

    Returns:
        The modality, and the statement that tells it; None where the writer does.
    """
    real = _find_real(draft)
    if _is_to_come(draft, published):
        return "planned", _find_teller(draft, headline)
    if real:
        told = [statement for statement in real if statement is not None]
        if len(told) < len(real):
            return "asserted", None
        return "claimed", _choose_first(told, headline)
    unreal = next(why for why in draft.unreal if why is not None)
    return unreal, _find_teller(draft, headline)


def _find_teller(draft: Draft, headline: int) -> str | None:
    """Return the first statement that tells an event, or None where the writer tells it."""
    told = [statement for statement in draft.statements if statement is not None]
    return _choose_first(told, headline) if len(told) == len(draft.statements) else None


def _choose_first(statements: list[Statement], headline: int) -> str:
    """Return the first statement below the headlines: they but sum up what is said there."""
    below = (statement for statement in statements if statement.start >= headline)
    return next(below, statements[0]).id


def _is_to_come(draft: Draft, published: str | None) -> bool:
    """Whether an event is dated after the article (تنطلق الاثنين المقبل محادثات), by no past verb.

    The day after may be the day of an event elsewhere: the press prints overnight.
    """
    told, came = parse_day(published), draft.date and parse_day(draft.date.date.earliest)
    if told is None or came is None or (came - told).days < _AHEAD or any(draft.unreal):
        return False
    return not any(t.form is not None and t.form.tense == "past" for t in draft.triggers)


def _find_real(draft: Draft) -> list[Statement | None]:
    """Return for each trigger that tells an event as real the statement that does so, or None.

    Words side by side (استعادة السيطرة) are as real as each other. A noun that points back
    (العملية) tells no plan as real, and in the writer's voice leaves a claim a claim. Who first
    speaks of an event by condemning it does not tell it: the writer takes it for known.
    """
    unreal = [t.index for t, why in zip(draft.triggers, draft.unreal, strict=True) if why]
    triples = zip(draft.triggers, draft.unreal, draft.statements, strict=True)
    told = [
        (trigger, statement)
        for trigger, why, statement in triples
        if why is None and not any(abs(trigger.index - other) <= _BESIDE for other in unreal)
    ]
    if draft.unreal[0] is not None and all(_points_back(trigger) for trigger, _ in told):
        return []
    own = [(t, s) for t, s in told if s is not None or t.sense.part != "pointer"]
    told = own or told
    known = bool(told) and _is_condemned(*told[0])
    return [None if known and _is_condemned(t, s) else s for t, s in told]


def _points_back(trigger: Trigger) -> bool:
    return trigger.form is None and (trigger.definite or bool(trigger.pronoun))


def _is_condemned(trigger: Trigger, statement: Statement | None) -> bool:
    return statement is not None and statement.stance == "condemns" and trigger.form is None
