"""Whether two accounts tell of one event: what speaks for it and against it, as a score."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from rawi.incidents.accounts import Account, Side, Site
from rawi.incidents.days import relate_days
from rawi.incidents.rarity import Rarity
from rawi.incidents.weights import load_weights

# Places of one name or nearer than this are one for events; farther than `_FAR` they are two.
_CLOSE, _FAR, _FAR_DIVISION = 12.0, 40.0, 150.0
_SMALL = ("point", "town", "district")
_DAYS_AGREE = ("same", "date_same", "weekday_same")
_EARTH = 12742.0
_KEPT_SETS, _KEPT_PAIRS = 4_000, 100_000


class Comparer:
    """Compares accounts of one collection, whose words and places it weighs by rarity.

    Args:
        accounts: All of them.
    """

    def __init__(self, accounts: Sequence[Account]) -> None:
        ordered = sorted(accounts, key=lambda account: account.document)
        self.places = {account.id: find_places(account) for account in accounts}
        self.rarity = Rarity(_join(ordered, lambda account: (*account.lead, *account.words)))
        self.place_rarity = Rarity(_join(ordered, lambda account: self.places[account.id]))
        self._lengths = {a.id: self.rarity.measure(a.words) for a in accounts}
        leads = {account.document: account.lead for account in accounts}
        self._lead_lengths = {id_: self.rarity.measure(lead) for id_, lead in leads.items()}
        weigh = self.place_rarity.weigh
        self._place_sums = {id_: sum(map(weigh, keys)) for id_, keys in self.places.items()}
        self._sets: dict[str, frozenset[str]] = {}
        self._alike: dict[tuple[str, str], float] = {}

    def _take_set(self, key: str, stems: tuple[str, ...]) -> frozenset[str]:
        """Return stems as a set. Only those used last are kept: all would take gigabytes."""
        found = self._sets.get(key)
        if found is None:
            if len(self._sets) >= _KEPT_SETS:
                self._sets.clear()
            found = self._sets[key] = frozenset(stems)
        return found

    def score(self, one: Account, other: Account) -> float:
        """Return the log-odds that two accounts tell of one event; 0 is even."""
        weights = load_weights()
        features = self.find_features(one, other)
        parts = (weights.get(name, 0.0) * value for name, value in features.items())
        return round(weights["bias"] + sum(parts), 4)

    def explain(self, one: Account, other: Account) -> tuple[str, ...]:
        """Return what speaks for and against, the strongest first: `place_same:كنصفرة`.

        Features that are crossed with others count with these.
        """
        weights = load_weights()
        parts = {
            name: weights.get(name, 0.0) * value
            for name, value in self.find_features(one, other).items()
            if not name.startswith("both_")
        }
        strongest = sorted(parts, key=lambda name: (-abs(parts[name]), name))
        return tuple(
            _word(name, self._name_value(name, one, other))
            for name in strongest[:6]
            if abs(parts[name]) >= 0.1
        )

    def find_features(self, one: Account, other: Account) -> dict[str, float]:
        """Return the features of a pair of accounts, by name; those that are 0 may be missing."""
        features = {
            "words": self.rarity.compare(
                self._take_set(one.id, one.words), self._take_set(other.id, other.words),
                self._lengths[one.id] * self._lengths[other.id],
            ),
            "lead": self._compare_leads(one, other),
            "type_same": float(one.type == other.type),
        }  # fmt: skip
        features |= self._compare_places(one, other)
        features |= compare_tolls(one, other)
        features |= compare_sides(one, other)
        features[f"day_{relate_days(one, other).name}"] = 1.0
        return features | _cross(features)

    def _compare_leads(self, one: Account, other: Account) -> float:
        """Return how alike two documents begin, as far as these events are theirs."""
        pair = (min(one.document, other.document), max(one.document, other.document))
        alike = self._alike.get(pair)
        if alike is None:
            if len(self._alike) >= _KEPT_PAIRS:
                self._alike.clear()
            alike = self._alike[pair] = self.rarity.compare(
                self._take_set(one.document, one.lead), self._take_set(other.document, other.lead),
                self._lead_lengths[one.document] * self._lead_lengths[other.document],
            )  # fmt: skip
        return alike * min(1.0, 2 * min(one.prominence, other.prominence))

    def _compare_places(self, one: Account, other: Account) -> dict[str, float]:
        first, second = self.places[one.id], self.places[other.id]
        shared = first & second
        weigh = self.place_rarity.weigh
        least = min(self._place_sums[one.id], self._place_sums[other.id])
        features = {
            "places": sum(map(weigh, shared)) / least if least else 0.0,
            "place_rare": max(map(weigh, shared), default=0.0),
        }
        if one.site is not None and other.site is not None:
            features["place_same"] = float(one.site.key == other.site.key)
            features |= compare_sites(one.site, other.site)
        named = (one.site is not None and one.site.key in second) or (
            other.site is not None and other.site.key in first
        )
        return features | {"place_named": float(named)}

    def _name_value(self, name: str, one: Account, other: Account) -> str:
        if name == "place_same" and one.site is not None:
            return one.site.key
        if name.startswith("place") and name not in ("place_far", "place_close"):
            shared = self.places[one.id] & self.places[other.id]
            return max(shared, key=lambda key: (self.place_rarity.weigh(key), key), default="")
        if name in ("words", "lead"):
            common = set(one.words).intersection(other.words)
            rare = sorted(common, key=lambda stem: (-self.rarity.weigh(stem), stem))
            return " ".join(rare[:3])
        if name.endswith("_same") and name.split("_")[0] in ("killed", "wounded"):
            return str(max(find_counts(one, name.split("_")[0])))
        return relate_days(one, other).day if name.startswith("day_") else ""


def _join(
    ordered: Sequence[Account], find: Callable[[Account], Iterable[str]]
) -> Iterator[set[str]]:
    """Yield for each document what its accounts, which stand together, have."""
    for _, accounts in groupby(ordered, key=lambda account: account.document):
        yield {stem for account in accounts for stem in find(account)}


def _word(name: str, value: str) -> str:
    return f"{name}:{value}" if value else name


def _cross(features: dict[str, float]) -> dict[str, float]:
    """Return what tells more together than each alone."""
    agree = any(features.get(f"day_{name}") for name in _DAYS_AGREE)
    toll = features.get("killed_same", 0.0) + features.get("wounded_same", 0.0)
    rare, lead = features["place_rare"], features["lead"]
    return {
        "both_place_and_day": rare * agree,
        "both_place_and_lead": rare * lead * 4,
        "both_lead_and_day": lead * agree * 4,
        "both_toll_and_day": toll * agree,
        "both_toll_and_place": toll * rare,
    }


def find_places(account: Account) -> frozenset[str]:
    """Return the keys of the places that an account names."""
    return frozenset(account.near if account.site is None else (*account.near, account.site.key))


def compare_sites(one: Site, other: Site) -> dict[str, float]:
    """Return whether two places of different names lie beside or far from each other."""
    if one.lat is None or other.lat is None or one.key == other.key:
        return {}
    km = measure_km(one, other)
    if one.precision in _SMALL and other.precision in _SMALL:
        return {"place_close": float(km < _CLOSE), "place_far": float(km > _FAR)}
    return {"place_far": float(km > _FAR_DIVISION)}


def measure_km(one: Site, other: Site) -> float:
    """Return the distance of two places in km; 0 where either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    lon = math.radians(other.lon - one.lon)
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin(lon / 2) ** 2
    return _EARTH * math.asin(math.sqrt(half))


