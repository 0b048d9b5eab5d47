"""The noun phrases around a person's name: title, rank, office and the body it is held in."""

from rawi.reading.titles.phrases import Title, give_roles, read_titles

__all__ = ["Title", "give_roles", "read_titles"]
