"""Actors: who is named in several documents is one, where names, titles and countries say so.

Merges are soft: each carries a score and its reasons, and people can undo it. A family name alone
never merges two persons, nor does a name that any country has (`الجيش`, "the army").
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

import msgspec

from rawi.incidents.clusters import Merge, Scores, gather
from rawi.incidents.decisions import apply_decisions, group_items
from rawi.incidents.judgements import Decision, Judgement
from rawi.incidents.stems import find_stems
from rawi.lexica.tables import load_table
from rawi.model import Entity, Report
from rawi.text.normalise import fold

TYPES = ("person", "organization", "armed_group")
_KUNYAS = ("ابو", "ام", "ابن")
# Log-odds. Equal full names are one unless something speaks against it; a name with further names
# in its middle, a nom de guerre or a generic name needs something that speaks for it.
_NAME_EQUAL, _NAME_LONGER, _NAME_WEAK = 1.2, -0.6, -1.0
_TITLE_SAME, _TITLE_OTHER = 1.5, -0.8
_COUNTRY_SAME, _COUNTRY_OTHER = 1.2, -1.2
_ALIAS_SAME, _HEAD_OTHER = 0.6, 0.4
_MAX_BLOCK = 2000


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of a document, as one naming of an actor.

    Attributes:
        id: The document's key, a colon, and the entity's id.
        type: `person`, `organization` or `armed_group`.
        name: Its fullest mention.
        aliases: Its other names.
        titles: Stems of the titles that a person holds, and of the bodies they are held in.
        country: ISO 3166-1 alpha-2 of the country that the document is mostly about.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    country: str | None = None


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One person, body or force across documents.

    Attributes:
        id: `ac:` and a hash of its first member's id.
        type: `person`, `organization` or `armed_group`.
        name: The name that most documents give it, of equals the longest.
        aliases: Its other names, the commonest first.
        members: Ids of entities of documents.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]


class Actors(NamedTuple):
    """Actors, the judgements that made them, and decisions that no longer apply."""

    actors: list[Actor]
    judgements: list[Judgement]
    dropped: list[Decision]


def make_members(report: Report, key: str | None = None) -> list[Member]:
    """Return the entities of a report that can be actors across documents."""
    key = key or report.document.id
    names = {entity.id: entity.name for entity in report.entities}
    country = _find_country(report)
    return [
        Member(
            id=f"{key}:{entity.id}",
            type=entity.type,
            name=entity.name,
            aliases=entity.aliases,
            titles=_list_titles(entity, names),
            country=country,
        )
        for entity in report.entities
        if entity.type in TYPES
    ]


def _find_country(report: Report) -> str | None:
    """Return the country that most place mentions of a document lie in.

    Places whose state is disputed, or that lie in several, count for none.
    """
    countries = {e.id: e.location.country for e in report.entities if e.location is not None}
    codes = (countries.get(mention.entity) for mention in report.mentions)
    counts = Counter(code for code in codes if code is not None)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else None


def _list_titles(entity: Entity, names: dict[str, str]) -> tuple[str, ...]:
    titles = [role.title for role in entity.roles]
    bodies = [names[role.organization] for role in entity.roles if role.organization in names]
    return tuple(sorted({stem for text in (*titles, *bodies) for stem in find_stems(text)}))


def find_actors(members: Sequence[Member], decisions: Iterable[Decision] = ()) -> Actors:
    """Return the actors of all documents; every member is of exactly one.

    Args:
        members: In any order.
        decisions: What people decided.
    """
    members = sorted(members, key=lambda member: member.id)
    numbers = {member.id: number for number, member in enumerate(members)}
    decisions = [decision for decision in decisions if decision.kind == "actor"]
    held = [d for d in decisions if all(item in numbers for item in d.items)]
    groups = _group_equal(members)
    leaders = sorted(set(groups))
    chosen = [members[leader] for leader in leaders]
    scores = {
        (one, other): _compare(chosen[one], chosen[other])[0] for one, other in _iter_pairs(chosen)
    }
    gathering = gather(len(chosen), Scores(scores), threshold=0.0)
    merges = [Merge(leader, n, math.nan) for n, leader in enumerate(groups) if n != leader]
    merges += [
        Merge(leaders[merge.one], leaders[merge.other], merge.score) for merge in gathering.merges
    ]
    merged = [_make_judgement(members, merge) for merge in merges]
    judgements = apply_decisions(merged, held, "actor")
    return Actors(
        [
            make_actor([members[numbers[id_]] for id_ in ids])
            for ids in group_items(numbers, judgements)
        ],
        judgements,
        [decision for decision in decisions if decision not in held],
    )


def _group_equal(members: Sequence[Member]) -> list[int]:
    """Return for each member the first one that is equal in all that is compared.

    Most members of a large collection are such, and need no pairs.

    Args:
        members: In order.
    """
    first: dict[tuple[object, ...], int] = {}
    groups = []
    for number, member in enumerate(members):
        weak = _is_weak(member) and not (member.titles and member.country)
        key = (
            member.type, _find_name(member), member.country, member.titles,
            # What is weak is grouped by nothing but a shared title.
            number if weak else None,
        )  # fmt: skip
        groups.append(first.setdefault(key, number))
    return groups


def _iter_pairs(members: Sequence[Member]) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose names can be of one actor: equal, or first and last word the same."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, member in enumerate(members):
        for key in _find_keys(member):
            blocks[key].append(number)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        block = blocks[key][:_MAX_BLOCK]
        for place, one in enumerate(block):
            for other in block[place + 1 : place + 50]:
                pair = (one, other)
                if pair not in seen and _document(members[one]) != _document(members[other]):
                    seen.add(pair)
                    yield pair


def _document(member: Member) -> str:
    return member.id.rpartition(":")[0]


def _find_keys(member: Member) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = []
    for name in (member.name, *member.aliases):
        words = make_name(name)
        if member.type == "person":
            if len(words) > 1:
                keys.append((member.type, words[0], words[-1]))
        elif words and not (name != member.name and len(words) == 1):
            keys.append((member.type, *_load_canonical().get(words, words)))
            keys.append((member.type, *_drop_head(words)))
    return list(dict.fromkeys(keys))


@cache
def _load_canonical() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the one name that the word lists give a body or force for each of its names."""
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for table in ("actors/armed_groups", "actors/organizations"):
        for row in load_table(table):
            found[make_name(row["form"])].add(make_name(row["canonical"]))
    return {name: min(names) for name, names in found.items() if len(names) == 1}


