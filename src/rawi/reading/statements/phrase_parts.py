"""What goes on the noun phrase of a source: a name, a preposition, a further word of its title."""

from rawi.language.names import load_name_words
from rawi.reading.statements.particles import (
    NISBA,
    has_role,
    has_role_bare,
    is_adjective,
    is_exactly,
)
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import load_many, load_sources, source_kind
from rawi.text.tokens import Token, strip_article

# Words back in which an office may stand that takes ل: الرئيس المشترك للإدارة.
_OFFICE_REACH = 3
_PRONOUNS = ("ها", "هم", "هما")
# Ends of nouns that carry a pronoun, so that no genitive follows: عبر معرفاتها.
_OWNED = ("ها", "هما", "اتهم", "اتهن")
_PLURALS = ("ين", "ون")


def may_take_name(scene: Scene, first: int, index: int) -> bool:
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
    return letters in ("ب", "وب") and may_attach(scene, first, index)


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
    if is_exactly(before, "those") or _is_closed(scene, index - 1):
        return True
    if mention.type == "place" and is_exactly(scene.tokens[index - 2], "preposition"):
        return False  # في العاصمة صنعاء
    possessed = source_kind(before) is not None and before.key.endswith(_PRONOUNS)
    return possessed or (before.key.startswith("ال") and not is_adjective(before))


def _is_closed(scene: Scene, index: int) -> bool:
    """Whether an indefinite source ends here, so that a body's name behind is what it accuses.

    يتهم ناشطون الجيش، تتهم منظمات حقوقية الجيش.
    """
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if is_exactly(token, "preposition"):
        return False
    if token.key.startswith("ال"):
        return False
    if token.key.endswith("ون") and source_kind(token) == "person":
        return True
    kinds = source_kind(before) is not None or is_adjective(before)
    plural = before.key.endswith(("ات", "يه"))
    feminine = token.key.endswith("يه") or source_kind(token) is None
    return is_adjective(token) and kinds and plural and feminine


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
    if index + 1 in scene.opening and source_kind(token) == "body":
        return True  # لحزب "كذا"
    after = index
    while after < len(scene.tokens) - 1 and (after == index or scene.is_mark(after)):
        if after in scene.named:
            break
        after += 1
    named = scene.named.get(after)
    if named is None:
        return token.key != "ل" or source_kind(scene.tokens[after]) == "body"
    holder = scene.named.get(named[1])  # عضو الأمانة العامة لحركة كذا فلان
    if holder is not None and holder[0].type == "person":
        return True
    return named[0].type in ("armed_group", "place") or source_kind(scene.tokens[after]) == "body"


def may_attach(scene: Scene, first: int, index: int) -> bool:
    """Whether a preposition at `index` belongs to a source phrase: مصدر في الشرطة."""
    token = scene.tokens[index]
    if index + 1 >= len(scene.tokens):
        return False
    counted = token.key == "من" and index == first + 1
    if counted and is_exactly(scene.tokens[first], "counting"):
        return True  # ثلاثة من قادة الفصائل
    if source_kind(scene.tokens[_find_head(scene, first)]) is None:
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
    if after > first and after + 1 < len(scene.tokens) and scene.is_comma(after):
        after += 1  # فلان، الباحث في المركز
    return after if after < len(scene.tokens) else first


def may_follow(scene: Scene, first: int, index: int) -> bool:
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
    named = scene.named[index - 1][0].type == "person"
    if named and (strip_article(token.key) in load_many() or token.key.startswith("لل")):
        return False  # حذر فلان الشباب، قال فلان للصحفيين
    if named and token.key.endswith("ا") and token.key not in load_sources():
        return False  # قال فلان معلقا على القرار
    titled = named or _is_named_soon(scene, index + 1)
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
    body = token.key.startswith("ل") and source_kind(token) == "body"  # لحزب "كذا"
    return (body or token.key.startswith("لل")) and _may_serve(scene, first, index)


def _is_coordinated(scene: Scene, index: int) -> bool:
    if index in scene.named or source_kind(scene.tokens[index]) is not None:
        return True
    if scene.tokens[index].key == "و" and index - 1 in scene.closing:
        return index + 1 in scene.opening  # «كذا» و«كذا»
    rest = scene.tokens[index].key[1:]
    definite = rest.startswith("ال") == scene.tokens[index - 1].key.startswith("ال")
    return definite and is_adjective(scene.tokens[index - 1]) and rest.endswith(NISBA)


def _is_free(token: Token) -> bool:
    """Whether a noun takes no genitive: مصادر، شهود، and sound plurals in ون."""
    return is_exactly(token, "absolute") or token.key.endswith("ون")
