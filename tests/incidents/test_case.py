"""The case that rawi brings along: read well enough to show what it is for."""

import io
import json

import pytest
from click.testing import CliRunner

from rawi.cli.demo import CASE
from rawi.cli.main import main
from rawi.incidents.loading import list_incidents, load_incident
from rawi.record.files import open_reader
from rawi.render.incidents import Shown, Terminal, write_incident


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    path = tmp_path_factory.mktemp("case") / "demo.duckdb"
    result = CliRunner().invoke(main, ["demo", "--output", str(path), "--bidi", "off"])
    assert result.exit_code == 0, result.output
    return path, result.output


def _find(path, place):
    with open_reader(path) as con:
        for incident in list_incidents(con, limit=20):
            loaded = load_incident(con, incident)
            if place in loaded.comparison.find("place").values[0].value:
                return loaded
    raise AssertionError(place)


def test_case_is_of_a_dozen_articles_and_marked_as_invented():
    articles = [json.loads(line) for line in CASE.read_text("utf-8").splitlines()]
    assert len(articles) >= 12
    assert all(article["invented"] for article in articles)
    assert len({article["outlet"] for article in articles}) >= 3


def test_case_shelling_of_the_market_is_one_incident_of_six_articles(case):
    loaded = _find(case[0], "مرزق")
    comparison = loaded.comparison
    assert len({account.document for account in comparison.accounts}) == 6
    assert comparison.lineages == 4
    tolls = {value.value: value.voices for value in comparison.find("killed").values}
    assert list(tolls) == ["5–5", "7–7", "9–9", "12–12"]
    assert {chain[-1].name for _, chain in tolls["5–5"]} == {"قوة درع التلال"}
    assert {chain[-1].name for _, chain in tolls["12–12"]} == {"قناة فجر الوادي"}


def test_case_each_side_blames_the_other(case):
    blamed = _find(case[0], "مرزق").comparison.find("blamed")
    assert blamed.differs
    voices = {value.value: {chain[-1].name for _, chain in value.voices} for value in blamed.values}
    assert "قناة فجر الوادي" in voices["قوة درع التلال"]
    assert "قوة درع التلال" in voices["لواء نجمة الوادي"]


def test_case_airport_is_freed_or_did_not_fall(case):
    comparison = _find(case[0], "أوباري").comparison
    assert comparison.find("happened").differs
    assert {"تحرير", "سقوط"} <= {value.value for value in comparison.find("word").values}


def test_demo_prints_the_disagreements_and_the_rules(case):
    output = case[1]
    assert "مختلقة" in output
    assert "جنبًا إلى جنب" in output
    assert "conservative" in output


def test_case_hit_on_the_ambulance_is_not_told_by_who_denies_it(case):
    comparison = _find(case[0], "براك").comparison
    target = comparison.find("targets")
    assert target.differs
    voices = {value.value: {chain[0].name for _, chain in value.voices} for value in target.values}
    assert "قناة فجر الوادي" not in voices.pop("سيارة إسعاف")
    assert "قناة فجر الوادي" in set().union(*voices.values())


def test_case_lists_values_in_the_order_of_the_line(case):
    from rawi.render.bidi import display

    line = next(line for line in case[1].splitlines() if "القتلى" in line and "/" in line)
    shown = display(line.strip())
    numbers = [word for word in shown.replace("/", " ").split() if word.isdigit()]
    assert numbers == sorted(numbers, key=int, reverse=True)  # the least at the right


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_show_lists_incidents_and_lays_out_one(case, lang):
    runner = CliRunner()
    listed = runner.invoke(main, ["record", "show", str(case[0]), "--lang", lang])
    assert listed.exit_code == 0
    assert listed.output.count("in:") >= 4
    incident = _find(case[0], "مرزق").id
    shown = runner.invoke(main, ["record", "show", str(case[0]), incident[:9], "--lang", lang])
    assert shown.exit_code == 0
    assert "نبأ الساحل" in shown.output


def test_show_says_what_is_wrong_with_an_id(case):
    result = CliRunner().invoke(main, ["record", "show", str(case[0]), "in:nothing"])
    assert result.exit_code == 1
    assert "no incident 'in:nothing'" in result.output


@pytest.mark.parametrize("bidi", ["on", "off"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_table_lines_are_of_one_width(case, bidi, lang):
    from rawi.render.lines import Run, measure_runs

    loaded = _find(case[0], "مرزق")
    stream = io.StringIO()
    shown = Shown(loaded.id, loaded.comparison, loaded.texts, loaded.lineages)
    write_incident(shown, Terminal(stream, lang=lang, bidi=bidi))
    rows = [line for line in stream.getvalue().splitlines() if line.count("│") > 1]
    assert len(rows) > 10
    assert len({measure_runs([Run(row)]) for row in rows}) == 1