def _find_name(member: Member) -> tuple[str, ...]:
    """Return the words that a member's name is compared by."""
    words = make_name(member.name)
    return words if member.type == "person" else _load_canonical().get(words, words)


def make_name(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without their articles."""
    return tuple(word.removeprefix("ال") or word for word in fold(name).split())


def _compare(one: Member, other: Member) -> tuple[float, tuple[str, ...]]:
    """Return the log-odds that two members are one actor, and the reasons."""
    parts = dict(_iter_parts(one, other))
    strongest = sorted(parts, key=lambda name: (-abs(parts[name]), name))
    return sum(parts.values()), tuple(strongest)


def _iter_parts(one: Member, other: Member) -> Iterator[tuple[str, float]]:
    yield _compare_names(one, other)
    if one.titles and other.titles:
        shared = sorted(set(one.titles) & set(other.titles))
        if shared:
            yield f"title_same:{' '.join(shared[:3])}", _TITLE_SAME
        else:
            yield "title_other", _TITLE_OTHER
    if one.country is not None and other.country is not None:
        if one.country == other.country:
            yield f"country_same:{one.country}", _COUNTRY_SAME
        else:
            yield f"country_other:{one.country} {other.country}", _COUNTRY_OTHER


def _compare_names(one: Member, other: Member) -> tuple[str, float]:
    first, second = _find_name(one), _find_name(other)
    if first == second:
        if _is_weak(one):
            return f"name_weak:{one.name}", _NAME_WEAK
        return f"name_same:{one.name}", _NAME_EQUAL
    if one.type == "person":
        return f"name_longer:{max(one.name, other.name, key=len)}", _NAME_LONGER
    if _drop_head(first) == _drop_head(second):
        return f"head_other:{one.name} / {other.name}", _HEAD_OTHER
    return f"alias_same:{other.name}", _ALIAS_SAME


@cache
def _load_heads() -> frozenset[str]:
    return frozenset(make_name(row["form"])[0] for row in load_table("incidents/heads"))


def _drop_head(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a force's name without a head that each side chooses for itself."""
    return words[1:] if len(words) > 2 and words[0] in _load_heads() else words


@cache
def _load_generic() -> frozenset[tuple[str, ...]]:
    return frozenset(make_name(row["form"]) for row in load_table("names/short_forms"))


def _is_weak(member: Member) -> bool:
    """Whether many bear the name: one word of a person, a nom de guerre, a common noun."""
    words = make_name(member.name)
    if member.type == "person":
        return len(words) < 2 or (len(words) == 2 and words[0] in _KUNYAS)
    return words in _load_generic()


def make_actor(chosen: Sequence[Member]) -> Actor:
    """Return the actor of members, in the order of their ids."""
    counts = Counter(member.name for member in chosen)
    name = min(counts, key=lambda form: (-counts[form], -len(form), form))
    counts.update(alias for member in chosen for alias in member.aliases)
    others = sorted(set(counts) - {name}, key=lambda form: (-counts[form], form))
    ids = tuple(member.id for member in chosen)
    return Actor(
        id=f"ac:{sha256(ids[0].encode()).hexdigest()[:12]}",
        type=chosen[0].type,
        name=name,
        aliases=tuple(others),
        members=ids,
    )


def _make_judgement(members: Sequence[Member], merge: Merge) -> Judgement:
    one, other = members[merge.one], members[merge.other]
    score, reasons = _compare(one, other)
    fit = score if math.isnan(merge.score) else merge.score
    return Judgement("actor", one.id, other.id, round(1 / (1 + math.exp(-fit)), 3), reasons)
