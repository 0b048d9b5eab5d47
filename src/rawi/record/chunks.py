"""What goes to a worker and what comes back: a few items, and the rows that they gave."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from rawi.errors import RawiError, SourceError
from rawi.model import Report, check_report
from rawi.record.keys import make_document_key, make_item_key
from rawi.record.rows import LAYERS, make_acquisition_row, make_document_row, make_rows
from rawi.source import Acquired, Item, Options, read_item
from rawi.source.items import Remark, count_remarks

if TYPE_CHECKING:
    from rawi.language.namers import Namer

# What one chunk may hold. Small enough that all workers end at about the same time and that a
# chunk lost with its worker is soon read again; large enough that Arrow's cost per table is small.
CHUNK_ITEMS = 32
CHUNK_BYTES = 256_000

TABLES = ("documents", "acquisitions", "bytes", *LAYERS)


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why an item, or a document of it, is not in the record.

    Attributes:
        name: Name of the file, line or member.
        kind: `skipped` (no article for rawi) or `failed`.
        reason: Why, in a word or two.
        message: What, where, and what to do.
        item: Key of the item; None where there was not even one.
        passing: Whether another try may do better: out of time or of memory.
    """

    name: str
    kind: str
    reason: str
    message: str
    item: str | None = None
    passing: bool = False


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one item: the keys of its documents, how many words they have, what failed."""

    item: str
    sha256: str
    size: int
    media: str
    documents: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    words: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def outcome(self) -> str:
        """`read` if there is a document; else `failed`, or `skipped` if it is none for rawi."""
        if self.documents:
            return "read"
        return "failed" if any(f.kind == "failed" for f in self.failures) else "skipped"

    @property
    def passing(self) -> bool:
        """Whether another try may do better."""
        return any(failure.passing for failure in self.failures)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker needs to read.

    Attributes:
        options: Limits and columns of the sources.
        reading: Hash of the program with its options.
        program: Version of rawi.
        schemas: Arrow schema of each table.
        keep_bytes: Whether to give the items' bytes back as rows.
        names: A model that finds names beside the word lists (`hf:…`).
    """

    options: Options
    reading: str
    program: str
    schemas: dict[str, Any]
    keep_bytes: bool = False
    names: str | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a chunk of items gave: an outcome per item, in their order, and rows by table."""

    outcomes: tuple[Outcome, ...]
    rows: dict[str, Any]


def iter_chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in chunks of bounded number and size, in their order."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        if chunk and (len(chunk) >= CHUNK_ITEMS or size + len(item.data) > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += len(item.data)
    if chunk:
        yield chunk


@cache
def load_names(spec: str | None) -> "Namer | None":
    """Return the model that finds names, loaded once a process; None without one."""
    if spec is None:
        return None
    from rawi.language.hugging_face import load_namer

    return load_namer(spec)


class ChunkReader:
    """Reads items one by one and gives the rows of all of them together."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._outcomes: list[Outcome] = []
        self._rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
        self._seen: set[str] = set()

    def read(self, item: Item) -> None:
        """Read one item; what goes wrong with it is its own outcome."""
        key = make_item_key(item)
        documents: list[str] = []
        failures: list[Failure] = []
        remarks: list[Remark] = []
        words = 0
        for found in read_item(item, self._reading.options):
            if isinstance(found, SourceError):
                failures.append(make_failure(found, item.name, key))
                continue
            try:
                document, count = self._add(found, key)
            except Exception as error:
                failures.append(_describe_crash(error, item, key))
            else:
                documents.append(document)
                words += count
                remarks += found.remarks
        if self._reading.keep_bytes:
            self._rows["bytes"].append(make_bytes_row(item))
        self._outcomes.append(
            msgspec.structs.replace(
                make_outcome(item, key, documents=documents, failures=failures, words=words),
                remarks=tuple(remarks),
            )
        )

    def finish(self) -> Result:
        """Return what was read."""
        rows = {
            table: pa.Table.from_pylist(found, schema=self._reading.schemas[table])
            for table, found in self._rows.items()
        }
        return Result(outcomes=tuple(self._outcomes), rows=rows)

    def _add(self, found: Acquired, item: str) -> tuple[str, int]:
        """Add the rows of a document; return its key and number of words."""
        from rawi.reading.reports import read_report

        document = make_document_key(found.document)
        row = make_acquisition_row(document, item, found.origin)
        if document in self._seen:
            self._rows["acquisitions"].append(row)
            return document, len(found.document.text.split())
        report: Report = read_report(found.document, load_names(self._reading.names))
        report = count_remarks(report, found.remarks)
        check_report(report)
        layers = make_rows(document, report)
        head = make_document_row(
            document, report, origin=found.origin, reading=self._reading.reading
        )
        self._seen.add(document)
        self._rows["acquisitions"].append(row)
        self._rows["documents"].append({**head, "program": self._reading.program})
        for layer, rows in layers.items():
            self._rows[layer] += rows
        return document, int(head["words"])


def make_outcome(
    item: Item,
    key: str,
    *,
    documents: Iterable[str] = (),
    failures: Iterable[Failure] = (),
    words: int = 0,
) -> Outcome:
    """Return what became of an item."""
    return Outcome(
        item=key,
        sha256=item.sha256,
        size=len(item.data),
        media=item.media,
        documents=tuple(documents),
        failures=tuple(failures),
        words=words,
    )


def make_bytes_row(item: Item) -> dict[str, Any]:
    """Return the row of `bytes` that keeps an item's bytes."""
    return {
        "sha256": item.sha256, "size": len(item.data), "media": item.media, "data": item.data
    }  # fmt: skip


def make_failure(error: SourceError, name: str, item: str | None = None) -> Failure:
    """Return what a source said of an item that it could not give."""
    kind = "skipped" if error.skipped else "failed"
    return Failure(name=name, kind=kind, reason=error.reason, message=str(error), item=item)


def _describe_crash(error: Exception, item: Item, key: str) -> Failure:
    what = str(error) if isinstance(error, RawiError) else f"{type(error).__name__}: {error}"
    message = (
        f"{item.where}: the reader failed: {what}. Please report it with the article; "
        "rawi read --debug shows where"
    )
    return Failure(
        name=item.name,
        kind="failed",
        reason="reader failed",
        message=message,
        item=key,
        passing=isinstance(error, MemoryError),
    )
