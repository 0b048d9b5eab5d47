"""Names that the lexica list: actors, countries, capitals, divisions, sites."""

from collections.abc import Iterator
from functools import cache
from typing import cast

from rawi.language.analysis import Analysis
from rawi.language.names import (
    NameWords,
    is_adjacent,
    is_ordinary,
    load_name_words,
    load_rows,
)
from rawi.language.phrases import PhraseMatch, PhraseTable
from rawi.lexica.tables import Row
from rawi.model import MentionType
from rawi.places.atlas import load_ambiguous
from rawi.places.gazetteer import load_gazetteer
from rawi.reading.mentions.contested import Listed, name_occupier, settle_states
from rawi.reading.mentions.names import FIRM, Proposal
from rawi.text.normalise import fold
from rawi.text.tokens import Token

_ACTORS = ("actors/armed_groups", "actors/organizations", "actors/persons")
_PLACES = (
    "places/countries", "places/capitals", "places/divisions", "places/towns", "places/regions",
    "places/sites",
)  # fmt: skip
_DASHES = frozenset("-–—")
# Who tells it stands so many words before the outlet: وقال مصدر طبي في المدينة للأناضول.
_MAX_TELLING = 8
_OPENERS = frozenset("\"“«'(‘")


@cache
def load_listed() -> PhraseTable[Listed]:
    """Return every listed name, places before actors of the same name."""
    words = load_name_words()
    countries = load_states()
    rows: list[tuple[str, Listed]] = []
    for table in _PLACES:
        for row in load_rows(table):
            if not _is_direction(row, countries, words):
                quarter = row.get("kind") == "quarter" and _has_town_head(row["form"], words)
                headed = quarter or row["note"] == "head"
                country = row["country"] or None
                entry = Listed("place", row["canonical"], country, headed=headed)
                rows.append((row["form"], entry))
    for table in _ACTORS:
        for row in load_rows(table):
            actor = _make_actor(row, words)
            rows.append((row["form"], actor))
            if actor.headed and row["kind"] == "media":
                rest = row["form"].partition(" ")[2]
                rows.append((rest, actor._replace(doubtful=True, headed=False)))
    return PhraseTable(rows)


def _has_town_head(form: str, words: NameWords) -> bool:
    first, _, rest = fold(form).partition(" ")
    return bool(rest) and any(head.takes == "town" for head in words.heads.lookup(first))


@cache
def load_states() -> frozenset[str]:
    """Return the folded names of states."""
    return frozenset(fold(row["form"]) for row in load_rows("places/countries"))


@cache
def _load_doubted() -> frozenset[str]:
    """Return the names of places in doubt, states and capitals aside: النيجر is rarely a river."""
    capitals = {fold(row["form"]) for row in load_rows("places/capitals")}
    return frozenset(load_ambiguous() - load_states() - capitals)


def _make_actor(row: Row, words: NameWords) -> Listed:
    key = fold(row["form"])
    ordinary = row["type"] == "person" and (key in words.given or key in words.ordinary)
    noted = row["note"].startswith("ambiguous: also") or row["kind"] == "media_ambiguous"
    doubtful = noted or ordinary or key in words.doubtful
    type_ = cast(MentionType, row["type"])
    headed = row["note"].split(";")[0] == "head"
    return Listed(type_, row["canonical"], row["country"] or None, doubtful, headed)


def _is_direction(row: Row, countries: frozenset[str], words: NameWords) -> bool:
    """Whether a listed region is but a side of a country: شمال سوريا, شرق ليبيا."""
    side, _, rest = fold(row["form"]).rpartition(" ")
    return bool(side) and side.split(" ")[0] in words.place_cues and rest in countries


