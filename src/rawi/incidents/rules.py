"""Named rules for who needs one number of many. The record keeps every account all the same.

    conservative     the lowest bound that any text gives (as ACLED codes fatalities)
    low-best-high    the lowest, the number that most independent texts give (of equals the middle
                     one), and the highest (as UCDP gives them)
    latest           what was published last; of one day, what is told as a total that grew

No rule adds up reports of one event, nor a part to its whole (five children among the seven
killed). A text in nine outlets counts once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from rawi.incidents.accounts import Account, Figure, find_totals

Rule = Literal["conservative", "low-best-high", "latest"]
RULES: tuple[Rule, ...] = ("conservative", "low-best-high", "latest")


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """One number for a count of an incident, made by a rule.

    Attributes:
        rule: Its name.
        what: `killed`, `wounded`, …
        low: Lower bound; None where no account gives the count.
        best: The number to use; None with `low`.
        high: Upper bound; None where it is open.
        accounts: Ids of the accounts that give `best`.
    """

    rule: Rule
    what: str
    low: int | None
    best: int | None
    high: int | None
    accounts: tuple[str, ...]


def estimate(
    accounts: Iterable[Account],
    what: str,
    rule: Rule,
    lineages: Mapping[str, str] | None = None,
) -> Estimate:
    """Return one number for a count that the accounts of an incident give.

    Args:
        accounts: Of one incident.
        what: Which count: `killed`, `wounded`, …
        rule: Its name.
        lineages: Account's id -> the text it stands in; printings of one text count once.
    """
    given = list(_iter_given(accounts, what))
    if not given:
        return Estimate(rule=rule, what=what, low=None, best=None, high=None, accounts=())
    if rule == "latest":
        return _take_latest(given, what)
    low = min(_low(figure) for _, figure in given)
    if rule == "conservative":
        return _make(given, rule, what, (low, low, low))
    highs = [figure.high for _, figure in given if figure.high is not None]
    lows = [_low(figure) for _, figure in given]
    return _make(given, rule, what, (low, _find_best(given, lineages or {}), max([*highs, *lows])))


def _iter_given(accounts: Iterable[Account], what: str) -> Iterable[tuple[Account, Figure]]:
    """Yield the totals of a kind with the accounts that give them."""
    for account in accounts:
        for figure in find_totals(account, what):
            yield account, figure


def _low(figure: Figure) -> int:
    return figure.low if figure.low is not None else 0


def _find_best(given: list[tuple[Account, Figure]], lineages: Mapping[str, str]) -> int:
    """Return the number that most independent texts give; of equals the middle one."""
    texts = {(lineages.get(a.id, a.document), _low(figure)) for a, figure in given}
    counts = Counter(number for _, number in texts)
    most = sorted(number for number in counts if counts[number] == max(counts.values()))
    return most[(len(most) - 1) // 2]


def _take_latest(given: list[tuple[Account, Figure]], what: str) -> Estimate:
    last = max(account.published or "" for account, _ in given)
    fresh = [(a, f) for a, f in given if (a.published or "") == last]
    grown = [(a, f) for a, f in fresh if f.cumulative] or fresh
    figure = max((f for _, f in grown), key=lambda f: (_low(f), f.high or 0))
    return _make(fresh, "latest", what, (_low(figure), _low(figure), figure.high))


def _make(
    given: list[tuple[Account, Figure]],
    rule: Rule,
    what: str,
    bounds: tuple[int, int, int | None],
) -> Estimate:
    low, best, high = bounds
    backed = dict.fromkeys(account.id for account, figure in given if _low(figure) == best)
    return Estimate(rule=rule, what=what, low=low, best=best, high=high, accounts=tuple(backed))
