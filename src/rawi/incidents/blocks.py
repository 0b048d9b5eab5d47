"""Which pairs of accounts are worth comparing, so that the cost grows with the data alone.

Two accounts meet in a block: of one family of event types, one place (by name, or by the cell of
a grid it lies in) and one day, or of one telling word. Accounts whose day is not known meet those
of their place on every day.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from rawi.incidents.accounts import Account
from rawi.incidents.comparison import Comparer
from rawi.incidents.days import find_day_span
from rawi.lexica.tables import load_table

# A cell is about 28 km high and wide; each place lies in the four cells around it, so that no two
# places within 14 km are parted by a border of cells.
_CELL = 0.25
# A block of more accounts is split by their telling words.
_LARGE = 150
# Accounts of a large block that share a telling word and stand so near in the block's order.
_NEIGHBOURS = 12
_TELLING_WORDS, _MAX_SHARERS = 8, 25
# Names of countries and large regions bring too many together to be of help.
_RARE_PLACE = 0.35

Key = tuple[object, ...]


@cache
def load_families() -> dict[str, tuple[str, ...]]:
    """Return the families of each event type; tellers of one event may exchange their types."""
    families: dict[str, list[str]] = defaultdict(list)
    for row in load_table("incidents/families"):
        families[row["form"]].append(row["family"])
    return {type_: tuple(names) for type_, names in families.items()}


def iter_pairs(accounts: Sequence[Account], comparer: Comparer) -> Iterator[tuple[int, int]]:
    """Yield the pairs worth comparing, as numbers of accounts, the lower first, each pair once.

    Two accounts of one document are two events and make no pair.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    undated: dict[Key, list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        for key in _find_keys(account, comparer):
            span = find_day_span(account)
            if span is None:
                undated[key].append(number)
            else:
                for day in range(span[0], span[1] + 2):
                    blocks[*key, day].append(number)
            blocks[*key, "any"].append(number)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks, key=repr):
        loose = set(undated.get(key[:-1], ())) if key[-1] == "any" else None
        if loose is not None and not loose:
            continue
        for one, other in _pair_off(blocks[key], accounts, comparer):
            pair = (min(one, other), max(one, other))
            known = pair in seen or accounts[one].document == accounts[other].document
            if not known and (loose is None or one in loose or other in loose):
                seen.add(pair)
                yield pair


def _find_keys(account: Account, comparer: Comparer) -> list[Key]:
    """Return the keys of an account without the day."""
    places: list[Key] = [
        ("place", key)
        for key in sorted(comparer.places[account.id])
        if comparer.place_rarity.weigh(key) >= _RARE_PLACE
    ]
    site = account.site
    if site is not None and site.lat is not None and site.lon is not None:
        row, column = site.lat / _CELL, site.lon / _CELL
        places += [
            ("cell", round(row + down), round(column + right))
            for down in (-0.25, 0.25)
            for right in (-0.25, 0.25)
        ]
    places += [("word", stem) for stem in find_telling(account, comparer)]
    families = load_families().get(account.type, (account.type,))
    return [(family, *place) for family in families for place in dict.fromkeys(places)]


def find_telling(account: Account, comparer: Comparer) -> list[str]:
    """Return the rarest of an account's words that other documents have too."""
    rarity = comparer.rarity
    shared = [w for w in account.words if 2 <= rarity.count(w) <= _MAX_SHARERS]
    return sorted(shared, key=lambda stem: (-rarity.weigh(stem), stem))[:_TELLING_WORDS]


def _pair_off(
    members: list[int], accounts: Sequence[Account], comparer: Comparer
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block; of a large one those that share a telling word."""
    if len(members) <= _LARGE:
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                yield one, other
        return
    sharers: dict[str, list[int]] = defaultdict(list)
    for number in members:
        for stem in find_telling(accounts[number], comparer):
            sharers[stem].append(number)
    for stem in sorted(sharers):
        group = sharers[stem]
        for place, one in enumerate(group):
            for other in group[place + 1 : place + 1 + _NEIGHBOURS]:
                yield one, other
