"""Cues with their speaker and the beginning of what is said, before its end is known."""

from dataclasses import dataclass, field

from rawi.reading.statements.adjuncts import skip_adjuncts
from rawi.reading.statements.agreement import disagrees, has_plural_ending, is_told_of
from rawi.reading.statements.complements import find_complement
from rawi.reading.statements.cues import CueWord, is_of_class, look_up
from rawi.reading.statements.halves import find_quoted_after, find_quoted_before
from rawi.reading.statements.judgements import is_credible
from rawi.reading.statements.noun_phrases import (
    SIDES,
    Phrase,
    find_phrase_end,
    is_quoted_name,
    is_source,
)
from rawi.reading.statements.openings import Complement
from rawi.reading.statements.particles import has_role, is_exactly, load_particles
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import load_sources, source_kind
from rawi.reading.statements.subjects import MAX_SUBJECT, find_subject
from rawi.text.tokens import Token

# Letters of a word with و before it and a noun of three letters and article behind.
_MIN_JOINED = 5
# Tokens of a title that stand between its beginning and a name and go on no noun phrase.
_MAX_TITLE = 12
_TITLE_ENDS = '،,.:«»"“”'
# Words of a prepositional phrase between و and its verb.
_MAX_LEAD = 6


@dataclass(slots=True)
class Draft:
    """A statement being read.

    Attributes:
        cue: Its cue.
        phrase: Tokens of the speaker, None where he is only in the verb.
        complement: How what is said begins; None where it stands before the cue.
        zone: First token of the clause of the cue, with its subject and conjunctions.
        coordinate: Whether that clause goes on from another instead of standing within it.
        speaker_skip: Code points of the phrase's first token that do not belong to it.
        spans: Token ranges of what is said, with code points to skip in the first token.
        relative: Whether the cue stands behind a relative pronoun.
        whole: Whether `spans` are final: a document given in full, a name given in passing.
        answers: Whether it is somebody's turn in an interview, given in his own words.
        addressed: The person whom the question before it calls upon.
    """

    cue: CueWord
    phrase: Phrase | None
    complement: Complement | None
    zone: int
    coordinate: bool
    speaker_skip: int = 0
    relative: bool = False
    whole: bool = False
    answers: bool = False
    addressed: str | None = None
    spans: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def begin(self) -> int:
        """Return the first token of what is said; -1 where it stands before the cue."""
        return self.complement.begin if self.complement is not None else -1


def draft_verb(scene: Scene, cue: CueWord, others: dict[int, CueWord]) -> Draft | None:
    """Return the draft of a verb, participle or verbal noun, or None where it reports nothing."""
    relative = cue.first > 0 and is_exactly(scene.tokens[cue.first - 1], "relative")
    if relative and _is_resumed(scene, cue):
        return None
    subject = None if relative else find_subject(scene, cue, others)
    alone = subject is not None or relative or cue.kind in ("participle", "noun")
    complement = find_complement(scene, cue, others, alone=alone)
    if complement is None:
        return _draft_after(scene, cue)
    if _leads_on(others, complement):
        return None
    phrase = subject
    later = _find_later(scene, cue, complement) if subject is not None else None
    if later is not None:
        subject, phrase = None, later
    before = _find_named_before(scene, cue) if relative else None
    if before is not None:
        phrase = before
    elif phrase is None and cue.kind == "noun":
        phrase = _genitive_before(scene, cue) if "ب" not in cue.proclitics else None
    elif phrase is None and cue.kind != "participle":
        phrase = _find_speaker(scene, cue, complement)
    if not is_credible(scene, cue, complement, phrase=phrase, subject=subject, relative=relative):
        return None
    if _is_asked(scene, cue, phrase):
        phrase = None
    complement = _with_described(scene, cue, complement, phrase)
    first = subject.first if subject is not None else cue.first
    zone, coordinate = _find_zone(scene, cue, first, named=phrase is not None)
    told = relative and not is_told_of(scene, cue)
    return Draft(cue, phrase, complement, zone, coordinate and not relative, relative=told)


