"""Where a noun phrase ends: at what opens a clause, another phrase, or describes nothing in it."""

from functools import lru_cache

from rawi.language.numbers import begins_number, read_number
from rawi.reading.events.lexicon import load_nationalities, load_nouns, plain_classes_of
from rawi.reading.events.phrases.phrase_heads import (
    PERSONAL,
    is_body,
    is_common,
    is_counted,
    is_oblique_plural,
    takes_article,
)
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.quantities.people import load_nouns as load_people
from rawi.text.tokens import Form, Token, split_enclitics

NOMINAL = frozenset(
    {"people", "actor", "collective", "sitehead", "placehead", "stop", "quantifier", "vehicle"}
)
# Classes of words that are no attributes of what stands before them.
_NOUNS = frozenset(
    {
        "people", "person", "civilians", "placehead", "sitehead", "targetsite", "building",
        "captives", "refugees", "officials", "forces", "honorific", "actor", "thing", "topic",
    }
)  # fmt: skip
# Nouns that are no attributes behind a definite noun: bodies, sites, what is discussed.
_APART = frozenset(
    {"forces", "grouphead", "placehead", "sitehead", "targetsite", "building", "topic"}
)
_ATTRIBUTES = frozenset({"attribute", "adjective", "belonging", "backed"})
_PRONOUNS = ("ته", "تها", "تهم", "اتها", "اته", "اتهم", "يها", "يهم")
_PLURALS = ("ين", "ون")
_HAMZAS = "آأإ"
_OWNERS = frozenset({"ه", "ها", "هم", "هما", "نا"})
_LEAST_ACCUSATIVE = 4  # letters
_LEAST_VERB = 4


def ends_phrase(form: Form) -> bool:
    """Whether a word in a form begins a clause or a phrase of its own."""
    if form.proclitics.endswith("س"):  # ستزود: no سكان
        return len(form.key) > 3 and form.key[0] in "يتن" and is_verb(form.key)
    if form.proclitics not in ("", "و", "ف"):
        return False
    if form.proclitics and (is_verb(form.key) or form.key in load_nouns()):
        return True
    if form.proclitics and (is_clear_verb(form.key) or has_object(form.key)):
        return True
    if form.proclitics and "tollnoun" in plain_classes_of(form.key):
        return True
    classes = plain_classes_of(form.key)
    if classes & {"stop", "relative", "demonstrative", "adverb"}:
        return True
    return not form.proclitics and is_clear_verb(form.key)


@lru_cache(maxsize=50_000)
def is_clear_verb(key: str) -> bool:
    """Whether a word is a verb and, by its letters, no noun."""
    if plain_classes_of(key) & NOMINAL:
        return False
    if len(key) < _LEAST_VERB:
        return key[:1] == "ي" and len(key) == _LEAST_VERB - 1 and not takes_article(key)
    if key.endswith("وا") or key[0] == "ي" or _is_feminine_past(key):
        return True
    return is_verb(key) and (key[-1] == "ت" or key[0] == "ت" or key not in load_nouns())


def _is_feminine_past(key: str) -> bool:
    """Whether a word is by its last letter a past of the feminine (تحولت), no noun (توقيت, بيوت).

    The word without it is common, and the whole takes no article.
    """
    if key[-1] != "ت" or key[-2] in "اوي" or key[:2] == "ال":
        return False
    return is_common(key[:-1]) and not takes_article(key)


def has_object(key: str) -> bool:
    """Whether a word is a verb with a pronoun, and no noun with one (نفذته, وتبناه; not قتله)."""
    if key in load_people() or plain_classes_of(key) & NOMINAL:  # قادة
        return False
    return any(_is_only_verb(base) or _is_plural_past(base) for base, _ in split_enclitics(key))


def _is_only_verb(base: str) -> bool:
    if len(base) < _LEAST_VERB - 1 or not is_verb(base):
        return False
    return base not in load_nouns() and not plain_classes_of(base)


def _is_plural_past(base: str) -> bool:
    """Whether a word before its pronoun is a past of the plural: كبدو(هم); not مقاتلو, حلفاو."""
    if len(base) < _LEAST_VERB or base[-1] != "و" or base[-2] == "ا" or base[0] == "م":
        return False
    return not is_common(base + "ن") and not plain_classes_of(base + "ن")


