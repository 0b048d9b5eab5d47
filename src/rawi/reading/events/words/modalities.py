"""Whether an event is told as fact, denied, planned, or only imagined; and on whose word."""

from functools import cache
from typing import Literal, NamedTuple, cast

from rawi.language.phrases import PhraseMatch, PhraseTable
from rawi.lexica.tables import load_table
from rawi.model import Statement
from rawi.reading.events.lexicon import (
    LightReading,
    load_light_verbs,
    load_verbs,
    plain_classes_of,
)
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.events.words.triggers import Trigger
from rawi.reading.voices import Voices
from rawi.text.normalise import fold

Unreal = Literal["denied", "planned", "hypothetical"]

_FAR = 15  # tokens before a trigger where a cue may begin
# Tokens that may stand between a cue and a trigger.
_FAILING = frozenset({"في", "عن", "من"})
# What is planned, or any at all, may be denied: لا يعتزم, لم تقع أي.
_DENIABLE = frozenset({"planned", "hypothetical"})
# Scopes of words before a verb, which may carry out the event (قد يشن هجوما).
_VERBAL = frozenset({"next", "present"})
_GAPS = {"next": 1, "near": 6, "far": 14}


class ModalCue(NamedTuple):
    """A word that makes an event unreal, and where it stands to the trigger."""

    modality: Unreal
    scope: str


class Before(NamedTuple):
    """What the words of a clause before a trigger make of it.

    Attributes:
        unreal: What a cue makes it.
        known: Whether it is taken for known, as what is to be looked into, or to end.
        walled: Whether a word stands before it behind which something else is told.
    """

    unreal: Unreal | None
    known: bool
    walled: bool


@cache
def load_cues() -> PhraseTable[ModalCue]:
    """Return the cues of modality."""
    return PhraseTable(
        (row["form"], ModalCue(cast(Unreal, row["modality"]), row["scope"]))
        for row in load_table("modality/cues")
    )


# Classes of words behind which something else is told (الهجوم الذي …, بعد هجوم).
_BARRIERS = frozenset({"relative", "anchor", "involved"})
# Behind such a word stands what was going on (دعا خلال لقائه), but for plans of the future.
_SETTING = frozenset({"setting"})
# Stances whose content is not told as having happened, where it opens with the event.
_PLANNING = frozenset({"threatens", "demands", "promises", "hopes", "expects"})
_PURPOSES = frozenset({"capture", "arrest", "killing", "destruction", "release", "battle"})
# Classes of words behind which ل is no purpose (تبادل لإطلاق النار, إضافة لاندلاع حريق).
_NO_PURPOSE = frozenset({"mutual", "besides"})
# Events that the word for ending another tells of together with it (وقف إطلاق النار).
_ENDED_BY_NAME = frozenset({"agreement", "release", "aid", "support"})
_ENDINGS = frozenset({"ceasing", "lift"})
_STOPPED = 2  # tokens before a word where one for ending it stands (وقف جميع الهجمات)
_INQUIRED = 5  # tokens before a noun where an inquiry into it stands (تحقيق مستقل في قصف)
_DENYING = 5  # tokens before a word for a plan where its denial stands
_UPON = "علي"
_ANSWERED = 3  # tokens before a noun within which what answers it stands (الرد على مقتل X)
_EXCEPTED = 5  # tokens behind a verb where what is excepted from its denial stands
_CULPRIT = 3  # words, a name being one, before a word where who did it stands (المتورط في هجوم)
# Words behind which an event is known by its doer: منفذ الهجوم, تبنى هجوما.
_OWNED = frozenset({"perpetrator", "owningup"})
_UNDERGONE = 8  # tokens before a masdar where what leads to it stands (أدى إلى, تعرض)
_JOINED = 12  # tokens between two masdars that are planned together
_OPENING = 8  # tokens of the content that the stance covers


