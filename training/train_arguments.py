"""Learn the weights that choose events, their sides, places and dates from annotated articles.

    python training/train_arguments.py GOLD… [--more GOLD…] [--output DIR] [--held-out GOLD]
        [--data TEXT] [--only ROLE…] [--given ROLE=LEAST…]

Each GOLD is a folder of `articles.jsonl` and `NAME.gold.json`. The articles are read as the program
reads them, up to the point where weights decide; every event, and for every event every candidate
for a side, place or date, is a row of features with the annotators' yes or no. One logistic
regression a role is fitted (L-BFGS, ridge penalty). Thresholds are those with the best F1 in
cross-validation over articles; the figures of that go into the card. `--more` are folders that are
learned from too, and neither set thresholds nor are measured on. `--only` learns some roles
anew and keeps the weights and thresholds of the others; `--given` sets thresholds (place=0.16) that
cross-validation hardly tells from the best. Needs scipy, which
the program does not. Takes half a minute for 200 articles, four for 2,500.
"""

import argparse
import hashlib
import random
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import msgspec
import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from rawi.evaluate.gold import GoldArticle, Item, load_gold
from rawi.evaluate.identity import Identity, overlap
from rawi.evaluate.tallies import pair_items
from rawi.reading.events import assembly
from rawi.reading.events.choices.bystanders import find_bystanders
from rawi.reading.events.choices.circumstance_options import find_date_options, find_place_options
from rawi.reading.events.choices.date_features import DateContext
from rawi.reading.events.choices.event_weights import describe_likelihood, iter_event_features
from rawi.reading.events.choices.place_features import PlaceContext
from rawi.reading.events.choices.side_features import SIDES, Setting, SideContext
from rawi.reading.events.choices.side_weights import find_contenders
from rawi.reading.events.choices.strangers import find_opposites
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene
from rawi.reading.events.weights import FOLDER, FURTHER, ROLES, VERSION, load_weights
from rawi.reading.reports import read_report

SEED = 1
FOLDS = 5
# Features seen less often than this are left out, as are weights nearer to zero.
LEAST_COUNT = 3
LEAST_WEIGHT = 0.04
# Ridge penalties, chosen by cross-validation.
PENALTIES = {"event": 8.0, "agent": 12.0, "target": 12.0, "place": 24.0, "date": 12.0}
THRESHOLDS = tuple(t / 100 for t in range(6, 46, 2))
# Kept low: the likelihood of an event weighs in every argument too, and a lone sentence, of which
# little else speaks for an event, must not lose it.
EVENT_THRESHOLDS = (0.06, 0.08, 0.1, 0.12, 0.14, 0.16)
ARGUMENTS = ("agent", "target", "place", "date")
# Roles that one value fills: the likeliest is taken.
_SINGLE = ("place", "date")


class Row(NamedTuple):
    """A decision to learn: its event's number, its role, what speaks for it, the right answer.

    What names a filler that an earlier candidate has named is no example, but counts as wrong.
    """

    event: int
    role: str
    features: list[str]
    is_right: bool
    is_again: bool


class Rows(NamedTuple):
    """The decisions of one article, and how many events and arguments its gold has, by role."""

    rows: list[Row]
    gold: Counter[str]


Weights = dict[str, float]
Proposal = tuple[int, str, Any, list[str]]


def read_rows(article: GoldArticle) -> Rows:
    """Return the decisions that the program faces in an article, with the right answers."""
    proposals: list[Proposal] = []

    def collect(scene: Scene, events: list[Draft]) -> list[Draft]:
        proposals.extend(_iter_proposals(scene, events))
        return events

    with mock.patch.object(assembly, "weigh_arguments", collect):
        report = msgspec.to_builtins(read_report(article.document))
    same = Identity(article.readings, report)
    pairs = pair_items(article.readings["events"], report["events"], _touch)
    partners = {event["id"]: gold for gold, event in pairs}
    rows = []
    taken: set[tuple[int, str, str]] = set()
    for number, role, value, described in proposals:
        features = [sys.intern(feature) for feature in described]
        gold = partners.get(report["events"][number]["id"])
        answers = [] if gold is None else _find_answers(gold, role, value, same)
        free = [answer for answer in answers if (number, role, answer) not in taken]
        taken.update((number, role, answer) for answer in free[:1])
        rows.append(Row(number, role, features, bool(free), bool(answers) and not free))
    return Rows(rows, _count_gold(article.readings["events"]))


