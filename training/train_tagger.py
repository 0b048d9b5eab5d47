r"""Train the tagger: each token's split into words, the words' parts of speech, the host's lemma.

    python training/train_tagger.py --trees DATA/treebank/padt-trees --vectors vectors.npz \
        --output DIR

The network is the one that `rawi.language.tagging` computes in numpy; here it is torch, so that it
can be trained. The last tenth of the training sentences serves as development set.
"""

import argparse
import hashlib
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from treebank import Sentence, Token, load_trees

from rawi.language.lemmas import SAME, make_rule
from rawi.language.splits import make_split
from rawi.language.tagging import MAX_LETTERS, VERSION, format_rule, format_split, make_key
from rawi.language.weights import pack_strings
from rawi.text.normalise import fold

SEED = 1
WIDTH, OWN, LETTER_SIZE, FILTERS, LAYERS = 160, 48, 32, 96, 3
DROPOUT, WORD_DROPOUT, SMOOTHING = 0.33, 0.15, 0.03
PEAK_RATE, BATCH_TOKENS = 4e-3, 2000
IGNORED = -100


class Labels:
    """Everything that is counted on the training part: labels, words, letters."""

    def __init__(self, sentences: list[Sentence], vector_words: list[str]) -> None:
        tokens = [token for sentence in sentences for token in sentence.tokens]
        self.splits = _often(Counter(make_split(t.text, t.words) for t in tokens), 2)
        self.tags = _often(Counter(t.tags for t in tokens), 2)
        self.rules = _often(Counter(make_host_rule(t) for t in tokens), 3)
        self.words = _often(Counter(look_up_key(t.text) for t in tokens), 2)
        self.letters = _often(Counter(x for t in tokens for x in t.text), 5)
        self.vector_words = vector_words
        self._ids: dict[str, dict[Any, int]] = {
            name: {item: i for i, item in enumerate(getattr(self, name))}
            for name in ("splits", "tags", "rules", "words", "letters", "vector_words")
        }

    def encode(self, sentence: Sentence) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return ids: (tokens, 2) words and vectors, (tokens, letters), (tokens, 3) labels."""
        of = self._ids
        keys = [look_up_key(t.text) for t in sentence.tokens]
        words = [(of["words"].get(k, -1) + 1, of["vector_words"].get(k, -1) + 1) for k in keys]
        letters = np.zeros((len(keys), MAX_LETTERS), np.int64)
        for row, token in enumerate(sentence.tokens):
            text = token.text
            if len(text) > MAX_LETTERS:
                text = text[: MAX_LETTERS // 2] + text[-MAX_LETTERS // 2 :]
            letters[row, : len(text)] = [of["letters"].get(x, -1) + 2 for x in text]
        labels = [
            (
                of["splits"].get(make_split(t.text, t.words), IGNORED),
                of["tags"].get(t.tags, IGNORED),
                of["rules"].get(make_host_rule(t), IGNORED),
            )
            for t in sentence.tokens
        ]
        return np.array(words), letters, np.array(labels)


def _often(counts: Counter, least: int) -> list:
    return [item for item, count in counts.most_common() if count >= least]


def look_up_key(text: str) -> str:
    """Return what a printed token is looked up as."""
    key = fold(text)
    return make_key(key, "number" if key[:1].isdigit() else "word")


def make_host_rule(token: Token) -> Any:
    """Return the lemma rule of a token's host, the word that is no clitic."""
    host = len(make_split(token.text, token.words).before)
    return make_rule(token.words[host], token.lemmas[host]) if token.words[host] else SAME


