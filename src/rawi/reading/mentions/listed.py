"""Names that the lexica list: actors, countries, capitals, divisions."""

from functools import cache
from typing import NamedTuple, cast

from rawi.language.analysis import Analysis
from rawi.language.names import NameWords, load_name_words, load_rows
from rawi.language.phrases import PhraseMatch, PhraseTable
from rawi.model import MentionType
from rawi.reading.mentions.names import FIRM, Proposal
from rawi.text.tokens import Token

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
    """Propose the listed names of a text, proclitics and generic heads aside."""
    table, words = load_listed(), load_name_words()
    found = []
    for match in table.iter_matches(analysis.tokens):
        match = drop_head(analysis.tokens, match)
        if _is_doubtful(analysis.tokens, match, words):
            continue
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


def drop_head(tokens: list[Token], match: PhraseMatch[Listed]) -> PhraseMatch[Listed]:
    """Return the match without a generic head, where the rest is a listed name of its own.

    مدينة درنة: درنة; تنظيم داعش: داعش; but تنظيم القاعدة, حركة الشباب, whose rest is an ordinary
    definite noun, keep it.
    """
    words = load_name_words()
    if match.last - match.first < 2:
        return match
    first = next(form.key for form in tokens[match.first].forms if form.skip == match.skip)
    heads = [head for head in words.heads.lookup(first) if head.span == "tail"]
    rest = load_listed().match(tokens, match.first + 1)
    if not heads or rest is None or rest.skip or rest.last != match.last:
        return match
    town = any(head.takes == "town" for head in heads) and rest.entries[0].type == "place"
    group = any(head.takes in ("listed", "press") for head in heads)
    bare = not tokens[rest.first].key.startswith("ال")
    if town or (group and bare and match.entries[0].type != "place"):
        return rest
    return match


def _is_doubtful(tokens: list[Token], match: PhraseMatch[Listed], words: NameWords) -> bool:
    """Whether a listed place of one word is here rather an ordinary word or an adjective."""
    entry = match.entries[0]
    token = tokens[match.first]
    if match.last - match.first > 1 or entry.type != "place":
        return False
    before = tokens[match.first - 1] if match.first else None
    if match.skip and token.key in words.stops | words.ordinary:
        return True
    key = next(form.key for form in token.forms if form.skip == match.skip)
    if key in words.ordinary or key in words.given or key in words.adjectives:
        return before is None or before.key not in words.place_cues or match.skip > 0
    if before is not None and token.start - before.end == 1 and before.kind == "word":
        if key in words.nationalities:
            return before.key[:2] in ("ال", "لل") or before.key[1:3] == "ال"
        if "ال" + key in words.nationalities:
            return before.key[-1:] == "ه" or before.key[-2:] == "ات"
    return False
