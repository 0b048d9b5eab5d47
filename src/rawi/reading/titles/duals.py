"""Titles that several persons share: الرئيسين الفرنسي فلان واليمني فلان (the two presidents)."""

from typing import NamedTuple

from rawi.model import Mention
from rawi.reading.titles.bodies import Body, find_body
from rawi.reading.titles.holders import skip_modifiers, skip_to_holder
from rawi.reading.titles.names import QUOTES, Names
from rawi.reading.titles.offices import (
    Office,
    load_nationalities,
    load_offices,
    load_particles,
    load_plurals,
)

_DUALS = ("ان", "ين")
_BEFORE = frozenset(("", "و", "ل", "ب", "ف"))


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


class Shared(NamedTuple):
    """An office that several persons hold, one behind another.

    Attributes:
        office: What the word means.
        skip: Code points of its token before it (its proclitics).
        last: The token after it and its adjectives.
        body: The body behind it, None where none is named there.
        holders: The persons, two at least.
    """

    office: Office
    skip: int
    last: int
    body: Body | None
    holders: list[Mention]


def read_shared(names: Names, index: int) -> Shared | None:
    """Return the office of several persons at a token (القياديان في الحركة فلان وفلان), or None."""
    found = _match_plural(names, index) if index not in names.inside else None
    if found is None:
        return None
    office, skip = found
    last = skip_modifiers(names, index + 1)
    body = find_body(names, last, office)
    holders = _list_persons(names, skip_to_holder(names, body.last if body is not None else last))
    return Shared(office, skip, last, body, holders) if len(holders) > 1 else None


def _match_plural(names: Names, index: int) -> tuple[Office, int] | None:
    """Return the office of a dual (القياديان) or a plural (القادة), and where it starts."""
    plurals = load_plurals()
    for form in names.tokens[index].forms:
        dual = form.key.endswith(_DUALS) and form.key.startswith("ال")
        if form.proclitics not in _BEFORE or not (dual or form.key in plurals):
            continue
        entries = plurals.lookup(form.key)
        if not entries and dual:
            entries = load_offices().lookup(form.key[:-2])
        office = next((o for o in entries if o.kind == "office" and o.tie != "none"), None)
        if office is not None:
            return office, form.skip
    return None


def _list_persons(names: Names, index: int) -> list[Mention]:
    """Return the persons named one behind another from a token, joined by و or a comma."""
    holders: list[Mention] = []
    joined = False
    while index < len(names.tokens):
        mention = names.starting.get(index)
        if mention is None:
            joined = joined or names.tokens[index].text == "،"
            if not holders or names.tokens[index].text not in (QUOTES | {"،"}):
                break
            index += 1
            continue
        before = names.tokens[index].text[: mention.start - names.tokens[index].start]
        if mention.type != "person" or (holders and before != "و" and not joined):
            break
        holders.append(mention)
        index, joined = names.lasts[index], False
    return holders
