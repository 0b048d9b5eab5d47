"""Noun phrases by light rules: where the phrase of an actor or a target begins, what is in it."""

from typing import NamedTuple

from rawi.language.numbers import begins_number
from rawi.model import Mention
from rawi.reading.events.lexicon import (
    load_nationalities,
    load_nouns,
    noun_classes_of,
    plain_classes_of,
)
from rawi.reading.events.phrases.other_names import begins_other_name, begins_quoted_name
from rawi.reading.events.phrases.phrase_ends import (
    begins_another,
    closes,
    ends_phrase,
    has_object,
    is_adjective,
    is_attribute,
    is_clear_verb,
    is_definite,
)
from rawi.reading.events.phrases.phrase_heads import hides_proclitic, is_adverb, is_rest
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.quantities.people import load_nouns as load_people
from rawi.reading.titles import Title
from rawi.text.tokens import Token

# Longer phrases are run-on readings: on hand-annotated news 19 of 20 actors have up to 6 words.
MAX_WORDS = 8
_CUT = frozenset({"ال", "وال"})
_MOST_BEFORE_OF = 3  # tokens before من: عدد غير محدد من
_OF_PEOPLE = frozenset({"people", "person", "civilians", "fighters", "officials", "bandmember"})

_COUNTED = frozenset({"people", "person", "actor", "sitehead", "targetsite", "building", "site"})
_COUNTING = frozenset({"quantifier", "roughly"})  # عشرات من, أكثر من
_LEAST_DUAL = 5  # letters
# Endings of adjectives of states that may be nouns: accusatives, duals and plurals of people.
_PEOPLE_OF_STATE = ("يا", "يين", "يان", "يون")
_OF_DUALS = frozenset(
    {"people", "person", "fighters", "targetsite", "sitehead", "building", "site", "vehicle"}
)


class NounPhrase(NamedTuple):
    """A noun phrase at tokens `[first, last)`, from `skip` code points into its first token.

    Attributes:
        mentions: The mentions in it, in order.
    """

    first: int
    last: int
    skip: int
    mentions: tuple[Mention, ...]


def read_phrase(scene: Scene, index: int, skip: int = 0) -> NounPhrase | None:
    """Return the noun phrase that begins in token `index`, or None where none can.

    Args:
        scene: The article.
        index: The token to begin at; marks of quotation before the phrase are passed over.
        skip: Code points of the token that belong to a preposition before the phrase.
    """
    if index >= len(scene.tokens):
        return None
    _, end = scene.bounds(index)
    while index < end and (scene.is_quote(index) or scene.has_class(index, "demonstrative")):
        index += 1
    if index >= end or not _may_begin(scene, index, skip):
        return None
    titled = scene.holders.get(scene.tokens[index].start + skip)
    if titled is not None and (title := _read_titled(scene, index, skip, titled)) is not None:
        return title
    last = index + 1
    while last < end and last - index < MAX_WORDS and _goes_on(scene, index, last):
        last += 1
    last = _extend_mention(scene, last, end)
    last = _extend_partitive(scene, index, last)
    last = _extend_belonging(scene, index, last, end)
    while last > index + 1 and _trails(scene, index, last - 1):
        last -= 1
    return NounPhrase(index, last, skip, _mentions(scene, index, last))


def _read_titled(scene: Scene, index: int, skip: int, title: Title) -> NounPhrase | None:
    """Return the phrase of a title with its holder's name at the end, who is all that it names."""
    last = scene.analysis.token_at(title.end - 1) + 1
    held = tuple(m for m in _mentions(scene, index, last) if m.entity == title.person)
    ends = bool(held) and held[-1].end == title.end
    return NounPhrase(index, last, skip, held[-1:]) if ends else None


