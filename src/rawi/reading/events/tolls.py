"""Which counts of people belong to which event."""

from bisect import bisect_left

from rawi.model import Quantity
from rawi.reading.events.scenes import Scene

VIOLENT = frozenset(
    {"battle", "airstrike", "shelling", "bombing", "attack", "killing", "sexual_violence"}
)
# What a count tells of, and the events that it may belong to.
_FITTING = {
    "arrested": frozenset({"arrest", "trial", "operation"}),
    "abducted": frozenset({"abduction"}),
    "displaced": frozenset({"displacement", *VIOLENT, "siege"}),
    "released": frozenset({"release"}),
    "surrendered": frozenset({"withdrawal", "operation"}),
    "trapped": frozenset({"siege"}),
    "missing": frozenset({"abduction", *VIOLENT}),
    "killed": frozenset({*VIOLENT, "destruction", "siege", "operation", "capture"}),
    "wounded": frozenset({*VIOLENT, "destruction", "riot", "protest"}),
}


def fits(count: Quantity, type_: str) -> bool:
    """Whether a count may belong to an event of a type."""
    fitting = _FITTING.get(count.what)
    return fitting is None or type_ in fitting


def find_counts(scene: Scene, index: int) -> list[tuple[int, Quantity]]:
    """Return the counts in the sentence of token i, each with its token."""
    first, last = scene.bounds(index)
    counts = scene.quantity_tokens
    start = bisect_left(counts, first, key=lambda pair: pair[0])
    found = []
    while start < len(counts) and counts[start][0] < last:
        found.append(counts[start])
        start += 1
    return found


def distance(scene: Scene, index: int, token: int) -> int:
    """Return how far a count is from a trigger, in tokens, a clause counting for three more."""
    return abs(index - token) + 3 * abs(scene.clause_of[index] - scene.clause_of[token])
