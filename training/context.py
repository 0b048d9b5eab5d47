r"""Train two readers of raw news, one forwards and one backwards, to foretell the next word.

    python training/context.py NEWS… --vectors vectors.npz --output context.pt [--minutes 40]

What they hold after a word, in both directions, says what may stand there: the states on which
names are learned (`train_names.py`). Words enter as in the tagger, by letters and vector, so that
no word is unknown. As in Peters et al. 2018, "Deep contextualized word representations", but one
layer of words folded as `rawi.text.normalise.fold` does, a few megabytes in all.
"""

import argparse
import json
import lzma
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn

from rawi.language.tagging import MAX_LETTERS, make_key
from rawi.text.tokens import tokenise

SEED = 1
WIDTH, UNITS, TARGET, LETTER_SIZE, FILTERS = 160, 256, 96, 24, 64
BATCH_TOKENS, SAMPLED = 4096, 1024
LONGEST, SHORTEST = 48, 4
PEAK_RATE = 3e-3
ENDS = frozenset(".!؟?:؛")
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء0123456789.,abcdefghijklmnopqrstuvwxyz"


def spell(key: str) -> list[int]:
    """Return the ids of a folded word's letters: 0 filler, 1 any other; the middle left out."""
    if len(key) > MAX_LETTERS:
        key = key[: MAX_LETTERS // 2] + key[-MAX_LETTERS // 2 :]
    ids = [LETTERS.find(letter) + 2 if letter in LETTERS else 1 for letter in key]
    return ids + [0] * (MAX_LETTERS - len(ids))


def iter_stretches(paths: list[Path]) -> Iterator[list[str]]:
    """Yield the sentences of the news, folded, repeated paragraphs left out, the long ones cut."""
    seen = set()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line)["text"].split("\n"):
                    mark = hash(paragraph)
                    if mark in seen:
                        continue
                    seen.add(mark)
                    stretch: list[str] = []
                    for token in tokenise(paragraph):
                        stretch.append(make_key(token.key, token.kind))
                        if len(stretch) == LONGEST or token.text in ENDS:
                            yield stretch
                            stretch = []
                    yield stretch


