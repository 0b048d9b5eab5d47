"""Floors: figures below which the reading must not fall. A floor only rises."""

import tomllib
from pathlib import Path

from rawi.errors import GoldError
from rawi.evaluate.measures import ACCURACIES, LAYERS, Tallies


def load_floors(path: Path, section: str) -> dict[str, float]:
    """Return the least allowed figure of each measure, in percent.

    Args:
        path: A TOML file with one table for each gold set.
        section: The name of the table: `own`, `dev`.

    Raises:
        GoldError: the file or the section is missing, or names a measure that there is not.
    """
    try:
        floors = tomllib.loads(path.read_text("utf-8"))[section]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise GoldError(f"{path}: has no readable table [{section}]: {error}") from error
    unknown = sorted(floors.keys() - {*LAYERS, *ACCURACIES})
    if unknown:
        raise GoldError(
            f"{path}: [{section}] sets a floor for {', '.join(unknown)}; "
            f"the measures are {', '.join((*LAYERS, *ACCURACIES))}"
        )
    return {measure: float(floor) for measure, floor in floors.items()}


def find_breaches(tallies: Tallies, floors: dict[str, float]) -> list[str]:
    """Return the measures that lie below their floor, in words; empty when all hold."""
    breaches = []
    for measure, floor in floors.items():
        figure = round(read_figure(tallies, measure), 1)
        if figure < floor:
            breaches.append(f"{measure}: {figure:.1f} is below its floor of {floor:.1f}")
    return breaches


def read_figure(tallies: Tallies, measure: str) -> float:
    """Return the one figure of a measure: F1, or accuracy, in percent."""
    tally = tallies[measure]
    return tally.precision if measure in ACCURACIES else tally.f1
