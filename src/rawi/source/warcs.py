"""WARC: the pages of a web archive, one record at a time."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from rawi.errors import SourceError
from rawi.source.entries import Entry
from rawi.source.items import Item, Items, Options, format_time, make_item, too_large
from rawi.source.kinds import SERVED

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord


def iter_warc_items(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    """Yield the pages of a WARC file, packed with gzip or not, as they are read from the stream.

    Read are responses with status 200 and resources that are pages, plain text, PDF or Word; their
    bytes are those of the body, freed of its transfer and content encoding. An item's `obtained` is
    its WARC-Date, its `url` the WARC-Target-URI.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    try:
        records = ArchiveIterator(
            stream,
            record_types=WarcRecordType.response | WarcRecordType.resource,
            auto_decode="all",
        )
        for record in records:
            number += 1
            place = replace(entry, obtained=_read_time(record.record_date), tool="warc")
            yield _read_record(record, place, number, options)
    except (OSError, EOFError, ValueError, RuntimeError) as error:
        yield SourceError(
            f"{entry.where}#{number + 1}: is no WARC record that can be read ({error}); the rest "
            "of the file is left. It may be cut off; get it again",
            reason="broken file",
        )
        return
    if number == 0:
        yield SourceError(f"{entry.where}: holds no page", reason="empty", skipped=True)


def _read_record(
    record: "WarcRecord", entry: Entry, number: int, options: Options
) -> Item | SourceError:
    where = f"{entry.where}#{number}"
    media = SERVED.get((record.http_content_type or "").split(";")[0].strip().lower())
    headers = record.http_headers
    status = headers.status_code if headers is not None else 200
    if media is None or status != 200:
        return SourceError(
            f"{where}: is no page ({record.http_content_type or 'no content type'}, {status})",
            reason="not an article",
            skipped=True,
        )
    data = record.reader.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        return too_large(where, f"more than {options.max_bytes:,} bytes", options.max_bytes)
    known = {"url": record.headers.get("WARC-Target-URI"), "charset": record.http_charset}
    metadata = {key: str(value) for key, value in known.items() if value}
    return make_item(data, entry, media, part=f"#{number}", metadata=metadata)


def _read_time(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return format_time((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
