"""Names of bodies and forces that no list has, built on a head: وزارة, محكمة, كتيبة, قوات."""

from typing import cast

from rawi.language.analysis import Analysis
from rawi.language.names import (
    LIKELY,
    Head,
    NameWords,
    is_adjacent,
    is_name_material,
    load_name_words,
)
from rawi.language.patterns import is_participle, is_present, is_tenth_masdar
from rawi.language.person_names import find_person_end
from rawi.language.phrases import PhraseMatch
from rawi.model import MentionType
from rawi.reading.mentions.contested import Listed
from rawi.reading.mentions.listed import load_listed
from rawi.reading.mentions.names import FAIR, FIRM, QUOTED, Proposal
from rawi.text.tokens import Token

_QUOTES = {'"': '"', "“": "”", "«": "»", "”": "“", "'": "'", "(": ")"}
MAX_QUOTED = 6


def find_bodies(analysis: Analysis) -> list[Proposal]:
    """Propose the organisations and armed groups of a text that a head word names."""
    words = load_name_words()
    found = []
    for index in range(len(analysis.tokens)):
        match = words.heads.match(analysis.tokens, index)
        if match is not None and not is_office(analysis.tokens, index):
            found += _find_behind(analysis.tokens, match, words)
    return found


def is_office(tokens: list[Token], index: int) -> bool:
    """Whether the word before makes an office of the head: وزير الداخلية التونسي."""
    return index > 0 and tokens[index - 1].key in load_name_words().offices


def _find_behind(tokens: list[Token], match: PhraseMatch[Head], words: NameWords) -> list[Proposal]:
    """Return what the names are that a head begins."""
    found = []
    for head in match.entries:
        if head.type == "place":
            continue
        for first, last, trust in _find_spans(tokens, match, head, words):
            skip = match.skip if first == match.first else 0
            type_ = cast(MentionType, head.type)
            found.append(Proposal(first, last, skip, type_, trust))
    return found


def _find_spans(
    tokens: list[Token], match: PhraseMatch[Head], head: Head, words: NameWords
) -> list[tuple[int, int, int]]:
    """Return (first, last, trust) of the names that the head begins in one of its ways."""
    after = match.last
    if head.takes == "alone":
        if _is_housed(tokens, match, words):
            return []
        end = extend_adjectives(tokens, after, words)
        return [(match.first, end, FIRM)] if not _goes_on(tokens, end, words) else []
    if head.takes == "state":
        end = extend_adjectives(tokens, after, words)
        national = any(
            _is_national(token.key, head, words) and _agrees(tokens[match.first].key, token.key)
            for token in tokens[after:end]
        )
        last = find_purpose(tokens, end, words) if head.trust == "fair" else end
        named = national or (end > after and last > end)
        return [(match.first, last, FIRM)] if named else []
    if head.takes == "quoted":
        inside = find_quoted(tokens, after)
        force = head.type == "armed_group" and inside and _is_place(tokens, inside)
        return [(*inside, QUOTED if force else FIRM)] if inside else []
    if head.takes == "person":
        end = _find_namesake(tokens, after)
        return [(match.first, end, FIRM)] if end > after else []
    if head.takes in {"number", "ordinal"}:
        end = _find_number(tokens, after, words, figures=head.takes == "number")
        return [(match.first, end, FIRM)] if end > after else []
    if head.takes == "phrase":
        held = _is_held(tokens, match)
        end, sure = _find_complement(tokens, after, words, held=held)
        if _is_described(tokens, match):
            # No genitive follows a noun with its adjective: اللجنة الدولية (فلان).
            end = find_purpose(tokens, extend_adjectives(tokens, after, words), words)
            sure = end > after
        if end == after or not (head.strong or sure) or _drops(tokens, match, end):
            return []
        return [(match.first, end, FIRM if head.strong or held else FAIR)]
    return []


def _is_described(tokens: list[Token], match: PhraseMatch[Head]) -> bool:
    """Whether a head is a definite noun with an adjective: اللجنة الدولية."""
    first, last = tokens[match.first].key[match.skip :], tokens[match.last - 1].key
    return match.last - match.first > 1 and first.startswith("ال") and last.startswith("ال")


