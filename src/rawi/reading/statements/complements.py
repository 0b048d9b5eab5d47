"""What follows a cue: where the speaker ends and what is said begins."""

from rawi.reading.statements.adjuncts import skip_adjuncts, skip_aside
from rawi.reading.statements.bare_contents import find_bare, opens_speech
from rawi.reading.statements.cues import CueWord, look_up
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, is_quoted_name, is_source
from rawi.reading.statements.openings import (
    MIN_SPEECH,
    Complement,
    ComplementKind,
    enter_content,
    is_whole,
)
from rawi.reading.statements.particles import (
    has_role,
    has_role_bare,
    is_exactly,
    load_particles,
)
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import source_kind
from rawi.text.normalise import fold
from rawi.text.quotations import Quotation
from rawi.text.tokens import Token

# Between cue and أن stand a speaker with titles, place, time and medium: more is another clause.
_MAX_DISTANCE = 60
_CLOSING = frozenset("-–—)]")
_PREPOSITIONS = {"إلى": "الي", "عن": "عن", "على": "علي", "من": "من", "في": "في"}


def find_complement(
    scene: Scene, cue: CueWord, others: dict[int, CueWord], *, alone: bool
) -> Complement | None:
    """Return what follows a cue in its sentence, or None.

    Args:
        scene: The text.
        cue: The cue.
        others: All cues of the text by token; a finite one ends the search.
        alone: Whether no speaker can follow the cue.
    """
    limit = min(scene.sentence_bounds(cue.first)[1], cue.last + _MAX_DISTANCE)
    if cue.last < limit and scene.tokens[cue.last].text in _CLOSING:
        return None  # - كما ذكرت -
    if cue.last < limit and opens_speech(scene, cue):
        return Complement("clause", cue.last, cue.last)
    below = _find_below(scene, cue, limit, others)
    if below is not None:
        return below
    index, relative = cue.last, False
    later: Complement | None = None
    while index < limit:
        found = _complement_at(scene, cue, index, limit, relative=relative)
        if found is not None:
            return found
        if relative and later is None:
            later = _behind_relative(scene, cue, index)
        step = _skip_enclosed(scene, cue, index, limit)
        if step > index:
            index = step
            continue
        token = scene.tokens[index]
        relative = _in_relative(scene, index, token, relative=relative)
        if _ends_search(scene, cue, index, others, relative=relative):
            break
        index += 1
    return find_bare(scene, cue, limit, alone=alone) or later


def _find_below(
    scene: Scene, cue: CueWord, limit: int, others: dict[int, CueWord]
) -> Complement | None:
    """Return what begins the line below a colon: a quotation, or what ما يلي announces."""
    if "قول" not in cue.takes or limit != scene.sentence_bounds(cue.first)[1]:
        return None
    if limit >= len(scene.tokens) or limit - 1 < cue.last or scene.tokens[limit - 1].text != ":":
        return None
    announced = limit - 2 > cue.last and is_exactly(scene.tokens[limit - 2], "below")
    if not announced and limit not in scene.opening and limit not in scene.unclosed:
        return None
    between = (others.get(index) for index in range(cue.last, limit - 1))
    if any(other is not None and "قول" in other.takes for other in between):
        return None
    return enter_content(scene, "colon", limit - 1, limit)


def _behind_relative(scene: Scene, cue: CueWord, index: int) -> Complement | None:
    """Return what an أن introduces that may belong to a cue before a relative clause.

    Where nothing else follows the cue: أضاف الرجل الذي يمثل أمام المحكمة أن.
    """
    token = scene.tokens[index]
    clause = is_exactly(token, "complementiser") and "أن" in cue.takes
    if not clause or cue.strength != "strong" or cue.kind != "past" or cue.pronoun:
        return None
    if index in scene.named or has_role(scene.tokens[index - 1], "blocker"):
        return None
    if any(look_up(scene.tokens[i]) is not None for i in range(cue.last, index)):
        return None
    return enter_content(scene, "clause", index, index + 1)


