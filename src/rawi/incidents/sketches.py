"""Sketches of texts: hashed word shingles, of which a fixed share is kept to find copies by.

A shingle is five folded words in a row. The sketch keeps the shingles whose hash falls below a
fixed share of all hashes (FracMinHash), so that the sketch of a text inside a longer one is a part
of the longer one's, which MinHash of fixed size does not give.

Source: FracMinHash, after Irber et al., "Lightweight compositional analysis of metagenomes with
FracMinHash and minimum metagenome covers", 2022; shingles after Broder 1997.
"""

import re
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rawi.text.normalise import CONTROLS, DIACRITICS, TATWEEL, fold

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int32]

WORDS_PER_SHINGLE = 5
# One shingle in four is indexed: of a wire text of 40 words (36 shingles) inside a longer article
# about nine are, and none at all only once in 30,000 times.
SAMPLED_SHARE = 4
_WORD = re.compile(rf"[^\W_](?:[\w{DIACRITICS}{TATWEEL}{CONTROLS}]*)")
_MULTIPLIERS = tuple(
    int.from_bytes(blake2b(bytes([place]), digest_size=8).digest(), "little") | 1
    for place in range(WORDS_PER_SHINGLE)
)
_LIMIT = np.uint64(2**64 // SAMPLED_SHARE)


class Sketch(NamedTuple):
    """The shingles of a text.

    Attributes:
        shingles: Hash of each distinct shingle, ascending. Shape (n,).
        starts: Offset of the first code point of that shingle (where it stands first). Shape (n,).
        ends: Offset after its last code point. Shape (n,).
        words: Number of words of the text.
    """

    shingles: Hashes
    starts: Offsets
    ends: Offsets
    words: int

    def sample(self) -> Hashes:
        """Return the shingles that texts are indexed by; all of them for a very short text."""
        if len(self.shingles) <= 8 * SAMPLED_SHARE:
            return self.shingles
        return self.shingles[_mix(self.shingles) < _LIMIT]


def make_sketch(text: str) -> Sketch:
    """Return the sketch of a text; spelling variants, vowel signs and marks do not count.

    A text of fewer words than a shingle has one shingle of all its words; one without words none.
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    hashes = np.array([_hash_word(text[start:end]) for start, end in spans], dtype=np.uint64)
    size = min(WORDS_PER_SHINGLE, len(hashes))
    if size == 0:
        empty = np.zeros(0, dtype=np.int32)
        return Sketch(np.zeros(0, dtype=np.uint64), empty, empty, 0)
    count = len(hashes) - size + 1
    joined = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        joined += hashes[place : place + count] * np.uint64(_MULTIPLIERS[place])
    shingles, first = np.unique(_mix(joined), return_index=True)
    starts = np.array([start for start, _ in spans], dtype=np.int32)
    ends = np.array([end for _, end in spans], dtype=np.int32)
    return Sketch(shingles, starts[first], ends[first + size - 1], len(spans))


@lru_cache(maxsize=50_000)
def _hash_word(word: str) -> int:
    return int.from_bytes(blake2b(fold(word).encode(), digest_size=8).digest(), "little")


def _mix(values: Hashes) -> Hashes:
    """Return well-spread hashes (the finaliser of MurmurHash3)."""
    mixed = values ^ (values >> np.uint64(33))
    mixed = mixed * np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    mixed = mixed * np.uint64(0xC4CEB9FE1A85EC53)
    mixed ^= mixed >> np.uint64(33)
    return mixed
