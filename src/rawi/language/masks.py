"""Names put out of sight: each letter of a name replaced, so that no span moves.

A mask is as long as the letters that it covers, counted in code points: blocks and the code of the
person (`■■■■■■■07`), so that one person is told from another and known again, and nothing else of
the name is left. Names are found whatever their spelling, with what is written together with them
(و ف ب ل ك), across spaces, hyphens and underscores, and written in one word or in two.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from rawi.language.possible import find_possible_names
from rawi.language.search_keys import make_search_keys
from rawi.language.secret_names import Names, Secret, Spot, split_name

BLOCK = "■"
# No vowels: a code is no word. 900 persons have two signs, 27,000 three.
_SIGNS = "0123456789BCDFGHJKLMNPQRSTVWXZ"
_LATIN = re.compile(r"[^\W\d_\u0590-\u08ff]{3,}")
# Consonants by which a word in Latin letters is taken for a name: Ali has one, anything may.
_SHORTEST_KEY = 3


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
