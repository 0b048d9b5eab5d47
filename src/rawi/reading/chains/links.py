"""Links between names of one thing that a lexicon or their letters show: persons, places."""

from collections import defaultdict
from collections.abc import Iterator

from rawi.reading.chains.groups import Group

_LONG_VOWELS = str.maketrans("", "", "اويه")


def link_canonical(groups: list[Group]) -> Iterator[tuple[int, int]]:
    """Join the names of one type that a lexicon gives one canonical name."""
    first: dict[tuple[str, str], int] = {}
    for number, group in enumerate(groups):
        if group.canonical is not None:
            key = (group.type, group.canonical)
            yield first.setdefault(key, number), number


def link_family_names(groups: list[Group]) -> Iterator[tuple[int, int]]:
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
                yield find_nearest(groups, number, full), number


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


def link_variants(groups: list[Group]) -> Iterator[tuple[int, int]]:
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
            if is_within(_strip(groups[before].words), _strip(group.words)):
                yield before, number
                break
        ends[group.words[0], group.words[-1]].append(number)


def _strip(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without articles: رفاعي and الرفاعي are one middle name."""
    return tuple(word.removeprefix("ال") for word in words)


def link_without_first(groups: list[Group]) -> Iterator[tuple[int, int]]:
    """Join a person of three names with the last two: رائد شاكر جودت, (وأضاف) شاكر جودت."""
    last: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group.type == "person" and len(group.words) > 2:
            last[group.words[-2:]].append(number)
    for number, group in enumerate(groups):
        full = last.get(group.words, []) if group.type == "person" else []
        if full and groups[full[0]].names[0] < group.names[0]:
            yield find_nearest(groups, number, full), number


def link_spelt_places(groups: list[Group]) -> Iterator[tuple[int, int]]:
    """Join places of several words that differ in long vowels: معرة النعسان, معارة النعسان."""
    skeletons: dict[str, int] = {}
    for number, group in enumerate(groups):
        if group.type == "place" and len(group.words) > 1:
            skeleton = "".join(group.words).translate(_LONG_VOWELS)
            if len(skeleton) > 5:
                yield skeletons.setdefault(skeleton, number), number


def is_within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of one name all stand in the other, in the same order."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(word in rest for word in short)


def find_nearest(groups: list[Group], number: int, full: list[int]) -> int:
    """Return the group named last before another's first name, or else the first after it."""
    first = groups[number].names[0]
    before = [
        (max(i for i in groups[n].names if i < first), n)
        for n in full
        if groups[n].names[0] < first
    ]
    return max(before)[1] if before else min(full)
