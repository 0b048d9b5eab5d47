"""`rawi places`: a table that is added changes what a report locates, and says so."""

import json

import pytest
from click.testing import CliRunner

from rawi.cli.main import main
from rawi.places.added import load_added
from rawi.places.atlas import load_atlas

ROW = (
    "country\twof_id\tplacetype\tname\tname_ar\tlat\tlon\n"
    "SY\t7\tlocality\tNour\tنوران\t35.9\t36.7\n"
)
TEXT = "قصفت المدفعية قرية نوران في ريف إدلب شمال غربي سوريا، وقتل شخصان."


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a runner of commands with a data folder of its own."""
    monkeypatch.setenv("RAWI_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wof.tsv").write_text(ROW, "utf-8")
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")

    def invoke(*arguments: str):
        load_added.cache_clear()
        load_atlas.cache_clear()
        return CliRunner().invoke(main, arguments)

    yield invoke
    load_added.cache_clear()
    load_atlas.cache_clear()


def read(run) -> tuple[list[str], dict | None]:
    report = json.loads(run("read", "--format", "json", "article.txt").stdout)
    village = next(e for e in report["entities"] if e["name"] == "نوران")
    return report["gazetteers"], village["location"]


def test_places_added_are_located_listed_and_removed(run):
    assert read(run) == ([], None)

    added = run("places", "add", "wof.tsv")
    assert (added.exit_code, added.stdout) == (0, "wof: 1 places, 1 names (Who's On First)\n")
    gazetteers, location = read(run)
    assert [name.split(":")[0] for name in gazetteers] == ["wof sha256"]
    assert location is not None
    assert (location["lat"], location["lon"], location["source"]) == (35.9, 36.7, "wof")
    listed = run("places", "list").stdout
    assert listed.startswith("wof ")
    assert gazetteers[0].split(":")[1][:12] in listed

    assert run("places", "remove", "wof").exit_code == 0
    assert read(run) == ([], None)
    assert "no tables in" in run("places", "list").stderr


def test_places_refuse_what_is_no_gazetteer(run):
    result = run("places", "add", "article.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "article.txt:1: is no gazetteer" in result.stderr


def test_table_that_is_damaged_stops_reading_once(run, tmp_path):
    run("places", "add", "wof.tsv")
    (tmp_path / "data" / "places" / "wof.places").write_bytes(b"broken" * 1000)
    result = run("read", "article.txt")
    assert result.exit_code == 1
    assert result.stderr.count("rawi places remove wof") == 1
