"""The noun phrase that names a source: where it begins and ends."""

from functools import cache
from typing import NamedTuple

from rawi.language.names import load_name_words
from rawi.lexica.tables import load_table
from rawi.reading.statements.cues import load_strong_forms
from rawi.reading.statements.particles import (
    has_role,
    has_role_bare,
    is_exactly,
    load_particles,
    strip_article,
)
from rawi.reading.statements.scenes import Scene
from rawi.text.normalise import fold
from rawi.text.tokens import Token, split_enclitics

# Titles with their bodies run to some twenty words; a longer phrase is a clause.
_MAX_PHRASE = 30
_MAX_QUOTED_NAME = 8
# A name in quotation marks right behind its verb, marks included: أعلنت «غرفة العمليات» عن.
_MAX_NAME_QUOTED = 6
# Words back in which an office may stand that takes ل: الرئيس المشترك للإدارة.
_OFFICE_REACH = 3
_PRONOUNS = ("ها", "هم", "هما")
# Ends of nouns that carry a pronoun, so that no genitive follows: عبر معرفاتها.
_OWNED = ("ها", "هما", "اتهم", "اتهن")
_PLURALS = ("ين", "ون")
_BREAKS = ("time", "complementiser", "negation", "resumption", "strength")
# Heads that take no genitive, so that a bare noun behind them is what is said (مصادر مقتل …).
_NISBA = ("ي", "يه", "يين", "يون", "يتين", "يات", "ين", "ون")


class Phrase(NamedTuple):
    """Tokens `[first, last)` of a source."""

    first: int
    last: int


@cache
def load_sources() -> dict[str, str]:
    """Return the kind of each noun that heads the phrase of a source, folded, without article."""
    return {fold(row["form"]): row["kind"] for row in load_table("statements/sources")}


def source_kind(token: Token) -> str | None:
    """Return `person`, `document` or `body` for a noun that heads a source, else None."""
    sources = load_sources()
    for form in token.forms:
        kind = sources.get(strip_article(form.key))
        if kind is not None:
            return kind
    for base, _ in split_enclitics(token.key):
        if base in sources:
            return sources[base]
    accusative = token.key.endswith("ا") and sources.get(token.key[:-1]) == "person"
    adverb = is_exactly(token, "adverb")
    return "person" if accusative and not adverb else None  # إلا أن مسؤولا قال, not قريبا


def is_adjective(token: Token) -> bool:
    """Whether a word looks like an adjective: a nisba, or one of the lexicon."""
    bare = strip_article(token.key)
    return bare.endswith(_NISBA) or bare in load_particles()["adjective"]


def find_phrase_end(scene: Scene, first: int, limit: int) -> int:
    """Return the token after the noun phrase that begins at `first`; `first` if none does."""
    limit = min(limit, first + _MAX_PHRASE, len(scene.tokens))
    index = first
    while index < limit:
        step = _step(scene, first, index, limit)
        if step <= index:
            break
        index = step
    while index > first and scene.is_comma(index - 1):
        index -= 1
    return index


def _step(scene: Scene, first: int, index: int, limit: int) -> int:
    """Return the token after the next piece of a phrase; `index` where the phrase ends."""
    token = scene.tokens[index]
    named = scene.named.get(index)
    if named is not None:
        return named[1] if _may_take_name(scene, first, index) else index
    if token.kind == "mark":
        return _step_mark(scene, first, index, limit)
    if index == first:
        return index + 1 if _may_head(scene, index) else index
    called = _skip_calling(scene, index, limit)
    if called > index:
        return called
    if is_exactly(token, "once") and _is_apposition(scene, index + 2, limit):
        return index + 1 if scene.is_comma(index + 1) else index
    if is_exactly(token, "relative") or (_is_break(token) and not _is_rank(scene, index)):
        return index
    if is_exactly(token, "preposition") or token.key in ("عن", "ل"):
        return index + 1 if _may_attach(scene, first, index) else index
    if token.key == "باسم":
        return index + 1
    return index + 1 if _may_follow(scene, first, index) else index


