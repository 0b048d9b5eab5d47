"""The noun phrase that names a source: where it begins and ends."""

from typing import NamedTuple

from rawi.reading.statements.cues import load_strong_forms
from rawi.reading.statements.particles import has_role, is_adjective, is_exactly
from rawi.reading.statements.phrase_parts import may_attach, may_follow, may_take_name
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import source_kind
from rawi.text.tokens import Token

# Titles with their bodies run to some twenty words; a longer phrase is a clause.
_MAX_PHRASE = 30
_MAX_QUOTED_NAME = 8
# A name in quotation marks right behind its verb, marks included: أعلنت «غرفة العمليات» عن.
_MAX_NAME_QUOTED = 6
_BREAKS = ("time", "complementiser", "negation", "resumption", "strength")


# Beginnings of the nouns of من جانبه, من ناحيته, من جهته.
SIDES = ("جانب", "ناحي", "جه")


class Phrase(NamedTuple):
    """Tokens `[first, last)` of a source."""

    first: int
    last: int


def find_phrase_end(scene: Scene, first: int, limit: int) -> int:
    """Return the token after the noun phrase that begins at `first`; `first` if none does."""
    limit = min(limit, first + _MAX_PHRASE, len(scene.tokens))
    begin = skip_each(scene, first, limit)
    if begin > first:
        last = find_phrase_end(scene, begin, limit)
        return last if last > begin else first
    index = first
    while index < limit:
        step = _step(scene, first, index, limit)
        if step <= index:
            break
        index = step
    while index > first and scene.is_comma(index - 1):
        index -= 1
    return index


def skip_each(scene: Scene, first: int, limit: int) -> int:
    """Return the token behind كل من (each of); `first` where it does not stand there."""
    if first + 2 >= limit or scene.tokens[first].key != "كل" or scene.tokens[first + 1].key != "من":
        return first
    return first + 2


def _step(scene: Scene, first: int, index: int, limit: int) -> int:
    """Return the token after the next piece of a phrase; `index` where the phrase ends."""
    token = scene.tokens[index]
    named = scene.named.get(index)
    if named is not None:
        return named[1] if may_take_name(scene, first, index) else index
    if token.kind == "mark":
        return _step_mark(scene, first, index, limit)
    if index == first:
        return index + 1 if _may_head(scene, index) else index
    called = _skip_calling(scene, index, limit)
    if called > index:
        return called
    if is_exactly(token, "once") and _is_apposition(scene, index + 2, limit):
        return index + 1 if scene.is_comma(index + 1) else index
    if is_exactly(token, "relative") or (_is_break(token) and not _is_rank(scene, index)):
        return index
    if token.key == "من" and index + 1 < limit and _is_other_side(scene.tokens[index + 1]):
        return index
    if is_exactly(token, "preposition") or token.key in ("عن", "ل"):
        return index + 1 if may_attach(scene, first, index) else index
    if token.key == "باسم":
        return index + 1
    return index + 1 if may_follow(scene, first, index) else index


def _is_other_side(token: Token) -> bool:
    """Whether a noun behind من makes it an adverb: من جهته, من جهة أخرى, من جانب آخر."""
    return token.key.startswith(SIDES)


def _skip_calling(scene: Scene, index: int, limit: int) -> int:
    """Return the token after ويدعى فلان or تطلق على نفسها كذا; `index` if none begins there."""
    if not has_role(scene.tokens[index], "calling"):
        return index
    for after in range(index + 1, min(limit, index + 4)):
        if after in scene.named:
            return scene.named[after][1]
        if after in scene.opening:
            return min(scene.opening[after].last + 1, limit)
    return index


def _is_rank(scene: Scene, index: int) -> bool:
    """Whether a word that may tell a time belongs to a title or source: الأمين العام، النائب الأول.

    So also what figures are called by: التقديرات الأخيرة.
    """
    token, before = scene.tokens[index], scene.tokens[index - 1]
    figures = source_kind(before) is not None or before.key.endswith("ات")
    titled = before.key.startswith("ال") and figures
    return titled and token.key.startswith("ال") and is_adjective(token)


def _is_break(token: Token) -> bool:
    if token.key in load_strong_forms() or any(is_exactly(token, role) for role in _BREAKS):
        return True
    return has_role(token, "connective") and not is_adjective(token)


def _may_head(scene: Scene, index: int) -> bool:
    """Whether a word can begin the phrase of a source."""
    token = scene.tokens[index]
    if token.kind == "mark":
        return False
    if token.key in load_strong_forms() and source_kind(token) is None:
        return False
    roles = ("preposition", "complementiser", "relative", "time", "negation", "adverb")
    if is_exactly(token, "connective") and not is_exactly(token, "demonstrative"):
        return False  # حيث، بينما
    return not any(is_exactly(token, role) for role in roles)


def _step_mark(scene: Scene, first: int, index: int, limit: int) -> int:
    quotation = scene.opening.get(index)
    if quotation is not None:
        inside = quotation.last - quotation.first - 1
        if opens_strength(scene, index):
            return index
        return quotation.last + 1 if inside <= _MAX_QUOTED_NAME else index
    if scene.is_comma(index) and index > first:
        return index + 1 if _is_apposition(scene, index + 1, limit) else index
    if index == first:
        return index
    if scene.tokens[index].text not in "([":
        return index
    return scene.skip_remark(index, limit)


def opens_strength(scene: Scene, index: int) -> bool:
    """Whether a quotation opens whose words only tell how it is said: نددت "بأشد العبارات" ب."""
    if index not in scene.opening or index + 1 >= len(scene.tokens):
        return False
    return is_exactly(scene.tokens[index + 1], "strength")


def _is_apposition(scene: Scene, index: int, limit: int) -> bool:
    """Whether what stands behind a comma names or describes the same source, or one more."""
    if index >= limit:
        return False
    token = scene.tokens[index]
    if index in scene.named:
        mention, _last = scene.named[index]
        return mention.type == "person" or token.start != mention.start
    return source_kind(token) == "person" and index + 1 < limit


def is_quoted_name(scene: Scene, index: int) -> bool:
    """Whether a quotation of few words opens at a token, with more of its clause behind it."""
    quotation = scene.opening.get(index)
    if quotation is None or quotation.last - index > _MAX_NAME_QUOTED:
        return False
    after = quotation.last + 1
    return after < len(scene.tokens) and not scene.is_stop(after) and not scene.is_comma(after)


def is_source(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase names somebody who can speak: a name, or a noun of the lexicon."""
    phrase = Phrase(skip_each(scene, *phrase), phrase.last)
    if source_kind(scene.tokens[phrase.first]) is not None:
        return True
    named = [index for index in range(*phrase) if index in scene.named]
    if any(scene.named[index][0].type == "person" for index in named):
        return True
    head = phrase.first
    while head < phrase.last - 1 and scene.is_mark(head):
        head += 1
    return head in named or _is_people(scene.tokens[head])


def _is_people(token: Token) -> bool:
    """Whether a definite plural in ون means people: المتهمون، الحوثيون."""
    people = token.key.startswith("ال") and token.key.endswith("ون")
    return people and not is_exactly(token, "inanimate")
