"""Sources given beside what is said: بحسب مصدر، وفقا لبيان، حسبما ذكر، على حد قوله."""

from rawi.reading.statements.adjuncts import skip_adjuncts
from rawi.reading.statements.cues import CueWord, FoundVerb, is_of_class, load_masdars, look_up
from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, is_source
from rawi.reading.statements.openings import Complement
from rawi.reading.statements.particles import has_role, is_exactly, load_particles
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import source_kind
from rawi.text.normalise import fold
from rawi.text.tokens import Token

# Tokens that a relative clause behind a source takes.
_MAX_SOURCE_CLAUSE = 25
# Tokens of the time, place and hearer behind a source.
_MAX_CIRCUMSTANCE = 12


def draft_attribution(scene: Scene, cue: CueWord) -> Draft | None:
    """Return the draft of بحسب and the like, with the verb that may follow it."""
    index = cue.last
    limit = scene.sentence_bounds(cue.first)[1]
    if cue.takes[0] == "pronoun":
        return _place_attribution(scene, cue, None, after=index)
    if index >= limit:
        return None
    skip, by_verb = 0, False
    if cue.takes[0] == "verb" or scene.tokens[index].key in ("ما", "لما"):
        index += cue.takes[0] != "verb"
        verb = look_up(scene.tokens[index]) if index < limit else None
        if verb is None:
            return None
        cue, by_verb = _with_verb(cue, scene.tokens[index], verb), True
        contained = is_of_class(verb.entry.lemma, "contained")
        index = _skip_to_source(scene, index + 1, limit, contained=contained)
    elif fold(cue.lemma) in load_particles()["takeslam"]:
        index, skip = _skip_lam(scene, index)
    elif _is_saying(scene, index):
        index += 1
    phrase = _attributed(scene, index, limit) if skip >= 0 else None
    if phrase is None or (cue.takes[0] == "verb" and not _is_closed(scene, cue, phrase, limit)):
        return None
    after = _skip_circumstance(scene, phrase.last, limit) if by_verb else phrase.last
    return _place_attribution(scene, cue, phrase, after=after, skip=skip)


def _skip_circumstance(scene: Scene, index: int, limit: int) -> int:
    """Return the comma that ends where, when or whom the source told: وفق ما قال فلان أمس، عاد."""
    for comma in range(index + 1, min(limit, index + _MAX_CIRCUMSTANCE)):
        if scene.is_comma(comma):
            return comma if skip_adjuncts(scene, index, comma) >= comma else index
    return index


def _skip_to_source(scene: Scene, index: int, limit: int, *, contained: bool) -> int:
    """Return the token where the source begins behind the verb of an attribution."""
    if contained and index + 1 < limit and scene.tokens[index].key in ("في", "علي"):
        return index + 1
    if index < limit and is_exactly(scene.tokens[index], "takenup"):
        index += 1
    return skip_adjuncts(scene, index, limit)


def _is_saying(scene: Scene, index: int) -> bool:
    """Whether a verbal noun of saying stands before the source: حسب تأكيد وسائل إعلام."""
    return scene.tokens[index].key in load_masdars()


def _is_closed(scene: Scene, cue: CueWord, phrase: Phrase, limit: int) -> bool:
    """Whether a كما with its verb stands after what is said: …، كما قال شاهد."""
    lemma = scene.tokens[cue.first].key
    if lemma != "كما":
        return True
    start, _ = scene.sentence_bounds(cue.first)
    last = skip_adjuncts(scene, phrase.last, limit)
    return cue.first > start + 1 and (last >= limit or scene.is_mark(last))


def _with_verb(cue: CueWord, token: Token, verb: FoundVerb) -> CueWord:
    """Return the cue with the stance of its verb; of حسبما ذكر the verb itself is the cue."""
    if cue.takes[0] == "verb" and " " not in cue.lemma:
        cue = cue._replace(start=token.start + verb.skip, end=token.end, lemma=verb.entry.lemma)
    elif cue.lemma.endswith(" ما") and cue.lemma != "على ما":
        cue = cue._replace(end=cue.start + len(cue.lemma) - len(" ما"))
    return cue._replace(stance=verb.entry.stance)