class Modalities:
    """Finds the modality of triggers in one article."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._cues = {match.first: match for match in load_cues().iter_matches(scene.tokens)}
        self._voices = Voices(scene.statements)
        self._statements = {statement.id: statement for statement in scene.statements}
        self._last: tuple[Trigger, Unreal | None] | None = None

    def find_unreal(self, trigger: Trigger) -> Unreal | None:
        """Return what makes a trigger unreal, or None where it is told as having happened.

        Triggers are asked for in their order: one may share what makes the one before unreal.
        """
        found = self._find_own(trigger)
        if found is None and self._is_joined(trigger):
            found = "planned"
        self._last = trigger, found
        return found

    def _find_own(self, trigger: Trigger) -> Unreal | None:
        if trigger.proclitics.endswith("س"):
            return "planned"
        before = self._look_back(trigger)
        found = before.unreal or self._by_cue_behind(trigger)
        if found is None and not before.known:
            found = self._by_purpose(trigger) or self._by_stance(trigger, before)
        return None if found == "planned" and before.known else found

    def _look_back(self, trigger: Trigger) -> Before:
        """Walk back from a trigger through its clause, once, for all that bears on it."""
        scene, index = self._scene, trigger.index
        unreal, known, wall, setting = None, False, -1, -1
        first, _ = scene.bounds(index)
        for other in range(index - 1, max(first, index - _FAR) - 1, -1):
            if scene.is_mark(other):
                break
            match = self._cues.get(other)
            if unreal is None and match is not None:
                future = scene.tokens[other].key.startswith("س")
                if match.last > (wall if future else max(wall, setting)):
                    unreal = self._weigh(match, trigger)
                    if unreal in _DENIABLE and self._is_denied(match):
                        unreal = "denied"
            if wall < 0 and not known:
                known = self._is_taken_for_known(trigger, other)
            if wall < 0 and self._is_new(other):
                wall = other
            if setting < 0 and self._is_new(other, _SETTING):
                setting = other
        return Before(unreal, known, wall >= 0)

    def _is_answered(self, trigger: Trigger, other: int) -> bool:
        """Whether a word of answering stands before a noun: بالرد على مقتل قائدها, ثأرا لمقتله."""
        scene = self._scene
        if trigger.index - other > _ANSWERED or not scene.has_class(other, "reaction"):
            return False
        if any(scene.is_a(index, "whichever") for index in range(other + 1, trigger.index)):
            return False  # بالرد على أي هجوم
        if trigger.proclitics == "ل":
            return scene.has_class(other, "reply")
        return trigger.proclitics == "ب" or scene.tokens[other + 1].key == _UPON

    def _is_taken_for_known(self, trigger: Trigger, other: int) -> bool:
        """Whether a word before a noun asks to look into what happened, or to end it.

        Inquiries (التحقيق في قصف المستشفى), those to be punished (مرتكبي مجزرة), and what is to
        cease (طالب بوقف القصف, "an end to shelling"). An agreement or a release that is ended is
        told by the word for ending it.
        """
        if trigger.form is not None:
            return False
        if self._is_answered(trigger, other):
            return True
        distance, classes = trigger.index - other, self._scene.classes_at(other)
        if distance <= _STOPPED and classes & _ENDINGS:
            masdar = trigger.sense.part == "masdar" and distance == 1
            return (masdar or trigger.definite) and trigger.type not in _ENDED_BY_NAME
        return distance <= _INQUIRED and "inquiry" in classes

    def _is_joined(self, trigger: Trigger) -> bool:
        """Whether a masdar is joined by و to a planned one (لوقف القتال والانسحاب من المدينة)."""
        if self._last is None or self._last[1] != "planned" or not trigger.index:
            return False
        means = not trigger.proclitics and self._scene.is_a(trigger.index - 1, "bymeans")
        then = not trigger.proclitics and self._scene.tokens[trigger.index - 1].key == "ثم"
        if trigger.proclitics != "و" and not then and not means:
            return False
        before = self._last[0]
        if trigger.sense.part != "masdar" or not (means or before.sense.part == "masdar"):
            return False
        if "deathnoun" in plain_classes_of(trigger.sense.lemma):
            return False
        between = range(before.index + 1, trigger.index)
        return len(between) < _JOINED and not any(
            self._scene.is_mark(i) or self._is_new(i) or is_verb(self._scene.tokens[i].key)
            for i in between
        )

    def _weigh(self, match: PhraseMatch[ModalCue], trigger: Trigger) -> Unreal | None:
        """Return what a cue before a trigger makes it, or None where it bears on something else."""
        cue, end = match.entries[0], match.last
        if not self._is_within(cue, trigger, end) or self._is_subject(trigger):
            return None
        if cue.modality == "planned" and self._is_known(trigger, end):
            return None
        if cue.modality == "denied" and self._stands(cue, trigger):
            return None
        if cue.modality == "hypothetical" and self._is_owned_by_none(match, trigger):
            return None
        return cue.modality

    def _stands(self, cue: ModalCue, trigger: Trigger) -> bool:
        """Whether what a denial says leaves an event standing (لم يتوقف القصف, ليس أول هجوم).

        What does not end goes on, what leads to nothing was, and the second had a first.
        """
        if cue.scope == "next" and self._is_excepted(trigger):
            return True
        return trigger.form is None and self._scene.has_class(trigger.index - 1, "undenied")

    def _is_owned_by_none(self, cue: PhraseMatch[ModalCue], trigger: Trigger) -> bool:
        """Whether any bears on who may own up to a known event (لم تتبن أي جهة الهجوم)."""
        if not trigger.definite or trigger.index <= cue.last:
            return False
        return self._scene.has_class(cue.first - 1, "undenied")

    def _is_excepted(self, trigger: Trigger) -> bool:
        """Whether only more than is told is denied: لم تعتقل سوى رجلين ("only two men")."""
        _, last = self._scene.bounds(trigger.index)
        return any(
            self._scene.is_a(other, "except")
            for other in range(trigger.index + 1, min(last, trigger.index + _EXCEPTED))
        )

    def _is_denied(self, cue: PhraseMatch[ModalCue]) -> bool:
        """Whether a plan, or any event at all, is denied: ليس لديه خطط, لم تشن أي هجوم."""
        whichever = cue.entries[0].modality == "hypothetical"
        if whichever and cue.entries[0].scope != "next":
            return False
        for other in range(cue.first - 1, max(0, cue.first - _DENYING) - 1, -1):
            if self._scene.is_mark(other) or self._is_new(other):
                return False
            match = self._cues.get(other)
            if match is not None and match.entries[0].modality == "denied":
                done = whichever and bool(self._carrying(match.last))
                return match.last == cue.first or match.entries[0].scope != "next" or done
        return False

    def _by_cue_behind(self, trigger: Trigger) -> Unreal | None:
        _, last = self._scene.bounds(trigger.index)
        for other in range(trigger.index + 1, min(last, trigger.index + 4)):
            match = self._cues.get(other)
            if match is not None and match.entries[0].scope == "after":
                return match.entries[0].modality
        return None

    def _is_within(self, cue: ModalCue, trigger: Trigger, end: int) -> bool:
        """Whether a trigger stands where a cue that ends before token `end` may bear on it."""
        gap = max(0, trigger.index - end)  # a cue may name the event too (مسودة اتفاق)
        if gap and cue.scope in _VERBAL and self._is_carried_out(trigger, end):
            present = all(reading.form.tense == "present" for reading in self._carrying(end))
            return gap <= _GAPS["near"] and (cue.scope == "next" or present)
        if cue.scope == "present":
            return gap == 0 and _is_surely_present(trigger)
        if cue.scope == "failing":  # فشل مرارا في انتخابه; but فشل الهجوم
            before = self._scene.tokens[trigger.index - 1].key
            return 0 < gap <= _GAPS["near"] and before in _FAILING
        return gap <= _GAPS.get(cue.scope, -1)

    def _is_carried_out(self, trigger: Trigger, verb: int) -> bool:
        """Whether a verb stands at a token that tells of an event by a noun: لم يشن هجوما.

        Who did not take part in the attack denies his part, not that there was one.
        """
        known = trigger.form is not None or trigger.definite or trigger.pronoun
        return not known and bool(self._carrying(verb))

    def _carrying(self, index: int) -> tuple[LightReading, ...]:
        return load_light_verbs().get(self._scene.tokens[index].key, ())

    def _is_known(self, trigger: Trigger, end: int) -> bool:
        """Whether a cue bears on another noun, of a known event (تجاوز تداعيات الهجوم)."""
        index = trigger.index
        if not trigger.definite or trigger.proclitics or trigger.sense.part != "event":
            return False
        before = plain_classes_of(self._scene.tokens[index - 1].key)
        if index <= end or "noverbbehind" in before:
            return False
        several = index > 1 and self._scene.is_a(index - 2, "series")  # سلسلة من الهجمات
        return not (several and self._scene.tokens[index - 1].key == "من")

    def _is_subject(self, trigger: Trigger) -> bool:
        """Whether a cue bears on what a known event is (احتمال أن يكون الانفجار هجوما)."""
        before = self._scene.tokens[trigger.index - 1].key if trigger.index else ""
        return trigger.definite and "being" in plain_classes_of(before)

    def _is_new(self, index: int, barriers: frozenset[str] = _BARRIERS) -> bool:
        """Whether a token begins what a cue before it bears on no longer."""
        token = self._scene.tokens[index]
        if plain_classes_of(token.key) & barriers:
            return True
        return any(f.proclitics == "و" and is_verb(f.key) for f in token.forms)

    def _by_purpose(self, trigger: Trigger) -> Unreal | None:
        """A masdar behind ل is what something is for (لتحرير المدينة, "to free the town")."""
        purpose = trigger.sense.part == "masdar" and trigger.proclitics == "ل"
        if not purpose or trigger.definite or trigger.type not in _PURPOSES:
            return None
        if "deathnoun" in plain_classes_of(trigger.sense.lemma):  # regret over it (أسف لمقتل)
            return None
        before = self._scene.classes_at(trigger.index - 1) if trigger.index else frozenset()
        if before & _NO_PURPOSE or self._is_undergone(trigger.index):
            return None
        return "planned"

    def _is_undergone(self, index: int) -> bool:
        """Whether a masdar behind ل is what came of something, or befell it (تعرض لتخريب)."""
        first, _ = self._scene.bounds(index)
        return any(
            self._scene.has_class(other, name)
            for other in range(max(first, index - _UNDERGONE), index)
            for name in ("tollword", "exposed")
        )

    def _by_stance(self, trigger: Trigger, before: Before) -> Unreal | None:
        statement = self.statement_at(trigger)
        if statement is None:
            return None
        if statement.stance == "denies":
            return "denied" if self._opens(trigger, statement) else None
        past = trigger.form is not None and trigger.form.tense == "past"
        if statement.stance == "demands" and trigger.sense.part == "masdar" and not past:
            return None if before.walled else "planned"
        if "guessing" in plain_classes_of(fold(statement.cue.text)):
            return None
        if statement.stance in _PLANNING and self._opens(trigger, statement):
            return None if past or trigger.definite else "planned"
        return None

    def _opens(self, trigger: Trigger, statement: Statement) -> bool:
        start = self._scene.analysis.token_at(statement.content[0][0])
        return trigger.index - start <= _OPENING

    def teller_of(self, trigger: Trigger) -> Statement | None:
        """Return the statement that tells a trigger's event, or None where the writer knows it.

        Behind a word for who did it (المتهم بقتل) an event is known, whoever speaks.
        """
        scene, steps = self._scene, 0
        owned = trigger.form is None and not trigger.proclitics
        first, _ = scene.bounds(trigger.index)
        for other in range(trigger.index - 1, max(first, trigger.index - _FAR) - 1, -1):
            if scene.mention_of[other] is None:
                classes = scene.classes_at(other)
                if "culprit" in classes or (owned and classes & _OWNED):
                    return None
            steps += scene.mention_of[other] is None or scene.begins_mention(other)
            if steps == _CULPRIT:
                break
        return self.statement_at(trigger)

    def statement_at(self, trigger: Trigger) -> Statement | None:
        """Return the statement whose content holds a trigger; of a chain, the inner one."""
        voice = self._voices.find(self._scene.tokens[trigger.index].start + trigger.skip)
        return None if voice is None else self._statements[voice]


def _is_surely_present(trigger: Trigger) -> bool:
    """Whether a verb is in the present, and its form no past of another verb (قد تحرر)."""
    if trigger.form is None or trigger.form.tense != "present":
        return False
    return all(
        reading.form is None or reading.form.tense == "present"
        for reading in load_verbs().get(trigger.form.key, ())
    )
