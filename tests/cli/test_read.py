"""`rawi read`: formats, refusals, exit statuses; nothing but the report on standard output."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from rawi.cli.main import main
from rawi.model import decode_report

NEWS = "قال متحدث إن القوات انسحبت من البلدة."
RAWI = [sys.executable, "-c", "from rawi.cli.main import main; main()"]


@pytest.fixture
def run():
    """Return a runner of `rawi read`."""

    def invoke(*arguments: object, stdin: str | bytes | None = None):
        return CliRunner().invoke(main, ["read", *map(str, arguments)], input=stdin)

    return invoke


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(NEWS, "utf-8")
    return path


def reports(output: str):
    return [decode_report(line) for line in output.splitlines()]


def test_text_file_gives_one_line_of_json_in_a_pipe(run, article):
    result = run(article, "--published", "2018-07-05")
    assert result.exit_code == 0
    assert result.stderr == ""
    [report] = reports(result.stdout)
    assert report.document.text == NEWS
    assert report.document.published == "2018-07-05"
    assert report.document.source == "article.txt"


def test_sample_is_read_in_every_format(run):
    [report] = reports(run("--sample").stdout)
    assert report.document.text
    assert "<!DOCTYPE html>" in run("--sample", "--format", "html").stdout
    assert report.document.title in run("--sample", "--format", "text").stdout


@pytest.mark.parametrize(
    ("stdin", "count"),
    [
        (NEWS, 1),
        (f"{NEWS}\n{NEWS}\n", 1),
        (f'{{"text": "{NEWS}"}}', 1),
        (f'\n  {{"text": "{NEWS}"}}\n{{"text": "{NEWS}"}}\n', 2),
        (f'\ufeff{{"text": "{NEWS}"}}\n', 1),
        (f"{{ليس JSON}} {NEWS}", 1),
        (f"{{\n{NEWS}", 1),
    ],
)
def test_stdin_is_lines_or_text_by_its_first_line(run, stdin, count):
    result = run("-", stdin=stdin.encode())
    assert result.exit_code == 0
    found = reports(result.stdout)
    assert len(found) == count
    assert all(report.document.source.startswith("stdin") for report in found)
    if count == 1 and not stdin.strip().strip("\ufeff").startswith('{"'):
        assert found[0].document.text == stdin


def test_what_cannot_be_read_leaves_the_rest(run, article, tmp_path):
    lines = tmp_path / "many.jsonl"
    lines.write_text(f'{{"text": "{NEWS}"}}\n{{"text": 1}}\n{{"text": "x"}}\nno\n', "utf-8")
    result = run(tmp_path / "none.txt", article, lines)
    assert result.exit_code == 1
    assert len(reports(result.stdout)) == 2
    *errors, closing = result.stderr.splitlines()
    assert [line.split(": ")[0].removeprefix(f"{tmp_path}/") for line in errors] == [
        "none.txt", "many.jsonl:2", "many.jsonl:3", "many.jsonl:4",
    ]  # fmt: skip
    assert closing == (
        "2 read, 4 failed (1 broken JSON, 1 not Arabic, 1 not found, 1 wrong fields)"
    )


def test_what_is_no_article_in_a_folder_is_counted_alone(run, article, tmp_path):
    (tmp_path / "style.css").write_text("p {}")
    result = run(tmp_path)
    assert result.exit_code == 0
    assert len(reports(result.stdout)) == 1
    assert result.stderr == "1 read, 0 failed, 1 skipped (1 not an article)\n"


def test_one_article_has_no_closing_line(run, tmp_path):
    result = run(tmp_path / "none.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_several_articles_close_with_their_count(run, article):
    assert run(article, article).stderr == "2 read, 0 failed\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a file to read"),
        (["--sample", "a.txt"], "name no files with it"),
        (["-", "-"], "only once"),
        (["a.txt", "--published", "أمس"], "is no ISO date"),
        (["a.txt", "--format", "xml"], "'xml' is not one of"),
        (["a.txt", "--lang", "fr"], "'fr' is not one of"),
        (["a.txt", "--max-size", "0"], "0 is not in the range"),
        (["a.txt", "--frmat", "json"], "No such option"),
    ],
)
def test_bad_usage_is_status_2(run, arguments, message):
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_output_is_never_an_input(run, article):
    result = run(article, "--output", article)
    assert result.exit_code == 2
    assert article.read_text("utf-8") == NEWS


def test_output_that_cannot_be_written_is_named(run, article, tmp_path):
    result = run(article, "--output", tmp_path / "none" / "x.json")
    assert result.exit_code == 1
    assert "cannot be written: No such file or directory" in result.stderr


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("x.html", "<!DOCTYPE html>"), ("x.txt", NEWS[:20]), ("x.jsonl", '{"schema"'), ("x", '{"')],
)
def test_output_has_the_format_of_its_suffix(run, article, tmp_path, name, beginning):
    result = run(article, "--output", tmp_path / name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / name).read_text("utf-8").startswith(beginning)


def test_limit_is_in_megabytes(run, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(NEWS * 40, "utf-8")
    result = run(path, "--max-size", "0.001")
    assert result.exit_code == 1
    assert "the limit of one article is 1,000" in result.stderr
    assert run(path, "--max-size", "0.1").exit_code == 0


def test_fifty_megabytes_are_refused_at_once(run, tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    result = run(path)
    assert result.exit_code == 1
    assert "50,000,000 bytes, the limit of one article is 20,000,000" in result.stderr


@pytest.mark.parametrize("debug", [True, False])
def test_fault_of_the_reader_costs_one_article(run, article, tmp_path, monkeypatch, debug):
    from rawi.reading import reports as reading

    whole = reading.read_report

    def fail(doc, namer):
        if "xyz" in doc.text:
            raise RuntimeError("boom\nsecond line")
        return whole(doc, namer)

    monkeypatch.setattr(reading, "read_report", fail)
    bad = tmp_path / "bad.txt"
    bad.write_text(f"{NEWS} xyz", "utf-8")
    result = run(bad, article, *["--debug"] * debug)
    assert result.exit_code == 1
    assert len(reports(result.stdout)) == 1
    assert "bad.txt (sha256:" in result.stderr
    assert "the reader failed: RuntimeError: boom second line." in result.stderr
    assert "1 read, 1 failed (1 reader failed)" in result.stderr
    assert ("Traceback" in result.stderr) is debug


@pytest.mark.parametrize("layout", ["text", "html"])
def test_fault_of_the_rendering_is_one_line(run, article, monkeypatch, layout):
    def fail(*_):
        raise KeyError("boom")

    monkeypatch.setattr("rawi.render.facts.Facts.title", fail)
    result = run(article, "--format", layout)
    assert result.exit_code == 1
    assert "rawi failed: KeyError: 'boom'. Please report it; --debug shows where" in result.stderr
    assert isinstance(run(article, "--format", layout, "--debug").exception, KeyError)


def test_messages_cannot_steer_the_terminal(run, tmp_path):
    result = run(f"{tmp_path}/\x1b[31m.txt")
    assert "\x1b" not in result.stderr


def environment() -> dict[str, str]:
    folder = str(Path(__file__).parents[2] / "src")
    return {**os.environ, "PYTHONPATH": folder}


def test_closed_pipe_is_silent(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text(f'{{"text": "{NEWS}"}}\n' * 120, "utf-8")
    with subprocess.Popen(
        [*RAWI, "read", str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    ) as process:  # fmt: skip
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 141


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_stream_leaves_no_trace(closed):
    script = f"exec '{sys.executable}' -c '{RAWI[-1]}' read - none.txt {closed}"
    result = subprocess.run(
        ["/bin/sh", "-c", script], input=b"", capture_output=True, check=False, env=environment()
    )
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("layout", ["json", "html"])
def test_full_disk_is_named_without_a_trace(layout):
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [*RAWI, "read", "--sample", "--format", layout],
            stdout=full, stderr=subprocess.PIPE, text=True, env=environment(), check=False,
        )  # fmt: skip
    assert result.returncode == 1
    assert "standard output: cannot be written: No space left on device" in result.stderr
    assert "Traceback" not in result.stderr


def hear_interrupts():
    """Let a process hear Ctrl-C though what runs the tests, in the background, does not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_interrupt_is_status_130_without_a_trace():
    with subprocess.Popen(
        [*RAWI, "read", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
        preexec_fn=hear_interrupts,
    ) as process:  # fmt: skip
        process.stdin.write(f'{{"text": "{NEWS}"}}\nno JSON\n'.encode())
        process.stdin.flush()
        assert b"stdin:2: is not JSON" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert b"Traceback" not in process.stderr.read()
        process.stdin.close()


def test_help_starts_without_the_readers():
    code = (
        "import sys; from rawi.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith(('rawi.', 'rich', 'msgspec'))])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()
    )
    assert result.stdout.splitlines()[-1] == (
        "['rawi.cli', 'rawi.cli.interrupts', 'rawi.cli.streams', 'rawi.errors', 'rawi.cli.main']"
    )


def test_stdout_is_json_alone():
    result = subprocess.run(
        [*RAWI, "read", "--sample"], capture_output=True, text=True, check=True, env=environment()
    )
    [line] = result.stdout.splitlines()
    assert json.loads(line)["schema"] == "rawi.report/1"
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--names", "model"], "Write hf:FOLDER or hf:OWNER/MODEL"),
        (["--allow-download"], "--allow-download is for --names hf:MODEL"),
    ],
)
def test_model_that_is_named_wrongly_is_told_once(run, article, options, message):
    result = run(article, article, *options)
    assert result.exit_code in (1, 2)
    assert result.stderr.count(message) == 1
    assert result.stdout == ""


def test_what_a_source_gives_wrongly_costs_only_itself(run, tmp_path):
    text = "قال مصدر\x1a إن ثلاثة مدنيين قتلوا في قصف على البلدة أمس."
    rows = [{"text": text, "published": "1510-20-16"}] * 5
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    result = run(path, "--format", "json")
    assert result.exit_code == 0
    found = reports(result.stdout)
    assert [report.document.published for report in found] == [None] * 5
    assert found[0].document.text == text
    assert found[0].skipped["bad_date"] == 1
    assert found[0].skipped["control_characters"] == 1
    *told, last = result.stderr.splitlines()
    assert len(told) == 6  # three of each; the rest is counted
    assert last == "5 read, 0 failed, 10 remarks (5 bad date, 5 control characters)"


def test_feed_in_a_file_is_fetched_only_when_asked(run, tmp_path, monkeypatch):
    asked = []

    def iter_acquired(name, options, web=None):
        asked.append(web is not None and web.follow)
        return iter(())

    monkeypatch.setattr("rawi.source.files.iter_acquired", iter_acquired)
    run(tmp_path / "feed.xml")
    run(tmp_path / "feed.xml", "--follow")
    assert asked == [False, True]
