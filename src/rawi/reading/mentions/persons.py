"""Names of persons that no list has: by title, by given name, by kunya."""

from rawi.language.analysis import Analysis
from rawi.language.names import (
    LIKELY,
    SURE,
    UNKNOWN,
    NameWords,
    is_adjacent,
    is_name_material,
    is_ordinary,
    load_name_words,
)
from rawi.language.person_names import MAX_PARTS, find_person_end
from rawi.reading.mentions.bodies import find_quoted, is_verbal
from rawi.reading.mentions.listed import load_listed
from rawi.reading.mentions.names import FAIR, FIRM, WEAK, Proposal
from rawi.text.tokens import Form, Token

# An office may have the name of its body between itself and the name of its holder.
MAX_BODY_WORDS = 6
# Words between a title and the أن of what its holder says, and that أن.
MAX_SAYING = 12
# Words of a name that only the age behind it shows; more are rarely one name.
MAX_AGED = 4


def find_persons(analysis: Analysis) -> list[Proposal]:
    """Propose the persons of a text: behind a title, or where a given name or kunya stands."""
    words = load_name_words()
    found = []
    for index in range(len(analysis.tokens)):
        quoted = _find_in_quotes(analysis.tokens, index, words)
        titled = _find_titled(analysis.tokens, index, words)
        plain = _find_plain(analysis.tokens, index, words)
        aged = _find_aged(analysis.tokens, index, words)
        saying = _find_saying(analysis.tokens, index, words)
        ways = (quoted, titled, plain, aged, saying)
        found += [proposal for proposal in ways if proposal is not None]
    return _join_overlapping(found)


def _find_in_quotes(tokens: list[Token], index: int, words: NameWords) -> Proposal | None:
    """Return the person whose name the quotation marks that open at a token hold, and no more."""
    inside = find_quoted(tokens, index)
    if inside is not None and inside[1] - inside[0] == 1:
        named = tokens[index - 1].find_form(words.naming_cues) is not None  # ويدعى “كاوا”
        rare = is_name_material(tokens[inside[0]].key)
        return Proposal(*inside, 0, "person", FIRM) if named and rare else None
    if inside is None or not 2 <= inside[1] - inside[0] <= MAX_PARTS:
        return None
    keys = [token.key for token in tokens[inside[0] : inside[1]]]
    linked = words.kunyas | words.sons | words.servants | words.seconds
    if any(key in words.stops and key not in linked for key in keys) or any(
        token.text.endswith("ى") and token.key == "علي" for token in tokens[inside[0] : inside[1]]
    ):
        return None
    given = sum(key in words.given or key in words.kunyas for key in keys)
    before = tokens[index - 1].key
    cued = before in words.naming_cues or bool(words.titles.lookup(before))
    heads = any(words.heads.lookup(key) for key in (keys[0], before))
    family = len(keys) > 2 and keys[-1].startswith("ال") and keys[-1] not in words.adjectives
    family = family and not any(is_verbal(token) for token in tokens[inside[0] : inside[1]])
    enough = given > 1 or (given and (cued or family))
    if heads or not enough or not _starts_person(keys, words):
        return None
    return Proposal(*inside, 0, "person", FIRM)


def _starts_person(keys: list[str], words: NameWords) -> bool:
    """Whether one of the first two words is a given name, and the first no ordinary word."""
    first = keys[0] in words.given or keys[0] in words.kunyas or keys[0] in words.firsts
    return first or (keys[1] in words.given and not is_ordinary(keys[0], words))


def _join_overlapping(found: list[Proposal]) -> list[Proposal]:
    """Let a longer name that holds a shorter one stand in its place, with the better trust."""
    kept: list[Proposal] = []
    for proposal in sorted(found, key=lambda p: (p.first, p.first - p.last)):
        if kept and proposal.first < kept[-1].last and proposal.last <= kept[-1].last:
            kept[-1] = kept[-1]._replace(trust=max(kept[-1].trust, proposal.trust))
        else:
            kept.append(proposal)
    return kept


