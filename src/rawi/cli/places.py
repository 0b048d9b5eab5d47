"""`rawi places`: gazetteers that a user adds to those of the program."""

import sys
from pathlib import Path

import click

_EPILOG = """\b
Examples:
  rawi places add SY.zip
  rawi places add SY.zip --names alternateNamesV2.zip
  rawi places add wof_admin_ar.tsv.xz --name wof
  rawi places list
  rawi places remove wof

Tables are kept in the folder that RAWI_DATA names; without it, where the platform keeps
the data of its users (Linux: ~/.local/share/rawi).
"""


@click.group(epilog=_EPILOG)
def places() -> None:
    """Add gazetteers, list them, remove them."""


@places.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--name",
    metavar="NAME",
    help="Name of the table, which its locations carry; without it, that of the file. A table of "
    "the same name is replaced.",
)
@click.option(
    "--names",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="GeoNames' table of alternate names (alternateNamesV2, of the world or of a country): "
    "adds Arabic names and identifiers in Wikidata.",
)
def add(file: Path, name: str | None, names: Path | None) -> None:
    """Add a GeoNames country dump or a Who's On First table, plain or compressed.

    The places of FILE that have a name in Arabic letters are looked up together with those of the
    program from then on. Rows that cannot be used are counted by reason.

    Example: rawi places add SY.zip
    """
    from rawi.places.adding import add_table
    from rawi.places.folders import find_tables_folder

    shown = sys.stderr.isatty()

    def tell(rows: int) -> None:
        if shown:
            click.echo(f"\r{rows:,} rows", err=True, nl=False)

    try:
        card = add_table(file, find_tables_folder(), name=name, names=names, progress=tell)
    finally:
        if shown:
            click.echo("\r\x1b[K", err=True, nl=False)
    click.echo(f"{card.name}: {card.places:,} places, {card.names:,} names ({card.source})")
    for reason, (rows, first) in sorted(card.skipped.items(), key=lambda item: -item[1][0]):
        click.echo(f"{rows:10,} rows left out: {reason} (first: line {first})")


@places.command(name="list")
def list_tables() -> None:
    """List the tables that were added: name, places, names, what of, SHA-256 of the contents.

    Example: rawi places list
    """
    from rawi.places.added import find_table_files, open_table
    from rawi.places.folders import find_tables_folder

    folder = find_tables_folder()
    files = find_table_files(folder)
    if not files:
        click.echo(f"no tables in {folder}; add one with: rawi places add FILE", err=True)
    for path in files:
        with open_table(path) as table:
            card = table.card
        counts = f"{card.places:9,} places {card.names:9,} names"
        click.echo(f"{card.name}  {counts}  {card.source}, {card.file}  {card.sha256[:12]}")


@places.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove the table called NAME.

    Example: rawi places remove wof
    """
    from rawi.places.adding import remove_table
    from rawi.places.folders import find_tables_folder

    remove_table(name, find_tables_folder())
    click.echo(f"{name} removed", err=True)
