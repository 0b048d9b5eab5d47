"""Pairs of sentences that differ in little, and the ties that each tells of."""

import tomllib
from pathlib import Path

import pytest
from named import make_scene

from rawi.reading.relations import read_relations
from rawi.reading.titles import read_titles

PAIRS = tomllib.loads(Path(__file__).with_name("relation_pairs.toml").read_text("utf-8"))["pair"]
SENTENCES = [(f"{pair['name']}: {side}", pair[side]) for pair in PAIRS for side in ("one", "other")]


@pytest.mark.parametrize("sentence", [s for _, s in SENTENCES], ids=[name for name, _ in SENTENCES])
def test_ties_of_pair(sentence):
    scene = make_scene(sentence["text"])
    titles = read_titles(scene.analysis, scene.entities)
    relations = read_relations(scene.analysis, scene.entities, titles=titles, statements=[])
    found = [
        [scene.entity_name(r.subject), r.predicate, scene.entity_name(r.object)] for r in relations
    ]
    assert sorted(found) == sorted(sentence["ties"])


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
def test_ties_of_pairs_tell_its_sides_apart(pair):
    assert pair["one"]["text"] != pair["other"]["text"]
    assert pair["one"]["ties"]
