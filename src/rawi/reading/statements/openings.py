"""What introduces what is said, and where behind it that begins."""

from typing import Literal, NamedTuple

from rawi.reading.statements.cues import look_up
from rawi.reading.statements.particles import is_exactly
from rawi.reading.statements.scenes import Scene

ComplementKind = Literal["clause", "quotation", "colon", "preposition", "object", "bare"]
# A quotation of fewer words is a name or a term.
MIN_SPEECH = 4


class Complement(NamedTuple):
    """What is said, as it begins.

    Attributes:
        kind: What introduces it.
        mark: The token that introduces it: أن, a colon, a quotation mark, a preposition; for
            objects the first token of what is said.
        begin: The first token of what is said.
        skip: Code points of that token that do not belong to it (the ب of بوقف).
    """

    kind: ComplementKind
    mark: int
    begin: int
    skip: int = 0


def enter_content(scene: Scene, kind: ComplementKind, mark: int, begin: int) -> Complement | None:
    """Return the complement behind its mark, into a quotation and behind an أن that follow."""
    last = len(scene.tokens)
    while begin < last and (
        begin in scene.opening
        or begin in scene.unclosed
        or scene.tokens[begin].text in (":", "،", ",")
        or (kind != "clause" and _is_dropped(scene, begin))
    ):
        opens = kind in ("clause", "colon") and begin in scene.opening
        if opens and not is_whole(scene, begin) and not _is_followed(scene, kind, begin):
            break
        begin += 1
    return Complement(kind, mark, begin) if begin < last else None


def _is_followed(scene: Scene, kind: ComplementKind, index: int) -> bool:
    """Whether a quotation behind a colon ends before another cue: أضاف: "لن ننسحب" متهما."""
    after = scene.opening[index].last + 1
    found = look_up(scene.tokens[after]) if after < len(scene.tokens) else None
    return kind == "colon" and found is not None and found.entry.kind == "participle"


def _is_dropped(scene: Scene, index: int) -> bool:
    """Whether a complementiser is left out: إن always, إنها not where a quotation begins."""
    token = scene.tokens[index]
    if not is_exactly(token, "complementiser"):
        return False
    return scene.quoted[index] is None or token.key in ("ان", "بان")


def is_whole(scene: Scene, index: int) -> bool:
    """Whether a quotation is more than a name or a term in quotation marks."""
    quotation = scene.opening[index]
    after = scene.tokens[min(quotation.last + 1, len(scene.tokens) - 1)]
    short = quotation.last - index <= MIN_SPEECH
    joined = after.key.startswith("و") and after.key != "و"
    if short and after.kind == "word" and not joined:
        return False
    return index + 1 not in scene.named or scene.named[index + 1][1] < quotation.last
