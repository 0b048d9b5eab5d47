"""Names that are looked for in a text, whatever their spelling.

They are found with what is written together with them (و ف ب ل ك), across spaces, hyphens and
underscores, and written in one word or in two.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rawi.lexica.tables import load_table
from rawi.text.normalise import CONTROLS, DIACRITICS, TATWEEL, fold, fold_with_map

_WORD = re.compile(rf"(?:[^\W_]|[{DIACRITICS}{TATWEEL}{CONTROLS}])+")
_CLITICS = re.compile("[وف]?[بلك]?")
# Names are looked up by their first letters.
_HEAD = 8
_SHORTEST_PART = 3
# Words that are no name by themselves, though they may stand in one.
_NO_NAMES = (
    "names/stops", "names/functions", "names/place_words", "names/heads", "names/titles",
    "names/particles", "titles/offices",
)  # fmt: skip

Spot = tuple[int, int, str]


class Secret(NamedTuple):
    """A person who is not to be named.

    Attributes:
        code: Signs that stand for the person; empty for none.
        names: Names as printed, in either script.
    """

    code: str
    names: tuple[str, ...]


class _Stream:
    """The folded letters of a text's words without what stands between them."""

    def __init__(self, text: str) -> None:
        words = [(match, _fold_word(match.group())) for match in _WORD.finditer(text)]
        self._words = [(match.start(), match.group()) for match, word in words if word]
        self.starts: list[int] = []
        at = 0
        for _, word in words:
            if word:
                self.starts.append(at)
                at += len(word)
        self.letters = "".join(word for _, word in words)
        self.ends = {*self.starts[1:], at}

    def find_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text of letters of the stream."""
        first = bisect_left(self.starts, start + 1) - 1
        last = bisect_left(self.starts, end) - 1
        return self._find_offsets(first, start)[0], self._find_offsets(last, end - 1)[1]

    def find_word(self, number: int) -> str:
        """Return a word as it stands in the text."""
        return self._words[number][1]

    def _find_offsets(self, number: int, at: int) -> tuple[int, int]:
        """Return the offsets before and after the letter of a word."""
        begin, word = self._words[number]
        place = at - self.starts[number]
        start, end = fold_with_map(word)[1].to_original(place, place + 1)
        return begin + start, begin + end


# One text is searched for several sets of names, one after the other.


@lru_cache(maxsize=8)
def _read_stream(text: str) -> _Stream:
    return _Stream(text)


@lru_cache(maxsize=1 << 16)
def _fold_word(word: str) -> str:
    return fold(word)


class Names:
    """Names to be found in texts, each with the code of its person.

    Args:
        secrets: Persons. A name that several of them have is found without a code.
        parts: Whether the words of names are found by themselves too, spelt exactly.
    """

    def __init__(self, secrets: Iterable[Secret], *, parts: bool = False) -> None:
        self._long: dict[str, list[str]] = {}
        self._codes: dict[str, str] = {}
        self._parts: dict[str, tuple[str, str]] = {}
        for secret in secrets:
            for name in secret.names:
                self._add(name, secret.code)
                for part in split_name(name) if parts else ():
                    self._add_part(part, secret.code)
        self._short = sorted({len(form) for form in self._codes if len(form) < _HEAD})

    def _add(self, name: str, code: str) -> None:
        for spelt in _list_spellings(name):
            if len(spelt) < 2:
                continue
            if spelt in self._codes:
                code = code if self._codes[spelt] == code else ""
            elif len(spelt) >= _HEAD:
                self._long.setdefault(spelt[:_HEAD], []).append(spelt)
            self._codes[spelt] = code

    def _add_part(self, part: str, code: str) -> None:
        for spelt in _list_spellings(part):
            known = self._parts.get(spelt)
            shared = known is not None and known[1] != code
            self._parts[spelt] = (_spell_end(part), "" if shared else code)

    def __len__(self) -> int:
        """Return how many forms there are."""
        return len(self._codes)

    def __contains__(self, name: str) -> bool:
        """Whether a name, in any spelling, is one of these."""
        return _join(name) in self._codes

    def find(self, text: str) -> list[Spot]:
        """Return where whole names stand, without clitics, each with its person's code."""
        if not self._codes:
            return []
        stream = _read_stream(text)
        found, at = [], 0
        for start in stream.starts:
            if start < at:
                continue
            for begin in _list_beginnings(stream.letters, start):
                form = self._match(stream, begin)
                if form:
                    at = begin + len(form)
                    found.append((*stream.find_span(begin, at), self._codes[form]))
                    break
        return found

    def _match(self, stream: _Stream, begin: int) -> str:
        """Return the longest name that begins at a letter of the stream and ends with a word."""
        letters = stream.letters
        known = self._long.get(letters[begin : begin + _HEAD])
        for form in sorted(known, key=len, reverse=True) if known else ():
            if letters.startswith(form, begin) and begin + len(form) in stream.ends:
                return form
        for length in reversed(self._short):
            form = letters[begin : begin + length]
            if form in self._codes and begin + length in stream.ends:
                return form
        return ""

    def find_parts(self, text: str) -> list[Spot]:
        """Return where single words of names stand, in their own spelling of ي and ى."""
        if not self._parts:
            return []
        stream = _read_stream(text)
        found = []
        for number, start in enumerate(stream.starts):
            for begin in _list_beginnings(stream.letters, start):
                spot = self._match_part(stream, number, begin)
                if spot is not None:
                    found.append(spot)
                    break
        return found

    def _match_part(self, stream: _Stream, number: int, begin: int) -> Spot | None:
        # عبد الله and أبو بكر are one part in two words.
        for last in (number, number + 1):
            end = [*stream.starts[last + 1 : last + 2], len(stream.letters)][0]
            if last == len(stream.starts):
                return None
            word = stream.letters[begin:end]
            # زهيرا: the alef of the accusative.
            part = self._parts.get(word) or self._parts.get(word.removesuffix("ا"))
            if part is not None and _spell_end(stream.find_word(last)) == part[0]:
                return (*stream.find_span(begin, end), part[1])
        return None


