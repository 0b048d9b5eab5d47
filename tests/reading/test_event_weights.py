"""The weights that choose events and their arguments: loading them, and refusing damaged ones."""

import shutil

import pytest

from rawi.errors import ModelFileError
from rawi.language.analysis import analyse
from rawi.model import make_document
from rawi.reading.entities import Entities
from rawi.reading.events import read_events
from rawi.reading.events.choices.event_weights import describe_likelihood
from rawi.reading.events.choices.side_preferences import load_preferences
from rawi.reading.events.weights import FOLDER, FURTHER, ROLES, load_weights, score


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the weights of the package that a test may damage."""
    copy = tmp_path / "weights"
    shutil.copytree(FOLDER, copy)
    return copy


def test_weights_hold_every_role(folder):
    table = load_weights(folder)
    assert table.features.keys() == set(ROLES)
    assert all(table.features[role] for role in ROLES)
    assert table.thresholds.keys() == {*ROLES, *FURTHER}
    assert all(0 < threshold < 1 for threshold in table.thresholds.values())


def test_weights_damaged_are_refused(folder):
    path = folder / "arguments.tsv"
    path.write_bytes(path.read_bytes() + b"agent\tbias\t9.00\n")
    with pytest.raises(ModelFileError, match="SHA-256"):
        load_weights(folder)


@pytest.mark.parametrize("name", ["arguments.tsv", "card.toml"])
def test_weights_missing_are_refused(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelFileError, match="cannot be read"):
        load_weights(folder)


def test_weights_of_another_version_are_refused(folder):
    card = folder / "card.toml"
    card.write_text(card.read_text("utf-8").replace("version = ", "version = 9"), "utf-8")
    with pytest.raises(ModelFileError, match="version"):
        load_weights(folder)


def test_card_that_is_no_toml_is_refused(folder):
    (folder / "card.toml").write_text("version", "utf-8")
    with pytest.raises(ModelFileError, match="cannot be read"):
        load_weights(folder)


def test_preferences_that_their_card_does_not_know_are_refused(folder):
    assert load_preferences(folder).overall
    load_preferences.cache_clear()
    path = folder / "preferences.tsv"
    path.write_bytes(path.read_bytes() + "shelling\tagent\tناس\t9\n".encode())
    with pytest.raises(ModelFileError, match="SHA-256"):
        load_preferences(folder)


def test_score_is_a_probability_that_weights_move():
    assert score([], {}) == 0.5
    assert score(["a"], {"a": 2.0}) > 0.5 > score(["a", "unknown"], {"a": -2.0})
    assert 0 < score(["a"], {"a": -1e9}) < score(["a"], {"a": 1e9}) <= 1


def test_likelihood_is_graded_in_order():
    grades = [describe_likelihood(step / 20) for step in range(21)]
    assert grades == sorted(grades)
    assert len(set(grades)) > 4


def test_described_victims_are_found_without_names():
    text = (
        "قتل سبعة مدنيين وأصيب عشرون آخرون في قصف مدفعي على البلدة اليوم.\n"
        "واستهدف القصف منازل المدنيين وسوقا شعبية في البلدة."
    )
    analysis = analyse(make_document(text, published="2020-03-04"))
    entities = Entities(analysis, [])
    events = read_events(analysis, entities, times=[], quantities=[], statements=[])
    shelling = next(event for event in events if event.type == "shelling")
    assert any("مدنيين" in entities[target].name for target in shelling.targets)
    assert all(entities[target].type == "unnamed" for target in shelling.targets)
