"""Which names of an article name the same thing: coreference chains.

Links in the order of their sureness: the same words or canonical name, a family name alone, a short
form of a body, an alias that the text gives (`المعروف بـ`, brackets), a capital that stands for its
state.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from rawi.language.analysis import Analysis
from rawi.reading.chains.aliases import iter_aliases
from rawi.reading.chains.bodies import link_armies, link_headless, link_short_forms
from rawi.reading.chains.capitals import acts, find_capital_country, load_states
from rawi.reading.chains.groups import Group, make_groups
from rawi.reading.chains.links import (
    link_canonical,
    link_family_names,
    link_spelt_places,
    link_variants,
    link_without_first,
)
from rawi.reading.mentions import Name

__all__ = ["chain_names"]

Link = Callable[[list[Group]], Iterator[tuple[int, int]]]

LINKS: tuple[Link, ...] = (
    link_canonical,
    link_armies,
    link_variants,
    link_without_first,
    link_spelt_places,
    link_family_names,
    link_short_forms,
    link_headless,
)


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
    groups, group_of = make_groups(analysis, names)
    chains = _Chains(len(groups))
    for link in LINKS:
        for one, other in link(groups):
            chains.join(one, other)
    for one, other in iter_aliases(analysis, names):
        chains.join(group_of[one], group_of[other])
    numbers = [chains.find(group) for group in group_of]
    states = _find_states(groups, chains)
    acted = 0  # where the last capital that stood for its state ended
    for index, name in enumerate(names):
        country = find_capital_country(name)
        if not country:
            continue
        joined = 0 < acted <= name.start <= acted + 2  # بين برلين والرياض
        if joined or acts(analysis, name):
            acted = name.end
            numbers[index] = states.get(country, numbers[index])
    return numbers


def _find_states(groups: list[Group], chains: _Chains) -> dict[str, int]:
    """Return country -> the chain that names it as a state in the article."""
    states: dict[str, int] = {}
    counts = Counter(group.country for group in groups if group.type == "place")
    for number, group in enumerate(groups):
        country = load_states().get(group.canonical or "")
        if group.type == "place" and country and counts[country]:
            states.setdefault(country, chains.find(number))
    return states
