"""Whose voice a stretch of text is in: the innermost statement whose content holds it."""

from bisect import bisect_right
from heapq import heappop, heappush

from rawi.model import Statement


class Voices:
    """The statements of a text by the place of their contents."""

    def __init__(self, statements: list[Statement]) -> None:
        # Of two with the same content, the one told within the other is the inner one.
        told = sorted(statements, key=lambda statement: statement.parent is not None)
        pieces = [(start, end, s.id) for s in told for start, end in s.content]
        self._bounds = sorted({bound for start, end, _ in pieces for bound in (start, end)})
        self._innermost: dict[int, str] = {}
        pieces.sort(key=lambda piece: piece[0])
        active: list[tuple[int, int, int, str]] = []  # length, later first, end, id
        taken = 0
        for index, bound in enumerate(self._bounds):
            while taken < len(pieces) and pieces[taken][0] == bound:
                start, end, identity = pieces[taken]
                heappush(active, (end - start, -taken, end, identity))
                taken += 1
            while active and active[0][2] <= bound:
                heappop(active)
            if active:
                self._innermost[index] = active[0][3]

    def find(self, offset: int) -> str | None:
        """Return the innermost statement whose content holds a code point; None for none."""
        return self._innermost.get(bisect_right(self._bounds, offset) - 1)
