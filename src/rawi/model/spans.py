"""A half-open stretch of a document's text."""

import msgspec


class Span(msgspec.Struct, frozen=True):
    """Half-open `[start, end)` in code points of the document's text, with its verbatim letters."""

    start: int
    end: int
    text: str
