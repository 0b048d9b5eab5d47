"""Which country a listed name means that names several: عمان, Oman or Amman; قوات الاحتلال."""

from collections import Counter
from functools import cache
from typing import NamedTuple

from rawi.language.names import is_adjacent, load_name_words, load_rows
from rawi.language.phrases import PhraseMatch
from rawi.model import MentionType
from rawi.text.normalise import fold
from rawi.text.tokens import Token


class Listed(NamedTuple):
    """What a lexicon says of a name.

    `doubtful`: the form is an ordinary word as well, and is a name only with evidence. `headed`:
    its first word is a generic head, which the name leaves out.
    """

    type: MentionType
    canonical: str | None
    country: str | None
    doubtful: bool = False
    headed: bool = False


def settle_states(
    tokens: list[Token], matches: list[PhraseMatch[Listed]]
) -> list[PhraseMatch[Listed]]:
    """Return the matches, those that name a state or another's capital settled: عمان.

    The country that the article speaks of more is meant; where neither is, it stays open.
    """
    if not any(_is_contested(match) for match in matches):
        return matches
    weights = count_countries(tokens)
    weights.update(m.entries[0].country or "" for m in matches if not _is_contested(m))
    return [_settle(match, weights) if _is_contested(match) else match for match in matches]


def _is_contested(match: PhraseMatch[Listed]) -> bool:
    first = match.entries[0]
    if match.last - match.first > 1 or first.type != "place":
        return False
    key = fold(first.canonical or "").split(" ")[-1]
    return key in _load_contested()


@cache
def _load_contested() -> frozenset[str]:
    """Return the folded names of states that are the capitals of others: عمان."""
    capitals = {(fold(row["form"]), row["country"]) for row in load_rows("places/capitals")}
    states = {fold(row["form"]): row["country"] for row in load_rows("places/countries")}
    return frozenset(form for form, country in capitals if states.get(form, country) != country)


def _settle(match: PhraseMatch[Listed], weights: Counter[str]) -> PhraseMatch[Listed]:
    ranked = sorted(match.entries, key=lambda entry: -weights[entry.country or ""])
    best = weights[ranked[0].country or ""]
    others = [e for e in ranked if e.country != ranked[0].country]
    if not best or (others and weights[others[0].country or ""] == best):
        return match._replace(entries=(Listed("place", None, None),))
    return match._replace(entries=tuple(ranked))


def count_countries(tokens: list[Token]) -> Counter[str]:
    """Return how often an adjective of each country stands in a text."""
    nationalities = load_name_words().nationalities
    found: Counter[str] = Counter()
    for token in tokens:
        for form in token.forms:
            country = nationalities.get(form.key) or nationalities.get("ال" + form.key)
            if country:
                found[country] += 1
                break
    return found


def name_occupier(tokens: list[Token], match: PhraseMatch[Listed]) -> PhraseMatch[Listed]:
    """Return the match with the nationality behind الاحتلال, if it is another than listed.

    دولة الاحتلال alone is Israel in the press; دولة الاحتلال التركي is Turkey to who says so.
    """
    entry, last = match.entries[0], match.last
    words = load_name_words()
    if tokens[last - 1].key not in words.occupier_cues or not is_adjacent(tokens, last):
        return match
    country = words.nationalities.get(tokens[last].key)
    if not country or country == entry.country:
        return match
    canonical = _load_names_of_states().get(country) if entry.type == "place" else None
    other = entry._replace(canonical=canonical, country=country)
    return match._replace(last=last + 1, entries=(other,))


@cache
def _load_names_of_states() -> dict[str, str]:
    """Return country -> the canonical name of the state, the first that is listed."""
    found: dict[str, str] = {}
    for row in load_rows("places/countries"):
        found.setdefault(row["country"], row["canonical"])
    return found
