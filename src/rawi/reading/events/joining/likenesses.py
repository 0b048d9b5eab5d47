"""How much two words that tell of events are alike: what speaks for their telling of one."""

from rawi.model import EventDate
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import VIOLENT, plain_classes_of

# What a pair scores for what it shares and differs in. Found by trying one step up and down of each
# in turn on 224 hand-annotated articles (events F1 65.7 -> 68.0; on 25 others 63.6 -> 65.6).
_SHARED_TARGET = 4
_OTHER_GROUP = -6  # who joins one group and then another has done two things
_SAME_PLACE = 2
_CLOSE_DATE = -1  # a second trigger with a date of its own tells of another event oftener
_SAME_DATE = 1
_OTHER_AGENTS = -1
_OTHER_PLACE = -4
_DISTANT_PLACE = -2  # a place named outside the clause of one of the two
_WIDER_PLACE = -1
_OTHER_DATE = -4
_OTHER_YEAR = -10  # no year in common: a town taken in the eighties, and again thirty years on
_YEAR = 4  # digits of a date that give its year
_DEFINITE = 3
_PRONOUN = 1  # an attached one (غاراتها, "its raids")
_SAME_SENTENCE = 2
_NEXT_SENTENCE = 1
_FAR_SENTENCES = 2  # what is told again far on is told of the article's one event of its kind
_FAR = 4
_IN_HEADLINE = 1  # the article tells on of what its headline names
_HEADLINE_TOKENS = 20
_OTHER_COUNT = -2
_OTHER_NUMBER = -6  # 23 raids are not the five that are told of further on
_TURNED = -3  # who does it in one is hit in the other
_LEAD = 3  # what the text begins with is what its headline tells
_OTHER_REALITY = -2
_OTHER_PLAN = -2  # what is yet to be taken is another place than what was taken
_SAME_TAKEN = 4
_OTHER_TAKEN = -6
_TAKEN_BACK = -5
_BESIDE = 2  # tokens between two words that tell of an event together
# Events that happen at a spot: one is not in two countries.
_AT_A_SPOT = VIOLENT | {"violent", "capture", "siege", "operation", "arrest", "protest", "support"}
_TURNS = frozenset({"seize", "regain"})
_OTHER_WAY = -1  # who meets on a visit has done two things
_WAYS = frozenset({"visiting", "calling"})
_OTHER_NEWS = -1  # what is told anew where the article turns to other news (من جهة أخرى)
_OTHER_CLASH = -2  # nor are clashes elsewhere the clashes told of before
_OTHER_STATEMENT = 1  # one speaker tells what another told
# How the second tells of it: as another one, or as what was or is going on beside.
_MARKED = {
    "another": -4,
    "anew": -1,
    "also": -1,
    "often": -1,
    "background": -1,
    "present": -2,
    "reply": -2,
    "known": 3,
    "several": 0,
    "construct": 1,
    "shown": 3,
    "called": -6,
    "tried": 0,
    "punished": 0,
}
_GUILT = frozenset({"tried", "punished"})
_PUNISHMENT = -10  # whoever is put to death for a killing: two killings
_LONG_AGO = 8  # sentences; so far on in a long article other events are told
_OTHER_WORD = -4  # by another word still oftener
_STALE = -2
# Whose doers the words of one sentence tell apart (اقتحم X المبنى لإنهاء هجوم شنه Y).
_OTHER_DOERS_TOLD = -8
# A crime is rather a murder or a kidnapping than a raid told of after it.
_OTHER_KIND = -2
_NO_CRIMES = frozenset({"airstrike", "shelling", "battle", "siege"})
_ONE_SIDED = frozenset({"attack", "abduction", "capture", "killing"})
_UNTOLD = frozenset({"group before", "event before", "accused"})
# The least score of a pair that is taken for one event.
THRESHOLD = 1
# What speaks for one event must outweigh the words' naming different kinds.
_OTHER_TYPE = -2
_OTHER_TYPE_FAR = -2  # an attack told of far behind a shelling is seldom that shelling
_OTHER_DOERS = -2
_SAME_CALLED = 8  # by the same name, هجوم المنيا
_ONE_OF_SEVERAL = -4  # by a name, where several were told of before (عمليات كذا، وهجوم المنيا)


