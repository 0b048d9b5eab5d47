"""Who says what: statements with cue, speaker, content, mode, stance and parent."""

from rawi.language.analysis import Analysis
from rawi.model import Statement
from rawi.reading.entities import Entities
from rawi.reading.titles import Title


def read_statements(analysis: Analysis, entities: Entities, titles: list[Title]) -> list[Statement]:
    """Return the statements of a text, in order of their start."""
    return []
