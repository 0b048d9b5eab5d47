"""Cues that give a name to what their pronoun stands for: الذي تصنفه تركيا منظمة إرهابية."""

from rawi.reading.statements.cues import CueWord
from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, is_source
from rawi.reading.statements.particles import is_adjective, is_exactly
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import load_sources

# A name given in passing is at most this long: منظمة إرهابية, الحليف الأول في المنطقة.
_MAX_LABEL = 6


def draft_label(scene: Scene, cue: CueWord) -> Draft | None:
    """Return the draft of a verb that calls somebody something, with who does; else None."""
    if "اسم" not in cue.takes or not cue.pronoun or cue.kind not in ("past", "present"):
        return None
    limit = scene.sentence_bounds(cue.first)[1]
    phrase = _find_speaker(scene, cue.last, limit)
    label = _find_label(scene, phrase.last, limit) if phrase is not None else None
    if label is None:
        return None
    draft = Draft(cue, phrase, None, cue.first, coordinate=False)
    draft.spans, draft.whole = [label], True
    return draft


def _find_speaker(scene: Scene, index: int, limit: int) -> Phrase | None:
    """Return the source straight behind a verb; of a name no more than the name."""
    if index >= limit:
        return None
    if index in scene.named:
        return Phrase(index, scene.named[index][1])
    last = index
    while last < limit and not scene.is_mark(last) and not _is_bound(scene, last):
        last += 1
    phrase = Phrase(index, find_phrase_end(scene, index, last))
    return phrase if phrase.first < phrase.last and is_source(scene, phrase) else None


def _is_bound(scene: Scene, index: int) -> bool:
    """Whether a word has ب or ك before it: بالإرهابي, كتنظيم, not بلد."""
    if index in scene.named:
        return False
    bound = [form.key for form in scene.tokens[index].forms if form.proclitics in ("ب", "ك")]
    return any(key.startswith("ال") or key in load_sources() for key in bound)


def _find_label(scene: Scene, first: int, limit: int) -> tuple[int, int, int] | None:
    """Return the tokens of a name, with the letters to skip: behind ب, in quotation marks."""
    if first >= limit:
        return None
    token, skip = scene.tokens[first], 0
    if token.key in ("ب", "ك", "علي") or is_exactly(token, "complementiser"):
        first += 1 + (token.key == "علي" and _follows(scene, first, limit))
    elif _is_bound(scene, first):
        skip = 1
    elif scene.is_comma(first) or scene.is_stop(first):
        return None
    if first >= limit:
        return None
    quotation = scene.opening.get(first)
    if quotation is not None:
        return first + 1, quotation.last, 0
    last = _find_end(scene, first, min(limit, first + _MAX_LABEL))
    return (first, last, skip) if last > first else None


def _follows(scene: Scene, first: int, limit: int) -> bool:
    """Whether أنه or the like stands behind على: على أنها تنظيم إرهابي."""
    return first + 1 < limit and is_exactly(scene.tokens[first + 1], "complementiser")


def _find_end(scene: Scene, first: int, limit: int) -> int:
    """Return the token after a noun with its adjectives and its genitive."""
    if scene.is_mark(first):
        return first
    last = scene.named[first][1] if first in scene.named else first + 1
    while last < limit and not scene.is_mark(last):
        token = scene.tokens[last]
        if last in scene.named:
            last = scene.named[last][1]
        elif is_adjective(token) or token.key.startswith(("ال", "لل")):
            last += 1
        else:
            break
    return last
