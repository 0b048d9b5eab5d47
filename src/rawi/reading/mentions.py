"""Where the text names persons, organisations, armed groups and places."""

from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.model import MentionType


class Name(NamedTuple):
    """A name found in the text, before it is known whom it names.

    Attributes:
        start: Offset of its first code point (behind any proclitic).
        end: Offset after its last.
        type: What kind of thing it names.
        canonical: What the lexicon calls the thing named; None for a name that is not listed.
        country: ISO 3166 country of the thing named, where the lexicon gives it.
    """

    start: int
    end: int
    type: MentionType
    canonical: str | None = None
    country: str | None = None


def read_names(analysis: Analysis) -> list[Name]:
    """Return the names of a text, in order, none overlapping."""
    return []
