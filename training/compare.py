"""How far weights trained anew are from those of the package.

    python training/compare.py TRAINED

`TRAINED` is the folder that `train_all.py` made. Tables are compared row by row, the tagger by the
figures of its card (`evaluate_tagger.py` prints those of the one trained anew).
"""

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from rawi.incidents.weights import FILE
from rawi.language.weights import FOLDER as MODELS
from rawi.reading.events.weights import FOLDER

Table = dict[str, float]


def load_rows(path: Path) -> Table:
    """Return the last column of a table, a number, by the others."""
    rows = (line.rpartition("\t") for line in path.read_text("utf-8").splitlines())
    return {key: float(value) for key, _, value in rows}


def load_features(path: Path) -> Table:
    """Return the weights of a TOML file that were learned."""
    table = tomllib.loads(path.read_text("utf-8"))["feature"]
    return {name: row["weight"] for name, row in table.items() if row["from"] == "learned"}


def describe(old: Table, new: Table) -> str:
    """Return in words how far two tables differ."""
    both = old.keys() & new.keys()
    apart = max((abs(old[key] - new[key]) for key in both), default=0.0)
    moved = sum(old[key] != new[key] for key in both)
    return (
        f"{len(old)} rows in the package, {len(new)} anew, {len(both)} in both, "
        f"{moved} with another value, the farthest by {apart:g}"
    )


def iter_comparisons(trained: Path) -> Iterator[str]:
    """Yield a line for each trained file."""
    tables: list[tuple[Path, Path, Callable[[Path], Table]]] = [
        (FOLDER / "preferences.tsv", trained / "preferences.tsv", load_rows),
        (FOLDER / "arguments.tsv", trained / "arguments" / "arguments.tsv", load_rows),
        (FILE, trained / "incidents" / FILE.name, load_features),
    ]
    for old, new, load in tables:
        if not new.exists():
            yield f"{old.name}: not trained"
        elif old.read_bytes() == new.read_bytes():
            yield f"{old.name}: the same to the byte"
        else:
            yield f"{old.name}: {describe(load(old), load(new))}"
    card = tomllib.loads((MODELS / "tagger" / "card.toml").read_text("utf-8"))
    yield f"tagger: its card has {card['figures']}"


def main() -> None:
    """Compare the folder of the command line with the package."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trained", type=Path)
    for line in iter_comparisons(parser.parse_args().trained):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
