"""The journal of reviews: a file beside the record that any number of people append to at once.

DuckDB lets one process write a record, and none while another reads it; a review must not wait for
either. So a review is one line of JSON, appended under a lock of the journal alone, flushed to disk
before the reviewer is told that it is kept, and never changed. Whoever opens the record reads the
journal with it; the next build takes its lines into the table `reviews`. Lines are known by their
key, so that a line is taken once however often it is read, and the journal is never emptied.
"""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from rawi.errors import RecordError
from rawi.record.keys import make_key

Action = Literal["accept", "correct", "merge", "split", "undo"]


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided: one line of the journal, one row of `reviews`.

    Attributes:
        review: Key of the review.
        reviewed: ISO time in UTC.
        reviewer: Who.
        action: What was done.
        kind: Table of the items.
        items: Ids of what is reviewed, as they were then.
        anchors: Where each item stands in its document, which outlasts its id.
        document: Key of the document, where the items belong to one.
        before: The item as the reviewer saw it.
        after: The columns as they should be.
        why: The reason given.
        undoes: Key of the review that this one takes back.
    """

    review: str
    reviewed: str
    reviewer: str
    action: Action
    kind: str
    items: tuple[str, ...]
    anchors: tuple[str, ...]
    document: str | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    why: str | None = None
    undoes: str | None = None


def find_journal(record: Path) -> Path:
    """Return where the journal of a record lies: `case.duckdb.reviews.jsonl`."""
    return record.with_name(f"{record.name}.reviews.jsonl")


def make_review(reviewer: str, action: Action, **fields: Any) -> Review:  # noqa: ANN401
    """Return a review made now, its key of its content and a random part."""
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
    key = make_key(now, reviewer, action, secrets.token_hex(16))
    return Review(review=key, reviewed=f"{now}Z", reviewer=reviewer, action=action, **fields)


def append_review(record: Path, review: Review) -> None:
    """Append a review to the journal; when this returns it is on disk.

    Raises:
        RecordError: the journal cannot be written; it is then as it was before.
    """
    path = find_journal(record)
    line = msgspec.json.encode(review) + b"\n"
    try:
        with path.open("ab") as stream:
            _lock(stream.fileno())
            size = os.fstat(stream.fileno()).st_size
            try:
                # A line that was cut off by a crash is closed, and stays as it is.
                whole = size == 0 or _ends_line(path)
                stream.write(line if whole else b"\n" + line)
                stream.flush()
                os.fsync(stream.fileno())
            except OSError:
                with suppress(OSError):
                    os.ftruncate(stream.fileno(), size)
                raise
    except OSError as error:
        raise RecordError(
            f"{path}: the review cannot be written: {error.strerror}. Free space or permission, "
            "and review again"
        ) from error


def load_reviews(record: Path) -> tuple[list[Review], int]:
    """Return the reviews of a journal in the order written, and how many lines are broken.

    Raises:
        RecordError: the journal is there and cannot be read.
    """
    path = find_journal(record)
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return [], 0
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror}") from error
    found: dict[str, Review] = {}
    broken = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            review = msgspec.json.decode(line, type=Review)
        except msgspec.MsgspecError:
            broken += 1
        else:
            found.setdefault(review.review, review)
    return list(found.values()), broken


def make_review_rows(reviews: Sequence[Review]) -> list[tuple[Any, ...]]:
    """Return the rows of `reviews`."""
    return [
        (
            review.review,
            datetime.fromisoformat(review.reviewed).replace(tzinfo=None),
            review.reviewer,
            review.action,
            review.kind,
            review.document,
            list(review.items),
            list(review.anchors),
            _encode(review.before),
            _encode(review.after),
            review.why,
            review.undoes,
        )
        for review in reviews
    ]


def _encode(value: dict[str, Any] | None) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _ends_line(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"


def _lock(descriptor: int) -> None:
    """Wait for the lock of the journal; it falls with the file's closing."""
    try:
        import fcntl
    except ImportError:  # Windows: appending there is not of one piece; one reviewer at a time.
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