def find_counts(account: Account, what: str) -> frozenset[int]:
    """Return the counts of a kind that an account gives, subsets aside."""
    return frozenset(f.low for f in account.figures if f.what == what and f.low and not f.part)


def compare_tolls(one: Account, other: Account) -> dict[str, float]:
    """Return how far two accounts give the same counts; tellers of one event often differ."""
    features = {}
    for what in ("killed", "wounded"):
        first, second = find_counts(one, what), find_counts(other, what)
        if not first or not second:
            continue
        if max(first) == max(second):
            features[f"{what}_same"] = 1.0
        elif first & second:
            features[f"{what}_same"] = 0.6
        else:
            features[f"{what}_apart"] = min(2.0, abs(math.log(max(first) / max(second))))
    return features


def compare_sides(one: Account, other: Account) -> dict[str, float]:
    """Return whether two accounts name the same doers and the same victims."""
    first, second = _keys(one.agents), _keys(other.agents)
    features = {}
    if first and second:
        features["agent_same" if first & second else "agent_other"] = 1.0
    if one.names and set(one.names) & set(other.names):
        features["names"] = float(min(2, len(set(one.names) & set(other.names))))
    return features


def _keys(sides: Iterable[Side]) -> set[str]:
    return {key for side in sides for key in side.keys}
