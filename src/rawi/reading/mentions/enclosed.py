"""Places listed in brackets or quotation marks behind a plural: قرى (تل جمعة، أم الكيف، والطويلة).

What encloses the list shows where each name ends, so that ordinary words are names in it too.
"""

from collections.abc import Iterator

from rawi.language.analysis import Analysis
from rawi.language.names import NameWords, is_adjacent, load_name_words
from rawi.places.gazetteer import load_gazetteer
from rawi.reading.mentions.listed import load_listed
from rawi.reading.mentions.names import FIRM, Proposal
from rawi.text.tokens import Token

_CLOSERS = {"(": ")", "[": "]", "“": "”", "«": "»", '"': '"'}
_SEPARATORS = frozenset("،,-–—/")
_MOST_TOKENS = 60
_LONGEST_NAME = 3


def find_enclosed(analysis: Analysis) -> list[Proposal]:
    """Propose the places of each list of two or more that a plural of villages or towns opens."""
    tokens, words = analysis.tokens, load_name_words()
    found: list[Proposal] = []
    for index in range(len(tokens) - 2):
        if tokens[index + 1].text not in _CLOSERS or not _is_plural(tokens[index], words):
            continue
        names = _read_names(tokens, index + 1, words)
        if len(names) > 1:
            found += names
    return found


def _is_plural(token: Token, words: NameWords) -> bool:
    """Whether a token is a plural that only names of places can follow: قرى, بلدتي."""
    return any(
        form.key in words.plural_cues
        and any(head.takes == "town" and head.strong for head in words.heads.lookup(form.key))
        for form in token.forms
    )


def _read_names(tokens: list[Token], opener: int, words: NameWords) -> list[Proposal]:
    """Return the names between a mark and that which closes it; none where one is no name."""
    closer = _CLOSERS[tokens[opener].text]
    last = min(len(tokens), opener + _MOST_TOKENS)
    end = next((i for i in range(opener + 1, last) if tokens[i].text == closer), None)
    if end is None:
        return []
    names = []
    for first, stop, skip in _iter_items(tokens, opener + 1, end, words):
        name = _make_name(tokens, first, stop, skip, words)
        if name is None:
            return []
        names.append(name)
    return names


def _iter_items(
    tokens: list[Token], first: int, end: int, words: NameWords
) -> Iterator[tuple[int, int, int]]:
    """Yield first token, end and proclitics of what commas, dashes or و part from each other."""
    start, skip = first, 0
    for index in range(first, end):
        if tokens[index].text in _SEPARATORS:
            if index > start:
                yield start, index, skip
            start, skip = index + 1, 0
            continue
        joined = _find_and(tokens, index, words)
        if joined:
            if index > start:
                yield start, index, skip
            start, skip = index, joined
    if end > start:
        yield start, end, skip


def _find_and(tokens: list[Token], index: int, words: NameWords) -> int:
    """Return the length of the و that joins a token to the list, 0 where there is none."""
    form = next((form for form in tokens[index].forms if form.proclitics == "و"), None)
    if form is None:
        return 0
    key = tokens[index].key
    whole = key in words.place_words or load_listed().lookup(key) or load_gazetteer().find(key)
    return 0 if whole else form.skip


def _make_name(
    tokens: list[Token], first: int, end: int, skip: int, words: NameWords
) -> Proposal | None:
    """Return the name at some tokens, its generic head aside; None where they are none."""
    key = tokens[first].key[skip:]
    heads = words.heads.lookup(key)
    if end - first > 1 and any(h.takes == "town" and h.span == "tail" for h in heads):
        first, skip = first + 1, 0
    if end - first > _LONGEST_NAME or any(t.kind != "word" for t in tokens[first:end]):
        return None
    apart = any(not is_adjacent(tokens, index) for index in range(first + 1, end))
    function = any(token.key in words.stops for token in tokens[first:end])
    return None if apart or function else Proposal(first, end, skip, "place", FIRM)
