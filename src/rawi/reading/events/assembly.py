"""Triggers, sides, circumstances, tolls and modality joined into events."""

from bisect import bisect_left
from typing import NamedTuple, cast

from rawi.model import Event, EventDate
from rawi.model.readings import EventType
from rawi.reading.events.choices.circumstance_weights import weigh_circumstances
from rawi.reading.events.choices.doubled_sides import drop_doubled
from rawi.reading.events.choices.event_weights import drop_generic
from rawi.reading.events.choices.side_weights import weigh_sides
from rawi.reading.events.circumstances.clauses import find_date, find_place, find_width
from rawi.reading.events.circumstances.seizures import find_taken
from rawi.reading.events.drafts import Draft
from rawi.reading.events.joining.like_events import add_doers_of_like
from rawi.reading.events.joining.merge import join_subjects, join_unplaced, merge_drafts
from rawi.reading.events.joining.narrower import join_narrower
from rawi.reading.events.joining.tellings import tell
from rawi.reading.events.joining.tolls import distance, drop_tolls, fits
from rawi.reading.events.meanings.craft_owners import name_craft
from rawi.reading.events.meanings.described_groups import gather_groups
from rawi.reading.events.meanings.meant_groups import add_owners, drop_titles, name_groups
from rawi.reading.events.phrases.actors import Actors, find_owners
from rawi.reading.events.phrases.phrase_kinds import is_actor
from rawi.reading.events.phrases.side_phrases import Side
from rawi.reading.events.scenes import Scene
from rawi.reading.events.sides.carried_objects import carry_objects
from rawi.reading.events.sides.carried_subjects import carry_subjects
from rawi.reading.events.sides.discourse import (
    add_named_victims,
    add_victims,
    clear_accusers,
    drop_own,
    drop_parties,
    fill_gaps,
    move_towns,
)
from rawi.reading.events.sides.joined_sides import (
    join_followers,
    join_parties,
    keep_linked,
    share_objects,
)
from rawi.reading.events.sides.proposals import find_averters, find_sides
from rawi.reading.events.sides.toll_doers import add_toll_doers
from rawi.reading.events.words.kinds import refine_kinds
from rawi.reading.events.words.modalities import Modalities
from rawi.reading.events.words.recurrences import (
    count_told,
    find_called,
    find_headline_end,
    find_marks,
)
from rawi.reading.events.words.tails import find_tail
from rawi.reading.events.words.topics import drop_aims, is_opinion, is_sport, keep_told
from rawi.reading.events.words.triggers import Trigger, find_triggers
from rawi.reading.events.words.turns import number_turns


def assemble_events(scene: Scene) -> list[Event]:
    """Return the events of an article, in order of first trigger; of a report on sport, none."""
    if is_sport(scene):
        scene.analysis.skipped["event_in_sport"] += len(find_triggers(scene))
        return []
    found = refine_kinds(scene, _drop_linked(scene, find_triggers(scene)))
    triggers = drop_tolls(scene, found)
    telling = {trigger.index for trigger in triggers}
    tolls = [trigger for trigger in found if trigger.index not in telling]
    events = merge_drafts(make_drafts(scene, triggers, tolls))
    add_victims(scene, events)
    fill_gaps(scene, events)
    if is_opinion(scene):
        told = keep_told(events)
        scene.analysis.skipped["event_too_general"] += len(events) - len(told)
        events = told
    events = weigh_arguments(scene, events)
    end = find_headline_end(scene)
    headline = scene.tokens[end - 1].end if end else 0
    return [_make_event(scene, draft, number, headline) for number, draft in enumerate(events, 1)]


