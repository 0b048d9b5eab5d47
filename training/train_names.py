r"""Train a network that finds names on a corpus in columns, and measure it on the test part.

    python training/train_names.py --context context.pt --columns TRAIN.txt --test TEST.txt

What a token is (letters, the vectors and states of `context.py`, what word lists and finders say of
it) enters a bidirectional LSTM with a conditional random field on top. Part of what it is given to
learn from is held out and chooses the number of passes. Scores of `--seeds` networks are summed.
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from context import LETTERS
from name_evidence import LISTS
from name_items import TOGETHER, Item, Knowledge, Span, find_spans, read_columns
from torch import nn

UNITS, ENTER, CHARS, FILTERS = 128, 192, 24, 48
DROPOUT, WORD_DROPOUT, EVIDENCE_DROPOUT = 0.5, 0.05, 0.1
PEAK_RATE, BATCH_SENTENCES = 2e-3, 24
# How far a word gives way to its other places. On the held-out part F1 79.4 without, 79.9 at 0.2,
# 80.3 from 0.4 to 0.8.
AGREEMENT = 0.6
ORDINARY = LISTS.index("ordinary")


class Labels:
    """The tags of the names' types, and which may follow which."""

    def __init__(self, types: list[str]) -> None:
        self.types = types
        self.tags = ["O", *(f"{part}-{kind}" for kind in types for part in "BI")]
        size = len(self.tags)
        self.forbidden = np.zeros((size, size), bool)
        for j, tag in enumerate(self.tags):
            if tag[0] == "I":
                for i, before in enumerate(self.tags):
                    self.forbidden[i, j] = before[2:] != tag[2:]
        self.starts = np.array([tag[0] != "I" for tag in self.tags])

    def encode(self, item: Item) -> np.ndarray:
        """Return the tag of each token of an item."""
        tags = np.zeros(len(item.letters), np.int64)
        for first, last, kind in item.spans:
            begin = self.tags.index(f"B-{kind}")
            tags[first] = begin
            tags[first + 1 : last] = begin + 1
        return tags


