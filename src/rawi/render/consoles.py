"""Which terminals put right-to-left text in order themselves, told by the environment."""

from collections.abc import Mapping

# VTE (GNOME Terminal, Tilix, Xfce, Terminator and others) has done it since 0.58.
_FIRST_VTE = 5800
# Set by terminals that reorder and shape: Konsole and Yakuake, mlterm.
_VARIABLES = ("KONSOLE_VERSION", "MLTERM")
_PROGRAMS = ("Apple_Terminal", "mlterm", "mintty")
_TERMS = ("mlterm", "mintty")


def reorders_itself(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal shows right-to-left text in order without our help.

    Yes: VTE from 0.58, Konsole, mlterm, mintty, Apple's Terminal. No: xterm, kitty, foot,
    Alacritty, WezTerm, Windows Terminal, the Linux console, VS Code, iTerm2 (where it must be
    switched on) and whatever is not known. tmux and screen pass on the variables of the terminal
    that they were started in, so that one is asked.

    Source: https://terminal-wg.pages.freedesktop.org/bidi/ and the terminals' manuals.
    """
    version = environment.get("VTE_VERSION", "")
    if version.isascii() and version.isdigit() and int(version) >= _FIRST_VTE:
        return True
    if any(environment.get(name) for name in _VARIABLES):
        return True
    if environment.get("TERM_PROGRAM") in _PROGRAMS:
        return True
    return environment.get("TERM", "").split("-")[0] in _TERMS


def decides_reordering(choice: str, *, terminal: bool, environment: Mapping[str, str]) -> bool:
    """Return whether to put text in visible order: `on`, `off`, or `auto` by the terminal.

    A file or pipe gets the order of reading with `auto`.
    """
    if choice != "auto":
        return choice == "on"
    return terminal and not reorders_itself(environment)
