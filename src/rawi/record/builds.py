"""Building a record: items that it does not know yet are read, the rest is passed over."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from rawi.errors import SourceError
from rawi.record.chunks import Failure, Reading, Result, iter_chunks, make_failure
from rawi.record.counts import Counts
from rawi.record.files import open_writer
from rawi.record.journals import find_journal
from rawi.record.keys import make_item_key
from rawi.record.pools import Pool, read_here
from rawi.record.programs import load_program
from rawi.record.reviews import absorb_reviews
from rawi.record.writers import Writer
from rawi.source import Item, Options, iter_items
from rawi.source.entries import show_name
from rawi.source.web import Web

# A transaction holds the results of so many items or seconds, whichever comes first: a kill costs
# what was read since the last one.
_BATCH_ITEMS = 512
_BATCH_SECONDS = 5.0
# Limit of one item in a worker, besides what its length takes (pools.py).
SECONDS = 120.0

Watcher = Callable[[Counts], None]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How a record is built.

    Attributes:
        sources: Names of files, folders, archives, feeds.
        options: Limits and columns of the sources.
        workers: Processes that read; 0 reads in this process, without limit of time.
        seconds: Limit of one item.
        keep_bytes: Whether the items' bytes are kept in the record.
        names: A model that finds names beside the word lists (`hf:…`).
        outputs: Files that the caller writes; they are no sources, wherever they lie.
        web: How addresses are fetched.
    """

    sources: tuple[str, ...]
    options: Options = Options()
    workers: int = 1
    seconds: float = SECONDS
    keep_bytes: bool = False
    names: str | None = None
    outputs: tuple[Path, ...] = ()
    web: Web | None = None


def count_cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def build_record(path: Path, plan: Plan, watch: Watcher | None = None) -> Counts:
    """Read into a record what the sources hold and it does not; return the counts.

    Stopped at any moment, it leaves a whole record, and the next build goes on from there. The
    record's content depends on the sources and their order alone, not on the number of workers.

    Args:
        path: The record; made if it is not there.
        plan: What to read, and how.
        watch: Called with the counts so far, after every few items.

    Raises:
        RecordError: the record is in use, of a newer version, or cannot be written.
    """
    program = load_program(plan.options, plan.names)
    con = open_writer(path)
    try:
        writer = Writer(con, path, program)
        build = _Build(writer, plan, watch)
        log = path.with_name(f"{path.name}.wal")
        build.leave_out([path, log, find_journal(path), *plan.outputs])
        reading = Reading(
            options=plan.options,
            reading=program.reading,
            program=program.version,
            schemas=writer.load_schemas(),
            keep_bytes=plan.keep_bytes,
            names=plan.names,
        )
        writer.begin_run(plan.sources, plan.workers)
        build.run(reading)
        writer.end_run(build.counts)
        absorb_reviews(con, path)
    finally:
        con.close()
    return build.counts


class _Build:
    """One build under way."""

    def __init__(self, writer: Writer, plan: Plan, watch: Watcher | None) -> None:
        self.counts = Counts()
        self._writer = writer
        self._plan = plan
        self._watch = watch
        self._under_way: set[str] = set()
        self._own: tuple[str, ...] = ()
        # Known items met under a new name, and failures of what is no item: written with the
        # next batch.
        self._again: list[tuple[Item, str]] = []
        self._lost: list[Failure] = []
        self._held: list[Item] = []

    def run(self, reading: Reading) -> None:
        """Read all that is new, a batch of results a transaction."""
        chunks = iter_chunks(
            self._iter_new(iter_items(self._plan.sources, self._plan.options, self._plan.web))
        )
        results = self._read(chunks, reading)
        batch: list[Result] = []
        size, since = 0, time.monotonic()
        for result in results:
            batch.append(result)
            size += len(result.outcomes)
            self._tell(len(result.outcomes))
            if size >= _BATCH_ITEMS or time.monotonic() - since > _BATCH_SECONDS:
                self._write(batch)
                batch, size, since = [], 0, time.monotonic()
        self._write(batch)
        self._write_rest()

    def leave_out(self, files: Iterable[Path]) -> None:
        """Pass over files of the build's own that lie in a folder among the sources."""
        self._own = tuple(
            f"{show_name(source)}/{file.resolve().relative_to(Path(source).resolve()).as_posix()}"
            for source in self._plan.sources
            if Path(source).is_dir()
            for file in files
            if file.resolve().is_relative_to(Path(source).resolve())
        )

    def _read(self, chunks: Iterable[list[Item]], reading: Reading) -> Iterator[Result]:
        if self._plan.workers == 0:
            return read_here(chunks, reading)
        pool = Pool(reading, workers=self._plan.workers, seconds=self._plan.seconds)
        return pool.read(chunks)

    def _iter_new(self, items: Iterable[Item | SourceError]) -> Iterator[Item]:
        """Yield the items that are to be read; note and count the others."""
        for item in items:
            where = str(item) if isinstance(item, SourceError) else item.where
            if self._own and where.split(":")[0] in self._own:
                continue
            self.counts.items += 1
            if isinstance(item, SourceError):
                self._lost.append(make_failure(item, str(item).split(": ")[0]))
                self._tell(1)
                continue
            key = make_item_key(item)
            if self._writer.is_known(key):
                self._meet(item, key)
            elif key in self._under_way:
                self.counts.duplicates += 1
                self._note_again(item, key)
            else:
                self._under_way.add(key)
                yield item
                continue
            self._tell(1)

    def _meet(self, item: Item, key: str) -> None:
        """Count a known item, and note it if its name is new."""
        if key in self._under_way:
            self.counts.duplicates += 1
        else:
            self.counts.unchanged += 1
        if self._plan.keep_bytes:
            self._held.append(item)
        if not self._writer.has_name(key, item.name):
            self._note_again(item, key)
        if len(self._held) >= _BATCH_ITEMS:
            self._write_rest()

    def _note_again(self, item: Item, key: str) -> None:
        bare = msgspec.structs.replace(item, data=b"")
        self._again.append((bare, key))

    def _write(self, batch: Sequence[Result]) -> None:
        if batch:
            self._writer.write(batch, self.counts)
        self._tell(0)

    def _tell(self, items: int) -> None:
        """Count items that are done with, and tell whoever watches, not too often."""
        self.counts.done += items
        if self._watch is not None and (items != 1 or self.counts.done % 64 == 0):
            self._watch(self.counts)

    def _write_rest(self) -> None:
        """Write what is known of items besides their documents."""
        if self._again:
            self._writer.write_again(*zip(*self._again, strict=True))
            self._again = []
        if self._held:
            self._writer.write_bytes(self._held)
            self._held = []
        if self._lost:
            self._writer.write_failures(self._lost)
            self.counts.fail(self._lost)
            self._lost = []


def list_failures(counts: Counts) -> Iterator[bytes]:
    """Yield the failures of a build as lines of JSON."""
    for failure in counts.failures:
        row = {"name": failure.name, "kind": failure.kind, "reason": failure.reason,
               "message": failure.message}  # fmt: skip
        yield msgspec.json.encode(row) + b"\n"
