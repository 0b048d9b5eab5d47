"""Reading ties: from titles, from words that tie two names, from bodies within bodies."""

from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.language.phrases import PhraseMatch
from rawi.model import Predicate, Relation, Statement
from rawi.reading.entities import Entities
from rawi.reading.relations.bodies import iter_bodies
from rawi.reading.relations.sides import Side, Sides
from rawi.reading.relations.triggers import Trigger, load_triggers
from rawi.reading.titles import Title
from rawi.reading.titles.names import Names
from rawi.reading.voices import Voices

_OF_OFFICE: dict[str, Predicate] = {"leads": "leads", "role": "role", "member_of": "member_of"}
_UNDIRECTED = frozenset({"allied_with", "opposes", "kin_of", "alias_of"})
# Ties of which one name may have several at once: تنشط في الكاف والقصرين.
_BODIES = frozenset({"organization", "armed_group"})
_ENDS = frozenset('،,.:؛("«“')
_MANY = frozenset({"based_in", "member_of", "supports", "allied_with"})


class Tie(NamedTuple):
    """A tie found at `[start, end)`; `title` is that of an office."""

    subject: str
    predicate: Predicate
    object: str
    start: int
    end: int
    title: str | None = None


def read_relations(
    analysis: Analysis, entities: Entities, *, titles: list[Title], statements: list[Statement]
) -> list[Relation]:
    """Return the ties that the text tells of, each once, in order of their evidence."""
    names = Names(analysis, entities)
    ties = [*_find_held(names, entities, titles), *_find_triggered(names, entities, titles)]
    ties += [Tie(*tie) for tie in iter_bodies(names)]
    voices = Voices(statements)
    relations: list[Relation] = []
    seen: set[tuple[str, str, str]] = set()
    for tie in sorted(ties, key=lambda tie: (tie.start, tie.end)):
        key = (tie.subject, tie.predicate, tie.object)
        turned = (tie.object, tie.predicate, tie.subject)
        if tie.subject == tie.object or key in seen:
            continue
        if tie.predicate in _UNDIRECTED and turned in seen:
            continue
        seen.add(key)
        relations.append(
            Relation(
                id=f"r{len(relations) + 1}",
                subject=tie.subject,
                predicate=tie.predicate,
                object=tie.object,
                title=tie.title,
                statement=voices.find(tie.start),
                evidence=analysis.span(tie.start, tie.end),
            )
        )
    return relations


def _find_held(names: Names, entities: Entities, titles: list[Title]) -> list[Tie]:
    """Return the ties that titles make between holder and body."""
    ties = []
    for title in titles:
        predicate = _OF_OFFICE.get(title.tie)
        if predicate is None or title.person is None or title.body is None:
            continue
        for body in (title.body, *_find_second_body(names, title)):
            if predicate != "member_of" or entities[body].type != "place":
                tie = Tie(title.person, predicate, body, title.start, title.end, title.title)
                ties.append(tie)
    return ties


def _find_second_body(names: Names, title: Title) -> list[str]:
    """Return the body joined by و to that of a title: الناطق باسم المحكمة والقطب القضائي، فلان.

    Only where the phrase ends behind it, or the holder follows; else a new clause may begin there.
    """
    index = names.analysis.token_at(title.title_end - 1) + 1
    while index < len(names.tokens) and names.tokens[index].start < title.end:
        mention = names.starting.get(index)
        if mention is not None and mention.entity == title.body:
            break
        index += 1
    after = names.lasts.get(index)
    second = names.starting.get(after) if after is not None else None
    if after is None or second is None or second.type not in _BODIES:
        return []
    token, last = names.tokens[after], names.lasts[after]
    if token.text[: second.start - token.start] != "و" or last >= len(names.tokens):
        return []
    follower = names.starting.get(last)
    held = follower is not None and follower.entity == title.person
    return [second.entity] if held or names.tokens[last].text in _ENDS else []


def _find_triggered(names: Names, entities: Entities, titles: list[Title]) -> list[Tie]:
    """Return the ties that words make between the names around them."""
    sides = Sides(names, titles)
    ties: list[Tie] = []
    for match in load_triggers().iter_matches(names.tokens):
        if match.first in names.inside:
            continue
        for trigger in match.entries:
            found = _find_sides(sides, match, trigger)
            if found is None:
                continue
            left, right = found
            ties += _make_ties(names, entities, trigger, left, right)
            break
    return ties


def _find_sides(
    sides: Sides, match: PhraseMatch[Trigger], trigger: Trigger
) -> tuple[Side, Side] | None:
    """Return the left and the right end of a tie, None unless both are there."""
    if trigger.left in ("inside", "around"):
        inside = sides.find_inside(match, trigger)
        if inside is not None:
            left, index = inside
            right = sides.find_right(match, trigger, index)
            return (left, right) if right is not None else None
        if trigger.left == "inside":
            return None
    right = sides.find_right(match, trigger, match.last)
    if right is None:
        return None
    before = sides.find_left(match, trigger)
    return (before, right) if before is not None else None


def _make_ties(
    names: Names, entities: Entities, trigger: Trigger, left: Side, right: Side
) -> list[Tie]:
    """Return the tie of two ends, and those with the names joined to the right one by و."""
    start, end = min(left.start, right.start), max(left.end, right.end)
    # القوات الموالية لفلان describes forces by their man; it tells of no tie of its own.
    described = left.entity is None and not trigger.from_right and right.entity is not None
    if described and right.entity is not None and entities[right.entity].type == "person":
        return []
    one = left.entity or entities.add_unnamed(left.start, right.end)
    rights = [right, *_find_joined(names, trigger, right)]
    ties = []
    for side in rights:
        if side.entity is None:
            continue
        subject, object_ = (side.entity, one) if trigger.from_right else (one, side.entity)
        ties.append(Tie(subject, trigger.predicate, object_, start, max(end, side.end)))
    return ties


def _find_joined(names: Names, trigger: Trigger, right: Side) -> list[Side]:
    """Return the names joined by و to the right end of a tie."""
    joined: list[Side] = []
    index = names.analysis.token_at(right.end - 1) + 1
    while trigger.predicate in _MANY and index in names.starting:
        mention, token = names.starting[index], names.tokens[index]
        if token.text[: mention.start - token.start] != "و":
            break
        if mention.type not in trigger.right_kinds:
            break
        joined.append(Side(mention.entity, mention.start, mention.end))
        index = names.lasts[index]
    return joined
