"""Ctrl-C, whoever hears it first."""

from collections.abc import Iterator
from contextlib import contextmanager

# What DuckDB raises where the signal comes while it works (RuntimeError, no class of its own).
_STOPPED = "Query interrupted"


@contextmanager
def tell_interrupts() -> Iterator[None]:
    """Turn an interrupt that DuckDB heard into Python's own.

    Raises:
        KeyboardInterrupt: instead of DuckDB's error.
    """
    try:
        yield
    except RuntimeError as error:
        if str(error) != _STOPPED:
            raise
        raise KeyboardInterrupt from error
