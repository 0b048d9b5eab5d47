"""Which triggers tell of one event: headline and lead, first mention and what points back."""

from rawi.reading.events.drafts import MOST_SIDES, Draft
from rawi.reading.events.lexicon import VIOLENT, load_vague_lemmas, plain_classes_of
from rawi.reading.events.scenes import Scene

# How many earlier events a trigger is compared with: keeps the cost linear in the text.
_REACH = 16
# What a pair scores for what it shares and differs in. Found by trying one step up and down of each
# in turn on 224 hand-annotated articles (events F1 65.7 -> 68.0; on 25 others 63.6 -> 65.6).
_SHARED_TARGET = 4
_SAME_PLACE = 2
_CLOSE_DATE = -1  # a second trigger with a date of its own tells of another event oftener
_OTHER_AGENTS = -1
_OTHER_PLACE = -4
_DISTANT_PLACE = -2  # a place named outside the clause of one of the two
_WIDER_PLACE = -1
_OTHER_DATE = -4
_DEFINITE = 3
_PRONOUN = 1  # an attached one (غاراتها, "its raids")
_SAME_SENTENCE = 2
_NEXT_SENTENCE = 1
_FAR_SENTENCES = 2  # what is told again far on is told of the article's one event of its kind
_FAR = 4
_IN_HEADLINE = 1  # the article tells on of what its headline names
_HEADLINE_TOKENS = 20
_OTHER_COUNT = -2
_OTHER_REALITY = -2
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
}
_LONG_AGO = 8  # sentences; so far on in a long article other events are told
_OTHER_WORD = -4  # by another word still oftener
_STALE = -2
_THRESHOLD = 1
# What speaks for one event must outweigh the words' naming different kinds.
_OTHER_TYPE = -2
_OTHER_DOERS = -2

# Events that are said to hit somebody (حملة اعتقالات استهدفت, "arrests that targeted").
_HITTING = VIOLENT | {"operation", "arrest"}
_SUBJECT_REACH = 12  # tokens before a verb within which its subject is looked for

_EXACT = frozenset({"airstrike", "shelling", "bombing"})
_SHELLING = frozenset({"قصف"})


def merge_drafts(drafts: list[Draft]) -> list[Draft]:
    """Return one draft an event, in order of their first triggers."""
    events: list[Draft] = []
    for draft in drafts:
        home = _find_home(events, draft)
        if home is not None:
            if home.type == "attack" or (home.type == "shelling" and draft.type == "airstrike"):
                home.type = home.type if draft.type == "violent" else draft.type
            if _denies_another(home, draft):  # نفى أن تكون الغارة أصابت سيارة
                for target in draft.targets:
                    draft.votes.pop(("target", target), None)
                draft.targets.clear()
            home.absorb(draft)
        elif draft.type != "violent":
            draft.tolls = {(count.what, count.low) for count in draft.counts}
            events.append(draft)
    return events


