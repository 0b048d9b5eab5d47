"""What the language says of words in names: given names, titles, heads, what ends a name.

The word lists of `lexica/names`, loaded once, folded for matching; and the one rule that all
finders share: which words can go on a person's name (`find_person_end`).
"""

from functools import cache, lru_cache
from typing import NamedTuple

from rawi.errors import LexiconError
from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import Row, load_table
from rawi.text.normalise import fold
from rawi.text.tokens import Token, split_enclitics, split_proclitics

# Dual and plural endings, folded.
_ENDINGS = ("ين", "ون", "ان", "ات", "تا", "وا")
# How sure a word is to be a part of a person's name.
NONE, UNKNOWN, LIKELY, SURE = 0, 1, 2, 3
MAX_PARTS = 6  # of 214 names of persons in hand-annotated news none has more


class Head(NamedTuple):
    """What a word that begins a name says of it (columns of lexica/names/heads.tsv)."""

    type: str
    span: str
    takes: str
    trust: str

    @property
    def strong(self) -> bool:
        """Whether the head leaves no doubt that a name follows."""
        return self.trust == "strong"


class NameWords(NamedTuple):
    """The word lists of names, folded."""

    given: dict[str, int]
    servants: frozenset[str]
    firsts: frozenset[str]
    seconds: frozenset[str]
    kunyas: frozenset[str]
    sons: frozenset[str]
    particles: frozenset[str]
    titles: PhraseTable[str]
    heads: PhraseTable[Head]
    person_cues: frozenset[str]
    fates: frozenset[str]
    acts: frozenset[str]
    place_cues: frozenset[str]
    former: frozenset[str]
    titled_families: frozenset[str]
    target_cues: frozenset[str]
    struck_cues: frozenset[str]
    offices: frozenset[str]
    unnamed: frozenset[str]
    adjectives: frozenset[str]
    nationalities: dict[str, str]
    states: frozenset[str]
    stops: frozenset[str]
    ordinary: frozenset[str]
    place_words: frozenset[str]
    place_ends: frozenset[str]
    place_sides: frozenset[str]
    capital_words: frozenset[str]
    place_generics: frozenset[str]
    purposes: frozenset[str]
    linkers: frozenset[str]
    functions: frozenset[str]
    voice_cues: frozenset[str]
    quarters: frozenset[str]
    telling: frozenset[str]
    doubtful: frozenset[str]
    alias_cues: frozenset[str]
    force_cues: frozenset[str]
    arm_cues: frozenset[str]
    plural_cues: frozenset[str]
    naming_cues: frozenset[str]
    power_cues: frozenset[str]
    feminines: frozenset[str]
    ordinals: frozenset[str]
    state_cues: frozenset[str]
    stance_cues: frozenset[str]
    occupier_cues: frozenset[str]
    loyal_cues: frozenset[str]
    that_cues: frozenset[str]
    short_forms: dict[str, tuple[tuple[str, str], ...]]


def _load_forms(name: str, column: str = "", value: str = "") -> frozenset[str]:
    rows = load_table(name)
    return frozenset(fold(row["form"]) for row in rows if not column or row[column] == value)


def load_rows(name: str) -> tuple[Row, ...]:
    """Return the rows of a table, or none where the table does not exist."""
    try:
        return load_table(name)
    except LexiconError:
        return ()


@cache
def load_lam_words() -> frozenset[str]:
    """Return the folded words whose own first letter is lam."""
    return frozenset(fold(row["form"]) for row in load_table("names/lam_words"))


