"""`rawi lexica`: the word lists, checked and counted."""

import sys

import click


@click.group()
def lexica() -> None:
    """Look after the word lists that a linguist edits."""


@lexica.command()
def check() -> None:
    """Hold every word list to its declaration; list each fault with file, line and remedy.

    Example: rawi lexica check
    """
    from rawi.lexica.check import check_lexica, count_rows
    from rawi.text.normalise import fold

    faults = check_lexica(fold)
    for fault in faults:
        print(fault, file=sys.stderr)
    counts = count_rows()
    print(f"{len(counts)} tables, {sum(counts.values())} rows, {len(faults)} faults")
    if faults:
        sys.exit(1)


@lexica.command(name="list")
def list_tables() -> None:
    """List the word lists with their number of rows.

    Example: rawi lexica list
    """
    from rawi.lexica.check import count_rows

    for name, rows in count_rows().items():
        print(f"{rows:7}  {name}")
