"""Syntactic words in context: the clitics split off, parts of speech, lemmas.

A small convolutional network over the tokens of a sentence. What it knows of a token (its letters,
its vector from raw news, its own vector) is computed once for each word type and kept; three layers
then look at the neighbours. All is matrix products in numpy, float32, on one core.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rawi.language.lemmas import LemmaRule, apply_rule
from rawi.language.splits import WHOLE, Split, apply_split, fits
from rawi.language.weights import FOLDER, Floats, Weights, load_weights
from rawi.text.normalise import CONTROLS, DIACRITICS, TATWEEL
from rawi.text.tokens import Token

VERSION = 1
MAX_LETTERS = 14
# Tokens computed at once: enough for full speed, little enough for memory (160 floats each).
CHUNK = 4000
# Word types kept with what was computed for them; news has about one new type in ten tokens.
MAX_TYPES = 200_000

_MARKS = re.compile(f"[{DIACRITICS}{TATWEEL}{CONTROLS}]")


class Word(NamedTuple):
    """One syntactic word of a token.

    Attributes:
        form: Its letters, with what splitting restores (للحصول: ل, الحصول).
        upos: Universal part of speech.
        lemma: Without vowel signs; the form itself for clitics.
    """

    form: str
    upos: str
    lemma: str


def clean_letters(text: str) -> str:
    """Return a token without vowel signs, tatweel and controls; hamzas stay."""
    return _MARKS.sub("", text) or text


def make_key(key: str, kind: str) -> str:
    """Return what a folded token is looked up as: numbers by how many characters they have."""
    return f"<number {min(len(key), 5)}>" if kind == "number" else key


class Tagger:
    """The trained network. Load it once with `load_tagger`; it is pure and deterministic."""

    def __init__(self, weights: Weights) -> None:
        self._splits = [_parse_split(line) for line in weights.strings("splits")]
        self._tags = [tuple(line.split(" ")) for line in weights.strings("tags")]
        self._rules = [_parse_rule(line) for line in weights.strings("rules")]
        self._vectors_of = {w: i + 1 for i, w in enumerate(weights.strings("vector_words"))}
        self._words = {w: i + 1 for i, w in enumerate(weights.strings("word_list"))}
        self._letters = {x: i + 2 for i, x in enumerate(weights.strings("letter_list"))}
        names = [name for name, array in weights.arrays.items() if array.dtype == np.float16]
        self._w: dict[str, Floats] = {name: weights.floats(name) for name in names}
        self._layers = sum(name.startswith("conv") and name.endswith("bias") for name in names)
        split_words = np.array([split.words for split in self._splits])
        tag_words = np.array([len(tags) for tags in self._tags])
        sizes = sorted(set(split_words) & set(tag_words))
        self._split_groups = [np.flatnonzero(split_words == size) for size in sizes]
        self._tag_groups = [np.flatnonzero(tag_words == size) for size in sizes]
        self._types: dict[str, Floats] = {}

    def tag(self, sentences: Sequence[Sequence[Token]]) -> list[list[tuple[Word, ...]]]:
        """Return the syntactic words of each token of each sentence, in order."""
        tagged: list[list[tuple[Word, ...]]] = []
        chunk: list[Sequence[Token]] = []
        size = 0
        for sentence in sentences:
            chunk.append(sentence)
            size += len(sentence)
            if size >= CHUNK:
                tagged += self._tag_chunk(chunk)
                chunk, size = [], 0
        return tagged + self._tag_chunk(chunk) if chunk else tagged

    def _tag_chunk(self, sentences: list[Sequence[Token]]) -> list[list[tuple[Word, ...]]]:
        hidden, mask = self._encode(sentences)
        split, tag = self._choose(hidden[mask])
        rule = (hidden[mask] @ self._w["rule.weight"] + self._w["rule.bias"]).argmax(axis=1)
        tagged, at = [], 0
        for sentence in sentences:
            tagged.append(
                [
                    self._make_words(
                        clean_letters(token.text), split[at + i], tag[at + i], rule[at + i]
                    )
                    for i, token in enumerate(sentence)
                ]
            )
            at += len(sentence)
        return tagged

    def _encode(self, sentences: list[Sequence[Token]]) -> tuple[Floats, NDArray[np.bool_]]:
        """Return the state of each token, sentences one behind the other with an empty row between.

        Returns:
            States, shape (tokens + sentences + 1, 2·width), and which rows are tokens.
        """
        self._meet([token for sentence in sentences for token in sentence])
        width = self._w["enter.bias"].shape[0]
        rows = sum(map(len, sentences)) + len(sentences) + 1
        first = np.zeros((rows, width), np.float32)
        mask = np.zeros(rows, np.bool_)
        at = 1
        for sentence in sentences:
            for token in sentence:
                first[at] = self._types[token.text]
                mask[at] = True
                at += 1
            at += 1
        state = first
        keep = mask[:, None].astype(np.float32)
        for layer in range(self._layers):
            state = _normalise(
                state + np.maximum(self._convolve(state * keep, f"conv{layer}"), 0),
                self._w[f"norm{layer}.weight"],
                self._w[f"norm{layer}.bias"],
            )
        return np.concatenate([state, first], axis=1), mask

    def _convolve(self, state: Floats, name: str) -> Floats:
        """Return a convolution of width 3 over rows. Kernel shape (3, in, out)."""
        kernel = self._w[f"{name}.weight"]
        out: Floats = state @ kernel[1] + self._w[f"{name}.bias"]
        out[1:] += state[:-1] @ kernel[0]
        out[:-1] += state[1:] @ kernel[2]
        return out

    def _meet(self, tokens: list[Token]) -> None:
        """Compute what is known of the word types not met before."""
        new = {token.text: token for token in tokens if token.text not in self._types}
        if not new:
            return
        if len(self._types) + len(new) > MAX_TYPES:
            self._types = {}
            new = {token.text: token for token in tokens}
        keys = [make_key(token.key, token.kind) for token in new.values()]
        own = self._w["words"][[self._words.get(key, 0) for key in keys]]
        vectors = self._w["vectors"][[self._vectors_of.get(key, 0) for key in keys]]
        letters = self._spell([clean_letters(text) for text in new])
        known = np.concatenate([vectors, own, letters], axis=1)
        entered = np.maximum(known @ self._w["enter.weight"] + self._w["enter.bias"], 0)
        self._types.update(zip(new, entered, strict=True))

    def _spell(self, texts: list[str]) -> Floats:
        """Return what the letters of words say. Shape (words, 2·filters)."""
        ids = np.zeros((len(texts), MAX_LETTERS), np.int64)
        for row, text in enumerate(texts):
            if len(text) > MAX_LETTERS:
                text = text[: MAX_LETTERS // 2] + text[-MAX_LETTERS // 2 :]
            ids[row, : len(text)] = [self._letters.get(letter, 1) for letter in text]
        letters = self._w["letters"][ids]
        read = []
        for name in ("letters3", "letters5"):
            kernel = self._w[f"{name}.weight"]
            reach = kernel.shape[0] // 2
            padded = np.pad(letters, ((0, 0), (reach, reach), (0, 0)))
            out = sum(padded[:, i : i + MAX_LETTERS] @ kernel[i] for i in range(kernel.shape[0]))
            read.append(np.maximum((out + self._w[f"{name}.bias"]).max(axis=1), 0))
        return np.concatenate(read, axis=1)

    def _choose(self, states: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the best split and tags of each token that agree on the number of words."""
        splits = _log_softmax(states @ self._w["split.weight"] + self._w["split.bias"])
        tags = _log_softmax(states @ self._w["tag.weight"] + self._w["tag.bias"])
        rows = np.arange(len(states))
        scores, best_split, best_tag = [], [], []
        for split_group, tag_group in zip(self._split_groups, self._tag_groups, strict=True):
            split = split_group[splits[:, split_group].argmax(axis=1)]
            tag = tag_group[tags[:, tag_group].argmax(axis=1)]
            scores.append(splits[rows, split] + tags[rows, tag])
            best_split.append(split)
            best_tag.append(tag)
        size = np.argmax(scores, axis=0)
        return np.array(best_split)[size, rows], np.array(best_tag)[size, rows]

    def _make_words(self, token: str, split: int, tag: int, rule: int) -> tuple[Word, ...]:
        label, upos = self._splits[split], self._tags[tag]
        if not fits(token, label):
            # A split that the letters do not allow: the token stays whole, with its host's tag.
            label, upos = WHOLE, (upos[min(len(label.before), len(upos) - 1)],)
        forms = apply_split(token, label)
        host = len(label.before)
        return tuple(
            Word(form, pos, apply_rule(form, self._rules[rule]) if i == host else form)
            for i, (form, pos) in enumerate(zip(forms, upos, strict=True))
        )


