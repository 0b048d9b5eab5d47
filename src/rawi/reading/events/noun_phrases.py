"""Noun phrases by light rules: where the phrase of an actor or a target begins and ends."""

from typing import NamedTuple

from rawi.language.numbers import begins_number, read_number
from rawi.model import Mention
from rawi.reading.events.lexicon import load_nationalities, load_nouns, plain_classes_of
from rawi.reading.events.phrase_heads import hides_proclitic, is_adverb, is_common, is_rest
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.quantities.people import load_nouns as load_people
from rawi.text.tokens import Form, Token, split_enclitics

# Longer phrases are run-on readings: on hand-annotated news 19 of 20 actors have up to 6 words.
MAX_WORDS = 8


NOMINAL = frozenset(
    {"people", "actor", "collective", "sitehead", "placehead", "stop", "quantifier", "vehicle"}
)


# Classes of words that are no attributes of what stands before them.
_NOUNS = frozenset(
    {
        "people", "person", "civilians", "placehead", "sitehead", "targetsite", "building",
        "captives", "refugees", "officials", "forces", "honorific", "actor", "thing",
    }
)  # fmt: skip

_ATTRIBUTES = frozenset({"attribute", "adjective", "belonging", "backed"})

_PRONOUNS = ("ته", "تها", "تهم", "اتها", "اته", "اتهم", "يها", "يهم")


_HAMZAS = "آأإ"
_LEAST_ACCUSATIVE = 4  # letters
_CUT = frozenset({"ال", "وال"})
_MOST_BEFORE_OF = 3  # tokens before من: عدد غير محدد من
_OF_PEOPLE = frozenset({"people", "person", "civilians", "fighters", "officials", "bandmember"})


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
    last = index + 1
    while last < end and last - index < MAX_WORDS and _goes_on(scene, index, last):
        last += 1
    last = _extend_mention(scene, last, end)
    last = _extend_partitive(scene, index, last)
    last = _extend_belonging(scene, index, last, end)
    while last > index + 1 and _trails(scene, index, last - 1):
        last -= 1
    return NounPhrase(index, last, skip, _mentions(scene, index, last))


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
    if _only_describes(key):
        return False
    return not is_verb(key) and not _is_clear_verb(key) and not _has_object(key)


def _only_describes(key: str) -> bool:
    """Whether an indefinite word is an adjective and no noun for people (راعي is one)."""
    classes = plain_classes_of(key)
    if "adjective" in classes:
        return True
    if classes or key[:2] == "ال" or not is_adjective(key):
        return False
    return key in load_nationalities() or key not in load_people()


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
    return index == 0 or "wherearound" not in plain_classes_of(scene.tokens[index - 1].key)


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
    counts = head.kind == "number" or "quantifier" in plain_classes_of(head.key)
    several = _is_several(scene, first)
    if not (counts or several) or last > first + _MOST_BEFORE_OF:
        return last
    whole = read_phrase(scene, last + 1) if last + 1 < len(scene.tokens) else None
    if whole is None:
        return last
    if counts and last == first + 1:
        return whole.last
    return whole.last if _is_of_people(scene, whole) else last


def _is_several(scene: Scene, index: int) -> bool:
    """Whether token `index` is an indefinite noun for several people or a body of them."""
    token = scene.tokens[index]
    if scene.mention_of[index] is not None or _is_definite(token):
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
        return not _closes(scene, first, index)
    if scene.mention_of[index] is not None:
        return False
    return scene.tokens[index].key in _CUT or scene.has_class(index, "stationed")


def _closes(scene: Scene, first: int, index: int) -> bool:
    """Whether a quotation mark at `index` closes one opened inside the phrase."""
    return sum(scene.is_quote(other) for other in range(first, index)) % 2 == 1


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
        return token.text not in "()[]{}" and index - first < MAX_WORDS - 1
    if token.kind == "mark" or scene.is_mark(index - 1):
        return False
    if scene.mention_of[index] is not None and not scene.begins_mention(index):
        return True
    if scene.begins_mention(index):  # before what its letters may also be: علي is no preposition
        return token.key != "و" and not _begins_other_name(scene, first, index)
    if token.kind == "number":
        return scene.has_class(index - 1, "unit") or scene.tokens[index - 1].key == "ال"
    if token.key == "و":
        return False
    if _opens_clause_or_preposition(scene, index):
        return False
    if scene.mention_of[index] is None and _is_behind(token):
        return False
    return not _begins_another(scene, first, index)