class Network(nn.Module):
    """The tagger in torch; its parts are named as the arrays that it is kept in."""

    def __init__(self, labels: Labels, vectors: np.ndarray) -> None:
        super().__init__()
        table = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors])
        self.vectors = nn.Embedding.from_pretrained(torch.from_numpy(table), freeze=True)
        self.words = nn.Embedding(len(labels.words) + 1, OWN, padding_idx=0)
        self.letters = nn.Embedding(len(labels.letters) + 2, LETTER_SIZE, padding_idx=0)
        self.letters3 = nn.Conv1d(LETTER_SIZE, FILTERS, 3, padding=1)
        self.letters5 = nn.Conv1d(LETTER_SIZE, FILTERS, 5, padding=2)
        self.enter = nn.Linear(vectors.shape[1] + OWN + 2 * FILTERS, WIDTH)
        self.convs = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=1) for _ in range(LAYERS))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(LAYERS))
        self.split = nn.Linear(2 * WIDTH, len(labels.splits))
        self.tag = nn.Linear(2 * WIDTH, len(labels.tags))
        self.rule = nn.Linear(2 * WIDTH, len(labels.rules))
        self.drop = nn.Dropout(DROPOUT)

    def encode(
        self, words: torch.Tensor, letters: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """Return states: words (batch, tokens, 2), letters (batch, tokens, letters)."""
        batch, tokens, _ = letters.shape
        own = words[..., 0]
        if self.training:
            own = own.masked_fill(torch.rand(own.shape) < WORD_DROPOUT, 0)
        spelt = self.letters(letters).flatten(0, 1).transpose(1, 2)
        read = torch.cat([conv(spelt).amax(2) for conv in (self.letters3, self.letters5)], 1)
        read = torch.relu(read).view(batch, tokens, -1)
        known = torch.cat([self.vectors(words[..., 1]), self.words(own), read], 2)
        first = state = torch.relu(self.enter(self.drop(known)))
        for conv, norm in zip(self.convs, self.norms, strict=True):
            seen = conv((self.drop(state) * mask[..., None]).transpose(1, 2)).transpose(1, 2)
            state = norm(state + torch.relu(seen))
        return self.drop(torch.cat([state, first], 2))

    def forward(self, words: torch.Tensor, letters: torch.Tensor, mask: torch.Tensor) -> list:
        """Return the scores of splits, tags and lemma rules."""
        state = self.encode(words, letters, mask)
        return [self.split(state), self.tag(state), self.rule(state)]


def iter_batches(items: list, size: int) -> list[list]:
    """Return batches of items of like length, in random order."""
    order = sorted(range(len(items)), key=lambda i: len(items[i][0]) + random.random())
    groups: list[list] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(items[i][0]) > size:
            groups.append([])
        groups[-1].append(items[i])
    random.shuffle(groups)
    return groups


def pad(group: list) -> tuple[torch.Tensor, ...]:
    """Return the tensors of a batch: words, letters, labels, mask."""
    longest = max(len(item[0]) for item in group)

    def stack(part: int, filler: int) -> torch.Tensor:
        arrays = [item[part] for item in group]
        shape = (len(group), longest, arrays[0].shape[1])
        out = np.full(shape, filler, np.int64)
        for row, array in enumerate(arrays):
            out[row, : len(array)] = array
        return torch.from_numpy(out)

    labels = stack(2, IGNORED)
    mask = torch.zeros(len(group), longest)
    for row, item in enumerate(group):
        mask[row, : len(item[0])] = 1
    return stack(0, 0), stack(1, 0), labels, mask


def train(network: Network, items: list, held_out: list, epochs: int) -> None:
    """Train by AdamW with one rise and fall of the rate."""
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=PEAK_RATE, weight_decay=1e-4)
    steps = epochs * (len(iter_batches(items, BATCH_TOKENS)) + 5)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, PEAK_RATE, total_steps=steps)
    measure = nn.CrossEntropyLoss(ignore_index=IGNORED, label_smoothing=SMOOTHING)
    for epoch in range(epochs):
        network.train()
        started, total = time.time(), 0.0
        for group in iter_batches(items, BATCH_TOKENS):
            words, letters, labels, mask = pad(group)
            scores = network(words, letters, mask)
            loss = sum(
                measure(s.flatten(0, 1), labels[..., i].flatten()) for i, s in enumerate(scores)
            )
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 5.0)
            optimiser.step()
            if schedule.last_epoch < steps - 1:
                schedule.step()
            total += loss.item()
        right = [f"{100 * x:.2f}" for x in count_right(network, held_out)]
        print(
            f"epoch {epoch}: loss {total:.1f}, {time.time() - started:.0f} s, right {right}",
            flush=True,
        )


def count_right(network: Network, items: list) -> list[float]:
    """Return the part of tokens with the right split, tags and lemma rule."""
    network.eval()
    right, seen = torch.zeros(3), 0
    with torch.no_grad():
        for group in iter_batches(items, 3 * BATCH_TOKENS):
            words, letters, labels, mask = pad(group)
            for i, scores in enumerate(network(words, letters, mask)):
                right[i] += (scores.argmax(2) == labels[..., i]).sum()
            seen += int(mask.sum())
    return (right / seen).tolist()


def export(network: Network, labels: Labels, folder: Path) -> str:
    """Write `weights.npz`, half precision; return its SHA-256."""
    arrays: dict[str, np.ndarray] = {}
    for name, tensor in network.state_dict().items():
        module, _, kind = name.rpartition(".")
        module = module.replace("convs.", "conv").replace("norms.", "norm")
        array = tensor.numpy()
        if module in ("vectors", "words", "letters"):
            arrays[module] = array
        elif array.ndim == 3:
            arrays[f"{module}.{kind}"] = array.transpose(2, 1, 0)  # (width, in, out)
        else:
            arrays[f"{module}.{kind}"] = array.T
    halves = {name: np.ascontiguousarray(array, np.float16) for name, array in arrays.items()}
    # The table of vectors and the labels share names with the lists of what they stand for.
    strings = {
        "splits": [format_split(split) for split in labels.splits],
        "tags": [" ".join(tags) for tags in labels.tags],
        "rules": [format_rule(rule) for rule in labels.rules],
        "vector_words": labels.vector_words,
        "word_list": labels.words,
        "letter_list": labels.letters,
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "weights.npz"
    np.savez_compressed(path, **halves, **{k: pack_strings(v) for k, v in strings.items()})
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Train, measure on the held-out part, export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--trees", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for seed in (random.seed, np.random.seed, torch.manual_seed):
        seed(SEED)
    sentences = load_trees(options.trees / "padt-train.conllu.xz")
    vectors = np.load(options.vectors)
    labels = Labels(sentences, [str(word) for word in vectors["words"]])
    print(
        f"{len(labels.splits)} splits, {len(labels.tags)} tags, {len(labels.rules)} lemma rules, "
        f"{len(labels.words)} words"
    )
    items = [labels.encode(sentence) for sentence in sentences]
    cut = len(items) * 9 // 10
    network = Network(labels, vectors["vectors"].astype(np.float32))
    train(network, items[:cut], items[cut:], options.epochs)
    digest = export(network, labels, options.output)
    card = f'version = {VERSION}\nsha256 = "{digest}"\n'
    (options.output / "card.toml").write_text(card, "utf-8")
    print(card)


if __name__ == "__main__":
    main()
