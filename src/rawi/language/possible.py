"""What may be the name of a person: found generously, for hiding names, not for reading them.

The readers take for a name what they are sure of. Where names are to be hidden, a word too many
does less harm than a name too few.
"""

from collections.abc import Iterator
from functools import lru_cache

from rawi.language.names import LIKELY, SURE, is_adjacent, load_name_words
from rawi.language.person_names import find_part
from rawi.text.tokens import Form, Token, tokenise

_MAX_PARTS = 4


@lru_cache(maxsize=8)
def find_possible_names(text: str) -> tuple[tuple[int, int], ...]:
    """Return spans of a given name with what may go on with it, two parts or more."""
    return tuple(_iter_spans(text))


def _iter_spans(text: str) -> Iterator[tuple[int, int]]:
    tokens = tokenise(text)
    at = 0
    while at < len(tokens):
        ends = ((form, _find_end(tokens, at, form)) for form in tokens[at].forms)
        form, end = next((found for found in ends if found[1] > at), (None, at + 1))
        if form is not None:
            yield tokens[at].start + form.skip, tokens[end - 1].end
        at = end


def _find_end(tokens: list[Token], at: int, form: Form) -> int:
    """Return the token behind a name that begins with a form of a token; `at` where none does.

    A given name that is an ordinary word too (أمين) needs another given name or a family name in ي
    behind it, and nothing written together with it.
    """
    behind = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if not _may_begin(form.key, behind == "بن"):
        return at
    end, sure = find_part(tokens, at, form.key)
    if sure < LIKELY or form.key.startswith("ال") or (sure == LIKELY and form.proclitics):
        return at
    parts = 1
    while parts < _MAX_PARTS and is_adjacent(tokens, end):
        key = tokens[end].key
        following, next_sure = find_part(tokens, end, key)
        family = _is_family_name(key, sure)
        if not (next_sure >= LIKELY or family or (next_sure and sure == SURE)):
            break
        if parts == 1 and sure == LIKELY and not (next_sure >= LIKELY or key.endswith("ي")):
            break
        end = max(following, end + 1)
        parts += 1
    return end if parts > 1 else at


@lru_cache(maxsize=1 << 16)
def _may_begin(key: str, fathered: bool) -> bool:
    """Whether a folded word can begin a name at all; most words of a text cannot."""
    words = load_name_words()
    return (
        fathered
        or key.startswith("عبد")
        or key.endswith(("الدين", "الله"))
        or key in words.given
        or any(key in known for known in (words.kunyas, words.sons, words.firsts))
    )


def _is_family_name(key: str, sure: int) -> bool:
    """Whether a folded word has the article and is no word that many texts have.

    Behind what can only be a given name an adjective in ي is taken for one too: خليفة السلطاني.
    """
    words = load_name_words()
    if not key.startswith("ال") or len(key) < 5 or words.heads.lookup(key):
        return False
    if key in words.stops or key in words.ordinary or key in words.nationalities:
        return False
    titled = key in words.adjectives or bool(words.titles.lookup(key))
    return not titled or (sure == SURE and (key.endswith("ي") or key not in words.adjectives))
