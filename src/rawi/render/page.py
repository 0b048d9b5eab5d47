"""Reports as one page for the browser."""

from collections.abc import Iterable
from typing import BinaryIO

from rawi.model import Report


def write_page(reports: Iterable[Report], stream: BinaryIO, *, lang: str) -> None:
    """Write a page that is complete in itself."""
    for _ in reports:
        stream.write(b"")
