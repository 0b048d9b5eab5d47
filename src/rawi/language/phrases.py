"""Finding the phrases of a word list in a text, proclitics and spelling variants aside."""

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from rawi.text.normalise import fold
from rawi.text.tokens import Token, tokenise

Entry = TypeVar("Entry")


class PhraseMatch(NamedTuple, Generic[Entry]):
    """A phrase found at tokens `[first, last)`.

    Attributes:
        first: Its first token.
        last: The token after its last one.
        skip: Code points of the first token before the phrase (its proclitics).
        proclitics: Those letters, folded.
        entries: What the word list says of the phrase; several where it has several senses.
    """

    first: int
    last: int
    skip: int
    proclitics: str
    entries: tuple[Entry, ...]


def _split_keys(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase; the quick way where it is letters and spaces alone."""
    if phrase.replace(" ", "").isalpha():
        return tuple(fold(phrase).split())
    return tuple(token.key for token in tokenise(phrase))


class PhraseTable(Generic[Entry]):
    """Phrases of one or more words, each with what a word list says of it.

    Args:
        rows: Pairs of a phrase as spelt and its entry. A phrase given twice has two entries.
    """

    def __init__(self, rows: Iterable[tuple[str, Entry]]) -> None:
        found: dict[tuple[str, ...], list[Entry]] = {}
        for phrase, entry in rows:
            found.setdefault(_split_keys(phrase), []).append(entry)
        self._entries = {keys: tuple(entries) for keys, entries in found.items()}
        self._lengths: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for keys in found:
            lengths.setdefault(keys[0], set()).add(len(keys))
        self._lengths = {k: tuple(sorted(v, reverse=True)) for k, v in lengths.items()}

    def __len__(self) -> int:
        """Return the number of distinct phrases."""
        return len(self._entries)

    def __contains__(self, key: str) -> bool:
        """Whether a folded word is a phrase of its own."""
        return (key,) in self._entries

    def starts(self, key: str) -> bool:
        """Whether some phrase begins with a folded word."""
        return key in self._lengths

    def lookup(self, *keys: str) -> tuple[Entry, ...]:
        """Return the entries of a phrase given as folded words; empty if it is not listed."""
        return self._entries.get(keys, ())

    def match(self, tokens: list[Token], index: int) -> PhraseMatch[Entry] | None:
        """Return the longest phrase that begins in token `index`; of ties, the least split."""
        best: PhraseMatch[Entry] | None = None
        for form in tokens[index].forms:
            lengths = self._lengths.get(form.key)
            if lengths is None:
                continue
            for length in lengths:
                if best is not None and length <= best.last - index:
                    break
                if index + length > len(tokens):
                    continue
                keys = (form.key, *(t.key for t in tokens[index + 1 : index + length]))
                entries = self._entries.get(keys)
                if entries is not None:
                    best = PhraseMatch(index, index + length, form.skip, form.proclitics, entries)
                    break
        return best

    def iter_matches(
        self, tokens: list[Token], first: int = 0, last: int | None = None
    ) -> Iterator[PhraseMatch[Entry]]:
        """Yield the phrases of tokens `[first, last)`, leftmost and longest, none overlapping."""
        last = len(tokens) if last is None else last
        index = first
        while index < last:
            match = self.match(tokens, index)
            if match is not None and match.last <= last:
                yield match
                index = match.last
            else:
                index += 1
