"""What is remembered of fetched addresses, so that what has not changed is not sent again."""

import contextlib
import os
from pathlib import Path
from typing import Protocol

import msgspec

from rawi.errors import SourceError


class Validators(msgspec.Struct, frozen=True, kw_only=True):
    """What a server gave to tell one version of an address from the next."""

    etag: str | None = None
    last_modified: str | None = None


class FetchState(Protocol):
    """Where validators are kept between runs.

    `keep` is called once the items of an address were handed out and the next was asked for:
    whoever stores items writes what was kept when they are stored, not before.
    """

    def load(self, url: str) -> Validators | None:
        """Return what was kept of an address, None if nothing."""

    def keep(self, url: str, validators: Validators) -> None:
        """Keep the validators of an address."""


class MemoryState:
    """Validators for as long as the program runs."""

    def __init__(self) -> None:
        self.known: dict[str, Validators] = {}

    def load(self, url: str) -> Validators | None:
        """Return what was kept of an address, None if nothing."""
        return self.known.get(url)

    def keep(self, url: str, validators: Validators) -> None:
        """Keep the validators of an address."""
        self.known[url] = validators


class _File(msgspec.Struct):
    """What a file of validators holds; `key` says what they hold for."""

    key: str
    known: dict[str, Validators]


class FileState(MemoryState):
    """Validators in a JSON file, written by `save` alone.

    Args:
        path: The file; made if it is not there.
        key: What the validators hold for. Those of a file with another key are left: whoever reads
            with another program wants to read all again.

    Raises:
        SourceError: the file is there and is none of these.
    """

    def __init__(self, path: Path, key: str = "") -> None:
        super().__init__()
        self._path = path
        self._key = key
        try:
            found = msgspec.json.decode(path.read_bytes(), type=_File)
            self.known = found.known if found.key == key else {}
        except FileNotFoundError:
            self.known = {}
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise SourceError(
                f"{path}: is no list of fetched addresses ({error}). Delete it; all is then "
                "fetched again",
                reason="broken file",
            ) from error

    def save(self) -> None:
        """Write the file, all or nothing."""
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            part.write_bytes(
                msgspec.json.encode(_File(self._key, dict(sorted(self.known.items()))))
            )
            os.replace(part, self._path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                part.unlink()
