"""The `rawi` command."""

import sys
from pathlib import Path

import click

from rawi.cli.evaluating import evaluate
from rawi.cli.lexica import lexica
from rawi.cli.schema import schema
from rawi.model import encode_report
from rawi.reading.reports import read_report
from rawi.source.files import iter_documents


@click.group()
def main() -> None:
    """Read Arabic reporting; keep who told what."""


@main.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "layout", type=click.Choice(["json", "text", "html"]), default="json")
def read(files: tuple[str, ...], layout: str) -> None:
    """Read articles and print what they tell."""
    for name in files:
        for doc in iter_documents(Path(name)):
            sys.stdout.buffer.write(encode_report(read_report(doc)) + b"\n")


main.add_command(evaluate)
main.add_command(lexica)
main.add_command(schema)
