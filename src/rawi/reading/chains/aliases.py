"""Aliases that a text gives: المعروف بـ ("known as"), or a second name in brackets."""

from collections.abc import Iterator

from rawi.language.analysis import Analysis
from rawi.language.names import load_name_words
from rawi.reading.mentions import Name

_MARKS = frozenset("\"“”«»'،,:-")
MAX_ALIAS_GAP = 4


def iter_aliases(analysis: Analysis, names: list[Name]) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbouring names of which the text says that one is an alias."""
    cues = load_name_words().alias_cues
    tokens = analysis.tokens
    for index in range(len(names) - 1):
        one, other = names[index], names[index + 1]
        if one.type != other.type or one.type == "place" or other.start - one.end > 40:
            continue
        first, last = analysis.token_at(one.end - 1) + 1, analysis.token_at(other.start)
        between = [token.key for token in tokens[first:last] if token.key not in _MARKS]
        if len(between) <= MAX_ALIAS_GAP and _is_alias(between, cues):
            yield index, index + 1


def _is_alias(between: list[str], cues: frozenset[str]) -> bool:
    if between in (["("], ["["], ["/"], ["_"]):
        return True
    return bool(between) and all(key in cues for key in between)