def _drop_linked(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Leave out what the headlines of other articles below the text tell."""
    end = find_tail(scene)
    own = [trigger for trigger in triggers if trigger.index < end]
    scene.analysis.skipped["event_in_links"] += len(triggers) - len(own)
    return own


def make_drafts(scene: Scene, triggers: list[Trigger], tolls: list[Trigger]) -> list[Draft]:
    """Return what each trigger tells by itself, with the counts that stand next to it.

    Args:
        scene: The article.
        triggers: The words that tell of events.
        tolls: Words of killing that tell but the tolls of these.
    """
    scene.event_words = [trigger.index for trigger in triggers]
    scene.event_nouns = {t.index: t.type for t in triggers if t.form is None}
    modalities, actors = Modalities(scene), Actors(scene)
    drafts = [_make_draft(scene, trigger, modalities, actors) for trigger in triggers]
    end, turns = find_headline_end(scene), number_turns(scene)
    for draft in drafts:
        draft.headlined = draft.triggers[0].index < end
        draft.turn = turns[draft.sentence]
    carry_subjects(scene, drafts)
    carry_objects(scene, drafts, actors)
    add_toll_doers(scene, drafts, tolls, actors=actors)
    add_doers_of_like(scene, drafts)
    drafts = join_subjects(scene, drafts)
    _assign_counts(scene, drafts)
    return drafts


def weigh_arguments(scene: Scene, events: list[Draft]) -> list[Draft]:
    """Let learned weights decide on what the rules have proposed: which events, with whom, where.

    Returns:
        The events that are kept.
    """
    kept = drop_aims(drop_generic(scene, events))
    scene.analysis.skipped["event_too_general"] += len(events) - len(kept)
    weigh_sides(scene, kept)
    clear_accusers(scene, kept)
    drop_parties(scene, kept)
    add_named_victims(scene, kept)
    drop_own(scene, kept)
    join_parties(scene, kept)
    join_followers(scene, kept)
    share_objects(scene, kept)
    keep_linked(scene, kept)
    drop_doubled(scene, kept)
    weigh_circumstances(scene, kept, scene.analysis.doc.published)
    move_towns(scene, kept)
    kept = join_unplaced(join_narrower(scene, kept))
    drop_titles(scene, kept)
    add_owners(scene, kept)
    name_groups(scene, kept)
    name_craft(scene, kept)
    gather_groups(scene, kept)
    return kept


def _make_draft(scene: Scene, trigger: Trigger, modalities: Modalities, actors: Actors) -> Draft:
    named = _name_sides(scene, trigger, actors)
    hit = [*named.of("target"), *sorted(named.spared)]
    actors.parties.note(trigger.index, trigger.type, agents=named.of("agent"), hit=hit)
    taken = find_taken(scene, trigger)
    return Draft(
        trigger.type,
        [trigger],
        named.of("agent"),
        [x for x in named.of("target") if x not in named.of("agent")],
        taken or find_place(scene, trigger.index, type_=trigger.type, actors=named.acting),
        find_date(scene, trigger, modalities.statement_at(trigger)),
        [modalities.find_unreal(trigger)],
        [modalities.teller_of(trigger)],
        scene.sentence_of[trigger.index],
        rules=named.rules,
        spared=named.spared,
        marks=find_marks(scene, trigger),
        called=find_called(scene, trigger),
        taken={taken.entity} if taken is not None else set(),
        numbers={count} if (count := count_told(scene, trigger)) is not None else set(),
    )


class _Named(NamedTuple):
    """The sides of a trigger as entities: rule by role and entity, tokens that act, who is hit."""

    rules: dict[tuple[str, str], str]
    acting: set[int]
    spared: set[str]

    def of(self, role: str) -> list[str]:
        return [entity for key, entity in self.rules if key == role]


def _name_sides(scene: Scene, trigger: Trigger, actors: Actors) -> _Named:
    named = _Named({}, set(), find_averters(scene, trigger))
    for side in find_sides(scene, trigger):
        found: list[str] = []
        if side.role in ("agent", "side"):
            found = actors.find_agents(side.phrase, trigger.type, told=side.rule == "by")
            if side.role == "side" and _is_venue(scene, side, found):
                continue
            named.acting.update(range(side.phrase.first, side.phrase.last))
            named.spared.update(actors.find_followed(side.phrase))
        elif side.role == "target":
            named.spared.update(find_owners(scene, side.phrase))
            if _may_suffer(scene, trigger, side):
                found = actors.find_targets(side.phrase, trigger.type)
        role = "target" if side.role == "target" else "agent"
        for entity in found:
            named.rules.setdefault((role, entity), side.rule)
    return named


def _may_suffer(scene: Scene, trigger: Trigger, side: Side) -> bool:
    """Whether a phrase may be a target: what is captured is the place, who lost it the target."""
    return trigger.type != "capture" or is_actor(scene, side.phrase)


def _is_venue(scene: Scene, side: Side, found: list[str]) -> bool:
    """Whether a party to talks or a clash is but the place where they were (اجتماعات جنيف)."""
    if len(found) != 1 or scene.entities[found[0]].type != "place" or not side.phrase.mentions:
        return False
    return find_width(scene, side.phrase.first, side.phrase.mentions[0]) < 5


def _assign_counts(scene: Scene, drafts: list[Draft]) -> None:
    """Give each count to the nearest trigger of its sentence that it fits."""
    triggers = [draft.triggers[0].index for draft in drafts]
    for token, count in scene.quantity_tokens:
        first, last = scene.bounds(token)
        near = drafts[bisect_left(triggers, first) : bisect_left(triggers, last)]
        fitting = [draft for draft in near if fits(count, draft.type)]
        if fitting:
            nearest = min(fitting, key=lambda d: distance(scene, d.triggers[0].index, token))
            nearest.counts.append(count)


def _make_event(scene: Scene, draft: Draft, number: int, headline: int) -> Event:
    modality, statement = tell(draft, scene.analysis.doc.published, headline=headline)
    spans = {
        (scene.tokens[t.index].start + t.skip, scene.tokens[t.index].end) for t in draft.triggers
    }
    return Event(
        id=f"v{number}",
        type=cast(EventType, draft.type),
        triggers=tuple(scene.analysis.span(start, end) for start, end in sorted(spans)),
        modality=modality,
        statement=statement,
        date=draft.date.date if draft.date is not None else EventDate(None, None, "not told"),
        place=draft.place.entity if draft.place is not None else None,
        agents=tuple(draft.agents),
        targets=tuple(draft.targets),
        quantities=tuple(count.id for count in draft.counts),
    )