def _may_begin(scene: Scene, index: int, skip: int) -> bool:
    token = scene.tokens[index]
    if token.kind == "mark" or (token.kind == "latin" and scene.mention_of[index] is None):
        return False
    mention = scene.mention_of[index]
    if mention is not None:
        return mention.start <= token.start + skip  # else behind a preposition of its own
    key = next((f.key for f in token.forms if f.skip == skip), token.key)
    classes = plain_classes_of(key)
    if "relative" in classes or is_adverb(key) or _is_where(key):
        return False
    if hides_proclitic(token, skip) or is_rest(token, skip):
        return False
    if "stop" in classes and not is_surroundings(scene, index, skip):
        return False
    if any(form.skip > skip and scene.splits(index, form) for form in token.forms):
        return False
    if any(form.skip > skip and scene.conjoins(form) for form in token.forms):
        return False
    if token.kind == "number" or classes & {"people", "actor", "collective"}:
        return True
    if _only_describes(key) and not (skip == 0 and _may_be_noun(scene, index)):
        return False
    return not is_verb(key) and not is_clear_verb(key) and not has_object(key)


def _only_describes(key: str) -> bool:
    """Whether an indefinite word is an adjective and no noun for people (راعي is one)."""
    classes = plain_classes_of(key)
    if "adjective" in classes:
        return True
    if classes or key[:2] == "ال" or not is_adjective(key):
        return False
    return key in load_nationalities() or key not in load_people()


def _may_be_noun(scene: Scene, index: int) -> bool:
    """Whether an adjective is a noun where it stands, or counts what is behind it (عدة منازل)."""
    return _is_set_apart(scene, index) or _counts_next(scene, index)


def _counts_next(scene: Scene, index: int) -> bool:
    """Whether a quantifier that may be an adjective (قرى عدة) stands before what it counts."""
    following = index + 1
    if not scene.has_class(index, "quantifier") or following >= len(scene.tokens):
        return False
    if scene.mention_of[following] is not None or is_definite(scene.tokens[following]):
        return False
    classes = scene.classes_at(following)
    return "stop" not in classes and (
        not _COUNTED.isdisjoint(classes) or scene.tokens[following].key in load_people()
    )


def _is_set_apart(scene: Scene, index: int) -> bool:
    """Whether an adjective of relation is a noun by what stands before it.

    People of a state behind a verb, a name or what has the article (طردت السلطات | تونسيين), the
    construct of a dual (دمرت القوات | موقعي صاروخ).
    """
    key, before = scene.tokens[index].key, scene.tokens[index - 1]
    if index == 0 or key[:2] == "ال" or before.kind != "word":
        return False
    if key in load_nationalities():
        if not key.endswith(_PEOPLE_OF_STATE):
            return False
    elif not _is_dual_construct(key):
        return False
    if scene.mention_of[index - 1] is not None or is_definite(before):
        return True
    if before.key.endswith("ون") and not key.endswith("ون"):  # خطف مسلحون | أميركيين
        return True
    return is_clear_verb(before.key) or (is_verb(before.key) and before.key not in load_nouns())


def _is_dual_construct(key: str) -> bool:
    """Whether a word may be two people or things before a genitive (موقعي, منصتي, جنديي)."""
    if not key.endswith("ي") or len(key) < _LEAST_DUAL:
        return False
    base = key[:-2] + "ه" if key.endswith("تي") else key[:-1]
    return base in load_people() or not _OF_DUALS.isdisjoint(noun_classes_of(base))


def _is_where(key: str) -> bool:
    """Whether a word says where something happened, with ب before it (بريف, بجوار)."""
    classes = plain_classes_of(key)
    return key[0] == "ب" and "locative" in classes and "placehead" not in classes


def is_surroundings(scene: Scene, index: int, skip: int) -> bool:
    """Whether a word is of what lies around a place that may itself be hit (استهدف محيط المطار).

    Behind a preposition of place it is only where something happened.
    """
    token = scene.tokens[index]
    if "surroundings" not in plain_classes_of(token.key.removeprefix("و")):
        return False
    if skip and token.key[0] != "و":
        return False
    return index == 0 or not scene.is_a(index - 1, "wherearound")


