"""Floors hold what was reached, and fail what falls below."""

import json

import pytest
from click.testing import CliRunner

from rawi.cli.main import main
from rawi.errors import GoldError
from rawi.evaluate.floors import find_breaches, load_floors
from rawi.evaluate.tallies import Tally


def write(tmp_path, text):
    path = tmp_path / "floors.toml"
    path.write_text(text, "utf-8")
    return path


def test_figure_below_its_floor_is_a_breach(tmp_path):
    floors = load_floors(write(tmp_path, "[own]\nmentions = 66.7\nstance = 50\n"), "own")
    tallies = {"mentions": Tally(2, 3, 3), "stance": Tally(1, 2, 2)}
    assert find_breaches(tallies, floors) == []
    tallies["mentions"] = Tally(1, 3, 3)
    assert find_breaches(tallies, floors) == ["mentions: 33.3 is below its floor of 66.7"]


@pytest.mark.parametrize("text", ["", "[own\n", "[own]\nwisdom = 3\n"])
def test_floors_that_cannot_be_read_are_refused(tmp_path, text):
    with pytest.raises(GoldError, match=r"has no readable table|sets a floor for wisdom"):
        load_floors(write(tmp_path, text), "own")


def test_missing_floors_are_refused(tmp_path):
    with pytest.raises(GoldError, match="has no readable table"):
        load_floors(tmp_path / "none.toml", "own")


def make_gold(tmp_path):
    (tmp_path / "articles.jsonl").write_text('{"name": "a", "text": "وصل الوفد."}\n', "utf-8")
    (tmp_path / "a.gold.json").write_text('{"entities": []}', "utf-8")
    return tmp_path


def test_evaluate_fails_below_a_floor(tmp_path):
    gold = make_gold(tmp_path)
    floors = write(tmp_path, "[own]\nmentions = 1\n")
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--floors", f"{floors}:own"])
    assert result.exit_code == 1
    assert "below the floor: mentions" in result.output


def test_evaluate_prints_every_measure(tmp_path):
    result = CliRunner().invoke(main, ["evaluate", str(make_gold(tmp_path)), "--json"])
    assert result.exit_code == 0
    assert {"articles", "mentions", "records", "voice"} <= json.loads(result.output).keys()


@pytest.mark.parametrize(
    ("listing", "message"),
    [
        (None, "No such file"),
        ("nonsense\n", "is not JSON"),
        ('{"name": "a"}\n', "needs the text fields"),
    ],
)
def test_evaluate_names_what_is_wrong_with_a_gold_folder(tmp_path, listing, message):
    if listing is not None:
        (tmp_path / "articles.jsonl").write_text(listing, "utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(tmp_path)])
    assert result.exit_code == 1
    assert message in result.output