def _find_later(scene: Scene, cue: CueWord, complement: Complement) -> Phrase | None:
    """Return the speaker behind a cue whose subject seemed to stand before it."""
    if complement.kind not in ("clause", "quotation", "colon") or cue.kind == "noun":
        return None
    if "مخاطب" in cue.takes and complement.kind == "clause":
        return None  # إن الوزير أبلغ البرلمان أن
    later = _find_speaker(scene, cue, complement)
    return later if later is not None and is_source(scene, later) else None


def _is_asked(scene: Scene, cue: CueWord, phrase: Phrase | None) -> bool:
    """Whether a noun behind a verb in the plural is whom they ask: وطالبوا المدير ب.

    A verb before its subject is in the singular.
    """
    behind = phrase is not None and phrase.first >= cue.last
    return behind and cue.kind == "past" and is_plural(scene, cue)


def _leads_on(others: dict[int, CueWord], complement: Complement) -> bool:
    """Whether a verb but leads on to another behind ل: إذ تعلن عن ذلك لتؤكد."""
    purpose = others.get(complement.begin)
    return complement.kind == "object" and purpose is not None and "ل" in purpose.proclitics


def _is_resumed(scene: Scene, cue: CueWord) -> bool:
    """Whether what is said is the noun before a relative clause: المبادرة التي أعلن عنها، وقف.

    Whatever stands behind what is announced so is who announces it, or when.
    """
    after = scene.tokens[cue.last : cue.last + 2]
    if len(after) < 2 or not is_exactly(after[0], "takenup"):
        return False
    told = cue.stance == "announces" and after[0].key.startswith("عن")
    return told or after[1].kind == "mark"


def _draft_after(scene: Scene, cue: CueWord) -> Draft | None:
    """Return the draft of a verb behind a quotation, with who says it: «…»، يقول الرجل."""
    quotation = find_quoted_before(scene, cue)
    limit = scene.sentence_bounds(cue.first)[1]
    if quotation is None or cue.last >= limit:
        return None
    phrase = Phrase(cue.last, find_phrase_end(scene, cue.last, limit))
    if phrase.first == phrase.last or not is_source(scene, phrase):
        return None
    draft = Draft(cue, phrase, None, cue.first, coordinate=False)
    draft.spans = [(quotation.first + 1, quotation.last, 0)]
    later = find_quoted_after(scene, phrase.last, limit)
    if later is not None:
        draft.spans.append((later.first + 1, later.last, 0))
    return draft


def _find_speaker(scene: Scene, cue: CueWord, complement: Complement) -> Phrase | None:
    """Return the speaker between a cue and what is said."""
    first = cue.last
    if is_scripture(scene, cue):
        return None
    while first < complement.mark and is_exactly(scene.tokens[first], "adverb"):
        first += 1
    if is_of_class(cue.lemma, "contained") and scene.tokens[first].key in ("في", "علي"):
        first += 1
    else:
        first = _skip_joined(scene, skip_adjuncts(scene, first, complement.mark), complement.mark)
    if first >= complement.mark or _is_own(scene, first):
        return None
    if first > cue.last and _may_be_verb(scene, first):
        return None
    last = find_phrase_end(scene, first, complement.mark)
    if last == first:
        return None
    phrase = Phrase(first, last)
    if complement.kind in ("clause", "colon", "quotation"):
        phrase = _reach_name(scene, phrase, complement.mark)
        last = phrase.last
    if _is_addressed(scene, cue, complement, phrase):
        return None
    exact = complement.kind == "preposition" and last == complement.mark
    named = complement.kind == "preposition" and is_quoted_name(scene, phrase.first)
    if complement.kind in ("object", "preposition") and not named and not is_source(scene, phrase):
        return phrase if exact and "مخاطب" not in cue.takes else None
    return phrase


def _may_be_verb(scene: Scene, index: int) -> bool:
    """Whether a word that names no source looks like a present: أثناء زيارة تستمر يومين."""
    token = scene.tokens[index]
    known = index in scene.named or source_kind(token) is not None
    return token.key.startswith(("ي", "ت")) and not known and not token.key.endswith("ه")


def _is_own(scene: Scene, index: int) -> bool:
    """Whether a noun of saying with a pronoun stands where a speaker would: أضاف قوله."""
    found = look_up(scene.tokens[index])
    return found is not None and found.entry.kind == "noun" and bool(found.pronoun)


