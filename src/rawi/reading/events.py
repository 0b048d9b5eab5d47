"""What happened: events with date, place, sides, toll, modality and whose word it is."""

from rawi.language.analysis import Analysis
from rawi.model import Event, Quantity, Statement, TimeExpression
from rawi.reading.entities import Entities


def read_events(
    analysis: Analysis,
    entities: Entities,
    *,
    times: list[TimeExpression],
    quantities: list[Quantity],
    statements: list[Statement],
) -> list[Event]:
    """Return the events of a text, one per real-world event, in order of first trigger."""
    return []