def _iter_proposals(scene: Scene, events: list[Draft]) -> Iterator[Proposal]:
    """Yield each decision: the event's number, the role, the value and its features."""
    published = scene.analysis.doc.published
    setting, opposites = Setting(scene, events), find_opposites(scene, events)
    candidates = find_contenders(scene, events)
    places = find_place_options(scene, events)
    dates = find_date_options(scene, events, published)
    place_context = PlaceContext(scene, events)
    date_context = DateContext(scene, events, published)
    for number, event in enumerate(events):
        yield number, "event", None, list(iter_event_features(scene, event))
        context = SideContext(setting, event, candidates[number])
        bystanders = find_bystanders(scene, event, candidates[number], opposites)
        for candidate in candidates[number]:
            value = candidate.entity
            if value is None and candidate.span is not None:
                value = scene.entities.add_unnamed(*candidate.span)
            for role in SIDES:
                if role == "target" or candidate not in bystanders:
                    yield number, role, value, list(context.iter_features(candidate))
        found = (("place", place_context, places), ("date", date_context, dates))
        for role, circumstances, options in found:
            described = circumstances.iter_all(event, options[number])
            for option, features in zip(options[number], described, strict=True):
                yield number, role, option.value, list(features)


def _find_answers(gold: Item, role: str, value: Any, same: Identity) -> list[str]:
    """Return which of the gold's fillers of a role a value is; each is given once."""
    if role in SIDES:
        return [entity for entity in gold[role + "s"] if same.is_entity(entity, value)]
    if role == "place":
        return [role] if gold["place"] is not None and same.is_entity(gold["place"], value) else []
    if role == "date":
        return [role] if tuple(value) == _bounds(gold) else []
    return [role]


def _bounds(event: Item) -> tuple[str | None, str | None]:
    date = event["date"] or {}
    return date.get("earliest"), date.get("latest")


def _touch(a: Item, b: Item) -> int:
    """Return how many pairs of triggers two events of one type share; 0 for other types."""
    if a["type"] != b["type"]:
        return 0
    return sum(overlap(x, y) > 0 for x in a["triggers"] for y in b["triggers"])


def _count_gold(events: list[Item]) -> Counter[str]:
    counts: Counter[str] = Counter(event=len(events))
    for event in events:
        for role in SIDES:
            counts[role] += len(event[role + "s"])
        counts["place"] += event["place"] is not None
        counts["date"] += _bounds(event) != (None, None)
    return counts


class Examples:
    """The decisions of one role in all articles, as a matrix: a row each, a column a feature."""

    def __init__(self, articles: Sequence[Rows], role: str) -> None:
        self._role = role
        rows = [(i, row) for i, a in enumerate(articles) for row in a.rows if row.role == role]
        counts = Counter(feature for _, row in rows for feature in row.features)
        names = sorted(feature for feature, count in counts.items() if count >= LEAST_COUNT)
        self._columns = {feature: number for number, feature in enumerate(names)}
        indices, ends = array("i"), array("q", [0])
        for _, row in rows:
            known = (self._columns.get(feature) for feature in row.features)
            indices.extend(number for number in known if number is not None)
            ends.append(len(indices))
        shape = (len(rows), len(names))
        values = np.ones(len(indices), np.float32)
        self._matrix = sparse.csr_matrix((values, np.array(indices), np.array(ends)), shape)
        self._right = np.array([row.is_right for _, row in rows], float)
        self._again = np.array([row.is_again for _, row in rows], bool)
        self._article = np.array([number for number, _ in rows], int)
        self._count = len(articles)

    def fit(self) -> Weights:
        """Return the weights (log-odds) of the features by ridge logistic regression."""
        best = self._solve(np.ones(len(self._article), bool))
        return {feature: float(best[number]) for feature, number in self._columns.items()}

    def predict_held_out(self) -> list[list[float]]:
        """Return for each article the probabilities of its rows, learned from the others."""
        order = list(range(self._count))
        random.Random(SEED).shuffle(order)
        chances = np.zeros(len(self._article))
        for fold in range(FOLDS):
            held = np.isin(self._article, order[fold::FOLDS])
            total = np.clip(self._matrix[held] @ self._solve(~held), -30, 30)
            chances[held] = 1 / (1 + np.exp(-total))
        found: list[list[float]] = [[] for _ in range(self._count)]
        for number, chance in zip(self._article, chances, strict=True):
            found[number].append(float(chance))
        return found

    def _solve(self, chosen: np.ndarray) -> np.ndarray:
        chosen = chosen & ~self._again
        x, y, penalty = self._matrix[chosen], self._right[chosen], PENALTIES[self._role]

        def cost(w: np.ndarray) -> tuple[float, np.ndarray]:
            z = x @ w
            value = np.logaddexp(0, z).sum() - y @ z + 0.5 * penalty * w @ w
            return value, x.T @ (1 / (1 + np.exp(-z)) - y) + penalty * w

        start = np.zeros(len(self._columns))
        return minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def predict(weights: Weights, features: list[str]) -> float:
    """Return the probability that weights give to a row, 0 to 1."""
    total = sum(weights.get(feature, 0.0) for feature in features)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def add_likelihood(articles: list[Rows], events: list[list[float]]) -> None:
    """Add to each row of an argument how likely its event is, from held-out probabilities."""
    for article, likely in zip(articles, events, strict=True):
        for row in article.rows:
            if row.role != "event":
                row.features.append(describe_likelihood(likely[row.event]))