def join_subjects(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Join a verb of hitting with the event noun that is its subject (هجوم استهدف سوقا)."""
    kept: list[Draft] = []
    by_token = {draft.triggers[0].index: draft for draft in drafts}
    for draft in drafts:
        noun = _find_event_subject(scene, draft, by_token)
        if noun is None or noun is draft:
            kept.append(draft)
            continue
        if len(noun.targets) < MOST_SIDES:
            noun.targets += [x for x in draft.targets if x not in noun.targets]
        noun.triggers += draft.triggers
        noun.lemmas |= draft.lemmas
        noun.unreal += draft.unreal
        noun.statements += draft.statements
    return kept


def _find_event_subject(scene: Scene, draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    trigger = draft.triggers[0]
    if trigger.form is None or "hitverb" not in plain_classes_of(trigger.sense.lemma):
        return None
    first, last = scene.bounds(trigger.index)
    after = by_token.get(trigger.index + 1)
    if after is not None and trigger.index + 1 < last and _is_event_noun(after, described=True):
        return after
    for index in range(trigger.index - 1, max(first, trigger.index - _SUBJECT_REACH) - 1, -1):
        if scene.tokens[index].text in ".؛":
            break
        found = by_token.get(index)
        if found is not None:
            described = not trigger.proclitics and not scene.has_class(trigger.index - 1, "clause")
            return found if _is_event_noun(found, described=described) else None
        mention = scene.mention_of[index]
        if mention is not None and mention.type == "armed_group" and draft.agents:
            return None
    return None


def _is_event_noun(draft: Draft, *, described: bool) -> bool:
    """Whether a draft may be the subject of a verb of hitting, in its clause if `described`."""
    return draft.triggers[0].form is None and draft.type in (_HITTING if described else VIOLENT)


def _find_home(events: list[Draft], draft: Draft) -> Draft | None:
    best, best_score = None, _THRESHOLD - 1
    for event in reversed(events[-_REACH:]):
        if not _may_be(event, draft):
            continue
        score = score_pair(event, draft)
        if score > best_score:
            best, best_score = event, score
    return best


def _denies_another(event: Draft, draft: Draft) -> bool:
    """Whether a denial is of another hit than is told: not an ambulance, but a lorry.

    Who tells that he hit one thing and denies that he hit another has not told of the other.
    """
    denied = draft.unreal[0] == "denied" and None in event.unreal
    return denied and bool(draft.targets) and not set(draft.targets) & set(event.targets)


def _may_be(event: Draft, draft: Draft) -> bool:
    if _denies_another(event, draft) and not draft.triggers[0].definite:
        return False
    if event.type == draft.type:
        return True
    if draft.type == "violent":
        return event.type in VIOLENT
    return _is_vaguer(draft, event) or _is_vaguer(event, draft)


def _is_vaguer(vague: Draft, event: Draft) -> bool:
    """Whether one draft names in general what the other names exactly (هجوم and تفجير)."""
    lemmas = vague.lemmas
    if vague.type == "attack":
        return event.type in _EXACT and lemmas <= load_vague_lemmas()
    return vague.type == "shelling" and event.type == "airstrike" and lemmas <= _SHELLING


def score_pair(event: Draft, draft: Draft) -> int:
    """Return how much speaks for two drafts telling of one event; below zero, more against."""
    score = _compare(event.agents, draft.agents, 0, _OTHER_AGENTS)
    score += _compare(event.targets, draft.targets, _SHARED_TARGET, 0)
    score += _compare_places(event, draft) + _compare_dates(event, draft)
    score += _compare_counts(event, draft) + _score_form(draft) + _score_distance(event, draft)
    if event.type != draft.type and draft.type != "violent":
        score += _OTHER_TYPE
        score += _compare(event.agents, draft.agents, 0, _OTHER_DOERS)
    score += sum(_MARKED[mark] for mark in draft.marks)
    if event.type == draft.type and draft.statements[0] not in (None, *event.statements):
        score += _OTHER_STATEMENT
    if (draft.unreal[0] is None) != (None in event.unreal):
        score += _OTHER_REALITY
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
    if gap > _LONG_AGO:
        score += _STALE if draft.lemmas & event.lemmas else _OTHER_WORD
    return score + (_IN_HEADLINE if event.triggers[0].index < _HEADLINE_TOKENS else 0)


def _compare_counts(event: Draft, draft: Draft) -> int:
    """Return what speaks against one event where the counts of the same loss are others."""
    ours = {(count.what, count.low) for count in draft.counts}
    if ours & event.tolls:
        return 0
    losses = {what for what, _ in event.tolls}
    return _OTHER_COUNT if any(what in losses for what, _ in ours) else 0


def _compare(ours: list[str], theirs: list[str], shared: int, other: int) -> int:
    if not ours or not theirs:
        return 0
    return shared if set(ours) & set(theirs) else other


def _compare_places(event: Draft, draft: Draft) -> int:
    if event.place is None or draft.place is None:
        return 0
    if event.place.entity == draft.place.entity:
        return _SAME_PLACE
    if event.place.width != draft.place.width:
        return _WIDER_PLACE
    both = event.place.same_clause and draft.place.same_clause
    return _OTHER_PLACE if both else _DISTANT_PLACE


def _compare_dates(event: Draft, draft: Draft) -> int:
    if event.date is None or draft.date is None:
        return 0
    ours, theirs = event.date.date, draft.date.date
    if ours.earliest and theirs.latest and ours.earliest > theirs.latest:
        return _OTHER_DATE
    if ours.latest and theirs.earliest and ours.latest < theirs.earliest:
        return _OTHER_DATE
    return _CLOSE_DATE
