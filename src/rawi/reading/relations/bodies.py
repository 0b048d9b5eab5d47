"""Bodies within bodies, and bodies in places, told by a bare preposition."""

from collections.abc import Iterator

from rawi.model import BODIES, Mention, Predicate
from rawi.reading.relations.triggers import load_nouns
from rawi.reading.titles.names import Names
from rawi.text.normalise import fold


def iter_bodies(names: Names) -> Iterator[tuple[str, Predicate, str, int, int]]:
    """Yield the ties of names that a preposition alone joins.

    A unit in a larger body (القوات الخاصة بالجيش), a mission in a place (سفارة تونس بأنقرة).
    """
    for first, mention in names.starting.items():
        if mention.type not in BODIES:
            continue
        other = _find_other(names, names.lasts[first])
        if other is None:
            continue
        head = fold(mention.text.split()[0])
        if other.type in BODIES and head in load_nouns("unit"):
            yield mention.entity, "part_of", other.entity, mention.start, other.end
        elif other.type == "place" and head in load_nouns("mission"):
            yield mention.entity, "based_in", other.entity, mention.start, other.end


def iter_parties(names: Names) -> Iterator[tuple[str, Predicate, str, int, int]]:
    """Yield the ties of persons with the party in brackets behind them: فلان (حركة كذا)."""
    for first, mention in names.starting.items():
        index = names.lasts[first]
        if mention.type != "person" or index + 1 >= len(names.tokens):
            continue
        if names.tokens[index].text != "(":
            continue
        noun = names.tokens[index + 1].find_form(load_nouns("party"))
        position = index + 1 if index + 1 in names.starting else index + 2
        party = names.starting.get(position)
        if party is None or noun is None or party.type not in BODIES:
            continue
        last = names.lasts[position]
        if last < len(names.tokens) and names.tokens[last].text == ")":
            yield mention.entity, "member_of", party.entity, mention.start, party.end


def _find_other(names: Names, index: int) -> Mention | None:
    """Return the name straight behind في or ب at a token."""
    if index >= len(names.tokens):
        return None
    token = names.tokens[index]
    if token.key == "في":
        mention = names.starting.get(index + 1)
        at_start = mention is not None and mention.start == names.tokens[index + 1].start
        return mention if at_start else None
    mention = names.starting.get(index)
    joined = mention is not None and fold(token.text[: mention.start - token.start]) == "ب"
    return mention if joined else None