def _is_national(key: str, head: Head, words: NameWords) -> bool:
    """Whether an adjective names whose body it is; an organisation's is that of a country."""
    country = words.nationalities.get(key)
    return bool(country) or (country is not None and head.type == "armed_group")


def _agrees(head: str, adjective: str) -> bool:
    """Whether an adjective has the gender of a head; أجهزة (الأمن) الروسية has not."""
    feminine = head.endswith(("ه", "ات")) or head in load_name_words().feminines
    return feminine == adjective.endswith("ه")


def _drops(tokens: list[Token], match: PhraseMatch[Head], end: int) -> bool:
    """Whether a generic head drops before a listed name of its own: ميليشيا حزب الله.

    Or where the lexicon has the phrase and says that its head drops: ميليشيات الحوثي.
    """
    whole = load_listed().match(tokens, match.first)
    if whole is not None and whole.last == end and whole.entries[0].headed:
        return True
    if not any(head.takes == "listed" for head in match.entries):
        return False
    listed = load_listed().match(tokens, match.last)
    return listed is not None and listed.last == end and not listed.skip


def _is_housed(tokens: list[Token], match: PhraseMatch[Head], words: NameWords) -> bool:
    """Whether a noun before makes a site or a body of its own of a force: مركز (ل)لشرطة."""
    if not is_adjacent(tokens, match.first) or match.proclitics not in ("", "ل"):
        return False
    before = tokens[match.first - 1]
    keys = [form.key for form in before.forms] + [before.key.removesuffix("ا")]
    heads = (head for key in keys for head in words.heads.lookup(key))
    return any(
        (head.type == "place" and head.takes == "site")
        or (head.takes == "phrase" and head.type == "organization")
        for head in heads
    )


