"""Which statement stands within which."""

from rawi.reading.statements.drafts import Draft


def find_parents(drafts: list[Draft]) -> list[int | None]:
    """Return for each draft the place of the smallest other whose content holds its cue.

    Of two with the same content (نقلت الوكالة عن مصدر قوله), the later cue is the inner one; but
    not a cue behind the content (قال المصدر إن …، وفقا للوكالة), which quotes the one before it.
    """
    parents: list[int | None] = []
    for place, draft in enumerate(drafts):
        best: tuple[int, int] | None = None
        for other_place in range(max(0, place - 12), min(len(drafts), place + 13)):
            other = drafts[other_place]
            size = _holding(other, draft) if other is not draft else 0
            if size and (best is None or size < best[0]):
                best = (size, other_place)
        parents.append(best[1] if best is not None else None)
    return parents


def _holding(outer: Draft, inner: Draft) -> int:
    """Return the size of the outer content where it holds the inner cue, else 0."""
    size = sum(last - first for first, last, _ in outer.spans)
    if any(first <= inner.cue.first < last for first, last, _ in outer.spans):
        return size
    if _stands_behind(outer) != _stands_behind(inner) and outer.spans[0][0] == inner.spans[0][0]:
        denies = outer.cue.stance == "denies"  # …، بينما نفى المتحدث ذلك: he quotes nobody
        return size if _stands_behind(outer) and not denies else 0
    same = outer.begin >= 0 and outer.begin == inner.begin
    return size if same and outer.cue.first < inner.cue.first else 0


def _stands_behind(draft: Draft) -> bool:
    """Whether a cue stands behind its content."""
    return draft.cue.first >= draft.spans[-1][1]
