"""What is said without a word that introduces it: أعلن الحداد, قال مدير المشفى سقط ألف قتيل."""

from rawi.reading.statements.adjuncts import skip_adjuncts, skip_aside
from rawi.reading.statements.agreement import disagrees
from rawi.reading.statements.cues import CueWord, look_up
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, is_source
from rawi.reading.statements.openings import MIN_SPEECH, Complement
from rawi.reading.statements.particles import has_role, is_exactly
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import source_kind


def _is_bare_speech(scene: Scene, cue: CueWord, begin: int, limit: int) -> bool:
    """Whether what a source says follows without a mark: قال مدير المشفى سقط ألف قتيل."""
    if cue.strength != "strong" or cue.kind != "past" or limit - begin < 2 * MIN_SPEECH:
        return False
    token = scene.tokens[begin]
    if any(index in scene.opening for index in range(begin, limit)):
        return False
    return token.kind == "word" and not any(
        has_role(token, role)
        for role in ("connective", "relative", "blocker", "medium", "complementiser")
    )


def opens_speech(scene: Scene, cue: CueWord) -> bool:
    """Whether speech without a mark stands straight behind a verb: وقال لقد عملنا، وتابع نحن."""
    token = scene.tokens[cue.last]
    return "قول" in cue.takes and cue.kind == "past" and is_exactly(token, "opening")


def _is_object(scene: Scene, cue: CueWord, phrase: Phrase) -> bool:
    """Whether a noun that names nobody has another gender than its verb: اعتبر زيارة فلان."""
    return source_kind(scene.tokens[phrase.first]) is None and disagrees(scene, cue, phrase)


def _says_more(scene: Scene, index: int) -> bool:
    """Whether another finite verb of saying goes on with و: استغرب الوزير، وقال."""
    found = look_up(scene.tokens[index])
    finite = found is not None and found.entry.kind in ("past", "present")
    return finite and found is not None and found.proclitics == "و"


def _points_back(scene: Scene, cue: CueWord, begin: int, limit: int) -> bool:
    """Whether ذلك is all that is said: قال ذلك فلان, نفى المتحدث ذلك قائلا إن."""
    ends = (cue.last, find_phrase_end(scene, begin, limit))
    return any(scene.points_back(index, limit) for index in ends)


def find_bare(scene: Scene, cue: CueWord, limit: int, *, alone: bool) -> Complement | None:
    """Return a noun object or a bare clause behind the speaker."""
    if "مفعول" not in cue.takes and "جملة" not in cue.takes:
        return None
    begin = skip_adjuncts(scene, cue.last, limit)
    if _points_back(scene, cue, begin, limit) or (cue.pronoun and cue.kind != "noun"):
        return None
    said = False
    if not alone:
        end = find_phrase_end(scene, begin, limit)
        subject = Phrase(begin, end)
        if end > begin and is_source(scene, subject) and not _is_object(scene, cue, subject):
            begin = skip_adjuncts(scene, skip_aside(scene, end, limit), limit)
            comma = end < limit and scene.is_comma(end)
            said = "جملة" in cue.takes and (comma or _is_bare_speech(scene, cue, begin, limit))
    if "مفعول" not in cue.takes and not said:
        return None
    if begin >= limit - 1 or (scene.is_mark(begin) and begin not in scene.opening):
        return None
    if _says_more(scene, begin):
        return None
    if begin == cue.last and scene.tokens[begin].key.endswith("ها") and begin + 1 in scene.named:
        return None  # في هجمات تبنى بعضها التنظيم
    if is_exactly(scene.tokens[begin], "relative") or begin in scene.opening:
        begin += 1
    return Complement("object" if "مفعول" in cue.takes else "bare", begin, begin)
