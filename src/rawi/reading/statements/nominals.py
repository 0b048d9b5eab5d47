"""Verbal nouns that name what somebody says: إعلان الوزارة عن، دعوة الرئيس إلى، بالقول."""

from rawi.reading.statements.cues import CueWord
from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, is_source
from rawi.reading.statements.openings import Complement, enter_content
from rawi.reading.statements.particles import is_exactly
from rawi.reading.statements.scenes import Scene

# Whom a demand is made of may stand between the one who makes it and إلى.
_MAX_ADDRESSEE = 6
_LINKS = {
    "says": frozenset(("ان",)),
    "announces": frozenset(("عن", "ان")),
    "demands": frozenset(("الي", "ان")),
    "warns": frozenset(("من", "ان")),
}


def draft_nominal(scene: Scene, cue: CueWord) -> Draft | None:
    """Return the draft of a verbal noun without pronoun, with who says it and what; else None."""
    limit = scene.sentence_bounds(cue.first)[1]
    if scene.tokens[cue.first].key.startswith("بال"):
        return _draft_saying(scene, cue, limit)
    links = _LINKS.get(cue.stance)
    if links is None or cue.last >= limit:
        return None
    phrase = Phrase(cue.last, find_phrase_end(scene, cue.last, limit))
    # قول مسؤولين إن: no إن but that of قول, whoever says it.
    known = is_source(scene, phrase) if cue.lemma == "قول" else _is_known(scene, phrase)
    if not known:
        return None
    mark = _find_link(scene, cue, phrase, limit)
    if mark is None or scene.tokens[mark].key not in links:
        return None
    kind = "clause" if scene.tokens[mark].key == "ان" else "preposition"
    complement = enter_content(scene, kind, mark, mark + 1)  # type: ignore[arg-type]
    return _make(cue, phrase, complement)


def _draft_saying(scene: Scene, cue: CueWord, limit: int) -> Draft | None:
    """Return the draft of بالقول with the clause or quotation right behind it."""
    index = cue.last
    if index >= limit - 1:
        return None
    token = scene.tokens[index]
    if token.text != ":" and index not in scene.opening and not is_exactly(token, "complementiser"):
        return None
    return _make(cue, None, enter_content(scene, "colon", index, index + 1))


def _is_known(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is a source that is named or definite."""
    if phrase.first == phrase.last or not is_source(scene, phrase):
        return False
    named = any(index in scene.named for index in range(*phrase))
    return named or scene.tokens[phrase.first].key.startswith("ال")


def _find_link(scene: Scene, cue: CueWord, phrase: Phrase, limit: int) -> int | None:
    """Return the عن, أن or إلى behind who speaks, and behind whom a demand is made of."""
    index = phrase.last
    while index < limit and scene.is_comma(index):
        index += 1
    if cue.stance == "demands":
        reach = range(index, min(limit, index + _MAX_ADDRESSEE))
        return next((place for place in reach if scene.tokens[place].key == "الي"), None)
    return index if index < limit - 1 else None


def _make(cue: CueWord, phrase: Phrase | None, complement: Complement | None) -> Draft | None:
    if complement is None:
        return None
    return Draft(cue, phrase, complement, cue.first, coordinate=False)