def find_listed(analysis: Analysis) -> list[Proposal]:
    """Propose the listed names of a text, proclitics and generic heads aside."""
    words = load_name_words()
    tokens = analysis.tokens
    sure: list[PhraseMatch[Listed]] = []
    doubtful: list[PhraseMatch[Listed]] = []
    row = 0  # where a place named before may go on with و
    for whole in _iter_matches(tokens):
        whole = name_occupier(tokens, whole)
        match = drop_head(tokens, whole)
        if whole.entries[0].doubtful and match is whole and not _is_shown(tokens, whole, words):
            doubtful.append(match)
            continue
        joined = whole.first == row and whole.proclitics == "و"
        if joined or match is not whole or not _is_doubtful_place(tokens, match, words):
            match = _extend(tokens, _prefer_paper(tokens, match, words), words)
            sure.append(match)
            place = match.entries[0].type == "place"
            row = _skip_comma(tokens, match.last) if place else 0
    sure = settle_states(tokens, sure)
    named = {match.entries[0].canonical for match in sure}
    sure = [_settle_person(tokens, match, named) for match in sure]
    countries = {match.entries[0].country for match in sure if match.entries[0].type == "place"}
    sites = _find_told_sites(tokens, words) if doubtful else frozenset()
    for match in doubtful:
        entry = match.entries[0]
        if tokens[match.first].key[match.skip :] in sites:
            continue
        if entry.type == "person" and _follows_given(tokens, match, words):
            continue
        ruler = entry.type == "person" and entry.country in countries
        ruler = ruler and _is_definite_alone(tokens, match)
        if (entry.canonical in named and match.proclitics in ("", "و")) or ruler:
            sure.append(match)
    return [_propose(match) for match in sure]


def _settle_person(
    tokens: list[Token], match: PhraseMatch[Listed], named: set[str | None]
) -> PhraseMatch[Listed]:
    """Return a match that a place and a person share, the person's where he speaks or is named."""
    if match.entries[0].type != "place":
        return match
    for entry in match.entries[1:]:
        said = match.first > 0 and tokens[match.first - 1].key in load_name_words().person_cues
        if entry.type == "person" and (said or entry.canonical in named):
            return match._replace(entries=(entry,))
    return match


def _find_told_sites(tokens: list[Token], words: NameWords) -> frozenset[str]:
    """Return the heads of named sites as they stand alone later: قاعدة العند, then القاعدة."""
    found = set()
    for index in range(len(tokens) - 1):
        for form in tokens[index].forms:
            head = words.heads.lookup(form.key)
            if not any(each.takes == "site" for each in head) or not is_adjacent(tokens, index + 1):
                continue
            named = load_listed().match(tokens, index) or load_listed().match(tokens, index + 1)
            if named is not None and named.entries[0].type == "place":
                found.add("ال" + form.key)
    return frozenset(found)


def _follows_given(tokens: list[Token], match: PhraseMatch[Listed], words: NameWords) -> bool:
    """Whether a given name stands before a family name, which is then one finder's with it."""
    return is_adjacent(tokens, match.first) and tokens[match.first - 1].key in words.given


def _is_definite_alone(tokens: list[Token], match: PhraseMatch[Listed]) -> bool:
    """Whether a definite word is no adjective of a noun before it: حضر البشير, الخبر البشير."""
    before = tokens[match.first - 1].key if match.first else ""
    definite = before.startswith(("ال", "بال", "وال", "لل"))
    return tokens[match.first].key[match.skip :].startswith("ال") and not definite


def _skip_comma(tokens: list[Token], index: int) -> int:
    return index + 1 if index < len(tokens) and tokens[index].text == "،" else index


def _iter_matches(tokens: list[Token]) -> Iterator[PhraseMatch[Listed]]:
    """Yield the listed phrases of a text; a hashtag's underscores are as spaces."""
    table = load_listed()
    spaced = [index for index, token in enumerate(tokens) if token.text != "_"]
    if len(spaced) == len(tokens):
        yield from table.iter_matches(tokens)
        return
    for match in table.iter_matches([tokens[index] for index in spaced]):
        yield match._replace(first=spaced[match.first], last=spaced[match.last - 1] + 1)


def _propose(match: PhraseMatch[Listed]) -> Proposal:
    entry = match.entries[0]
    return Proposal(
        match.first, match.last, match.skip, entry.type, FIRM, entry.canonical, entry.country
    )


