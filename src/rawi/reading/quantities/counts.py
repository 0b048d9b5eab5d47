"""Number phrases with their noun: 29 شخصا, قتيلان, أكثر من 20 جريحا, خمسة منهم, أحد العناصر."""

from typing import NamedTuple

from rawi.language.numbers import Number, begins_number, load_bounds, read_number
from rawi.language.phrases import PhraseMatch
from rawi.reading.quantities.people import (
    Noun,
    find_noun,
    has_role,
    load_groups,
    load_nouns,
    load_particles,
)
from rawi.text.tokens import Token, split_enclitics


class Count(NamedTuple):
    """A count at tokens `[first, last)`.

    Attributes:
        first: Its first token.
        last: The token after its last one.
        skip: Code points of the first token before it.
        low: The least, None if open.
        high: The most, None if open.
        what: How they were affected, where the noun says so.
        head: What is counted: `noun`, `one` (a person described), `two` (a dual), `more` (آخر),
            `other` (آخرين), `of` (منهم, من عناصر), `vague` (العشرات), `bare` (a figure alone).
        proclitics: The letters split off its first token.
    """

    first: int
    last: int
    skip: int
    low: int | None
    high: int | None
    what: str
    head: str
    proclitics: str


class _Head(NamedTuple):
    """What is counted, up to token `last`."""

    last: int
    what: str
    kind: str


def read_count(tokens: list[Token], index: int) -> Count | None:
    """Return the count that begins in a token, None if none does."""
    if tokens[index].kind == "mark":
        return None
    return (
        _read_between(tokens, index)
        or _read_bounded(tokens, index)
        or _read_counted_noun(tokens, index)
        or _read_one_of(tokens, index)
    )


def _read_between(tokens: list[Token], index: int) -> Count | None:
    """Return a range of two numbers: بين 10 و15 شخصا."""
    start = index + (tokens[index].key == "ما")
    if not has_role(tokens, start, "between") or start + 1 >= len(tokens):
        return None
    low = read_number(tokens, start + 1)
    high = low and _read_upper(tokens, low.last)
    if low is None or high is None or low.skip:
        return None
    head = _read_head(tokens, high.last)
    return Count(
        index, head.last, 0, int(low.low), int(high.high), head.what, head.kind, ""
    )  # fmt: skip


def _read_upper(tokens: list[Token], index: int) -> Number | None:
    """Return the second number of a range, behind و, أو, إلى or a dash."""
    if index >= len(tokens):
        return None
    joined = tokens[index].key in ("و", "او", "الي", "-", "–")
    number = read_number(tokens, index + joined)
    if number is None:
        return None
    return number if joined or number.proclitics == "و" else None


def _read_bounded(tokens: list[Token], index: int) -> Count | None:
    """Return a number with its noun, and the word before it that opens it: أكثر من 20 جريحا."""
    bound = load_bounds("before").match(tokens, index)
    start = bound.last if bound is not None else index
    start = index if start >= len(tokens) or not begins_number(tokens[start]) else start
    bound = bound if start > index else None
    if start >= len(tokens) or not begins_number(tokens[start]):
        return None
    number = read_number(tokens, start)
    if number is None or (bound is not None and number.skip) or not _is_whole(number):
        return None
    if "ك" in number.proclitics:
        return None  # كميات is no hundreds, and whom others are likened to are not counted
    if bound is None and (tokens[start].key == "واحد" or _is_single(tokens, start)):
        return None
    upper = _read_range(tokens, number)
    high = upper or number
    head = _read_head(tokens, high.last)
    if head.kind == "bare" and number.definite and number.low == number.high:
        return None
    if head.kind == "bare" and number.low != number.high:
        head = head._replace(kind="vague")
    skip, proclitics = (bound.skip, bound.proclitics) if bound else (number.skip, number.proclitics)
    count = Count(
        index, head.last, skip, int(number.low), int(high.high), head.what, head.kind, proclitics
    )
    return _open(tokens, count, bound.entries[0] if bound is not None else "")


def _is_whole(number: Number) -> bool:
    return number.low == int(number.low) and number.low > 0


def _read_range(tokens: list[Token], number: Number) -> Number | None:
    """Return the upper end of 20 أو 30, 10-15, 20 إلى 30 behind a number in figures."""
    if number.last >= len(tokens) or tokens[number.last].key not in ("او", "-", "–", "الي"):
        return None
    upper = read_number(tokens, number.last + 1)
    if upper is None or upper.skip or upper.low <= number.low or not _is_whole(upper):
        return None
    return upper


