"""Outlets and bodies that only their place in the text shows: datelines, «لـ "…"», «مراسل …».

Datelines stand at the beginning of a line: الكفرة (نبأ الساحل) -, أوغاريت بوست (إدلب) –.
"""

from typing import cast

from rawi.language.analysis import Analysis
from rawi.language.names import NameWords, is_adjacent, is_ordinary, load_name_words
from rawi.model import MentionType
from rawi.reading.mentions.bodies import find_quoted
from rawi.reading.mentions.listed import load_listed
from rawi.reading.mentions.names import FAIR, FIRM, Proposal
from rawi.text.tokens import Token

_DASHES = frozenset("-–—ـ")
MAX_WORDS = 4
# Who tells it stands so many words before the outlet: وقال مصدر طبي في المدينة لـ"…".
MAX_TELLING = 8


def find_outlets(analysis: Analysis) -> list[Proposal]:
    """Propose the outlets of datelines, and names that words before quotation marks announce."""
    words = load_name_words()
    tokens = analysis.tokens
    found = []
    for index, token in enumerate(tokens):
        if token.text == "(" and index:
            found += _find_dateline(analysis, index, words)
        elif token.key == "ل":
            found += _find_told(tokens, index, words)
        elif token.key in words.naming_cues:
            found += _find_called(tokens, index, words)
        else:
            found += _find_reporting(tokens, index, words)
    return found


def _find_dateline(analysis: Analysis, index: int, words: NameWords) -> list[Proposal]:
    """Return the outlet of a dateline whose bracket opens at a token."""
    tokens = analysis.tokens
    close = next(
        (
            i
            for i in range(index + 1, min(index + 2 + MAX_WORDS, len(tokens)))
            if tokens[i].text == ")"
        ),
        0,
    )
    if close < index + 2 or close + 1 >= len(tokens) or tokens[close + 1].text not in _DASHES:
        return []
    first = _find_line_start(analysis, index)
    if first is None or first == index:
        return []
    place = load_listed().match(tokens, index + 1)
    if place is not None and place.last == close and place.entries[0].type == "place":
        last = index
    else:
        first, last = index + 1, close
    named = all(token.kind == "word" for token in tokens[first:last])
    if not named or (last - first == 1 and is_ordinary(tokens[first].key, words)):
        return []  # (خاص), (وكالات)
    return [Proposal(first, last, 0, "organization", FIRM)]


def _find_line_start(analysis: Analysis, index: int) -> int | None:
    """Return the first token of the line, if it is at most four words before a token."""
    tokens = analysis.tokens
    for first in range(index - 1, max(-1, index - 1 - MAX_WORDS), -1):
        if first == 0 or "\n" in analysis.doc.text[tokens[first - 1].end : tokens[first].start]:
            return first
    return None


def _find_told(tokens: list[Token], index: int, words: NameWords) -> list[Proposal]:
    """Return the outlet to which somebody tells something: وقالت مصادر لـ"أثر"."""
    inside = find_quoted(tokens, index + 1)
    if inside is None or inside[1] - inside[0] > MAX_WORDS:
        return []
    before = tokens[max(0, index - MAX_TELLING) : index]
    if not any(token.key in words.person_cues or token.key in words.telling for token in before):
        return []
    return [Proposal(*inside, 0, "organization", FAIR)]


def _find_reporting(tokens: list[Token], index: int, words: NameWords) -> list[Proposal]:
    """Return the outlet whose reporter speaks: قال مراسل ساحل بوست إن."""
    heads = [head for form in tokens[index].forms for head in words.heads.lookup(form.key)]
    if not any(head.takes == "press" for head in heads):
        return []
    inside = find_quoted(tokens, index + 1)
    if inside is not None and inside[1] - inside[0] <= MAX_WORDS:
        return [Proposal(*inside, 0, "organization", FIRM)]
    if index == 0 or tokens[index - 1].key not in words.person_cues | words.fates:
        return []
    first = last = index + 1
    while is_adjacent(tokens, last) and last - first < MAX_WORDS and _may_be_paper(tokens[last]):
        if last > first and _begins_news(tokens[first], tokens[last], words):
            break
        last += 1
    if last == first or last >= len(tokens) or not _names_paper(tokens[first:last], words):
        return []
    ended = tokens[last].text in "،,:" or tokens[last].key in ("ان", "في")
    if not ended and not _begins_news(tokens[first], tokens[last], words):
        return []
    return [Proposal(first, last, 0, "organization", FAIR)]


def _may_be_paper(token: Token) -> bool:
    words = load_name_words()
    stopped = token.key in words.stops and token.key not in words.kunyas  # ساحل إف إم
    return token.kind in ("word", "latin") and not stopped and token.key != "ان"


def _begins_news(first: Token, token: Token, words: NameWords) -> bool:
    """Whether a word is no part of a definite name any more: أعلنت قناة المدار | مقتل مصورها."""
    return (
        first.key.startswith("ال")
        and token.kind == "word"
        and not token.key.startswith("ال")
        and is_ordinary(token.key, words)
    )


def _names_paper(tokens: list[Token], words: NameWords) -> bool:
    """Whether words behind a reporter name an outlet: no kind of one, no adjective, no person."""
    first = tokens[0].key
    bare = [form.key.removeprefix("ال") for form in tokens[0].forms]
    heads = [head for key in bare for head in words.heads.lookup(key)]
    kind = any(head.type == "organization" for head in heads) or first in words.place_generics
    if kind or first in words.given or first in words.nationalities or first in words.adjectives:
        return False
    if len(tokens) == 1:
        return first.startswith("ال") or not is_ordinary(first, words)
    if first.startswith("ال"):  # وكالة الأنباء الرسمية
        return any(not is_ordinary(token.key, words) for token in tokens)
    return "ال" + first not in words.adjectives and not first.endswith(("ي", "يه"))


def _find_called(tokens: list[Token], index: int, words: NameWords) -> list[Proposal]:
    """Return the group of which a noun before, and a name behind, are given: خلية تسمى "…"."""
    inside = find_quoted(tokens, index + 1)
    if inside is None or inside[1] - inside[0] > MAX_WORDS:
        return []
    for token in reversed(tokens[max(0, index - MAX_TELLING) : index]):
        types = [
            h.type for f in token.forms for h in words.heads.lookup(f.key) if h.takes == "free"
        ]
        if types:
            return [Proposal(*inside, 0, cast(MentionType, types[0]), FAIR)]
    return []
