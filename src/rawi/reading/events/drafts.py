"""Events while they are put together: one draft a trigger, then one a real-world event."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from rawi.model import EventDate, Quantity, Statement
from rawi.reading.events.circumstances.clauses import DateFound, PlaceFound
from rawi.reading.events.words.modalities import Unreal
from rawi.reading.events.words.recurrences import Mark
from rawi.reading.events.words.triggers import Trigger
from rawi.reading.times.anchors import parse_day

# A role and what fills it: an entity, or the bounds of a date.
Argument = tuple[str, str | tuple[str | None, str | None]]

# An event with more sides than this is a run-on reading; the bound keeps the cost linear.
MOST_SIDES = 30
# Days from the first to the last of a date of which another may be a part; a night has two.
_LONG = 6

Days = tuple[datetime.date, datetime.date]


@dataclass(slots=True)
class Draft:
    """What one or more triggers tell of one event.

    Attributes:
        type: The event type; `violent` for a pointer that has found no event yet.
        agents: Entity ids in order of finding.
        targets: Likewise.
        place: The best place so far.
        date: The best date so far.
        unreal: One a trigger: what makes it unreal, or None.
        statements: One a trigger: the statement that it stands in, or None.
        sentence: The sentence of its last trigger.
        counts: The counts of people that belong to it.
        lemmas: Those of its triggers.
        tolls: What its counts count, and their lower bounds.
        rules: By role and entity, which rule gave it (`by`, `genitive`, `group before`…).
        votes: How many triggers the rules give an agent, target, place or date, by role and value.
        opening: What the rules give its first trigger, likewise by role and value.
        spared: Whom the grammar shows as what is hit, or its owner, and so as no doer.
        marks: How its first trigger tells of it beside what is told before.
        numbers: How many events its nouns count (23 غارة, "23 raids").
        taken: The places that its words say are taken or besieged.
        called: The names by which its nouns call it (هجوم المنيا).
        headlined: Whether its last trigger stands in a headline.
        turn: How often the article has turned to other news before its last trigger.
        likely: How likely it is a particular event, 0 to 1; None before that is weighed.
    """

    type: str
    triggers: list[Trigger]
    agents: list[str]
    targets: list[str]
    place: PlaceFound | None
    date: DateFound | None
    unreal: list[Unreal | None]
    statements: list[Statement | None]
    sentence: int
    counts: list[Quantity] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)
    tolls: set[tuple[str, int | None]] = field(default_factory=set)
    rules: dict[tuple[str, str], str] = field(default_factory=dict)
    votes: Counter[Argument] = field(default_factory=Counter)
    opening: set[Argument] = field(default_factory=set)
    spared: set[str] = field(default_factory=set)
    likely: float | None = None
    marks: frozenset[Mark] = frozenset()
    numbers: set[int] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    called: frozenset[str] = frozenset()
    headlined: bool = False
    turn: int = 0

    def __post_init__(self) -> None:
        self.lemmas = {trigger.sense.lemma for trigger in self.triggers}
        self.votes.update(self._iter_arguments())
        self.opening = set(self.votes)

    def _iter_arguments(self) -> Iterator[Argument]:
        yield from (("agent", entity) for entity in self.agents)
        yield from (("target", entity) for entity in self.targets)
        if self.place is not None:
            yield "place", self.place.entity
        if self.date is not None:
            yield "date", (self.date.date.earliest, self.date.date.latest)

    def add_agent(self, entity: str, rule: str) -> None:
        """Let somebody have done it who is found after its own words are read."""
        self.agents.append(entity)
        self.rules.setdefault(("agent", entity), rule)
        self.votes["agent", entity] += 1
        self.opening.add(("agent", entity))

    def find_told(self, but: frozenset[str]) -> set[str]:
        """Return whom the words of it give for its doers, by other rules than some."""
        return {x for (role, x), rule in self.rules.items() if role == "agent" and rule not in but}

    def add_target(self, entity: str, rule: str) -> None:
        """Let it have befallen somebody who is found after its own words are read."""
        self.targets.append(entity)
        self.rules.setdefault(("target", entity), rule)
        self.votes["target", entity] += 1
        self.opening.add(("target", entity))

    def absorb(self, other: "Draft") -> None:
        """Take in what another draft tells of the same event."""
        self.triggers += other.triggers
        self.lemmas |= other.lemmas
        if len(self.agents) < MOST_SIDES:
            self.agents += [x for x in other.agents if x not in self.agents]
        if len(self.targets) < MOST_SIDES:
            self.targets += [x for x in other.targets if x not in self.targets]
        for key, rule in other.rules.items():
            self.rules.setdefault(key, rule)
        self.votes.update(other.votes)
        self.spared |= other.spared
        self.called |= other.called
        self.numbers |= other.numbers
        self.taken |= other.taken
        self.headlined = other.headlined
        self.turn = other.turn
        self.unreal += other.unreal
        self.statements += other.statements
        self.sentence = other.sentence
        self.counts += other.counts  # a count is given to one trigger only
        self.tolls |= {(count.what, count.low) for count in other.counts}
        if other.place is not None and (
            self.place is None
            or (other.place.width, other.place.cost) < (self.place.width, self.place.cost)
        ):
            self.place = other.place
        if other.date is not None and (self.date is None or _is_better(other.date, self.date)):
            self.date = other.date


def _is_better(new: DateFound, old: DateFound) -> bool:
    """Whether a date is part of the one so far, closed where it is open, or nearer its trigger."""
    if _is_within(new.date, old.date) or _is_within(old.date, new.date):
        return _is_within(new.date, old.date)
    if (old.date.earliest is None) != (new.date.earliest is None):
        return old.date.earliest is None
    return new.cost < old.cost


def describe_votes(event: Draft, argument: Argument) -> str:
    """Return how many of an event's triggers the rules give an argument, and whether its first."""
    votes = min(3, event.votes[argument])
    opens = argument in event.opening
    return f"votes={votes} of {min(4, len(event.triggers))} opens={opens}"


def _is_within(part: EventDate, whole: EventDate) -> bool:
    """Whether a date with two ends is a part of a long one: 17 February 2011, and 2011."""
    ours = parse_day(part.earliest), parse_day(part.latest)
    theirs = parse_day(whole.earliest), parse_day(whole.latest)
    if None in ours or None in theirs or ours == theirs:
        return False
    first, last = cast(Days, ours)
    begin, end = cast(Days, theirs)
    return begin <= first and last <= end and (end - begin).days >= _LONG
