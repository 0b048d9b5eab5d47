"""Triggers, sides, circumstances, tolls and modality joined into events."""

from bisect import bisect_left
from typing import NamedTuple, cast

from rawi.model import Event, EventDate, Modality, Statement
from rawi.model.readings import EventType
from rawi.reading.events.choices.circumstance_weights import weigh_circumstances
from rawi.reading.events.choices.event_weights import drop_generic
from rawi.reading.events.choices.side_weights import weigh_sides
from rawi.reading.events.circumstances.clauses import find_date, find_place, find_width
from rawi.reading.events.circumstances.seizures import find_taken
from rawi.reading.events.drafts import Draft
from rawi.reading.events.joining.like_events import add_doers_of_like
from rawi.reading.events.joining.merge import join_subjects, join_unplaced, merge_drafts
from rawi.reading.events.joining.narrower import join_narrower
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
    join_parties,
    move_towns,
)
from rawi.reading.events.sides.proposals import find_averters, find_sides
from rawi.reading.events.sides.toll_doers import add_toll_doers
from rawi.reading.events.words.kinds import refine_kinds
from rawi.reading.events.words.modalities import Modalities
from rawi.reading.events.words.recurrences import (
    count_told,
    find_headline_end,
    find_marks,
)
from rawi.reading.events.words.tails import find_tail
from rawi.reading.events.words.topics import drop_aims, is_opinion, is_sport, keep_told
from rawi.reading.events.words.triggers import Trigger, find_triggers
from rawi.reading.events.words.turns import number_turns
from rawi.reading.times.anchors import parse_day

_AHEAD = 2  # days from the day of publication to what is to come
_BESIDE = 2  # tokens between two words that tell of an event together


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
    return [_make_event(scene, draft, number) for number, draft in enumerate(events, 1)]


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
    scene.event_nouns = {trigger.index for trigger in triggers if trigger.form is None}
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


def _make_event(scene: Scene, draft: Draft, number: int) -> Event:
    modality, statement = _find_modality(draft)
    if _is_to_come(draft, scene.analysis.doc.published):
        modality, statement = "planned", _find_teller(draft)
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


def _find_modality(draft: Draft) -> tuple[Modality, str | None]:
    """Return the modality of an event: real where any trigger tells it as having happened."""
    real = _find_real(draft)
    if real:
        told = [statement for statement in real if statement is not None]
        if len(told) < len(real):
            return "asserted", None
        return "claimed", _first(told)
    return next(why for why in draft.unreal if why is not None), _find_teller(draft)


def _find_teller(draft: Draft) -> str | None:
    """Return the first statement that tells an event, or None where the writer tells it."""
    statements = [statement for statement in draft.statements if statement is not None]
    return _first(statements) if len(statements) == len(draft.statements) else None


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
    (العملية) tells no plan as real, and in the writer's voice leaves a claim a claim. Whoever
    condemns an event does not tell it: the writer takes it for known.
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
    return [None if _is_condemned(t, s) else s for t, s in own or told]


def _points_back(trigger: Trigger) -> bool:
    return trigger.form is None and (trigger.definite or bool(trigger.pronoun))


def _is_condemned(trigger: Trigger, statement: Statement | None) -> bool:
    return statement is not None and statement.stance == "condemns" and trigger.form is None


def _first(statements: list[Statement]) -> str:
    return statements[0].id