def _skip_calling(scene: Scene, index: int, limit: int) -> int:
    """Return the token after ويدعى فلان or تطلق على نفسها كذا; `index` if none begins there."""
    if not has_role(scene.tokens[index], "calling"):
        return index
    for after in range(index + 1, min(limit, index + 4)):
        if after in scene.named:
            return scene.named[after][1]
        if after in scene.opening:
            return min(scene.opening[after].last + 1, limit)
    return index


def _is_rank(scene: Scene, index: int) -> bool:
    """Whether a word that may tell a time belongs to a title or source: الأمين العام، النائب الأول.

    So also what figures are called by: التقديرات الأخيرة.
    """
    token, before = scene.tokens[index], scene.tokens[index - 1]
    figures = source_kind(before) is not None or before.key.endswith("ات")
    titled = before.key.startswith("ال") and figures
    return titled and token.key.startswith("ال") and is_adjective(token)


def _is_break(token: Token) -> bool:
    if token.key in load_strong_forms() or any(is_exactly(token, role) for role in _BREAKS):
        return True
    return has_role(token, "connective") and not is_adjective(token)


def _may_head(scene: Scene, index: int) -> bool:
    """Whether a word can begin the phrase of a source."""
    token = scene.tokens[index]
    if token.kind == "mark":
        return False
    if token.key in load_strong_forms() and source_kind(token) is None:
        return False
    roles = ("preposition", "complementiser", "relative", "time", "negation", "adverb")
    return not any(is_exactly(token, role) for role in roles)


def _step_mark(scene: Scene, first: int, index: int, limit: int) -> int:
    quotation = scene.opening.get(index)
    if quotation is not None:
        inside = quotation.last - quotation.first - 1
        if opens_strength(scene, index):
            return index
        return quotation.last + 1 if inside <= _MAX_QUOTED_NAME else index
    if scene.is_comma(index) and index > first:
        return index + 1 if _is_apposition(scene, index + 1, limit) else index
    if index == first:
        return index
    if scene.tokens[index].text not in "([":
        return index
    return scene.skip_remark(index, limit)


def opens_strength(scene: Scene, index: int) -> bool:
    """Whether a quotation opens whose words only tell how it is said: نددت "بأشد العبارات" ب."""
    if index not in scene.opening or index + 1 >= len(scene.tokens):
        return False
    return is_exactly(scene.tokens[index + 1], "strength")


def _is_apposition(scene: Scene, index: int, limit: int) -> bool:
    """Whether what stands behind a comma names or describes the same source, or one more."""
    if index >= limit:
        return False
    token = scene.tokens[index]
    if index in scene.named:
        mention, _last = scene.named[index]
        return mention.type == "person" or token.start != mention.start
    return source_kind(token) == "person" and index + 1 < limit


def _may_take_name(scene: Scene, first: int, index: int) -> bool:
    """Whether a name goes on the phrase: not one behind a preposition that is no part of it."""
    if index == first:
        return True
    mention, _ = scene.named[index]
    if _is_another(scene, index):
        return False
    letters = scene.text[scene.tokens[index].start : mention.start]
    if not letters or letters in ("و",):
        return True
    if letters in ("ل", "ول"):
        return _may_serve(scene, first, index)
    return letters in ("ب", "وب") and _may_attach(scene, first, index)


def _is_another(scene: Scene, index: int) -> bool:
    """Whether a name right behind another, or a definite noun, is what is spoken of.

    So السعودية الحوثيين, الجماعة جبهة النصرة, رئيسها الولايات المتحدة; a person's name goes on.
    """
    mention, _ = scene.named[index]
    before = scene.tokens[index - 1]
    if mention.type == "person" or scene.tokens[index].start < mention.start:
        return False
    if index - 1 in scene.named:
        return scene.named[index - 1][0] is not mention
    if before.kind != "word":
        return False
    if is_exactly(before, "those"):
        return True
    if mention.type == "place" and is_exactly(scene.tokens[index - 2], "preposition"):
        return False  # في العاصمة صنعاء
    possessed = source_kind(before) is not None and before.key.endswith(_PRONOUNS)
    return possessed or (before.key.startswith("ال") and not is_adjective(before))