# A decision: the probability of its event, its own, whether it is right, and how many candidates
# of its event and role are likelier.
Decision = tuple[float, float, bool, int]


def iter_decisions(
    articles: list[Rows], role: str, events: list[list[float]], own: list[list[float]]
) -> Iterator[Decision]:
    """Yield the decisions of a role; of a place or date only that on the likeliest option."""
    for article, likely, probabilities in zip(articles, events, own, strict=True):
        rows = [row for row in article.rows if row.role == role]
        ranks: Counter[int] = Counter()
        order = sorted(range(len(rows)), key=lambda i, p=probabilities: -p[i])  # type: ignore[misc]
        for i in order:
            event = rows[i].event
            if role not in _SINGLE or not ranks[event]:
                yield likely[event], probabilities[i], rows[i].is_right, ranks[event]
            ranks[event] += 1


class Choice:
    """Held-out decisions of all roles, and the thresholds that do best on them."""

    def __init__(self, articles: list[Rows], chances: dict[str, list[list[float]]]) -> None:
        events = chances["event"]
        self.gold: Counter[str] = sum((a.gold for a in articles), Counter())
        self.decisions = {
            role: np.array(list(iter_decisions(articles, role, events, chances[role])))
            for role in ROLES
        }

    def count(self, role: str, thresholds: dict[str, float]) -> tuple[int, int, int]:
        """Return hits, predictions and gold of a role."""
        table = self.decisions[role]
        further = thresholds.get(f"further_{role}", thresholds[role])
        least = np.where(table[:, 3] > 0, further, thresholds[role])
        kept = (table[:, 0] >= thresholds["event"]) & (table[:, 1] >= least)
        return int(table[kept, 2].sum()), int(kept.sum()), self.gold[role]

    def measure(self, thresholds: dict[str, float]) -> dict[str, float]:
        """Return F1 in percent by role, and of all arguments together."""
        counts = {role: self.count(role, thresholds) for role in ROLES}
        together = tuple(sum(counts[role][i] for role in ARGUMENTS) for i in range(3))
        return {key: _f1(*c) for key, c in (*counts.items(), ("arguments", together))}

    def find_thresholds(self, kept: dict[str, float]) -> dict[str, float]:
        """Return the thresholds with the best sum of the F1 of events and of arguments.

        Args:
            kept: The thresholds that are given, by role.
        """
        best = {**dict.fromkeys((*ROLES, *FURTHER), 0.2), **kept}
        for _ in range(3):
            for role in [role for role in best if role not in kept]:
                tried = EVENT_THRESHOLDS if role == "event" else THRESHOLDS
                scored = [(self._worth({**best, role: t}), -t) for t in tried]
                best[role] = -max(scored)[1]
        return best

    def _worth(self, thresholds: dict[str, float]) -> float:
        figures = self.measure(thresholds)
        return figures["event"] + figures["arguments"]


def _f1(hits: int, predicted: int, gold: int) -> float:
    return 200 * hits / (predicted + gold) if predicted + gold else 0.0


def apply(
    articles: list[Rows], weights: dict[str, Weights], thresholds: dict[str, float]
) -> dict[str, float]:
    """Return the figures of weights on articles that they were not learned from."""
    chances: dict[str, list[list[float]]] = {}
    for role in ROLES:
        chances[role] = [
            [predict(weights[role], row.features) for row in article.rows if row.role == role]
            for article in articles
        ]
        if role == "event":
            add_likelihood(articles, chances["event"])
    return Choice(articles, chances).measure(thresholds)


