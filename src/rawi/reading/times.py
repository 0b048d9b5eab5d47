"""When: temporal expressions, resolved to TIMEX3 values and bounds in days."""

from rawi.language.analysis import Analysis
from rawi.model import TimeExpression


def read_times(analysis: Analysis) -> list[TimeExpression]:
    """Return the temporal expressions of a text, in order, none overlapping."""
    return []
