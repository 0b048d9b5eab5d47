"""What the words of a name or description say for and against its part in an event.

Who it is must not weigh: names are read for what kind of body they are of, and for their gender.
"""

from collections.abc import Iterator, Sequence

from rawi.reading.events.lexicon import noun_classes_of
from rawi.reading.events.words.triggers import Trigger

# Classes of words that say what a body does, whichever side it is on: a court tries, aircraft raid.
_CLASSES = frozenset(
    {
        "air", "aircraft", "weapon", "court", "officials", "government", "suspects", "targetsite",
        "building", "sitehead",
    }
)  # fmt: skip
_FEMININE = ("ه", "ات", "اء")
_PLURAL = ("ون", "ين")


# Those that a name is read for, too.
_OF_NAMES = frozenset({"air", "aircraft", "court"})


def iter_class_features(
    words: Sequence[str], type_: str, proposed: str, *, is_name: bool
) -> Iterator[str]:
    """Yield the classes of the words of a name or description.

    Args:
        words: The folded words.
        type_: The event type.
        proposed: The roles that the rules propose.
        is_name: Whether the words are a name: of its classes few are asked.
    """
    classes: set[str] = set()
    for word in words:
        classes |= noun_classes_of(word)
    for name in sorted(classes & (_OF_NAMES if is_name else _CLASSES)):
        yield f"of {name} type={type_}"
        yield f"of {name} proposed={proposed}"


def iter_agreement_features(trigger: Trigger, head: str, where: str) -> Iterator[str]:
    """Yield whether the pronoun of an event word agrees with a word in gender and number.

    Args:
        trigger: The event word.
        head: The first word of the name or description, folded.
        where: What else the agreement is to be seen with.
    """
    if trigger.pronoun:
        kind = "noun" if trigger.form is None else "verb"
        agrees = _may_stand_for(trigger.pronoun, head)
        yield f"pronoun agrees={agrees} {kind} {where}"


def _is_feminine(head: str) -> bool:
    """Whether a word takes a feminine verb, by its ending: feminines and plurals of things."""
    return len(head) > 3 and head.endswith(_FEMININE)


def _may_stand_for(pronoun: str, head: str) -> bool:
    """Whether a pronoun of the third person may stand for a word."""
    if pronoun == "ها":
        return _is_feminine(head)
    if pronoun == "ه":
        return not _is_feminine(head) and not head.endswith(_PLURAL)
    return head.endswith((*_PLURAL, "ات"))