def score_pair(event: Draft, draft: Draft) -> int:
    """Return how much speaks for two drafts telling of one event; below zero, more against."""
    score = _compare(event.agents, draft.agents, 0, _OTHER_AGENTS)
    other = _OTHER_GROUP if event.type == draft.type == "allegiance" else 0
    score += _compare(event.targets, draft.targets, _SHARED_TARGET, other)
    score += _compare_places(event, draft) + _compare_called(event, draft)
    score += _compare_counts(event, draft) + _compare_numbers(event, draft)
    score += _compare_taken(event, draft) + _compare_ways(event, draft)
    score += _score_form(draft) + _score_distance(event, draft) + _score_news(event, draft)
    if set(event.agents) & set(draft.targets) or set(event.targets) & set(draft.agents):
        score += _TURNED
    if event.type != draft.type and draft.type != "violent":
        score += _OTHER_TYPE
        score += _OTHER_TYPE_FAR if draft.sentence - event.sentence > _FAR else 0
        score += _compare(event.agents, draft.agents, 0, _OTHER_DOERS)
    score += sum(_MARKED[mark] for mark in draft.marks)
    if len(_GUILT & (event.marks | draft.marks)) == len(_GUILT):
        score += _PUNISHMENT
    score += _score_doers(event, draft)
    if event.type in _NO_CRIMES and _is_crime(draft):
        score += _OTHER_KIND
    if event.type == draft.type and draft.statements[0] not in (None, *event.statements):
        score += _OTHER_STATEMENT
    if (draft.unreal[0] is None) != (None in event.unreal):
        score += _OTHER_REALITY
        if draft.type == "capture" and not event.taken & draft.taken:
            score += _OTHER_PLAN
    return score


def _score_doers(event: Draft, draft: Draft) -> int:
    """Return what speaks against one event where one sentence gives each word a doer of its own."""
    if draft.sentence != event.sentence or not {event.type, draft.type} <= _ONE_SIDED:
        return 0
    ours, theirs = event.find_told(_UNTOLD), draft.find_told(_UNTOLD)
    return _OTHER_DOERS_TOLD if ours and theirs and not ours & theirs else 0


def _is_crime(draft: Draft) -> bool:
    return draft.type == "violent" and "crime" in plain_classes_of(draft.triggers[0].sense.lemma)


def _compare_ways(event: Draft, draft: Draft) -> int:
    """Return what speaks against one event where one is a visit or a call, the other a meeting."""
    if event.type != "talks":
        return 0
    ways = _find_ways(event)
    return 0 if not ways or _find_ways(draft) & ways else _OTHER_WAY


def _find_ways(draft: Draft) -> set[str]:
    found: set[str] = set()
    for lemma in draft.lemmas:
        found |= (plain_classes_of(lemma) & _WAYS) or {"meeting"}
    return found


def _compare_called(event: Draft, draft: Draft) -> int:
    """Return what names and dates speak for: of one name is one event, whatever dates stand by."""
    if event.called & draft.called:
        return _SAME_CALLED
    score = _compare_dates(event, draft)
    if draft.called and "several" in event.marks and "several" not in draft.marks:
        score += _ONE_OF_SEVERAL
    return score


def _score_news(event: Draft, draft: Draft) -> int:
    """Return what speaks against one event where a word that does not point back tells of more."""
    trigger = draft.triggers[0]
    if trigger.definite or trigger.pronoun:
        return 0
    score = _OTHER_NEWS if draft.turn != event.turn else 0
    if draft.type == "battle" and _compare_places(event, draft) in (_OTHER_PLACE, _DISTANT_PLACE):
        score += _OTHER_CLASH
    return score


def _score_form(draft: Draft) -> int:
    """Return how far the form of a word points back to what is known."""
    trigger = draft.triggers[0]
    if trigger.pronoun:
        return _PRONOUN
    return _DEFINITE if trigger.definite else 0


def _score_distance(event: Draft, draft: Draft) -> int:
    gap = draft.sentence - event.sentence
    score = {0: _SAME_SENTENCE, 1: _NEXT_SENTENCE}.get(gap, _FAR_SENTENCES if gap > _FAR else 0)
    if gap > _LONG_AGO and not event.taken & draft.taken:
        score += _STALE if draft.lemmas & event.lemmas else _OTHER_WORD
    if event.headlined and not draft.headlined and _are_of_kind(event, draft):
        score += _LEAD
    return score + (_IN_HEADLINE if event.triggers[0].index < _HEADLINE_TOKENS else 0)


