"""Bodies and forces whose names are no list's: لواء نجمة الوادي, قوة درع التلال, لجان السفح.

A head word and a genitive of any noun is a name as often as a description (قوة حفظ النظام, مركز
شرطة). What speaks for a name is weighed: the head, a genitive of two nouns, rare words, who is
named before it, a purpose or adjective behind it, and that the article has it again.
"""

from collections import Counter
from typing import NamedTuple, cast

from rawi.language.analysis import Analysis
from rawi.language.names import (
    SURE,
    Head,
    NameWords,
    is_adjacent,
    is_ordinary,
    load_name_words,
)
from rawi.language.patterns import is_tenth_masdar
from rawi.language.phrases import PhraseMatch
from rawi.model import MentionType
from rawi.reading.mentions.bodies import (
    extend_adjectives,
    find_purpose,
    is_office,
    is_verbal,
)
from rawi.reading.mentions.listed import load_listed
from rawi.reading.mentions.names import FIRM, Proposal
from rawi.text.tokens import Token

# A head alone is worth so much; of a name three are asked. Set on 2,574 mentions of
# hand-annotated news and the nine invented articles of the gold.
WORTH = {"strong": 2, "fair": 1, "weak": 0}
ENOUGH = 3


class _Tail(NamedTuple):
    """The genitive behind a head.

    Attributes:
        first: Its first token.
        nouns: The token behind its nouns.
        last: The token behind its adjectives and purpose.
    """

    first: int
    nouns: int
    last: int


class _Candidate(NamedTuple):
    match: PhraseMatch[Head]
    head: Head
    tail: _Tail


def find_unlisted(analysis: Analysis) -> list[Proposal]:
    """Propose the bodies and forces of a text that a head and any genitive names."""
    words = load_name_words()
    tokens = analysis.tokens
    candidates = []
    for index, token in enumerate(tokens):
        if token.kind == "word":
            candidates += _find_candidates(tokens, index, words)
    if not candidates:
        return []
    counts = _count_tails(tokens, candidates)
    found = []
    for candidate in candidates:
        if _weigh(tokens, candidate, counts, words) >= ENOUGH:
            found.append(_propose(candidate))
    return found


def _find_candidates(tokens: list[Token], index: int, words: NameWords) -> list[_Candidate]:
    """Return the head and genitive that begin at a token."""
    match = words.heads.match(tokens, index)
    if match is None or is_office(tokens, index):
        return []
    heads = [head for head in match.entries if head.takes == "free"]
    if not heads or tokens[index].text.endswith("ه"):  # مؤسسه: its founder
        return []
    tail = _find_tail(tokens, match.last, words)
    if tail is None:
        return []
    pair = tail.nouns - tail.first > 1
    return [_Candidate(match, head, tail) for head in heads if pair or head.span == "whole"]


def _find_tail(tokens: list[Token], index: int, words: NameWords) -> _Tail | None:
    """Return the genitive at a token: one definite noun, or an indefinite one and another."""
    if not _is_noun(tokens, index, words):
        return None
    end = index + 1
    if not tokens[index].key.startswith("ال"):
        if not _may_begin_pair(tokens, index, words) or not _is_noun(tokens, end, words):
            return None
        if not _is_definite(tokens, end):
            return None
        end += 1
    after = extend_adjectives(tokens, end, words)
    return _Tail(index, end, find_purpose(tokens, after, words))


