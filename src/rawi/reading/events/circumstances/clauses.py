"""When and where: the date and the place that the words around a trigger give it."""

from bisect import bisect_left
from datetime import timedelta
from typing import NamedTuple

from rawi.model import EventDate, Mention, Statement, TimeExpression
from rawi.reading.events.circumstances.containments import WIDTHS
from rawi.reading.events.circumstances.foreign_times import is_foreign, is_posted
from rawi.reading.events.circumstances.place_relations import find_stationed, is_elsewhere
from rawi.reading.events.circumstances.ranges import RANGE
from rawi.reading.events.lexicon import load_states, plain_classes_of
from rawi.reading.events.scenes import Scene, find_between
from rawi.reading.events.words.triggers import Trigger
from rawi.reading.times.anchors import parse_day
from rawi.text.normalise import fold

Bounds = tuple[str | None, str | None]  # first and last day, ISO; None where not known

# Costs in tokens of distance, found on hand-annotated news: what a place or date must be nearer by
# to win over one in the clause, behind the trigger, after a preposition.
_CLAUSE_COST = 4
_BEFORE_COST = 6
_PLAIN_COST = 8
_WIDE_COST = 4
_DATE_BEFORE_COST = 2
# Tokens from a word to what points back to its place (قصفت محيط البلدة).
_DIRECT_REACH = 4
_DATE_REACH = 40

# Events that go on for a while.
LASTING = frozenset(
    {
        "battle", "siege", "operation", "displacement", "sanction", "support", "protest", "trial",
        "aid",
    }
)  # fmt: skip

_DECLARED_REACH = 12
# How much nearer than another the day counts on which an event is announced.
_DECLARED_GAIN = 10
# Events that are announced on the day that they take place.
_DECLARED = frozenset({"agreement", "allegiance", "appointment", "capture", "sanction"})

# Events that need not have a place, or have one that the text seldom names.
PLACELESS = frozenset(
    {
        "agreement", "appointment", "talks", "allegiance", "trial", "support", "sanction", "aid",
        "release",
    }
)  # fmt: skip

_STATE = 5
_CONTAINER = 3


class PlaceFound(NamedTuple):
    """The place of a trigger: its entity, its cost, and how wide it is (0 narrow, 5 a country).

    `country` is the ISO code of the country that it lies in, None where that is not known.
    """

    entity: str
    cost: int
    width: int
    same_clause: bool
    country: str | None = None


class DateFound(NamedTuple):
    """The date of a trigger, with its cost."""

    date: EventDate
    cost: int


def find_place(scene: Scene, index: int, *, type_: str, actors: set[int]) -> PlaceFound | None:
    """Return the place nearest to a trigger within its sentence.

    Args:
        scene: The article.
        index: The token of the trigger.
        type_: The type of its event.
        actors: Tokens of phrases that act: a country that acts is not where it happens.
    """
    first, last = scene.bounds(index)
    best: PlaceFound | None = None
    for position in find_between(scene.place_tokens, first, last):
        token = scene.place_tokens[position]
        mention = scene.mention_of[token]
        if mention is None or abs(token - index) > 60:
            continue
        if _is_of_actor(scene, token, actors) or is_elsewhere(scene, type_, token):
            continue
        width = find_width(scene, token, mention)
        if width >= _STATE and token != index + 1 and not has_preposition(scene, token):
            continue  # a state without a preposition acts, or is spoken of
        best = _take_nearer(scene, index, best, (token, mention.entity, width))
    for token, entity, sure in scene.pointers_between(first, last):
        width = find_entity_width(scene, entity)
        if sure and width < _CONTAINER and _is_direct(scene, index, token):
            best = _take_nearer(scene, index, best, (token, entity, width))
    return best


def _is_direct(scene: Scene, index: int, token: int) -> bool:
    """Whether but prepositions and nouns of place stand between a trigger and a token behind it."""
    between = range(index + 1, token)
    return 0 < token - index <= _DIRECT_REACH and all(
        scene.has_class(i, "placehead") or scene.has_class(i, "locative") for i in between
    )


def _take_nearer(
    scene: Scene, index: int, best: PlaceFound | None, place: tuple[int, str, int]
) -> PlaceFound:
    """Return the nearer to a trigger of the best place so far and another."""
    token, entity, width = place
    cost = _place_cost(scene, index, token) + (_WIDE_COST if width >= _CONTAINER else 0)
    if best is not None and best.cost <= cost:
        return best
    same = scene.clause_of[token] == scene.clause_of[index]
    return PlaceFound(entity, cost, width, same, find_country(scene, entity))


def _is_of_actor(scene: Scene, token: int, actors: set[int]) -> bool:
    """Whether a place belongs to a phrase that acts, or is where those who act are stationed."""
    if token in actors or _is_newspaper(scene, token):
        return True
    group = find_stationed(scene, token)
    return group is not None and not actors.isdisjoint(group)


def _place_cost(scene: Scene, index: int, token: int) -> int:
    clauses = abs(scene.clause_of[token] - scene.clause_of[index])
    cost = abs(token - index) + _CLAUSE_COST * min(clauses, 5)
    if token < index:
        cost += _BEFORE_COST
    if is_genitive(scene, index, token):
        cost -= _PLAIN_COST
    elif not has_preposition(scene, token) and not scene.has_class(token, "placehead"):
        cost += _PLAIN_COST
    return cost


