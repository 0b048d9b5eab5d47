"""Lasting ties between entities."""

from rawi.language.analysis import Analysis
from rawi.model import Relation, Statement
from rawi.reading.entities import Entities
from rawi.reading.titles import Title


def read_relations(
    analysis: Analysis, entities: Entities, *, titles: list[Title], statements: list[Statement]
) -> list[Relation]:
    """Return the ties that the text tells of, each once, in order of their evidence."""
    return []
