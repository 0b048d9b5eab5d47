"""Sentences of Arabic news, as ranges of tokens.

A full stop, question mark, exclamation mark or line break ends a sentence; a comma or و does not.
Not an end: a stop inside a number, after a single letter (an initial, د. أحمد), in letters spelt
out (سي.إن.إن), or a row of dots, with which headlines and quotations go on (… or ..), unless the
line ends there.
"""

from typing import NamedTuple

from rawi.text.tokens import Token

_STOPS = frozenset(".؟!?۔")
# Letters of an alphabet that is spelt out have at most this many letters.
_MAX_SPELT = 3
# Names of websites in Arabic letters: السورية.نت (Alsouria.net).
_DOMAINS = frozenset(("نت", "كوم", "اورغ"))
_CLOSERS = frozenset("\"'»”’)]}")


class Sentence(NamedTuple):
    """A sentence: tokens `[first, last)`, code points `[start, end)`, and its paragraph.

    `paragraph` counts from 0 the lines of the text that hold any token.
    """

    first: int
    last: int
    start: int
    end: int
    paragraph: int


def split_sentences(text: str, tokens: list[Token]) -> list[Sentence]:
    """Return the sentences of a tokenised text, in order; together they hold every token."""
    sentences: list[Sentence] = []
    first, paragraph = 0, 0
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        new_line = following is not None and "\n" in text[token.end : following.start]
        if following is None or new_line or _ends_sentence(tokens, index):
            sentences.append(Sentence(first, index + 1, tokens[first].start, token.end, paragraph))
            first = index + 1
        paragraph += new_line
    return sentences


def _ends_sentence(tokens: list[Token], index: int) -> bool:
    """Whether the sentence ends after this token: at a stop, or at what closes behind a stop."""
    token, following = tokens[index], tokens[index + 1]
    before = tokens[index - 1] if index > 0 else None
    if token.text in _CLOSERS:
        # The stop may stand inside the quotation marks that close the sentence; a mark with a
        # space before it opens.
        return before is not None and before.text in _STOPS and before.end == token.start
    if token.text not in _STOPS:
        return False
    if following.text in _STOPS or (following.text in _CLOSERS and following.start == token.end):
        return False
    if token.text != "." or before is None:
        return True
    if before.kind == "word" and (len(before.key) == 1 or _is_spelt(before, token, following)):
        return False
    return before.text != "."


def _is_spelt(before: Token, stop: Token, following: Token) -> bool:
    """Whether a stop stands within letters spelt out: سي.إن.إن (CNN)."""
    if before.end != stop.start or following.start != stop.end:
        return False
    return following.key in _DOMAINS or max(len(before.key), len(following.key)) <= _MAX_SPELT
