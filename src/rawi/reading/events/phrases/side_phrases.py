"""A participant of an event, before it is made an entity."""

from typing import NamedTuple

from rawi.reading.events.lexicon import Role
from rawi.reading.events.phrases.noun_phrases import NounPhrase


class Side(NamedTuple):
    """A participant that was found, before it is made an entity.

    Attributes:
        rule: What shows its role: `subject`, `object`, `genitive`, `light verb`, `adjective`,
            `pronoun`, `by` (من قبل), or the preposition before it.
    """

    role: Role
    phrase: NounPhrase
    rule: str = "order"


def make_sides(role: Role, phrases: list[NounPhrase], rule: str = "order") -> list[Side]:
    """Return the phrases as participants of one role."""
    return [Side(role, phrase, rule) for phrase in phrases]
