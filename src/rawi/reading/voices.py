"""Whose voice a stretch of text is in: the innermost statement whose content holds it."""

from bisect import bisect_right

from rawi.model import Statement


class Voices:
    """The statements of a text by the place of their contents."""

    def __init__(self, statements: list[Statement]) -> None:
        pieces = [(start, end, s.id) for s in statements for start, end in s.content]
        self._bounds = sorted({bound for start, end, _ in pieces for bound in (start, end)})
        self._innermost: dict[int, str] = {}
        for start, end, identity in sorted(pieces, key=lambda piece: piece[0] - piece[1]):
            first = bisect_right(self._bounds, start) - 1
            for index in range(first, bisect_right(self._bounds, end) - 1):
                self._innermost[index] = identity

    def find(self, offset: int) -> str | None:
        """Return the innermost statement whose content holds a code point; None for none."""
        return self._innermost.get(bisect_right(self._bounds, offset) - 1)
