"""Speech in quotation marks before and behind who says it: «…»، يقول الرجل، «…»."""

from rawi.reading.statements.cues import CueWord, look_up
from rawi.reading.statements.scenes import Scene
from rawi.text.quotations import Quotation

# A quotation of fewer words is a name or a term.
_MIN_QUOTED = 3
# Tokens of what somebody does while he speaks, between the two halves of his speech.
_MAX_REMARK = 15


def find_quoted_before(scene: Scene, cue: CueWord) -> Quotation | None:
    """Return the speech in quotation marks that ends right before a verb of saying."""
    if "قول" not in cue.takes or cue.pronoun or cue.proclitics or cue.strength == "weak":
        return None
    before = cue.first - 1
    while before > 0 and scene.is_comma(before):
        before -= 1
    quotation = scene.closing.get(before)
    if quotation is None or quotation.last - quotation.first <= _MIN_QUOTED:
        return None
    return quotation


def find_quoted_after(scene: Scene, first: int, limit: int) -> Quotation | None:
    """Return the speech that goes on behind who says it: «…»، يقول الرجل وهو يبكي، «…»."""
    for index in range(first, min(limit, first + _MAX_REMARK)):
        quotation = scene.opening.get(index)
        if quotation is not None:
            apart = scene.is_comma(index - 1) or scene.tokens[index - 1].text == ":"
            long = quotation.last - index > _MIN_QUOTED and quotation.last < limit
            return quotation if apart and long else None
        other = look_up(scene.tokens[index]) if index not in scene.named else None
        if other is not None and "قول" in other.entry.takes:
            return None
    return None
