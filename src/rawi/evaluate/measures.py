"""The measures of the contract: each layer of a report against the gold.

Figures are micro-averages over articles, in percent. Mentions: same span and type (relaxed: any
overlap). Coreference: B-cubed over the mentions that both have. Times: overlap and same value.
Quantities: overlap, same kind and bounds. Statements: contents that share at least half of their
letters; speakers, those of them with the right speaker. Events: same type and a trigger in common;
arguments, their places, dates, agents and targets; records, those that are right in everything.
Relations: same predicate and ends. Frames: overlap and same category.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from rawi.evaluate.gold import GoldArticle, Item
from rawi.evaluate.identity import Identity, overlap
from rawi.evaluate.tallies import Tally, pair_items
from rawi.model import Report

LAYERS = (
    "mentions", "mentions_relaxed", "coreference", "times", "quantities", "statements", "speakers",
    "events", "arguments", "records", "relations", "frames",
)  # fmt: skip
ACCURACIES = ("mode", "stance", "modality", "voice")

# Two contents are one where they share at least this part of the letters that either has.
MIN_CONTENT_SHARE = 0.5
_UNDIRECTED = ("allied_with", "opposes", "kin_of", "alias_of")

Tallies = dict[str, Tally]


def measure(pairs: Iterable[tuple[GoldArticle, Report]]) -> Tallies:
    """Return the tally of every layer and accuracy over gold articles and their reports."""
    return measure_items((article, msgspec.to_builtins(report)) for article, report in pairs)


def measure_items(pairs: Iterable[tuple[GoldArticle, dict[str, list[Item]]]]) -> Tallies:
    """Return the tallies of gold articles and readings of them as JSON objects by layer."""
    tallies = {key: Tally() for key in (*LAYERS, *ACCURACIES)}
    for article, readings in pairs:
        _Measurement(article, readings, tallies).run()
    return tallies


class _Measurement:
    """One article's gold and report, and the tallies that they are counted into."""

    def __init__(
        self, article: GoldArticle, report: dict[str, list[Item]], tallies: Tallies
    ) -> None:
        self.article = article
        self.gold = article.readings
        self.predicted: dict[str, list[Item]] = {
            layer: [item for item in report[layer] if not self._is_clutter(item)]
            for layer in self.gold
        }
        self.same = Identity(self.gold, {layer: report[layer] for layer in self.gold})
        self.tallies = tallies

    def _is_clutter(self, item: Item) -> bool:
        """Whether an item stands wholly in what the gold leaves out as website clutter."""
        anchors = item["triggers"] if "triggers" in item else [item.get("cue", item)]
        return all(
            "start" in anchor
            and any(s <= anchor["start"] and anchor["end"] <= e for s, e in self.article.clutter)
            for anchor in anchors
        )

    def run(self) -> None:
        """Count every layer."""
        self._measure_mentions()
        self._measure_coreference()
        self._measure_times_and_quantities()
        self._measure_statements()
        self._measure_events()
        self._measure_relations()
        self._measure_frames()

    def _match(self, layer: str, fit: Callable[[Item, Item], float]) -> list[tuple[Item, Item]]:
        return pair_items(self.gold[layer], self.predicted[layer], fit)

    def _count(self, tally: str, layer: str, pairs: list[tuple[Item, Item]]) -> None:
        gold, predicted = self.gold[layer], self.predicted[layer]
        found = {id(a) for a, _ in pairs}
        fitting = {id(b) for _, b in pairs}
        counts = self.tallies[tally]
        counts.count(len(pairs), len(gold), len(predicted))
        name = self.article.name
        counts.missed += [f"{name}: {describe(a)}" for a in gold if id(a) not in found]
        counts.wrong += [f"{name}: {describe(b)}" for b in predicted if id(b) not in fitting]

    def _count_agreement(self, field: str, a: Item, b: Item) -> None:
        self.tallies[field].count(int(a[field] == b[field]), 1, 1)

    def _measure_mentions(self) -> None:
        def is_exact(a: Item, b: Item) -> bool:
            return all(a[key] == b[key] for key in ("start", "end", "type"))

        self._count("mentions", "mentions", self._match("mentions", is_exact))
        relaxed = self._match("mentions", lambda a, b: overlap(a, b) * (a["type"] == b["type"]))
        self._count("mentions_relaxed", "mentions", relaxed)

    def _measure_coreference(self) -> None:
        both = self._match("mentions", overlap)
        links = [(a["entity"], b["entity"]) for a, b in both]
        for gold_entity, predicted_entity in links:
            in_gold = sum(a == gold_entity for a, _ in links)
            in_predicted = sum(b == predicted_entity for _, b in links)
            common = links.count((gold_entity, predicted_entity))
            self.tallies["coreference"].add_shares(common / in_predicted, common / in_gold)

    def _measure_times_and_quantities(self) -> None:
        for layer, fields in (("times", ("value",)), ("quantities", ("what", "low", "high"))):
            pairs = self._match(layer, lambda a, b, f=fields: overlap(a, b) * _agree(a, b, f))  # type: ignore[misc]
            self._count(layer, layer, pairs)

    def _measure_statements(self) -> None:
        said = self._match("statements", share_content)
        self._count("statements", "statements", said)
        right = [(a, b) for a, b in said if self.same.is_speaker(a, b)]
        self._count("speakers", "statements", right)
        for a, b in said:
            self._count_agreement("mode", a, b)
            self._count_agreement("stance", a, b)

    def _measure_events(self) -> None:
        pairs = self._match("events", _touch)
        self._count("events", "events", pairs)
        arguments = self.tallies["arguments"]
        arguments.gold += sum(len(_list_arguments(e)) for e in self.gold["events"])
        arguments.predicted += sum(len(_list_arguments(e)) for e in self.predicted["events"])
        whole = []
        for a, b in pairs:
            shared = pair_items(_list_arguments(a), _list_arguments(b), self._fits_argument)
            arguments.hits += len(shared)
            self._count_agreement("modality", a, b)
            if self._is_whole(a, b):
                whole.append((a, b))
        self._count("records", "events", whole)

    def _fits_argument(self, a: tuple[str, Any], b: tuple[str, Any]) -> bool:
        if a[0] != b[0]:
            return False
        return bool(a[1] == b[1]) if a[0] == "date" else self.same.is_entity(a[1], b[1])

    def _is_whole(self, a: Item, b: Item) -> bool:
        """Whether an event is right in place, date, modality, voice and agents."""
        agents = pair_items(a["agents"], b["agents"], self.same.is_entity)
        return (
            self.same.is_entity(a["place"], b["place"])
            and _bounds(a) == _bounds(b)
            and a["modality"] == b["modality"]
            and self.same.is_voice(a["statement"], b["statement"])
            and len(agents) == len(a["agents"]) == len(b["agents"])
        )

    def _measure_relations(self) -> None:
        def is_tie(a: Item, b: Item) -> bool:
            ends = (a["subject"], a["object"])
            return a["predicate"] == b["predicate"] and (
                self._are_ends(ends, (b["subject"], b["object"]))
                or (
                    a["predicate"] in _UNDIRECTED
                    and self._are_ends(ends, (b["object"], b["subject"]))
                )
            )

        self._count("relations", "relations", self._match("relations", is_tie))

    def _are_ends(self, gold: tuple[str, str], predicted: tuple[str, str]) -> bool:
        return all(self.same.is_entity(a, b) for a, b in zip(gold, predicted, strict=True))

    def _measure_frames(self) -> None:
        framed = self._match("frames", lambda a, b: overlap(a, b) * _agree(a, b, ("category",)))
        self._count("frames", "frames", framed)
        for a, b in framed:
            self.tallies["voice"].count(int(self.same.is_voice(a["voice"], b["voice"])), 1, 1)


