"""Names put out of sight: each letter of a name replaced, so that no span moves.

A mask is as long as the letters that it covers, counted in code points: blocks and the code of the
person (`■■■■■■■07`), so that one person is told from another and known again, and nothing else of
the name is left. Names are found whatever their spelling, with what is written together with them
(و ف ب ل ك), across spaces, hyphens and underscores, and written in one word or in two.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from rawi.language.possible import find_possible_names
from rawi.language.search_keys import make_search_keys
from rawi.lexica.tables import load_table
from rawi.text.normalise import CONTROLS, DIACRITICS, TATWEEL, fold, fold_with_map

BLOCK = "■"
# No vowels: a code is no word. 900 persons have two signs, 27,000 three.
_SIGNS = "0123456789BCDFGHJKLMNPQRSTVWXZ"
_WORD = re.compile(rf"(?:[^\W_]|[{DIACRITICS}{TATWEEL}{CONTROLS}])+")
_CLITICS = re.compile("[وف]?[بلك]?")
# Names are looked up by their first letters.
_HEAD = 8
_SHORTEST_PART = 3
_LATIN = re.compile(r"[^\W\d_\u0590-\u08ff]{3,}")
# Consonants by which a word in Latin letters is taken for a name: Ali has one, anything may.
_SHORTEST_KEY = 3
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


def make_code(number: int) -> str:
    """Return the signs that stand for a person: two or more."""
    signs = ""
    while number or len(signs) < 2:
        number, last = divmod(number, len(_SIGNS))
        signs = _SIGNS[last] + signs
    return signs


def make_mask(letters: str, code: str) -> str:
    """Return what is shown for the letters of a name: as many code points, line ends kept."""
    mask = code.rjust(len(letters), BLOCK)[-len(letters) :]
    return "".join(old if old in "\r\n" else new for old, new in zip(letters, mask, strict=True))


def cover(text: str, spots: Iterable[Spot]) -> str:
    """Return a text with spots of it masked; of those that overlap the first, whole."""
    pieces, at = [], 0
    for start, end, code in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
        if end > at:
            pieces += [text[at : max(at, start)], make_mask(text[max(at, start) : end], code)]
            at = end
    return "".join((*pieces, text[at:]))


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


class Veil:
    """What hides the private persons of one text.

    Args:
        own: The private persons that the text names.
        others: The private persons whom other texts name; None for none.
        persons: Names in the text that stay: those of public persons.
        rest: Names in the text of bodies, forces and places.
        guess: Whether what may be the name of anybody else is hidden too, without a code.
    """

    def __init__(
        self,
        own: Sequence[Secret],
        others: Names | None = None,
        *,
        persons: Iterable[str] = (),
        rest: Iterable[str] = (),
        guess: bool = False,
    ) -> None:
        self._guess = guess
        self._masked: dict[str, str] = {}
        self._secrets = own
        self._own = Names(own, parts=True)
        self._others = others
        self._persons = Names(Secret("", (name,)) for name in persons if name not in self._own)
        self._rest = Names(Secret("", (name,)) for name in rest if name not in self._own)

    def find(self, text: str, spots: Sequence[Spot] = ()) -> list[Spot]:
        """Return what is to be masked of a text.

        Args:
            text: Any text of the document, or of its record.
            spots: Where private persons are known to be named.
        """
        persons = self._persons.find(text)
        # A name within the longer name of somebody else is that one's: علي صالح in علي صالح حسن.
        whole = _leave_out([*self._own.find(text), *self._find_others(text)], persons)
        known = [*spots, *whole]
        parts = [*self._own.find_parts(text), *self._find_latin(text)]
        guesses = find_possible_names(text) if self._guess else ()
        if parts or guesses:
            shown = [*persons, *self._rest.find(text)]
            parts = _leave_out(parts, [*shown, *known])
            parts += _trim(guesses, shown, known)
        return [*known, *parts]

    def find_guesses(self, text: str) -> list[tuple[int, int]]:
        """Return what may be the name of somebody who is neither known nor shown."""
        held = [*self._persons.find(text), *self._rest.find(text), *self._own.find(text)]
        return [spot[:2] for spot in _trim(find_possible_names(text), held, [])]

    def mask(self, text: str) -> str:
        """Return a text with the private persons in it masked."""
        masked = self._masked.get(text)
        if masked is None:
            masked = self._masked[text] = cover(text, self.find(text))
        return masked

    def _find_latin(self, text: str) -> list[Spot]:
        """Return the words in Latin letters that spell a part of a private person's name."""
        return [
            (match.start(), match.end(), self._latin[keys[0]])
            for match in _LATIN.finditer(text)
            if (keys := sorted(_find_keys(match.group()) & self._latin.keys()))
        ]

    @cached_property
    def _latin(self) -> dict[str, str]:
        """The codes of private persons by the consonants of the parts of their names."""
        return {
            key: secret.code
            for secret in self._secrets
            for name in secret.names
            for part in split_name(name)
            for key in _find_keys(part)
        }

    def _find_others(self, text: str) -> list[Spot]:
        return [] if self._others is None else self._others.find(text)


def _trim(guesses: Sequence[tuple[int, int]], shown: list[Spot], known: list[Spot]) -> list[Spot]:
    """Return guesses that touch nothing shown, without what is known to be masked."""
    kept = []
    for start, end in guesses:
        if any(first < end and start < last for first, last, _ in shown):
            continue
        for first, last, _ in known:
            if first <= start < last:
                start = last
            if first < end <= last:
                end = first
        if start < end:
            kept.append((start, end, ""))
    return kept


@lru_cache(maxsize=1 << 14)
def _find_keys(word: str) -> frozenset[str]:
    return frozenset(key for key in make_search_keys(word) if len(key) >= _SHORTEST_KEY)


def _leave_out(spots: list[Spot], around: list[Spot]) -> list[Spot]:
    """Return the spots that lie in none of others."""
    held = sorted((start, end) for start, end, _ in around)
    furthest, ends = 0, []
    for _, end in held:
        furthest = max(furthest, end)
        ends.append(furthest)
    starts = [start for start, _ in held]
    kept = []
    for spot in spots:
        before = bisect_left(starts, spot[0] + 1) - 1
        if before < 0 or ends[before] < spot[1]:
            kept.append(spot)
    return kept