class Corpus:
    """Sentences of equal length together, as ids of types; types by how often they occur."""

    def __init__(self, paths: list[Path], vector_words: list[str]) -> None:
        known = {word: i + 1 for i, word in enumerate(vector_words)}
        types: dict[str, int] = {}
        lists: dict[int, list[list[int]]] = defaultdict(list)
        for stretch in iter_stretches(paths):
            if len(stretch) >= SHORTEST:
                lists[len(stretch)].append([types.setdefault(k, len(types)) for k in stretch])
        self.words = np.array([known.get(key, 0) for key in types])
        self.letters = np.array([spell(key) for key in types], np.int8)
        self.stretches = {n: np.array(rows, np.int32) for n, rows in lists.items()}
        counts: Counter[int] = Counter()
        for rows in self.stretches.values():
            ids, often = np.unique(rows, return_counts=True)
            counts.update(dict(zip(ids.tolist(), often.tolist(), strict=True)))
        often = np.zeros(len(vector_words) + 1)
        for type_, count in counts.items():
            often[self.words[type_]] += count
        often[0] = 0
        self.share = often / often.sum()

    def batches(self) -> list[np.ndarray]:
        """Return all sentences in batches of one length, in random order."""
        found = []
        for length, rows in self.stretches.items():
            rows = rows[np.random.permutation(len(rows))]
            size = max(1, BATCH_TOKENS // length)
            found += [rows[i : i + size] for i in range(0, len(rows), size)]
        random.shuffle(found)
        return found


class Reader(nn.Module):
    """What a word type is, and what a reader in either direction holds after it."""

    def __init__(self, vectors: np.ndarray) -> None:
        super().__init__()
        table = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors])
        self.words = nn.Embedding.from_pretrained(
            torch.from_numpy(table * 3), freeze=False, sparse=True
        )
        self.letters = nn.Embedding(len(LETTERS) + 2, LETTER_SIZE, padding_idx=0)
        self.letters3 = nn.Conv1d(LETTER_SIZE, FILTERS, 3, padding=1)
        self.letters5 = nn.Conv1d(LETTER_SIZE, FILTERS, 5, padding=2)
        self.enter = nn.Linear(vectors.shape[1] + 2 * FILTERS, WIDTH)
        self.ahead = nn.LSTM(WIDTH, UNITS, batch_first=True)
        self.back = nn.LSTM(WIDTH, UNITS, batch_first=True)

    def meet(self, words: torch.Tensor, letters: torch.Tensor) -> torch.Tensor:
        """Return what is known of word types: words (types,), letters (types, letters)."""
        spelt = self.letters(letters).transpose(1, 2)
        read = torch.cat([conv(spelt).amax(2) for conv in (self.letters3, self.letters5)], 1)
        known = torch.cat([self.words(words), torch.relu(read)], 1)
        return torch.relu(self.enter(known))

    def read(self, entered: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the states after each word, forwards and backwards. In (batch, tokens, width)."""
        ahead, _ = self.ahead(entered)
        back, _ = self.back(entered.flip(1))
        return ahead, back.flip(1)


class Foretelling(nn.Module):
    """The loss: each state must tell the next word among those of the batch and drawn ones."""

    def __init__(self, share: np.ndarray) -> None:
        super().__init__()
        self.share = torch.from_numpy(share)
        self.drop = nn.Dropout(0.1)
        self.ahead = nn.Linear(UNITS, TARGET)
        self.back = nn.Linear(UNITS, TARGET)
        self.targets = nn.Embedding(len(share), TARGET, sparse=True)
        self.offsets = nn.Embedding(len(share), 1, sparse=True)
        nn.init.normal_(self.targets.weight, std=0.1)
        nn.init.zeros_(self.offsets.weight)

    def forward(
        self, ahead: torch.Tensor, back: torch.Tensor, words: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the mean loss of both directions; words are ids of vectors, 0 tells nothing."""
        drawn = torch.multinomial(self.share, SAMPLED, replacement=True)
        present = words[words > 0]
        candidates = torch.unique(torch.cat([present, drawn]))
        # Common words stand among the candidates more often than their share: taken off again.
        tries = len(present) + SAMPLED
        often = (-torch.expm1(tries * torch.log1p(-self.share[candidates]))).clamp(min=1e-9)
        table = self.targets(candidates)
        offset = self.offsets(candidates)[:, 0] - often.log().float()
        losses = []
        for state, layer, wanted in (
            (ahead[:, :-1], self.ahead, words[:, 1:]),
            (back[:, 1:], self.back, words[:, :-1]),
        ):
            told = wanted > 0
            scores = layer(self.drop(state[told])) @ table.T + offset
            place = torch.searchsorted(candidates, wanted[told])
            losses.append(nn.functional.cross_entropy(scores, place))
        return losses[0], losses[1]


def train(corpus: Corpus, reader: Reader, loss: Foretelling, minutes: float) -> None:
    """Train for about so many minutes; the rate rises at first and falls to the end."""
    tables = [reader.words.weight, loss.targets.weight, loss.offsets.weight]
    held = {id(table) for table in tables}
    dense = [p for m in (reader, loss) for p in m.parameters() if id(p) not in held]
    optimisers = [
        torch.optim.AdamW(dense, lr=PEAK_RATE, weight_decay=1e-4),
        torch.optim.SparseAdam(tables, lr=PEAK_RATE),
    ]
    words_of, letters_of = torch.from_numpy(corpus.words), torch.from_numpy(corpus.letters)
    started = told = time.time()
    step, sums, seen = 0, np.zeros(2), 0
    while (gone := (time.time() - started) / 60 / minutes) < 1:
        for batch in corpus.batches():
            gone = (time.time() - started) / 60 / minutes
            if gone >= 1:
                break
            rate = PEAK_RATE * min(1.0, (step + 1) / 200) * max(0.02, 1 - gone)
            for optimiser in optimisers:
                for group in optimiser.param_groups:
                    group["lr"] = rate
                optimiser.zero_grad()
            types, inverse = torch.unique(torch.from_numpy(batch).long(), return_inverse=True)
            entered = reader.meet(words_of[types], letters_of[types].long())[inverse]
            ahead, back = reader.read(entered)
            parts = loss(ahead, back, words_of[types][inverse])
            sum(parts).backward()  # type: ignore[union-attr]
            nn.utils.clip_grad_norm_(dense, 1.0)
            for optimiser in optimisers:
                optimiser.step()
            step, seen = step + 1, seen + batch.size
            sums += [part.item() for part in parts]
            if step % 100 == 0:
                now = time.time()
                print(
                    f"step {step}, {seen / 1e6:.2f} M words, {gone:.0%}: loss "
                    f"{sums[0] / 100:.3f} {sums[1] / 100:.3f}, {1000 * (now - told) / 100:.0f} ms",
                    flush=True,
                )
                sums[:], told = 0, now


def main() -> None:
    """Write what was trained, for `train_names.py`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for seed in (random.seed, np.random.seed, torch.manual_seed):
        seed(SEED)
    vectors = np.load(options.vectors)
    words = [str(word) for word in vectors["words"]]
    corpus = Corpus(options.news, words)
    sizes = {n: len(rows) for n, rows in corpus.stretches.items()}
    total = sum(n * count for n, count in sizes.items())
    print(f"{total:,} words of {len(corpus.words):,} types", flush=True)
    reader = Reader(vectors["vectors"].astype(np.float32))
    loss = Foretelling(corpus.share)
    train(corpus, reader, loss, options.minutes)
    torch.save({"state": reader.state_dict(), "words": words}, options.output)


if __name__ == "__main__":
    main()
