"""Reading ties: from titles, from words that tie two names, from bodies within bodies."""

from collections.abc import Iterator
from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.language.phrases import PhraseMatch
from rawi.model import BODIES, Predicate, Relation, Statement
from rawi.reading.entities import Entities
from rawi.reading.relations.bodies import iter_bodies, iter_parties
from rawi.reading.relations.left_ends import LeftEnds
from rawi.reading.relations.lists import find_examples, find_joined, find_joined_before
from rawi.reading.relations.negations import is_denied
from rawi.reading.relations.right_ends import RightEnds
from rawi.reading.relations.triggers import Side, Trigger, load_nouns, load_triggers
from rawi.reading.titles import Title
from rawi.reading.titles.holders import find_party
from rawi.reading.titles.names import Names
from rawi.reading.voices import Voices

_OF_OFFICE: dict[str, Predicate] = {"leads": "leads", "role": "role", "member_of": "member_of"}
_UNDIRECTED = frozenset({"allied_with", "opposes", "kin_of", "alias_of"})
_ENDS = frozenset('،,.:؛("«“')
# Ties of which one name may have several at once: تنشط في الكاف والقصرين.
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
    tied = {(tie.subject, tie.object) for tie in ties}
    bare = [Tie(*tie) for tie in (*iter_bodies(names), *iter_parties(names))]
    ties += [tie for tie in bare if (tie.subject, tie.object) not in tied]
    voices = Voices(statements)
    relations: list[Relation] = []
    seen: set[tuple[str, str, str]] = set()
    for tie in sorted(ties, key=lambda tie: (tie.start, tie.end)):
        key = (tie.subject, tie.predicate, tie.object)
        described = _leave_described(tie, entities)
        turned = (tie.object, tie.predicate, tie.subject)
        if tie.subject == tie.object or key in seen or described in seen:
            continue
        if tie.predicate in _UNDIRECTED and turned in seen:
            continue
        seen |= {key, described}
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


def _leave_described(tie: Tie, entities: Entities) -> tuple[str, str, str]:
    """Return what a tie tells of its named side: one described side is enough of a kind.

    The militias backed by a state are told of in one article in ever other words.
    """
    ends = (tie.subject, tie.object)
    subject, object_ = ("" if entities[end].type == "unnamed" else end for end in ends)
    return (subject, tie.predicate, object_)


def _is_passing(names: Names, side: Side) -> bool:
    """Whether a described group is a detachment that no tie of lasts (دورية تابعة لكذا)."""
    token = names.tokens[names.analysis.token_at(side.start)]
    return token.find_form(load_nouns("passing")) is not None


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
        party = find_party(names, _find_body_end(names, title))
        if party is not None and predicate != "leads":
            mention = names.starting[party]
            end = max(title.end, mention.end)
            ties.append(Tie(title.person, "member_of", mention.entity, title.start, end))
    return ties


def _find_body_end(names: Names, title: Title) -> int:
    """Return the token after the name of the body of a title, that after the title if unnamed."""
    index = names.analysis.token_at(title.title_end - 1) + 1
    following = index
    while following < len(names.tokens) and names.tokens[following].start < title.end:
        mention = names.starting.get(following)
        if mention is not None and mention.entity == title.body:
            return names.lasts[following]
        following += 1
    return index


def _find_second_body(names: Names, title: Title) -> list[str]:
    """Return the body joined by و to that of a title: الناطق باسم المحكمة والقطب القضائي، فلان.

    Only where the phrase ends behind it, or the holder follows; else a new clause may begin there.
    """
    after = _find_body_end(names, title)
    second = names.starting.get(after)
    if second is None or second.type not in BODIES:
        return []
    token, last = names.tokens[after], names.lasts[after]
    if token.text[: second.start - token.start] != "و" or last >= len(names.tokens):
        return []
    follower = names.starting.get(last)
    held = follower is not None and follower.entity == title.person
    return [second.entity] if held or names.tokens[last].text in _ENDS else []