def _opens_clause_or_preposition(scene: Scene, index: int) -> bool:
    """Whether token `index` begins what is no part of a phrase before it (حافلة | تقل عمالا)."""
    if scene.has_class(index, "carrying"):
        return scene.tokens[index - 1].key != "لا"
    forms = scene.tokens[index].forms
    return any(ends_phrase(form) or scene.splits(index, form) for form in forms)


def _completes(scene: Scene, index: int) -> bool:
    """Whether token `index` is the pronoun that a participle needs (المشتبه بهم)."""
    needs = scene.mention_of[index - 1] is None and scene.has_class(index - 1, "needspronoun")
    return needs and "backpronoun" in plain_classes_of(scene.tokens[index].key)


def _joins_attribute(scene: Scene, index: int) -> bool:
    """Whether و joins one more attribute to a definite one (الممتلكات العامة والخاصة)."""
    before = scene.tokens[index - 1]
    if scene.mention_of[index] is not None or scene.mention_of[index - 1] is not None:
        return False
    if not (_is_definite(before) and _is_attribute(before.key.removeprefix("ال"))):
        return _joins_relation(scene, index)
    return any(
        form.proclitics == "و"
        and form.key.startswith("ال")
        and form.key[-1] == before.key[-1]
        and _is_attribute(form.key[2:])
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


def ends_phrase(form: Form) -> bool:
    """Whether a word in a form begins a clause or a phrase of its own."""
    if form.proclitics not in ("", "و", "ف"):
        return False
    if form.proclitics and (is_verb(form.key) or form.key in load_nouns()):
        return True
    if form.proclitics and (_is_clear_verb(form.key) or _has_object(form.key)):
        return True
    if form.proclitics and "tollnoun" in plain_classes_of(form.key):
        return True
    classes = plain_classes_of(form.key)
    if classes & {"stop", "relative", "demonstrative", "adverb"}:
        return True
    return not form.proclitics and _is_clear_verb(form.key)


def _is_clear_verb(key: str) -> bool:
    """Whether a word is a verb and, by its letters, no noun."""
    if len(key) < 4 or plain_classes_of(key) & NOMINAL:
        return False
    if key.endswith("وا") or key[0] == "ي":
        return True
    return is_verb(key) and (key[-1] == "ت" or key[0] == "ت" or key not in load_nouns())


def _has_object(key: str) -> bool:
    """Whether a word is a verb with a pronoun, and no noun with one (نفذته, وتبناه; not قتله)."""
    return any(
        len(base) > 2 and is_verb(base) and base not in load_nouns() and not plain_classes_of(base)
        for base, _ in split_enclitics(key)
    )


def _begins_another(scene: Scene, first: int, index: int) -> bool:
    """Whether the phrase so far is complete and token `index` opens a new one."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if _is_behind_quoted(scene, first, index) or _governs_nothing(before, token):
        return True
    if index - first > 1 and is_adjective(before.key) and _opens_clause(token):
        return True
    if _is_object(scene, first, index) or _counts_others(scene, index):
        return True
    if _is_definite(token):
        if _is_sound_plural(before.key):
            # المسلحون المحليون, but مسلحون | المهندسين: an attribute agrees in article and case.
            return before.key[:2] != "ال" or token.key[-2:] != before.key[-2:]
        if _follows_definite(scene, index) or _changes_number(before.key, token.key):
            return True
    named = scene.mention_of[index - 1] is not None
    if index - first > 1 and not named and _ends_at_attribute(before.key, token.key):
        return True
    if any(form.proclitics == "و" and _conjoins(scene, token, form) for form in token.forms):
        return True
    if _is_complete(scene, first, index):
        return not _is_definite(token) and not _may_describe(scene, index)
    sites = "sitehead" in plain_classes_of(token.key) or "people" in plain_classes_of(token.key)
    return sites and is_adjective(before.key) and index - first > 1


def _conjoins(scene: Scene, token: Token, form: Form) -> bool:
    """Whether و is split off a word in a form: a known one, or a common one that it makes none."""
    if scene.conjoins(form):
        return True
    if len(form.key) <= _LEAST_ACCUSATIVE or is_common(token.key.removesuffix("ا")):
        return False
    return form.key in load_people() or is_common(form.key) or is_accusative(form.key)


def _is_object(scene: Scene, first: int, index: int) -> bool:
    """Whether a noun in the accusative opens another phrase: مسلحان ملثمان | قاضيا, لصوص | متجرا.

    Not so an attribute in the accusative (قياديا بارزا), nor a noun that is counted (عشرون جنديا).
    """
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if scene.mention_of[index] is not None:
        return False
    if _is_dual(token.key) and _is_plural(before.key):  # جنود | فتاتين
        return True
    if not is_accusative(token.key):
        return False
    if before.kind != "word" or before.key[-1] == "ا":
        return False
    if before.key[-1] == "ي" and is_adjective(token.key[:-1]):  # ملهى ليليا
        return False
    counted = any(begins_number(scene.tokens[i]) for i in range(first, index))
    return not counted


def _is_dual(key: str) -> bool:
    noun = load_people().get(key)
    return noun is not None and noun.numbers == ("two",) and key.endswith("ين")


def _is_plural(key: str) -> bool:
    noun = load_people().get(key)
    return noun is not None and noun.numbers == ("many",) and key[:2] != "ال"


def _counts_others(scene: Scene, index: int) -> bool:
    """Whether a number word opens another phrase (طائرات حربية | سبعة مدنيين)."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if scene.mention_of[index] is not None or not begins_number(token) or _is_definite(token):
        return False
    if begins_number(before) or "quantifier" in plain_classes_of(before.key):
        return False
    number = read_number(scene.tokens, index)
    following = number.last if number is not None and not number.skip else len(scene.tokens)
    return following < len(scene.tokens) and scene.tokens[following].key in load_people()


def is_accusative(key: str) -> bool:
    """Whether a folded word is an indefinite noun in the accusative, by its ending (قاضيا)."""
    if len(key) < _LEAST_ACCUSATIVE or key[-1] != "ا" or key[:2] == "ال":
        return False
    base = key[:-1]
    if len(key) == _LEAST_ACCUSATIVE:
        return base in load_people() or bool(plain_classes_of(base) & NOMINAL)
    return is_common(base)


def _is_behind_quoted(scene: Scene, first: int, index: int) -> bool:
    """Whether a word behind the mark that closes a quoted name is no attribute of it.

    تنظيم "داعش" | الهجوم, but تنظيم "داعش" الإرهابي.
    """
    named = index - 2 >= first and scene.mention_of[index - 2] is not None
    if not (named and scene.is_quote(index - 1)) or not _closes(scene, first, index - 1):
        return False
    key = scene.tokens[index].key
    return key in load_nouns() or (key.startswith("ال") and key[2:] in load_nouns())


def _changes_number(before: str, key: str) -> bool:
    """Whether a definite plural of men follows a definite feminine: القوات | المسلحين."""
    feminine = before[:2] == "ال" and before.endswith(("ه", "ات"))
    return feminine and key.endswith("ين") and len(key) > 5


def _follows_definite(scene: Scene, index: int) -> bool:
    """Whether a definite word behind a name or a definite word is no attribute of it.

    An event, somebody or a place (القوات الحكومية | السيطرة; قطر | الجماعات), or a title that has
    its own name behind it (فائز السراج | المشير خليفة حفتر).
    """
    key, before = scene.tokens[index].key[2:], scene.tokens[index - 1].key
    named = scene.mention_of[index - 1] is not None
    if not named and not (before[:2] == "ال" and _is_attribute(before[2:])):
        return False
    if named and _is_personal(scene, index, key):
        return True
    if _is_attribute(key):
        return False
    if named and _is_title(scene, index):
        return True
    return key in load_nouns() or bool(plain_classes_of(key) & _NOUNS)


def _is_personal(scene: Scene, index: int, key: str) -> bool:
    """Whether a title stands behind the name of a place: إسرائيل | القيادي في كذا."""
    mention = scene.mention_of[index - 1]
    return mention is not None and mention.type == "place" and "leader" in plain_classes_of(key)


def _is_title(scene: Scene, index: int) -> bool:
    """Whether a person is named straight behind token `index`."""
    if index + 1 >= len(scene.tokens) or not scene.begins_mention(index + 1):
        return False
    mention = scene.mention_of[index + 1]
    alone = mention is not None and mention.start == scene.tokens[index + 1].start
    return alone and mention is not None and mention.type == "person"


def _is_attribute(key: str) -> bool:
    """Whether a word without article is an adjective, not the construct of a plural (مسلحي)."""
    if plain_classes_of(key) & _ATTRIBUTES:
        return True
    return is_adjective(key) and not plain_classes_of(key + "ن")


def _is_listed_attribute(key: str) -> bool:
    return bool(plain_classes_of(key) & _ATTRIBUTES) or key in load_nationalities()


def _ends_at_attribute(before: str, key: str) -> bool:
    """Whether an indefinite adjective ends its phrase before a word (ميليشيا مسلحة | مقر)."""
    return before[:2] != "ال" and _is_attribute(before) and not _agrees(before, key)


def _agrees(before: str, key: str) -> bool:
    """Whether a word may be one more adjective behind one: أمنية حساسة, not مسلحة | مدرسة."""
    if key[:2] == "ال" and plain_classes_of(key[2:]) & _NOUNS:  # قوات خاصة | المبنى
        return False
    if _is_attribute(key):
        return True
    noun = key in load_nouns() or bool(plain_classes_of(key) & _NOUNS)
    return not noun and key[:2] != "ال" and key[-1] == before[-1]


def _opens_clause(token: Token) -> bool:
    """Whether a word behind an adjective is a verb (منتجع سياحي قتل), or is owned (طفلته)."""
    if token.key[:2] == "ال":
        return False
    return is_verb(token.key) or (len(token.key) > 4 and token.text.endswith(_PRONOUNS))


def _begins_other_name(scene: Scene, first: int, index: int) -> bool:
    """Whether a name at token `index` is not part of the phrase before it."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    mention = scene.mention_of[index]
    if mention is not None and token.start < mention.start:
        return True  # behind a conjunction or preposition
    previous = scene.mention_of[index - 1]
    if previous is None:
        if mention is not None and before.key[:2] == "ال" and token.kind == "word":
            bodies = "authority" in plain_classes_of(before.key[2:])  # السلطات | تنظيم كذا
            return mention.type == "place" or (bodies and mention.type == "armed_group")
        if index - first > 1 and before.key[:2] != "ال" and _is_listed_attribute(before.key):
            return True  # صاروخ باليستي | مطار عدن
        return _is_sound_plural(before.key) and not token.key.endswith(("ين", "ون"))
    return previous is not mention


def _may_describe(scene: Scene, index: int) -> bool:
    """Whether token `index`, indefinite, may be an adjective of the complete phrase before it."""
    before = scene.tokens[index - 1].key
    if scene.mention_of[index - 1] is not None or before.startswith("ال"):
        return False  # an adjective would have the article too
    return is_adjective(scene.tokens[index].key)


def _is_sound_plural(key: str) -> bool:
    """Whether a word is a nominative plural that governs no genitive (`مسلحون`, "gunmen")."""
    if len(key) > 5 and key.endswith("ون"):
        return True
    classes = plain_classes_of(key)
    if not key.endswith("ان") or "nodual" in classes:
        return False
    noun = load_people().get(key)
    dual = noun is not None and noun.numbers == ("two",) and not noun.definite
    return dual or bool(classes & {"people", "actor"})


def _governs_nothing(before: Token, token: Token) -> bool:
    """Whether a word takes no genitive, and the next is one that is no attribute of it.

    Nominative plurals (مسلحون موظفا, "gunmen, an official"; مسلحون مهندسين), nouns with a pronoun
    (قواته مقرا).
    """
    if _is_sound_plural(before.key) and token.key[:2] != "ال" and token.kind == "word":
        return token.key[-2:] != before.key[-2:] and not _describes_plural(token.key)
    if before.key[:2] == "ال" or token.key[:2] == "ال" or len(before.key) < 5:
        return False
    return before.text.endswith(_PRONOUNS) and not is_adjective(token.key)


def _describes_plural(key: str) -> bool:
    """Whether a word may describe several people and shows no case: a broken plural (أجانب)."""
    classes = plain_classes_of(key)
    return bool(classes & _ATTRIBUTES) and not classes & NOMINAL  # مركز is a centre, too


def _is_complete(scene: Scene, first: int, index: int) -> bool:
    """Whether the phrase `[first, index)` has a definite word or a name, and so may end."""
    return any(
        scene.mention_of[i] is not None or _is_definite(scene.tokens[i])
        for i in range(first, index)
    )


def _is_definite(token: Token) -> bool:
    """Whether a word has the article in any of its forms; آليات, ألغام have none."""
    return any(
        form.key.startswith("ال") and token.text[form.skip] not in _HAMZAS for form in token.forms
    )


def is_adjective(key: str) -> bool:
    """Whether a folded word is by its letters an adjective of relation (عسكرية, فلسطينيين)."""
    return key in load_nationalities() or (len(key) > 3 and key.endswith(("ي", "يه", "يين", "يون")))
