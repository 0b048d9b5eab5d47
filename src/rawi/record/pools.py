"""Processes that read side by side. One that dies or hangs costs the item that it was at alone."""

import math
import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any

from rawi.errors import RecordError
from rawi.record.chunks import ChunkReader, Failure, Reading, Result, make_outcome
from rawi.record.keys import make_item_key
from rawi.record.workers import work
from rawi.source import Item

Work = Callable[[Connection, Any], None]

# Chunks that may be under way or waiting for an earlier one: per worker, and in bytes of items.
_AHEAD = 8
_AHEAD_BYTES = 64_000_000
# A worker that cannot even start dies again and again; a machine out of memory may kill a few.
_MAX_STILLBORN = 4
# Deaths in a row without one chunk that was read: then it is not the items that kill.
_MAX_DEATHS = 40
# A worker is replaced after so many items. What readers remember of words (their inflections,
# their spellings) grows with every article: 80 MB in 3,000; a new process begins without.
_WORKER_ITEMS = 5_000
_TICK = 0.5
# Reading takes about 6 µs a byte; a machine that others use too may take longer.
_SECONDS_A_BYTE = 20e-6
# So many threads a worker may start for its arithmetic: as many as it has cores.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def read_here(chunks: Iterable[list[Item]], reading: Reading) -> Iterator[Result]:
    """Yield what each chunk gives, read in this process: no time limit, and a crash ends all."""
    for chunk in chunks:
        reader = ChunkReader(reading)
        for item in chunk:
            reader.read(item)
        yield reader.finish()


class _Part:
    """Items of one chunk that are still to be read, by their places in it."""

    def __init__(self, number: int, places: list[int], items: list[Item]) -> None:
        self.number = number
        self.places = places
        self.items = items

    def split_at(self, index: int) -> list["_Part"]:
        """Return what is left without one item: what stands before it, and what behind."""
        cuts = (slice(0, index), slice(index + 1, None))
        parts = [_Part(self.number, self.places[cut], self.items[cut]) for cut in cuts]
        return [part for part in parts if part.items]


