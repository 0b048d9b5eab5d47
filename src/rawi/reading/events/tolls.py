"""Which counts of people belong to which event."""

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


def distance(scene: Scene, index: int, token: int) -> int:
    """Return how far a count is from a trigger, in tokens, a clause counting for three more."""
    return abs(index - token) + 3 * abs(scene.clause_of[index] - scene.clause_of[token])
