"""Sentences to learn names from: what is known of their tokens, and where names stand in them.

They come from a corpus in columns: one word and tag a line.
"""

from bisect import bisect_left
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from context import Reader, spell
from name_evidence import describe_tokens

from rawi.language.analysis import Analysis, analyse
from rawi.language.tagging import make_key
from rawi.model import make_document

# Sentences of a corpus in columns are read together, so that a name helps to find itself again.
TOGETHER = 20

Span = tuple[int, int, str]


class Item(NamedTuple):
    """A sentence: what is known of its tokens, and their tags.

    Attributes:
        known: Frozen states and vectors, (tokens, size), float16.
        letters: (tokens, letters), int8.
        evidence: (tokens, features), uint8.
        spans: Gold names as (first, last, type), tokens of the sentence.
        units: For each token, the unit of the gold that it begins or lies in.
    """

    known: np.ndarray
    letters: np.ndarray
    evidence: np.ndarray
    spans: list[Span]
    units: list[int]


class Knowledge:
    """The frozen reader of `context.py`, and its states for the tokens of a text."""

    def __init__(self, path: Path) -> None:
        saved = torch.load(path, weights_only=True)
        self.known = {word: i + 1 for i, word in enumerate(saved["words"])}
        self.reader = Reader(np.zeros((len(self.known), saved["state"]["words.weight"].shape[1]),
                                      np.float32))  # fmt: skip
        self.reader.load_state_dict(saved["state"])
        self.reader.eval()

    def describe(self, keys: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return the states of a sentence's tokens, and their letters."""
        letters = np.array([spell(key) for key in keys])
        words = torch.tensor([self.known.get(key, 0) for key in keys])
        with torch.no_grad():
            entered = self.reader.meet(words, torch.from_numpy(letters))
            ahead, back = self.reader.read(entered[None])
            states = torch.cat([self.reader.words(words), entered, ahead[0], back[0]], 1)
        return states.numpy().astype(np.float16), letters.astype(np.int8)


def load_columns(path: Path) -> list[list[tuple[str, str]]]:
    """Return the sentences of a file with a word and its tag on each line."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text("utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 2:
            sentences[-1].append((parts[0], parts[-1]))
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def find_spans(tags: list[str]) -> list[Span]:
    """Return the names of a sequence of BIO tags; a stray I begins one."""
    spans: list[Span] = []
    for i, tag in enumerate(tags):
        kind = tag[2:]
        goes_on = tag[0] == "I" and spans and spans[-1][1] == i and spans[-1][2] == kind
        if goes_on:
            spans[-1] = (spans[-1][0], i + 1, kind)
        elif tag != "O":
            spans.append((i, i + 1, kind))
    return spans


def read_columns(path: Path, knowledge: Knowledge) -> list[Item]:
    """Return the sentences of a corpus in columns, each with what is known of it."""
    sentences = load_columns(path)
    items = []
    for at in range(0, len(sentences), TOGETHER):
        group = sentences[at : at + TOGETHER]
        lines = [" ".join(word for word, _ in sentence) for sentence in group]
        analysis = analyse(make_document("\n".join(lines)))
        evidence = describe_tokens(analysis)
        start = 0
        for sentence in group:
            first, units = _locate_units(analysis, [word for word, _ in sentence], start)
            names = find_spans([tag for _, tag in sentence])
            items.append(_make_item(analysis, evidence, first, units, names, knowledge))
            start += sum(len(word) + 1 for word, _ in sentence)
    return items


def _locate_units(analysis: Analysis, words: list[str], start: int) -> tuple[int, list[int]]:
    """Return the first token of a sentence, and for each of its tokens the word it lies in."""
    starts = [token.start for token in analysis.tokens]
    begins = []
    for word in words:
        begins.append(bisect_left(starts, start))
        start += len(word) + 1
    begins.append(bisect_left(starts, start))
    units = [i for i, (a, b) in enumerate(pairwise(begins)) for _ in range(b - a)]
    return begins[0], units


def _make_item(
    analysis: Analysis,
    evidence: np.ndarray,
    first: int,
    units: list[int],
    names: list[Span],
    knowledge: Knowledge,
) -> Item:
    """Return the item of the tokens from `first`; names are in units."""
    last = first + len(units)
    known, letters = knowledge.describe(
        [make_key(token.key, token.kind) for token in analysis.tokens[first:last]]
    )
    spans = [
        (units.index(a), len(units) - units[::-1].index(b - 1), kind)
        for a, b, kind in names
        if a in units and b - 1 in units
    ]
    return Item(known, letters, evidence[first:last], spans, units)
