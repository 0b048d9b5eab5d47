"""Where a person's name ends: which words can go on it, and how sure each is.

The one rule that all finders of names share.
"""

from rawi.language.names import (
    LIKELY,
    NONE,
    SURE,
    UNKNOWN,
    NameWords,
    is_adjacent,
    is_name_material,
    load_name_words,
)
from rawi.text.tokens import Token

MAX_PARTS = 6  # of 214 names of persons in hand-annotated news none has more


def _is_surname(key: str, words: NameWords) -> bool:
    """Whether a definite word has the look of a family name: المسماري, not an ordinary noun."""
    return key.startswith("ال") and len(key) > 4 and key not in words.stops


def _ends_person(last: str, parts: list[int]) -> bool:
    """Whether a name whose last part begins with a word has come to a definite family name."""
    return len(parts) > 1 and last.startswith("ال") and parts[-1] <= LIKELY


def find_part(tokens: list[Token], index: int, key: str) -> tuple[int, int]:
    """Return (the token after one part of a person's name, how sure it is); (index, NONE) if none.

    A part is a given name, alone or with what it is built with: عبد الرحمن, سيف الدين, أبو بكر,
    بن علي, دي ميستورا.

    Args:
        tokens: Of the text.
        index: Where the part would begin.
        key: The folded word there, proclitics aside.
    """
    words = load_name_words()
    following = tokens[index + 1].key if is_adjacent(tokens, index + 1) else ""
    if key in ("عبد", "العبد") and following in words.servants:
        return index + 2, SURE
    if key.startswith("عبد") and key[3:] in words.servants:
        return index + 1, SURE
    if key in words.kunyas or key in words.sons:
        return _find_linked(tokens, index, key)
    if following in words.seconds and key in words.firsts:
        return index + 2, SURE
    if key[-5:] == "الدين" and key[:-5] in words.firsts:  # عزالدين
        return index + 1, SURE
    if key[-4:] == "الله" and key[:-4] in words.firsts:  # نصرالله
        return index + 1, SURE
    if following == "الله" and key not in words.firsts:
        return index, NONE  # (عبدالعزيز) طيب الله ثراه
    if key in words.given:
        # على is a preposition; where the press writes it for the name علي, only a title tells.
        preposition = key == "علي" and not _is_ali(tokens[index])
        return (index, NONE) if preposition else (index + 1, words.given[key])
    if key in words.particles and is_name_material(following):
        return index + 2, UNKNOWN
    return _find_odd_part(tokens, index, key)


def _find_odd_part(tokens: list[Token], index: int, key: str) -> tuple[int, int]:
    """Return the end and sureness of a part that no list has: before بن, or a rare word."""
    if tokens[index].kind != "word" or len(key) < 3:
        return index, NONE
    fathered = is_adjacent(tokens, index + 1) and tokens[index + 1].key == "بن"
    if fathered and _is_fathered(tokens, index, key):
        return index + 1, SURE
    rare = is_name_material(key) and not _is_verbal(key)
    return (index + 1, UNKNOWN) if rare else (index, NONE)


def _is_verbal(key: str) -> bool:
    """Whether a rare word is a verbal noun behind a preposition, or says how somebody was.

    (كيري) باستحالة, (رئيسا) لحاكمية, (عباس) مستقويا.
    """
    noun = key.startswith(("باست", "لاست")) and len(key) > 6
    abstract = key.startswith(("ل", "ب")) and key.endswith("يه") and len(key) > 6
    manner = key.startswith(("مست", "مت")) and key.endswith("ا") and len(key) > 5
    return noun or abstract or manner


def _is_fathered(tokens: list[Token], index: int, key: str) -> bool:
    """Whether a word before بن is a given name; an ordinary one if a second بن follows."""
    words = load_name_words()
    verb_or_title = key in words.person_cues or words.titles.lookup(key)
    if key in words.stops or verb_or_title or words.heads.lookup(key) or key.startswith("ال"):
        return False
    again = is_adjacent(tokens, index + 3) and tokens[index + 3].key in words.sons
    return again or is_name_material(key)


