"""What a word may be by its letters alone: derived verb, masdar, participle, present.

Patterns (أوزان) of folded words. Each holds for most words of its shape, not for all: readers ask
the lexica first.
"""

_WEAK = frozenset("اوي")
_LEAST = 3  # letters; a shorter word is the article alone, behind a broken word


def is_masdar(key: str, *, alef_below: bool) -> bool:
    """Whether a word has the form of a masdar: افتعال, انفعال, استفعال, إفعال, تفعيل, تفعلة.

    Args:
        key: Folded, without article.
        alef_below: Whether it is printed with إ, which folding hides.
    """
    size = len(key)
    if size < _LEAST:
        return False
    if key[-2] == "ا" and key[0] == "ا":
        if size == 6 and (key[2] == "ت" or key[1] == "ن"):
            return True
        if size == 7 and key[1:3] == "ست":
            return True
        if size == 5 and alef_below:
            return True
    return key[0] == "ت" and size == 5 and (key[-2] == "ي" or key.endswith("يه"))


def is_tenth_masdar(key: str) -> bool:
    """Whether a definite word is a verbal noun that asks or deems: الاستكبار, الاستهداف."""
    return key.startswith("الاست") and len(key) > 7 and key[-2] == "ا"


def is_derived(key: str) -> bool:
    """Whether a word has the form of a derived verb or its noun: انتهك, تنكيس; no radical weak."""
    if len(key) != 5 or key[1] in _WEAK or key[4] in _WEAK or key.startswith("ال"):
        return False
    if key[0] == "ا" and key[2] == "ت":
        return key[3] not in _WEAK
    return key[0] == "ت" and key[3] == "ي" and key[2] not in _WEAK


def is_mutual(key: str) -> bool:
    """Whether a word has the form of a verb of doing to each other or its masdar: تجاور, تبادل."""
    if len(key) != 5 or key[0] != "ت" or key[1] in _WEAK:
        return False
    return key[2] == "ا" and key[3] not in "اي" and key[4] not in "هيا"


def is_present(key: str) -> bool:
    """Whether a word has the form of a present of three radicals, in the feminine: تشرح."""
    return len(key) == 4 and key[0] == "ت" and key[1] not in _WEAK


def is_participle(key: str) -> bool:
    """Whether a word has the form of a participle that describes a body: (مجموعة) متحصنة."""
    return key.startswith(("مت", "مست")) and key.endswith("ه") and len(key) > 5
