"""`rawi demo`: the case that rawi brings along, built and its disagreements printed."""

import sys
import tempfile
from pathlib import Path

import click

from rawi.cli.options import bidi_option, lang_option

CASE = Path(__file__).parent.parent / "samples" / "case" / "articles.jsonl"

_EPILOG = """\b
Examples:
  rawi demo
  rawi demo --lang en --output demo.duckdb
"""


@click.command(epilog=_EPILOG)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="RECORD",
    help="Keep the record there, to go on with: rawi record show RECORD.",
)
@lang_option
@bidi_option
def demo(output: Path | None, lang: str, bidi: str) -> None:
    """Build an invented case and print where its articles disagree.

    Outlets of three sides tell one week of events; some print an agency's text, and the agency
    corrects itself. Everything but the places is invented.
    """
    if output is not None:
        _run(output, lang=lang, bidi=bidi)
        return
    with tempfile.TemporaryDirectory(prefix="rawi-demo-") as folder:
        _run(Path(folder) / "demo.duckdb", lang=lang, bidi=bidi)


def _run(path: Path, *, lang: str, bidi: str) -> None:
    from rawi.cli.incidents import show_incident, show_list
    from rawi.incidents.tables import gather_record
    from rawi.record.builds import Plan, build_record
    from rawi.record.files import open_reader
    from rawi.render.incidents import Terminal
    from rawi.render.lines import Run

    build_record(path, Plan(sources=(str(CASE),), workers=0))
    gather_record(path)
    terminal = Terminal(sys.stdout, lang=lang, bidi=bidi)
    terminal.write(Run(terminal.wording.say("incident", "invented"), "italic"))
    terminal.write()
    with open_reader(path) as con:
        show_list(con, terminal, limit=20)
        most = con.sql(
            "SELECT incident FROM incidents ORDER BY documents DESC, incident LIMIT 1"
        ).fetchall()
        for (incident,) in most:
            terminal.write()
            terminal.write_line([Run("═" * terminal.width, "dim")])
            show_incident(con, terminal, incident, path)
