"""Accounts of many documents gathered into incidents."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

import msgspec

from rawi.incidents.accounts import Account, Side, Site, make_key
from rawi.incidents.blocks import iter_pairs, load_families
from rawi.incidents.clusters import Merge, Scores, gather
from rawi.incidents.comparison import Comparer
from rawi.incidents.days import find_bounds
from rawi.incidents.decisions import apply_decisions, group_items
from rawi.incidents.judgements import Decision, Judgement
from rawi.incidents.weights import load_setting

# Days that are told and lie further apart than this are two events, whatever else is alike.
_DAYS_APART = 10
_DAYS_LASTING = 3
_TOLD_OTHERWISE = 1.5
# Events of these modalities did not happen; a denial is an account of what it denies.
_LEFT_OUT = ("planned", "hypothetical")
_OPEN_FAMILIES = frozenset(
    ("battle", "airstrike", "shelling", "bombing", "attack", "killing", "destruction", "operation",
     "abduction", "arrest", "sexual_violence", "siege", "capture", "withdrawal", "riot")
)  # fmt: skip


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """The accounts that tell of one event.

    Attributes:
        id: `in:` and a hash of its first account's id.
        accounts: Ids of accounts, in the order of `Account` ids.
    """

    id: str
    accounts: tuple[str, ...]


class Gathered(NamedTuple):
    """Incidents, and the judgements that made them.

    Attributes:
        incidents: By id.
        judgements: One a merge; an incident of n accounts has n - 1. Besides, those that people
            overruled.
        dropped: Decisions that no longer apply, as an item of theirs is gone.
    """

    incidents: list[Incident]
    judgements: list[Judgement]
    dropped: list[Decision]


def gather_incidents(accounts: Sequence[Account], decisions: Iterable[Decision] = ()) -> Gathered:
    """Return the incidents of accounts; every account is in exactly one.

    The result depends on the accounts alone, not on their order. Accounts of what is only planned
    or thought of stand by themselves.

    Args:
        accounts: Of any number of documents.
        decisions: What people decided; they go before what the program finds.
    """
    accounts = sorted(accounts, key=lambda account: account.id)
    numbers = {account.id: number for number, account in enumerate(accounts)}
    decisions = [decision for decision in decisions if decision.kind == "incident"]
    held = [d for d in decisions if all(item in numbers for item in d.items)]
    told = [account for account in accounts if account.modality not in _LEFT_OUT]
    comparer = Comparer(told)
    scores = Scores(
        _score_pairs(told, comparer, numbers),
        silent=lambda one, other: accounts[one].document == accounts[other].document,
    )
    gathering = gather(
        len(accounts),
        scores,
        threshold=load_setting("threshold"),
        together=_find_told_otherwise(accounts),
        excludes=lambda one, other: _contradict(accounts, one, other),
    )
    merged = [_make_judgement(accounts, merge, comparer) for merge in gathering.merges]
    judgements = apply_decisions(merged, held, "incident")
    return Gathered(
        [make_incident(ids) for ids in group_items(numbers, judgements)],
        judgements,
        [decision for decision in decisions if decision not in held],
    )


def _find_told_otherwise(accounts: Sequence[Account]) -> dict[tuple[int, int], float]:
    """Return the pairs of accounts of which one tells, in the same document, the other otherwise.

    A claim or denial without a place and day of its own (the brigade is accused of bombing the
    market) tells of the document's event of that kind against the same target.
    """
    documents: dict[str, list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        documents[account.document].append(number)
    pairs = {}
    for numbers in documents.values():
        for claim in numbers:
            if not _is_bare_claim(accounts[claim]):
                continue
            fitting = [n for n in numbers if _shares_target(accounts[n], accounts[claim])]
            if len(fitting) == 1:
                pairs[fitting[0], claim] = _TOLD_OTHERWISE
    return pairs


def _is_bare_claim(account: Account) -> bool:
    bare = account.site is None and account.earliest is None and account.latest is None
    return bare and account.modality in ("claimed", "denied")


def _shares_target(event: Account, claim: Account) -> bool:
    """Whether an event of a place is of the claim's family and hits what begins with its noun."""
    if event.site is None or event.modality in _LEFT_OUT:
        return False
    families = set(load_families().get(event.type, ()))
    if not families.intersection(load_families().get(claim.type, ())):
        return False
    return bool(_list_heads(event.targets) & _list_heads(claim.targets))


def _list_heads(sides: Iterable[Side]) -> set[str]:
    """Return the first words of what was hit, without article (سوق in سوق الخضار)."""
    return {make_key(side.name).split(" ")[0] for side in sides if side.name.strip()}


def _score_pairs(
    told: Sequence[Account], comparer: Comparer, numbers: dict[str, int]
) -> dict[tuple[int, int], float]:
    """Return the scores of the pairs worth comparing, by numbers of accounts."""
    return {
        (numbers[told[one].id], numbers[told[other].id]): comparer.score(told[one], told[other])
        for one, other in iter_pairs(told, comparer)
        if _may_be_one(told[one], told[other])
    }


def _may_be_one(one: Account, other: Account) -> bool:
    """Whether two accounts are worth comparing: talks and the like only with a side in common."""
    if one.type in _OPEN_FAMILIES and other.type in _OPEN_FAMILIES:
        return True
    return bool(_list_names(one) & _list_names(other))


def _list_names(account: Account) -> set[str]:
    sides = (*account.agents, *account.targets)
    return {key for side in sides for key in side.keys}.union(account.names)


def _contradict(accounts: Sequence[Account], one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two clusters have accounts of one document, or days told that lie far apart."""
    if any(_are_two(accounts[a], accounts[b]) for a in one for b in other):
        return True
    first = [bounds for number in one if (bounds := find_bounds(accounts[number]))]
    second = [bounds for number in other if (bounds := find_bounds(accounts[number]))]
    return any(max(a[0], b[0]) - min(a[1], b[1]) > _DAYS_APART for a in first for b in second)


def _are_two(one: Account, other: Account) -> bool:
    """Whether two accounts of one document are of two events: at two places, or of one type.

    A document tells an event once, but its parts (shelling, the houses it destroyed) may have been
    read as two, and what it tells somebody may deny in it.
    """
    if one.document != other.document:
        return False
    denial = (one.modality == "denied") != (other.modality == "denied")
    if (one.type == other.type and not denial) or _is_lasting(one) != _is_lasting(other):
        return True
    return not (one.site is None or other.site is None or _is_within(one.site, other.site))


def _is_within(one: Site, other: Site) -> bool:
    """Whether two places are one, or one is named after the other (مطار أوباري, Ubari airport)."""
    first, second = set(one.key.split()), set(other.key.split())
    return first <= second or second <= first


def _is_lasting(account: Account) -> bool:
    """Whether an event went on for longer than a few days, or is told as going on."""
    if account.earliest is None:
        return False
    bounds = find_bounds(account)
    return bounds is None or bounds[1] - bounds[0] > _DAYS_LASTING


def make_incident(accounts: Sequence[str]) -> Incident:
    """Return the incident of accounts, by their ids in order."""
    return Incident(
        id=f"in:{sha256(accounts[0].encode()).hexdigest()[:12]}", accounts=tuple(accounts)
    )


def _make_judgement(accounts: Sequence[Account], merge: Merge, comparer: Comparer) -> Judgement:
    one, other = accounts[merge.one], accounts[merge.other]
    score = round(1 / (1 + math.exp(-merge.score)), 3)
    if one.document == other.document:
        return Judgement("incident", one.id, other.id, score, ("target_same",))
    return Judgement("incident", one.id, other.id, score, comparer.explain(one, other))