@cache
def load_name_words() -> NameWords:
    """Return the word lists of names."""
    given = {
        fold(row["form"]): LIKELY if row["word"] == "yes" else SURE
        for row in load_table("names/given")
    }
    heads = [
        (row["form"], Head(row["type"], row["span"], row["takes"], row["trust"]))
        for row in load_table("names/heads")
    ]
    return NameWords(
        given=given,
        servants=_load_forms("names/particles", "part", "servant"),
        firsts=_load_forms("names/particles", "part", "first"),
        seconds=_load_forms("names/particles", "part", "second"),
        kunyas=_load_forms("names/particles", "part", "kunya"),
        sons=_load_forms("names/particles", "part", "son"),
        particles=_load_forms("names/particles", "part", "particle"),
        titles=PhraseTable((row["form"], row["kind"]) for row in load_table("names/titles")),
        heads=PhraseTable(heads),
        person_cues=_load_forms("names/cues", "cue", "person"),
        fates=_load_forms("names/cues", "cue", "fate"),
        acts=_load_forms("names/cues", "cue", "act"),
        place_cues=_load_forms("names/cues", "cue", "place"),
        former=_load_forms("names/cues", "cue", "former"),
        struck_cues=_load_forms("names/cues", "cue", "struck"),
        target_cues=_load_forms("names/cues", "cue", "target"),
        titled_families=_load_forms("names/cues", "cue", "family"),
        offices=_load_forms("names/cues", "cue", "office"),
        unnamed=_load_forms("names/cues", "cue", "unnamed"),
        adjectives=_load_forms("names/adjectives"),
        nationalities=_load_nationalities(),
        states=frozenset(fold(row["form"]) for row in load_rows("places/countries")),
        stops=_load_forms("names/stops"),
        ordinary=_load_forms("names/ordinary"),
        place_words=_load_forms("names/place_words", "position", "first"),
        place_ends=_load_forms("names/place_words", "position", "last"),
        place_generics=_load_forms("names/place_words", "position", "generic"),
        capital_words=_load_forms("names/place_words", "position", "capital"),
        place_sides=_load_forms("names/place_words", "position", "side"),
        purposes=_load_forms("names/purposes"),
        linkers=_load_forms("names/linkers"),
        functions=_load_forms("names/functions"),
        voice_cues=_load_forms("names/cues", "cue", "voice"),
        telling=_load_forms("names/cues", "cue", "telling"),
        quarters=_load_forms("names/cues", "cue", "quarter"),
        doubtful=_load_forms("names/doubtful"),
        alias_cues=_load_forms("names/cues", "cue", "alias"),
        ordinals=frozenset("ال" + fold(row["form"]) for row in load_table("numbers/ordinals")),
        feminines=_load_forms("names/cues", "cue", "feminine"),
        power_cues=_load_forms("names/cues", "cue", "power"),
        naming_cues=_load_forms("names/cues", "cue", "naming"),
        plural_cues=_load_forms("names/cues", "cue", "plural"),
        arm_cues=_load_forms("names/cues", "cue", "arm"),
        force_cues=_load_forms("names/cues", "cue", "force"),
        occupier_cues=_load_forms("names/cues", "cue", "occupier"),
        loyal_cues=_load_forms("names/cues", "cue", "loyal"),
        that_cues=_load_forms("names/cues", "cue", "that"),
        stance_cues=_load_forms("names/cues", "cue", "stance"),
        state_cues=_load_forms("names/cues", "cue", "state"),
        short_forms=_load_short_forms(),
    )


def _load_short_forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return short form -> (head of the full name, type or "")."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in load_table("names/short_forms"):
        key = fold(row["form"])
        found[key] = (*found.get(key, ()), (fold(row["of"]), row["type"]))
    return found


def _load_nationalities() -> dict[str, str]:
    """Return definite nationality adjectives, singular, with their country ("" if of none)."""
    found: dict[str, str] = {}
    for row in load_rows("places/nationalities"):
        if row["number"] in ("masculine", "feminine"):
            found.setdefault("ال" + fold(row["form"]), row["country"])
    return found


def is_adjacent(tokens: list[Token], index: int) -> bool:
    """Whether token `index` exists and follows the one before it with at most a space or two."""
    return 0 < index < len(tokens) and tokens[index].start - tokens[index - 1].end <= 2


# Letters of a present of three radicals (يجنب, "he spares"): few family names are spelt so.
_IMPERFECT = 4


@lru_cache(maxsize=100_000)
def is_name_material(key: str) -> bool:
    """Whether a folded word may be part of an unlisted name: neither it nor its host is ordinary.

    A word with a conjunction, preposition, or pronoun on an ordinary word is ordinary too (وقتله).
    """
    words = load_name_words()
    if len(key) < 2 or is_ordinary(key, words) or words.titles.lookup(key):
        return False
    if key.startswith("لل") and len(key) > 4:
        return False
    if key[0] == "و" and len(key) > 3 and key not in words.given:
        return False
    if len(key) == _IMPERFECT and key[0] == "ي" and key not in words.given:
        return False
    hosts = [host for _, _, host in split_proclitics(key)[1:]]
    if any(is_ordinary(host, words) for host in hosts if len(host) > 2):
        return False
    if any(host in words.states for host in hosts):
        return False  # (كارتر) لإسرائيل
    if _is_derived(key) or any(_is_derived(host) for host in hosts):
        return key in words.given
    return key.startswith("ال") or not has_ordinary_base(key, words)


def _is_derived(key: str) -> bool:
    """Whether a word has the form of a derived verb or its noun: انتهك, تنكيس; no radical weak."""
    weak = any(letter in "اوي" for letter in (key[1:2], key[4:5]))
    if len(key) != 5 or weak or key.startswith("ال"):
        return False
    if key[0] == "ا" and key[2] == "ت":
        return key[3] not in "اوي"
    return key[0] == "ت" and key[3] == "ي" and key[2] not in "اوي"


def has_ordinary_base(key: str, words: NameWords) -> bool:
    """Whether a word is an ordinary one with a pronoun or a dual or plural ending."""
    bases = [
        base
        for base, pronoun in split_enclitics(key)
        if len(pronoun) > 1 or (pronoun == "ه" and len(key) > 5)
    ]
    if len(key) > 5 and key[-2:] in _ENDINGS:
        bases += [key[:-2], key[:-2] + "ه"]
    if key.endswith("ا") and len(key) > 3 and is_ordinary(key[:-1], words):
        return True  # the accusative: بيانا
    return any(len(base) > 3 and is_ordinary(base, words) for base in bases)


def is_ordinary(key: str, words: NameWords) -> bool:
    """Whether a folded word is a function word or a common one."""
    return key in words.stops or key in words.ordinary


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