def _may_serve(scene: Scene, first: int, index: int) -> bool:
    """Whether ل joins a body to an office (المتحدث العسكري للجيش), not a source to its hearer."""
    near = scene.tokens[max(first, index - _OFFICE_REACH) : index]
    office = any(has_role_bare(token, "office") for token in (scene.tokens[first], *near))
    head = scene.tokens[first]
    figures = head.key.endswith("ات") or has_role_bare(head, "medium")  # إحصاءات للأمم المتحدة
    if not office and not figures and source_kind(head) != "body":
        return False
    return _is_served(scene, index)


def _is_served(scene: Scene, index: int) -> bool:
    """Whether what stands behind ل is a body that is worked for: للجيش, لحزب الله, not لرويترز."""
    token = scene.tokens[index]
    if has_role_bare(token, "media"):
        return False
    if token.key.startswith("لل"):
        return True
    after = index
    while after < len(scene.tokens) - 1 and (after == index or scene.is_mark(after)):
        if after in scene.named:
            break
        after += 1
    named = scene.named.get(after)
    if named is None:
        return token.key != "ل"
    holder = scene.named.get(named[1])  # عضو الأمانة العامة لحركة كذا فلان
    if holder is not None and holder[0].type == "person":
        return True
    return named[0].type in ("armed_group", "place") or source_kind(scene.tokens[after]) == "body"


def _may_attach(scene: Scene, first: int, index: int) -> bool:
    """Whether a preposition at `index` belongs to a source phrase: مصدر في الشرطة."""
    token = scene.tokens[index]
    if (
        index + 1 >= len(scene.tokens)
        or source_kind(scene.tokens[_find_head(scene, first)]) is None
    ):
        return False
    if token.key[0] == "ل" and token.key != "لدي":
        return _may_serve(scene, first, index)
    if token.key[0] == "ب":
        return True
    after = scene.tokens[index + 1]
    if after.kind == "number" or (after.kind == "mark" and index + 1 not in scene.opening):
        return False
    if any(has_role(after, role) for role in ("medium", "time", "connective", "adverb")):
        return False
    if token.key == "لدي":
        return index + 1 in scene.named or index + 2 in scene.named
    if token.key == "الي":
        return _is_sent(scene, first, index + 1)
    governed = has_role_bare(scene.tokens[index - 1], "governing")
    return token.key in ("في", "من") or (token.key == "عن" and governed)


def _is_sent(scene: Scene, first: int, index: int) -> bool:
    """Whether an envoy is to a place at a token: المبعوث الخاص إلى سوريا."""
    to = scene.named.get(index)
    head = scene.tokens[_find_head(scene, first)]
    return to is not None and to[0].type == "place" and has_role_bare(head, "envoy")


def _find_head(scene: Scene, first: int) -> int:
    """Return the title behind a person's name that begins a phrase: فلان القيادي في المقاومة."""
    named = scene.named.get(first)
    after = named[1] if named is not None and named[0].type == "person" else first
    return after if after < len(scene.tokens) else first


