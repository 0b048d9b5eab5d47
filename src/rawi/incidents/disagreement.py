"""Where the accounts of an incident agree and where they differ, and who says what.

Accounts that are printings of one text are one voice: what nine outlets copied from an agency is
said once. Nothing is chosen and nothing is added up; `rules` gives one number to who needs it.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from rawi.incidents.accounts import Account, Figure, Link, Side, Site, find_totals
from rawi.incidents.comparison import measure_km

# What a difference weighs in the order of incidents by disagreement. Who did it and how many died
# is what people look for first.
_WEIGHTS = {
    "killed": 3.0, "blamed": 3.0, "happened": 3.0, "wounded": 1.5, "day": 1.5, "place": 1.0,
    "word": 1.0, "targets": 0.5, "called": 1.0,
}  # fmt: skip
_COUNTS_FIRST = ("killed", "wounded", "abducted", "arrested", "missing", "displaced")
# Places nearer than this are one place told more or less precisely.
_NEAR_KM = 25.0
_DEAD_RATIO = math.log(4)


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values that accounts give, and who gives it.

    Attributes:
        value: The value in a neutral spelling: `7–7`, `2021-03-10`, a name.
        voices: For each account that gives it, its id and the chain of who says so.
        lineages: Number of independent texts behind it.
    """

    value: str
    voices: tuple[tuple[str, tuple[Link, ...]], ...]
    lineages: int


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that accounts tell of: a count, the day, the place, who is blamed, a word.

    Attributes:
        aspect: `killed`, `wounded`, … , `day`, `place`, `blamed`, `targets`, `called` (the kind of
            event), `word` (words that take a side), `happened`.
        values: What is said, the value of most texts first.
        differs: Whether the values cannot all be true, or are different words for one thing.
        spread: How far they differ, 0 to 1.
    """

    aspect: str
    values: tuple[Value, ...]
    differs: bool
    spread: float


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The accounts of an incident side by side.

    Attributes:
        accounts: By day of publication, outlet and id.
        lineages: Number of independent texts.
        points: What they tell of, aspect by aspect.
        score: How much they differ, weighted; 0 where they agree or there is one text only.
    """

    accounts: tuple[Account, ...]
    lineages: int
    points: tuple[Point, ...]
    score: float

    def find(self, aspect: str) -> Point | None:
        """Return what accounts say of an aspect; None where none says anything."""
        return next((point for point in self.points if point.aspect == aspect), None)


Said = tuple[str, Account, tuple[Link, ...]]
Spread = Callable[[Sequence[str]], float]


def compare_incident(
    accounts: Iterable[Account],
    lineages: Mapping[str, str] | None = None,
    actors: Mapping[str, str] | None = None,
) -> Comparison:
    """Return the accounts of an incident side by side.

    Args:
        accounts: Of one incident.
        lineages: Account's id -> the lineage of the text that it stands in; without it each
            document is a text of its own.
        actors: Folded name -> the name to tell it by, where names of one actor differ.
    """
    ordered = sorted(accounts, key=lambda a: (a.published or "9999", a.outlet or "", a.id))
    texts = {a.id: (lineages or {}).get(a.id, a.document) for a in ordered}
    found = _Finder(ordered, texts, actors or {})
    points = tuple(point for point in found.iter_points() if point.values)
    independent = len(set(texts.values()))
    score = 0.0
    if independent > 1:
        score = sum(_WEIGHTS.get(point.aspect, 0.5) * point.spread for point in points)
    return Comparison(
        accounts=tuple(ordered), lineages=independent, points=points, score=round(score, 3)
    )


