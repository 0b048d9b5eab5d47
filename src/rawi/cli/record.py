"""`rawi record`: questions to a record, proof of it, and its upkeep."""

import sys
from pathlib import Path

import click

from rawi.cli.options import bidi_option, lang_option, private_option
from rawi.errors import RecordError

_RECORD = click.argument("path", metavar="RECORD", type=click.Path(path_type=Path, dir_okay=False))


@click.group()
def record() -> None:
    """Ask a record, prove it, look after it."""


@record.command()
@_RECORD
@click.argument("sql")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "csv", "json"]),
    help="table: for reading; csv; json: one object a line. Without it: table on a terminal, json "
    "in a pipe.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    metavar="N",
    help="Rows to give at most.",
)
@click.option("--all", "everything", is_flag=True, help="Give all rows, however many.")
@private_option
@bidi_option
def query(  # noqa: PLR0913  # one argument an option
    path: Path, sql: str, layout: str | None, limit: int, everything: bool, private: bool, bidi: str
) -> None:
    """Answer one SQL statement from a RECORD.

    The statement reads the record and nothing else: no file, no network, no change. The tables are
    in docs/record.md; "SHOW TABLES" and "DESCRIBE accounts" list them.

    Example: rawi record query case.duckdb "SELECT type, count(*) FROM accounts GROUP BY ALL"
    """
    from rawi.record.files import open_reader
    from rawi.record.masked import choose_record
    from rawi.record.queries import ask
    from rawi.render.rows import write_rows

    layout = layout or ("table" if sys.stdout.isatty() else "json")
    with choose_record(path, private=private) as chosen, open_reader(chosen) as con:
        answer = ask(con, sql, limit=None if everything else limit)
        write_rows(answer.names, answer, sys.stdout, layout=layout, bidi=bidi)
    if answer.truncated:
        click.echo(f"the first {limit:,} rows; --limit N or --all gives more", err=True)


@record.command()
@_RECORD
def verify(path: Path) -> None:
    """Prove a RECORD: bytes by their hashes, texts by theirs, every span by its letters.

    Also proved: that no row stands twice or belongs to nothing, and that accounts and figures are
    what the readings make. The exit status is 1 if anything is wrong.

    Example: rawi record verify case.duckdb
    """
    from rawi.record.files import is_masked, open_reader
    from rawi.record.verification import verify_record

    with open_reader(path) as con:
        if is_masked(con):
            raise RecordError(
                f"{path}: names are masked here. Verify the record that it was made of"
            )
        proof = verify_record(con)
    for fault in proof.faults:
        click.echo(fault, err=True)
    without = f", {proof.without_bytes:,} without kept bytes" if proof.without_bytes else ""
    click.echo(
        f"{proof.documents:,} documents{without}, {proof.bytes:,} kept bytes, "
        f"{proof.spans:,} spans, {proof.rows:,} accounts and figures: {len(proof.faults):,} faults"
    )
    if proof.faults:
        sys.exit(1)


@record.command()
@_RECORD
def migrate(path: Path) -> None:
    """Bring a RECORD of an older rawi to this version; the old file is kept beside it.

    Example: rawi record migrate case.duckdb
    """
    from rawi.record.files import migrate_record

    kept = migrate_record(path)
    if kept is None:
        click.echo(f"{path}: is up to date")
    else:
        click.echo(f"{path}: is up to date now; as it was: {kept}")


@record.command()
@_RECORD
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="COPY",
    help="The copy, a file that is not there yet.",
)
def mask(path: Path, output: Path) -> None:
    """Copy a RECORD with the names of private persons masked, to be shown or given away.

    The copy is a record for every command that reads one; reviews and builds go into the RECORD.

    Example: rawi record mask case.duckdb --output case-private.duckdb
    """
    from rawi.record.masked import write_masked

    number = write_masked(path, output)
    click.echo(f"{output}: {number:,} private persons are masked")


@record.command()
@_RECORD
@click.option(
    "--state",
    type=click.Choice(["holds", "confirmed", "changed", "gone"]),
    help="Only reviews of this state.",
)
@private_option
def reviews(path: Path, state: str | None, private: bool) -> None:
    """List the reviews of a RECORD that nobody has undone, one JSON object a line.

    The state says how each stands to the readings of now: holds; confirmed (the program reads now
    what the reviewer put); changed (it reads a third thing, the reviewer's word goes first); gone
    (what it reviews is no longer there, so it no longer applies).

    Example: rawi record reviews case.duckdb --state gone
    """
    import msgspec

    from rawi.record.masked import choose_record
    from rawi.record.records import open_record

    with choose_record(path, private=private) as chosen, open_record(chosen) as record:
        rows = {row["review"]: row for row in record.table("active_reviews").list()}
        standings = record.standings()
    for standing in standings:
        if state in (None, standing.state):
            row = rows[standing.review]
            line = {"state": standing.state, **row, "items": standing.items}
            for column in ("before", "after"):
                line[column] = None if row[column] is None else msgspec.Raw(row[column].encode())
            click.echo(msgspec.json.encode(line).decode())


@record.command()
@_RECORD
@click.argument("incident", required=False)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Incidents to list at most.",
)
@private_option
@lang_option
@bidi_option
def show(path: Path, incident: str | None, limit: int, private: bool, lang: str, bidi: str) -> None:
    """Show how articles tell one event: the accounts of an INCIDENT side by side.

    Without INCIDENT: the list of incidents, those whose accounts differ most first. The first
    letters of an incident's id will do.

    Example: rawi record show case.duckdb
    """
    from rawi.cli.incidents import show_incident, show_list
    from rawi.record.files import open_reader
    from rawi.record.masked import choose_record
    from rawi.render.incidents import Terminal

    terminal = Terminal(sys.stdout, lang=lang, bidi=bidi)
    with choose_record(path, private=private) as chosen, open_reader(chosen) as con:
        if incident is None:
            show_list(con, terminal, limit=limit)
        else:
            show_incident(con, terminal, incident, path)
