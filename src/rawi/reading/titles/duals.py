"""Titles of two persons in the dual: الرئيسين الفرنسي فلان واليمني فلان (the two presidents)."""

from typing import NamedTuple

from rawi.model import Mention
from rawi.reading.titles.names import Names
from rawi.reading.titles.offices import load_nationalities, load_particles


class Half(NamedTuple):
    """One of two holders of a title.

    Attributes:
        holder: His name.
        country: The ISO country of the nationality.
    """

    holder: Mention
    country: str


def read_halves(names: Names, index: int) -> list[Half]:
    """Return the holders of a title in the dual at a token; empty where there are none."""
    if names.tokens[index].find_form(load_particles("presidents")) is None:
        return []
    halves: list[Half] = []
    index += 1
    while index + 1 < len(names.tokens) and len(halves) < 2:
        token = names.tokens[index]
        form = token.find_form(load_nationalities())
        mention = names.starting.get(index + 1)
        joined = form is not None and form.proclitics == ("و" if halves else "")
        if form is None or not joined or mention is None or mention.type != "person":
            break
        halves.append(Half(mention, load_nationalities()[form.key]))
        index = names.lasts[index + 1]
    return halves
