"""The lines of a gazetteer's file, plain or compressed, one at a time."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from rawi.errors import PlacesError

# A row is at most some 20 kB (the names of a capital); what is longer is no table.
MAX_LINE = 1_000_000
_DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError)
_OPENERS: dict[str, Callable[..., Any]] = {
    ".gz": gzip.open,
    ".xz": lzma.open,
    ".bz2": bz2.open,
}


def iter_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the bytes of each line, without its end; `.zip` holds one table.

    Raises:
        PlacesError: the file cannot be opened, is damaged, or is no table of lines.
    """
    number = 0
    try:
        with _open(path) as stream:
            while line := stream.readline(MAX_LINE):
                number += 1
                if len(line) == MAX_LINE:
                    raise PlacesError(
                        f"{path}:{number}: a line of more than {MAX_LINE} bytes; this is no "
                        "table. Give a GeoNames country dump or a Who's On First table."
                    )
                yield number, line.rstrip(b"\r\n")
    except FileNotFoundError as error:
        raise PlacesError(f"{path}: there is no such file") from error
    except _DAMAGED as error:
        what = getattr(error, "strerror", None) or str(error) or type(error).__name__
        where = f"{path}:{number}" if number else str(path)
        raise PlacesError(f"{where}: cannot be read: {what}. Fetch the file again.") from error


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive, archive.open(_find_member(path, archive)) as member:
            yield io.BufferedReader(cast(io.RawIOBase, member))
        return
    with _OPENERS.get(path.suffix.lower(), Path.open)(path, "rb") as stream:
        yield stream


def _find_member(path: Path, archive: zipfile.ZipFile) -> str:
    """Return the table in an archive: its only text file besides what explains it.

    Raises:
        PlacesError: there is none, or more than one.
    """
    names = [name for name in archive.namelist() if name.lower().endswith((".txt", ".tsv"))]
    explained = ("readme", "iso-languagecodes")
    tables = [n for n in names if not n.lower().rpartition("/")[2].startswith(explained)]
    if len(tables) != 1:
        found = ", ".join(tables) or "none"
        raise PlacesError(
            f"{path}: holds {len(tables)} tables ({found}), not one. Unpack it and add the table "
            "that you mean."
        )
    return tables[0]