def _is_newspaper(scene: Scene, token: int) -> bool:
    """Whether a place name in quotation marks behind ل is of the paper spoken to."""
    return token > 1 and scene.is_quote(token - 1) and scene.tokens[token - 2].key == "ل"


def is_genitive(scene: Scene, index: int, token: int) -> bool:
    """Whether a place stands straight behind a trigger (هجوم برلين, قصف مدينة حلب)."""
    between = range(index + 1, token)
    return 0 < token - index <= 2 and all(scene.has_class(i, "placehead") for i in between)


def has_preposition(scene: Scene, token: int) -> bool:
    """Whether a preposition of place stands before the name at token i, or a noun that has one."""
    mention = scene.mention_of[token]
    if mention is not None and mention.start > scene.tokens[token].start:
        return scene.tokens[token].key[0] in "بل" or scene.tokens[token].key[:2] in ("وب", "ول")
    for other in range(token - 1, max(-1, token - 4), -1):
        if scene.is_mark(other):
            return False
        if scene.has_class(other, "locative"):
            return True
    return False


def find_width(scene: Scene, token: int, mention: Mention) -> int:
    """Return how wide a place is: by its location, else by its name and the noun before it."""
    location = scene.entities[mention.entity].location
    width = find_entity_width(scene, mention.entity)
    if location is None and fold(mention.text) in load_states():
        width = _STATE
    before = range(token - 1, max(-1, token - 3), -1)
    if scene.has_class(token, "water") or any(scene.has_class(i, "container") for i in before):
        width = max(width, _CONTAINER)
    return width


def find_entity_width(scene: Scene, entity: str) -> int:
    """Return how wide a place is by its location; that of a town where it has none."""
    location = scene.entities[entity].location
    return 1 if location is None else WIDTHS[location.precision]


def find_country(scene: Scene, entity: str) -> str | None:
    """Return the country that a place lies in, None where that is not known."""
    location = scene.entities[entity].location
    return None if location is None else location.country


def find_date(scene: Scene, trigger: Trigger, statement: Statement | None) -> DateFound | None:
    """Return the date nearest to a trigger within its sentence.

    A date that stands with the words of saying, outside what is said (قال أمس إن), dates the
    saying: what is told happened by then.
    """
    index = trigger.index
    first, last = scene.bounds(index)
    times = scene.time_tokens
    best: DateFound | None = None
    position = bisect_left(times, first, key=lambda pair: pair[0])
    while position < len(times) and times[position][0] < last:
        token, time = times[position]
        position += 1
        clauses = abs(scene.clause_of[token] - scene.clause_of[index])
        cost = abs(token - index) + _CLAUSE_COST * min(clauses, 5)
        cost += _DATE_BEFORE_COST if token < index else 0
        if cost > _DATE_REACH or is_foreign(scene, trigger, token):
            continue
        if best is None or cost < best.cost:
            reason = "clause" if clauses == 0 else "sentence"
            date = make_date(scene, token, time, reason, lasting=trigger.type in LASTING)
            best = DateFound(date, cost)
            told = statement is not None and not _is_said(statement, time)
            declared = _declares(scene, statement, trigger)
            told = told and not declared
            if declared and token < index:
                best = DateFound(date, cost - _DECLARED_GAIN)
            if told or is_posted(scene, index, token):
                best = DateFound(EventDate(None, time.latest, "told"), cost)
    return best


def _declares(scene: Scene, statement: Statement | None, trigger: Trigger) -> bool:
    """Whether an event takes place in its being announced: أعلن أمس تحرير المدينة.

    What is told in a clause of its own (أعلن أمس أن الجيش حرر) was before.
    """
    if statement is None or statement.stance != "announces" or trigger.form is not None:
        return False
    cue = scene.analysis.token_at(statement.cue.start)
    between = range(cue + 1, trigger.index)
    plain = len(between) <= _DECLARED_REACH and not any(
        scene.is_a(index, "declaredthat") for index in between
    )
    return plain and trigger.type in _DECLARED


def _is_said(statement: Statement, time: TimeExpression) -> bool:
    return any(first <= time.start < last for first, last in statement.content)


def make_date(
    scene: Scene, token: int, time: TimeExpression, reason: str, *, lasting: bool
) -> EventDate:
    """Return the bounds of a date; what began then (منذ) and lasts is open at its end.

    What began on the day of publication is of that day: the article knows of no later one. What
    does not last happened then (اختفى منذ مايو, "has been missing since May").
    """
    before = scene.tokens[token - 1].key if token > 0 and time.reason != RANGE else ""
    if lasting and "since" in plain_classes_of(before):
        today = time.latest is not None and time.latest == scene.analysis.doc.published
        return EventDate(time.earliest, time.latest if today else None, reason)
    if "until" in plain_classes_of(before):
        return EventDate(None, time.latest, reason)
    if "earlierthan" in plain_classes_of(before):
        return EventDate(None, _find_eve(time.earliest), reason)
    return EventDate(time.earliest, time.latest, reason)


def _find_eve(day: str | None) -> str | None:
    """Return the day before another: قبل 12 أبريل."""
    parsed = parse_day(day)
    return None if parsed is None else (parsed - timedelta(1)).isoformat()
