"""Headlines that name a source before a colon: الجيش: …."""

from rawi.reading.statements.adjuncts import skip_adjuncts
from rawi.reading.statements.cues import CueWord
from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end
from rawi.reading.statements.openings import enter_content
from rawi.reading.statements.particles import is_exactly
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import source_kind

_MAX_SOURCE = 10
# Words between نص and its colon: نص البيان الختامي للمؤتمر:.
_MAX_DOCUMENT = 5


def find_headlines(scene: Scene) -> list[Draft]:
    """Return the statements of lines that begin with a source and a colon."""
    drafts = []
    line = -1
    for sentence in scene.analysis.sentences:
        if sentence.paragraph != line:
            line = sentence.paragraph
            draft = _read_line(scene, _skip_clock(scene, sentence.first), sentence.last)
            if draft is not None:
                drafts.append(draft)
    return drafts


def find_documents(scene: Scene) -> list[Draft]:
    """Return the documents that an article gives in full: وفيما يلي نص البيان: …."""
    drafts = []
    for index in range(1, len(scene.tokens) - 3):
        token = scene.tokens[index]
        if not is_exactly(token, "text") or index in scene.named:
            continue
        near = range(index + 1, index + 1 + _MAX_DOCUMENT)
        colon = next((i for i in near if i < len(scene.tokens) - 1 and _is_colon(scene, i)), None)
        before = scene.tokens[max(0, index - 2) : index]
        if colon is None or not any(is_exactly(each, "following") for each in before):
            continue
        last = colon - 1
        start = scene.tokens[last].start
        cue = CueWord(
            last, colon, start, scene.tokens[last].end, "", "", "colon", "نص", "says", (), "strong"
        )
        draft = Draft(cue, None, None, index, coordinate=True, whole=True)
        draft.spans = [(colon + 1, len(scene.tokens), 0)]
        drafts.append(draft)
    return drafts[:1]


def _read_line(scene: Scene, first: int, last: int) -> Draft | None:
    colon = next(
        (i for i in range(first + 1, min(last - 2, first + _MAX_SOURCE)) if _is_colon(scene, i)),
        None,
    )
    if colon is None:
        return None
    end = find_phrase_end(scene, first, colon)
    phrase = Phrase(first, end)
    if skip_adjuncts(scene, end, colon) != colon or not can_speak(scene, phrase):
        return None
    token = scene.tokens[colon]
    cue = CueWord(
        colon, colon + 1, token.start, token.end, "", "", "colon", ":", "says", ("قول",), "strong"
    )
    complement = enter_content(scene, "colon", colon, colon + 1)
    if complement is None or complement.begin >= last:
        return None
    return Draft(cue, phrase, complement, first, coordinate=True)


def _skip_clock(scene: Scene, first: int) -> int:
    """Return the token behind the hour that a line of a live page begins with: 13:30 الجيش: …."""
    index = first
    while index < first + 3 and index < len(scene.tokens) - 1:
        if scene.tokens[index].kind != "number" and not _is_colon(scene, index):
            return index
        index += 1
    return index


def _is_colon(scene: Scene, index: int) -> bool:
    return scene.tokens[index].text == ":"


def can_speak(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase names more than a place, which would be a dateline."""
    names = [scene.named[i][0] for i in range(phrase.first, phrase.last) if i in scene.named]
    if is_exactly(scene.tokens[phrase.first], "label"):
        return False  # الموقع: إدلب, المصدر: وكالة الأنباء
    if any(name.type != "place" for name in names):
        return True
    return source_kind(scene.tokens[phrase.first]) == "person" or (
        not names and source_kind(scene.tokens[phrase.first]) is not None
    )