class _Finder:
    def __init__(
        self, accounts: Sequence[Account], texts: Mapping[str, str], actors: Mapping[str, str]
    ) -> None:
        self.accounts = accounts
        self.texts = texts
        self.actors = actors

    def iter_points(self) -> Iterator[Point]:
        yield from self._iter_counts()
        yield self._find_days()
        yield self._find_places()
        # Whoever stands in a denial is cleared by it, not blamed; what it says was not hit, nobody
        # tells of in it.
        told_of = [account for account in self.accounts if account.modality != "denied"]
        yield self._find_sides("blamed", [(a, a.agents) for a in told_of])
        yield self._find_sides("targets", [(a, a.targets) for a in told_of])
        yield self._make("called", ((a.type, a, a.chain) for a in self.accounts), _share)
        words = (
            (word, a, add_speaker(a, speaker)) for a in self.accounts for word, speaker in a.frames
        )
        yield self._make("word", words, _share)
        told = ("denied" if a.modality == "denied" else "told" for a in self.accounts)
        happened = ((t, a, a.chain) for t, a in zip(told, self.accounts, strict=True))
        yield self._make("happened", happened, lambda values: float(len(values) > 1))

    def _iter_counts(self) -> Iterator[Point]:
        kinds = {f.what for a in self.accounts for f in a.figures if not f.part}
        ranked = [what for what in _COUNTS_FIRST if what in kinds]
        for what in [*ranked, *sorted(kinds.difference(ranked, ("other",)))]:
            said = [
                (write_figure(figure), account, make_chain(account, figure))
                for account in self.accounts
                for figure in find_totals(account, what)
            ]
            yield self._make(what, said, _spread_counts, order=_order_counts)

    def _find_days(self) -> Point:
        said = [
            (f"{a.earliest}/{a.latest}" if a.earliest != a.latest else str(a.earliest), a, a.chain)
            for a in self.accounts
            if a.earliest is not None and a.latest is not None
        ]
        return self._make("day", said, _spread_days, order=str)

    def _find_places(self) -> Point:
        said: list[Said] = []
        sites: dict[str, Site] = {}
        for account in self.accounts:
            if account.site is not None:
                sites.setdefault(account.site.key, account.site)
                said.append((sites[account.site.key].name, account, account.chain))

        def spread(values: Sequence[str]) -> float:
            known = [site for site in sites.values() if site.lat is not None]
            far = max((measure_km(a, b) for a in known for b in known), default=0.0)
            if far > _NEAR_KM:
                return min(1.0, far / 100)
            return 0.0 if _is_nested(sites.values()) else 0.2

        return self._make("place", said, spread)

    def _find_sides(self, aspect: str, sides: list[tuple[Account, tuple[Side, ...]]]) -> Point:
        kept = [(a, [s for s in found if not _is_count(s, a)]) for a, found in sides]
        said = [
            (self._name(side), a, add_speaker(a, side.speaker) if side.speaker else a.chain)
            for a, found in kept
            for side in found
        ]
        named: dict[str, set[str]] = {}
        for account, found in kept:
            named.setdefault(self.texts[account.id], set()).update(map(self._name, found))
        groups = [names for names in named.values() if names]

        def spread(values: Sequence[str]) -> float:
            """Return the share of pairs of texts that name nobody in common."""
            pairs = [(a, b) for n, a in enumerate(groups) for b in groups[n + 1 :]]
            return sum(not a & b for a, b in pairs) / len(pairs) if pairs else 0.0

        return self._make(aspect, said, spread)

    def _name(self, side: Side) -> str:
        return next((self.actors[key] for key in side.keys if key in self.actors), side.name)

    def _make(
        self,
        aspect: str,
        said: Iterable[Said],
        spread: Spread,
        order: Callable[[str], object] | None = None,
    ) -> Point:
        voices: dict[str, dict[tuple[str, tuple[Link, ...]], None]] = {}
        texts: dict[str, set[str]] = {}
        for value, account, chain in said:
            voices.setdefault(value, {})[account.id, chain] = None
            texts.setdefault(value, set()).add(self.texts[account.id])
        ordered = sorted(voices, key=lambda value: (-len(texts[value]), value))
        if order is not None:
            ordered.sort(key=order)  # type: ignore[arg-type]  # whatever it gives compares
        values = tuple(
            Value(value=value, voices=tuple(voices[value]), lineages=len(texts[value]))
            for value in ordered
        )
        much = round(spread(ordered), 3) if len(ordered) > 1 else 0.0
        return Point(aspect=aspect, values=values, differs=much > 0, spread=much)


def _is_nested(sites: Iterable[Site]) -> bool:
    """Whether places are one told more or less precisely: one key holds the words of the next."""
    ordered = sorted((set(site.key.split()) for site in sites), key=len)
    return all(one <= other for one, other in pairwise(ordered))


def make_chain(account: Account, figure: Figure) -> tuple[Link, ...]:
    """Return who gives a figure, from the outlet inwards."""
    return add_speaker(account, figure.speaker)


def add_speaker(account: Account, speaker: str | None) -> tuple[Link, ...]:
    """Return the chain from an account's outlet to a speaker; to the outlet itself for None."""
    if speaker is not None and any(link.name == speaker for link in account.chain):
        return account.chain
    told = tuple(link for link in account.chain if link.link in ("outlet", "agency"))
    return told if speaker is None else (*told, Link("speaker", speaker))


def _is_count(side: Side, account: Account) -> bool:
    """Whether a side is but the victims counted (سبعة أشخاص, "seven people")."""
    if side.type != "unnamed":
        return False
    counted = any(
        side.name in figure.text or figure.text in side.name for figure in account.figures
    )
    return counted or side.name[:1].isdigit()


def _order_counts(value: str) -> tuple[int, float]:
    low, high = parse_figure(value)
    return low or 0, math.inf if high is None else high


def write_figure(figure: Figure) -> str:
    """Return a figure's bounds: `7–7`, `20–` for an open end."""
    low, high = figure.low, figure.high
    return f"{'' if low is None else low}–{'' if high is None else high}"


def parse_figure(value: str) -> tuple[int | None, int | None]:
    """Return the bounds of what `write_figure` wrote."""
    low, _, high = value.partition("–")
    return (int(low) if low else None, int(high) if high else None)


def _share(values: Sequence[str]) -> float:
    return 1 - 1 / len(values)


def _spread_counts(values: Sequence[str]) -> float:
    """Return how far counts differ: 1 for four times as many; 0 where one number fits all."""
    bounds = [parse_figure(value) for value in values]
    lows = [low if low is not None else 0 for low, _ in bounds]
    highs = [high if high is not None else math.inf for _, high in bounds]
    if max(lows) <= min(highs):
        return 0.0
    return min(1.0, math.log((max(lows) + 1) / (min(highs) + 1)) / _DEAD_RATIO)


def _spread_days(values: Sequence[str]) -> float:
    """Return how far days differ: 1 for a week or more; 0 where one day fits all."""
    bounds = [tuple(map(date.fromisoformat, value.split("/"))) for value in values]
    gap = (max(b[0] for b in bounds) - min(b[-1] for b in bounds)).days
    return min(1.0, gap / 7) if gap > 0 else 0.0
