"""Where a name is no part of the phrase before it, but another's."""

from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.phrases.phrase_ends import (
    is_definite,
    is_listed_attribute,
    is_sound_plural,
)
from rawi.reading.events.phrases.phrase_heads import is_body
from rawi.reading.events.scenes import Scene

_LEAST_PLURAL = 6  # letters, with the article


def begins_other_name(scene: Scene, first: int, index: int) -> bool:
    """Whether a name at token `index` is not part of the phrase before it."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    mention = scene.mention_of[index]
    if mention is not None and token.start < mention.start:
        return True  # behind a conjunction or preposition
    previous = scene.mention_of[index - 1]
    if previous is None:
        if mention is not None and is_definite(before) and token.kind == "word":
            return _names_another(scene, first, index)
        if index - first > 1 and before.key[:2] != "ال" and is_listed_attribute(before.key):
            return True  # صاروخ باليستي | مطار عدن
        return is_sound_plural(before.key) and not token.key.endswith(("ين", "ون"))
    return previous is not mention


def _names_another(scene: Scene, first: int, index: int) -> bool:
    """Whether a name behind a definite word is another's (المجلس الرئاسي | سالم الزوي)."""
    token, before = scene.tokens[index], scene.tokens[index - 1].key
    mention = scene.mention_of[index]
    type_ = mention.type if mention is not None else ""
    if type_ == "person":
        return is_body(scene.classes_at(first))
    if type_ == "armed_group":  # السلطات | تنظيم كذا, قادة الجماعة | تنظيم كذا
        plural = before.endswith("ون") and len(before) > _LEAST_PLURAL  # المحتجون | الشرطة
        bodies = "authority" in plain_classes_of(before[2:])
        return plural or bodies or "grouphead" in plain_classes_of(token.key)
    return type_ == "place"


def begins_quoted_name(scene: Scene, index: int) -> bool:
    """Whether what is quoted at token `index` is no part of a phrase of several before it.

    اغتال مجهولون "X": the unknown men are not X.
    """
    if not 1 < index < len(scene.tokens) or scene.mention_of[index - 2] is not None:
        return False
    before = scene.tokens[index - 2]
    attribute = scene.tokens[index].key.endswith(("ون", "ين"))
    return not (is_definite(before) or attribute) and is_sound_plural(before.key)