class _Worker:
    """One process, the part it has, and the item that it is at."""

    def __init__(self, reading: Reading, target: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=target, args=(theirs, reading), daemon=True)
        with _single_threads():
            self.process.start()
        theirs.close()
        self.part: _Part | None = None
        self.at: int | None = None
        self.since = time.monotonic()
        self.ready = False
        self.items = 0

    def give(self, part: _Part) -> None:
        self.part, self.at, self.since = part, None, time.monotonic()
        self.items += len(part.items)
        try:
            self.connection.send(part.items)
        except OSError:
            # It died while idle; its end shows at the next look.
            return

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class Pool:
    """Reads chunks in several processes and gives the results in the order of the chunks.

    Args:
        reading: What workers need to know.
        workers: Number of processes.
        seconds: Limit of one item; a long one has more.
        target: What a process runs.
    """

    def __init__(
        self, reading: Reading, *, workers: int, seconds: float, target: Work = work
    ) -> None:
        self._reading = reading
        self._size = workers
        self._seconds = seconds
        self._target = target
        self._workers: list[_Worker] = []
        self._waiting: deque[_Part] = deque()
        self._pending: dict[int, _Pending] = {}
        self._stillborn = 0
        self._deaths = 0

    def read(self, chunks: Iterable[list[Item]]) -> Iterator[Result]:
        """Yield the result of each chunk, in their order. Closing the iterator ends the workers."""
        coming = enumerate(chunks)
        more = True
        turn = 0
        try:
            while more or self._pending:
                more = more and self._take(coming)
                self._deal()
                if turn not in self._pending or not self._pending[turn].complete:
                    self._listen()
                while turn in self._pending and self._pending[turn].complete:
                    yield from self._pending.pop(turn).list_results()
                    turn += 1
        finally:
            for worker in self._workers:
                worker.stop()
            self._workers = []

    def _take(self, coming: Iterator[tuple[int, list[Item]]]) -> bool:
        """Take chunks until as many are under way as may be; whether there may be more."""
        while (
            len(self._waiting) < self._size
            and len(self._pending) < _AHEAD * self._size
            and sum(pending.size for pending in self._pending.values()) < _AHEAD_BYTES
        ):
            number, chunk = next(coming, (0, None))
            if chunk is None:
                return False
            self._pending[number] = _Pending(chunk)
            self._waiting.append(_Part(number, list(range(len(chunk))), chunk))
        return True

    def _deal(self) -> None:
        """Give waiting parts to idle workers, and start workers while there is need of them."""
        for worker in list(self._workers):
            if self._waiting and worker.part is None:
                if worker.items >= _WORKER_ITEMS:
                    worker.stop()
                    self._workers.remove(worker)
                else:
                    worker.give(self._waiting.popleft())
        while self._waiting and len(self._workers) < self._size:
            worker = _Worker(self._reading, self._target)
            self._workers.append(worker)
            worker.give(self._waiting.popleft())

    def _listen(self) -> None:
        """Wait for news of any worker, and look for those that are dead or out of time."""
        busy = {worker.connection: worker for worker in self._workers if worker.part is not None}
        ready: list[Any] = wait(list(busy), timeout=_TICK) if busy else []
        for connection in ready:
            self._hear(busy[connection], connection)
        now = time.monotonic()
        for worker in list(self._workers):
            limit = self._find_limit(worker)
            if now - worker.since > limit and not worker.connection.poll():
                self._bury(worker, "timed out", f"took longer than {limit:,.0f} s")

    def _find_limit(self, worker: _Worker) -> float:
        """Return how long a worker may take for the item that it is at."""
        if worker.part is None or worker.at is None:
            return math.inf
        return self._seconds + len(worker.part.items[worker.at].data) * _SECONDS_A_BYTE

    def _hear(self, worker: _Worker, connection: Connection) -> None:
        """Take in all that a worker has said."""
        try:
            while connection.poll():
                message = connection.recv()
                worker.ready, self._stillborn = True, 0
                worker.since = time.monotonic()
                if message[0] == "at":
                    worker.at = message[1]
                elif message[0] == "done" and worker.part is not None:
                    self._deaths = 0
                    self._pending[worker.part.number].add(worker.part.places, message[1])
                    worker.part = worker.at = None
        except (EOFError, OSError):
            worker.process.join(_TICK)
            code = worker.process.exitcode
            how = f"by signal {-code}" if code is not None and code < 0 else f"with status {code}"
            self._bury(worker, "reader died", f"ended the process that read it, {how}")

    def _bury(self, worker: _Worker, reason: str, what: str) -> None:
        """Take a worker away; the item that it was at has failed, the others are read again."""
        worker.stop()
        self._workers.remove(worker)
        part = worker.part
        if part is None:
            return
        self._deaths += 1
        if worker.at is None:
            self._stillborn += not worker.ready
            if self._stillborn > _MAX_STILLBORN:
                raise RecordError(
                    f"the processes that read do not start: each {what}. Run with --workers 0 to "
                    "see why. (A script of your own that builds a record needs "
                    "if __name__ == '__main__':)"
                )
            self._waiting.appendleft(part)
            return
        if self._deaths > _MAX_DEATHS:
            raise RecordError(
                f"{self._deaths} times in a row the process that reads {what}, and nothing was "
                "read. Look for what kills them (memory?), or run with --workers 0 to see why"
            )
        item = part.items[worker.at]
        key = make_item_key(item)
        failure = Failure(
            name=item.name,
            kind="failed",
            reason=reason,
            message=f"{item.where}: {what}. It is tried again by the next build",
            item=key,
            passing=True,
        )
        lost = Result(outcomes=(make_outcome(item, key, failures=[failure]),), rows={})
        self._pending[part.number].add([part.places[worker.at]], lost)
        self._waiting.extendleft(reversed(part.split_at(worker.at)))


class _Pending:
    """Results of one chunk, until those of all its items are there."""

    def __init__(self, chunk: list[Item]) -> None:
        self.size = sum(len(item.data) for item in chunk)
        self._left = len(chunk)
        self._parts: list[tuple[list[int], Result]] = []

    @property
    def complete(self) -> bool:
        return self._left == 0

    def add(self, places: list[int], result: Result) -> None:
        self._parts.append((places, result))
        self._left -= len(places)

    def list_results(self) -> list[Result]:
        """Return the results in the order of the items."""
        return [result for _, result in sorted(self._parts, key=lambda part: part[0])]


@contextmanager
def _single_threads() -> Iterator[None]:
    """Let processes that are started here do their arithmetic in one thread each."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