def _in_relative(scene: Scene, index: int, token: Token, *, relative: bool) -> bool:
    if scene.is_comma(index):
        return False
    return relative or (is_exactly(token, "relative") and token.key != "من")


def _ends_relative(scene: Scene, cue: CueWord, index: int) -> bool:
    """Whether an إن behind a relative clause is that of قال: قال التحالف الذي تقوده الدولة إن.

    No verb takes إن but قال, so a relative clause without a قال of its own holds none.
    """
    if cue.lemma != "قال" or scene.tokens[index].text[0] == "أ":
        return False
    between = (look_up(scene.tokens[i]) for i in range(cue.last, index))
    return all(found is None or found.entry.lemma != "قال" for found in between)


def _ends_search(
    scene: Scene, cue: CueWord, index: int, others: dict[int, CueWord], *, relative: bool
) -> bool:
    other = others.get(index)
    doing = is_exactly(scene.tokens[index - 1], "describing") and not scene.is_comma(index - 2)
    if other is not None and doing:
        return False  # يقول الرجل وهو يشير إلى بيته إن
    if other is not None and _is_hiding(scene, other):
        return False  # قال المسؤول طالبا عدم كشف اسمه إن
    if other is not None and has_role(scene.tokens[index], "medium"):
        return False  # قالوا في إفادتهم إن
    passed = (
        other is not None and other.pronoun and fold(other.lemma) in load_particles()["passing"]
    )
    if passed or (other is not None and other.pronoun and _is_medium(scene, index - 1)):
        return False  # قال في تصريحات نقلتها وسائل إعلام، قال في حوار ونقله الموقع إن
    if other is not None and not relative and other.strength != "weak":
        saying = other.lemma == "قال" and other.kind == "participle" and "مفعول" not in cue.takes
        return other.kind != "noun" and not saying
    if other is not None and other.kind == "participle" and scene.is_comma(index - 1):
        return True
    joined = other is not None and other.kind == "past" and "و" in other.proclitics
    spoken = joined and other is not None and "قول" in other.takes
    if spoken and not relative and scene.is_comma(index - 1):
        return True  # تناقلت الصحف الخبر، وعلق الوزير قائلا
    if index in scene.named:
        return False
    return is_exactly(scene.tokens[index], "complementiser") and not relative


def _is_medium(scene: Scene, index: int) -> bool:
    return has_role(scene.tokens[index], "medium")


def _is_hiding(scene: Scene, cue: CueWord) -> bool:
    """Whether a verb asks that a source stay unnamed, or is the ذكر of ذكر اسمه itself."""
    if cue.stance in ("demands", "denies"):
        return is_withheld(scene, cue)
    return cue.last < len(scene.tokens) and is_exactly(scene.tokens[cue.last], "anonymity")


def is_withheld(scene: Scene, cue: CueWord) -> bool:
    """Whether a source asks to stay unnamed: طلب عدم ذكر اسمه، رفض الكشف عن هويته."""
    near = scene.tokens[cue.last : cue.last + 7]
    return any(is_exactly(token, "anonymity") for token in near)


def _skip_enclosed(scene: Scene, cue: CueWord, index: int, limit: int) -> int:
    quotation = scene.opening.get(index)
    if quotation is not None and quotation.last < limit:
        taken = {_PREPOSITIONS[take] for take in cue.takes if take in _PREPOSITIONS}
        if scene.tokens[index + 1].key in taken:
            return index  # أعربت عن "بالغ القلق", or أعربت "عن بالغ القلق"
        return quotation.last + 1
    return scene.skip_remark(index, limit)


