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


def join_repeated(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without the attributions that only repeat who has been speaking.

    So على حد قوله behind what somebody says: it is his still, with the sentences between.
    """
    kept: list[Draft] = []
    for draft in drafts:
        repeats = draft.cue.kind == "attribution" and draft.cue.takes[0] == "pronoun"
        if not (repeats and kept and _goes_on_to(scene, kept[-1], draft)):
            kept.append(draft)
    return kept


def _goes_on_to(scene: Scene, last: Draft, draft: Draft) -> bool:
    """Whether what was said last runs up to a draft; sentences between are added to it."""
    if not last.spans or not draft.spans or last.complement is None:
        return False
    sentences = scene.analysis.sentences
    here = scene.analysis.sentence_of(draft.cue.first)
    there = scene.analysis.sentence_of(last.spans[-1][1] - 1)
    if sentences[here].paragraph != sentences[there].paragraph or last.whole:
        return False
    if here > there:
        begin = sentences[there + 1].first
        last.spans.append((begin, draft.zone, 0))
    return True
