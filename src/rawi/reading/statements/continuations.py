"""What goes on behind the sentence in which somebody begins to speak."""

from collections.abc import Mapping, Sequence

from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.particles import is_exactly
from rawi.reading.statements.scenes import Scene

# A quotation of fewer words, straight behind another, is a name or a term.
_MIN_QUOTED = 4

Span = tuple[int, int, int]


def find_continuation(
    scene: Scene, draft: Draft, end: int, cues: Mapping[int, Sequence[Draft]]
) -> list[Span]:
    """Return the spans of what is said that follow the first, which ends at token `end`.

    Args:
        scene: The text.
        draft: The statement.
        end: The token after what is said in its own sentence.
        cues: The statements of the text by the sentence of their cue.
    """
    begin = draft.begin
    around = scene.quoted[begin]
    if around is not None and around.first == begin - 1 and end == around.last:
        return _next_quotations(scene, end, cues)
    return _fragment(scene, end, cues)


def _next_quotations(scene: Scene, end: int, cues: Mapping[int, Sequence[Draft]]) -> list[Span]:
    """Return the quotations that follow one with nothing but stops between: "….". "….".."""
    spans: list[Span] = []
    index = end + 1
    while index < len(scene.tokens):
        while index < len(scene.tokens) and scene.is_stop(index):
            index += 1
        quotation = scene.opening.get(index)
        if quotation is None or quotation.last - index <= _MIN_QUOTED:
            return spans
        after = quotation.last + 1
        place = scene.analysis.sentence_of(quotation.last)
        closed = after >= scene.sentence_bounds(quotation.last)[1] or scene.is_stop(after)
        if not closed or any(d.cue.first > quotation.last for d in cues.get(place, ())):
            return spans
        spans.append((index + 1, quotation.last, 0))
        index = after
    return spans


def _fragment(scene: Scene, end: int, cues: Mapping[int, Sequence[Draft]]) -> list[Span]:
    """Return the sentence behind one that goes on from it: …. حيث انتهت العملية باعتقال خمسة."""
    place = scene.analysis.sentence_of(end - 1)
    sentences = scene.analysis.sentences
    if end < sentences[place].last or place + 1 >= len(sentences) or place + 1 in cues:
        return []
    after = sentences[place + 1]
    if after.paragraph != sentences[place].paragraph:
        return []
    token = scene.tokens[after.first]
    goes_on = is_exactly(token, "relative") and token.key not in ("ما", "لما")
    return [(after.first, after.last, 0)] if goes_on or token.key == "حيث" else []