def _find_triggered(names: Names, entities: Entities, titles: list[Title]) -> list[Tie]:
    """Return the ties that words make between the names around them."""
    lefts = LeftEnds(names, RightEnds(names, titles))
    ties: list[Tie] = []
    index = 0
    while index < len(names.tokens):
        following = index + 1
        for match in _iter_matches(names, index):
            found = _find_tied(lefts, entities, match)
            if found:
                ties += found
                following = match.last
                break
        index = following
    return ties


def _iter_matches(names: Names, index: int) -> Iterator[PhraseMatch[Trigger]]:
    """Yield the triggers that begin in a token, the longest first."""
    if index in names.inside:
        return
    table, tokens = load_triggers(), names.tokens
    match = table.match(tokens, index)
    while match is not None:
        if not is_denied(names, match):
            yield match
        if match.last == index + 1:
            return
        shorter = table.match(tokens[index : match.last - 1], 0)
        match = shorter and shorter._replace(first=index, last=index + shorter.last)


def _find_tied(ends: LeftEnds, entities: Entities, match: PhraseMatch[Trigger]) -> list[Tie]:
    """Return the ties of the first sense of a trigger that has both ends."""
    for trigger in match.entries:
        found = _find_sides(ends, match, trigger)
        if found is not None:
            lefts, right = found
            return [
                tie
                for left in lefts
                for tie in _make_ties(ends.names, entities, trigger, left=left, right=right)
            ]
    return []


def _find_sides(
    ends: LeftEnds, match: PhraseMatch[Trigger], trigger: Trigger
) -> tuple[list[Side], Side] | None:
    """Return the left ends and the right end of a tie, None unless both are there."""
    if trigger.left == "between":
        return ends.find_between(match, trigger)
    if trigger.left in ("inside", "around"):
        inside = ends.find_inside(match, trigger)
        if inside is not None:
            lefts, index = inside
            right = ends.rights.find(match, trigger, index)
            return (lefts, right) if right is not None else None
        if trigger.left == "inside":
            return None
    right = ends.rights.find(match, trigger, match.last)
    if right is None or (trigger.left == "around" and ends.rights.is_pronoun(right)):
        return None
    lefts = _find_before(ends, match, trigger, right)
    return (lefts, right) if lefts else None


def _find_before(
    ends: LeftEnds, match: PhraseMatch[Trigger], trigger: Trigger, right: Side
) -> list[Side]:
    """Return the names before a trigger that is said of them, or examples of them behind it."""
    before = ends.find_left(match, trigger)
    if (before is None or before.entity is None) and not trigger.from_right:
        examples = find_examples(ends.names, right, trigger.left_kinds)
        if examples:
            return examples
    if before is None:
        return []
    if not trigger.plural or before.entity is None:
        return [before]
    joined = find_joined_before(ends.names, before, trigger.left_kinds)
    return [*joined, before] if joined or not trigger.adjective else []


def _make_ties(
    names: Names, entities: Entities, trigger: Trigger, *, left: Side, right: Side
) -> list[Tie]:
    """Return the tie of two ends, and those with the names joined to the right one by و."""
    start, end = min(left.start, right.start), max(left.end, right.end)
    # القوات الموالية لفلان describes forces by their man; it tells of no tie of its own.
    described = left.entity is None and not trigger.from_right and right.entity is not None
    if described and right.entity is not None and entities[right.entity].type == "person":
        return []
    if left.entity is None and trigger.predicate == "part_of" and _is_passing(names, left):
        return []
    if right.entity is None:
        if left.entity is None:
            return []
        right = right._replace(entity=entities.add_unnamed(right.start, right.end))
    # الأكراد بدعم من كذا: the backing is no part of their description.
    last = left.end if trigger.left == "far" else right.end
    one = left.entity or entities.add_unnamed(left.start, last)
    listed = trigger.predicate == "member_of" and trigger.from_right
    several = trigger.plural or trigger.predicate in _MANY
    joined = find_joined(names, right, listed=listed) if several else []
    ties = []
    for side in (right, *joined):
        if side.entity is None:
            continue
        subject, object_ = (side.entity, one) if trigger.from_right else (one, side.entity)
        ties.append(Tie(subject, trigger.predicate, object_, start, max(end, side.end)))
    return ties
