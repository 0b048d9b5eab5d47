"""Named streams: files on disk, members of archives, standard input."""

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