def _may_follow(scene: Scene, first: int, index: int) -> bool:
    """Whether a plain word goes on the phrase."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if token.key in load_name_words().former and _is_named_soon(scene, index + 1):
        return True  # العميد الركن فلان
    if token.key.startswith("و") and _is_coordinated(scene, index):
        return True
    if _is_located(scene, first, index):
        return True
    if token.key.startswith("ل") and has_role(token, "media"):
        return False
    if before.kind == "mark":
        named = index - 2 in scene.named and index - 1 in scene.closing
        kind = source_kind(token)
        return is_adjective(token) or kind == "person" or (kind is not None and not named)
    if before.key.endswith(_OWNED):
        return token.key.startswith("ال") and is_adjective(token)
    if index - 1 in scene.named:
        return _may_follow_name(scene, index)
    if before.key.startswith(("ال", "لل", "وال", "بال")):
        return _may_follow_definite(scene, first, index)
    return _may_follow_indefinite(scene, first, index)


def _is_located(scene: Scene, first: int, index: int) -> bool:
    """Whether ب with a body or place goes on the phrase of a person: مسؤول بوزارة الدفاع."""
    token = scene.tokens[index]
    if source_kind(scene.tokens[first]) != "person" or is_exactly(token, "whole"):
        return False
    host = next((form.key for form in token.forms if form.proclitics == "ب"), None)
    if host is None:
        return False
    body = load_sources().get(strip_article(host)) == "body"
    office = host.startswith("ال") and has_role_bare(scene.tokens[first], "office")
    return body or office or index + 1 in scene.named


def _may_follow_name(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if token.key.startswith("ال") and is_adjective(token) and not token.key.endswith(_PLURALS):
        return True
    titled = scene.named[index - 1][0].type == "person" or _is_named_soon(scene, index + 1)
    return titled and source_kind(token) == "person"


def _may_follow_definite(scene: Scene, first: int, index: int) -> bool:
    token = scene.tokens[index]
    if source_kind(token) == "person" and _is_named_soon(scene, index + 1):
        return True
    if is_exactly(token, "self") or (token.key.startswith("ال") and is_adjective(token)):
        single = is_adjective(scene.tokens[index - 1]) and index - 1 > first
        plural = scene.tokens[index - 1].key.endswith(_PLURALS)
        return not (single and not plural and token.key.endswith("ين"))  # الإرهابي الهجومين
    return _goes_with(scene, first, index)


def _may_follow_indefinite(scene: Scene, first: int, index: int) -> bool:
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if _is_free(before):
        return is_adjective(token) or source_kind(token) == "body" or token.key.startswith("ال")
    if is_exactly(before, "preposition") or before.key == "باسم":
        return True
    if is_adjective(before) and index - 1 > first:
        return is_adjective(token) or source_kind(token) is not None
    return True


def _is_named_soon(scene: Scene, index: int) -> bool:
    """Whether a person's name follows at once, or behind more of the title."""
    return any(
        scene.named[after][0].type == "person"
        for after in (index, index + 1)
        if after in scene.named
    )


def _goes_with(scene: Scene, first: int, index: int) -> bool:
    """Whether a word behind a definite one begins a prepositional part: الأمين العام للأمم."""
    token = scene.tokens[index]
    return token.key.startswith("لل") and _may_serve(scene, first, index)


def _is_coordinated(scene: Scene, index: int) -> bool:
    if index in scene.named or source_kind(scene.tokens[index]) is not None:
        return True
    rest = scene.tokens[index].key[1:]
    definite = rest.startswith("ال") == scene.tokens[index - 1].key.startswith("ال")
    return definite and is_adjective(scene.tokens[index - 1]) and rest.endswith(_NISBA)


def _is_free(token: Token) -> bool:
    """Whether a noun takes no genitive: مصادر، شهود، and sound plurals in ون."""
    return is_exactly(token, "absolute") or token.key.endswith("ون")


def is_quoted_name(scene: Scene, index: int) -> bool:
    """Whether a quotation of few words opens at a token, with more of its clause behind it."""
    quotation = scene.opening.get(index)
    if quotation is None or quotation.last - index > _MAX_NAME_QUOTED:
        return False
    after = quotation.last + 1
    return after < len(scene.tokens) and not scene.is_stop(after) and not scene.is_comma(after)


def is_source(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase names somebody who can speak: a name, or a noun of the lexicon."""
    if source_kind(scene.tokens[phrase.first]) is not None:
        return True
    named = [index for index in range(*phrase) if index in scene.named]
    if any(scene.named[index][0].type == "person" for index in named):
        return True
    head = phrase.first
    while head < phrase.last - 1 and scene.is_mark(head):
        head += 1
    return head in named or _is_people(scene.tokens[head])


def _is_people(token: Token) -> bool:
    """Whether a definite plural in ون means people: المتهمون، الحوثيون."""
    people = token.key.startswith("ال") and token.key.endswith("ون")
    return people and not is_exactly(token, "inanimate")
