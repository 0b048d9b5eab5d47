"""Zip archives and compressed files, read as streams and never unpacked to disk."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from rawi.errors import SourceError
from rawi.source.entries import Entry, make_seekable, show_name
from rawi.source.items import Items, Options

Walk = Callable[[Entry, Options], Items]

# Archives within archives deeper than this are a trap.
MAX_DEPTH = 3
_MAX_MEMBERS = 500_000
# An archive within an archive is held in memory, up to this.
_MAX_INNER = 500_000_000
_LARGE = f"an archive within an archive of more than {_MAX_INNER:,} bytes. Unpack it first"
# Text shrinks to a tenth, a log or a table to a hundredth; a bomb to a thousandth and less. What an
# archive holds may unpack to so many times its size, and to this much in any case.
MAX_RATIO = 300
_ALWAYS = 50_000_000

_OPENERS: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    "gzip": lambda stream: cast("BinaryIO", gzip.GzipFile(fileobj=stream)),
    "xz": lambda stream: cast("BinaryIO", lzma.LZMAFile(stream)),  # noqa: SIM115  # the caller's
    "bzip2": lambda stream: cast("BinaryIO", bz2.BZ2File(stream)),
}


def iter_zip_items(stream: BinaryIO, entry: Entry, options: Options, walk: Walk) -> Items:
    """Yield the items of a zip archive, in its own order.

    Hidden members and what macOS adds are passed over; of a WACZ only its WARC files are read.

    Args:
        stream: The archive.
        entry: Where it is.
        options: Limits.
        walk: What yields the items of a member.
    """
    if entry.depth >= MAX_DEPTH:
        yield _too_deep(entry)
        return
    try:
        with zipfile.ZipFile(
            make_seekable(stream, entry, most=_MAX_INNER, too_large=_LARGE)
        ) as archive:
            yield from _iter_members(archive, entry, options, walk)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        yield SourceError(
            f"{entry.where}: is no zip archive that can be read ({error}). Pack it anew",
            reason="broken file",
        )
    except SourceError as error:
        yield error


def _iter_members(archive: zipfile.ZipFile, entry: Entry, options: Options, walk: Walk) -> Items:
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS:
        raise SourceError(
            f"{entry.where}: has {len(members):,} members, the limit is {_MAX_MEMBERS:,}. Split it",
            reason="too large",
        )
    packed = sum(info.compress_size for info in members)
    budget = _ALWAYS + MAX_RATIO * min(packed, entry.size or packed)
    only_warc = entry.name.lower().endswith(".wacz")
    for info in members:
        if (
            info.is_dir()
            or _is_hidden(info.filename)
            or (only_warc and ".warc" not in info.filename)
        ):
            continue
        member = _make_member(archive, info, entry)
        budget -= info.file_size
        fault = _find_fault(info, member, budget)
        if fault is not None:
            yield fault
            continue
        try:
            yield from walk(member, options)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError,
                NotImplementedError, RuntimeError) as error:  # fmt: skip
            yield SourceError(
                f"{member.where}: cannot be unpacked ({error}). Pack the archive anew",
                reason="broken file",
            )


def _make_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, entry: Entry) -> Entry:
    name = show_name(info.filename)
    return replace(
        entry,
        name=f"{entry.name}!/{name}",
        where=f"{entry.where}!/{name}",
        open=lambda: cast("BinaryIO", archive.open(info)),
        size=info.file_size,
        tool="zip",
        depth=entry.depth + 1,
        named=False,
    )


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or any(
        part.startswith((".", "~$")) and part != ".." for part in parts
    )


def _find_fault(info: zipfile.ZipInfo, member: Entry, budget: int) -> SourceError | None:
    """Return why a member is not opened, None if it may be."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return SourceError(
            f"{member.where}: a name that leads out of the archive, as if to do harm; left out",
            reason="unsafe name",
        )
    if info.flag_bits & 1:
        return SourceError(
            f"{member.where}: is locked with a password. Pack it without one", reason="locked"
        )
    if budget < 0 or info.file_size > _ALWAYS + MAX_RATIO * info.compress_size:
        return SourceError(
            f"{member.where}: unpacks to {info.file_size:,} bytes, far more than text would from "
            f"an archive of this size. If it is meant so, unpack it first",
            reason="too large",
        )
    return None


def iter_packed_items(
    stream: BinaryIO, entry: Entry, options: Options, *, kind: str, walk: Walk
) -> Items:
    """Yield the items of a file that is compressed with gzip, xz or bzip2."""
    if entry.depth >= MAX_DEPTH:
        yield _too_deep(entry)
        return
    limit = _ALWAYS + MAX_RATIO * entry.size if entry.size is not None else None
    inner = replace(
        entry,
        name=_strip_suffix(entry.name),
        open=lambda: cast("BinaryIO", _Bounded(_OPENERS[kind](stream), entry.where, limit)),
        size=None,
        depth=entry.depth + 1,
    )
    try:
        yield from walk(inner, options)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        yield SourceError(
            f"{entry.where}: cannot be unpacked ({error}). It may be cut off; get it again",
            reason="broken file",
        )
    except SourceError as error:
        yield error


def _strip_suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return name.removesuffix(suffix) if suffix.lower() in (".gz", ".xz", ".bz2") else name


def _too_deep(entry: Entry) -> SourceError:
    return SourceError(
        f"{entry.where}: archives within archives, more than {MAX_DEPTH}. Unpack it first",
        reason="too deep",
    )


class _Bounded(io.RawIOBase):
    """An unpacked stream that ends with an error where it unpacks to more than text would."""

    def __init__(self, stream: BinaryIO, where: str, limit: int | None) -> None:
        self._stream = stream
        self._where = where
        self._limit = limit
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # narrower
        data = self._stream.read(len(buffer))
        self._read += len(data)
        if self._limit is not None and self._read > self._limit:
            raise SourceError(
                f"{self._where}: unpacks to more than {self._limit:,} bytes, far more than text "
                "would. If it is meant so, unpack it first",
                reason="too large",
            )
        buffer[: len(data)] = data
        return len(data)
