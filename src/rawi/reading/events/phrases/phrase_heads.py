"""Which words may begin the description of somebody or something, by their letters and the lexica.

No adverb, no adjective or masdar by itself, no word behind a preposition that is written with it
(بقسوة, "harshly"), and no rest of a word whose first letter is taken for و or ب (وسط, not سط).
"""

from functools import lru_cache

from rawi.language import patterns
from rawi.language.names import load_lam_words, load_name_words
from rawi.language.numbers import begins_number
from rawi.reading.events.lexicon import load_nationalities, noun_classes_of, plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.quantities.people import load_nouns as load_people
from rawi.text.tokens import Token, split_enclitics

_LEAST_HOST = 3  # letters
_LEAST_OBLIQUE = 5  # letters
_COLLECTIVE = frozenset(
    {"authority", "government", "parliament", "courtbody", "mascbody", "fembody"}
)
PERSONAL = frozenset({"person", "people", "honorific", "leader", "titlealone"})
_KINDS = frozenset(
    {
        "people", "person", "actor", "targetsite", "sitehead", "building", "site", "civilians",
        "captives", "suspects", "refugees", "officials", "fighters", "armed", "vehicles",
    }
)  # fmt: skip


def hides_proclitic(token: Token, skip: int) -> bool:
    """Whether a word, read from code point `skip` on, still has a conjunction or preposition.

    Its host is a common word and the whole is none that takes the article: بسهولة, not بضائع.
    """
    hosts = tuple((form.key, form.skip) for form in token.forms if form.skip > skip)
    key = next((form.key for form in token.forms if form.skip == skip), token.key)
    return bool(hosts) and any(_hides(key, host) for host, _ in hosts)


@lru_cache(maxsize=50_000)
def _hides(key: str, host: str) -> bool:
    if key[0] == "ك" or len(host) < _LEAST_HOST or not is_common(host):
        return False
    return not (_is_noun(key) or key in load_lam_words() or takes_article(key))


def takes_article(key: str) -> bool:
    """Whether a folded word as it stands, its pronoun or ending aside, is a noun with the article.

    Or a relative adjective of a common noun (ليلي).
    """
    ordinary = load_name_words().ordinary
    bases = [key, key.removesuffix("ا"), *(base for base, _ in split_enclitics(key))]
    if any("ال" + base in ordinary for base in bases):
        return True
    relative = key.removesuffix("ه")
    return relative.endswith("ي") and len(relative) > _LEAST_HOST and relative[:-1] in ordinary


def is_rest(token: Token, skip: int) -> bool:
    """Whether a word, read from code point `skip` on, is but the rest of a common word (وسط)."""
    keys = [form.key for form in token.forms if form.skip == skip]
    if skip == 0 or not keys:
        return False
    if token.key not in load_name_words().ordinary and not plain_classes_of(token.key):
        return False
    return not any(len(key) >= _LEAST_HOST and (is_common(key) or _is_noun(key)) for key in keys)


def is_common(key: str) -> bool:
    """Whether a folded word is common in news, with or without article or pronoun."""
    ordinary = load_name_words().ordinary
    if key in ordinary or "ال" + key in ordinary or key.removeprefix("ال") in ordinary:
        return True
    return any(
        base in ordinary for base, pronoun in split_enclitics(key) if len(base) >= _LEAST_HOST
    )


def _is_noun(key: str) -> bool:
    return (
        bool(noun_classes_of(key) & _KINDS) or key in load_people() or key in load_nationalities()
    )


def is_adverb(key: str) -> bool:
    """Whether a folded word is an adverb, listed or by its letters (أمنيا, "as to security")."""
    if "adverb" in plain_classes_of(key):
        return True
    return len(key) > 4 and key.endswith("يا") and key[:2] != "ال" and not _is_noun(key)


def is_masdar(token: Token, key: str) -> bool:
    """Whether a word is by its letters the name of an action: تحويل, استخدام, انتقال, إحراق."""
    if _is_noun(key):
        return False
    bare = key.removeprefix("ال")
    alef_below = "إ" in token.text[:3]
    if patterns.is_masdar(bare, alef_below=alef_below):
        return True
    return any(
        patterns.is_masdar(base, alef_below=alef_below)
        for base, pronoun in split_enclitics(key)
        if not _is_noun(base) and pronoun in ("ه", "ها", "هم")
    )


def is_counted(scene: Scene, first: int, index: int) -> bool:
    """Whether token `index` is an indefinite noun for people straight behind its number.

    أربعة شبان; not أحد عناصر, of which a definite noun may follow.
    """
    if index <= first or not begins_number(scene.tokens[index - 1]):
        return False
    key = scene.tokens[index].key
    named = scene.mention_of[index] is not None or scene.has_class(index - 1, "oneof")
    return not named and key in load_people() and key[:2] != "ال"


def is_oblique_plural(key: str) -> bool:
    """Whether a word is a plural or dual of people, in an oblique case, that governs nothing."""
    if len(key) <= _LEAST_OBLIQUE or not key.endswith("ين") or key[:2] == "ال":
        return False
    return "actor" in plain_classes_of(key) and "nodual" not in plain_classes_of(key)


def is_body(classes: frozenset[str]) -> bool:
    """Whether a word of some classes is of a body and no title (المجلس, المحكمة; not الرئيس)."""
    return not _COLLECTIVE.isdisjoint(classes) and PERSONAL.isdisjoint(classes)
