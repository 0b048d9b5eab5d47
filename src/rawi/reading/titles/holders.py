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
    load_plurals,
)

_COMMAS = frozenset("،,-–")
# المستشار السياسي والإعلامي, behind a name or before one: so many words back.
_MAX_BACK = 6
# رئيس الهيئة العامة للزكاة والدخل في منطقة كذا فلان: so many pieces between a body and its man.
_MAX_PIECES = 6
_MAX_BRACKET = 8
# في مقر محافظة كذا: so many common nouns before a place.
_MAX_WHERE = 3
# عن كتلة حركة كذا: so many tokens from the preposition to the name.
_MAX_PARTY = 4
_POSTS = ("منصب", "مهام")
_DEFINITE = ("ال", "وال", "لل", "ولل", "بال")
_MIN_WORD = 5
_CLOSING = frozenset("\"'»”’)")


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

    Passed over: adjectives (السابق, التونسي), where it is (بالمحافظة, في تعز, بمنطقة كذا), what it
    is for (للشؤون الخارجية), the rest of the body's name (الحقيقة والكرامة), brackets, one comma,
    quotation marks, words for being called.
    """
    index = _skip_body_rest(names, index)
    if index < len(names.tokens) and names.tokens[index].text in _COMMAS:
        index += 1
    called = _skip_to_called(names, index)
    index = called if called is not None else index
    while index < len(names.tokens) and index not in names.inside:
        token = names.tokens[index]
        if token.text not in QUOTES and token.key not in load_particles("called"):
            break
        index += 1
    return index


def skip_to_joined(names: Names, index: int, last: int) -> int:
    """Return the token after what may stand between two titles that و joins, up to a token.

    Adjectives of the body, quotation marks, one place that it is in, a comma.
    """
    if names.sentence_first(index) != names.sentence_first(last):
        return index
    index = _skip_where(names, index)
    while index < last and index not in names.inside:
        token = names.tokens[index]
        adjective = token.key.startswith("ال") and token.kind == "word"
        if not (adjective or token.text in QUOTES or token.text in _COMMAS):
            break
        index += 1
    return index


def _skip_body_rest(names: Names, index: int) -> int:
    """Return the token after all that still belongs to a title and its body."""
    for _ in range(_MAX_PIECES):
        start = index
        index = _skip_portfolio(names, _skip_where(names, skip_modifiers(names, index)))
        index = _skip_bracket(names, skip_party(names, index))
        if index < len(names.tokens) and index not in names.inside:
            token = names.tokens[index]
            closing = token.text in _CLOSING
            index += closing or token.key in load_nationalities() or _goes_on(names, index)
        if index == start:
            break
    return index


def _goes_on(names: Names, index: int) -> bool:
    """Whether a word continues the name of a body (الهيئة العامة للزكاة, لجنة كذا لحماية كذا)."""
    token = names.tokens[index]
    if token.kind != "word" or len(token.key) < _MIN_WORD:
        return False
    if load_offices().match(names.tokens, index) is not None:
        return False
    what_for = token.key.startswith("ل") and token.find_form(load_body_words()) is None
    return token.key.startswith(_DEFINITE) or (what_for and _is_definite(names, index + 1))


def _is_definite(names: Names, index: int) -> bool:
    if index >= len(names.tokens) or index in names.inside:
        return False
    return names.tokens[index].key.startswith("ال")


def _skip_bracket(names: Names, index: int) -> int:
    """Return the token after the abbreviation of a body in brackets; the same one without."""
    tokens = names.tokens
    if index >= len(tokens) or tokens[index].text != "(":
        return index
    for position in range(index + 1, min(index + _MAX_BRACKET, len(tokens))):
        mention = names.starting.get(position)
        if mention is not None and mention.type == "person":
            return index
        if tokens[position].text == ")":
            return position + 1
    return index


def _skip_to_called(names: Names, index: int) -> int | None:
    """Return the token of a word for being called a few words on, if a name follows it.

    القيادي الآخر في شرق البلاد المدعو فلان: only what may qualify the holder stands between.
    """
    last = min(index + _MAX_BACK, len(names.tokens) - 1)
    while index < last:
        token, mention = names.tokens[index], names.starting.get(index)
        if token.key in load_particles("called_so"):
            return index
        if mention is not None and mention.type != "person" and not token.key.startswith("و"):
            index = names.lasts[index]
            continue
        qualifies = token.key.startswith("ال") or token.key in (
            load_particles("where") | load_particles("side")
        )
        skipped = skip_modifiers(names, index)
        if mention is not None or not (qualifies or skipped > index):
            return None
        index = max(index + 1, skipped)
    return None


def _skip_where(names: Names, index: int) -> int:
    """Return the token after the place that a body lies in (بالمحافظة, في تعز, بمدينة كذا)."""
    start, tokens, sides = index, names.tokens, load_particles("side")
    if index < len(tokens) and tokens[index].key in load_particles("where"):
        index += 1
    elif index >= len(tokens) or not tokens[index].key.startswith("ب"):
        return start
    while index < len(tokens) and index not in names.inside:
        form = tokens[index].find_form(load_body_words()) or tokens[index].find_form(sides)
        if form is None or form.proclitics not in ("", "ب") or index - start > _MAX_WHERE:
            break
        index += 1
    if index >= len(tokens):
        return start
    mention = names.starting.get(index)
    if mention is not None and mention.type != "person":
        return names.lasts[index] if index > start or mention.start > tokens[index].start else start
    anaphor = tokens[index].find_form(load_anaphors())
    if anaphor is None:
        return index if index > start + 1 and tokens[index - 1].key.startswith("بال") else start
    return index + 1 if index > start or anaphor.proclitics == "ب" else start


def skip_party(names: Names, index: int) -> int:
    """Return the token after the party that a seat is held for (النائب بالمجلس عن حزب كذا)."""
    party = find_party(names, index)
    return names.lasts[party] if party is not None else index


def find_party(names: Names, index: int) -> int | None:
    """Return the token where the name of such a party starts; None where عن is not at a token."""
    if index + 1 >= len(names.tokens) or names.tokens[index].key != "عن":
        return None
    for position in range(index + 1, min(index + _MAX_PARTY, len(names.tokens))):
        mention = names.starting.get(position)
        if mention is not None:
            return position if mention.type == "organization" else None
        token = names.tokens[position]
        if token.find_form(load_body_words()) is None and token.text not in QUOTES:
            return None
    return None


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
        if load_offices().match(tokens, position) is not None:
            return position
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
    if position >= first and names.tokens[position].key.endswith(_POSTS):
        position = _skip_post(names, position, first)
    while position >= first and names.tokens[position].text in (_COMMAS | QUOTES):
        position -= 1
    if position == index - 1 and position not in names.inside:
        position = max(position, -1) if proclitics else _skip_titles_back(names, position, first)
    mention = names.ending.get(position) if position >= first else None
    return mention if mention is not None and mention.type == "person" else None


def _skip_post(names: Names, position: int, first: int) -> int:
    """Return the token before what says that somebody holds a post (الذي يشغل منصب مدير)."""
    while position >= first and names.tokens[position].key in load_particles("post"):
        position -= 1
    return position


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
    least = max(first, position - _MAX_BACK)
    found = -1
    for start in range(position, least - 1, -1):
        if start in names.inside:
            break
        if _is_office(names, start):
            found = start - 1
        elif found >= 0 or (start < position and names.tokens[start].key.startswith("و")):
            break
    return found


def _is_office(names: Names, index: int) -> bool:
    """Whether an office begins at a token (المحلل), or one of several (أحد الباحثين)."""
    match = load_offices().match(names.tokens, index)
    if match is not None and not match.proclitics:
        return True
    if names.tokens[index].find_form(load_particles("one_of")) is None:
        return False
    following = index + 1
    while following < len(names.tokens) - 1:
        if names.tokens[following].key not in load_particles("foremost"):
            break
        following += 1
    plural = load_plurals().match(names.tokens, following)
    return plural is not None and not plural.proclitics
