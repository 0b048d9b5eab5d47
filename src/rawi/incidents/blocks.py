"""Which pairs of accounts are worth comparing, so that the cost grows with the data alone.

Two accounts meet in a block: of one family of event types, one place (by name, or by the cell of
a grid it lies in) and one day, or of one telling word. Accounts whose day is not known meet those
of their place on every day.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from rawi.incidents.accounts import Account
from rawi.incidents.comparison import Comparer
from rawi.incidents.days import find_day_span
from rawi.lexica.tables import load_table

# A cell is about 28 km high and wide; each place lies in the four cells around it, so that no two
# places within 14 km are parted by a border of cells.
_CELL = 0.25
# Days of a block: a report comes out within days of the event, and days told may be one apart.
_DAYS = 3
# A block of more accounts is split by their telling words; where days are not known, places have
# more accounts, and it is the pairs with those alone that are compared.
_LARGE, _LARGE_UNDATED = 40, 150
# Accounts of a large block that share a telling word and stand so near in the block's order.
_NEIGHBOURS = 12
_TELLING_WORDS, _MAX_SHARERS = 8, 25
_TELLING_BLOCKS = 5
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
    telling = [find_telling(account, comparer) for account in accounts]
    # A pair is kept as one number, which takes less memory than a tuple.
    seen: set[int] = set()
    for one, other in _iter_met(*_make_blocks(accounts, comparer, telling), telling):
        pair = (one, other) if one < other else (other, one)
        number = pair[0] * len(accounts) + pair[1]
        if number not in seen and accounts[one].document != accounts[other].document:
            seen.add(number)
            yield pair


def _make_blocks(
    accounts: Sequence[Account], comparer: Comparer, telling: Sequence[list[str]]
) -> tuple[dict[Key, list[int]], dict[Key, list[int]], dict[Key, list[int]]]:
    """Return the numbers of accounts by key and day, of the undated, and of the dated they meet."""
    spans = [find_day_span(account) for account in accounts]
    blocks: dict[Key, list[int]] = defaultdict(list)
    undated: dict[Key, list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        if spans[number] is None:
            for key in _find_keys(account, comparer, telling[number]):
                undated[key].append(number)
    dated: dict[Key, list[int]] = {key: [] for key in undated}
    for number, account in enumerate(accounts):
        if (span := spans[number]) is None:
            continue
        buckets = range(span[0] // _DAYS, (span[1] + 1) // _DAYS + 1)
        for key in _find_keys(account, comparer, telling[number]):
            if key in dated:
                dated[key].append(number)
            for bucket in buckets:
                blocks[*key, bucket].append(number)
    return blocks, undated, dated


def _iter_met(
    blocks: dict[Key, list[int]],
    undated: dict[Key, list[int]],
    dated: dict[Key, list[int]],
    telling: Sequence[list[str]],
) -> Iterator[tuple[int, int]]:
    """Yield who meets in a block of one day, and who of no day with all of the place."""
    for members in blocks.values():
        yield from _pair_off(members, telling, _LARGE)
    for key, loose in undated.items():
        several = set(loose)
        members = sorted((*loose, *dated[key]))
        for one, other in _pair_off(members, telling, _LARGE_UNDATED):
            if one in several or other in several:
                yield one, other


def _find_keys(account: Account, comparer: Comparer, telling: Sequence[str]) -> list[Key]:
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
    places += [("word", stem) for stem in telling[:_TELLING_BLOCKS]]
    families = load_families().get(account.type, (account.type,))
    return [(family, *place) for family in families for place in dict.fromkeys(places)]


def find_telling(account: Account, comparer: Comparer) -> list[str]:
    """Return the rarest of an account's words that other documents have too."""
    rarity = comparer.rarity
    shared = [w for w in account.words if 2 <= rarity.count(w) <= _MAX_SHARERS]
    return sorted(shared, key=lambda stem: (-rarity.weigh(stem), stem))[:_TELLING_WORDS]


def _pair_off(
    members: list[int], telling: Sequence[list[str]], large: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block; of a large one those that share a telling word."""
    if len(members) <= large:
        yield from combinations(members, 2)
        return
    sharers: dict[str, list[int]] = defaultdict(list)
    for number in members:
        for stem in telling[number]:
            sharers[stem].append(number)
    for group in sharers.values():
        for place, one in enumerate(group):
            for other in group[place + 1 : place + 1 + _NEIGHBOURS]:
                yield one, other
