"""Standard streams that are closed, or that nobody reads any more."""

import os
import sys


def drop_output() -> None:
    """Let nothing more be written to standard output, so that Python is silent when it ends."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError):
        return


def open_missing() -> None:
    """Put an empty stream in the place of each standard stream that was closed from the start."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
