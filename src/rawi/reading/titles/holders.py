"""The person who holds an office: where to look behind its phrase, and before it."""

from rawi.model import Mention
from rawi.reading.titles.names import QUOTES, Names
from rawi.reading.titles.offices import (
    load_anaphors,
    load_body_words,
    load_modifiers,
    load_nationalities,
    load_offices,
    load_particles,
)

_COMMAS = frozenset("،,-–")
# المستشار السياسي والإعلامي, behind a name or before one: so many words back.
_MAX_BACK = 6


def skip_modifiers(names: Names, index: int) -> int:
    """Return the token after the adjectives that follow an office (الرسمي, السابق)."""
    modifiers = load_modifiers()
    while index < len(names.tokens) and index not in names.inside:
        match = modifiers.match(names.tokens, index)
        if match is None or match.proclitics:
            break
        index = match.last
    return index


def skip_to_holder(names: Names, index: int) -> int:
    """Return where the name of a holder may begin, behind a title and its body.

    Passed over: adjectives (السابق, التونسي), where it is (بالمحافظة, في تعز), a comma, quotation
    marks, words for being called.
    """
    index = skip_modifiers(names, index)
    index = _skip_portfolio(names, _skip_where(names, index))
    size = len(names.tokens)
    if index < size and names.tokens[index].key in load_nationalities():
        index = skip_modifiers(names, index + (index not in names.inside))
    if index < size and names.tokens[index].text in _COMMAS:
        index += 1
    while index < size and index not in names.inside:
        token = names.tokens[index]
        if token.text not in QUOTES and token.key not in load_particles("called"):
            break
        index += 1
    return index


def _skip_where(names: Names, index: int) -> int:
    """Return the token after the place that a body lies in (بالمحافظة, في تعز)."""
    start = index
    if index < len(names.tokens) and names.tokens[index].key in load_particles("where"):
        index += 1
    if index >= len(names.tokens):
        return start
    token = names.tokens[index]
    if index == start and not token.key.startswith("ب"):
        return start
    mention = names.starting.get(index)
    if mention is not None and mention.type != "person":
        return names.lasts[index] if index > start or mention.start > token.start else start
    form = token.find_form(load_anaphors())
    return index + 1 if form is not None and (index > start or form.proclitics == "ب") else start


def _skip_portfolio(names: Names, index: int) -> int:
    """Return the token after what an office is for (للشؤون الخارجية), if a name stands there."""
    tokens, words = names.tokens, load_body_words()
    if index >= len(tokens) or index in names.inside:
        return index
    form = tokens[index].find_form(words)
    if form is None or form.proclitics != "ل":
        return index
    for position in range(index + 1, min(index + _MAX_BACK, len(tokens))):
        mention = names.starting.get(position)
        if mention is not None:
            return position if mention.type == "person" else index
        if not tokens[position].key.startswith(("ال", "وال")):
            return index
    return index


def find_holder_before(names: Names, index: int, proclitics: str) -> Mention | None:
    """Return the person whom a title at a token follows (فلان، قائد الكتيبة).

    A title joined by و belongs to the one before it (فلان، المحلل ورئيس المركز).
    """
    if proclitics not in ("", "و"):
        return None
    first = names.sentence_first(index)
    position = index - 1
    if proclitics == "و":
        position = _skip_office_back(names, position, first)
    if position >= first and names.tokens[position].key in load_particles("copula"):
        position -= 1
    while position >= first and names.tokens[position].text in (_COMMAS | QUOTES):
        position -= 1
    if position == index - 1 and position not in names.inside:
        position = max(position, -1) if proclitics else _skip_titles_back(names, position, first)
    mention = names.ending.get(position) if position >= first else None
    return mention if mention is not None and mention.type == "person" else None


def find_subject(names: Names, index: int) -> Mention | None:
    """Return the person named last before a predicate in its sentence (كان فلان قائدا للكتيبة)."""
    first = names.sentence_first(index)
    for position in range(index - 1, first - 1, -1):
        mention = names.ending.get(position)
        if mention is not None and mention.type == "person":
            return mention
    return None


def _skip_titles_back(names: Names, position: int, first: int) -> int:
    """Return the token before an office that ends at a token; the same one where none does.

    فلان ولي العهد النائب الثاني لرئيس المجلس: titles in a row are of one man.
    """
    before = _skip_office_back(names, position, first)
    return before if before >= first and before in names.ending else position


def _skip_office_back(names: Names, position: int, first: int) -> int:
    """Return the token before a title that ends at a token; -1 if none ends there."""
    table = load_offices()
    for start in range(position, max(first, position - _MAX_BACK) - 1, -1):
        match = table.match(names.tokens, start)
        if match is not None and not match.proclitics and start not in names.inside:
            return start - 1
        if names.tokens[start].key.startswith("و") and start < position:
            return -1
    return -1
