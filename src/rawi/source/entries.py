"""Named streams: files on disk, members of archives, standard input."""

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from rawi.errors import SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A stream that may hold one article or many.

    Attributes:
        name: Path inside what was named.
        where: The place as errors name it.
        open: Opens the stream at its beginning. It can be called more than once.
        size: Number of bytes, None if unknown.
        obtained: ISO time in UTC; None if unknown.
        tool: What got the bytes.
        depth: How many archives it lies in.
        named: Whether the user named this very file, so that it is an article whatever its suffix.
    """

    name: str
    where: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    obtained: str | None = None
    tool: str = "file"
    depth: int = 0
    named: bool = False


def make_seekable(stream: BinaryIO, entry: Entry, *, most: int, too_large: str) -> BinaryIO:
    """Return a stream that can be read in any order: a file itself, else a copy in memory.

    Args:
        stream: Of the entry, at its beginning.
        entry: Where it is.
        most: Bytes that are held in memory.
        too_large: What is wrong with a member of more.

    Raises:
        SourceError: it is larger.
    """
    if entry.depth == 0 and stream.seekable():
        return stream
    data = stream.read(most + 1)
    if len(data) > most:
        raise SourceError(f"{entry.where}: {too_large}", reason="too large")
    return io.BytesIO(data)


def show_name(name: str) -> str:
    """Return a file's name as it can stand in one line of a message and in a report."""
    name = os.fsencode(name).decode("utf-8", "replace")
    return name if name and name.isprintable() else ascii(name)[1:-1] or "''"


_REMEDIES = {
    FileNotFoundError: ("not found", "no such file. Check the path"),
    PermissionError: ("no permission", "may not be read. Change its permissions: chmod +r FILE"),
}


def describe_failure(error: OSError, where: str) -> SourceError:
    """Return the error of a file that cannot be opened or read."""
    reason, message = _REMEDIES.get(
        type(error), ("unreadable", f"cannot be read: {error.strerror or error}")
    )
    return SourceError(f"{where}: {message}", reason=reason)