def _skip_joined(scene: Scene, index: int, mark: int) -> int:
    """Return the token behind what و joins to an adjunct: حول المبادرات والتحركات، أن.

    No subject behind its verb begins with و.
    """
    while index < mark and index not in scene.opening:
        token = scene.tokens[index]
        whole = token.key in load_sources() or token.key[0] != "و" or len(token.key) < _MIN_JOINED
        named = scene.named.get(index)
        if whole or (named is not None and named[0].start == token.start):
            break
        index = max(find_phrase_end(scene, index, mark), index + 1)
        while index < mark and index not in scene.named and _is_attribute(scene.tokens[index]):
            index += 1
        index = skip_adjuncts(scene, index, mark)
    return index


def _is_attribute(token: Token) -> bool:
    """Whether a definite word names nobody who speaks."""
    return token.key.startswith("ال") and source_kind(token) is None


def _reach_name(scene: Scene, phrase: Phrase, mark: int) -> Phrase:
    """Return a title up to the person named behind it: أستاذ التاريخ بجامعة كذا فلان أن.

    He is named right before أن, or between commas: وزير الداخلية المحلي لولاية كذا، فلان، أن.
    """
    kind = source_kind(scene.tokens[phrase.first])
    if any(_is_person(scene, index) for index in range(*phrase)):
        return phrase
    limit = min(mark, phrase.last + _MAX_TITLE)
    for index in range(phrase.last, limit):
        if _is_person(scene, index):
            last = scene.named[index][1]
            close = kind is not None and last + scene.is_comma(last) >= mark
            apart = kind != "body" and scene.is_comma(index - 1) and scene.is_comma(last)
            return Phrase(phrase.first, last) if close or apart else phrase
        if kind == "body" and scene.tokens[index].key == "عن":
            return phrase  # نقلت القناة عن الوزير فلان أن
        before_name = scene.is_comma(index) and _is_person(scene, index + 1)
        if not before_name and _ends_title(scene.tokens[index]):
            return phrase
    return phrase


def _is_person(scene: Scene, index: int) -> bool:
    """Whether a token is of a person's name, with no letter joined to it."""
    named = scene.named.get(index)
    return named is not None and named[0].type == "person"


def _ends_title(token: Token) -> bool:
    verb = look_up(token) is not None or is_exactly(token, "quoting")
    return verb or is_exactly(token, "relative") or token.text in _TITLE_ENDS


def _is_addressed(scene: Scene, cue: CueWord, complement: Complement, phrase: Phrase) -> bool:
    """Whether a phrase is whom a verb accuses or asks: واتهمت اللواء بقصف، تدعو الصحفيين إلى."""
    if "مخاطب" not in cue.takes or phrase.last != complement.mark:
        return False
    if disagrees(scene, cue, phrase):
        return True
    if cue.lemma == "اتهم" and complement.kind == "preposition":
        return len({scene.named[i][0] for i in range(*phrase) if i in scene.named}) < 2
    head = scene.tokens[phrase.first].key
    oblique = head.startswith("ال") and head.endswith("ين") and phrase.first not in scene.named
    return oblique and f"{head[2:-2]}ون" in load_sources()


def is_plural(scene: Scene, cue: CueWord) -> bool:
    """Whether a verb says that several speak: أضافوا، يؤكدون."""
    key = scene.tokens[cue.first].key
    if cue.kind == "participle":
        return key.endswith(("ون", "ين"))
    return not cue.pronoun and has_plural_ending(scene, cue)


def is_scripture(scene: Scene, cue: CueWord) -> bool:
    """Whether a cue introduces scripture, which no entity of the article says: قال تعالى."""
    return cue.last < len(scene.tokens) and is_exactly(scene.tokens[cue.last], "divine")


