"""Words that take a side, with who uses them of whom."""

from rawi.language.analysis import Analysis
from rawi.model import Frame, Statement
from rawi.reading.entities import Entities


def read_frames(analysis: Analysis, entities: Entities, statements: list[Statement]) -> list[Frame]:
    """Return the loaded words of a text, in order."""
    return []
