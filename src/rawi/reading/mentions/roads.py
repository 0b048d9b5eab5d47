"""Roads that are called after the two towns they join: طريق القاهرة - الإسكندرية الصحراوي."""

from functools import cache

from rawi.language.analysis import Analysis
from rawi.language.names import is_adjacent, is_name_material, is_ordinary, load_name_words
from rawi.lexica.tables import load_table
from rawi.places.gazetteer import load_gazetteer
from rawi.reading.mentions.listed import load_listed
from rawi.reading.mentions.names import FIRM, Proposal
from rawi.reading.mentions.towns import find_town
from rawi.text.normalise import fold
from rawi.text.tokens import Token

_DASHES = frozenset("-–—/")


@cache
def _load_words(part: str) -> frozenset[str]:
    """Return the folded nouns of roads (head), or what kind of road it is (kind)."""
    rows = load_table("names/road_words")
    return frozenset(fold(row["form"]) for row in rows if row["part"] == part)


def find_roads(analysis: Analysis) -> list[Proposal]:
    """Propose the roads of a text that two towns name, with what kind of road it is.

    Side by side all must be known: طريق العريش رفح. With dashes between them one need be, but then
    what kind of road it is must stand there: طريق حلب - اللاذقية الدولي.
    """
    tokens = analysis.tokens
    heads, found = _load_words("head"), []
    for index, token in enumerate(tokens):
        head = token.find_form(heads)
        if head is None:
            continue
        first = index + 1
        definite = head.key.startswith("ال")
        while definite and _is_kind(tokens, first):
            first += 1
        end = _find_end(tokens, first, named=first > index + 1)
        if end is not None:
            found.append(Proposal(index, end, head.skip, "place", FIRM))
    return found


def _is_kind(tokens: list[Token], index: int) -> bool:
    return is_adjacent(tokens, index) and tokens[index].key in _load_words("kind")


def _find_end(tokens: list[Token], first: int, *, named: bool) -> int | None:
    """Return the end of the towns that begin at a token, and of what follows them.

    Args:
        tokens: Of the text.
        first: Where the first town would begin.
        named: Whether what kind of road it is stands before.
    """
    if not is_adjacent(tokens, first):
        return None
    end = _find_place(tokens, first)
    known = end > first
    end = end if known else _find_word(tokens, first)
    joined = dashed = False
    while end > first:
        dash = end < len(tokens) and tokens[end].text in _DASHES
        place = _find_place(tokens, end + dash)
        if place == end + dash and dash and known:
            place = _find_word(tokens, place)
        if place == end + dash or not (dash or known):
            break
        end, joined, dashed = place, True, dashed or dash
    if not joined or (dashed and not named and not _is_kind(tokens, end)):
        return None
    while _is_kind(tokens, end):
        end += 1
    return end


def _find_word(tokens: list[Token], index: int) -> int:
    """Return the end of the rare word at a token, of two where the first begins names: بني مالك."""
    if index >= len(tokens) or tokens[index].kind != "word":
        return index
    key, words = tokens[index].key, load_name_words()
    if key in words.place_words and is_adjacent(tokens, index + 1):
        return index + 2
    return index + 1 if is_name_material(key) else index


def _find_place(tokens: list[Token], index: int) -> int:
    """Return the end of the listed place or town of the gazetteer at a token, itself if none."""
    if index >= len(tokens):
        return index
    listed = load_listed().match(tokens, index)
    if listed is not None and listed.skip == 0 and listed.entries[0].type == "place":
        return listed.last
    key = tokens[index].key
    town = find_town(tokens, index, key) if load_gazetteer().starts(key) else index
    plain = town == index + 1 and is_ordinary(key, load_name_words())
    return index if plain else town