class Network(nn.Module):
    """Letters, frozen states and evidence; a bidirectional LSTM; scores of tags and of moves."""

    def __init__(self, size: int, evidence: int, labels: Labels) -> None:
        super().__init__()
        self.letters = nn.Embedding(len(LETTERS) + 2, CHARS, padding_idx=0)
        self.letters3 = nn.Conv1d(CHARS, FILTERS, 3, padding=1)
        self.letters5 = nn.Conv1d(CHARS, FILTERS, 5, padding=2)
        self.evidence = nn.Linear(evidence, 96)
        self.enter = nn.Linear(size + 2 * FILTERS + 96, ENTER)
        self.lstm = nn.LSTM(ENTER, UNITS, batch_first=True, bidirectional=True)
        self.tag = nn.Linear(2 * UNITS + ENTER, len(labels.tags))
        self.moves = nn.Parameter(torch.zeros(len(labels.tags), len(labels.tags)))
        self.register_buffer("barred", torch.from_numpy(labels.forbidden))
        self.register_buffer("starts", torch.from_numpy(labels.starts))
        self.drop = nn.Dropout(DROPOUT)

    def forward(
        self,
        known: torch.Tensor,
        letters: torch.Tensor,
        evidence: torch.Tensor,
        lengths: torch.Tensor,
    ) -> torch.Tensor:
        """Return the score of each tag at each token."""
        batch, longest, _ = letters.shape
        spelt = self.letters(letters).flatten(0, 1).transpose(1, 2)
        read = torch.cat([conv(spelt).amax(2) for conv in (self.letters3, self.letters5)], 1)
        read = torch.relu(read).view(batch, longest, -1)
        if self.training:
            evidence = evidence * (torch.rand(batch, longest, 1) > EVIDENCE_DROPOUT)
            known = known * (torch.rand(batch, longest, 1) > WORD_DROPOUT)
        said = torch.relu(self.evidence(evidence))
        entered = torch.relu(self.enter(torch.cat([self.drop(known), self.drop(read), said], 2)))
        packed = nn.utils.rnn.pack_padded_sequence(
            self.drop(entered), lengths, batch_first=True, enforce_sorted=False
        )
        state, _ = nn.utils.rnn.pad_packed_sequence(
            self.lstm(packed)[0], batch_first=True, total_length=longest
        )
        return self.tag(self.drop(torch.cat([state, entered], 2)))

    def bar(self) -> torch.Tensor:
        """Return the scores of moves, those that may not be at minus infinity (nearly)."""
        return self.moves.masked_fill(self.barred, -1e4)

    def loss(self, scores: torch.Tensor, tags: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the mean negative log-likelihood of a batch of tag sequences."""
        moves = self.bar()
        scores = torch.cat([scores[:, :1].masked_fill(~self.starts, -1e4), scores[:, 1:]], 1)
        right = scores.gather(2, tags[..., None])[..., 0] * mask
        total = right.sum(1) + (moves[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        held = scores[:, 0]
        for i in range(1, scores.shape[1]):
            following = torch.logsumexp(held[:, :, None] + moves, 1) + scores[:, i]
            held = torch.where(mask[:, i : i + 1] > 0, following, held)
        return (torch.logsumexp(held, 1) - total).sum() / mask.sum()


def pad(items: list[Item], tags: list[np.ndarray] | None = None) -> tuple[torch.Tensor, ...]:
    """Return the tensors of a batch: known, letters, evidence, lengths, mask, tags."""
    lengths = [len(item.letters) for item in items]
    longest = max(lengths)

    def stack(arrays: list[np.ndarray], kind: type) -> torch.Tensor:
        out = np.zeros((len(arrays), longest, *arrays[0].shape[1:]), kind)
        for row, array in enumerate(arrays):
            out[row, : len(array)] = array
        return torch.from_numpy(out)

    mask = torch.zeros(len(items), longest)
    for row, length in enumerate(lengths):
        mask[row, :length] = 1
    return (
        stack([item.known for item in items], np.float32),
        stack([item.letters for item in items], np.int64),
        stack([item.evidence for item in items], np.float32),
        torch.tensor(lengths),
        mask,
        stack(tags, np.int64) if tags is not None else torch.zeros(0),
    )


def iter_groups(items: list[Item], size: int) -> list[list[int]]:
    """Return batches of items of like length, in random order."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].letters) + 4 * random.random())
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    random.shuffle(groups)
    return groups


def score(network: Network, items: list[Item]) -> list[np.ndarray]:
    """Return the scores of tags for each item."""
    network.eval()
    found: list[np.ndarray] = [np.zeros(0)] * len(items)
    order = sorted(range(len(items)), key=lambda i: len(items[i].letters))
    with torch.no_grad():
        for at in range(0, len(order), 64):
            group = order[at : at + 64]
            known, letters, evidence, lengths, _, _ = pad([items[i] for i in group])
            scores = network(known, letters, evidence, lengths).numpy()
            for row, i in enumerate(group):
                found[i] = scores[row, : len(items[i].letters)]
    return found


def decode(scores: np.ndarray, moves: np.ndarray, labels: Labels) -> list[str]:
    """Return the best tags of a sentence (Viterbi)."""
    if not len(scores):
        return []
    held = np.where(labels.starts, scores[0], -1e4)
    back = []
    for row in scores[1:]:
        ways = held[:, None] + moves
        back.append(ways.argmax(0))
        held = ways.max(0) + row
    best = [int(held.argmax())]
    for row in reversed(back):
        best.append(int(row[best[-1]]))
    return [labels.tags[i] for i in reversed(best)]


def to_units(spans: list[Span], units: list[int]) -> set[Span]:
    """Return spans of tokens as spans of the units that the gold counts in."""
    return {(units[a], units[b - 1] + 1, kind) for a, b, kind in spans}


def count(items: list[Item], tags: list[list[str]]) -> Counter:
    """Return hits, gold and predicted names, of each type and together."""
    counts: Counter = Counter()
    for item, found in zip(items, tags, strict=True):
        gold, read = to_units(item.spans, item.units), to_units(find_spans(found), item.units)
        for what, spans in (("hits", gold & read), ("gold", gold), ("read", read)):
            for _, _, kind in spans:
                counts[what, kind] += 1
                counts[what, "all"] += 1
    return counts


def f1(counts: Counter, kind: str = "all") -> float:
    """Return F1 in percent."""
    return 200 * counts["hits", kind] / max(1, counts["gold", kind] + counts["read", kind])


def train(
    items: list[Item], labels: Labels, *, held_out: list[Item], epochs: int, seed: int
) -> Network:
    """Return the network of the best pass on the held-out part."""
    for start in (random.seed, np.random.seed, torch.manual_seed):
        start(seed)
    items = [item for item in items if len(item.letters)]
    network = Network(items[0].known.shape[1], items[0].evidence.shape[1], labels)
    optimiser = torch.optim.AdamW(network.parameters(), lr=PEAK_RATE, weight_decay=1e-2)
    tags = [labels.encode(item) for item in items]
    best, kept = -1.0, network.state_dict()
    for epoch in range(epochs):
        started = time.time()
        for group in optimiser.param_groups:
            group["lr"] = PEAK_RATE * min(1, (epoch + 1) / 2) * (1 - epoch / epochs)
        loss = train_pass(network, optimiser, items, tags)
        figure = f1(evaluate([network], held_out, labels))
        seconds = time.time() - started
        print(f"pass {epoch}: loss {loss:.4f}, held out {figure:.2f}, {seconds:.0f} s", flush=True)
        if figure > best:
            best = figure
            kept = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    network.load_state_dict(kept)
    return network


def train_pass(
    network: Network, optimiser: torch.optim.Optimizer, items: list[Item], tags: list[np.ndarray]
) -> float:
    """Train on all items once; return the mean loss."""
    network.train()
    total = 0.0
    groups = iter_groups(items, BATCH_SENTENCES)
    for chosen in groups:
        known, letters, evidence, lengths, mask, wanted = pad(
            [items[i] for i in chosen], [tags[i] for i in chosen]
        )
        loss = network.loss(network(known, letters, evidence, lengths), wanted, mask)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        total += loss.item()
    return total / len(groups)


def hold_out(items: list[Item]) -> tuple[list[Item], list[Item]]:
    """Return the items without every tenth stretch that is read together, and those stretches."""
    starts = list(range(0, len(items), TOGETHER))
    random.Random(7).shuffle(starts)
    held = {i for start in starts[: len(starts) // 10] for i in range(start, start + TOGETHER)}
    return (
        [item for i, item in enumerate(items) if i not in held],
        [item for i, item in enumerate(items) if i in held],
    )


def tag(networks: list[Network], items: list[Item], labels: Labels) -> list[list[str]]:
    """Return the tags that networks give together: their scores summed, one word one mind."""
    each = [score(network, items) for network in networks]
    scores = agree(items, [np.mean(rows, axis=0) for rows in zip(*each, strict=True)])
    moves = np.mean([network.bar().detach().numpy() for network in networks], axis=0)
    return [decode(rows, moves, labels) for rows in scores]


def agree(items: list[Item], scores: list[np.ndarray]) -> list[np.ndarray]:
    """Return scores moved towards what the same word has elsewhere in what is read together."""
    moved = [rows.copy() for rows in scores]
    for start in range(0, len(items), TOGETHER):
        places: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
        for row in range(start, min(start + TOGETHER, len(items))):
            item = items[row]
            for at, letters in enumerate(item.letters):
                if np.count_nonzero(letters) > 2 and not item.evidence[at, ORDINARY]:
                    places[letters.tobytes()].append((row, at))
        for found in places.values():
            if len(found) > 1:
                logs = np.array([_log_softmax(scores[row][at]) for row, at in found])
                shared = np.log(np.exp(logs).mean(axis=0) + 1e-6)
                for (row, at), own in zip(found, logs, strict=True):
                    moved[row][at] += AGREEMENT * (shared - own)
    return moved


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    shifted = scores - scores.max()
    return shifted - np.log(np.exp(shifted).sum())


def evaluate(networks: list[Network], items: list[Item], labels: Labels) -> Counter:
    """Return the counts of names right and wrong."""
    return count(items, tag(networks, items, labels))


def describe_counts(counts: Counter, types: list[str]) -> str:
    """Return the figures in a line."""
    parts = []
    for kind in ("all", *types):
        hits = 100 * counts["hits", kind]
        precision = hits / max(1, counts["read", kind])
        recall = hits / max(1, counts["gold", kind])
        parts.append(f"{kind} {f1(counts, kind):.1f} (P {precision:.1f} R {recall:.1f})")
    return ", ".join(parts)


def main() -> None:
    """Train on a corpus in columns and print the figures of its test part."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--context", type=Path, required=True)
    parser.add_argument("--columns", type=Path, required=True)
    parser.add_argument("--test", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--seeds", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(1)
    knowledge = Knowledge(options.context)
    items = read_columns(options.columns, knowledge)
    tests = read_columns(options.test, knowledge)
    labels = Labels(sorted({kind for item in items for _, _, kind in item.spans}))
    learned, held = hold_out(items)
    networks: list[Network] = []
    for seed in range(1, options.seeds + 1):
        networks.append(train(learned, labels, held_out=held, epochs=options.epochs, seed=seed))
        alone = evaluate(networks[-1:], tests, labels)
        print(f"test, seed {seed}: {describe_counts(alone, labels.types)}", flush=True)
    together = evaluate(networks, tests, labels)
    print(f"test, {len(networks)} together: {describe_counts(together, labels.types)}")


if __name__ == "__main__":
    main()
