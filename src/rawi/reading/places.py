"""Where the places that an article names lie."""

from rawi.language.analysis import Analysis
from rawi.reading.entities import Entities


def locate_places(analysis: Analysis, entities: Entities) -> None:
    """Give each place entity its location, where the gazetteer is sure of it."""
