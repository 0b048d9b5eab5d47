"""The noun phrases around a person's name: title, rank, office and the body it is held in."""

from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.reading.entities import Entities


class Title(NamedTuple):
    """A title as it stands in the text, with or without the name of its holder.

    Attributes:
        start: Offset where the whole phrase begins (title, body, rank and name together).
        end: Offset after it.
        title: The office alone: `المتحدث باسم`, `القائد العام`, `رئيس الوزراء`.
        title_start: Offset of the office.
        title_end: Offset after it.
        command: Whether the title means command (`آمر`, `قائد`, `زعيم`).
        person: The entity that holds it, None where only the office is named.
        body: The entity that it is held in, None where none is named.
    """

    start: int
    end: int
    title: str
    title_start: int
    title_end: int
    command: bool
    person: str | None
    body: str | None


def read_titles(analysis: Analysis, entities: Entities) -> list[Title]:
    """Return the titles of a text, in order."""
    return []
