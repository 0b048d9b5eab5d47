"""The gold that the project brings along: spans verbatim, references known."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[2] / "gold"
ARTICLES = [json.loads(line) for line in (GOLD / "articles.jsonl").read_text("utf-8").splitlines()]
SPANS = ("mentions", "times", "quantities", "frames")


def load_gold(name: str) -> dict:
    return json.loads((GOLD / f"{name}.gold.json").read_text("utf-8"))


def iter_spans(gold: dict) -> Iterator[dict]:
    for layer in SPANS:
        yield from gold[layer]
    for statement in gold["statements"]:
        yield statement["cue"]
        if statement["speaker"]["start"] is not None:
            yield statement["speaker"]
    for event in gold["events"]:
        yield from event["triggers"]


def iter_references(gold: dict) -> Iterator[str]:
    for mention in gold["mentions"]:
        yield mention["entity"]
    for statement in gold["statements"]:
        yield statement["speaker"]["entity"]
        yield statement["parent"]
    for event in gold["events"]:
        yield from (event["statement"], event["place"])
        yield from event["agents"] + event["targets"] + event["quantities"]
    for relation in gold["relations"]:
        yield from (relation["subject"], relation["object"], relation["statement"])


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["name"])
def test_gold_spans_are_verbatim(article):
    spans = list(iter_spans(load_gold(article["name"])))
    assert spans
    assert [span["text"] for span in spans] == [
        article["text"][span["start"] : span["end"]] for span in spans
    ]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["name"])
def test_gold_references_are_known(article):
    gold = load_gold(article["name"])
    known = {item["id"] for key in ("entities", "statements", "quantities") for item in gold[key]}
    assert {x for x in iter_references(gold) if x is not None} <= known


def test_gold_files_are_the_articles():
    files = {path.name.removesuffix(".gold.json") for path in GOLD.glob("*.gold.json")}
    assert files == {article["name"] for article in ARTICLES}
