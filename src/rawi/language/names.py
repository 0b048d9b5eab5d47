"""What the language says of words in names: given names, titles, heads, what ends a name.

The word lists of `lexica/names`, loaded once, folded for matching.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from rawi.errors import LexiconError
from rawi.language.patterns import is_derived
from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import Row, load_table
from rawi.text.normalise import fold
from rawi.text.tokens import Token, split_enclitics, split_proclitics

# Dual and plural endings, folded.
_ENDINGS = ("ين", "ون", "ان", "ات", "تا", "وا")
# How sure a word is to be a part of a person's name.
NONE, UNKNOWN, LIKELY, SURE = 0, 1, 2, 3


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
    venues: frozenset[str]
    former: frozenset[str]
    titled_families: frozenset[str]
    target_cues: frozenset[str]
    onto_cues: frozenset[str]
    struck_cues: frozenset[str]
    offices: frozenset[str]
    held: frozenset[str]
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
    ages: frozenset[str]
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
    jail_cues: frozenset[str]
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
        venues=_load_forms("names/cues", "cue", "venue"),
        former=_load_forms("names/cues", "cue", "former"),
        struck_cues=_load_forms("names/cues", "cue", "struck"),
        target_cues=_load_forms("names/cues", "cue", "target"),
        onto_cues=_load_forms("names/cues", "cue", "onto"),
        titled_families=_load_forms("names/cues", "cue", "family"),
        offices=_load_forms("names/cues", "cue", "office"),
        held=_load_forms("names/cues", "cue", "held"),
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
        ages=_load_forms("names/cues", "cue", "age"),
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
        jail_cues=_load_forms("names/cues", "cue", "jail"),
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
    if is_derived(key) or any(is_derived(host) for host in hosts):
        return key in words.given
    return key.startswith("ال") or not has_ordinary_base(key, words)


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