def begins_another(scene: Scene, first: int, index: int) -> bool:
    """Whether the phrase so far is complete and token `index` opens a new one."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if _is_behind_quoted(scene, first, index) or _governs_nothing(before, token):
        return True
    if index - first > 1 and is_adjective(before.key) and _opens_clause(token):
        return True
    if _is_object(scene, first, index) or _counts_others(scene, index):
        return True
    if is_definite(token):
        parted = _parts_definite(scene, first, index)
        if parted is not None:
            return parted
    named = scene.mention_of[index - 1] is not None
    if index - first > 1 and not named and _ends_at_attribute(before.key, token.key):
        return True
    if any(form.proclitics == "و" and _conjoins(scene, token, form) for form in token.forms):
        return True
    if _is_complete(scene, first, index):
        return not is_definite(token) and not _may_describe(scene, index)
    sites = "sitehead" in plain_classes_of(token.key) or "people" in plain_classes_of(token.key)
    return sites and is_adjective(before.key) and index - first > 1


def _parts_definite(scene: Scene, first: int, index: int) -> bool | None:
    """Whether a definite word at token `index` opens a new phrase; None where it may not."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if is_counted(scene, first, index - 1):
        return True  # أربعة شبان | الدورية
    if is_oblique_plural(before.key) and token.key[-2:] not in _PLURALS:
        return True  # إطلاق مجهولين | النار
    if is_sound_plural(before.key):
        # المسلحون المحليون, but مسلحون | المهندسين: an attribute agrees in article and case.
        return before.key[:2] != "ال" or token.key[-2:] != before.key[-2:]
    if _follows_definite(scene, index) or _changes_number(before.key, token.key):
        return True
    if _is_officer_behind_body(scene, first, index):
        return True
    return None


def _is_behind_quoted(scene: Scene, first: int, index: int) -> bool:
    """Whether a word behind the mark that closes a quoted name is no attribute of it.

    تنظيم "داعش" | الهجوم, but تنظيم "داعش" الإرهابي.
    """
    named = index - 2 >= first and scene.mention_of[index - 2] is not None
    if not (named and scene.is_quote(index - 1)) or not closes(scene, first, index - 1):
        return False
    key = scene.tokens[index].key
    return key in load_nouns() or (key.startswith("ال") and key[2:] in load_nouns())


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
    number = read_number(scene.tokens, first) if begins_number(scene.tokens[first]) else None
    return not begins_number(before) and (number is None or number.last != index)


def _is_dual(key: str) -> bool:
    noun = load_people().get(key)
    return noun is not None and noun.numbers == ("two",) and key.endswith("ين")


def _is_plural(key: str) -> bool:
    noun = load_people().get(key)
    return noun is not None and noun.numbers == ("many",) and key[:2] != "ال"


def _counts_others(scene: Scene, index: int) -> bool:
    """Whether a number word opens another phrase (طائرات حربية | سبعة مدنيين)."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if scene.mention_of[index] is not None or not begins_number(token) or is_definite(token):
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
        known = base in load_people() or base in load_nouns()
        return known or bool(plain_classes_of(base) & NOMINAL)
    return is_common(base)


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
    if not named and not (before[:2] == "ال" and is_attribute(before[2:])):
        return before[:2] == "ال" and _describes_nothing(before, key)
    if named and _is_personal(scene, index, key):
        return True
    if is_attribute(key):
        return False
    if named and (_is_title(scene, index) or _is_of_things(key)):
        return True
    return key in load_nouns() or bool(plain_classes_of(key) & _NOUNS)


def _describes_nothing(before: str, key: str) -> bool:
    """Whether a word with the article is no attribute of a noun with it: السلطات | القبض.

    An event, a force or site (الحلف | القوات), or a plural of things (القوات | الحركات). A word
    that agrees may be a participle (المتهمين الهاربين, القوات المداهمة).
    """
    if (
        is_attribute(key)
        or is_adjective(key)
        or (key[-2:] == before[-2:] and key.endswith(_PLURALS))
    ):
        return False
    if key.startswith("م") and key.endswith("ه") and before.endswith(("ه", "ات")):
        return False
    return _is_of_things(key) or key in load_nouns() or not _APART.isdisjoint(plain_classes_of(key))


def _is_of_things(key: str) -> bool:
    """Whether a word without its article is by its letters a plural of things (حركات)."""
    return key.endswith("ات") and not key.endswith("يات")


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


def _is_person(scene: Scene, index: int) -> bool:
    """Whether token `index` is a title that has its bearer's name straight behind it."""
    return _is_title(scene, index) and not PERSONAL.isdisjoint(scene.classes_at(index))