def _is_noun(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether a token may be a noun of a name: no function word, title, adjective or verb."""
    if not is_adjacent(tokens, index) or tokens[index].kind != "word":
        return False
    token = tokens[index]
    key = token.key
    bare = key.removeprefix("ال")
    stopped = key in words.stops and key not in words.linkers  # فجر: a noun of names too
    if len(bare) < 2 or stopped or key.startswith("لل") or "\u064b" in token.text:
        return False
    if bare in words.functions or key in words.person_cues or words.titles.lookup(key):
        return False
    definite = "ال" + bare
    adjective = definite in words.adjectives or definite in words.nationalities
    adjective = adjective or (key == bare and key.endswith("يه"))
    return not adjective and not _has_preposition(token, words)


def _has_preposition(token: Token, words: NameWords) -> bool:
    """Whether a rare word is rather a preposition and an ordinary noun: لتدفق, بحجم."""
    hosts = (form.key for form in token.forms if form.proclitics in ("ل", "ب", "ك"))
    return not is_ordinary(token.key, words) and any(is_ordinary(host, words) for host in hosts)


def _may_begin_pair(tokens: list[Token], index: int, words: NameWords) -> bool:
    """Whether an indefinite word may be the first of two: no verb, no name of its own."""
    named = words.given.get(tokens[index].key) == SURE and tokens[index].key not in words.linkers
    return not named and not is_verbal(tokens[index]) and not _is_definite(tokens, index)


def _is_definite(tokens: list[Token], index: int) -> bool:
    """Whether a token is definite: by its article, or as a name that is listed."""
    if tokens[index].key.startswith("ال"):
        return True
    if tokens[index].key in load_name_words().given:
        return False
    listed = load_listed().match(tokens, index)
    return listed is not None and listed.skip == 0 and not listed.entries[0].doubtful


def _count_tails(tokens: list[Token], candidates: list[_Candidate]) -> Counter[tuple[str, ...]]:
    """Return how often the nouns of each candidate stand in the article, with any head or none."""
    tails = {_key_of(tokens, candidate.tail) for candidate in candidates}
    counts: Counter[tuple[str, ...]] = Counter()
    for index in range(len(tokens)):
        for length in (1, 2):
            key = tuple(token.key for token in tokens[index : index + length])
            if key in tails:
                counts[key] += 1
    return counts


def _key_of(tokens: list[Token], tail: _Tail) -> tuple[str, ...]:
    return tuple(token.key for token in tokens[tail.first : tail.nouns])


def _weigh(
    tokens: list[Token],
    candidate: _Candidate,
    counts: Counter[tuple[str, ...]],
    words: NameWords,
) -> int:
    """Return how much speaks for a name."""
    tail = candidate.tail
    key = _key_of(tokens, tail)
    # Of an organisation such a noun says what it does: مركز رعاية الأطفال.
    functional = candidate.head.type == "organization" and key[0] in words.linkers
    score = WORTH[candidate.head.trust]
    score += len(key) - 1
    score += any(_is_rare(word, words) for word in key)
    score += tail.last > tail.nouns
    score += counts[key] > 1 and (len(key) > 1 or _is_rare(key[0], words))
    score += _weigh_partner(tokens, candidate) or _is_voiced(tokens, candidate, words)
    return score - functional


def _is_rare(key: str, words: NameWords) -> bool:
    """Whether a noun is rarely met but in names; a verbal noun (الاستكبار) says little."""
    return not is_ordinary(key, words) and not is_tenth_masdar(key)


def _is_voiced(tokens: list[Token], candidate: _Candidate, words: NameWords) -> bool:
    """Whether somebody speaks for the body, leads it, or it speaks itself: قائد, باسم, بحسب."""
    first = candidate.match.first
    if first == 0 or candidate.match.proclitics not in ("", "و"):
        return False
    before = tokens[first - 1].key
    return before in words.person_cues or before in words.voice_cues


def _weigh_partner(tokens: list[Token], candidate: _Candidate) -> int:
    """Return how much it tells that two are named side by side: بين لواء النجمة وقوة الدرع."""
    heads = load_name_words().heads
    first, last = candidate.match.first, candidate.tail.last
    if candidate.match.proclitics == "" and first > 0 and tokens[first - 1].key == "بين":
        joined = is_adjacent(tokens, last) and heads.match(tokens, last)
        return 3 if joined and joined.proclitics == "و" else 1
    if candidate.match.proclitics == "و":
        for index in range(max(0, first - 4), first - 1):
            if tokens[index].key == "بين" and heads.match(tokens, index + 1) is not None:
                return 3
    return 0


def _propose(candidate: _Candidate) -> Proposal:
    """Return the name, its generic head dropped where a genitive of two nouns stands alone."""
    match, head, tail = candidate
    type_ = cast(MentionType, head.type)
    drops = head.span == "tail" and tail.nouns - tail.first > 1
    if drops:
        return Proposal(tail.first, tail.nouns, 0, type_, FIRM)
    return Proposal(match.first, tail.last, match.skip, type_, FIRM)
