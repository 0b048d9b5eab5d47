"""What the words before the name of a place say: that it lies beside, or somebody is from there."""

from rawi.model import BODIES
from rawi.reading.events.lexicon import MEETINGS
from rawi.reading.events.scenes import Scene, find_between
from rawi.reading.places.links import load_directions

# Events that move away from a place; where they go to is not where they are.
_LEAVING = frozenset({"withdrawal", "capture"})
# Fire that comes from one place and strikes another.
_FIRE = frozenset({"shelling", "airstrike"})
# Words between a word of neighbourhood or direction and the name (المتاخمة لمحافظة X).
_WORDS_BETWEEN = 3
# Nouns one behind another before a name (في محيط قرية X).
_MOST_HEADS = 4
_QUOTATION = frozenset('"«»“”')
_WHERE = frozenset({"في", "من", "ب"})
# Words between a group and the word that stations it (قوات النظام والميليشيات المتمركزة).
_GROUP_REACH = 6
# Words between what is fired and where it comes from.
_FIRED_REACH = 8


def is_elsewhere(scene: Scene, type_: str, token: int) -> bool:
    """Whether the words before the place named at a token say that it is not where it happened."""
    relation = _find_relation(scene, token)
    if relation == "beside" or (relation == "heading" and type_ in _LEAVING):
        return True
    came = relation is None and _find_governor(scene, token, "origin") is not None
    if came and type_ not in MEETINGS:  # عاد من X بعد محادثات
        return True
    if token and scene.has_class(token - 1, "ledby"):
        return True
    if _find_governor(scene, token, "home") is not None and _has_other(scene, token):
        return True
    if _is_in_name(scene, token) or _is_in_title(scene, token):
        return True
    return type_ in _FIRE and _is_fired_from(scene, token)


def find_stationed(scene: Scene, token: int) -> range | None:
    """Return the tokens of the group that is stationed at a place (القوات المتمركزة في X).

    Where those who are hit are stationed is where it happens, where the doers are is not.
    """
    word = _find_governor(scene, token, "stationed")
    if word is None:
        return None
    first = max(scene.bounds(word)[0], word - _GROUP_REACH)
    if any(scene.has_class(index, "postings") for index in range(first, word)):
        return None  # قصف مواقع القوات المتمركزة في X
    return range(first, word + 1)


def _find_relation(scene: Scene, token: int) -> str | None:
    """Return whether a name is what something lies beside (المتاخمة لمحافظة X) or moves to."""
    for index in range(token - 1, max(-1, token - 1 - _WORDS_BETWEEN), -1):
        if scene.is_mark(index) or scene.mention_of[index] is not None:
            return None
        if scene.has_class(index, "heading"):
            return "heading"
        if scene.has_class(index, "beside") and _is_definite(scene, index):
            return "beside"
        if scene.has_class(index, "partof"):
            return None
    return None


def _find_governor(scene: Scene, token: int, word_class: str) -> int | None:
    """Return the word of a class that a name stands behind, past nouns (في محيط قرية X)."""
    for index in range(token - 1, max(-1, token - 2 - _MOST_HEADS), -1):
        if scene.is_mark(index) or scene.mention_of[index] is not None:
            return None
        if scene.has_class(index, word_class):
            return index
        passed = scene.has_class(index, "placehead") or scene.has_class(index, "sitehead")
        if not (passed or scene.tokens[index].key in _WHERE or scene.is_quote(index)):
            return None
    return None


def _has_other(scene: Scene, token: int) -> bool:
    """Whether the clause of a place names another, and not just what it lies in."""
    first, last = scene.bounds(token)
    own = scene.mention_of[token]
    link = None if own is None else scene.place_links.get(own.id)
    for position in find_between(scene.place_tokens, first, last):
        other = scene.mention_of[scene.place_tokens[position]]
        same = scene.clause_of[scene.place_tokens[position]] == scene.clause_of[token]
        if other is None or own is None or other.entity == own.entity or not same:
            continue
        if link is None or link.entity != other.entity:
            return True
    return False


def _is_in_name(scene: Scene, token: int) -> bool:
    """Whether a place belongs to the name of a group in brackets («القاعدة في بلاد الشام»)."""
    last = token - 2
    while last > 0 and scene.is_quote(last):  # «أنصار (القاعدة) في بلاد الشام»
        last -= 1
    group = scene.mention_of[last] if last >= 0 else None
    if group is None or group.type not in BODIES or scene.tokens[token - 1].key not in _WHERE:
        return False
    last = token
    while last + 1 < len(scene.tokens) and scene.mention_of[last + 1] is scene.mention_of[token]:
        last += 1
    return last + 1 < len(scene.tokens) and scene.is_quote(last + 1)


def _is_in_title(scene: Scene, token: int) -> bool:
    """Whether a place ends a name in quotation marks that no noun of place begins («خلية X»)."""
    last = token
    while last + 1 < len(scene.tokens) and scene.mention_of[last + 1] is scene.mention_of[token]:
        last += 1
    if token < 2 or last + 1 >= len(scene.tokens):
        return False
    marks = scene.tokens[token - 2].text + scene.tokens[last + 1].text
    if not _QUOTATION.issuperset(marks) or scene.mention_of[token - 1] is not None:
        return False
    head = scene.has_class(token - 1, "placehead") or scene.has_class(token - 1, "sitehead")
    if head or scene.tokens[token - 1].key in _WHERE or scene.has_class(token - 1, "locative"):
        return False
    return not scene.noun_senses_at(token - 1)


def _is_fired_from(scene: Scene, token: int) -> bool:
    """Whether من before a name tells where rockets and shells came from."""
    first, _ = scene.bounds(token)
    index = token - 1
    while index > first and _is_passed(scene, index):
        index -= 1
    if index <= first or scene.tokens[index].key != "من":
        return False
    before = index - 1
    near = any(form.key in load_directions() for form in scene.tokens[before].forms)
    if near or scene.has_class(before, "placehead") or scene.has_class(before, "sitehead"):
        return False  # قرب من X, عدد من أحياء X
    return any(
        scene.has_class(other, "launching")
        for other in range(max(first, index - _FIRED_REACH), index)
    )


def _is_passed(scene: Scene, index: int) -> bool:
    kind = scene.has_class(index, "placehead") or scene.has_class(index, "fromside")
    return kind or scene.is_quote(index)


def _is_definite(scene: Scene, index: int) -> bool:
    return any(form.key.startswith("ال") for form in scene.tokens[index].forms)
