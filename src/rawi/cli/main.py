"""The `rawi` command: its subcommands, what Ctrl-C and a closed pipe do."""

import importlib
import signal
import sys

import click

from rawi import __version__
from rawi.cli.interrupts import tell_interrupts
from rawi.cli.streams import drop_output, open_missing
from rawi.errors import RawiError

# Name -> (module and attribute, first line of its help). Modules are imported when their command
# runs, so that `rawi --help` stays quick.
COMMANDS = {
    "read": ("rawi.cli.read:read", "Read articles and print what they tell, and who tells it."),
    "build": ("rawi.cli.build:build", "Read all that the SOURCEs hold into one record."),
    "record": ("rawi.cli.record:record", "Ask a record, prove it, look after it."),
    "serve": ("rawi.cli.serve:serve", "Open a RECORD in the browser, accounts side by side."),
    "export": ("rawi.cli.export:export", "Write a RECORD in another format."),
    "demo": ("rawi.cli.demo:demo", "Build an invented case and print where its articles disagree."),
    "evaluate": ("rawi.cli.evaluating:evaluate", "Measure the reading against a GOLD folder."),
    "lexica": ("rawi.cli.lexica:lexica", "Look after the word lists that a linguist edits."),
    "places": ("rawi.cli.places:places", "Add gazetteers, list them, remove them."),
    "schema": (
        "rawi.cli.schema:schema",
        "Print the JSON Schema of a report, as `rawi read --format json` prints them.",
    ),
}

_EPILOG = """\b
Examples:
  rawi read --sample
  rawi read article.txt --published 2018-07-05 --format html --output article.html
"""


class Commands(click.Group):
    """The group of subcommands, each imported only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a subcommand, or None for a name that there is none of."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name][0]} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the subcommand; end as a shell expects after Ctrl-C (130) and a closed pipe (141)."""
        open_missing()
        try:
            with tell_interrupts():
                result: object = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            drop_output()
            ctx.exit(128 + signal.SIGINT)
        except BrokenPipeError:
            drop_output()
            ctx.exit(128 + 13)
        except RawiError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)
        return result


@click.group(
    cls=Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", message="rawi %(version)s")
def main() -> None:
    """Read Arabic reporting on conflict and politics; keep who told what.

    Rawi names who is named, who says what, what happened where and when to how many, and in which
    words each side tells it. Every item points at the letters that it was read from.
    """