def _extend_mention(scene: Scene, last: int, end: int) -> int:
    """Do not cut a name in two."""
    mention = scene.mention_of[last - 1]
    while last < end and mention is not None and scene.mention_of[last] is mention:
        last += 1
    return last


def _extend_partitive(scene: Scene, first: int, last: int) -> int:
    """Take in whom a number or a body of people is of (عشرات من المدنيين, عناصر من الشرطة)."""
    if last >= len(scene.tokens) or scene.tokens[last].key != "من":
        return last
    head = scene.tokens[first]
    counts = begins_number(head) or not _COUNTING.isdisjoint(plain_classes_of(head.key))
    several = _is_several(scene, first)
    if not (counts or several) or last > first + _MOST_BEFORE_OF:
        return last
    whole = read_phrase(scene, last + 1) if last + 1 < len(scene.tokens) else None
    if whole is None:
        return last
    if counts and (last == first + 1 or scene.has_class(first, "tally")):
        return whole.last
    return whole.last if _is_of_people(scene, whole) else last


def _is_several(scene: Scene, index: int) -> bool:
    """Whether token `index` is an indefinite noun for several people or a body of them."""
    token = scene.tokens[index]
    if scene.mention_of[index] is not None or is_definite(token):
        return False
    if "collective" in scene.classes_at(index):
        return True
    nouns = (load_people().get(form.key) for form in token.forms)
    return any(noun is not None and "many" in noun.numbers for noun in nouns)


