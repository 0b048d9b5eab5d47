"""The parsing process: what happens to it costs one item."""

import os
import signal
import threading
import time

import pytest

from rawi.errors import SourceError
from rawi.source import Acquired, Item, Options, guarding, iter_items, read_item

TEXT = " ".join(["قال متحدث إن القوات انسحبت من البلدة بعد أيام من القتال في المنطقة."] * 6)


@pytest.fixture
def page(tmp_path) -> Item:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><h1>عنوان</h1><p>{TEXT}</p></body></html>", "utf-8")
    [item] = iter_items([str(path)])
    assert isinstance(item, Item)
    yield item
    guarding.close_parser()


def test_parse_that_takes_too_long_is_ended(page, monkeypatch):
    [first] = read_item(page)
    assert isinstance(first, Acquired)
    process = guarding._parser.process
    os.kill(process.pid, signal.SIGSTOP)
    start = time.monotonic()
    [error] = read_item(page, Options(seconds=0.3))
    assert time.monotonic() - start < 5
    assert isinstance(error, SourceError)
    assert error.reason == "too slow"
    assert "more than 0.3 seconds" in str(error)
    assert process.poll() is not None


def test_parser_that_crashed_is_started_again(page):
    assert isinstance(next(read_item(page)), Acquired)
    parser = guarding._parser.process
    os.kill(parser.pid, signal.SIGSTOP)
    timer = threading.Timer(0.2, lambda: os.kill(parser.pid, signal.SIGKILL))
    timer.start()
    [error] = read_item(page)
    assert isinstance(error, SourceError)
    assert error.reason == "parser failed"
    assert isinstance(next(read_item(page)), Acquired)
    assert guarding._parser.process.pid != parser.pid


def test_parser_killed_between_items_costs_none(page):
    assert isinstance(next(read_item(page)), Acquired)
    guarding._parser.process.kill()
    guarding._parser.process.wait()
    assert isinstance(next(read_item(page)), Acquired)


def test_forked_process_has_a_parser_of_its_own(page):
    assert isinstance(next(read_item(page)), Acquired)
    child = os.fork()
    if child == 0:
        ok = guarding._parser is None and isinstance(next(read_item(page)), Acquired)
        guarding.close_parser()
        os._exit(0 if ok else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert isinstance(next(read_item(page)), Acquired)


def test_readers_in_threads_do_not_mix_their_answers(page):
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.extend(read_item(page))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [acquired.document.text for acquired in found] == [TEXT] * 4