def _find_titled(tokens: list[Token], index: int, words: NameWords) -> Proposal | None:
    """Return the person named right behind a title that begins at a token."""
    match = words.titles.match(tokens, index)
    if match is None:
        return None
    kind = match.entries[0]
    start = match.last
    # د. فلان; in notices of courts also العقيد / فلان.
    marks = "./" if kind == "initial" else "/"
    start += start < len(tokens) and tokens[start].text in marks
    start = _skip_modifiers(tokens, start, words)
    if _is_epithet(tokens, start, words):
        start += 1
    if start >= len(tokens) or tokens[start].kind != "word" or _is_verbal_noun(tokens[start].key):
        return None
    end, parts = find_person_end(tokens, start, tokens[start].key)
    if not parts and kind == "rank" and tokens[start].key == "علي":
        end, parts = _find_dotless(tokens, start, words)
    if not parts and kind == "rank":
        end, parts = _find_odd_first(tokens, start, words)
    if not parts:
        end, parts = _find_lone_surname(tokens, start, words)
    if kind == "office" and not parts:
        start, end, parts = _find_holder(tokens, start, words)
    # Behind a noun the word is its adjective: التفجير الإرهابي.
    adjective = kind == "loose" and index > 0 and tokens[index - 1].key.startswith("ال")
    # An office needs its body, or at least an adjective, before the name of its holder.
    bare = kind == "office" and start == match.last
    if not parts or not _is_enough(kind, parts) or ((adjective or bare) and parts[0] == UNKNOWN):
        return None
    if len(parts) > 1 and parts[0] == UNKNOWN and tokens[start].key.startswith("ال"):
        start += 1
    return Proposal(start, end, 0, "person", FIRM if kind == "rank" else FAIR)


