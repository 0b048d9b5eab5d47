"""Ctrl-C while DuckDB works."""

import os
import signal
import threading

import duckdb
import pytest

from rawi.cli.interrupts import tell_interrupts


@pytest.fixture
def hears():
    """Let this process hear Ctrl-C for a test, as a command does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears")
def test_interrupt_that_duckdb_hears_is_one():
    con = duckdb.connect()
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt) as caught, tell_interrupts():
        con.sql("SELECT count(*) FROM range(10000000) a, range(10000000) b").fetchall()
    timer.join()
    assert isinstance(caught.value.__cause__, RuntimeError)


def test_other_error_passes_unchanged():
    with pytest.raises(RuntimeError, match="no such weights"), tell_interrupts():
        raise RuntimeError("no such weights")
