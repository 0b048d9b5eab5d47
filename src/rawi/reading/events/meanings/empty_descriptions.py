"""Descriptions that say of nobody and nothing who or what it is: مواقع alone, عدد الضحايا."""

from rawi.reading.events.lexicon import VIOLENT, load_nouns, plain_classes_of
from rawi.reading.events.meanings.descriptions import Description, read_description
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

_LEAST = 3  # letters of a noun behind ل
_ABSTRACT = frozenset({"another", "abstract"})
_MASS = 20  # people
# Acts of violence that hit something and cost lives; who is killed is the target of a killing.
_WITH_TOLLS = VIOLENT - {"killing", "sexual_violence"}


def is_empty(scene: Scene, span: tuple[int, int], type_: str) -> bool:
    """Whether a description names no target of an event.

    Nobody's positions, what exploded itself, the scene of an event, a mere number, an ordinal.

    Args:
        scene: The article.
        span: Where the description stands.
        type_: The type of the event.
    """
    words = fold(scene.analysis.doc.slice(*span)).split()
    bare = [word.removeprefix("ال") for word in words]
    classes = [plain_classes_of(word) for word in bare]
    if type_ == "bombing" and any("bomb" in found for found in classes):
        return True
    if len(words) > 1 and "tally" in classes[0] and words[1].startswith("ال"):
        return True
    if len(words) > 1 and "scene" in classes[0] and bare[1] in load_nouns():
        return True
    if len(words) == 1 and not _ABSTRACT.isdisjoint(plain_classes_of(words[0]) | classes[0]):
        return True  # حملة على الإرهاب
    if all(word.isdigit() for word in words):
        return True
    description = read_description(scene.analysis.doc.slice(*span))
    if description is None:
        return False
    if type_ in _WITH_TOLLS and _is_toll(description, type_):
        return True
    return _is_bare(description, bare[-1]) and not is_owned(scene, span[1])


def is_mere_site(scene: Scene, span: tuple[int, int], targets: list[str]) -> bool:
    """Whether a description only says that it was a site of a target (مواقع للجيش).

    On hand-annotated news the owner is the target, and the site in 1 of 9.
    """
    words = fold(scene.analysis.doc.slice(*span)).split()
    description = read_description(scene.analysis.doc.slice(*span))
    if description is None or description.counted or not _is_bare(description, words[-1]):
        return False
    index = scene.analysis.token_at(span[1] - 1) + 1
    if index < len(scene.tokens) and scene.has_class(index, "belonging"):
        index += 1
    mention = scene.mention_of[index] if index < len(scene.tokens) else None
    return mention is not None and mention.entity in targets


def _is_bare(description: Description, last: str) -> bool:
    """Whether a description is a noun for any site alone, but for its case; not مواقعها."""
    noun = last.removeprefix("ال").removesuffix("ا")
    return not description.attributes and "baresite" in plain_classes_of(noun)


def _is_toll(description: Description, type_: str) -> bool:
    """Whether a description says how many an act of violence hit, and not whom.

    Those whom the noun itself tells to be hurt (14 قتيلا), masses that a bomb hit, and mere persons
    (أكثر من 20 شخصا): of 31 that were taken for targets in hand-annotated news 4 are some.
    """
    classes = plain_classes_of(description.head)
    if "victims" in classes:
        many = description.low > 1 or description.counted
        return many and type_ != "shelling" and not description.attributes
    mere = "mereperson" in classes
    if description.low >= _MASS:
        return mere or type_ == "bombing"
    return mere and type_ == "attack" and description.counted


def is_owned(scene: Scene, end: int) -> bool:
    """Whether what ends at a code point is said to be somebody's (مواقع للجيش, نقطة تابعة لهم)."""
    index = scene.analysis.token_at(end - 1) + 1
    if index < len(scene.tokens) and scene.has_class(index, "belonging"):
        return True
    if index >= len(scene.tokens):
        return False
    mention, token = scene.mention_of[index], scene.tokens[index]
    if mention is not None:
        return mention.start > token.start
    return any(
        form.proclitics == "ل" and len(form.key) >= _LEAST and scene.splits(index, form)
        for form in token.forms
    )
