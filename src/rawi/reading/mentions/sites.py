"""Names of places that no list has: behind a head, or in the gazetteer with evidence."""

from rawi.language.analysis import Analysis
from rawi.language.names import (
    SURE,
    Head,
    NameWords,
    find_person_end,
    is_adjacent,
    load_name_words,
)
from rawi.language.phrases import PhraseMatch
from rawi.places.gazetteer import Gazetteer, load_gazetteer
from rawi.reading.mentions.bodies import extend_adjectives, find_quoted
from rawi.reading.mentions.listed import load_listed
from rawi.reading.mentions.names import FAIR, FIRM, WEAK, Proposal
from rawi.text.tokens import Token

_WHERE = frozenset({"في", "الي", "من", "علي", "باتجاه", "قرب", "عبر", "نحو", "داخل", "وسط"})
# Smaller towns share their names with persons, clans and things too often.
MIN_POPULATION = 15_000


def find_sites(analysis: Analysis) -> list[Proposal]:
    """Propose the places of a text: behind a head noun, and towns of the gazetteer."""
    words, gazetteer = load_name_words(), load_gazetteer()
    tokens = analysis.tokens
    found = []
    for index in range(len(tokens)):
        match = words.heads.match(tokens, index)
        if match is not None:
            found += _find_behind(tokens, match, words, gazetteer)
        town = _find_bare_town(tokens, index, words, gazetteer)
        if town is not None:
            found.append(town)
    return found


def _find_behind(
    tokens: list[Token], match: PhraseMatch[Head], words: NameWords, gazetteer: Gazetteer
) -> list[Proposal]:
    found = []
    for head in match.entries:
        if head.type != "place":
            continue
        end, sure = _find_place_end(tokens, match.last, words, gazetteer)
        trust = FIRM if sure and head.strong else FAIR if sure else WEAK
        if head.takes == "town" and end > match.last and (sure or head.strong):
            found.append(Proposal(match.last, end, 0, "place", trust))
        elif head.takes == "site":
            if end == match.last:
                end = _find_site_end(tokens, match.last, words)
                trust = FAIR
            if end > match.last and (sure or head.strong):
                found.append(Proposal(match.first, end, match.skip, "place", trust))
    return found


def _find_site_end(tokens: list[Token], index: int, words: NameWords) -> int:
    """Return the end of the phrase that names a site: الإمام الصادق, “باردو”, الشعيرات."""
    inside = find_quoted(tokens, index)
    if inside is not None:
        return inside[1] + 1
    if not is_adjacent(tokens, index) or tokens[index].kind != "word":
        return index
    end, parts = find_person_end(tokens, index, tokens[index].key)
    if parts and (len(parts) > 1 or parts[0] == SURE):
        return extend_adjectives(tokens, end, words)
    key = tokens[index].key
    if key.startswith("ال") and key not in words.stops | words.ordinary | words.adjectives:
        return extend_adjectives(tokens, index + 1, words)
    return index


def _find_place_end(
    tokens: list[Token], index: int, words: NameWords, gazetteer: Gazetteer
) -> tuple[int, bool]:
    """Return the end of the place name that begins at a token, and whether it is a known one."""
    if not is_adjacent(tokens, index) or tokens[index].kind != "word":
        return index, False
    key = tokens[index].key
    listed = load_listed().match(tokens, index)
    if listed is not None and listed.entries[0].type == "place" and not listed.skip:
        return listed.last, True
    end = find_town(tokens, index, key, gazetteer)
    if end > index and key not in words.stops:
        return _extend_town(tokens, end), True
    if key in words.stops or key in words.ordinary or len(key) < 3:
        return index, False
    if key in words.place_words and is_adjacent(tokens, index + 1):
        return index + 2, False
    return _extend_town(tokens, index + 1), False


_PARTS = frozenset(
    {
        "الكبري",
        "الصغري",
        "الشرقيه",
        "الغربيه",
        "الشماليه",
        "الجنوبيه",
        "القديمه",
        "الجديده",
        "البلد",
    }
)


def _extend_town(tokens: list[Token], index: int) -> int:
    """Return the end with the adjective that belongs to a town's name: أورم الكبرى."""
    return index + 1 if is_adjacent(tokens, index) and tokens[index].key in _PARTS else index


def find_town(tokens: list[Token], index: int, key: str, gazetteer: Gazetteer) -> int:
    """Return the end of the longest town name of the gazetteer at a token; `index` if none."""
    longest = gazetteer.starts(key)
    for length in range(longest, 0, -1):
        last = index + length
        if last > len(tokens):
            continue
        name = " ".join((key, *(token.key for token in tokens[index + 1 : last])))
        if gazetteer.find(name):
            return last
    return index


def _find_bare_town(
    tokens: list[Token], index: int, words: NameWords, gazetteer: Gazetteer
) -> Proposal | None:
    """Return the town of the gazetteer at a token, if the words around speak for a place."""
    token = tokens[index]
    if token.kind != "word":
        return None
    for form in token.forms:
        if form.key in words.stops or form.key in words.ordinary or form.key in words.given:
            continue
        if len(form.key) < 3 or not gazetteer.starts(form.key):
            continue
        end = find_town(tokens, index, form.key, gazetteer)
        if end == index:
            continue
        name = " ".join((form.key, *(t.key for t in tokens[index + 1 : end])))
        where = form.proclitics.endswith("ب") or (index > 0 and tokens[index - 1].key in _WHERE)
        large = gazetteer.find(name)[0].population >= MIN_POPULATION
        if where and large:
            return Proposal(index, end, form.skip, "place", FAIR)
        if large or where:
            return Proposal(index, end, form.skip, "place", WEAK)
    return None