def _list_beginnings(letters: str, start: int) -> Iterator[int]:
    """Yield where a name can begin in a word: with it, or behind what is written together."""
    yield start
    match = _CLITICS.match(letters, start)
    if match is not None and match.end() > start:
        yield start + 1
        if match.end() > start + 1:
            yield match.end()


def _join(name: str) -> str:
    """Return the folded letters of a name, as a stream has them."""
    return "".join(_fold_word(match.group()) for match in _WORD.finditer(name))


def _list_spellings(name: str) -> tuple[str, ...]:
    """Return the letters of a name, and those behind ل: للحداد has the article without alef."""
    letters = _join(name)
    return (letters, letters[1:]) if letters.startswith("ال") and len(letters) > 4 else (letters,)


def _spell_end(word: str) -> str:
    """Return what tells على from علي: the last letter where it is alef maqsura."""
    bare = word.rstrip("".join(letter for letter in word if not fold(letter)))
    return bare[-1:] if bare[-1:] == "ى" else ""


def split_name(name: str) -> list[str]:
    """Return the parts of a name that name a person by themselves, those of two words whole."""
    words = [match.group() for match in _WORD.finditer(name)]
    joining = _load_joining()
    parts, n = [], 0
    while n < len(words):
        word, following = fold(words[n]), fold(words[n + 1]) if n + 1 < len(words) else ""
        if following and ("kunya" in joining.get(word, ()) or _is_second(joining, following)):
            parts.append(f"{words[n]} {words[n + 1]}")
            n += 1
        elif len(word) >= _SHORTEST_PART and word not in _load_no_names():
            parts.append(words[n])
        n += 1
    return parts


def _is_second(joining: dict[str, set[str]], word: str) -> bool:
    return bool(joining.get(word, set()) & {"servant", "second"})


@cache
def _load_joining() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in load_table("names/particles"):
        found.setdefault(fold(row["form"]), set()).add(row["part"])
    return found


@cache
def _load_no_names() -> frozenset[str]:
    given = {fold(row["form"]) for row in load_table("names/given")}
    found = {
        fold(word)
        for table in _NO_NAMES
        for row in load_table(table)
        for word in row["form"].split()
    }
    return frozenset(found - given)
