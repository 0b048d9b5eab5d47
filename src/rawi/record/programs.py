"""Which program reads: hashes of all that decides what is read from given bytes."""

import hashlib
import platform
from collections.abc import Iterable
from pathlib import Path

import duckdb
import msgspec

from rawi import __version__
from rawi.places.atlas import load_atlas
from rawi.source import Options

_ROOT = Path(__file__).parent.parent
# What a document's rows are made by. `record` is in, because chains and figures are made there.
_CODE = ("model", "source", "text", "language", "places", "reading")
_ROWS = ("accounts.py", "keys.py", "rows.py")


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """The program that reads, with its options; equal programs read the same from the same bytes.

    Attributes:
        version: Version of rawi.
        code: SHA-256 of the readers' code.
        lexica: SHA-256 of the word lists.
        models: SHA-256 of weights, gazetteer and other data.
        options: Options that change what is read.
        gazetteers: Tables of places that the user added, each with the SHA-256 of what it holds.
        names: A model that finds names beside the word lists, as the user names it.
    """

    version: str
    code: str
    lexica: str
    models: str
    options: dict[str, object]
    gazetteers: tuple[str, ...] = ()
    names: str | None = None

    @property
    def reading(self) -> str:
        """SHA-256 over all of it."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()


def load_program(options: Options, names: str | None = None) -> Program:
    """Return the program as it lies on disk now."""
    files = [path for folder in _CODE for path in _list_files(_ROOT / folder)]
    code = [path for path in files if path.suffix == ".py"]
    return Program(
        version=__version__,
        code=_hash_files([*code, *(_ROOT / "record" / name for name in _ROWS)]),
        lexica=_hash_files(_list_files(_ROOT / "lexica")),
        models=_hash_files(path for path in files if path.suffix != ".py"),
        options=msgspec.to_builtins(options),
        gazetteers=load_atlas().list_tables(),
        names=names,
    )


def describe_platform() -> str:
    """Return Python, DuckDB and operating system in one line."""
    return f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, {platform.platform()}"


def _list_files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]


def _hash_files(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        total.update(f"{path.relative_to(_ROOT).as_posix()} {digest}\n".encode())
    return total.hexdigest()
