"""docs/cli.md names every command and every option; help and documentation agree."""

import re
from pathlib import Path

import click
import pytest

import rawi.source
from rawi.cli.main import main
from rawi.source import entries

TEXT = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")


def iter_commands(command: click.Command, name: str):
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for part in command.list_commands(context):
            yield from iter_commands(command.get_command(context, part), f"{name} {part}")


COMMANDS = dict(iter_commands(main, "rawi"))


def section(name: str) -> str:
    """Return what the page says of a command (of `rawi` itself: what stands before the others)."""
    parts = re.split(r"^## ", TEXT, flags=re.MULTILINE)
    if " " not in name:
        return parts[0]
    heading = " ".join(name.split()[:2])
    return next(part for part in parts[1:] if part.startswith(heading))


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name):
    if not isinstance(COMMANDS[name], click.Group):
        assert f"`{name}`" in TEXT
        assert re.search(rf"^    {name}\b", TEXT, flags=re.MULTILINE), "no example"
        assert (
            f"rawi {name.removeprefix('rawi ')}"
            in COMMANDS[name]
            .get_help(click.Context(COMMANDS[name], info_name=name))
            .split("Usage", 1)[1]
            .split("\n", 1)[1]
        ), "no example in its help"


@pytest.mark.parametrize("name", COMMANDS)
def test_options_of_command_are_documented(name):
    command = COMMANDS[name]
    table = section(name)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert re.search(rf"\| .*`{option}[ `]", table), option
            if parameter.envvar is not None:
                assert str(parameter.envvar) in table


def test_options_that_are_documented_exist():
    known = {
        option
        for command in COMMANDS.values()
        for parameter in command.params
        for option in parameter.opts
    }
    documented = set(re.findall(r"^\| `(--?[a-z-]+)", TEXT, flags=re.MULTILINE))
    assert documented - {"--help"} <= known


def test_reasons_are_documented():
    given = {"output", "failed", "reader failed"}
    for path in Path(rawi.source.__file__).parent.rglob("*.py"):
        source = path.read_text("utf-8")
        given |= set(re.findall(r'reason="([^"]+)"', source))
    given |= {reason for reason, _ in entries._REMEDIES.values()}
    refused = section("rawi read").split("### What it refuses")[1].split("###")[0]
    for reason in given:
        assert f"`{reason}`" in refused, reason
