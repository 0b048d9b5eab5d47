"""Pairs of sentences that differ in little, and whose word a loaded word is in each."""

import tomllib
from pathlib import Path

import pytest

from rawi.model import make_document
from rawi.reading.reports import read_report

PAIRS = tomllib.loads(Path(__file__).with_name("voice_pairs.toml").read_text("utf-8"))["pair"]
SENTENCES = [(f"{pair['name']}: {side}", pair[side]) for pair in PAIRS for side in ("one", "other")]


@pytest.mark.parametrize("sentence", [s for _, s in SENTENCES], ids=[name for name, _ in SENTENCES])
def test_voice_of_pair(sentence):
    report = read_report(make_document(sentence["text"]))
    said = {s.id: s.speaker.text or "unspoken" for s in report.statements}
    voices = {frame.text: said.get(frame.voice, frame.voice) for frame in report.frames}
    assert sentence["voice"].items() <= voices.items()