def _is_shown(tokens: list[Token], match: PhraseMatch[Listed], words: NameWords) -> bool:
    """Whether a head or a quotation mark before a doubtful form shows that it is a name."""
    if match.skip:
        return False
    if match.first == 0:  # the agency of a dateline: سبق -
        return 0 < match.last < len(tokens) and tokens[match.last].text in _DASHES
    before = tokens[match.first - 1]
    head = words.heads.match(tokens, match.first - 1)
    if head is not None and head.last == match.last:
        return False  # وكالة الأنباء is no agency called الأنباء
    if before.key in words.person_cues:
        return match.entries[0].type == "person" or match.last - match.first > 1
    if match.entries[0].type == "person":
        return bool(words.titles.lookup(before.key))
    if before.text in _OPENERS:
        closed = match.last < len(tokens) and tokens[match.last].kind == "mark"
        return closed and match.first > 1 and tokens[match.first - 2].kind == "word"
    return any(
        head.takes in ("listed", "press", "quoted")
        for form in before.forms
        for head in words.heads.lookup(form.key)
    )


def _prefer_paper(
    tokens: list[Token], match: PhraseMatch[Listed], words: NameWords
) -> PhraseMatch[Listed]:
    """Return the match as a paper that has a place's name, where it is shown: «الشرق الأوسط».

    So is one to which somebody tells something: وقال مصدر للأناضول.
    """
    papers = tuple(entry for entry in match.entries if entry.type == "organization")
    if not papers or len(papers) == len(match.entries):
        return match
    shown = _is_shown(tokens, match, words) or _is_told(tokens, match, words)
    return match._replace(entries=papers) if shown else match


def _is_told(tokens: list[Token], match: PhraseMatch[Listed], words: NameWords) -> bool:
    """Whether a name behind ل is that to which somebody says what follows with أن or a colon."""
    if match.proclitics != "ل" or match.last >= len(tokens):
        return False
    after = tokens[match.last]
    follows = after.kind == "mark" or after.key == "ان"
    before = tokens[max(0, match.first - _MAX_TELLING) : match.first]
    return follows and any(
        token.key in words.person_cues or token.key in words.telling for token in before
    )


def _extend(
    tokens: list[Token], match: PhraseMatch[Listed], words: NameWords
) -> PhraseMatch[Listed]:
    """Return the match with the word that belongs to a town's name: حلب القديمة."""
    if match.entries[0].type != "place" or not is_adjacent(tokens, match.last):
        return match
    following = tokens[match.last].key
    state = match.last - match.first == 1 and tokens[match.first].key[match.skip :] in load_states()
    # Of a state the adjective is none of its name: (رئيس) فرنسا الجديد.
    if following in (words.capital_words if state else words.place_ends):
        # Old Aleppo is not Aleppo: what the lexicon calls the town does not hold for its part.
        entries = tuple(entry._replace(canonical=None) for entry in match.entries)
        return match._replace(last=match.last + 1, entries=entries)
    return match


def drop_head(tokens: list[Token], match: PhraseMatch[Listed]) -> PhraseMatch[Listed]:
    """Return the match without a generic head, where the rest is a listed name of its own.

    مدينة درنة: درنة; تنظيم داعش: داعش; but تنظيم القاعدة, حركة الشباب, whose rest is an ordinary
    definite noun, keep it.
    """
    words = load_name_words()
    if match.last - match.first < 2:
        return match
    if match.entries[0].headed:
        return match._replace(first=match.first + 1, skip=0)
    if match.entries[0].type == "person":
        return _drop_title(tokens, match, words)
    first = next(form.key for form in tokens[match.first].forms if form.skip == match.skip)
    heads = [head for head in words.heads.lookup(first) if head.span == "tail"]
    rest = load_listed().match(tokens, match.first + 1)
    if not heads or rest is None or rest.skip or rest.last != match.last:
        return match
    town = any(head.takes == "town" for head in heads) and rest.entries[0].type == "place"
    town = town and match.entries[0].type == "place"  # ولاية سيناء is a group too
    group = any(head.takes in ("listed", "press") for head in heads)
    bare = not tokens[rest.first].key.startswith("ال") and not rest.entries[0].doubtful
    if town or (group and bare and match.entries[0].type != "place"):
        return rest
    return match


