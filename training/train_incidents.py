"""Learn the weights of `incidents/weights.toml` that are marked `learned`.

    python training/train_incidents.py SHARED/data/airwars [--output DIR]

Logistic regression (L2, Newton's method) on the pairs of main events of articles whose incidents
are of the tuned half (`benchmarks/linked.py` says which); a pair is of one event where the two
articles have a linked incident in common. Pairs that have neither words nor places in common are
left out, as they are never compared. Weights marked `set` are not touched: the articles cannot
show them (few have a day of publication), or they show only who writes fully.
"""

import argparse
import importlib.util
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from types import ModuleType

import numpy as np

from rawi.incidents.account_making import make_accounts
from rawi.incidents.accounts import find_main
from rawi.incidents.comparison import Comparer
from rawi.incidents.weights import FILE, load_weights
from rawi.model import make_document
from rawi.reading.reports import read_report

LEAST_WORDS, PENALTY, STEPS = 0.04, 1.0, 50
LEFT_OUT = ("planned", "hypothetical")
ROW = re.compile(r'(\[feature\.(\w+)\]\nabout = ".*"\nweight = )(\S+)(\nfrom = "learned")')


def load_benchmark() -> ModuleType:
    """Return what the benchmark makes its articles and halves by."""
    path = Path(__file__).parents[1] / "benchmarks" / "linked.py"
    spec = importlib.util.spec_from_file_location("benchmark", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def iter_examples(
    articles: list[dict], benchmark: ModuleType
) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the features of a pair of main events, and whether they are one."""
    read = []
    for number, article in enumerate(articles):
        fields = {name: article[name] for name in ("title", "outlet", "published")}
        report = read_report(make_document(article["text"], **fields))
        read.append(make_accounts(report, f"{number:05}"))
    told = [a for accounts in read for a in accounts if a.modality not in LEFT_OUT]
    comparer = Comparer(told)
    chosen = [
        (article["incidents"], main)
        for article, accounts in zip(articles, read, strict=True)
        if benchmark.is_tuned(article["incidents"][0])
        and (main := find_main([a for a in accounts if a in told])) is not None
    ]
    for (links, one), (others, other) in combinations(chosen, 2):
        features = comparer.find_features(one, other)
        same = bool(set(links) & set(others))
        if same or features["words"] >= LEAST_WORDS or features["places"]:
            yield features, same


def learn(examples: list[tuple[dict[str, float], bool]], names: list[str]) -> dict[str, float]:
    """Return the weight of each name, and `bias`."""
    rows = np.array([[f.get(name, 0.0) for name in names] + [1.0] for f, _ in examples])
    same = np.array([same for _, same in examples], dtype=float)
    weights = np.zeros(len(names) + 1)
    free = PENALTY * np.eye(len(weights))
    free[-1, -1] = 0.0
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (odds - same) + free @ weights
        curve = (rows * (odds * (1 - odds))[:, None]).T @ rows + free
        weights -= np.linalg.solve(curve, slope)
    return dict(zip([*names, "bias"], weights, strict=True))


def main() -> None:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, default=FILE.parent, help="for weights.toml")
    options = parser.parse_args()
    benchmark = load_benchmark()
    examples = list(iter_examples(benchmark.load_articles(options.folder), benchmark))
    text = FILE.read_text("utf-8")
    learned = [match[2] for match in ROW.finditer(text) if match[2] != "bias"]
    weights = learn(examples, learned)
    print(f"{len(examples)} pairs, {sum(same for _, same in examples)} of one event")
    for name in sorted(weights, key=lambda name: -abs(weights[name])):
        print(f"{name:24}{weights[name]:8.2f}  (was {load_weights()[name]:.2f})")
    learned_text = ROW.sub(lambda m: f"{m[1]}{weights[m[2]]:.2f}{m[4]}", text)
    (options.output / FILE.name).write_text(learned_text, "utf-8")


if __name__ == "__main__":
    main()
