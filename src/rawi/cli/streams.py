"""Standard output when whoever reads it has gone."""

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
