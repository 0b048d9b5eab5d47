"""Cues that point back to what is said: هجوم تبناه التنظيم، وهو ما نفاه المتحدث، قال ذلك."""

from rawi.reading.statements.adjuncts import skip_adjuncts
from rawi.reading.statements.cues import CueWord, is_of_class, look_up
from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, is_source
from rawi.reading.statements.particles import has_role, is_adjective, is_exactly
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.subjects import find_subject


def draft_antecedent(scene: Scene, cue: CueWord, others: dict[int, CueWord]) -> Draft | None:
    """Return the draft of a verb whose pronoun or ذلك stands for what is said, else None."""
    if cue.kind not in ("past", "present"):
        return None
    limit = scene.sentence_bounds(cue.first)[1]
    phrase = _find_speaker(scene, cue.last, limit)
    if not cue.pronoun:
        after = phrase.last if phrase is not None else cue.last
        points = any(scene.points_back(index, limit) for index in (cue.last, after))
        if not points or cue.strength == "weak":
            return None
        subject = find_subject(scene, cue, others) if phrase is None else None
        phrase = phrase or subject
        first = subject.first if subject is not None else cue.first
        span = _previous_sentence(scene, first) if phrase is not None else None
    elif "مفعول" not in cue.takes:
        return None
    else:
        span = _find_antecedent(scene, cue, known=phrase is not None)
    if span is None or _speaks_on(scene, phrase):
        return None
    draft = Draft(cue, phrase, None, cue.first, coordinate=False)
    draft.spans = [(*span, _skip_proclitics(scene, span[0]))]
    return draft


def _speaks_on(scene: Scene, phrase: Phrase | None) -> bool:
    """Whether a relative clause gives the words of a source: وهو ما بينه المدير، الذي قال إن."""
    if phrase is None or phrase.last + 2 >= len(scene.tokens) or not scene.is_comma(phrase.last):
        return False
    relative, verb = scene.tokens[phrase.last + 1], look_up(scene.tokens[phrase.last + 2])
    return is_exactly(relative, "relative") and verb is not None and verb.entry.lemma != "تبنى"


def _skip_proclitics(scene: Scene, index: int) -> int:
    """Return the letters before the article of a noun: بالهدنة التي أعلنتها الحكومة."""
    forms = scene.tokens[index].forms[1:]
    return next((form.skip for form in forms if form.key.startswith("ال")), 0)


def _find_speaker(scene: Scene, index: int, limit: int) -> Phrase | None:
    first = skip_adjuncts(scene, index, limit)
    phrase = Phrase(first, find_phrase_end(scene, first, limit)) if first < limit else None
    if phrase is None or phrase.first == phrase.last or not is_source(scene, phrase):
        return None
    return phrase


def _previous_sentence(scene: Scene, index: int) -> tuple[int, int] | None:
    place = scene.analysis.sentence_of(index)
    first, _ = scene.sentence_bounds(index)
    before = scene.analysis.sentences[place - 1] if place > 0 else None
    lead = has_role(scene.tokens[index - 1], "connective") if first < index else False
    if lead and first < index - 2 and scene.is_comma(index - 2):
        return first, index - 2  # …، بينما نفى المتحدث ذلك
    if before is None or (first != index and not lead):
        return None
    return before.first, before.last


def _find_antecedent(scene: Scene, cue: CueWord, *, known: bool) -> tuple[int, int] | None:
    """Return the tokens that the pronoun of a verb stands for."""
    start, _ = scene.sentence_bounds(cue.first)
    before = cue.first - 1
    if before < start or cue.proclitics:
        return None
    token = scene.tokens[before]
    if is_exactly(token, "which"):
        return _clause_before(scene, before, start) if known else None
    if is_exactly(token, "relative"):
        return _noun_before(scene, before, start) if is_of_class(cue.lemma, "retold") else None
    if cue.lemma == "تبنى" and token.kind == "word" and before not in scene.named:
        return before, before + 1
    return None


def _clause_before(scene: Scene, index: int, start: int) -> tuple[int, int] | None:
    """Return the clause before وهو ما."""
    if index - 1 <= start or not is_exactly(scene.tokens[index - 1], "pronoun"):
        return None
    return start, index - 1


def _noun_before(scene: Scene, index: int, start: int) -> tuple[int, int] | None:
    """Return the noun before a relative pronoun, with its demonstrative or adjective."""
    first = index - 1
    while first > start and scene.is_comma(first):
        first -= 1
    if first < start or scene.is_mark(first) or first in scene.named:
        return None
    last = first + 1
    if first > start and is_adjective(scene.tokens[first]) and not scene.is_mark(first - 1):
        first -= 1
    if first > start and is_exactly(scene.tokens[first - 1], "demonstrative"):
        first -= 1
    return first, last
