"""Names of places that no list has: behind a head, or in the gazetteer with evidence."""

from rawi.language.analysis import Analysis
from rawi.language.names import (
    SURE,
    Head,
    NameWords,
    is_adjacent,
    is_name_material,
    is_ordinary,
    load_name_words,
)
from rawi.language.patterns import is_mutual, is_present
from rawi.language.person_names import find_person_end
from rawi.language.phrases import PhraseMatch
from rawi.places.atlas import load_ambiguous
from rawi.reading.mentions.bodies import (
    extend_adjectives,
    find_named_after,
    find_quoted,
    is_verbal,
)
from rawi.reading.mentions.listed import is_headed, load_listed, load_states
from rawi.reading.mentions.names import FAIR, FIRM, WEAK, Proposal
from rawi.reading.mentions.towns import find_bare_town, find_town
from rawi.text.tokens import Token

MAX_ROW = 12
_OPENERS = frozenset('"“«')
_NISBA = ("ي", "يه")


def find_sites(analysis: Analysis) -> list[Proposal]:
    """Propose the places of a text: behind a head noun, and towns of the gazetteer."""
    words = load_name_words()
    tokens = analysis.tokens
    found = []
    for index in range(len(tokens)):
        match = words.heads.match(tokens, index)
        if match is not None:
            found += _find_behind(tokens, match, words)
        town = find_bare_town(tokens, index, words) or _find_two_words(tokens, index, words)
        if town is not None:
            found.append(town)
    return found + _find_loose_rows(tokens, found, words)


def _find_loose_rows(
    tokens: list[Token], towns: list[Proposal], words: NameWords
) -> list[Proposal]:
    """Propose unknown places in a row of known ones: في حرستا ودوما وعربين وكوكبة.

    A row begins at a listed place or at one of `towns`, and has another known one further on.
    """
    matches = load_listed().iter_matches(tokens)
    listed = {match.last for match in matches if match.entries[0].type == "place"}
    found: list[Proposal] = []
    last = 0
    for end in sorted(listed | {town.last for town in towns}):
        if end < last:
            continue
        row: list[Proposal] = []
        last = end
        while len(row) < MAX_ROW:
            item = _find_next(tokens, last, words)
            if item is None:
                break
            row.append(item)
            last = item.last
        if sum(item.trust == FAIR for item in row) > 0:
            found += row
    return found


def _find_behind(tokens: list[Token], match: PhraseMatch[Head], words: NameWords) -> list[Proposal]:
    found: list[Proposal] = []
    for head in match.entries:
        if head.type != "place":
            continue
        named_after = _find_city_of(tokens, match, words) if head.takes == "town" else None
        if named_after is not None:
            found.append(named_after)
        elif head.takes == "town":
            plural = any(form.key in words.plural_cues for form in tokens[match.first].forms)
            colon = plural and head.strong and _is_colon(tokens, match.last)
            row = _find_row(tokens, match.last + colon, head, plural=plural)
            if row and _needs_head(tokens, match, row[0], words):
                row[0] = row[0]._replace(first=match.first, skip=match.skip)
            elif row and _is_generic(tokens, row[0], words):
                continue  # بلدية المدينة
            found += row
        elif head.takes == "site":
            site = _find_site(tokens, match, head, words)
            found += [site] if site is not None else []
        elif head.takes == "state":
            end = match.last + 1
            if is_adjacent(tokens, match.last) and words.nationalities.get(tokens[match.last].key):
                found.append(Proposal(match.first, end, match.skip, "place", FAIR))
    return found


def _is_colon(tokens: list[Token], index: int) -> bool:
    """Whether a colon stands at a token: قرى: تديل وتقاد."""
    return index + 1 < len(tokens) and tokens[index].text == ":"


def _find_city_of(
    tokens: list[Token], match: PhraseMatch[Head], words: NameWords
) -> Proposal | None:
    """Return the town, quarter or institute named after a person: مدينة الملك عبدالله الطبية."""
    index = match.last
    if not is_adjacent(tokens, index) or "loose" not in words.titles.lookup(tokens[index].key):
        return None
    end = find_named_after(tokens, index)
    if end == index or load_listed().match(tokens, index) is not None:
        return None
    return Proposal(match.first, extend_adjectives(tokens, end, words), match.skip, "place", FIRM)


