"""`rawi evaluate`: how good the reading is, against articles annotated by hand."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rawi.errors import GoldError

if TYPE_CHECKING:
    from rawi.evaluate.measures import Tallies
    from rawi.evaluate.tallies import Tally


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option(
    "--errors", metavar="LAYER", help="List what was missed and what was wrong in a layer."
)
@click.option("--only", metavar="PART", default="", help="Only articles whose name has this part.")
@click.option(
    "--floors",
    metavar="FILE:SECTION",
    help="Fail (exit 1) where a figure lies below the floor in this section of a TOML file.",
)
def evaluate(gold: Path, as_json: bool, errors: str | None, only: str, floors: str | None) -> None:
    """Measure the reading against a GOLD folder.

    A gold folder holds articles.jsonl and NAME.gold.json for each article. Figures are percent.

    Example: rawi evaluate gold --floors gold/floors.toml:own
    """
    from rawi.evaluate.gold import load_gold
    from rawi.evaluate.measures import LAYERS, measure
    from rawi.reading.reports import read_report

    if errors is not None and errors not in LAYERS:
        raise click.BadParameter(f"layers are {', '.join(LAYERS)}", param_hint="--errors")
    try:
        articles = [a for a in load_gold(gold) if only in a.name]
        tallies = measure((article, read_report(article.document)) for article in articles)
        breaches = _check_floors(tallies, floors)
    except GoldError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        figures = {key: _figures(key, tally) for key, tally in tallies.items()}
        print(json.dumps({"articles": len(articles), **figures}, ensure_ascii=False))
    else:
        _print_table(tallies, len(articles))
    if errors is not None:
        print("\n".join(f"missed {line}" for line in tallies[errors].missed))
        print("\n".join(f"wrong  {line}" for line in tallies[errors].wrong))
    for breach in breaches:
        print(f"below the floor: {breach}", file=sys.stderr)
    if breaches:
        sys.exit(1)


def _check_floors(tallies: "Tallies", floors: str | None) -> list[str]:
    from rawi.evaluate.floors import find_breaches, load_floors

    if floors is None:
        return []
    path, _, section = floors.rpartition(":")
    if not path:
        raise click.BadParameter("write FILE:SECTION", param_hint="--floors")
    return find_breaches(tallies, load_floors(Path(path), section))


def _figures(measure: str, tally: "Tally") -> dict[str, float]:
    from rawi.evaluate.measures import ACCURACIES

    if measure in ACCURACIES:
        return {"accuracy": round(tally.precision, 1), "of": tally.gold}
    return {
        "p": round(tally.precision, 1),
        "r": round(tally.recall, 1),
        "f1": round(tally.f1, 1),
        "gold": tally.gold,
        "pred": tally.predicted,
    }


def _print_table(tallies: "Tallies", articles: int) -> None:
    from rawi.evaluate.measures import ACCURACIES

    print(f"{articles} articles")
    for measure, tally in tallies.items():
        if measure in ACCURACIES:
            print(f"{measure:17} accuracy {tally.precision:5.1f}   ({tally.gold} matched)")
        else:
            print(
                f"{measure:17} P {tally.precision:5.1f}  R {tally.recall:5.1f}  F1 {tally.f1:5.1f}"
                f"   ({tally.gold} gold, {tally.predicted} reported)"
            )
