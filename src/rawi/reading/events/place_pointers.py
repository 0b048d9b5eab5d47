"""Words that point back to a place named before: قصف البلدة (the shelling of the town)."""

from functools import cache

from rawi.lexica.tables import load_table
from rawi.model import Mention
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

# Sentences back to which a word may point.
_REACH = 6
# Names of places back: keeps the cost linear in the text.
_MOST_NAMES = 40
_ARTICLE = "ال"


@cache
def load_place_pointers() -> dict[str, frozenset[str]]:
    """Return the folded nouns, each with the precisions of the places that it speaks of."""
    return {
        fold(row["form"]): frozenset(row["precisions"].split())
        for row in load_table("events/place_pointers")
    }


def find_place_pointers(scene: Scene) -> list[tuple[int, str]]:
    """Return the tokens that point back to a place, in order, each with the entity of that place.

    A noun with the article that belongs to no name points to the last place that was named with
    it (قرية … القرية), or that its location shows to be of its kind. Where a name or an adjective
    behind it makes it particular (المنطقة الشرقية), it points to nothing.
    """
    found: list[tuple[int, str]] = []
    starts = scene.place_tokens
    position = 0
    for index in range(len(scene.tokens)):
        while position < len(starts) and starts[position] < index:
            position += 1
        noun = _find_noun(scene, index)
        if noun is not None and not _is_particular(scene, index):
            near = starts[max(0, position - _MOST_NAMES) : position]
            entity = _find_referent(scene, index, near, noun)
            if entity is not None:
                found.append((index, entity))
    return found


def _find_noun(scene: Scene, index: int) -> str | None:
    """Return the listed noun that token i is with the article, in any of its forms."""
    if scene.mention_of[index] is not None:
        return None
    listed = load_place_pointers()
    for form in scene.tokens[index].forms:
        host = form.key
        if form.proclitics.endswith("ل") and host.startswith("ل"):
            host = "ا" + host  # للمدينة
        if host.startswith(_ARTICLE) and host[2:] in listed:
            return host[2:]
    return None


def _is_particular(scene: Scene, index: int) -> bool:
    """Whether the word behind a noun says which of its kind is meant."""
    if index + 1 >= len(scene.tokens):
        return False
    if scene.is_quote(index + 1):  # a newspaper («المدينة»), or what a name follows in
        return True
    if scene.mention_of[index + 1] is not None:
        return True
    key = scene.tokens[index + 1].key
    return key.startswith(_ARTICLE) and key.endswith(("يه", "ي", "ه"))


def _find_referent(scene: Scene, index: int, starts: list[int], noun: str) -> str | None:
    precisions = load_place_pointers()[noun]
    sentence = scene.sentence_of[index]
    for token in reversed(starts):
        if sentence - scene.sentence_of[token] > _REACH:
            return None
        mention = scene.mention_of[token]
        if mention is None:
            continue
        head = _find_head(scene, token, mention)
        if head == noun:
            return mention.entity
        location = scene.entities[mention.entity].location
        precision = location.precision if location is not None else "unknown"
        if precision in precisions and head is None:
            return mention.entity
    return None


def _find_head(scene: Scene, token: int, mention: Mention) -> str | None:
    """Return the listed noun straight before a name (قرية in بقرية مرعيان), or that it begins with.

    Args:
        scene: The article.
        token: The token where the name begins.
        mention: The name.
    """
    listed = load_place_pointers()
    first = fold(mention.text).split()[0]
    if first in listed:
        return first
    before = scene.tokens[token - 1].forms if token else ()
    return next((form.key for form in before if form.key in listed), None)
