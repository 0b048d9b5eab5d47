"""What kind of thing a noun phrase is of: one that acts, a site, a state."""

from rawi.language.numbers import begins_number
from rawi.model import BODIES
from rawi.reading.events.lexicon import load_nouns, load_states, noun_classes_of, plain_classes_of
from rawi.reading.events.phrases.noun_phrases import NounPhrase
from rawi.reading.events.phrases.phrase_ends import is_adjective
from rawi.reading.events.scenes import Scene
from rawi.reading.quantities.people import load_nouns as load_people
from rawi.text.normalise import fold
from rawi.text.tokens import Form

_COUNTED_REACH = 3  # tokens of a number and of what it counts


def is_group(phrase: NounPhrase) -> bool:
    """Whether the first name in a phrase is of a force, a group or a body."""
    return bool(phrase.mentions) and phrase.mentions[0].type in BODIES


def begins_with_mention(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase begins with a name."""
    start = scene.tokens[phrase.first].start + phrase.skip
    return bool(phrase.mentions) and phrase.mentions[0].start <= start


def is_apposed(scene: Scene, phrase: NounPhrase, behind: NounPhrase) -> bool:
    """Whether a phrase behind a person's name only says who he is (سالم الورفلي | زعيم الحزب)."""
    named = bool(phrase.mentions) and phrase.mentions[-1].type == "person"
    ends = named and phrase.mentions[-1].end >= scene.tokens[phrase.last - 1].end
    return ends and behind.first == phrase.last and scene.has_class(behind.first, "leader")


def is_site(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of a thing that is hit: a building, a vehicle, a crowd."""
    for form in scene.tokens[phrase.first].forms:
        if form.skip == phrase.skip and "targetsite" in noun_classes_of(form.key):
            return True
    return False


def is_actor(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of the kind that acts: a force, a group, a body, an armed person."""
    head = scene.tokens[phrase.first]
    if _is_some_of_actors(scene, phrase):
        return True
    keys = {form.key for form in head.forms if form.skip == phrase.skip}
    keys |= {key[2:] for key in keys if key.startswith("ال")}
    keys |= {single for key in keys for single in _make_singular(key)}
    if any("actor" in plain_classes_of(key) for key in keys):
        return True
    mention = phrase.mentions[0] if phrase.mentions else None
    if mention is None or mention.start > head.start + phrase.skip:
        return False
    if mention.type == "place":
        return is_state(fold(mention.text))
    return True


def _is_some_of_actors(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a word for some or all begins a phrase of those who act (بعض القبائل)."""
    index = phrase.first + 1
    if index >= phrase.last or not scene.has_class(phrase.first, "someof"):
        return False
    mention = scene.mention_of[index]
    if mention is not None:
        return mention.type in BODIES
    keys = (form.key.removeprefix("ال") for form in scene.tokens[index].forms)
    return any("actor" in plain_classes_of(key) for key in keys)


def is_of_people(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase begins with a noun for people or a body of them (قراصنة, راع, حشد).

    An adjective of an event is none (قصف روسي).
    """
    first = phrase.first
    if any(scene.has_class(index, "nationality") for index in range(first, phrase.last)):
        return False  # سعودي الجنسية
    alone = phrase.last == first + 1 and is_adjective(scene.tokens[first].key)
    if alone and any(f.key.removeprefix("ال") in load_nouns() for f in _forms_before(scene, first)):
        return False
    keys = [form.key for form in scene.tokens[first].forms if form.skip == phrase.skip]
    singles = [single for key in keys for single in _make_singular(key)]
    if any("collective" in noun_classes_of(key) for key in (*keys, *singles)):
        return True
    nouns = (load_people().get(key) for key in keys)
    return any(noun is not None and noun.numbers != ("counted",) for noun in nouns)


def may_act(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of somebody who may do something, one or counted (ثلاثة مسلحين)."""
    if is_actor(scene, phrase) or is_of_people(scene, phrase):
        return True
    if not begins_number(scene.tokens[phrase.first]):
        return False
    near = range(phrase.first + 1, min(phrase.last, phrase.first + _COUNTED_REACH))
    return any(
        scene.mention_of[index] is None and ("actor" in plain_classes_of(key) or is_of_several(key))
        for index in near
        for key in (scene.tokens[index].key,)
    )


def is_of_several(key: str) -> bool:
    """Whether a folded word is a noun for people, not for what only counts them."""
    noun = load_people().get(key) or load_people().get(key.removeprefix("ال"))
    return noun is not None and noun.numbers not in (("counted",), ("one",))


def is_definite_attribute(scene: Scene, index: int) -> bool:
    """Whether token i is a listed adjective with the article (الإرهابي)."""
    key = scene.tokens[index].key
    return (
        key.startswith("ال")
        and scene.mention_of[index] is None
        and "adjective" in plain_classes_of(key[2:])
    )


def _forms_before(scene: Scene, index: int) -> tuple[Form, ...]:
    """Return the forms of the word before token `index` and its adjectives."""
    index -= 1
    while index > 0 and is_adjective(scene.tokens[index].key):
        index -= 1
    return scene.tokens[index].forms if index >= 0 else ()


def _make_singular(key: str) -> tuple[str, ...]:
    """Return the singular of a dual (فصيلين, مجموعتان), or nothing."""
    if len(key) < 6 or not key.endswith(("ين", "ان")):
        return ()
    base = key[:-2]
    return (base, base[:-1] + "ه") if base.endswith("ت") else (base,)


def is_owned_behind(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether what ل brings behind a bare noun owns it: استهداف دورية للجيش hits the army's patrol.

    Not so استهداف الجيش للمدينة, nor قصف طائرات للتحالف.
    """
    token = scene.tokens[phrase.first]
    definite = token.text[phrase.skip :].startswith("ال")
    if phrase.last > phrase.first + 1 or phrase.mentions or definite:
        return False
    if phrase.last >= len(scene.tokens) or not plain_classes_of(token.key) & {"actor", "site"}:
        return False
    if plain_classes_of(token.key) & {"air", "means"}:
        return False
    mention = scene.mention_of[phrase.last]
    owner = scene.tokens[phrase.last]
    return mention is not None and mention.start > owner.start and owner.key[0] == "ل"


def is_place(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase begins with the name of a place."""
    return begins_with_mention(scene, phrase) and phrase.mentions[0].type == "place"


def is_city(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase begins with a place that is no state: an attack of it is one there."""
    if not is_place(scene, phrase):
        return False
    name = fold(phrase.mentions[0].text)
    return name not in load_states() or "actingcapital" in plain_classes_of(name.split()[0])


def is_country(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase begins with the name of a country, not of its capital."""
    return is_place(scene, phrase) and fold(phrase.mentions[0].text) in load_states()


def is_state(name: str) -> bool:
    """Whether a folded place name is of a state, or of a capital that stands for one."""
    if "actingcapital" in plain_classes_of(name.split()[0]):
        return True
    return name in load_states()


def stands_for_two(scene: Scene, index: int) -> bool:
    """Whether a title in the dual stands alone for two named before (الرئيسان).

    Not where it says who they are: الرئيسين التركي والروسي.
    """
    behind = index + 1
    told = behind < len(scene.tokens) and scene.tokens[behind].key.startswith("ال")
    return not told and scene.is_a(index, "twopersons")