def _complement_at(
    scene: Scene, cue: CueWord, index: int, limit: int, *, relative: bool
) -> Complement | None:
    token = scene.tokens[index]
    if not cue.pronoun or cue.kind == "noun":
        speech = _speech_at(scene, cue, index, limit)
        if speech is not None:
            return speech
    if is_exactly(token, "complementiser") and "أن" in cue.takes and index not in scene.named:
        if relative and not _ends_relative(scene, cue, index):
            return None
        if has_role(scene.tokens[index - 1], "blocker") or _is_feared(scene, cue, index):
            return None
        if cue.pronoun and cue.kind != "noun" and "مخاطب" not in cue.takes:
            return None
        return enter_content(scene, "clause", index, index + 1)
    if relative and cue.last < index:
        return None
    found = _preposition_at(scene, cue, index, limit)
    if found is not None and _is_in_speaker(scene, cue, found.mark, limit):
        return None
    if found is None or "مخاطب" in cue.takes or _reaches(scene, cue, found.mark):
        return found
    return None


def _speech_at(scene: Scene, cue: CueWord, index: int, limit: int) -> Complement | None:
    """Return the quotation or what stands behind the colon that begins at a token."""
    if scene.tokens[index].text == ":" and index + 1 < limit and not _is_clock(scene, index):
        return enter_content(scene, "colon", index, index + 1)
    if "قول" not in cue.takes:
        return None
    quotation = scene.opening.get(index)
    if quotation is None:
        unclosed = index in scene.unclosed and index + 1 < limit
        return enter_content(scene, "quotation", index, index + 1) if unclosed else None
    if not _is_speech(scene, quotation, index, limit):
        return None
    if "مفعول" in cue.takes and not _reaches(scene, cue, index):
        return None
    return enter_content(scene, "quotation", index, index + 1)


def _is_clock(scene: Scene, index: int) -> bool:
    """Whether a colon stands between hour and minutes: في الساعة 21:14."""
    before, after = scene.tokens[index - 1], scene.tokens[index + 1]
    touches = before.end == scene.tokens[index].start and scene.tokens[index].end == after.start
    return touches and before.kind == after.kind == "number"


def _is_feared(scene: Scene, cue: CueWord, index: int) -> bool:
    """Whether an أن behind من or ذلك is no cue's: أعلنت الطوارئ وسط مخاوف من أن، ذلك أن."""
    before = scene.tokens[index - 1].key
    if before == "علي" and scene.tokens[index].key == "ان":  # على أن تجري الانتخابات لاحقا
        after = scene.tokens[index + 1].key if index + 1 < len(scene.tokens) else ""
        return "على" not in cue.takes and index > cue.last + 1 and after.startswith(("ي", "ت"))
    if index <= cue.last + 1 or before not in ("من", "ذلك"):
        return index > cue.last and before == "من" and "من" not in cue.takes
    return "من" not in cue.takes if before == "من" else scene.is_comma(index - 2)


def _is_in_speaker(scene: Scene, cue: CueWord, mark: int, limit: int) -> bool:
    """Whether a preposition belongs to the speaker behind the cue: مسؤول بوزارة الدفاع."""
    to = scene.tokens[mark].key == "الي"  # المبعوث إلى سوريا
    if cue.kind in ("participle", "noun") or not (to or scene.tokens[mark].key[0] in "بع"):
        return False
    first = skip_adjuncts(scene, cue.last, mark)
    if scene.tokens[mark].key == "عن":  # الجبهة المسؤولة عن إدارة المنطقة
        return mark - 1 > first and has_role_bare(scene.tokens[mark - 1], "governing")
    if not first < mark < find_phrase_end(scene, first, limit):
        return False
    # Behind a verb that takes ب, only a body is where the speaker works: أشاد الرئيس بالمساعدات.
    return to or cue.takes[0] != "ب" or source_kind(scene.tokens[mark]) == "body"


