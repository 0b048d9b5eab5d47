"""Whether a sentence looks ahead, so that its day without a year or week is still to come."""

from rawi.language.names import is_ordinary, load_name_words
from rawi.reading.times.clues import Clue
from rawi.reading.times.terms import Scan

# Tokens before a day in which سوف, المقرر or a future verb speaks of it.
_REACH = 14
_FUTURE = frozenset(("س", "وس", "فس"))
_PERSONS = ("ي", "ت", "ن")


def looks_ahead(scan: Scan, clue: Clue, start: int) -> bool:
    """Whether what stands before a day in its sentence is still to come: ستعقد الأحد.

    Args:
        scan: The text.
        clue: A weekday, or a date without a year.
        start: The first token of its sentence.
    """
    for index in range(clue.first - 1, max(start, clue.first - _REACH) - 1, -1):
        if scan.has_frame(index, "ahead") or _is_future(scan, index):
            return True
        if scan.has_frame(index, "told"):
            return False
    return _is_wished(scan, clue.first - 1, start)


def _is_future(scan: Scan, index: int) -> bool:
    """Whether a token is a present verb behind س: سينظر, وستبدأ.

    Without its س it must be a word: a third of the words of this shape in newspapers are سيارة,
    سيطرة, سنوات and the like (of 5,351 in 3,900 articles).
    """
    words = load_name_words()
    return any(
        form.proclitics in _FUTURE
        and form.key.startswith(_PERSONS)
        and len(form.key) > 3
        and is_ordinary(form.key, words)
        for form in scan.tokens[index].forms
    )


def _is_wished(scan: Scan, index: int, start: int) -> bool:
    """Whether على أن and a present verb stand right before a day: على أن تنظم الأحد."""
    for place in (index - 1, index - 2):
        if place > start and scan.key(place) == "ان" and scan.key(place - 1) == "علي":
            return scan.key(place + 1).startswith(_PERSONS)
    return False
