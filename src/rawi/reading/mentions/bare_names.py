"""Family names that are given names or ordinary words too, where they stand bare for their bearer.

Of `[القيادي وائل ناظم] سرور` (the commander Wael Nazim Surur; سرور: joy) the article says سافر
سرور (Surur travelled). Without such a person in the article none of this asks anything.
"""

from rawi.language.names import SURE, NameWords, is_adjacent
from rawi.reading.mentions.names import Proposal
from rawi.text.tokens import Token

# Letters that a family name of this kind has at least.
MIN_LETTERS = 3
_OPENING, _CLOSING = frozenset('"“«'), frozenset('"”»')


def is_bare(tokens: list[Token], index: int, full: Proposal, words: NameWords) -> bool:
    """Whether a token that is a word too stands for a person whose full name ends in it.

    Args:
        tokens: Of the text.
        index: The token.
        full: The full name, found elsewhere in the text.
        words: The word lists of names.
    """
    key = tokens[index].key
    if full.type != "person" or full.last - full.first < 2:
        return False
    if key != tokens[full.last - 1].key or len(key) < MIN_LETTERS or key in words.stops:
        return False
    if _is_quoted(tokens, index, words) or is_linked(tokens, index, full, words):
        return True
    if key.startswith("ال") or _is_within(tokens, index, words):
        return False
    if words.given.get(key) == SURE:
        return True
    return _ends_phrase(tokens, index, words) and _follows_act(tokens, index, words)


def _is_within(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether a word is part of a longer name: لبن (صالح), بني (خالد), (يامن) عابد; or في صالح."""
    if is_adjacent(tokens, index + 1) and tokens[index + 1].key in words.given:
        return True
    if not is_adjacent(tokens, index):
        return False
    before = tokens[index - 1]
    links = words.sons | words.kunyas | words.particles
    if before.key == "في" or before.key in words.place_words:
        return True
    placed = any(head.type == "place" for head in words.heads.lookup(before.key))
    return placed or before.find_form(links) is not None


def _is_quoted(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether a word stands in quotation marks by itself, behind a verb of saying."""
    if index < 2 or index + 1 >= len(tokens):
        return False
    marked = tokens[index - 1].text in _OPENING and tokens[index + 1].text in _CLOSING
    return marked and tokens[index - 2].find_form(words.person_cues) is not None


def is_linked(tokens: list[Token], index: int, full: Proposal, words: NameWords) -> bool:
    """Whether a short name begins with the بن or أبو before a word: وأضاف بن (رمضان)."""
    if index < 2 or not is_adjacent(tokens, index):
        return False
    before = tokens[index - 1].key
    linked = before in words.sons or before in words.kunyas or before in words.particles
    if not linked or full.last - full.first < 3 or tokens[full.last - 2].key != before:
        return False
    return any(tokens[index - 2].find_form(cues) for cues in (words.person_cues, words.acts))


def _follows_act(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether the word before says what a person did, or met with, or that he is of the past."""
    if not is_adjacent(tokens, index):
        return False
    before = tokens[index - 1]
    return before.key in words.former or before.find_form(words.acts | words.fates) is not None


def _ends_phrase(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether neither a genitive nor an adjective follows: a mark, a preposition, what is his."""
    if index + 1 >= len(tokens):
        return True
    behind = tokens[index + 1]
    if behind.kind != "word":
        return behind.kind == "mark"
    his = behind.text.endswith("ه") and not behind.key.startswith("ال")  # استمد سرور قوته
    return his or behind.find_form(words.stops) is not None
