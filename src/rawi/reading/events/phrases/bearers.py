"""Whom a phrase that names somebody else is of: who bears a title, whose members act.

نائب رئيس مجلس النواب سالم الورفلي is a person, no parliament; عناصر من حركة كذا are the movement.
"""

from rawi.model import Mention
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.phrases.noun_phrases import NounPhrase
from rawi.reading.events.phrases.phrase_heads import is_body
from rawi.reading.events.scenes import Scene

_TITLES = frozenset({"officials", "leader", "titlealone"})
_BODIES = ("armed_group", "organization", "place")
_BODY_WORDS = 4  # words of the body between a title and the name of who bears it, names as one
_MEMBERS = frozenset({"bandmember", "ofgroup"})
_HEADS = frozenset({"grouphead", "bodynoun", "bandhead"})
_UNIT_OWNERS = ("armed_group", "organization")
_MEMBER_REACH = 3  # tokens behind a word for members within which their group is named


def find_bearer(scene: Scene, phrase: NounPhrase) -> str | None:
    """Return the person named straight behind a title and its body; None where none is.

    محافظ عدن سالم الورفلي, القيادي في حزب كذا سالم الورفلي.
    """
    if any(mention.type == "person" for mention in phrase.mentions):
        return None
    holder = scene.holders.get(scene.tokens[phrase.first].start + phrase.skip)
    if holder is not None:
        return holder.person
    if not _is_title(scene, phrase):
        return None
    _, end = scene.bounds(phrase.first)
    index, steps = phrase.last, 0
    while index < end and steps < _BODY_WORDS:
        mention = scene.mention_of[index]
        while index < end and scene.is_quote(index):
            index += 1
            mention = scene.mention_of[index] if index < end else None
        if mention is not None and mention.type == "person":
            return mention.entity if mention.start == scene.tokens[index].start else None
        if mention is not None and mention.type in _BODIES:
            while index < end and scene.mention_of[index] is mention:
                index += 1
        elif index < end and (scene.is_a(index, "titletie") or _is_attribute(scene, index)):
            index += 1
        else:
            return None
        steps += 1
    return None


def _is_title(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase begins with the title of one person."""
    token = scene.tokens[phrase.first]
    if scene.mention_of[phrase.first] is not None:
        return False
    keys = [form.key.removeprefix("ال") for form in token.forms if form.skip == phrase.skip]
    classes = [plain_classes_of(key) for key in keys]
    return any(not _TITLES.isdisjoint(found) and not is_body(found) for found in classes)


def _is_attribute(scene: Scene, index: int) -> bool:
    key = scene.tokens[index].key
    return scene.mention_of[index] is None and key.startswith("ال") and key.endswith(("ي", "يه"))


def find_members_group(scene: Scene, phrase: NounPhrase) -> str | None:
    """Return the armed group whose members a phrase without a name is of (عناصر من حركة كذا)."""
    if phrase.mentions:
        return None
    keys = {form.key.removeprefix("ال") for form in scene.tokens[phrase.first].forms}
    if not any(not _MEMBERS.isdisjoint(plain_classes_of(key)) for key in keys):
        return None
    index = phrase.last
    if index >= len(scene.tokens) or scene.tokens[index].key != "من":
        return None
    for other in range(index + 1, min(len(scene.tokens), index + 1 + _MEMBER_REACH)):
        mention = scene.mention_of[other]
        if mention is not None:
            return mention.entity if mention.type == "armed_group" else None
        if not scene.is_quote(other) and _HEADS.isdisjoint(scene.classes_at(other)):
            return None
    return None


def find_unit_owner(scene: Scene, phrase: NounPhrase) -> Mention | None:
    """Return the group or body behind ل whose patrol, craft or checkpoint a phrase is of.

    دورية للشرطة, مقاتلات لـ"X"; not الدورية للشرطة.
    """
    index, token = phrase.last, scene.tokens[phrase.first]
    if phrase.mentions or index >= len(scene.tokens):
        return None
    if not any(
        form.skip == phrase.skip and "fieldunit" in plain_classes_of(form.key)
        for form in token.forms
    ):
        return None
    alone = scene.tokens[index].key == "ل"
    while (
        alone and index + 1 < len(scene.tokens) and (index == phrase.last or scene.is_quote(index))
    ):
        index += 1
    mention = scene.mention_of[index]
    if mention is None or mention.type not in _UNIT_OWNERS or not scene.begins_mention(index):
        return None
    owner = scene.tokens[index]
    return mention if alone or (owner.key[0] == "ل" and mention.start > owner.start) else None


def find_unit_end(scene: Scene, phrase: NounPhrase) -> int:
    """Return the token behind a phrase, and behind the owner whose unit it is of."""
    owner = find_unit_owner(scene, phrase)
    if owner is None:
        return phrase.last
    return scene.analysis.token_at(owner.end - 1) + 1


def name_unit(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """Return the phrase of a unit with its owner behind ل, who acts where it does."""
    owner = find_unit_owner(scene, phrase)
    if owner is None:
        return phrase
    return phrase._replace(last=find_unit_end(scene, phrase), mentions=(owner,))