def _open(tokens: list[Token], count: Count, bound: str) -> Count:
    """Open the count by the bound before it, or by one behind it (على الأقل)."""
    behind = _find_bound_behind(tokens, count.last)
    if behind is not None and not behind.skip and behind.entries[0] != "about":
        bound, count = behind.entries[0], count._replace(last=behind.last)
    if bound == "at_least":
        return count._replace(high=None)
    return count._replace(low=None) if bound == "at_most" else count


def _find_bound_behind(tokens: list[Token], index: int) -> PhraseMatch[str] | None:
    """Return على الأقل at a token, or behind one or two adjectives."""
    for step in range(index, min(index + 3, len(tokens))):
        found = load_bounds("after").match(tokens, step)
        if found is not None:
            return found
        if not tokens[step].key.endswith(("ا", "ين", "ون", "ه", "ي")):
            break
    return None


def _read_head(tokens: list[Token], index: int) -> _Head:
    """Return what is counted behind a number; a bare head where nothing for people follows."""
    if index >= len(tokens):
        return _Head(index, "", "bare")
    if has_role(tokens, index, "other"):
        return _Head(index + 1, "", "other")
    if has_role(tokens, index, "of"):
        return _Head(index + 1, "", "of")
    noun = find_noun(tokens, index)
    if noun is not None:
        last, what = _read_noun_tail(tokens, index + 1, noun.what)
        return _Head(last, what, "noun")
    if tokens[index].key == "من":
        return _read_of(tokens, index + 1)
    return _Head(index, "", "bare")


def _read_of(tokens: list[Token], index: int) -> _Head:
    """Return what is counted behind من: عناصر التنظيم, الأشخاص, كبار القادة."""
    for step in (index, index + 1):
        if step >= len(tokens):
            break
        noun = find_noun(tokens, step)
        if _is_group(tokens[step]) or (noun is not None and "many" in noun.numbers):
            what = noun.what if noun is not None else ""
            last, what = _read_noun_tail(tokens, step + 1, what) if what else (step + 1, what)
            return _Head(_skip_whole(tokens, last), what, "of")
    return _Head(index - 1, "", "bare")


def _skip_whole(tokens: list[Token], index: int) -> int:
    """Return the token after the number of all: ثمانية من العناصر الـ54."""
    number = read_number(tokens, index) if index < len(tokens) else None
    if number is None or not number.definite or number.skip:
        return index
    return number.last


def _is_group(token: Token) -> bool:
    """Whether a token is a plural or collective for people: عناصر, رجالها."""
    groups = load_groups()
    return token.key in groups or any(base in groups for base, _ in split_enclitics(token.key))


def _read_noun_tail(tokens: list[Token], index: int, what: str) -> tuple[int, str]:
    """Return the end of a noun with what belongs to it, and how those counted were affected.

    Adjectives of nationality, اثنين, آخرين; a second noun (قتيلا وجريحا, بين قتيل وجريح) makes the
    count one of all kinds.
    """
    while index < len(tokens) and _is_adjective(tokens, index):
        index += 1
    adjective = find_noun(tokens, index)
    if adjective is not None and adjective.what and not what and not adjective.definite:
        what, index = adjective.what, index + 1  # 10 أطفال قتلى
    start = index + 1 if has_role(tokens, index, "between") else index
    second = _find_joined_noun(tokens, start + (start > index))
    # Not خمسة قتلى وجريحان, nor خمسة شهداء وإصابة 12.
    counted = second is not None and second.numbers in (("two",), ("counted",))
    if second is not None and second.what and (what or start > index) and not counted:
        what = second.what if what == second.what else "other"
        index = start + (start > index) + 1
    return index, what


def _find_joined_noun(tokens: list[Token], index: int) -> Noun | None:
    """Return the noun that و joins at a token: وجريحا."""
    if index >= len(tokens) or not tokens[index].key.startswith("و"):
        return None
    nouns = load_nouns()
    form = next((each for each in tokens[index].forms if each.proclitics == "و"), None)
    return nouns.get(form.key) if form is not None else None


def _is_adjective(tokens: list[Token], index: int) -> bool:
    """Whether a token goes on with the noun before it: سوريين, اثنين, آخرين."""
    key = tokens[index].key
    if has_role(tokens, index, "other"):
        return True
    if has_role(tokens, index, "numeral"):  # سيدة واحدة, جنديين اثنين
        return not has_role(tokens, index + 1, "of")  # ثلاثة جنود، اثنان منهم
    return find_noun(tokens, index) is not None and not load_nouns()[key].what


