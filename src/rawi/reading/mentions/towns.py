"""Towns of the gazetteer in a text: as long names as it has, alone only with evidence."""

from rawi.language.names import (
    NameWords,
    has_ordinary_base,
    is_name_material,
    is_ordinary,
)
from rawi.places.atlas import load_ambiguous
from rawi.places.gazetteer import load_gazetteer
from rawi.reading.mentions.names import FAIR, WEAK, Proposal
from rawi.text.tokens import Form, Token

# Smaller towns share their names with persons, clans and things too often; and more so behind ب.
MIN_POPULATION = 15_000
MIN_SPLIT_POPULATION = 100_000
_ONTO = "علي"
# Words from what strikes a place to the preposition: غارات جوية مكثفة على.
_ONTO_REACH = 4
MIN_SMALL_LENGTH = 5  # letters: shorter names of small towns are mostly words (لوم, كشك)


def find_town(tokens: list[Token], index: int, key: str) -> int:
    """Return the end of the longest town name of the gazetteer at a token; `index` if none."""
    gazetteer = load_gazetteer()
    for length in range(gazetteer.starts(key), 0, -1):
        last = index + length
        if last <= len(tokens) and gazetteer.find(_join_keys(tokens, index, last, key)):
            return last
    return index


def _join_keys(tokens: list[Token], first: int, last: int, key: str) -> str:
    return " ".join((key, *(token.key for token in tokens[first + 1 : last])))


def find_bare_town(tokens: list[Token], index: int, words: NameWords) -> Proposal | None:
    """Return the town of the gazetteer at a token, if the words around speak for a place."""
    token = tokens[index]
    if token.kind != "word":
        return None
    gazetteer = load_gazetteer()
    for form in token.forms:
        if not gazetteer.starts(form.key):
            continue
        end = find_town(tokens, index, form.key)
        titled = bool(words.titles.lookup(form.key))  # الشيخ سعد, also a village
        several = end > index + 1 and form.key in words.place_words and not titled  # في تل رفعت
        if end == index or not (several or _may_be_town(token, form, words)):
            continue
        towns = gazetteer.find(_join_keys(tokens, index, end, form.key))
        before = tokens[index - 1].key if index else ""
        where = form.proclitics.endswith("ب") or _is_place_shown(tokens, index, form, words)
        least = MIN_SPLIT_POPULATION if form.skip else MIN_POPULATION
        large = towns[0].population >= least and before not in words.person_cues
        evidence = where + large + several
        # What is said of a word alone does not hold for تل تمر.
        doubtful = form.key in load_ambiguous() and (form.skip or not where)
        doubtful = not several and (doubtful or form.key in load_ambiguous("head"))
        short = len(form.key) < MIN_SMALL_LENGTH and not several
        if doubtful or ((form.skip or short) and not large):
            return None
        if evidence:
            return Proposal(index, end, form.skip, "place", WEAK if evidence == 1 else FAIR)
    return None


def _is_place_shown(tokens: list[Token], index: int, form: Form, words: NameWords) -> bool:
    """Whether the words before a token say that a place follows: في, قصفت, غارات جوية على."""
    if not index:
        return False
    before = tokens[index - 1]
    if before.key in words.place_cues:
        return True
    if form.skip:
        return False
    if before.key == _ONTO:
        struck = tokens[max(0, index - 1 - _ONTO_REACH) : index - 1]
        return any(token.find_form(words.onto_cues) for token in struck)
    nisba = form.key.endswith("ي") and not form.key.startswith("ال")  # قصف بري: from the ground
    return not nisba and before.find_form(words.target_cues) is not None


def _may_be_town(token: Token, form: Form, words: NameWords) -> bool:
    """Whether a bare word may be a town: no ordinary word, given name, or ordinary word split."""
    key = form.key
    if "\u064b" in token.text:  # the accusative of an indefinite noun: صيدا
        return False
    if len(key) < 3 or key in words.stops or key in words.ordinary or key in words.given:
        return False
    if key in words.adjectives or key in words.nationalities or key in words.titles:
        return False
    if form.proclitics.endswith("ك"):
        return False
    if form.skip:
        ordinary = any(is_ordinary(f.key, words) for f in token.forms if f.skip < form.skip)
        ordinary = ordinary or has_ordinary_base(token.key, words)
        return len(key) > 3 and not ordinary
    return is_name_material(key)
