"""Which names of an article name the same thing: coreference chains.

Links in the order of their sureness: the same words or canonical name, a family name alone, a short
form of a body, an alias that the text gives (`المعروف بـ`, brackets), a capital that stands for its
state.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.language.names import load_name_words, load_rows
from rawi.reading.mentions import Name
from rawi.reading.mentions.repeats import SERVANT
from rawi.text.normalise import fold

_LONG_VOWELS = str.maketrans("", "", "اويه")
_BODIES = ("organization", "armed_group")
_MARKS = frozenset("\"“”«»'،,:-")
MAX_ALIAS_GAP = 4


class _Group(NamedTuple):
    """Names of equal words and type.

    Attributes:
        names: Indices into the article's names.
        type: What kind of thing they name.
        words: Their words, folded, without articles.
        canonical: What a lexicon calls the thing.
        country: Its country.
    """

    names: list[int]
    type: str
    words: tuple[str, ...]
    canonical: str | None
    country: str | None


Link = Callable[[list[_Group]], Iterator[tuple[int, int]]]


class _Chains:
    """Groups joined into chains: disjoint sets, the earliest group leading."""

    def __init__(self, size: int) -> None:
        self._leader = list(range(size))

    def find(self, group: int) -> int:
        while self._leader[group] != group:
            self._leader[group] = self._leader[self._leader[group]]
            group = self._leader[group]
        return group

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._leader[second] = first


def chain_names(analysis: Analysis, names: list[Name]) -> list[int]:
    """Return the number of the chain of each name; equal numbers, one real-world thing."""
    groups, group_of = _make_groups(analysis, names)
    chains = _Chains(len(groups))
    for link in LINKS:
        for one, other in link(groups):
            chains.join(one, other)
    for one, other in _iter_aliases(analysis, names):
        chains.join(group_of[one], group_of[other])
    numbers = [chains.find(group) for group in group_of]
    states = _find_states(groups, chains)
    acted = 0  # where the last capital that stood for its state ended
    for index, name in enumerate(names):
        country = _capital_country(name)
        if not country:
            continue
        joined = 0 < acted <= name.start <= acted + 2  # بين برلين والرياض
        if joined or _acts(analysis, name):
            acted = name.end
            numbers[index] = states.get(country, numbers[index])
    return numbers


def _make_groups(analysis: Analysis, names: list[Name]) -> tuple[list[_Group], list[int]]:
    """Return the groups of names of equal words, and the group of each name."""
    groups: list[_Group] = []
    known: dict[tuple[str, str], int] = {}
    group_of = []
    for index, name in enumerate(names):
        words = read_words(analysis, name)
        key = (name.type, "".join(words))
        if key not in known:
            known[key] = len(groups)
            groups.append(_Group([], name.type, words, name.canonical, name.country))
        number = known[key]
        group_of.append(number)
        groups[number].names.append(index)
        if groups[number].canonical is None and name.canonical is not None:
            groups[number] = groups[number]._replace(canonical=name.canonical, country=name.country)
    return groups, group_of


def read_words(analysis: Analysis, name: Name) -> tuple[str, ...]:
    """Return the words of a name for comparing: folded, no article, أبي as أبو."""
    text = analysis.doc.slice(name.start, name.end)
    first = analysis.tokens[analysis.token_at(name.start)]
    if first.start < name.start and first.text[name.start - first.start - 1] == "ل":
        text = "ا" + text if text.startswith("ل") else text  # للجيش: ل + الجيش
    words = []
    for token in _split_words(fold(text), name.type):
        word = token.strip("\"“”«»'().,،-")
        if word.startswith("ال") and len(word) > 4:
            word = word[2:]
        if word:
            words.append(_make_alike(word, name.type))
    return tuple(words)


def _split_words(text: str, type_: str) -> list[str]:
    """Return the words of a folded name; عبد with what it serves is one (عبد الرحمن)."""
    words = text.replace("_", " ").split()
    served = load_name_words().servants if type_ == "person" else frozenset()
    for index in range(len(words) - 2, -1, -1):
        if words[index] == SERVANT and words[index + 1] in served:
            words[index : index + 2] = [words[index] + words[index + 1]]
    return words


def _make_alike(word: str, type_: str) -> str:
    """Return a word of a name as others spell it too: أبي as أبو, الأميركية as الأمريكية."""
    names = load_name_words()
    if word in names.kunyas and word != "ام":
        return "ابو"
    country = names.nationalities.get("ال" + word) if type_ in _BODIES else None
    return country or word


def _link_canonical(groups: list[_Group]) -> Iterator[tuple[int, int]]:
    """Join the names of one type that a lexicon gives one canonical name."""
    first: dict[tuple[str, str], int] = {}
    for number, group in enumerate(groups):
        if group.canonical is not None:
            key = (group.type, group.canonical)
            yield first.setdefault(key, number), number


def _link_family_names(groups: list[_Group]) -> Iterator[tuple[int, int]]:
    """Join a person's family or given name alone with the full name: القذافي, معمر القذافي."""
    last: dict[str, list[int]] = defaultdict(list)
    other: dict[str, list[int]] = defaultdict(list)
    persons = [(n, g) for n, g in enumerate(groups) if g.type == "person"]
    for number, group in persons:
        if len(group.words) > 1:
            last[group.words[-1]].append(number)
            for word in group.words[:-1]:
                other[word].append(number)
    for number, group in persons:
        if len(group.words) == 1:
            full = last.get(group.words[0])
            if not full and group.canonical is None:  # صالح is known by his family's name
                full = other.get(group.words[0])
            full = full or _find_misspelt(group.words[0], last)
            listed = {groups[n].canonical for n in full}
            if full and (group.canonical is None or group.canonical not in listed):
                yield _nearest(groups, number, full), number