def share_content(a: Item, b: Item) -> float:
    """Return which part of the letters of two contents both have; 0 below one half."""
    both = sum(
        max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a["content"] for y in b["content"]
    )
    either = sum(e - s for s, e in a["content"]) + sum(e - s for s, e in b["content"]) - both
    share = both / either if either else 0.0
    return share if share >= MIN_CONTENT_SHARE else 0.0


def _agree(a: Item, b: Item, fields: tuple[str, ...]) -> bool:
    return all(a[field] == b[field] for field in fields)


def _touch(a: Item, b: Item) -> int:
    """Return how many pairs of triggers two events of one type share; 0 for other types."""
    if a["type"] != b["type"]:
        return 0
    return sum(overlap(x, y) > 0 for x in a["triggers"] for y in b["triggers"])


def _bounds(event: Item) -> tuple[str | None, str | None]:
    date = event["date"] or {}
    return date.get("earliest"), date.get("latest")


def _list_arguments(event: Item) -> list[tuple[str, Any]]:
    """Return an event's arguments as pairs of role and filler."""
    arguments: list[tuple[str, Any]] = [("place", event["place"])] if event["place"] else []
    arguments += [("agent", entity) for entity in event["agents"]]
    arguments += [("target", entity) for entity in event["targets"]]
    if any(_bounds(event)):
        arguments.append(("date", _bounds(event)))
    return arguments


def describe(item: Item) -> str:
    """Return an item in words, for a list of errors."""
    if "triggers" in item:
        words = [trigger.get("text") for trigger in item["triggers"]]
        return f"{item['type']} {words} {_bounds(item)} place {item['place']}"
    if "cue" in item:
        speaker = item["speaker"].get("text") or item["speaker"].get("entity")
        return f"{item['cue'].get('text')!r} {item['stance']} by {speaker} {item['content']}"
    if "predicate" in item:
        return f"{item['subject']} {item['predicate']} {item['object']}"
    detail = [
        item[key] for key in ("type", "value", "what", "low", "high", "category") if key in item
    ]
    return f"[{item['start']}:{item['end']}] {item.get('text', '')} {detail}"