def _are_of_kind(event: Draft, draft: Draft) -> bool:
    """Whether two drafts are of one type, or one is of an attack of whatever kind."""
    return event.type == draft.type or "attack" in (event.type, draft.type)


def _compare_counts(event: Draft, draft: Draft) -> int:
    """Return what speaks against one event where the counts of the same loss are others."""
    ours = {(count.what, count.low) for count in draft.counts}
    if ours & event.tolls:
        return 0
    losses = {what for what, _ in event.tolls}
    return _OTHER_COUNT if any(what in losses for what, _ in ours) else 0


def _compare_numbers(event: Draft, draft: Draft) -> int:
    """Return what speaks against one event where other numbers of events are told."""
    both = event.numbers and draft.numbers
    return _OTHER_NUMBER if both and not event.numbers & draft.numbers else 0


def _compare(ours: list[str], theirs: list[str], shared: int, other: int) -> int:
    if not ours or not theirs:
        return 0
    return shared if set(ours) & set(theirs) else other


def _compare_places(event: Draft, draft: Draft) -> int:
    if event.place is None or draft.place is None:
        return 0
    if event.place.entity == draft.place.entity:
        return _SAME_PLACE
    if event.place.width != draft.place.width and not _is_abroad(event, draft):
        return _WIDER_PLACE
    both = event.place.same_clause and draft.place.same_clause
    return _OTHER_PLACE if both else _DISTANT_PLACE


def _is_abroad(event: Draft, draft: Draft) -> bool:
    """Whether two events that happen at a spot are told to be in two countries."""
    if event.place is None or draft.place is None or not {event.type, draft.type} <= _AT_A_SPOT:
        return False
    countries = {event.place.country, draft.place.country}
    return len(countries) > 1 and None not in countries


def _compare_taken(event: Draft, draft: Draft) -> int:
    """Return what speaks for one capture where both words say what is taken.

    A long article tells of one over and over; but a place that one side takes (سيطر على المدينة)
    another takes back (تحرير المدينة).
    """
    if _is_lost(event, draft):
        return _TAKEN_BACK
    if not event.taken or not draft.taken:
        lost_before = bool(draft.triggers[0].pronoun) and _is_other_side(event, draft)
        return _TAKEN_BACK if lost_before else 0  # استعادت قرى خسرتها العام الماضي
    if not event.taken & draft.taken:
        return _OTHER_TAKEN
    return _TAKEN_BACK if _is_other_side(event, draft) else _SAME_TAKEN


def _is_lost(event: Draft, draft: Draft) -> bool:
    """Whether what is regained is told to have been lost before (استعادوا القرى التي خسروها)."""
    if "loss" not in plain_classes_of(draft.triggers[0].sense.lemma):
        return False
    return any("regain" in plain_classes_of(lemma) for lemma in event.lemmas)


def _is_other_side(event: Draft, draft: Draft) -> bool:
    """Whether one tells of a capture and the other of a recapture, and not by the same.

    Words side by side tell of one (استعادة السيطرة).
    """
    first, second = event.triggers[0].sense.lemma, draft.triggers[0].sense.lemma
    if _find_turns(first) | _find_turns(second) != _TURNS or set(event.agents) & set(draft.agents):
        return False
    return draft.triggers[0].index - event.triggers[-1].index > _BESIDE


def _find_turns(lemma: str) -> frozenset[str]:
    return plain_classes_of(lemma) & _TURNS


def are_apart_in_time(event: Draft, draft: Draft) -> bool:
    """Whether one is over before the other begins."""
    return _compare_dates(event, draft) in (_OTHER_DATE, _OTHER_YEAR)


def _compare_dates(event: Draft, draft: Draft) -> int:
    if event.date is None or draft.date is None:
        return 0
    ours, theirs = event.date.date, draft.date.date
    if _is_past(ours, theirs) or _is_past(theirs, ours):
        apart = _is_past(ours, theirs, _YEAR) or _is_past(theirs, ours, _YEAR)
        return _OTHER_YEAR if apart else _OTHER_DATE
    return _SAME_DATE if ours == theirs else _CLOSE_DATE


def _is_past(one: EventDate, other: EventDate, digits: int | None = None) -> bool:
    """Whether one date is over before another begins, by their first digits."""
    if one.latest is None or other.earliest is None:
        return False
    return one.latest[:digits] < other.earliest[:digits]
