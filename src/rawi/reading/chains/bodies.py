"""Links between the names of bodies and forces: short forms, names without their head, armies."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from rawi.language.names import load_name_words, load_rows
from rawi.lexica.tables import load_table
from rawi.model import BODIES
from rawi.reading.chains.groups import Group
from rawi.reading.chains.links import find_nearest, is_within
from rawi.text.normalise import fold

_ARMY, _NATIONAL = "جيش", "وطني"


def link_short_forms(groups: list[Group]) -> Iterator[tuple[int, int]]:
    """Join a body's short form with the full name: المرصد, حزب العمال, قوات الجيش."""
    heads: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group.type in BODIES and group.words:
            heads[group.type, find_core(group.words)[0]].append(number)
    for number, group in enumerate(groups):
        if group.type not in BODIES or not group.words:
            continue
        core = find_core(group.words)
        full = [
            other
            for other in dict.fromkeys(heads[group.type, core[0]])
            if other != number
            and _is_short_of(group, groups[other])
            and not (_is_the_army(group) and groups[other].canonical in _load_other_armies())
        ]
        if full:
            yield find_nearest(groups, number, full), number


def link_headless(groups: list[Group]) -> Iterator[tuple[int, int]]:
    """Join a body with its name without the head: لواء نجمة الوادي, نجمة الوادي."""
    known = {(g.type, g.words): number for number, g in enumerate(groups) if g.type in BODIES}
    for number, group in enumerate(groups):
        other = known.get((group.type, group.words[1:])) if len(group.words) > 2 else None
        if other is not None and load_name_words().heads.lookup(group.words[0]):
            yield other, number


def find_core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a force's name without قوات and the like before it: قوات الجيش, الجيش."""
    return words[1:] if len(words) > 1 and words[0] in load_name_words().force_cues else words


def _is_short_of(short: Group, full: Group) -> bool:
    """Whether a group's words are all in those of a longer one, the first ones the same."""
    one, other = find_core(short.words), find_core(full.words)
    if len(one) > len(other) or (one == other and len(short.words) >= len(full.words)):
        return False
    if short.country and full.country and short.country != full.country:
        return False
    if not short.country and full.country and one == other[:-1]:
        return True  # الجيش الوطني, الجيش الوطني السوري
    if len(one) > 1 and short.canonical and full.canonical:
        return False
    return one[0] == other[0] and is_within(one, other)


def link_armies(groups: list[Group]) -> Iterator[tuple[int, int]]:
    """Join the short names of the one army that the article names in full: القوات المسلحة.

    Two armies of one country that differ in name stay two, unless the press calls one force both.
    """
    army = _load_army_words()
    named = {
        g.canonical: n for n, g in enumerate(groups) if g.type == "armed_group" and g.canonical
    }
    for one, other, unless in _load_one_forces():
        if one in named and other in named and unless not in named:
            yield named[one], named[other]
    armies = [
        number
        for number, group in enumerate(groups)
        if group.type == "armed_group"
        and group.country
        and group.canonical not in _load_other_armies()
        and army.keys() & find_core(group.words)[:1]
    ]
    states = {groups[number].country for number in armies}
    if len(states) != 1:
        return
    for number, group in enumerate(groups):
        if group.type != "armed_group" or group.country:
            continue
        if all(word in army and states <= (army[word] or states) for word in group.words):
            yield find_nearest(groups, number, armies), number


def _is_the_army(group: Group) -> bool:
    """Whether a name is الجيش alone, which means the army of a state."""
    return not group.country and find_core(group.words) == (_ARMY,)


@cache
def _load_other_armies() -> frozenset[str]:
    """Return the canonical names of groups that are called an army and that الجيش never means.

    جيش الفتح, الجيش الحر; but الجيش الوطني of one of two governments is الجيش in its towns.
    """
    return frozenset(
        row["canonical"]
        for row in load_table("actors/armed_groups")
        if row["kind"] == "nonstate"
        and _ARMY in (word := fold(row["canonical"]).split())[0]
        and not any(_NATIONAL in other for other in word)
    )


@cache
def _load_army_words() -> dict[str, frozenset[str]]:
    """Return folded word -> the states whose armies alone are called so; none for all."""
    rows = load_rows("names/army_words")
    return {fold(row["form"]): frozenset(row["states"].split()) for row in rows}


@cache
def _load_one_forces() -> tuple[tuple[str, str, str], ...]:
    rows = load_rows("names/one_force")
    return tuple((row["form"], row["other"], row["unless"]) for row in rows)