def _is_generic(tokens: list[Token], name: Proposal, words: NameWords) -> bool:
    """Whether a place behind a head is but a head itself, though the gazetteer has a namesake."""
    key = tokens[name.first].key
    if name.last - name.first > 1 or key not in words.place_generics:
        return False
    heads = words.heads.lookup(key.removeprefix("ال"))
    return any(head.takes == "town" and head.strong for head in heads)


def _needs_head(
    tokens: list[Token], match: PhraseMatch[Head], name: Proposal, words: NameWords
) -> bool:
    """Whether a quarter's name would be a mere noun without its head: حي السوق, حي المطار."""
    form = next(f.key for f in tokens[match.first].forms if f.skip == match.skip)
    if form not in words.quarters or name.last - name.first > 1:
        return False
    key = tokens[name.first].key
    heads = words.heads.lookup(key.removeprefix("ال")) if key.startswith("ال") else ()
    return any(head.type == "place" and head.takes == "site" for head in heads)


def _find_row(tokens: list[Token], start: int, head: Head, *, plural: bool) -> list[Proposal]:
    """Return the place behind a head, and those joined to it: قرى كفرعويد وسفوهن والفطيرة."""
    words = load_name_words()
    if plural and start + 1 < len(tokens) and tokens[start].text in _OPENERS:
        row = _find_row(tokens, start + 1, head, plural=plural)
        if len(row) > 1:
            return row  # قرى “شاغوريت وقسطون وزيزون”
    inside = find_quoted(tokens, start)
    if inside is not None:
        several = inside[1] - inside[0] > 1
        common = all(is_ordinary(token.key, words) for token in tokens[inside[0] : inside[1]])
        if several and common and not head.strong:
            return []  # منطقة "خفض التصعيد"
        return [Proposal(*inside, 0, "place", FIRM if head.strong else FAIR)]
    if not is_adjacent(tokens, start) or tokens[start].kind != "word":
        return []
    key = tokens[start].key
    state = key in load_states() and "ال" + key in words.nationalities
    if state or _is_like(tokens[start]):  # مدينة سورية: Syrian; مدن كبنغازي
        return []
    end, known = _find_place_end(tokens, start, tokens[start].key, head.strong)
    if end == start or not (known or _is_enough(head, tokens[start].key)):
        return []
    found = [Proposal(start, end, 0, "place", FIRM if head.strong else FAIR)]
    while len(found) < MAX_ROW:
        item = _find_next(tokens, end, words)
        if item is None or (item.trust == WEAK and not plural):
            break
        found.append(item)
        end = item.last
    return found


def _is_like(token: Token) -> bool:
    """Whether a word is a listed place behind ك (كبنغازي, "such as Benghazi")."""
    listed = load_listed().lookup(token.key)
    hosts = (form.key for form in token.forms if form.proclitics == "ك")
    return not listed and any(load_listed().lookup(host) for host in hosts)


def _is_enough(head: Head, key: str) -> bool:
    """Whether a head makes a place of an unknown word: منطقة قاريونس, but not منطقة رعوية."""
    adjective = key.endswith("يه") and not key.startswith("ال")
    return head.strong or (head.trust == "fair" and not adjective)


def _find_next(tokens: list[Token], index: int, words: NameWords) -> Proposal | None:
    """Return the next place of a row: joined by و, or behind a comma."""
    comma = index < len(tokens) and tokens[index].text in "،,"
    index += comma
    if not is_adjacent(tokens, index) or tokens[index].kind != "word":
        return None
    joined = [form for form in tokens[index].forms if form.proclitics == "و"]
    if comma and _is_listed_alone(tokens, index, words):
        joined = [tokens[index].forms[0]]  # الباغوز، الكشمة، الشعفة
    if not joined:
        return None
    form = joined[0]
    end, known = _find_place_end(tokens, index, form.key, strong=False)
    if end == index and form.key in words.place_words and _is_pair(tokens, index + 1, words):
        end = index + 2  # وتل أعور
    several = known and end > index + 1  # وعين لاروز, though وعين is "and appointed"
    if end == index or form.key in words.given:
        return None
    if tokens[index].key in words.ordinary and not several:
        return None
    if form.key.startswith("است"):  # a verbal noun: واستحالة
        return None
    return Proposal(index, end, form.skip, "place", FAIR if known else WEAK)


