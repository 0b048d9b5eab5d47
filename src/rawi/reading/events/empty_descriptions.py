"""Descriptions that say of nobody and nothing who or what it is: مواقع alone, عدد الضحايا."""

from rawi.reading.events.descriptions import read_description
from rawi.reading.events.lexicon import load_nouns, plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

_LEAST = 3  # letters of a noun behind ل


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
    if len(words) == 1 and "another" in plain_classes_of(words[0]) | classes[0]:
        return True
    description = read_description(scene.analysis.doc.slice(*span))
    if description is None or description.attributes:
        return False
    last = bare[-1].removesuffix("ا")  # the accusative; not مواقعها
    return "baresite" in plain_classes_of(last) and not is_owned(scene, span[1])


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