def _is_of_people(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of people or a force, not of where somebody comes from (من المدينة)."""
    if phrase.mentions and phrase.mentions[0].start <= scene.tokens[phrase.first].start:
        return phrase.mentions[0].type == "armed_group"
    if not _OF_PEOPLE.isdisjoint(scene.classes_at(phrase.first)):
        return True
    nouns = (load_people().get(form.key) for form in scene.tokens[phrase.first].forms)
    return any(nouns)


def _extend_belonging(scene: Scene, first: int, last: int, end: int) -> int:
    """Take in whose something is (مدفعية تابعة لـX, "artillery that belongs to X")."""
    if last >= end or last - first < 2 or not scene.has_class(last - 1, "belonging"):
        return last
    mention, token = scene.mention_of[last], scene.tokens[last]
    if token.key[0] != "ل" or (mention is not None and mention.start == token.start):
        return last
    if mention is not None:
        return _extend_mention(scene, last + 1, end)
    if token.key == "ل":  # تابعة لـ"X"
        return _extend_quoted(scene, last + 1, end) or last
    if "backpronoun" in plain_classes_of(token.key):
        return last + 1
    owned = next((form for form in token.forms if scene.splits(last, form)), None)
    owner = read_phrase(scene, last, owned.skip) if owned is not None else None
    # Whom a named person's forces stand by is not who acts.
    return owner.last if owner is not None and not owner.mentions else last


def _extend_quoted(scene: Scene, index: int, end: int) -> int | None:
    """Return the token behind a name that begins at token `index`, quotation marks aside."""
    while index < end and scene.is_quote(index):
        index += 1
    if index >= end or not scene.begins_mention(index):
        return None
    last = _extend_mention(scene, index + 1, end)
    return last + 1 if last < end and scene.is_quote(last) else last


def _trails(scene: Scene, first: int, index: int) -> bool:
    """Whether token `index` ends a phrase and is no part of it.

    A quotation mark, an article cut off its word, or where somebody is (القوات المتمركزة).
    """
    if scene.is_quote(index):
        return not closes(scene, first, index)
    if scene.mention_of[index] is not None:
        return False
    return scene.tokens[index].key in _CUT or scene.has_class(index, "stationed")


def _mentions(scene: Scene, first: int, last: int) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for index in range(first, last):
        mention = scene.mention_of[index]
        if mention is not None and mention not in found:
            found.append(mention)
    return tuple(found)


def _goes_on(scene: Scene, first: int, index: int) -> bool:
    """Whether token `index` continues the phrase that began at `first`."""
    if _completes(scene, index) or _joins_attribute(scene, index):
        return True
    return _is_inside(scene, first, index)


def _is_inside(scene: Scene, first: int, index: int) -> bool:
    """Whether token `index`, no mere pronoun or further attribute, continues the phrase."""
    token = scene.tokens[index]
    if token.text == "(" and index - first == 1 and index + 1 < len(scene.tokens):
        return scene.begins_mention(index + 1)
    if scene.is_quote(index):
        short = token.text not in "()[]{}" and index - first < MAX_WORDS - 1
        return short and not begins_quoted_name(scene, index + 1)
    if token.kind == "mark" or scene.is_mark(index - 1):
        return False
    if scene.mention_of[index] is not None and not scene.begins_mention(index):
        return True
    if scene.begins_mention(index):  # before what its letters may also be: علي is no preposition
        return token.key != "و" and not begins_other_name(scene, first, index)
    if token.kind == "number":
        return scene.has_class(index - 1, "unit") or scene.tokens[index - 1].key == "ال"
    if token.key == "و":
        return False
    if _opens_clause_or_preposition(scene, index):
        return False
    if scene.mention_of[index] is None and (_is_behind(token) or _is_opened(scene, index)):
        return False
    return not begins_another(scene, first, index)


def _is_opened(scene: Scene, index: int) -> bool:
    """Whether token `index` is the fire that somebody named by a noun opens (أطلق مسلح | النار)."""
    if not scene.is_a(index, "fireopened") or scene.mention_of[index - 1] is not None:
        return False
    return not _OF_PEOPLE.isdisjoint(scene.classes_at(index - 1)) or _is_several(scene, index - 1)


def _opens_clause_or_preposition(scene: Scene, index: int) -> bool:
    """Whether token `index` begins what is no part of a phrase before it (حافلة | تقل عمالا)."""
    if scene.has_class(index, "carrying"):
        return scene.tokens[index - 1].key != "لا"
    forms = scene.tokens[index].forms
    return any(ends_phrase(form) or scene.splits(index, form) for form in forms)


def _completes(scene: Scene, index: int) -> bool:
    """Whether token `index` is the pronoun that a participle needs (المشتبه بهم)."""
    needs = scene.mention_of[index - 1] is None and scene.has_class(index - 1, "needspronoun")
    return needs and scene.is_a(index, "backpronoun")


def _joins_attribute(scene: Scene, index: int) -> bool:
    """Whether و joins one more attribute to a definite one (الممتلكات العامة والخاصة)."""
    before = scene.tokens[index - 1]
    if scene.mention_of[index] is not None or scene.mention_of[index - 1] is not None:
        return False
    if not (is_definite(before) and is_attribute(before.key.removeprefix("ال"))):
        return _joins_relation(scene, index)
    return any(
        form.proclitics == "و"
        and form.key.startswith("ال")
        and form.key[-1] == before.key[-1]
        and is_attribute(form.key[2:])
        for form in scene.tokens[index].forms
    )


def _joins_relation(scene: Scene, index: int) -> bool:
    """Whether و joins one more indefinite adjective of relation (قوات أفغانية وباكستانية)."""
    before = scene.tokens[index - 1].key
    if before[:2] == "ال" or not is_adjective(before) or before in load_people():
        return False
    return any(
        form.proclitics == "و" and form.key[-2:] == before[-2:] and is_adjective(form.key)
        for form in scene.tokens[index].forms
    )


def _is_behind(token: Token) -> bool:
    """Whether a word stands behind a preposition that is written with it (بجروح)."""
    return token.key[0] in "بل" and hides_proclitic(token, 0)