def _find_named_before(scene: Scene, cue: CueWord) -> Phrase | None:
    """Return who is named before a relative pronoun with a verb that he spoke by before.

    وهو ما أشار إليه فلان، الذي قال إن: he says it.
    """
    start, _ = scene.sentence_bounds(cue.first)
    last = cue.first - 1
    if last <= start or not scene.is_comma(last - 1):
        return None
    for index in range(last - 2, max(start, last - MAX_SUBJECT) - 1, -1):
        if scene.tokens[index].key in ("ما", "الذي") and look_up(scene.tokens[index + 1]):
            first = skip_adjuncts(scene, index + 2, last)
            phrase = Phrase(first, find_phrase_end(scene, first, last))
            return phrase if first < phrase.last and is_source(scene, phrase) else None
    return None


def _with_described(
    scene: Scene, cue: CueWord, complement: Complement, phrase: Phrase | None
) -> Complement:
    """Return what is said from what is described on: وصف المسؤول الهجوم بأنه مروع."""
    if cue.lemma != "وصف" or phrase is None:
        return complement
    quoted = complement.kind == "preposition" and scene.quoted[complement.begin] is not None
    begin = phrase.last
    while begin < complement.mark and scene.is_comma(begin):
        begin += 1
    if quoted or phrase.first > complement.mark or begin >= complement.mark:
        return complement
    return Complement("object", begin, begin)


def _genitive_before(scene: Scene, cue: CueWord) -> Phrase | None:
    """Return the noun phrase that a verbal noun's pronoun points back to: عن مصدر قوله."""
    for first in range(cue.first - 1, max(-1, cue.first - MAX_SUBJECT), -1):
        if scene.is_stop(first):
            return None
        if scene.tokens[first].key in ("عن", "علي"):
            last = find_phrase_end(scene, first + 1, cue.first)
            return Phrase(first + 1, last) if last > first + 1 else None
        if scene.tokens[first].key == "الي" and cue.lemma == "قول":
            phrase = Phrase(first + 1, find_phrase_end(scene, first + 1, cue.first))
            if phrase.last == cue.first > phrase.first and is_source(scene, phrase):
                return phrase  # نسبت الوكالة إلى مصدر قوله
    return None


def _find_zone(scene: Scene, cue: CueWord, first: int, *, named: bool) -> tuple[int, bool]:
    """Return where the clause of a cue begins, and whether it goes on from the one before.

    A clause behind حيث goes on from it only where nobody else is named there.
    """
    start, _ = scene.sentence_bounds(cue.first)
    zone, joined = first, cue.proclitics[:1] in ("و", "ف") or cue.kind == "participle"
    if first == cue.first and cue.kind == "past" and first > start and scene.is_comma(first - 1):
        joined = True
    index = zone - 1
    while index >= start:
        token = scene.tokens[index]
        if has_role(token, "negation"):
            zone, joined = index, joined or token.key.startswith("و")
        elif _leads(scene, index):
            zone, joined = index, joined or not named or token.key != "حيث"
        elif not (scene.is_comma(index) or is_exactly(token, "adverb")):
            break
        index -= 1
    if start < zone < first and _is_preposition(scene.tokens[zone - 1]):
        zone -= 1  # في حين قال، إلى ذلك قال
    lead = _find_lead(scene, zone, start) if not joined else zone
    return lead, joined or lead < zone or zone == start


def _is_preposition(token: Token) -> bool:
    """Whether a word is a preposition, with or without a conjunction."""
    form = token.find_form(load_particles()["preposition"])
    return form is not None and form.proclitics in ("", "و", "ف")


def _leads(scene: Scene, index: int) -> bool:
    """Whether a word begins a clause: بينما, and جانبه behind من, not إلى جانبه."""
    token = scene.tokens[index]
    if not has_role(token, "connective") or is_exactly(token, "complementiser"):
        return False
    if not token.key.startswith(SIDES) or index == 0:
        return True
    return any(form.key == "من" for form in scene.tokens[index - 1].forms)


def _find_lead(scene: Scene, zone: int, start: int) -> int:
    """Return where a prepositional phrase begins that joins a clause: وفي الوقت ذاته دعا."""
    for index in range(zone - 1, max(start, zone - _MAX_LEAD) - 1, -1):
        token = scene.tokens[index]
        if scene.is_mark(index):
            return zone
        if token.key.startswith("و") and any(
            form.proclitics == "و" and form.key in load_particles()["preposition"]
            for form in token.forms
        ):
            return index
    return zone
