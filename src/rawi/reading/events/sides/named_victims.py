"""Who is named among those whom a count tells of: قتل ستة، بينهم القيادي سالم الورفلي."""

from rawi.model import Quantity
from rawi.reading.events.scenes import Scene, is_verb

_NEAR = 8  # tokens behind a count within which بينهم stands
_NAMES = 40  # tokens behind بينهم within which names are listed


def find_named(scene: Scene, count: Quantity) -> list[str]:
    """Return the persons who are named behind a count as some of those whom it tells of."""
    index = scene.analysis.token_at(count.end - 1) + 1
    _, end = scene.bounds(scene.analysis.token_at(count.start))
    opener = next(
        (
            other
            for other in range(index, min(end, index + _NEAR))
            if scene.is_a(other, "amongthem") and scene.mention_of[other] is None
        ),
        None,
    )
    if opener is None:
        return []
    found: list[str] = []
    for other in range(opener + 1, min(end, opener + _NAMES)):
        mention = scene.mention_of[other]
        if mention is None and _ends_list(scene, other):
            break
        if mention is not None and mention.type == "person" and mention.entity not in found:
            found.append(mention.entity)
    return found


def _ends_list(scene: Scene, index: int) -> bool:
    """Whether token i is a verb or the like, behind which another is told of."""
    if scene.is_a(index, "relative"):
        return True
    tells = any(
        form.proclitics in ("", "و", "ف") and is_verb(form.key)
        for form in scene.tokens[index].forms
    )
    return tells and not scene.has_class(index, "leader")
