"""Noun phrases that are joined: by و, and places by commas too."""

from rawi.reading.events.lexicon import (
    load_light_verbs,
    load_nationalities,
    load_nouns,
    plain_classes_of,
)
from rawi.reading.events.phrases.noun_phrases import NounPhrase, is_surroundings, read_phrase
from rawi.reading.events.phrases.phrase_ends import NOMINAL, ends_phrase
from rawi.reading.events.scenes import Scene
from rawi.text.tokens import split_enclitics

# Places that are named one after the other, and others, joined at most.
_MOST_PLACES, _MOST_JOINED = 10, 4
_COMMAS = frozenset("،,–-")


def read_coordinated(scene: Scene, index: int, skip: int = 0) -> list[NounPhrase]:
    """Return the noun phrase at token `index` and those joined by و; places by commas too."""
    phrases: list[NounPhrase] = []
    phrase = read_phrase(scene, index, skip)
    while phrase is not None and len(phrases) < _MOST_PLACES:
        phrases.append(phrase)
        if len(phrases) >= _MOST_JOINED and not _names_place(phrase):
            break
        phrase = _read_conjunct(scene, phrase) or _read_listed_place(scene, phrase)
    return phrases


def _names_place(phrase: NounPhrase) -> bool:
    return bool(phrase.mentions) and phrase.mentions[-1].type == "place"


def _read_listed_place(scene: Scene, phrase: NounPhrase) -> NounPhrase | None:
    """Return the place named behind one and a comma (قرى الريحان، والقصر، وبلدة النخيل)."""
    index = phrase.last
    _, end = scene.bounds(phrase.first)
    if not _names_place(phrase) or index + 1 >= end or scene.tokens[index].text not in _COMMAS:
        return None
    following = scene.tokens[index + 1]
    mention = scene.mention_of[index + 1]
    skip = int(following.key[0] == "و" and (mention is None or mention.start > following.start))
    if mention is None and "placehead" not in plain_classes_of(following.key[skip:]):
        return None
    found = read_phrase(scene, index + 1, skip)
    return found if found is not None and _names_place(found) else None


def _read_conjunct(scene: Scene, phrase: NounPhrase) -> NounPhrase | None:
    index = phrase.last
    _, end = scene.bounds(phrase.first)
    while index < end and scene.is_quote(index):
        index += 1
    index = _pass_side(scene, index, end)
    if index >= end:
        return None
    token, mention = scene.tokens[index], scene.mention_of[index]
    if token.key == "و" and index + 1 < end:
        return read_phrase(scene, index + 1)
    if token.key[0] != "و":
        return None
    if mention is not None:
        return read_phrase(scene, index, 1) if mention.start == token.start + 1 else None
    if index + 1 < end and (_is_of_other_state(scene, index) or _is_ally(scene, index)):
        return read_phrase(scene, index + 1)
    if _is_one_word(token.key):
        return None
    conjunct = next((form for form in token.forms if form.proclitics == "و"), None)
    if conjunct is None:
        return None
    if ends_phrase(conjunct) and not is_surroundings(scene, index, conjunct.skip):
        return None
    return read_phrase(scene, index, conjunct.skip)


def _is_one_word(key: str) -> bool:
    """Whether the و of a word is its own: وزير, واصل."""
    return bool(plain_classes_of(key) & NOMINAL) or key in load_nouns() or key in load_light_verbs()


def _is_of_other_state(scene: Scene, index: int) -> bool:
    """Whether و joins the second bearer of a title (الرئيسين التركي X والروسي Y)."""
    mention = scene.mention_of[index + 1]
    if mention is None or mention.type != "person" or not scene.begins_mention(index + 1):
        return False
    return any(
        form.proclitics == "و" and form.key.startswith("ال") and form.key in load_nationalities()
        for form in scene.tokens[index].forms
    )


def _is_ally(scene: Scene, index: int) -> bool:
    """Whether و joins a name behind a word for it with a pronoun (X وحليفتها Y)."""
    if scene.mention_of[index + 1] is None or not scene.begins_mention(index + 1):
        return False
    return any(
        "ally" in plain_classes_of(base)
        for form in scene.tokens[index].forms
        if form.proclitics == "و"
        for base, _ in split_enclitics(form.key)
    )


def _pass_side(scene: Scene, index: int, end: int) -> int:
    """Return the token behind من جهة and its comma (بين X من جهة، وY من جهة أخرى)."""
    if index + 2 >= end or scene.tokens[index].key != "من":
        return index
    if not scene.is_a(index + 1, "sideword"):
        return index
    behind = index + 2 + (scene.tokens[index + 2].text == "،")
    return behind if behind < end and scene.tokens[behind].key[0] == "و" else index
