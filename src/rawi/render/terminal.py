"""Reports as text for the terminal."""

from collections.abc import Iterable
from typing import BinaryIO

from rawi.model import Report


def write_text(reports: Iterable[Report], stream: BinaryIO, *, lang: str, bidi: str) -> None:
    """Write the reports laid out for reading."""
    for _ in reports:
        stream.write(b"")
