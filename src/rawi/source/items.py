"""What a source is made of: items to parse, and the documents that they give."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from msgspec import structs

from rawi.errors import SourceError
from rawi.model import Document, Origin, Report
from rawi.source.entries import Entry

# A book of 1,000 pages is about 4 MB in UTF-8; what is larger than this is many articles in one
# file, or no article.
MAX_BYTES = 20_000_000
# The reason of a remark: what is given as day of publication is none.
BAD_DATE = "bad date"


class Remark(NamedTuple):
    """What is wrong with a source that costs only itself: the article is read without it.

    Attributes:
        reason: In a word or two, as it is counted.
        message: What, where, and what to do.
    """

    reason: str
    message: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to parse, with its bytes. It can be pickled and sent to another process.

    Attributes:
        name: Path inside what was named: `folder/a.zip!/b.html`, `articles.jsonl:17`, an address.
        where: The place as errors name it: with the folders as the user wrote them.
        media: What the bytes are, a key of `rawi.source.readers.READERS`.
        data: The evidentiary bytes.
        sha256: Their hexadecimal SHA-256.
        obtained: ISO time in UTC when they were obtained; None if unknown.
        tool: What got them: `file`, `zip`, `warc`, `feed`, `sitemap`.
        metadata: What is known from outside the bytes: `title`, `outlet`, `published`, `url`,
            `charset` (of the HTTP header), `text` (the column of a table that holds the text).
    """

    name: str
    where: str
    media: str
    data: bytes
    sha256: str
    obtained: str | None = None
    tool: str = "file"
    metadata: dict[str, str] = {}


class Acquired(msgspec.Struct, frozen=True, kw_only=True):
    """A document with where it comes from, and what its source gives wrongly."""

    document: Document
    origin: Origin
    remarks: tuple[Remark, ...] = ()


class Extract(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader got out of an item's bytes.

    `text` is what the document will hold, letter for letter; the others as in `Document` and
    `Origin`. `published` is an ISO day.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    extractor: str | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for all of a build or a reading. It can be pickled.

    Attributes:
        published: ISO day of articles that give none of their own.
        max_bytes: Limit of one article.
        columns: Column of a table for each field of an article (`{"text": "body"}`); fields that
            it lacks are looked for under their own names.
        seconds: Limit of parsing one item of HTML, PDF or DOCX.
        languages: Whether to hold back what is in another language than Arabic.
    """

    published: str | None = None
    max_bytes: int = MAX_BYTES
    columns: dict[str, str] = {}
    seconds: float = 30.0
    languages: bool = True


# What a source gives, one after another: what can be parsed, and why the rest cannot.
Items = Iterator[Item | SourceError]


def count_remarks(report: Report, remarks: tuple[Remark, ...]) -> Report:
    """Return a report whose `skipped` counts what its source gives wrongly, by reason."""
    if not remarks:
        return report
    counts = dict(report.skipped)
    for remark in remarks:
        key = remark.reason.replace(" ", "_")
        counts[key] = counts.get(key, 0) + 1
    return structs.replace(report, skipped=dict(sorted(counts.items())))


def make_item(
    data: bytes,
    entry: Entry,
    media: str,
    *,
    part: str = "",
    metadata: dict[str, str] | None = None,
) -> Item:
    """Return the item of these bytes, with their hash.

    Args:
        data: The evidentiary bytes.
        entry: The file that they are, or are part of.
        media: What they are.
        part: Which part of the file (`:17`, `#3`), "" for all of it.
        metadata: What is known from outside the bytes.
    """
    return Item(
        name=f"{entry.name}{part}",
        where=f"{entry.where}{part}",
        media=media,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        obtained=entry.obtained,
        tool=entry.tool,
        metadata=metadata or {},
    )


def format_time(seconds: float) -> str:
    """Return seconds since 1970 as an ISO time in UTC, to the second."""
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return moment.isoformat().replace("+00:00", "Z")


def too_large(where: str, size: str, max_bytes: int) -> SourceError:
    """Return the error of an article beyond the limit."""
    return SourceError(
        f"{where}: {size}, the limit of one article is {max_bytes:,}. Many articles go in a .jsonl "
        "file, one a line; or raise the limit with --max-size",
        reason="too large",
    )
