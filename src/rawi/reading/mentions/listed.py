"""Names that the lexica list: actors, countries, capitals, divisions."""

from functools import cache
from typing import NamedTuple, cast

from rawi.language.analysis import Analysis
from rawi.language.names import load_rows
from rawi.language.phrases import PhraseTable
from rawi.model import MentionType
from rawi.reading.mentions.names import FIRM, Proposal

_ACTORS = ("actors/armed_groups", "actors/organizations", "actors/persons")
_PLACES = ("places/countries", "places/capitals", "places/divisions", "places/regions")


class Listed(NamedTuple):
    """What a lexicon says of a name."""

    type: MentionType
    canonical: str
    country: str | None


@cache
def load_listed() -> PhraseTable[Listed]:
    """Return every listed name, places before actors of the same name."""
    rows: list[tuple[str, Listed]] = []
    for table in _PLACES:
        for row in load_rows(table):
            entry = Listed("place", row["canonical"], row["country"] or None)
            rows.append((row["form"], entry))
    for table in _ACTORS:
        for row in load_rows(table):
            type_ = cast(MentionType, row["type"])
            rows.append((row["form"], Listed(type_, row["canonical"], row["country"] or None)))
    return PhraseTable(rows)


def find_listed(analysis: Analysis) -> list[Proposal]:
    """Propose the listed names of a text, proclitics aside."""
    table = load_listed()
    found = []
    for match in table.iter_matches(analysis.tokens):
        entry = match.entries[0]
        found.append(
            Proposal(
                match.first,
                match.last,
                match.skip,
                entry.type,
                FIRM,
                entry.canonical,
                entry.country,
            )
        )
    return found
