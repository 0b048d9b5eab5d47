"""A parser at arm's length: what a hostile page does costs the page, never the program.

Pages, PDF and Word files are parsed in a process of their own, one beside each process that reads.
A parse that takes too long is ended with it, one that crashes takes nothing else along, and what it
may use of memory is bounded. The process ends with the one that it serves, however that one ends.
"""

import atexit
import os
import signal
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import msgspec

from rawi.errors import SourceError
from rawi.source.items import Extract, Item, Options

# The first parse also waits for the parsers to be imported.
_START_SECONDS = 20.0
# Parsers in C leak a little; a fresh process now and then is cheap.
_MAX_ITEMS = 2000
# Address space of the parsing process, where the system can bound it (Linux).
_MAX_MEMORY = 3_000_000_000
_LENGTH = struct.Struct("<Q")


class _Task(msgspec.Struct, array_like=True):
    item: Item
    options: Options


class _Answer(msgspec.Struct, array_like=True):
    """What came of a task: an extract, or why there is none."""

    extract: Extract | None
    message: str = ""
    reason: str = ""
    skipped: bool = False


class _Parser:
    """The process that parses for this one."""

    def __init__(self) -> None:
        package = str(Path(__file__).parents[2])
        paths = [package, os.environ.get("PYTHONPATH", "")]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from rawi.source.guarding import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)},
        )
        self.pid = os.getpid()
        self.items = 0

    def read(self, item: Item, options: Options) -> Extract:
        """Return what the item holds.

        Raises:
            SourceError: it holds no article, or its parser failed or took too long.
        """
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        wait = options.seconds + (0 if self.items else _START_SECONDS)
        timer = threading.Timer(wait, end)
        timer.daemon = True
        timer.start()
        try:
            self.items += 1
            answer = self._ask(_Task(item, options))
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            raise _too_slow(item, options) if late.is_set() else _crashed(item)
        if answer.extract is None:
            raise SourceError(answer.message, reason=answer.reason, skipped=answer.skipped)
        return answer.extract

    def _ask(self, task: _Task) -> _Answer | None:
        """Return the answer to a task, None where the process ended without one."""
        if self.process.stdin is None or self.process.stdout is None:
            return None
        try:
            _write(self.process.stdin, msgspec.msgpack.encode(task))
            data = _read(self.process.stdout)
        except (BrokenPipeError, ConnectionError):
            return None
        return None if data is None else msgspec.msgpack.decode(data, type=_Answer)

    def is_spent(self) -> bool:
        """Whether the process has ended, or has parsed enough."""
        return self.process.poll() is not None or self.items >= _MAX_ITEMS

    def close(self) -> None:
        """End the process."""
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        if self.pid == os.getpid():
            self.process.kill()
            self.process.wait()
        else:
            # It belongs to the process that this one was forked from.
            self.process.returncode = 0


_parser: _Parser | None = None
_turn = threading.Lock()


def read_guarded(item: Item, options: Options) -> Extract:
    """Return what an item holds, parsed in a process of its own.

    Raises:
        SourceError: it holds no article, or its parser failed, crashed or took too long.
    """
    global _parser  # one parsing process for each process that reads
    with _turn:
        if _parser is not None and _parser.is_spent():
            close_parser()
        if _parser is None:
            _parser = _Parser()
        return _parser.read(item, options)


def close_parser() -> None:
    """End the parsing process, if there is one; the next parse starts another."""
    global _parser
    if _parser is not None:
        _parser.close()
        _parser = None


def _forget_parser() -> None:
    """After a fork: leave the parsing process to the one that it serves."""
    global _turn
    _turn = threading.Lock()
    close_parser()


atexit.register(close_parser)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_parser)


def _too_slow(item: Item, options: Options) -> SourceError:
    return SourceError(
        f"{item.where}: parsing took more than {options.seconds:g} seconds and was ended. "
        "Save the article's text as .txt",
        reason="too slow",
    )


def _crashed(item: Item) -> SourceError:
    return SourceError(
        f"{item.where}: its parser crashed. It may be damaged; save the article's text as .txt",
        reason="parser failed",
    )


def serve() -> None:
    """Answer tasks on standard input until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not stand between the answers.
    sys.stdout = sys.stderr
    while (data := _read(source)) is not None:
        task = msgspec.msgpack.decode(data, type=_Task)
        _write(answers, msgspec.msgpack.encode(_answer(task)))


def _answer(task: _Task) -> _Answer:
    from rawi.source.readers import find_reader

    where = task.item.where
    try:
        return _Answer(find_reader(task.item)(task.item, task.options))
    except SourceError as error:
        return _Answer(None, str(error), error.reason, error.skipped)
    except MemoryError:
        return _Answer(None, f"{where}: needs too much memory to be parsed", "too large")
    except RecursionError:
        return _Answer(None, f"{where}: is nested too deep to be parsed", "too deep")
    except Exception as error:
        # Whatever a library does on a stranger's bytes is a fault of these bytes alone.
        what = f"{type(error).__name__}: {error}"
        return _Answer(
            None, f"{where}: cannot be parsed ({what}). It may be damaged", "parser failed"
        )


def _bound_memory() -> None:
    try:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = _MAX_MEMORY if most == resource.RLIM_INFINITY else min(_MAX_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (bound, most))
    except (ImportError, ValueError, OSError):
        return


def _write(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes | None:
    """Return the next message, None at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None
