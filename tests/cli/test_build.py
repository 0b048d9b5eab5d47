"""`rawi build`, `rawi record`, `rawi export`: what a user sees, and the exit status."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from record.articles import make_article, write_lines

from rawi.cli.main import main


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def load_lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    write_lines(folder / "news.jsonl", [make_article(n) for n in range(3)])
    result = run("build", folder / "news.jsonl", "-o", folder / "case.duckdb", "--workers", 0)
    assert result.exit_code == 0, result.output
    assert "3 read, 0 unchanged, 0 duplicates, 0 skipped, 0 failed\n" in result.stderr
    return folder


def test_second_build_says_what_is_unchanged(folder):
    result = run("build", folder / "news.jsonl", "-o", folder / "case.duckdb", "--workers", 0)
    assert result.exit_code == 0
    assert "0 read, 3 unchanged, 0 duplicates, 0 skipped, 0 failed\n" in result.stderr


def test_failures_are_named_counted_and_listed(tmp_path):
    lines = tmp_path / "news.jsonl"
    lines.write_text('{"text": "x"}\nbroken\n', "utf-8")
    result = run("build", lines, tmp_path / "no.txt", "-o", tmp_path / "c.duckdb", "--workers", 0)
    assert result.exit_code == 1
    assert "no.txt: no such file" in result.stderr
    assert "1 broken JSON" in result.stderr
    assert f"see {tmp_path / 'c.failures.jsonl'}" in result.stderr
    listed = load_lines(tmp_path / "c.failures.jsonl")
    assert {row["reason"] for row in listed} >= {"not found", "broken JSON"}
    assert all(row["message"] and row["name"] for row in listed)


def test_query_gives_json_in_a_pipe(folder):
    result = run("record", "query", folder / "case.duckdb", "SELECT count(*) n FROM documents")
    assert (result.exit_code, result.stdout) == (0, '{"n":3}\n')
    limited = run("record", "query", folder / "case.duckdb", "FROM documents", "--limit", 1)
    assert len(limited.stdout.splitlines()) == 1
    assert "the first 1 rows" in limited.stderr
    failed = run("record", "query", folder / "case.duckdb", "SELECT nothing")
    assert failed.exit_code == 1
    assert "the query fails" in failed.stderr


def test_verify_counts_what_it_proved(folder):
    result = run("record", "verify", folder / "case.duckdb")
    assert result.exit_code == 0
    assert result.stdout.startswith("3 documents, 3 without kept bytes, 0 kept bytes, ")
    assert result.stdout.endswith("0 faults\n")


def test_export_writes_a_line_a_row(folder):
    result = run("export", folder / "case.duckdb", "-o", folder / "case.jsonl")
    assert result.exit_code == 0
    header, *lines = load_lines(folder / "case.jsonl")
    assert header["schema"] == "rawi.record/1"
    assert f"{len(lines):,} rows" in result.stderr
    assert sum(line["table"] == "documents" for line in lines) == 3
    assert not (folder / ".case.jsonl.part").exists()


def test_record_that_is_not_there_is_named(tmp_path):
    for command in (["export"], ["record", "verify"], ["record", "reviews"], ["record", "migrate"]):
        result = run(*command, tmp_path / "none.duckdb")
        assert result.exit_code == 1
        assert "no such record" in result.stderr


def test_column_needs_a_field_and_a_name(tmp_path):
    result = run("build", "x", "-o", tmp_path / "c.duckdb", "--columns", "text")
    assert result.exit_code == 2
    assert "column" in result.stderr


def test_export_that_cannot_be_written_says_so(folder, tmp_path):
    result = run("export", folder / "case.duckdb", "-o", tmp_path / "none" / "case.jsonl")
    assert result.exit_code == 1
    assert "cannot be written: No such file or directory" in result.stderr


def test_tellers_stand_in_columns(folder):
    question = "SELECT DISTINCT outlet, speaker FROM tellers WHERE speaker LIKE '%سالم العبدي%'"
    result = run("record", "query", folder / "case.duckdb", question)
    assert [json.loads(line)["outlet"] for line in result.stdout.splitlines()]


def test_interrupted_build_keeps_what_was_read(tmp_path):
    lines = write_lines(tmp_path / "n.jsonl", [make_article(n) for n in range(300)])
    command = [sys.executable, "-m", "rawi", "build", str(lines), "-o", str(tmp_path / "c.duckdb")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [*command, "--workers", "0"], stderr=subprocess.PIPE, text=True, env=environment,
        # Also where what runs the tests, in the background, hears no Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    while not (tmp_path / "c.duckdb").exists():
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130, said
    assert "the next build goes on from there" in said
    assert run("record", "verify", tmp_path / "c.duckdb").exit_code == 0
