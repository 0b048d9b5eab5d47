"""A participant of an event, before it is made an entity."""

from typing import NamedTuple

from rawi.reading.events.lexicon import Role
from rawi.reading.events.noun_phrases import NounPhrase


class Side(NamedTuple):
    """A participant that was found, before it is made an entity."""

    role: Role
    phrase: NounPhrase


def make_sides(role: Role, phrases: list[NounPhrase]) -> list[Side]:
    """Return the phrases as participants of one role."""
    return [Side(role, phrase) for phrase in phrases]