def _skip_lam(scene: Scene, index: int) -> tuple[int, int]:
    """Return the token behind the ل of وفقا ل and the letters to skip in it, -1 if none stands."""
    if index in scene.opening and index + 1 < len(scene.tokens):
        index += 1  # وفقا "لفلان"
    token = scene.tokens[index]
    if token.key == "ل":
        return index + 1, 0
    return index, next((form.skip for form in token.forms if form.proclitics == "ل"), -1)


def _attributed(scene: Scene, index: int, limit: int) -> Phrase | None:
    last = find_phrase_end(scene, index, limit)
    if last == index:
        return None
    phrase = Phrase(index, last)
    first = scene.tokens[index]
    mark = first.kind == "mark" and index + 1 < last
    if is_source(scene, phrase) or (mark and source_kind(scene.tokens[index + 1])):
        return phrase
    after = last + 1 if last < limit and scene.is_comma(last) else last
    if after < limit and is_exactly(scene.tokens[after], "resumption"):
        return phrase  # بحسب الطاقم الطبي، فإن
    return None


def _is_circumstance(scene: Scene, index: int) -> bool:
    """Whether a token before an attribution leaves it first in its sentence: وقبل أيام، حسب."""
    token = scene.tokens[index]
    if token.kind in ("mark", "number"):
        return True
    return any(has_role(token, role) for role in ("connective", "time", "adverb"))


def _place_attribution(
    scene: Scene, cue: CueWord, phrase: Phrase | None, *, after: int, skip: int = 0
) -> Draft:
    """Return the draft with what is said after it, before it, or on both sides."""
    start, limit = scene.sentence_bounds(cue.first)
    zone = cue.first
    while zone > start and (scene.is_comma(zone - 1) or scene.tokens[zone - 1].text in "-–—"):
        zone -= 1
    initial = all(_is_circumstance(scene, index) for index in range(start, zone))
    initial = initial or (zone > start and scene.is_stop(zone - 1))  # …..  وبحسب مصادر
    begin = after
    while begin < limit and (scene.is_comma(begin) or scene.tokens[begin].text in "-–—"):
        begin += 1
    if initial and begin == after:
        begin = _skip_relative(scene, begin, limit)
    opens = begin < limit and any(
        is_exactly(scene.tokens[begin], role) for role in ("resumption", "complementiser")
    )
    complement = None
    if begin < limit - 1 and (initial or opens):
        complement = Complement("clause", begin, begin + 1 if opens else begin)
    draft = Draft(cue, phrase, complement, zone, coordinate=True, speaker_skip=skip)
    if complement is None and zone == start and phrase is not None:
        draft.spans = _before_fragment(scene, start, after, limit)
    return draft


def _skip_relative(scene: Scene, begin: int, limit: int) -> int:
    """Return the token behind what else is said of a source, else `begin`.

    بحسب المعلومات التي وصلت إلى المركز، فإن; بحسب المعلومات التي جمعها المركز، عاد السكان.
    """
    last = min(limit - 1, begin + _MAX_SOURCE_CLAUSE)
    for index in range(begin, last):
        if scene.is_comma(index) and is_exactly(scene.tokens[index + 1], "resumption"):
            return index + 1
        if index > begin and scene.tokens[index].key.startswith("فان") and _resumes(scene, index):
            return index
    if begin < last and is_exactly(scene.tokens[begin], "relative"):
        for index in range(begin, last):
            if scene.is_comma(index) and not scene.tokens[index + 1].key.startswith("و"):
                return index + 1
    return begin


def _resumes(scene: Scene, index: int) -> bool:
    """Whether a token is فإن or the like, without a comma before it."""
    return is_exactly(scene.tokens[index], "resumption") and not scene.is_mark(index - 1)


def _before_fragment(
    scene: Scene, start: int, after: int, limit: int
) -> list[tuple[int, int, int]]:
    """Return the sentence before one that gives only a source: ….  وفقا لرويترز."""
    place = scene.analysis.sentence_of(start)
    rest = [index for index in range(after, limit) if not scene.is_mark(index)]
    if place == 0 or rest:
        return []
    before = scene.analysis.sentences[place - 1]
    same = before.paragraph == scene.analysis.sentences[place].paragraph
    return [(before.first, before.last, 0)] if same else []