def _drop_title(
    tokens: list[Token], match: PhraseMatch[Listed], words: NameWords
) -> PhraseMatch[Listed]:
    """Return a listed person without his title: الملك عبد الله الثاني, الملك سلمان."""
    form = next(form for form in tokens[match.first].forms if form.skip == match.skip)
    kinds = words.titles.lookup(form.key)
    # الملا عمر and قايد صالح are names as they stand.
    known = tokens[match.last - 1].key in words.given and "rank" not in kinds
    known = known and form.key.startswith("ال")
    if kinds and (match.last - match.first > 2 or known):
        return match._replace(first=match.first + 1, skip=0)
    return match


def _is_doubtful_place(tokens: list[Token], match: PhraseMatch[Listed], words: NameWords) -> bool:
    """Whether a listed place of one word is here rather an ordinary word or an adjective."""
    entry = match.entries[0]
    token = tokens[match.first]
    if match.last - match.first > 1 or entry.type != "place":
        return False
    before = tokens[match.first - 1] if match.first else None
    ambiguous = _load_doubted()
    key = next(form.key for form in token.forms if form.skip == match.skip)
    definite = key.startswith("ال") and not is_ordinary(key, words)  # بالقصيم
    whole = any(is_ordinary(f.key, words) for f in token.forms if f.skip < match.skip)
    if whole and not definite:
        return True
    like = match.proclitics.endswith("ك")
    if (like and not (before is not None and before.find_form(words.plural_cues))) or (
        before is not None and before.key == "عبد"
    ):
        return True
    # وقال بوزان: no place stands right behind a verb of saying.
    if match.skip and before is not None and before.key in words.person_cues:
        return True
    if "\u064b" in token.text or _is_august(token, entry):
        return True
    if match.skip and token.text.endswith("ه") and (entry.canonical or "").endswith("ة"):
        return True  # وجده: he found it
    headed = is_headed(before, words)
    if headed and match.skip and load_gazetteer().find(token.key):
        return True  # بلدة برطلة: no ب before the town of رطلة
    headed = headed and not match.skip and key not in words.heads
    headed = headed and key not in words.place_generics
    if key in load_ambiguous("head") and not headed:
        return True
    if any(key in forms for forms in (words.ordinary, words.given, words.adjectives, ambiguous)):
        shown = before is not None and (before.key in words.place_cues or headed)
        return not shown or match.skip > 0
    return before is not None and is_adjective(before, token, key, words)


def _is_august(token: Token, entry: Listed) -> bool:
    """Whether the hamza of a word is another than that of the place: آب (August), إب (Ibb)."""
    return token.text.startswith("آ") and not (entry.canonical or "").startswith("آ")


def is_headed(before: Token | None, words: NameWords) -> bool:
    """Whether a noun before a place leaves no doubt that a place is named: حي السلام."""
    if before is None:
        return False
    heads = (head for form in before.forms for head in words.heads.lookup(form.key))
    return any(head.type == "place" and head.takes == "town" for head in heads)


def is_adjective(before: Token, token: Token, key: str, words: NameWords) -> bool:
    """Whether a country's name is here the adjective of the noun before: الحدود السعودية."""
    if token.start - before.end != 1 or before.kind != "word":
        return False
    if key in words.nationalities:
        return before.key[:2] in ("ال", "لل") or before.key[1:3] == "ال"
    if "ال" + key in words.nationalities:
        return before.key[-1:] == "ه" or before.key[-2:] == "ات"
    if key.endswith("ا") and "ال" + key[:-1] in words.nationalities:  # شابا تركيا
        accusative = len(before.key) > 3 and before.key.endswith("ا") and before.key[:2] != "ال"
        accusative = accusative and not before.key.endswith("ها")  # شهدتها تركيا
        return accusative and before.key[:-1] in words.ordinary and len(key) == len(token.key)
    return False
