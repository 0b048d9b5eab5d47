"""The way between the offsets of a text and those of its folded form."""

from bisect import bisect_left
from dataclasses import dataclass

from rawi.errors import OffsetError


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Offsets of a derived text laid against those of its original, both in code points.

    Attributes:
        origins: For each code point of the derived text, the offset of the original code point
            that it came from; never decreasing. Shape (derived length,).
        length: Code points in the original.
    """

    origins: tuple[int, ...]
    length: int

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span that `[start, end)` of the derived text came from.

        The span begins at the first letter and ends straight after the last one, so what was
        dropped at its edges is left outside.

        Raises:
            OffsetError: the span is empty or not inside the derived text.
        """
        if not 0 <= start < end <= len(self.origins):
            raise OffsetError(
                f"span {start}:{end} does not fit the folded text ({len(self.origins)} code points)"
            )
        return self.origins[start], self.origins[end - 1] + 1

    def to_derived(self, start: int, end: int) -> tuple[int, int]:
        """Return the derived span of all that `[start, end)` of the original was made into.

        Empty (`start == end`) where nothing of the span was kept.

        Raises:
            OffsetError: the span is reversed or not inside the original text.
        """
        if not 0 <= start <= end <= self.length:
            raise OffsetError(
                f"span {start}:{end} does not fit the original text ({self.length} code points)"
            )
        return bisect_left(self.origins, start), bisect_left(self.origins, end)