def _is_officer_behind_body(scene: Scene, first: int, index: int) -> bool:
    """Whether a definite title stands behind a body (الحكومة | الوزير سالم الزوي, | السفير)."""
    if is_body(scene.classes_at(first)) and _is_person(scene, index):
        return True
    key = scene.tokens[index].key.removeprefix("ال")
    if is_attribute(key) or "titlealone" not in plain_classes_of(key):
        return False
    return is_body(scene.classes_at(first)) or is_body(scene.classes_at(index - 1))


def is_attribute(key: str) -> bool:
    """Whether a word without article is an adjective, not the construct of a plural (مسلحي)."""
    if plain_classes_of(key) & _ATTRIBUTES:
        return True
    return is_adjective(key) and not plain_classes_of(key + "ن")


def is_listed_attribute(key: str) -> bool:
    """Whether a word without article is a listed adjective, or one of a state."""
    return bool(plain_classes_of(key) & _ATTRIBUTES) or key in load_nationalities()


def _ends_at_attribute(before: str, key: str) -> bool:
    """Whether an indefinite adjective ends its phrase before a word (ميليشيا مسلحة | مقر)."""
    return before[:2] != "ال" and is_attribute(before) and not _agrees(before, key)


def _agrees(before: str, key: str) -> bool:
    """Whether a word may be one more adjective behind one: أمنية حساسة, not مسلحة | مدرسة."""
    if key[:2] == "ال" and plain_classes_of(key[2:]) & _NOUNS:  # قوات خاصة | المبنى
        return False
    if is_attribute(key):
        return True
    noun = key in load_nouns() or bool(plain_classes_of(key) & _NOUNS)
    return not noun and key[:2] != "ال" and key[-1] == before[-1]


def _opens_clause(token: Token) -> bool:
    """Whether a word behind an adjective is a verb (منتجع سياحي قتل), or is owned (طفلته)."""
    if token.key[:2] == "ال":
        return False
    return is_verb(token.key) or (len(token.key) > 4 and token.text.endswith(_PRONOUNS))


def _may_describe(scene: Scene, index: int) -> bool:
    """Whether token `index`, indefinite, may be an adjective of the complete phrase before it."""
    before = scene.tokens[index - 1].key
    if scene.mention_of[index - 1] is not None or before.startswith("ال"):
        return False  # an adjective would have the article too
    return is_adjective(scene.tokens[index].key)


def is_sound_plural(key: str) -> bool:
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
    if is_sound_plural(before.key) and token.key[:2] != "ال" and token.kind == "word":
        return token.key[-2:] != before.key[-2:] and not _describes_plural(token.key)
    if before.key[:2] == "ال" or token.key[:2] == "ال" or len(before.key) < 5:
        return False
    bare = before.text.endswith("ة")
    keys = (form.key for form in before.forms if form.proclitics in ("", "و"))
    owned = before.text.endswith(_PRONOUNS) or (not bare and any(map(_is_owned, keys)))
    return owned and not is_adjective(token.key)


@lru_cache(maxsize=50_000)
def _is_owned(key: str) -> bool:
    """Whether a word is a listed noun for people or sites with a pronoun (جيشنا, مقاتليها)."""
    if plain_classes_of(key) or key in load_people():
        return False
    return any(
        pronoun in _OWNERS and (base in load_people() or bool(plain_classes_of(base) & NOMINAL))
        for base, pronoun in split_enclitics(key)
    )


def _describes_plural(key: str) -> bool:
    """Whether a word may describe several people and shows no case: a broken plural (أجانب)."""
    classes = plain_classes_of(key)
    return bool(classes & _ATTRIBUTES) and not classes & NOMINAL  # مركز is a centre, too


def _is_complete(scene: Scene, first: int, index: int) -> bool:
    """Whether the phrase `[first, index)` has a definite word or a name, and so may end."""
    return any(
        scene.mention_of[i] is not None or is_definite(scene.tokens[i]) for i in range(first, index)
    )


def is_definite(token: Token) -> bool:
    """Whether a word has the article in any of its forms; آليات, ألغام have none."""
    return any(
        form.key.startswith("ال") and token.text[form.skip] not in _HAMZAS for form in token.forms
    )


def is_adjective(key: str) -> bool:
    """Whether a folded word is by its letters an adjective of relation (عسكرية, فلسطينيين)."""
    return key in load_nationalities() or (len(key) > 3 and key.endswith(("ي", "يه", "يين", "يون")))


def closes(scene: Scene, first: int, index: int) -> bool:
    """Whether a quotation mark at `index` closes one opened inside the phrase."""
    return sum(scene.is_quote(other) for other in range(first, index)) % 2 == 1