def _normalise(state: Floats, weight: Floats, bias: Floats) -> Floats:
    mean = state.mean(axis=1, keepdims=True)
    centred = state - mean
    variance = (centred * centred).mean(axis=1, keepdims=True)
    normal: Floats = centred / np.sqrt(variance + np.float32(1e-5)) * weight + bias
    return normal


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs


def format_split(split: Split) -> str:
    """Return a split as a line: proclitics, cut, put, cut, put, enclitics, separated by `|`."""
    return "|".join(
        ["+".join(split.before), str(split.cut_front), split.put_front, str(split.cut_back),
         split.put_back, "+".join(split.after)]
    )  # fmt: skip


def _parse_split(line: str) -> Split:
    before, cut_front, put_front, cut_back, put_back, after = line.split("|")
    return Split(
        tuple(filter(None, before.split("+"))),
        int(cut_front),
        put_front,
        int(cut_back),
        put_back,
        tuple(filter(None, after.split("+"))),
    )


def format_rule(rule: LemmaRule) -> str:
    """Return a lemma rule as a line: `=lemma`, or cut, put, cut, put separated by `|`."""
    if rule.whole is not None:
        return "=" + rule.whole
    return f"{rule.cut_front}|{rule.put_front}|{rule.cut_back}|{rule.put_back}"


def _parse_rule(line: str) -> LemmaRule:
    if line.startswith("="):
        return LemmaRule(whole=line[1:])
    cut_front, put_front, cut_back, put_back = line.split("|")
    return LemmaRule(int(cut_front), put_front, int(cut_back), put_back)


@cache
def load_tagger(folder: Path = FOLDER) -> Tagger:
    """Return the tagger whose weights lie in `folder/tagger`, loaded once.

    Raises:
        ModelFileError: its weights are missing, damaged, or of another version.
    """
    return Tagger(load_weights("tagger", VERSION, folder))
