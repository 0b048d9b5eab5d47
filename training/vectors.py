"""Word vectors from raw news: positive PMI of neighbours, reduced by a truncated SVD.

Shape of the result: (words, size), float16, beside the list of words in order of frequency. Words
are folded tokens (`rawi.text.normalise.fold`), clitics and all: a look-up needs nothing first.
"""

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from rawi.language.tagging import make_key
from rawi.text.tokens import tokenise

WINDOW = 2
VOCABULARY = 50_000
CONTEXTS = 6_000
SIZE = 64
# Smoothing of context counts, and the power of the singular values: as usual for PPMI-SVD
# (Levy, Goldberg and Dagan 2015, "Improving Distributional Similarity with Lessons Learned").
CONTEXT_POWER = 0.75
SINGULAR_POWER = 0.5


def iter_keys(paths: list[Path]) -> Iterator[list[str]]:
    """Yield the folded tokens of each line of each article; digits become one shape."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line)["text"].split("\n"):
                    yield [make_key(token.key, token.kind) for token in tokenise(paragraph)]


def count_words(paths: list[Path]) -> Counter[str]:
    """Return how often each token occurs."""
    counts: Counter[str] = Counter()
    for keys in iter_keys(paths):
        counts.update(keys)
    return counts


def count_neighbours(paths: list[Path], index: dict[str, int]) -> sparse.csr_matrix:
    """Return how often contexts stand at each side of a word. Shape (words, 2·contexts)."""
    total = sparse.csr_matrix((len(index), 2 * CONTEXTS), dtype=np.float32)
    rows: list[np.ndarray] = []
    columns: list[np.ndarray] = []
    held = 0
    for keys in iter_keys(paths):
        ids = np.array([index.get(key, -1) for key in keys], dtype=np.int32)
        for distance in range(1, WINDOW + 1):
            left, right = ids[:-distance], ids[distance:]
            ahead = (left >= 0) & (right >= 0) & (right < CONTEXTS)
            rows.append(left[ahead])
            columns.append(right[ahead])
            behind = (left >= 0) & (right >= 0) & (left < CONTEXTS)
            rows.append(right[behind])
            columns.append(left[behind] + CONTEXTS)
        held += len(ids)
        if held > 2_000_000:
            total = total + _make_counts(rows, columns, total.shape)
            rows, columns, held = [], [], 0
    return total + _make_counts(rows, columns, total.shape)


def _make_counts(rows: list, columns: list, shape: tuple[int, int]) -> sparse.csr_matrix:
    row, column = np.concatenate(rows), np.concatenate(columns)
    return sparse.csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=shape)


def make_vectors(counts: sparse.csr_matrix) -> np.ndarray:
    """Return the vectors of a matrix of counts. Shape (words, SIZE), float32, unit length."""
    total = counts.sum()
    words = np.asarray(counts.sum(axis=1)).ravel()
    contexts = np.asarray(counts.sum(axis=0)).ravel() ** CONTEXT_POWER
    contexts *= total / contexts.sum()
    table = counts.tocoo()
    pmi = np.log(table.data * total / (words[table.row] * contexts[table.col]))
    kept = pmi > 0
    ppmi = sparse.csr_matrix((pmi[kept], (table.row[kept], table.col[kept])), shape=counts.shape)
    left, singular, _ = svds(ppmi, k=SIZE, random_state=1)
    vectors = left[:, ::-1] * singular[::-1] ** SINGULAR_POWER
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


def main() -> None:
    """Write `vectors.npz` from news files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    words = [word for word, _ in count_words(options.news).most_common(VOCABULARY)]
    counts = count_neighbours(options.news, {word: i for i, word in enumerate(words)})
    vectors = make_vectors(counts)
    np.savez(options.output, words=np.array(words), vectors=vectors.astype(np.float16))
    print(f"{len(words)} words of {SIZE} dimensions")


if __name__ == "__main__":
    main()
