"""Which triggers tell of one event: headline and lead, first mention and what points back."""

from collections.abc import Iterator

from rawi.reading.events.drafts import MOST_SIDES, Draft
from rawi.reading.events.joining.likenesses import THRESHOLD, score_pair
from rawi.reading.events.lexicon import ARMED, VIOLENT, load_vague_lemmas, plain_classes_of
from rawi.reading.events.scenes import Scene

# How many earlier events a trigger is compared with: keeps the cost linear in the text.
_REACH = 16
_FAR_REACH = 200  # and one of capture with those on the same place
# Events that are said to hit somebody (حملة اعتقالات استهدفت, "arrests that targeted").
_HITTING = VIOLENT | {"operation", "arrest"}
_SUBJECT_REACH = 12  # tokens before a verb within which its subject is looked for

# What العملية ("the operation") points back to beside violence.
_OPERATIONS = frozenset({"arrest", "operation", "capture", "abduction", "release"})
_CARRIED = frozenset({"عمليه"})
# What a noun of attack in general may point back to (الاعتداء for a killing).
_POINTED = frozenset({"killing", "abduction"})
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


def join_unplaced(events: list[Draft]) -> list[Draft]:
    """Join events of one type that nothing sets apart, once place, date and sides are weighed.

    They have no place and no date, are as real as each other, and no other sides are named.
    """
    kept: list[Draft] = []
    for event in events:
        earlier = reversed(kept[-_REACH:])
        home = next((other for other in earlier if _is_unmarked(other, event)), None)
        if home is None:
            kept.append(event)
        else:
            home.absorb(event)
    return kept


def _is_unmarked(event: Draft, other: Draft) -> bool:
    if event.type != other.type or event.place or other.place or event.date or other.date:
        return False
    sides = ((event.agents, other.agents), (event.targets, other.targets))
    if any(ours and theirs and not set(ours) & set(theirs) for ours, theirs in sides):
        return False
    if event.type == "allegiance" and _are_apart(event, other):
        return False
    return (None in event.unreal) == (None in other.unreal)


def _are_apart(event: Draft, other: Draft) -> bool:
    """Whether the rules give two events other targets each: who left one group joined another."""
    ours, theirs = ({x for role, x in e.rules if role == "target"} for e in (event, other))
    return bool(ours and theirs) and not ours & theirs


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
    best, best_score = None, THRESHOLD - 1
    for event in _iter_earlier(events, draft):
        if not _may_be(event, draft):
            continue
        score = score_pair(event, draft)
        if score > best_score:
            best, best_score = event, score
    return best


def _iter_earlier(events: list[Draft], draft: Draft) -> Iterator[Draft]:
    """Yield the last events, then those before them of the same name, or on what is taken."""
    yield from reversed(events[-_REACH:])
    if draft.taken or draft.called:
        far = reversed(events[-_FAR_REACH:-_REACH])
        yield from (
            event for event in far if event.taken & draft.taken or event.called & draft.called
        )


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
        return event.type in VIOLENT or (
            event.type in _OPERATIONS and bool(draft.lemmas & _CARRIED)
        )
    return _is_vaguer(draft, event) or _is_vaguer(event, draft) or _points_at_violence(event, draft)


def _points_at_violence(event: Draft, draft: Draft) -> bool:
    """Whether one attack that is known may be a killing told before (ارتكب الاعتداء)."""
    trigger = draft.triggers[0]
    if draft.type != "attack" or event.type not in _POINTED or not trigger.definite:
        return False
    return "several" not in draft.marks and draft.lemmas <= load_vague_lemmas()


def _is_vaguer(vague: Draft, event: Draft) -> bool:
    """Whether one draft names in general what the other names exactly (هجوم and تفجير)."""
    lemmas = vague.lemmas
    if vague.type == "attack":
        return event.type in ARMED and lemmas <= load_vague_lemmas()
    if vague.type != "shelling" or event.type != "airstrike":
        return False
    shown = any(trigger.exact for trigger in vague.triggers)
    return not shown and lemmas <= load_vague_lemmas() | _SHELLING