def write_weights(folder: Path, weights: dict[str, Weights], card: dict[str, Any]) -> None:
    """Write `arguments.tsv` and the card that describes it."""
    lines = [
        f"{role}\t{feature}\t{weight:.2f}\n"
        for role in ROLES
        for feature, weight in sorted(weights[role].items())
        if abs(weight) >= LEAST_WEIGHT
    ]
    content = "".join(lines).encode("utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "arguments.tsv").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    text = f'version = {VERSION}\nsha256 = "{digest}"\n'
    text += "".join(f'{k} = "{v}"\n' for k, v in card.items() if isinstance(v, str))
    text += "".join(f"{k} = {v}\n" for k, v in card.items() if isinstance(v, int))
    for key, table in card.items():
        if isinstance(table, dict):
            text += f"\n[{key}]\n" + "".join(f"{k} = {round(v, 2)}\n" for k, v in table.items())
    (folder / "card.toml").write_text(text, "utf-8")


def main() -> None:
    """Learn from the folders given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--more", nargs="*", type=Path, default=[], help="only to learn from")
    parser.add_argument("--output", type=Path, default=FOLDER)
    parser.add_argument("--held-out", type=Path, help="a gold folder that is only measured on")
    parser.add_argument("--only", nargs="+", choices=ROLES, default=ROLES, help="roles to learn")
    parser.add_argument("--data", default="annotated articles", help="what the card calls the gold")
    parser.add_argument("--given", nargs="*", default=[], metavar="ROLE=LEAST", help="thresholds")
    args = parser.parse_args()
    articles = [row for folder in args.gold for row in map(read_rows, load_gold(folder))]
    measured = len(articles)
    articles += [row for folder in args.more for row in map(read_rows, load_gold(folder))]
    known = load_weights()
    others = [role for role in ROLES if role not in args.only]
    chances, weights = {}, {role: known.features[role] for role in others}
    for role in ROLES:
        examples = Examples(articles, role)
        chances[role] = examples.predict_held_out()
        if role in args.only:
            weights[role] = examples.fit()
        if role == "event":
            add_likelihood(articles, chances["event"])
    choice = Choice(
        articles[:measured], {role: found[:measured] for role, found in chances.items()}
    )
    kept = {
        key: value
        for key, value in known.thresholds.items()
        if key.removeprefix("further_") in others
    }
    kept |= {role: float(least) for role, least in (given.split("=") for given in args.given)}
    thresholds = choice.find_thresholds(kept)
    figures = choice.measure(thresholds)
    card = {
        "about": "Log-odds of the features that choose events, agents, targets, places and dates.",
        "data": f"{measured} {args.data}",
        "licence": "CC BY 4.0",
        "command": " ".join(
            ["python training/train_arguments.py GOLD…"]
            + (["--more GOLD…"] if args.more else [])
            + (["--only", *args.only] if others else [])
            + (["--given", *args.given] if args.given else [])
        ),
        "seed": SEED,
        "thresholds": thresholds,
        "cross_validation_f1": figures,
    }
    if args.more:
        card["more"] = f"{len(articles) - measured} articles annotated for events alone"
    _report(articles[:measured], choice, thresholds)
    if args.held_out is not None:
        held = [read_rows(article) for article in load_gold(args.held_out)]
        card["held_out_f1"] = apply(held, weights, thresholds)
        sys.stdout.write(f"held out {card['held_out_f1']}\n")
    write_weights(args.output, weights, card)


def _report(articles: list[Rows], choice: Choice, thresholds: dict[str, float]) -> None:
    """Print the figures of cross-validation."""
    reachable: dict[str, int] = defaultdict(int)
    for article in articles:
        for row in article.rows:
            reachable[row.role] += row.is_right
    for role in ROLES:
        hits, predicted, gold = choice.count(role, thresholds)
        sys.stdout.write(
            f"{role:7} {hits}/{predicted}/{gold} F1 {_f1(hits, predicted, gold):.1f}"
            f" among the candidates {reachable[role]} threshold {thresholds[role]}\n"
        )
    sys.stdout.write(f"{choice.measure(thresholds)}\n")


if __name__ == "__main__":
    main()
