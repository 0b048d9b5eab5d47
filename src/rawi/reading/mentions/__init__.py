"""Where the text names persons, organisations, armed groups and places.

Each finder proposes names of its kind; `join_proposals` keeps the most trusted and longest; what
was found firmly once is then found in the whole article by its short forms (`find_repeats`). A
model of the user's choosing may find names too (`join_found`).
"""

from collections.abc import Callable

from rawi.language.analysis import Analysis
from rawi.language.namers import Namer
from rawi.reading.mentions.bodies import find_bodies
from rawi.reading.mentions.enclosed import find_enclosed
from rawi.reading.mentions.labelled import join_found
from rawi.reading.mentions.listed import find_listed
from rawi.reading.mentions.names import (
    Name,
    Proposal,
    drop_no_names,
    join_proposals,
    make_name,
)
from rawi.reading.mentions.outlets import find_outlets
from rawi.reading.mentions.persons import find_persons
from rawi.reading.mentions.repeats import find_repeats
from rawi.reading.mentions.roads import find_roads
from rawi.reading.mentions.sites import find_sites
from rawi.reading.mentions.unlisted import find_unlisted

__all__ = ["FINDERS", "Finder", "Name", "Proposal", "read_names"]

Finder = Callable[[Analysis], list[Proposal]]
FINDERS: tuple[Finder, ...] = (
    find_listed,
    find_bodies,
    find_unlisted,
    find_enclosed,
    find_roads,
    find_sites,
    find_persons,
    find_outlets,
)


def read_names(analysis: Analysis, namer: Namer | None = None) -> list[Name]:
    """Return the names of a text, in order, none overlapping; with those of a model, if given."""
    proposals = [proposal for find in FINDERS for proposal in find(analysis)]
    proposals = drop_no_names(analysis, proposals)
    if namer is not None:
        proposals = join_found(analysis, proposals, namer)
    found = join_proposals(analysis, proposals)
    repeats = drop_no_names(analysis, find_repeats(analysis, found))
    found = join_proposals(analysis, found + repeats)
    return [make_name(analysis, proposal) for proposal in found]