def _find_misspelt(word: str, last: dict[str, list[int]]) -> list[int]:
    """Return the persons whose family name a rare word is but one letter away from."""
    if len(word) < 3 or len(last) > 200:
        return []
    return [n for full, numbers in last.items() if _differ_by_one(word, full) for n in numbers]


def _differ_by_one(one: str, other: str) -> bool:
    """Whether one letter was left out, added or changed, in a word of four letters or more."""
    short, long = sorted((one, other), key=len)
    if len(long) < 4 or len(long) - len(short) > 1 or one[0] != other[0]:
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if len(short) == len(long):
        return short[same + 1 :] == long[same + 1 :]
    return short[same:] == long[same + 1 :]


def _link_variants(groups: list[_Group]) -> Iterator[tuple[int, int]]:
    """Join full names of one person: with and without middle names, spelt with other vowels."""
    ends: dict[tuple[str, str], list[int]] = defaultdict(list)
    skeletons: dict[str, int] = {}
    for number, group in enumerate(groups):
        if group.type != "person" or len(group.words) < 2:
            continue
        skeleton = "".join(group.words).translate(_LONG_VOWELS)
        if len(skeleton) > 4:
            yield skeletons.setdefault(skeleton, number), number
        for before in ends[group.words[0], group.words[-1]]:
            if _is_within(groups[before].words, group.words):
                yield before, number
                break
        ends[group.words[0], group.words[-1]].append(number)


def _link_without_first(groups: list[_Group]) -> Iterator[tuple[int, int]]:
    """Join a person of three names with the last two: رائد شاكر جودت, (وأضاف) شاكر جودت."""
    last: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group.type == "person" and len(group.words) > 2:
            last[group.words[-2:]].append(number)
    for number, group in enumerate(groups):
        full = last.get(group.words, []) if group.type == "person" else []
        if full and groups[full[0]].names[0] < group.names[0]:
            yield _nearest(groups, number, full), number


def _link_spelt_places(groups: list[_Group]) -> Iterator[tuple[int, int]]:
    """Join places of several words that differ in long vowels: معرة النعسان, معارة النعسان."""
    skeletons: dict[str, int] = {}
    for number, group in enumerate(groups):
        if group.type == "place" and len(group.words) > 1:
            skeleton = "".join(group.words).translate(_LONG_VOWELS)
            if len(skeleton) > 5:
                yield skeletons.setdefault(skeleton, number), number


def _is_within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(word in rest for word in short)


def _link_short_forms(groups: list[_Group]) -> Iterator[tuple[int, int]]:
    """Join a body's short form with the full name: المرصد, حزب العمال, قوات الجيش."""
    heads: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group.type in _BODIES and group.words:
            heads[group.type, _core(group.words)[0]].append(number)
    for number, group in enumerate(groups):
        if group.type not in _BODIES or not group.words:
            continue
        core = _core(group.words)
        full = [
            other
            for other in dict.fromkeys(heads[group.type, core[0]])
            if other != number and _is_short_of(group, groups[other])
        ]
        if full:
            yield _nearest(groups, number, full), number


def _link_headless(groups: list[_Group]) -> Iterator[tuple[int, int]]:
    """Join a body with its name without the head: لواء نجمة الوادي, نجمة الوادي."""
    known = {(g.type, g.words): number for number, g in enumerate(groups) if g.type in _BODIES}
    for number, group in enumerate(groups):
        other = known.get((group.type, group.words[1:])) if len(group.words) > 2 else None
        if other is not None and load_name_words().heads.lookup(group.words[0]):
            yield other, number


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a force's name without قوات and the like before it: قوات الجيش, الجيش."""
    return words[1:] if len(words) > 1 and words[0] in load_name_words().force_cues else words


