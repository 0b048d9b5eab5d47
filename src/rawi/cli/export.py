"""`rawi export`: a record in the formats of others."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

import click

from rawi.cli.options import private_option

_EPILOG = """\b
Examples:
  rawi export case.duckdb --format jsonl --output case.jsonl
  rawi export case.duckdb | grep '"table":"accounts"'
"""


@click.command(epilog=_EPILOG)
@click.argument("record", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format",
    "layout",
    type=click.Choice(["jsonl"]),
    default="jsonl",
    show_default=True,
    help="jsonl: the whole record, one row of a table a line, losslessly.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    help="Write there, not to standard output.",
)
@click.option(
    "--runs",
    is_flag=True,
    help="Also write the log of builds, which differs between builds of one content.",
)
@private_option
def export(record: Path, layout: str, output: Path | None, runs: bool, private: bool) -> None:
    """Write a RECORD in another format.

    Equal records give equal bytes, whatever the number of workers that built them.
    """
    from rawi.export.jsonl import write_jsonl
    from rawi.record.files import open_reader
    from rawi.record.masked import choose_record

    draft = None if output is None else output.with_name(f".{output.name}.part")
    with choose_record(record, private=private) as chosen, open_reader(chosen) as con:
        try:
            with _open(draft) as stream:
                rows = write_jsonl(con, stream, runs=runs)
                stream.flush()
            if draft is not None and output is not None:
                draft.replace(output)
        except BrokenPipeError:
            raise
        except OSError as error:
            if draft is not None:
                draft.unlink(missing_ok=True)
            message = f"{output or 'standard output'}: cannot be written: {error.strerror}"
            raise click.ClickException(message) from error
    click.echo(f"{rows:,} rows", err=True)


def _open(path: Path | None) -> "nullcontext[BinaryIO] | BinaryIO":
    return nullcontext(sys.stdout.buffer) if path is None else path.open("wb")
