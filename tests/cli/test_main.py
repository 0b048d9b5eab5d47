"""The command as a whole: help, version, the list of subcommands."""

from click.testing import CliRunner

from rawi import __version__
from rawi.cli.main import COMMANDS, main


def test_help_lists_every_command():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in result.output


def test_version_is_the_package_version():
    assert CliRunner().invoke(main, ["--version"]).output == f"rawi {__version__}\n"


def test_commands_of_the_table_say_what_the_list_says():
    context = main.make_context("rawi", ["--help"], resilient_parsing=True)
    for name, (_, about) in COMMANDS.items():
        command = main.get_command(context, name)
        assert command is not None
        assert command.help is not None
        assert command.help.split("\n")[0] == about


def test_unknown_command_is_bad_usage():
    result = CliRunner().invoke(main, ["raed"])
    assert result.exit_code == 2
    assert "No such command 'raed'" in result.output
