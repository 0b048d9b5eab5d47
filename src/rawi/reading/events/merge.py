"""Which triggers tell of one event: headline and lead, first mention and what points back."""

from rawi.reading.events.drafts import MOST_SIDES, Draft
from rawi.reading.events.lexicon import load_vague_lemmas, plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.events.tolls import VIOLENT

# How many earlier events a trigger is compared with: keeps the cost linear in the text.
_REACH = 24
# What a pair scores for what it shares and differs in. Tuned on hand-annotated news.
_SHARED_AGENT = 2
_SHARED_TARGET = 2
_SAME_PLACE = 2
_SAME_DATE = 1
_OTHER_AGENTS = -3
_OTHER_PLACE = -3
_OTHER_DATE = -4
_DEFINITE = 1
_IS_NEAR = 1  # told of in the same sentence or next to it
_NEAR_SENTENCES = 1
_IN_HEADLINE = 1  # the article tells on of what its headline names
_HEADLINE_TOKENS = 20
_SAME_COUNT = 2
_THRESHOLD = 1
# What speaks for one event must outweigh the words' naming different kinds.
_OTHER_TYPE = -3

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
    if after is not None and trigger.index + 1 < last and _is_event_noun(after):
        return after
    for index in range(trigger.index - 1, max(first, trigger.index - _SUBJECT_REACH) - 1, -1):
        if scene.tokens[index].text in ".؛":
            break
        found = by_token.get(index)
        if found is not None:
            return found if _is_event_noun(found) else None
        mention = scene.mention_of[index]
        if mention is not None and mention.type == "armed_group" and draft.agents:
            return None
    return None


def _is_event_noun(draft: Draft) -> bool:
    return draft.triggers[0].form is None and draft.type in VIOLENT


def _find_home(events: list[Draft], draft: Draft) -> Draft | None:
    best, best_score = None, _THRESHOLD - 1
    recent = events[-_REACH:]
    for age, event in enumerate(reversed(recent)):
        if not _may_be(event, draft):
            continue
        score = score_pair(event, draft)
        if score > best_score:
            best, best_score = event, score
        del age
    return best


def _may_be(event: Draft, draft: Draft) -> bool:
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
    score = _compare(event.agents, draft.agents, _SHARED_AGENT, _OTHER_AGENTS)
    score += _compare(event.targets, draft.targets, _SHARED_TARGET, 0)
    score += _compare_places(event, draft)
    score += _compare_dates(event, draft)
    if draft.triggers[0].definite:
        score += _DEFINITE
    if event.type != draft.type and draft.type != "violent":
        score += _OTHER_TYPE
    if draft.sentence - event.sentence <= _NEAR_SENTENCES:
        score += _IS_NEAR
    if event.triggers[0].index < _HEADLINE_TOKENS:
        score += _IN_HEADLINE
    if any((count.what, count.low) in event.tolls for count in draft.counts):
        score += _SAME_COUNT
    return score


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
        return 0
    return _OTHER_PLACE if event.place.same_clause and draft.place.same_clause else -1


def _compare_dates(event: Draft, draft: Draft) -> int:
    if event.date is None or draft.date is None:
        return 0
    ours, theirs = event.date.date, draft.date.date
    if ours.earliest and theirs.latest and ours.earliest > theirs.latest:
        return _OTHER_DATE
    if ours.latest and theirs.earliest and ours.latest < theirs.earliest:
        return _OTHER_DATE
    return _SAME_DATE
