"""Headlines that name a source before a colon: الجيش: …."""

from rawi.reading.statements.complements import enter_content
from rawi.reading.statements.cues import CueWord
from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, source_kind
from rawi.reading.statements.scenes import Scene

_MAX_SOURCE = 10


def find_headlines(scene: Scene) -> list[Draft]:
    """Return the statements of lines that begin with a source and a colon."""
    drafts = []
    line = -1
    for sentence in scene.analysis.sentences:
        if sentence.paragraph != line:
            line = sentence.paragraph
            draft = _read_line(scene, sentence.first, sentence.last)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _read_line(scene: Scene, first: int, last: int) -> Draft | None:
    colon = next(
        (i for i in range(first + 1, min(last - 2, first + _MAX_SOURCE)) if _is_colon(scene, i)),
        None,
    )
    if colon is None:
        return None
    end = find_phrase_end(scene, first, colon)
    phrase = Phrase(first, end)
    if end != colon or not _can_speak(scene, phrase):
        return None
    token = scene.tokens[colon]
    cue = CueWord(
        colon, colon + 1, token.start, token.end, "", "", "colon", ":", "says", ("قول",), "strong"
    )
    complement = enter_content(scene, "colon", colon, colon + 1)
    if complement is None or complement.begin >= last:
        return None
    return Draft(cue, phrase, complement, first, coordinate=True)


def _is_colon(scene: Scene, index: int) -> bool:
    return scene.tokens[index].text == ":"


def _can_speak(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase names more than a place, which would be a dateline."""
    names = [scene.named[i][0] for i in range(phrase.first, phrase.last) if i in scene.named]
    if any(name.type != "place" for name in names):
        return True
    return source_kind(scene.tokens[phrase.first]) == "person" or (
        not names and source_kind(scene.tokens[phrase.first]) is not None
    )