def _goes_on(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether the noun phrase goes on with an adjective that is no part of a name."""
    if not is_adjacent(tokens, index):
        return False
    return tokens[index].key in words.unnamed


def find_quoted(tokens: list[Token], index: int) -> tuple[int, int] | None:
    """Return the tokens inside the quotation marks that open at a token, if they are few."""
    if not is_adjacent(tokens, index) or tokens[index].text not in _QUOTES:
        return None
    if tokens[index].text == "(" or _closes(tokens, index):
        return None
    close = _QUOTES[tokens[index].text]
    for end in range(index + 1, min(index + 2 + MAX_QUOTED, len(tokens))):
        if tokens[end].text in (close, tokens[index].text):
            return (index + 1, end) if end > index + 1 else None
        if tokens[end].kind == "mark":
            return None
    return None


def _closes(tokens: list[Token], index: int) -> bool:
    """Whether a mark touches the word before it, and not the one behind: it closes there."""
    if index + 1 >= len(tokens) or tokens[index - 1].key in ("ل", "ال", "ب", "و"):
        return False
    touches = tokens[index - 1].end == tokens[index].start and tokens[index - 1].kind == "word"
    return touches and tokens[index].end < tokens[index + 1].start


def extend_adjectives(tokens: list[Token], index: int, words: NameWords) -> int:
    """Return the token behind the adjectives and nationalities that go on a body's name."""
    while is_adjacent(tokens, index):
        key = tokens[index].key
        if key not in words.adjectives and key not in words.nationalities:
            break
        index += 1
    return index


def _is_held(tokens: list[Token], match: PhraseMatch[Head]) -> bool:
    """Whether an office is held in what a head begins: رئيس لجنة الأمن, مدير عام مكتب الصحة.

    Not in a place (رئيس بلدية سبها).
    """
    if match.proclitics or any(head.type == "place" for head in match.entries):
        return False
    for before in (match.first - 1, match.first - 2):
        if before < 0 or not is_adjacent(tokens, before + 1):
            return False
        if any(form.key in load_name_words().held for form in tokens[before].forms):
            return True
        if tokens[before].key != "عام":
            return False
    return False


def _find_complement(
    tokens: list[Token], index: int, words: NameWords, *, held: bool = False
) -> tuple[int, bool]:
    """Return the end of the genitive behind a head, and whether it holds a name.

    الداخلية, حقوق الإنسان, طارق بن زياد, شهداء بدر, تونس; then adjectives, and one purpose with ل.
    What an office is held in is named by any definite noun, and by two that و joins.
    """
    end, named, more = index, False, False
    for _ in range(3):
        if not is_adjacent(tokens, end) or tokens[end].kind != "word":
            break
        linked = tokens[end].key in words.linkers
        before, dangling = end, more
        end, more, named = _find_noun(tokens, end, words, named or linked)
        if held and end == before and _is_common(tokens[end].key, words):
            end, more = end + 1, True
        if dangling and end == before:
            return index, False  # لجنة تحقيق, and no more
        if not more:
            break
    if end == index or more:
        return index, False
    after = extend_adjectives(tokens, end, words)
    longer = _extend_held(tokens, after, words) if held else after
    held = held and not _is_function(tokens, index, longer, words)
    after = longer if held else after
    named = named or held or any(t.key in words.nationalities for t in tokens[end:after])
    last = find_purpose(tokens, after, words)
    return last, named or last > after


def _is_common(key: str, words: NameWords) -> bool:
    """Whether a word is an indefinite noun that a definite one may follow: مركز حوار الثقافات."""
    known = key in words.stops or key in words.place_generics or words.titles.lookup(key)
    return not known and not key.startswith("ال") and "ال" + key not in words.adjectives


def _is_function(tokens: list[Token], index: int, end: int, words: NameWords) -> bool:
    """Whether one noun only says what a body does or stands for one: مجلس الإدارة, فرع الوزارة."""
    key = tokens[index].key.removeprefix("ال")
    heads = words.heads.lookup(key)
    return end == index + 1 and (
        key in words.functions or any(head.type == "organization" for head in heads)
    )


def _extend_held(tokens: list[Token], index: int, words: NameWords) -> int:
    """Return the token behind what goes on the name of a body that an office is held in.

    Adjectives in ية (لجنة التنمية السياحية), and a noun that و joins (مكتب الصحة والسكان).
    """
    while is_adjacent(tokens, index):
        key = tokens[index].key
        nisba = key.startswith("ال") and key.endswith("يه") and not words.titles.lookup(key)
        if not nisba and not _is_joined(tokens, index, words):
            break
        index = extend_adjectives(tokens, index + 1, words)
    return index


def _is_joined(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether و joins another definite noun to a body's name: مكتب الصحة والسكان."""
    if not is_adjacent(tokens, index) or not tokens[index].key.startswith("وال"):
        return False
    key = tokens[index].key[1:]
    office = words.titles.lookup(key) or key.removeprefix("ال") in words.held
    return not office and not find_person_end(tokens, index, key)[1]


def find_named_after(tokens: list[Token], index: int) -> int:
    """Return the end of title and person that something is named after; `index` if none.

    مركز الملك سلمان, مدينة الأمير سلطان: a given name must follow the one title at the token.
    """
    start, title = index + 1, tokens[index].key
    epithet = title in load_name_words().former  # جيش المخلوع صالح
    if not is_adjacent(tokens, start) or not title.startswith("ال") or epithet:
        return index
    end, parts = find_person_end(tokens, start, tokens[start].key)
    return end if parts and parts[0] >= LIKELY else index


def _is_place(tokens: list[Token], span: tuple[int, int]) -> bool:
    """Whether tokens are a listed place."""
    listed = load_listed().match(tokens, span[0])
    return listed is not None and listed.last == span[1] and listed.entries[0].type == "place"


def _find_namesake(tokens: list[Token], index: int) -> int:
    """Return the end of the person whose full name a force bears; `index` if none."""
    if not is_adjacent(tokens, index) or tokens[index].kind != "word":
        return index
    end, parts = find_person_end(tokens, index, tokens[index].key)
    return end if len(parts) > 1 and parts[0] >= LIKELY else index


def _find_number(tokens: list[Token], index: int, words: NameWords, *, figures: bool) -> int:
    """Return the end of the number and arm of a unit: 55 مدرع, الخامس عشر; `index` if none.

    A figure behind what takes ordinals alone counts something else (قتل الجيش 12 مسلحا), as does
    one that an accusative noun follows (أوقف اللواء 23 شخصا).
    """
    if not is_adjacent(tokens, index):
        return index
    token = tokens[index]
    ordinal = token.key.startswith("ال") and token.key in words.ordinals
    figure = figures and token.kind == "number" and not _counts(tokens, index, words)
    if not figure and not ordinal:
        return index
    end = index + 1
    while is_adjacent(tokens, end) and (
        tokens[end].key in words.arm_cues or tokens[end].key in words.adjectives
    ):
        end += 1
    return end


def _counts(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether a figure counts the noun behind it, which is in the accusative: 23 شخصا."""
    if not is_adjacent(tokens, index + 1):
        return False
    key = tokens[index + 1].key
    return len(key) > 3 and key.endswith("ا") and key[:-1] in words.ordinary


def find_purpose(tokens: list[Token], index: int, words: NameWords) -> int:
    """Return the end of the purpose of a body at a token: لحقوق الإنسان, للأنباء; else `index`."""
    if not is_adjacent(tokens, index):
        return index
    form = next((f for f in tokens[index].forms if f.proclitics == "ل"), None)
    if form is None or form.key not in words.purposes:
        return index
    end = extend_adjectives(tokens, index + 1, words)
    if is_adjacent(tokens, end) and tokens[end].key.startswith("و"):
        another = tokens[end].key[1:] in words.purposes and tokens[end].key.startswith("وال")
        return extend_adjectives(tokens, end + 1, words) if another else end
    construct = end == index + 1 and not tokens[index].key.startswith("لل")
    if not construct:
        return end
    definite = is_adjacent(tokens, end) and tokens[end].key.startswith("ال")
    return extend_adjectives(tokens, end + 1, words) if definite else index


def is_verbal(token: Token) -> bool:
    """Whether an indefinite word is rather a verb or has a pronoun: أسعفت, يقود, تقوده."""
    text, key = token.text, token.key
    if key.startswith("ال") or len(key) < 4:
        return False
    feminine = key.endswith("ت") and not key.endswith("ات")
    return (
        feminine
        or text.endswith(("ه", "وا", "هم", "ها"))
        or (key[0] == "ي" and (len(key) < 6 or key.endswith("ون")))
    )


def _may_be_inside(entry: Listed) -> bool:
    return entry.type != "person" and not entry.doubtful


def _find_noun(
    tokens: list[Token], index: int, words: NameWords, named: bool
) -> tuple[int, bool, bool]:
    """Return (end of one noun of a genitive, whether it needs another, whether a name is in)."""
    key = tokens[index].key
    if "loose" in words.titles.lookup(key):
        end = find_named_after(tokens, index)
        return end, False, named or end > index
    if key in words.stops or words.titles.lookup(key):
        return index, False, named
    listed = load_listed().match(tokens, index)
    if listed is not None and listed.skip == 0 and _may_be_inside(listed.entries[0]):
        return listed.last, False, True
    end, parts = find_person_end(tokens, index, key)
    if parts and parts[0] >= LIKELY and len(parts) > 1:
        return end, False, True
    if (
        key in words.place_generics
        or is_verbal(tokens[index])
        or (is_present(key) and key not in words.given)
    ):
        return index, False, named
    if key.startswith("ال"):
        rare = is_name_material(key) and not is_tenth_masdar(key)
        return index + 1, False, named or rare
    if key in words.linkers:
        return index + 1, True, named
    definite = "ال" + key
    adjective = definite in words.adjectives or definite in words.nationalities
    adjective = adjective or key.endswith("يه") or (key.endswith("ي") and len(key) > 4)  # تمثيلي
    adjective = adjective or is_participle(key)
    if adjective or not is_name_material(key):
        return index, False, named
    return index + 1, False, True