def _reaches(scene: Scene, cue: CueWord, mark: int) -> bool:
    """Whether nothing but a speaker and adjuncts stand between a cue and a token."""
    first = skip_adjuncts(scene, cue.last, mark)
    if first >= mark or is_quoted_name(scene, cue.last):
        return True
    if cue.kind in ("participle", "noun"):
        return False
    last = find_phrase_end(scene, first, mark)
    if last > first and is_exactly(scene.tokens[last], "relative") and scene.is_comma(mark - 1):
        return is_source(scene, Phrase(first, last))  # نددت المنظمة التي تدافع عن …، ب
    if "مفعول" in cue.takes and last > first and not is_source(scene, Phrase(first, last)):
        return False  # أعلن مسؤوليته عن
    after = skip_aside(scene, last, mark)
    if last > first and skip_adjuncts(scene, after, mark) >= mark:
        return True
    # A title too long to follow to its end: أشاد الدكتور فلان وكيل وزارة … لشؤون … ب.
    titled = source_kind(scene.tokens[first]) == "person" or first in scene.named
    return (
        titled and cue.strength == "strong" and "مفعول" not in cue.takes and "على" not in cue.takes
    )


def _is_speech(scene: Scene, quotation: Quotation, index: int, limit: int) -> bool:
    """Whether a quotation is speech, not a name in quotation marks."""
    if scene.tokens[index - 1].text == ":":
        return True
    if not is_whole(scene, index):
        return False
    words = sum(1 for token in scene.tokens[index + 1 : quotation.last] if token.kind == "word")
    if words > 2 * MIN_SPEECH or is_exactly(scene.tokens[index + 1], "complementiser"):
        return True
    after = range(quotation.last + 1, min(limit, quotation.last + 8))
    announced = any(is_exactly(scene.tokens[i], "complementiser") for i in after)
    return words >= MIN_SPEECH and not announced


def _preposition_at(scene: Scene, cue: CueWord, index: int, limit: int) -> Complement | None:
    token = scene.tokens[index]
    for take in cue.takes:
        key = _PREPOSITIONS.get(take)
        if key is not None and token.key == key and index + 1 < limit:
            after = scene.tokens[index + 1]
            if is_exactly(scene.tokens[index - 1], "quoting"):
                continue  # أفادت الوكالة نقلا عن مراسلها
            if take != "إلى" and (has_role(after, "medium") or has_role(after, "time")):
                continue
            kind: ComplementKind = "preposition"
            if is_exactly(after, "complementiser"):
                return enter_content(scene, "clause", index + 1, index + 2)
            return enter_content(scene, kind, index, index + 1)
        if take == "كيف" and token.key == "كيف":
            return Complement("object", index, index)
        if take == "مسؤولية" and has_role_bare(token, "blame"):
            return Complement("preposition", index, index)
    if "ب" in cue.takes:
        return _ba_at(scene, cue, index)
    return None


def _ba_at(scene: Scene, cue: CueWord, index: int) -> Complement | None:
    """Return what a ب introduces: اتهم … بقصف."""
    token = scene.tokens[index]
    if token.key == "ب" and index + 1 < len(scene.tokens):
        return enter_content(scene, "preposition", index, index + 1)
    skip = next((f.skip for f in token.forms if f.proclitics == "ب"), 0)
    if is_exactly(token, "short"):
        skip = 1
    if not skip or is_exactly(token, "whole") or is_exactly(token, "strength"):
        return None
    if _is_including(scene, index):
        return None
    if any(has_role(token, role) for role in ("medium", "time")) or is_exactly(token, "adverb"):
        return None
    if index in scene.named and not _may_be_named(scene, cue, index):
        return None
    if is_exactly(token, "complementiser"):
        return enter_content(scene, "clause", index, index + 1)
    return Complement("preposition", index, index, skip)


def _may_be_named(scene: Scene, cue: CueWord, index: int) -> bool:
    """Whether a name behind ب is what is condemned or praised, not ب within the name."""
    inside = scene.named[index][0].start < scene.tokens[index].start
    return cue.stance in ("condemns", "praises") and not inside


def _is_including(scene: Scene, index: int) -> bool:
    """Whether بما goes with في or أن: بما في ذلك (including), بما أن (since)."""
    after = scene.tokens[min(index + 1, len(scene.tokens) - 1)]
    return scene.tokens[index].key == "بما" and is_exactly(after, "including")