def _is_ali(token: Token) -> bool:
    """Whether a word is the name علي, printed with its dots below."""
    return token.key == "علي" and not token.text.endswith("ى")


def _find_linked(tokens: list[Token], index: int, key: str) -> tuple[int, int]:
    """Return the end and sureness of أبو X or بن X."""
    words = load_name_words()
    if not is_adjacent(tokens, index + 1):
        return index, NONE
    following = tokens[index + 1].key
    preposition = following in words.stops and not _is_ali(tokens[index + 1])
    if preposition or tokens[index + 1].kind != "word":
        return index, NONE
    if following == "عبد":
        end, sure = find_part(tokens, index + 1, following)
        return (end, LIKELY) if sure else (index, NONE)
    if following in words.kunyas or following in words.sons:  # بن أبي طالب, but no third
        return _find_doubly_linked(tokens, index)
    if key == "ام" and following not in words.given:
        return index, NONE
    sure = SURE if following in words.given or following not in words.ordinary else LIKELY
    plain = sure == LIKELY and not following.startswith("ال")
    if key in words.sons and plain and not _is_clan(tokens[index]):
        return index, NONE  # ابن عم: a cousin
    end = index + 2
    if is_adjacent(tokens, end) and tokens[end].key in words.seconds:
        end += 1
    return end, min(sure, LIKELY) if key in words.sons else sure


def _is_clan(token: Token) -> bool:
    """Whether a word is آل, whose clan ends a name: محمد بن حسن آل صمغان."""
    return token.text in ("آل", "وآل")


def _find_doubly_linked(tokens: list[Token], index: int) -> tuple[int, int]:
    """Return the end and sureness of بن أبي X."""
    words = load_name_words()
    if not is_adjacent(tokens, index + 2) or tokens[index + 2].kind != "word":
        return index, NONE
    last = tokens[index + 2].key
    linked = last in words.kunyas or last in words.sons or last in words.stops
    return (index, NONE) if linked else (index + 3, LIKELY)


def find_person_end(tokens: list[Token], index: int, key: str) -> tuple[int, list[int]]:
    """Return the end of the person's name that begins at a token, and how sure each part is.

    The parts follow one another with nothing but a space between. Where no name begins, the end is
    `index` and the list is empty.
    """
    parts: list[int] = []
    first = index
    end, sure = find_part(tokens, index, key)
    while sure:
        parts.append(sure)
        complete = len(parts) == MAX_PARTS or _ends_person(tokens[first].key, parts)
        complete = complete or _is_clan(tokens[first])
        if complete or not is_adjacent(tokens, end):
            break
        following, sure = find_part(tokens, end, tokens[end].key)
        late = len(parts) > 1 and tokens[end].key.startswith("ال")  # حسن نصر الله الأمين (العام)
        if sure <= UNKNOWN or (sure == LIKELY and late):
            following, sure = _find_surname(tokens, end, parts, (following, sure))
        if not sure and _is_maghrebi(tokens[end].key):
            following, sure = end + 1, LIKELY
        if not sure and len(parts) > 1:
            following, sure = _find_behind_odd(tokens, end)
        if sure:
            first, end = end, following
    if len(parts) > 1 and _has_clan(tokens, index, end):
        end += 1
    return (end, parts) if parts else (index, parts)


def _is_maghrebi(key: str) -> bool:
    """Whether a word is a name with a contracted "father of": بالحاج, بلمختار, بلعيد."""
    words = load_name_words()
    if not key.startswith("بل") and not key.startswith("بال"):
        return False
    host = key[3:] if key.startswith("بال") else key[2:]
    titled = words.titles.lookup("ال" + host)
    return len(host) > 2 and bool(host in words.given or "ال" + host in words.given or titled)