def _is_epithet(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether an adjective stands between rank and name: العقيد (المنشق) نديم."""
    return (
        is_adjacent(tokens, index + 1)
        and tokens[index].key.startswith("ال")
        and tokens[index].key not in words.given
        and words.given.get(tokens[index + 1].key) == SURE
    )


def _find_holder(tokens: list[Token], start: int, words: NameWords) -> tuple[int, int, list[int]]:
    """Return where the holder of an office is named behind its body: حاكم ولاية لوغار حليم فداي."""
    for index in range(start + 1, min(start + 1 + MAX_BODY_WORDS, len(tokens))):
        token = tokens[index]
        if not is_adjacent(tokens, index) or token.kind != "word" or token.key in words.stops:
            break
        if "rank" in words.titles.lookup(token.key):  # وزير الدفاع العميد ركن فلان: his rank
            break
        if token.key not in words.given and not is_name_material(token.key):
            continue
        end, parts = find_person_end(tokens, index, token.key)
        odd = token.key.startswith("ال") and token.key not in words.given
        if len(parts) > 1 and not odd and not _is_place(tokens, index):
            return index, end, parts
    return start, start, []


def _is_place(tokens: list[Token], index: int) -> bool:
    listed = load_listed().match(tokens, index)
    return listed is not None and listed.entries[0].type != "person"


def _skip_modifiers(tokens: list[Token], start: int, words: NameWords) -> int:
    """Return the token behind nationalities and former, late, deposed: الرئيس السوري السابق."""
    while is_adjacent(tokens, start):
        key = tokens[start].key
        if key in words.nationalities or key in words.former or key in words.adjectives:
            start += 1
        else:
            break
    return start


def _find_lone_surname(tokens: list[Token], start: int, words: NameWords) -> tuple[int, list[int]]:
    """Return the family name that stands alone behind a title: العميد المسماري."""
    key = tokens[start].key
    known = words.titles.lookup(key) or words.heads.lookup(key) or key in words.adjectives
    if key.startswith("ال") and len(key) > 4 and not known and is_name_material(key):
        return start + 1, [UNKNOWN]
    return start, []


def _is_verbal_noun(key: str) -> bool:
    """Whether a definite word has the form of a verbal noun: الاستهداف, الانتشار, التصعيد."""
    return (key.startswith("الا") and len(key) > 7 and key[-2] == "ا") or (
        key.startswith("الت") and len(key) == 7 and key[-2] == "ي"
    )


def _find_odd_first(tokens: list[Token], start: int, words: NameWords) -> tuple[int, list[int]]:
    """Return the name whose first word is an ordinary one, made sure by the next: اختر منصور."""
    key = tokens[start].key
    if key.startswith("ال") or key in words.stops or not is_adjacent(tokens, start + 1):
        return start, []
    end, parts = find_person_end(tokens, start + 1, tokens[start + 1].key)
    return (end, [UNKNOWN, *parts]) if parts and parts[0] == SURE else (start, [])


def _find_dotless(tokens: list[Token], start: int, words: NameWords) -> tuple[int, list[int]]:
    """Return the name that begins with علي printed as على, which a family name shows."""
    index = start + 1
    if not is_adjacent(tokens, index) or not is_name_material(tokens[index].key):
        return start, []
    if not tokens[index].key.startswith("ال") or tokens[index].key in words.nationalities:
        return start, []
    return index + 1, [SURE, LIKELY]


def _is_enough(kind: str, parts: list[int]) -> bool:
    if kind == "rank":
        return True
    if kind == "initial":
        return parts[0] >= LIKELY
    if kind == "loose":
        return parts[0] == SURE or (parts[0] == LIKELY and len(parts) > 1) or len(parts) > 1
    return parts[0] == SURE or len(parts) > 1


def _find_plain(tokens: list[Token], index: int, words: NameWords) -> Proposal | None:
    """Return the person whose given name or kunya stands at a token."""
    for form in tokens[index].forms:
        if not form.skip and _is_for(tokens[index], words):
            continue
        mother = form.key == "ام" and _is_mother(tokens, index, words)
        if not mother and not _may_begin(tokens[index], form, words):
            continue
        end, parts = find_person_end(tokens, index, form.key)
        named = index > 0 and tokens[index - 1].key in words.naming_cues
        foreign = form.key in words.particles and not form.skip and _is_said(tokens, index, end)
        enough = len(parts) > 1 or (parts == [SURE] and (named or form.key in words.kunyas))
        enough = enough or foreign
        if not enough or (form.key in words.nationalities and parts[-1] != SURE):
            continue  # العربي الوحيد
        cued = index > 0 and _is_cue(tokens[index - 1].key, words)
        last = tokens[end - 1].key
        surname = last.startswith("ال") and last.endswith("ي") and is_name_material(last)
        definite = form.key.startswith("ال")
        trust = _weigh(parts, form.proclitics, cued=cued, surname=surname, definite=definite)
        trust = trust or FAIR * foreign
        if trust:
            return Proposal(index, end, form.skip, "person", trust)
    return None


def _is_for(token: Token, words: NameWords) -> bool:
    """Whether a word is a given name behind ل or ب: لمايكل."""
    if token.key[0] not in "لب" or token.key in words.given:
        return False
    return any(
        words.given.get(form.key) == SURE and form.proclitics in ("ل", "ب") and len(form.key) > 3
        for form in token.forms
    )


def _find_aged(tokens: list[Token], index: int, words: NameWords) -> Proposal | None:
    """Return the person whose age stands behind a name: اعتقال صمويل دوبوسي (43 عاما).

    A name of rare words that no list has is shown by the age alone.
    """
    if tokens[index].text != "(" or not _is_age(tokens, index + 1):
        return None
    first = index
    while index - first < MAX_PARTS and is_adjacent(tokens, first) and first > 0:
        token = tokens[first - 1]
        rare = token.key in words.given or is_name_material(token.key)
        if token.kind != "word" or not rare or token.key in words.nationalities:
            break
        first -= 1
    size = index - first
    if size < 2 or size > MAX_AGED or tokens[first].key.startswith("ال"):
        return None
    given = tokens[first].find_form(words.given)  # لجيمس
    return Proposal(first, index, given.skip if given is not None else 0, "person", FAIR)


def _find_saying(tokens: list[Token], index: int, words: NameWords) -> Proposal | None:
    """Return who is named between a title and the أن of what he says, whatever the words.

    So أوضح الخبير الزراعي السوداني فلان الفلاني أن; a title may be joined to another (الخبير
    الزراعي وأستاذ الكيمياء فلان الفلاني أن).
    """
    if index == 0 or tokens[index - 1].key not in words.person_cues:
        return None
    match = words.titles.match(tokens, index)
    if match is None:
        return None
    limit = min(len(tokens), match.last + MAX_SAYING)
    end = next((i for i in range(match.last, limit) if tokens[i].key in words.that_cues), limit)
    if end == limit:
        return None
    end -= tokens[end - 1].text in "،,"
    start = _skip_modifiers(tokens, match.last, words)
    if start == match.last or end - start > MAX_AGED:
        start = end - 2 if tokens[end - 2].key in words.given else end
    return _make_saying(tokens, start, end, words)


def _make_saying(tokens: list[Token], start: int, end: int, words: NameWords) -> Proposal | None:
    """Return the name that tokens are, if each may be part of one and the last surely is."""
    if not 2 <= end - start <= MAX_AGED or not is_name_material(tokens[end - 1].key):
        return None
    for token in tokens[start:end]:
        odd = token.key in words.stops or token.key in words.nationalities
        odd = odd or "rank" in words.titles.lookup(token.key)
        if token.kind != "word" or odd or token.key in words.adjectives:
            return None
        if token.key[0] in "بلوف" and token.key not in words.given and len(token.forms) > 1:
            return None
    return Proposal(start, end, 0, "person", FAIR)


def _is_age(tokens: list[Token], index: int) -> bool:
    """Whether a number and عاما or سنة stand at a token, and the bracket closes."""
    if index + 2 >= len(tokens) or tokens[index].kind != "number":
        return False
    return tokens[index + 1].key in load_name_words().ages and tokens[index + 2].text in ")،,"


def _is_said(tokens: list[Token], index: int, end: int) -> bool:
    """Whether a name of two words stands behind a verb of saying: وأشار دي لوس."""
    words = load_name_words()
    return end == index + 2 and index > 0 and tokens[index - 1].key in words.person_cues


def _is_mother(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether أم is a kunya here, and not "or": a person may stand here, and a son is named."""
    if not is_adjacent(tokens, index + 1) or words.given.get(tokens[index + 1].key) != SURE:
        return False
    before = tokens[index - 1] if index else None
    return before is None or before.kind == "mark" or _is_cue(before.key, words)


def _may_begin(token: Token, form: Form, words: NameWords) -> bool:
    """Whether a person's name may begin at a word: no title, no head, no function word."""
    if token.kind != "word" or words.titles.lookup(form.key) or words.heads.lookup(form.key):
        return False
    if form.skip and is_ordinary(token.key, words) and form.key not in words.kunyas:
        return False  # لدينا: ل + دينا
    # على, written without its dots below, is folded like the name علي.
    return form.key not in words.stops or (form.key in words.given and token.text[-1] != "ى")


def _is_cue(before: str, words: NameWords) -> bool:
    """Whether the word before speaks for a person: a reporting verb, مقتل, الحكومة اليمنية."""
    return any(before in cues for cues in (words.person_cues, words.fates, words.nationalities))


def _weigh(parts: list[int], proclitics: str, *, cued: bool, surname: bool, definite: bool) -> int:
    """Return how far a name without a title is trusted; 0 if not at all."""
    first, second = parts[0], parts[1] if len(parts) > 1 else SURE
    if first == SURE:
        if proclitics.strip("و") and second == UNKNOWN and not cued:
            return 0  # لحسن الاستقبال
        return FIRM if second >= LIKELY or cued else FAIR
    surname = second == LIKELY and surname
    if first == LIKELY and (second == SURE or surname or (cued and second)):
        return FAIR if not proclitics or cued else WEAK
    return FAIR if cued and len(parts) == 2 and not proclitics and not definite else 0
