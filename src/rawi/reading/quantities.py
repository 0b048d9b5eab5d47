"""How many people were affected, and how."""

from rawi.language.analysis import Analysis
from rawi.model import Quantity, TimeExpression
from rawi.reading.entities import Entities


def read_quantities(
    analysis: Analysis, entities: Entities, times: list[TimeExpression]
) -> list[Quantity]:
    """Return the counts of people affected, in order."""
    return []
