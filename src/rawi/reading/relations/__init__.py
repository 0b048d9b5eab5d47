"""Lasting ties between entities."""

from rawi.reading.relations.read import read_relations

__all__ = ["read_relations"]