def _has_clan(tokens: list[Token], first: int, end: int) -> bool:
    """Whether a clan's name follows a name that seems whole.

    Behind a father's and family name, صالح بن شعيل الأحمدي (الزهراني), or behind a given name with
    the article: محمد الطاهر (الزوي).
    """
    words = load_name_words()
    if not is_adjacent(tokens, end):
        return False
    family, key = tokens[end - 1].key, tokens[end].key
    given = family in words.given and family.startswith("ال") and key not in words.ordinary
    twice = family.endswith("ي") and is_name_material(family) and is_name_material(key)
    given = given or (twice and family not in words.nationalities)
    fathered = any(t.key == "بن" for t in tokens[first:end]) and family.endswith("ي")
    if not (given or (fathered and family.startswith("ال") and len(family) > 5)):
        return False
    known = key in words.nationalities or key in words.adjectives or key in words.stops
    nisba = key.startswith("ال") and key.endswith("ي") and len(key) > 4
    return nisba and not known and not words.titles.lookup(key)


def _find_behind_odd(tokens: list[Token], index: int) -> tuple[int, int]:
    """Return the end of a family name behind one ordinary word: أحمد راشد (كليب) الطنيجي."""
    words = load_name_words()
    odd = tokens[index].key
    if odd in words.stops or odd.startswith("ال") or not is_adjacent(tokens, index + 1):
        return index, NONE
    key = tokens[index + 1].key
    known = key in words.nationalities or key in words.adjectives
    if key.startswith("ال") and key.endswith("ي") and not known and is_name_material(key):
        return index + 2, LIKELY
    return index, NONE


def _ends_at_family(tokens: list[Token], index: int, parts: list[int]) -> bool:
    """Whether a title ends a name as its family name: nobody else is named behind it."""
    words = load_name_words()
    given = tokens[index - 1].key in words.given or tokens[index - 2].key == "عبد"
    if len(parts) > 2 or parts[0] != SURE or not given:
        return False
    if not is_adjacent(tokens, index + 1) or tokens[index + 1].kind != "word":
        return True
    following = tokens[index + 1]
    named = following.key in words.given or following.key in words.nationalities
    modified = following.key in words.former or following.key in words.adjectives
    last = tokens[index + 2].key if is_adjacent(tokens, index + 2) else ""
    titled = words.titles.lookup(following.key) and (last in words.given or last == "عبد")
    return not (named or modified or titled or following.key == "عبد")


def _find_surname(
    tokens: list[Token], index: int, parts: list[int], found: tuple[int, int]
) -> tuple[int, int]:
    """Return the end and sureness of a family name behind a person's given names."""
    words = load_name_words()
    key = tokens[index].key
    if not _is_surname(key, words):
        return found
    if key.endswith(("يين", "يون")):  # (حراس) سليمان الشخصيين
        return index, NONE
    if key in words.titled_families and _ends_at_family(tokens, index, parts):
        return index + 1, LIKELY  # خليل الوزير, أحمد الخطيب
    if key in words.nationalities or key in words.ordinary or key in words.adjectives:
        # الأسد, السوداني: behind one given name a surname, later an ordinary word.
        plural = key[-2:] in ("ين", "ون", "ات")
        plain = (
            plural or key in words.adjectives or words.heads.lookup(key) or words.titles.lookup(key)
        )
        kunya = len(parts) == 1 and tokens[index - 2].forms[-1].key in words.kunyas
        if kunya and key.endswith("ي") and not words.titles.lookup(key):
            return index + 1, LIKELY  # أبو عمر الكردي
        nisba = key.endswith("ي") and key not in words.nationalities
        if key.endswith("يه") and len(key) > 6:
            return index, NONE  # (عملية) سليمان الإرهابية
        if len(parts) == 1 and (parts[0] == SURE or nisba) and not plain:
            return index + 1, UNKNOWN
        if nisba and not plain and tokens[index - 2].key in words.sons | {"عبد"}:
            return index + 1, UNKNOWN  # محمد بن عبد الكريم الخطابي
        return index, NONE
    return (index + 1, LIKELY) if is_name_material(key) else (index, NONE)
