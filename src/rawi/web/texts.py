"""The words of all articles of a record, in memory: which articles have some words, in a moment.

Texts are folded as everywhere and taken apart into words; each word of the vocabulary has the
places where it stands, counted over all texts one after the other. A word asked for is every form
of it that the vocabulary has (clitics before it, pronouns and plural endings behind it), so that
asking costs a few look-ups and the length of the lists, never a walk through the texts.
"""

import contextlib
import re
import threading
from array import array
from collections.abc import Set
from datetime import date
from itertools import product

import duckdb
import numpy as np
import numpy.typing as npt

from rawi.text.normalise import CONTROLS, DIACRITICS, TATWEEL, fold
from rawi.web.failures import RefusalError
from rawi.web.questions import Served

Places = npt.NDArray[np.int32]
Chosen = npt.NDArray[np.bool_]

WORDS = re.compile(r"\w+")
BEFORE = (
    *map("".join, product(("", "و", "ف"), ("", "ب", "ل", "ك", "س"), ("", "ال"))),
    "لل", "ولل", "فلل",
)  # fmt: skip
AFTER = (
    "", "ه", "ها", "هم", "هن", "هما", "ي", "نا", "ك", "كم", "ا", "ين", "ون", "ان", "ات",
)  # fmt: skip
_DROPPED = re.compile(f"[{DIACRITICS}{TATWEEL}{CONTROLS}]+")
_BATCH = 2_000
_WAIT_SECONDS = 8.0
# Days are counted from year 1; articles without one come last, and pass no bound.
_NO_DAY = -1


