"""Rawi reads Arabic reporting on conflict and politics; every fact keeps who told it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rawi.record.records import Record

__version__ = "0.1.0"


def open(path: "str | Path") -> "Record":  # rawi.open, as one opens any file
    """Return a record, open for reading: its tables, reports and reviews.

    Example: rawi.open("case.duckdb").table("accounts").pandas()
    """
    from rawi.record.records import open_record

    return open_record(path)
