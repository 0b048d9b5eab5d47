"""The measures: hand-made cases, and the same figures as the reference scorer."""

import json
import re
import subprocess
import sys

import pytest
from shared import SHARED, needs_shared

from rawi.evaluate.gold import GoldArticle, load_gold
from rawi.evaluate.identity import is_same_name
from rawi.evaluate.measures import ACCURACIES, LAYERS, measure
from rawi.evaluate.tallies import Tally, pair_items
from rawi.model import decode_report, encode_report, make_document
from rawi.reading.reports import read_report

TEXT = "قال سالم إن القصف قتل خمسة. وقال علي إنه لم يقع."


def make_report(**layers):
    doc = make_document(TEXT)
    empty = {
        key: []
        for key in (
            "entities", "mentions", "times", "quantities", "statements", "events", "relations",
            "frames",
        )
    }  # fmt: skip
    return {"schema": "rawi.report/1", "document": {"id": doc.id, "text": TEXT}, **empty, **layers}


def run(gold_layers, predicted_layers, clutter=()):
    gold = make_report(**gold_layers)
    article = GoldArticle(
        "case",
        make_document(TEXT),
        {k: gold[k] for k in gold if isinstance(gold[k], list)},
        clutter,
    )
    return measure([(article, decode_report(json.dumps(make_report(**predicted_layers))))])


def span(word, nth=0):
    start = [m.start() for m in re.finditer(word, TEXT)][nth]
    return {"start": start, "end": start + len(word), "text": word}


def mention(word, entity, identity, kind="person"):
    return {**span(word), "id": identity, "type": kind, "entity": entity}


def entity(identity, name, kind="person"):
    return {"id": identity, "type": kind, "name": name}


def test_pair_items_takes_best_fit_first():
    fits = {(0, 0): 1, (0, 1): 2, (1, 1): 3}
    assert pair_items([0, 1], [0, 1], lambda a, b: fits.get((a, b), 0)) == [(1, 1), (0, 0)]


def test_tally_of_nothing_is_zero():
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("الجيش الليبي", "الجيش الليبي", True),
        ("جيش ليبي", "الجيش الليبي", True),
        ("خليفة سالم", "سالم", False),
        ("سالم", "سالم العبدي", True),
        ("مقاتلون", "مدنيون", False),
        ("", "سالم", False),
    ],
)
def test_same_name_needs_all_words_of_the_shorter(a, b, same):
    assert is_same_name(a, b) is same


def test_mentions_strict_and_relaxed():
    gold = {"entities": [entity("g", "سالم")], "mentions": [mention("سالم", "g", "m1")]}
    wider = {**mention("قال سالم", "p", "m1")}
    tallies = run(gold, {"entities": [entity("p", "سالم")], "mentions": [wider]})
    assert tallies["mentions"].f1 == 0
    assert tallies["mentions_relaxed"].f1 == 100


def test_clutter_is_not_scored():
    predicted = {"entities": [entity("p", "سالم")], "mentions": [mention("سالم", "p", "m1")]}
    word = span("سالم")
    assert run({}, predicted)["mentions"].predicted == 1
    assert run({}, predicted, [(word["start"], word["end"])])["mentions"].predicted == 0


def test_statement_content_must_share_half():
    cue = {**span("قال"), "lemma": "قال"}
    speaker = {**span("سالم"), "entity": None}
    base = {"cue": cue, "speaker": speaker, "mode": "indirect", "stance": "says", "parent": None}
    whole = {"id": "s1", "start": 0, "end": 26, "content": [[12, 26]], **base}
    part = {**whole, "content": [[12, 18]]}
    assert run({"statements": [whole]}, {"statements": [whole]})["statements"].f1 == 100
    assert run({"statements": [whole]}, {"statements": [part]})["statements"].f1 == 0


@needs_shared
def test_figures_are_those_of_the_reference_scorer(tmp_path):
    gold = SHARED / "gold" / "dev"
    articles = load_gold(gold)
    pairs = [(article, read_report(article.document)) for article in articles]
    reports = tmp_path / "reports.jsonl"
    reports.write_bytes(b"".join(encode_report(report) + b"\n" for _, report in pairs))
    command = [
        sys.executable,
        str(SHARED / "score" / "score.py"),
        str(gold),
        str(reports),
        "--json",
    ]
    reference = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    tallies = measure(pairs)
    for layer in LAYERS:
        tally, figures = tallies[layer], reference[layer]
        assert (tally.gold, tally.predicted) == (figures["gold"], figures["pred"]), layer
        assert round(tally.precision, 1) == figures["p"], layer
        assert round(tally.recall, 1) == figures["r"], layer
        assert abs(tally.f1 - figures["f1"]) < 0.051, layer
    for accuracy in ACCURACIES:
        assert round(tallies[accuracy].precision, 1) == reference["accuracy"][accuracy], accuracy