def _read_counted_noun(tokens: list[Token], index: int) -> Count | None:
    """Return a noun that says its number: قتيلان, جندي, القتلى السبعة, آخر."""
    nouns = load_nouns()
    for form in tokens[index].forms:
        noun = nouns.get(form.key)
        if noun is None:
            continue
        if noun.definite or "many" in noun.numbers:
            definite = _read_definite(tokens, index, form.skip, noun)
            if definite is not None or noun.definite:
                return definite
        number = _number_of(noun)
        if number == 2 and "one" in noun.numbers and not _is_construct(tokens, index + 1):
            number = 1  # جنديا: one, in the accusative
        if number == 0 or _is_possessed(tokens[index], form.key):
            continue
        last, what = _read_noun_tail(tokens, index + 1, noun.what)
        kin = _count_kin(tokens, last) if number == 1 else 0
        head = "two" if number == 2 else "one"
        count = Count(
            index, last + (kin > 0), form.skip, number + kin, number + kin, what, head,
            form.proclitics,
        )  # fmt: skip
        return _open(tokens, count, "")
    return _read_other(tokens, index)


def _read_other(tokens: list[Token], index: int) -> Count | None:
    """Return one or two more of those counted before: آخر, آخران; not of arrests: اعتقالات أخرى."""
    if index and tokens[index - 1].key.endswith("ات"):
        return None
    for form in tokens[index].forms:
        if "other" in load_particles().lookup(form.key) and not form.key.endswith(("ين", "ون")):
            number = 2 if form.key.endswith("ان") else 1
            return Count(index, index + 1, form.skip, number, number, "", "more", form.proclitics)
    return None


def _is_construct(tokens: list[Token], index: int) -> bool:
    """Whether a collective or corps at a token completes a dual before it: ضابطا شرطة."""
    known = index < len(tokens) and tokens[index].key in load_groups()
    return known or has_role(tokens, index, "corps")


def _is_possessed(token: Token, key: str) -> bool:
    """Whether a final ha is a pronoun: والده, his father, is printed otherwise than والدة."""
    return key.endswith("ه") and not token.text.rstrip("ًٌٍَُِّْ").endswith("ة")


def _count_kin(tokens: list[Token], index: int) -> int:
    """Return how many the kin behind one person are: طفل ووالده, امرأة وابنتها."""
    if index >= len(tokens) or not tokens[index].key.startswith("و"):
        return 0
    host = next((form.key for form in tokens[index].forms if form.proclitics == "و"), "")
    nouns = load_nouns()
    if host in nouns and not (host.endswith("ه") and _is_possessed(tokens[index], host)):
        return 0
    for base, pronoun in split_enclitics(host):
        noun = nouns.get(base)
        if noun is not None and pronoun in ("ه", "ها") and not noun.definite and not noun.what:
            return _number_of(noun) if "many" not in noun.numbers else 0
    noun = nouns.get(host)
    return 0 if noun is None else _number_of(noun)


def _number_of(noun: Noun) -> int:
    """Return how many a noun without a number means: 1, 2, or 0 where it does not say."""
    if "two" in noun.numbers:
        return 2
    return 1 if "one" in noun.numbers else 0


def _read_definite(tokens: list[Token], index: int, skip: int, noun: Noun) -> Count | None:
    """Return a definite noun with its number behind it: القتلى السبعة, المتهمين الـ29."""
    if "many" not in noun.numbers and "two" not in noun.numbers:
        return None
    start = index + 1
    if not noun.definite:
        if start >= len(tokens) or not tokens[start].key.startswith("ال"):
            return None
        start += 1  # أفراد الطاقم الخمسة
    while start < min(index + 3, len(tokens)) and _is_adjective(tokens, start):
        start += 1
    number = read_number(tokens, start) if start < len(tokens) else None
    if number is None or not number.definite or number.skip or not _is_whole(number):
        return None
    value = int(number.low)
    proclitics = ""
    return Count(index, number.last, skip, value, value, noun.what, "noun", proclitics)


def _is_single(tokens: list[Token], index: int) -> bool:
    """Whether واحدة goes on with a noun: عائلة واحدة."""
    feminine = tokens[index].key == "واحده"
    return feminine and index > 0 and tokens[index - 1].key.endswith("ه")


def _read_one_of(tokens: list[Token], index: int) -> Count | None:
    """Return one of a group: أحد عناصر التنظيم."""
    if has_role(tokens, index, "one") and not _is_single(tokens, index):
        return Count(index, index + 1, 0, 1, 1, "", "one", "")
    if not has_role(tokens, index, "one_of") or index + 1 >= len(tokens):
        return None
    noun = find_noun(tokens, index + 1)
    key = tokens[index + 1].key
    if key not in load_groups() and (noun is None or "many" not in noun.numbers):
        return None
    return Count(index, index + 2, 0, 1, 1, noun.what if noun else "", "one", "")
