"""Ctrl-C while DuckDB works."""

import pytest
from click.testing import CliRunner

from rawi.cli.interrupts import tell_interrupts
from rawi.cli.main import main


def stop(*_: object, **__: object) -> None:
    """Raise what DuckDB raises where Ctrl-C comes while it works."""
    raise RuntimeError("Query interrupted")


def test_interrupt_that_duckdb_hears_is_one():
    with pytest.raises(KeyboardInterrupt) as caught, tell_interrupts():
        stop()
    assert isinstance(caught.value.__cause__, RuntimeError)


def test_other_error_passes_unchanged():
    with pytest.raises(RuntimeError, match="no such weights"), tell_interrupts():
        raise RuntimeError("no such weights")


def test_build_stopped_while_duckdb_works_says_what_is_kept(tmp_path, monkeypatch):
    article = tmp_path / "a.txt"
    article.write_text("قصف الجيش البلدة أمس.", "utf-8")
    monkeypatch.setattr("rawi.record.builds.build_record", stop)
    result = CliRunner().invoke(main, ["build", str(article), "-o", str(tmp_path / "c.duckdb")])
    assert result.exit_code == 130
    assert "the next build goes on from there" in result.output