def _is_listed_alone(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether one or two rare words stand between commas, as in a list of villages."""
    for end in (index + 1, index + 2):
        rare = is_name_material(tokens[end - 1].key) and tokens[end - 1].key not in words.given
        if not rare or end >= len(tokens):
            return False
        if tokens[end].text in "،,":
            return True
    return False


def _is_pair(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether a word behind تل or كفر goes on with it, though it is an ordinary noun: أعور."""
    if not is_adjacent(tokens, index) or tokens[index].kind != "word":
        return False
    token = tokens[index]
    joined = any(form.skip and is_ordinary(form.key, words) for form in token.forms)
    return token.key not in words.stops and not joined and not is_verbal(token)


def _find_site(
    tokens: list[Token], match: PhraseMatch[Head], head: Head, words: NameWords
) -> Proposal | None:
    """Return the site that a head begins: مطار الشعيرات, مسجد الإمام الصادق, متحف "باردو"."""
    start = match.last
    inside = find_quoted(tokens, start)
    if inside is not None and head.trust != "weak":
        return Proposal(*inside, 0, "place", FAIR)
    if not is_adjacent(tokens, start) or tokens[start].kind != "word":
        return None
    if is_verbal(tokens[start]) and head.trust != "strong" and tokens[start].key[0] == "ي":
        return None  # منفذ يبثون (خلاله)
    end = _find_person_site(tokens, start, words)
    if end > start and _is_jailed(tokens, match, words):
        return None
    if end == start:
        end, known = _find_place_end(tokens, start, tokens[start].key, head.strong)
        if not known and head.trust == "weak":
            return None
    if end == start:
        return None
    end = extend_adjectives(tokens, end, words)
    # A hospital that tells something is the body, and not the site.
    speaks = match.first > 0 and tokens[match.first - 1].key in words.person_cues
    return Proposal(
        match.first,
        end,
        match.skip,
        "organization" if speaks else "place",
        FIRM if head.trust != "weak" else FAIR,
    )


def _is_jailed(tokens: list[Token], match: PhraseMatch[Head], words: NameWords) -> bool:
    """Whether the person behind a head with a title is put in jail (سجن الصحفي X): no site."""
    head = tokens[match.first].key[match.skip :]
    return head in words.jail_cues and bool(words.titles.lookup(tokens[match.last].key))


def _find_person_site(tokens: list[Token], index: int, words: NameWords) -> int:
    """Return the end of the person whose name a site bears, with his title; `index` if none."""
    start = index
    while is_adjacent(tokens, start) and words.titles.lookup(tokens[start].key):
        start += 1
    if not is_adjacent(tokens, start) or tokens[start].kind != "word":
        return index
    end, parts = find_person_end(tokens, start, tokens[start].key)
    if start > index and not parts and tokens[start].key.startswith("ال"):
        return start + 1 if tokens[start].key not in words.stops else index
    if parts and (start > index or len(parts) > 1 or parts[0] == SURE):
        return end if parts[0] > 1 or start > index else index
    return index


def _find_place_end(tokens: list[Token], index: int, key: str, strong: bool) -> tuple[int, bool]:
    """Return the end of the place name that begins at a token, and whether it is a known one.

    Args:
        tokens: Of the text.
        index: Where the name would begin.
        key: The folded word there, proclitics aside.
        strong: Whether what stands before leaves no doubt that a place is named.
    """
    words = load_name_words()
    end = _find_known(tokens, index, key, strong)
    two = key in words.place_words and _may_follow(tokens, index + 1, words)
    if end > index and not (two and end == index + 1):
        return _extend_town(tokens, end, words, known=True), True
    if two:
        return index + 2, True
    if len(key) < 3 or key in words.stops or (key in words.adjectives and not strong):
        return index, False
    # Behind an indefinite head a definite word is no adjective of it: حي الزهور, بلدة الجديدة.
    if strong and key.startswith("ال") and key not in words.place_generics:
        return _extend_town(tokens, index + 1, words, known=True), False
    if not is_name_material(key) or _tells_deed(tokens, index, key):
        return index, False
    return _extend_town(tokens, index + 1, words, known=not strong), False


def _tells_deed(tokens: list[Token], index: int, key: str) -> bool:
    """Whether a rare word has the form of a verb or masdar: قرية تجاور, مناطق تحصن المتمردين."""
    if is_mutual(key):
        return True
    weak = any(letter in "اوي" for letter in key)
    if not is_present(key) or weak or not is_adjacent(tokens, index + 1):
        return False
    behind = tokens[index + 1].key
    return behind.startswith("ال") and is_ordinary(behind, load_name_words())


def _may_follow(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether a token may be the second word of a place's name: تل (عرنون)."""
    return (
        is_adjacent(tokens, index)
        and tokens[index].kind == "word"
        and not is_ordinary(tokens[index].key, words)
    )


def _find_known(tokens: list[Token], index: int, key: str, strong: bool) -> int:
    """Return the end of the place name at a token that a lexicon or the gazetteer has."""
    words = load_name_words()
    plain = not is_ordinary(key, words) and key not in words.adjectives
    town = find_town(tokens, index, key)
    listed = load_listed().match(tokens, index)
    if listed is not None and listed.entries[0].type == "place":
        whole = len(key) == len(tokens[index].key) - listed.skip
        if whole and (strong or plain):
            return max(listed.last, town)  # بئر السبع, though a town is called بير
    if town == index + 1 and strong and _is_told_apart(tokens, index, key, words):
        return town
    generic = town == index + 1 and key in words.place_generics
    if generic and tokens[index - 1].find_form(words.plural_cues) is not None:
        return index  # محافظات البلاد, though a village is called so
    several = strong and town > index + 1 and key not in words.stops  # مدينة دارة عزة
    if several or (len(key) > 2 and (plain or (strong and key.startswith("ال")))):
        return town
    return index


def _is_told_apart(tokens: list[Token], index: int, key: str, words: NameWords) -> bool:
    """Whether a word that is a town too is one behind a head: بلدة قارة (a continent)."""
    head = words.heads.lookup(key) or key in words.place_words or key in words.place_generics
    plain = key in words.stops or key.endswith(_NISBA) or head
    return not plain and key in load_ambiguous() and is_headed(tokens[index - 1], words)


def _extend_town(tokens: list[Token], index: int, words: NameWords, *, known: bool) -> int:
    """Return the end with the word that belongs to a town's name: أورم الكبرى, مطب البوراشد."""
    if not is_adjacent(tokens, index) or tokens[index].kind != "word":
        return index
    key = tokens[index].key
    if key in words.place_ends:
        return index + 1
    if not known and key in words.place_sides:
        return index + 1
    nominal = key not in words.nationalities and key not in words.adjectives
    if not known and key.startswith("ال") and nominal and is_name_material(key):
        return index + 1
    return index


def _find_two_words(tokens: list[Token], index: int, words: NameWords) -> Proposal | None:
    """Return the unlisted place of two words behind a preposition: على عين ديوار, إلى تل عرنون."""
    form = tokens[index].find_form(words.place_words)
    if form is None or index == 0 or form.key in words.kunyas or form.key in words.titles:
        return None
    if form.proclitics.endswith("ل") and is_ordinary(tokens[index].key, words):
        return None  # لسان: ل + سان
    where = tokens[index - 1].key in words.place_cues or form.proclitics.endswith("ب")
    where = where or tokens[index - 1].key in words.target_cues  # تحرير تل مشيهيدة
    if not (where or tokens[index - 1].key == "علي") or not _may_follow(tokens, index + 1, words):
        return None
    following = tokens[index + 1].key
    if following in words.given or following in words.nationalities:
        return None
    if not is_name_material(following):
        return None
    return Proposal(index, index + 2, form.skip, "place", WEAK)