class _Vocabulary(dict[str, int]):
    """Words as they are written, with the number of what each is folded to.

    A word is folded when it is met first: that is half the work of folding the texts.

    Attributes:
        folded: Folded words, with their numbers.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folded: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        folded = fold(word)
        if WORDS.fullmatch(folded) is None:
            raise KeyError(word)  # one letter that is several words, as U+FDFA
        self[word] = number = self.folded.setdefault(folded, len(self.folded))
        return number

    def number(self, text: str) -> list[int]:
        """Return the numbers of the words of a text, in order."""
        try:
            return [self[word] for word in WORDS.findall(_DROPPED.sub("", text))]
        except KeyError:
            return [self[word] for word in WORDS.findall(fold(text))]


class Index:
    """The words of a record's articles; read beside the first questions.

    Args:
        record: Open for as long as the index is asked.

    Cost: four bytes twice for every word of the texts, and the vocabulary.
    """

    def __init__(self, record: Served) -> None:
        self._ready = threading.Event()
        self._keys: list[str] = []
        source = record.connection.cursor()
        threading.Thread(target=self._read, args=(source,), daemon=True).start()

    def _read(self, source: duckdb.DuckDBPyConnection) -> None:
        # Where the record is closed meanwhile nobody asks any more.
        with contextlib.suppress(duckdb.Error):
            self._fill(source)

    def _fill(self, source: duckdb.DuckDBPyConnection) -> None:
        vocabulary = _Vocabulary()
        words, ends = array("i"), array("i")
        outlets, days = list[str | None](), array("i")
        source.execute("SELECT document, outlet, published, text FROM documents")
        while rows := source.fetchmany(_BATCH):
            for key, outlet, day, text in rows:
                words.extend(vocabulary.number(text))
                ends.append(len(words))
                self._keys.append(key)
                outlets.append(outlet)
                days.append(_NO_DAY if day is None else day.toordinal())
        self._vocabulary = vocabulary.folded
        self._words = np.frombuffer(words, dtype=np.int32)
        self._ends = np.frombuffer(ends, dtype=np.int32)
        self._outlets = np.array(outlets, dtype=object)
        self._days = np.frombuffer(days, dtype=np.int32)
        # Newest first, those of one day by their keys; _NO_DAY is before all days.
        order = sorted(range(len(days)), key=lambda n: (-days[n], self._keys[n]))
        self._order = np.array(order, dtype=np.int64)
        # Places word by word, in the order of the texts: those of word w lie from _first[w].
        self._places = np.argsort(self._words, kind="stable").astype(np.int32)
        counts = np.bincount(self._words, minlength=len(vocabulary.folded))
        self._first = np.concatenate(([0], np.cumsum(counts)))
        self._ready.set()

    def find(
        self,
        words: list[str],
        *,
        outlet: str | None,
        first: date | None,
        last: date | None,
        also: Set[str] = frozenset(),
    ) -> list[str]:
        """Return the keys of the articles that have all the words, the newest first.

        Args:
            words: Words or phrases, folded; what is no letter only parts the words of a phrase.
            outlet: Of this outlet only.
            first: Published on this day or later.
            last: Published on this day or earlier.
            also: Articles that are found without the words.

        Raises:
            RefusalError: the texts are not read yet.
        """
        if not self._ready.wait(_WAIT_SECONDS):
            raise RefusalError(503, "the texts are still being read", "Ask again in a moment")
        chosen = self._choose(outlet, first, last)
        worded = np.ones(len(self._keys), dtype=np.bool_)
        for word in words:
            worded &= self._mark(self._find_places(WORDS.findall(word)))
        if also:
            worded |= np.fromiter((key in also for key in self._keys), np.bool_, len(self._keys))
        chosen &= worded
        return [self._keys[n] for n in self._order[chosen[self._order]]]

    def _choose(self, outlet: str | None, first: date | None, last: date | None) -> Chosen:
        """Return which articles are of an outlet and lie between days."""
        chosen = np.ones(len(self._keys), dtype=np.bool_)
        if outlet is not None:
            chosen &= self._outlets == outlet
        if first is not None:
            chosen &= self._days >= first.toordinal()
        if last is not None:
            chosen &= (self._days <= last.toordinal()) & (self._days != _NO_DAY)
        return chosen

    def _mark(self, places: Places) -> Chosen:
        """Return which articles have one of the places."""
        marked = np.zeros(len(self._keys), dtype=np.bool_)
        marked[np.searchsorted(self._ends, places, side="right")] = True
        return marked

    def _find_places(self, phrase: list[str]) -> Places:
        """Return where words stand one behind the other, clitics around the whole."""
        if not phrase:
            return np.empty(0, dtype=np.int32)
        forms = [self._list_forms(phrase, n) for n in range(len(phrase))]
        # From the rarest word of the phrase, its neighbours are looked at, not looked for.
        counts = [sum(self._count(form) for form in words) for words in forms]
        rarest = counts.index(min(counts))
        places = self._join(forms[rarest]) - rarest
        places = places[(places >= 0) & (places + len(phrase) <= len(self._words))]
        for n, words in enumerate(forms):
            if n != rarest:
                places = places[np.isin(self._words[places + n], words)]
        if len(phrase) == 1:
            return places
        ends = self._ends[np.searchsorted(self._ends, places, side="right")]
        return places[places + len(phrase) <= ends]

    def _list_forms(self, phrase: list[str], n: int) -> list[int]:
        """Return the numbers of the forms that a word of a phrase takes in the vocabulary."""
        before = BEFORE if n == 0 else ("",)
        after = AFTER if n == len(phrase) - 1 else ("",)
        cores = list_cores(phrase[n], first=n == 0, last=n == len(phrase) - 1)
        forms = {a + core + z for a in before for core in cores for z in after}
        return sorted(n for form in forms if (n := self._vocabulary.get(form, -1)) >= 0)

    def _count(self, word: int) -> int:
        return int(self._first[word + 1] - self._first[word])

    def _join(self, words: list[int]) -> Places:
        """Return the places of any of some words."""
        if not words:
            return np.empty(0, dtype=np.int32)
        return np.concatenate([self._places[self._first[w] : self._first[w + 1]] for w in words])


def list_cores(word: str, *, first: bool = True, last: bool = True) -> list[str]:
    """Return what stands in every form of a folded word: without its article, ه also as ت.

    Args:
        word: Folded.
        first: Whether clitics may stand before it: then its article is one of them.
        last: Whether endings may stand behind it: ta marbuta, folded to ه, is ت before a pronoun.
    """
    bare = word.removeprefix("ال") if first and len(word) > 4 else word
    ends = last and bare.endswith("ه") and len(bare) > 3
    return [bare, bare[:-1] + "ت"] if ends else [bare]
