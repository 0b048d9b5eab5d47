"""Holding the word lists to their declarations, so that a slip of the pen is found before a reader.

Refused: text that is not NFC; presentation forms, zero-width and bidi controls, tatweel, Farsi yeh
and kaf (unless the row's note says `script=fa`); edge or double spaces; a wrong number of cells; a
value that the declaration does not allow; a missing source; a key that stands twice, also when only
spelling that matching folds away differs; a form that no text can match; a table that is not
declared, or that its reader does not name.
"""

import importlib.util
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rawi.lexica.tables import FOLDER

_FORBIDDEN = (
    (re.compile("[\ufb50-\ufdff\ufe70-\ufefc]"), "presentation form", "write the plain letters"),
    (
        re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"),
        "invisible control character",
        "delete it",
    ),
    (re.compile("\u0640"), "tatweel", "delete it"),
    (re.compile("\u00a0"), "no-break space", "write a space"),
)
_FARSI = re.compile("[\u06cc\u06a9]")
_SPACES = re.compile(r"^\s|\s$|\s\s")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Fault(NamedTuple):
    """One thing wrong in the lexica: where it is, what it is, what to do."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{place}: {self.message}"


class _Table(NamedTuple):
    """A table's declaration in its folder's `tables.toml`."""

    path: Path
    name: str
    columns: dict[str, str | list[str]]
    key: list[str]
    read_by: str


def check_lexica(fold: Callable[[str], str], folder: Path = FOLDER) -> list[Fault]:
    """Return what is wrong in the lexica, by file and line; empty when all is sound.

    Args:
        fold: Spelling folded for matching; a form that it folds to nothing can never match, and
            two forms that it makes equal are one.
        folder: Where the lexica lie.
    """
    faults: list[Fault] = []
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        if part.name != "__pycache__":
            faults += _check_folder(part, fold)
    return faults


def count_rows(folder: Path = FOLDER) -> dict[str, int]:
    """Return the number of rows of each table, by its path below the lexica folder."""
    return {
        str(path.relative_to(folder).with_suffix("")): sum(1 for _ in _iter_rows(path)) - 1
        for path in sorted(folder.rglob("*.tsv"))
    }


def _check_folder(part: Path, fold: Callable[[str], str]) -> Iterator[Fault]:
    declaration = part / "tables.toml"
    try:
        declared = tomllib.loads(declaration.read_text("utf-8")) if declaration.exists() else {}
    except tomllib.TOMLDecodeError as error:
        yield Fault(declaration, 0, f"is not TOML: {error}")
        return
    for path in sorted(part.glob("*.toml")):
        yield from _check_toml(path)
    tables = {path.stem: path for path in sorted(part.glob("*.tsv"))}
    for name in sorted(tables.keys() - declared.keys()):
        yield Fault(tables[name], 0, f"is not declared; describe it in {declaration}")
    for name in sorted(declared.keys() - tables.keys()):
        yield Fault(declaration, 0, f"declares {name!r}, but there is no {part / name}.tsv")
    for name in sorted(tables.keys() & declared.keys()):
        table = _make_table(tables[name], declared[name])
        if isinstance(table, Fault):
            yield table
        else:
            yield from _check_reader(table)
            yield from _check_rows(table, fold)


def _check_toml(path: Path) -> Iterator[Fault]:
    text = path.read_text("utf-8")
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield Fault(path, 0, f"is not TOML: {error}")
    for number, line in enumerate(text.split("\n"), 1):
        yield from (Fault(path, number, message) for message in _check_letters(line, line))


def _make_table(path: Path, declared: dict[str, Any]) -> _Table | Fault:
    missing = {"about", "read_by", "key", "columns"} - declared.keys()
    if missing:
        return Fault(path, 0, f"its declaration lacks {', '.join(sorted(missing))}")
    columns = declared["columns"]
    names = list(columns)
    if names[0] != "form" or names[-2:] != ["source", "note"]:
        return Fault(path, 0, "columns begin with form and end with source and note")
    if not set(declared["key"]) <= set(names):
        return Fault(path, 0, f"its key {declared['key']} names columns that it does not have")
    return _Table(
        path, f"{path.parent.name}/{path.stem}", columns, declared["key"], declared["read_by"]
    )


def _check_reader(table: _Table) -> Iterator[Fault]:
    """The module that reads the table names it, as `load_table("folder/name")` does."""
    try:
        spec = importlib.util.find_spec(table.read_by)
    except ModuleNotFoundError:
        spec = None
    if spec is None or spec.origin is None:
        yield Fault(table.path, 0, f"read_by names {table.read_by!r}, which is no module")
        return
    origin = Path(spec.origin)
    files = origin.parent.rglob("*.py") if origin.name == "__init__.py" else [origin]
    if not any(f'"{table.name}"' in file.read_text("utf-8") for file in files):
        yield Fault(
            table.path, 0, f"{table.read_by} does not read {table.name!r}; no text meets it"
        )


def _iter_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(path.read_bytes().decode("utf-8").split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def _check_rows(table: _Table, fold: Callable[[str], str]) -> Iterator[Fault]:
    try:
        rows = list(_iter_rows(table.path))
    except UnicodeDecodeError as error:
        yield Fault(table.path, 0, f"is not UTF-8: {error}")
        return
    if not rows or rows[0][1] != list(table.columns):
        yield Fault(
            table.path, rows[0][0] if rows else 0, f"the header must be {' '.join(table.columns)}"
        )
        return
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in rows[1:]:
        if len(cells) != len(table.columns):
            message = f"{len(cells)} cells, the header has {len(table.columns)}"
            yield Fault(table.path, number, message)
            continue
        row = dict(zip(table.columns, cells, strict=True))
        for message in _check_row(table, row, fold):
            yield Fault(table.path, number, message)
        key = tuple(fold(row[column]) for column in table.key)
        if key in seen:
            message = f"form {row['form']!r} stands already on line {seen[key]} with the same key"
            yield Fault(table.path, number, message)
        seen.setdefault(key, number)


def _check_row(table: _Table, row: dict[str, str], fold: Callable[[str], str]) -> Iterator[str]:
    if not row["source"]:
        yield f"form {row['form']!r} has no source; say where it comes from"
    if not re.search(r"\w", fold(row["form"])):
        yield f"form {row['form']!r} folds to nothing; no text can match it"
    for column, allowed in table.columns.items():
        cell = row[column]
        yield from (f"{column}: {message}" for message in _check_letters(cell, row["note"]))
        if _SPACES.search(cell):
            yield f"{column} {cell!r} has spaces at its edge or two in a row"
        if not _is_allowed(cell, allowed):
            yield f"{column} is {cell!r}; the declaration allows {allowed}"


def _check_letters(cell: str, note: str) -> Iterator[str]:
    if unicodedata.normalize("NFC", cell) != cell:
        yield f"{cell!r} is not NFC; write {unicodedata.normalize('NFC', cell)!r}"
    for pattern, what, remedy in _FORBIDDEN:
        for match in pattern.finditer(cell):
            yield f"{what} U+{ord(match.group()):04X} at column {match.start() + 1}; {remedy}"
    if _FARSI.search(cell) and "script=fa" not in note:
        yield f"{cell!r} has Farsi yeh or kaf; write ي ك, or say script=fa in the note"


def _is_allowed(cell: str, allowed: str | list[str]) -> bool:
    if isinstance(allowed, list):
        return cell in allowed
    if not cell:
        return allowed.endswith("?") or allowed == "text?"
    kind = allowed.removesuffix("?")
    return kind != "number" or _NUMBER.fullmatch(cell) is not None