def _is_short_of(short: _Group, full: _Group) -> bool:
    """Whether a group's words are all in those of a longer one, the first ones the same."""
    one, other = _core(short.words), _core(full.words)
    if len(one) > len(other) or (one == other and len(short.words) >= len(full.words)):
        return False
    if short.country and full.country and short.country != full.country:
        return False
    if not short.country and full.country and one == other[:-1]:
        return True  # الجيش الوطني, الجيش الوطني السوري
    if len(one) > 1 and short.canonical and full.canonical:
        return False
    return one[0] == other[0] and _is_within(one, other)


def _nearest(groups: list[_Group], number: int, full: list[int]) -> int:
    """Return the group named last before another's first name, or else the first after it."""
    first = groups[number].names[0]
    before = [
        (max(i for i in groups[n].names if i < first), n)
        for n in full
        if groups[n].names[0] < first
    ]
    return max(before)[1] if before else min(full)


def _link_armies(groups: list[_Group]) -> Iterator[tuple[int, int]]:
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
        if group.type == "armed_group" and group.country and army.keys() & _core(group.words)[:1]
    ]
    states = {groups[number].country for number in armies}
    if len(states) != 1:
        return
    for number, group in enumerate(groups):
        if group.type != "armed_group" or group.country:
            continue
        if all(word in army and states <= (army[word] or states) for word in group.words):
            yield _nearest(groups, number, armies), number


@cache
def _load_army_words() -> dict[str, frozenset[str]]:
    """Return folded word -> the states whose armies alone are called so; none for all."""
    rows = load_rows("names/army_words")
    return {fold(row["form"]): frozenset(row["states"].split()) for row in rows}


@cache
def _load_one_forces() -> tuple[tuple[str, str, str], ...]:
    rows = load_rows("names/one_force")
    return tuple((row["form"], row["other"], row["unless"]) for row in rows)


LINKS: tuple[Link, ...] = (
    _link_canonical,
    _link_armies,
    _link_variants,
    _link_without_first,
    _link_spelt_places,
    _link_family_names,
    _link_short_forms,
    _link_headless,
)


def _iter_aliases(analysis: Analysis, names: list[Name]) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbouring names of which the text says that one is an alias."""
    cues = load_name_words().alias_cues
    tokens = analysis.tokens
    for index in range(len(names) - 1):
        one, other = names[index], names[index + 1]
        if one.type != other.type or one.type == "place" or other.start - one.end > 40:
            continue
        first, last = analysis.token_at(one.end - 1) + 1, analysis.token_at(other.start)
        between = [token.key for token in tokens[first:last] if token.key not in _MARKS]
        if len(between) <= MAX_ALIAS_GAP and _is_alias(between, cues):
            yield index, index + 1


def _is_alias(between: list[str], cues: frozenset[str]) -> bool:
    if between in (["("], ["["], ["/"], ["_"]):
        return True
    return bool(between) and all(key in cues for key in between)


@cache
def _load_capitals() -> dict[str, str]:
    """Return folded capital -> country."""
    return {fold(row["form"]): row["country"] for row in load_rows("places/capitals")}


@cache
def _load_states() -> dict[str, str]:
    """Return canonical name of a state -> country."""
    return {row["canonical"]: row["country"] for row in load_rows("places/countries")}


def _capital_country(name: Name) -> str:
    if name.type != "place" or name.canonical is None:
        return ""
    return _load_capitals().get(fold(name.canonical), "")


def _find_states(groups: list[_Group], chains: _Chains) -> dict[str, int]:
    """Return country -> the chain that names it as a state in the article."""
    states: dict[str, int] = {}
    counts = Counter(group.country for group in groups if group.type == "place")
    for number, group in enumerate(groups):
        country = _load_states().get(group.canonical or "")
        if group.type == "place" and country and counts[country]:
            states.setdefault(country, chains.find(number))
    return states


def _acts(analysis: Analysis, name: Name) -> bool:
    """Whether a capital stands where its state acts: beside a verb of saying or doing."""
    index = analysis.token_at(name.start)
    if analysis.tokens[index].start < name.start and analysis.tokens[index].text[0] in "بف":
        return False
    words = load_name_words()
    around = analysis.tokens[max(0, index - 1) : index + 2]
    if any(token.key in words.state_cues for token in around):
        return True
    if index and analysis.tokens[index - 1].find_form(words.stance_cues) is not None:
        return True  # قلق الرياض
    # The capitals of powers are named for their states, but where a place is meant.
    before = analysis.tokens[index - 1].key if index else ""
    place = before in words.place_cues or before in words.heads or before in words.place_generics
    power = any(form.key in words.power_cues for form in analysis.tokens[index].forms)
    return power and not place
