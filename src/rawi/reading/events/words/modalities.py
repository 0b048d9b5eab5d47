"""Whether an event is told as fact, denied, planned, or only imagined; and on whose word."""

from bisect import bisect_right
from functools import cache
from typing import Literal, NamedTuple, cast

from rawi.language.phrases import PhraseTable
from rawi.lexica.tables import load_table
from rawi.model import Statement
from rawi.reading.events.lexicon import load_verbs, plain_classes_of
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.events.words.triggers import Trigger
from rawi.text.normalise import fold

Unreal = Literal["denied", "planned", "hypothetical"]

_FAR = 15  # tokens before a trigger where a cue may begin
# Tokens that may stand between a cue and a trigger.
_GAPS = {"next": 1, "near": 6, "far": 14}


class ModalCue(NamedTuple):
    """A word that makes an event unreal, and where it stands to the trigger."""

    modality: Unreal
    scope: str


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
_CULPRIT = 3  # tokens before a word where who did it stands (المتورط في تنفيذ هجوم)
_UNDERGONE = 8  # tokens before a masdar where what leads to it stands (أدى إلى, تعرض)
_JOINED = 12  # tokens between two masdars that are planned together
_OPENING = 8  # tokens of the content that the stance covers


class Modalities:
    """Finds the modality of triggers in one article."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._cues = {match.first: match for match in load_cues().iter_matches(scene.tokens)}
        spans = [(a, b, s) for s in scene.statements for a, b in s.content]
        self._spans = sorted(spans, key=lambda x: (x[0], x[1]))
        self._starts = [span[0] for span in self._spans]
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
        found = self._by_cue(trigger)
        if found is None:
            found = self._by_purpose(trigger) or self._by_stance(trigger)
        return None if found == "planned" and self._is_presupposed(trigger) else found

    def _is_presupposed(self, trigger: Trigger) -> bool:
        """Whether what is planned or demanded is to look into what happened, or to end it.

        Inquiries (التحقيق في قصف المستشفى), those to be punished (مرتكبي مجزرة), and what a masdar
        in the construct is to cease from (وقف قصف المدن).
        """
        index = trigger.index
        if trigger.form is not None or not index:
            return False
        if self._scene.classes_at(index - 1) & _ENDINGS:
            return trigger.sense.part == "masdar" and trigger.type not in _ENDED_BY_NAME
        first, _ = self._scene.bounds(index)
        for other in range(index - 1, max(first, index - _INQUIRED) - 1, -1):
            if self._scene.is_mark(other) or self._is_new(other):
                return False
            if self._scene.has_class(other, "inquiry"):
                return True
        return False

    def _is_joined(self, trigger: Trigger) -> bool:
        """Whether a masdar is joined by و to a planned one (لوقف القتال والانسحاب من المدينة)."""
        if self._last is None or self._last[1] != "planned" or trigger.proclitics != "و":
            return False
        before = self._last[0]
        if trigger.sense.part != "masdar" or before.sense.part != "masdar":
            return False
        if "deathnoun" in plain_classes_of(trigger.sense.lemma):
            return False
        between = range(before.index + 1, trigger.index)
        return len(between) < _JOINED and not any(
            self._scene.is_mark(i) or self._is_new(i) or is_verb(self._scene.tokens[i].key)
            for i in between
        )

    def _by_cue(self, trigger: Trigger) -> Unreal | None:
        scene, index = self._scene, trigger.index
        first, last = scene.bounds(index)
        for other in range(index - 1, max(first, index - _FAR) - 1, -1):
            match = self._cues.get(other)
            if match is None or match.last > index:
                continue
            cue = match.entries[0]
            if not self._is_within(cue, trigger, match.last) or not self._reaches(other, index):
                continue
            if self._is_subject(trigger):
                continue
            if cue.modality != "planned" or not self._is_known(trigger, match.last):
                return None if self._is_stopped(trigger, cue) else cue.modality
        for other in range(index + 1, min(last, index + 4)):
            match = self._cues.get(other)
            if match is not None and match.entries[0].scope == "after":
                return match.entries[0].modality
        return None

    def _is_within(self, cue: ModalCue, trigger: Trigger, end: int) -> bool:
        """Whether a trigger stands where a cue that ends before token `end` may bear on it."""
        gap = trigger.index - end
        if cue.scope == "present":
            return gap == 0 and _is_surely_present(trigger)
        return gap <= _GAPS.get(cue.scope, -1)

    def _is_known(self, trigger: Trigger, end: int) -> bool:
        """Whether a cue bears on another noun, of a known event (تجاوز تداعيات الهجوم)."""
        index = trigger.index
        if not trigger.definite or trigger.proclitics or trigger.sense.part != "event":
            return False
        before = self._scene.tokens[index - 1]
        return index > end and "noverbbehind" not in plain_classes_of(before.key)

    def _is_subject(self, trigger: Trigger) -> bool:
        """Whether a cue bears on what a known event is (احتمال أن يكون الانفجار هجوما)."""
        before = self._scene.tokens[trigger.index - 1].key if trigger.index else ""
        return trigger.definite and "being" in plain_classes_of(before)

    def _is_stopped(self, trigger: Trigger, cue: ModalCue) -> bool:
        """Whether a plan is to end what goes on (طالب بوقف القصف: an end to shelling).

        An agreement or a release that a plan ends is told by the word for ending it.
        """
        if cue.modality != "planned" or trigger.form is not None or not trigger.definite:
            return False
        before = range(max(0, trigger.index - _STOPPED), trigger.index)
        return any(self._scene.classes_at(i) & _ENDINGS for i in before)

    def _reaches(self, cue: int, index: int) -> bool:
        """Whether no mark and no conjoined verb stands between a cue and the trigger."""
        future = self._scene.tokens[cue].key.startswith("س")
        barriers = _BARRIERS if future else _BARRIERS | _SETTING
        between = range(cue + 1, index)
        return not any(self._scene.is_mark(i) or self._is_new(i, barriers) for i in between)

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

    def _by_stance(self, trigger: Trigger) -> Unreal | None:
        statement = self.statement_at(trigger)
        if statement is None:
            return None
        if statement.stance == "denies":
            return "denied" if self._opens(trigger, statement) else None
        past = trigger.form is not None and trigger.form.tense == "past"
        if statement.stance == "demands" and trigger.sense.part == "masdar" and not past:
            return None if self._is_anchored(trigger) else "planned"
        if "guessing" in plain_classes_of(fold(statement.cue.text)):
            return None
        if statement.stance in _PLANNING and self._opens(trigger, statement):
            return None if past or trigger.definite else "planned"
        return None

    def _is_anchored(self, trigger: Trigger) -> bool:
        """Whether a trigger stands behind a barrier in its clause: it is known to the speaker."""
        scene, index = self._scene, trigger.index
        first, _ = scene.bounds(index)
        for other in range(index - 1, max(first, index - _FAR) - 1, -1):
            if scene.is_mark(other):
                return False
            if plain_classes_of(scene.tokens[other].key) & _BARRIERS:
                return True
        return False

    def _opens(self, trigger: Trigger, statement: Statement) -> bool:
        start = self._scene.analysis.token_at(statement.content[0][0])
        return trigger.index - start <= _OPENING

    def teller_of(self, trigger: Trigger) -> Statement | None:
        """Return the statement that tells a trigger's event, or None where the writer knows it.

        Behind a word for who did it (المتهم بقتل) an event is known, whoever speaks.
        """
        first, _ = self._scene.bounds(trigger.index)
        before = range(max(first, trigger.index - _CULPRIT), trigger.index)
        if any(self._scene.has_class(other, "culprit") for other in before):
            return None
        return self.statement_at(trigger)

    def statement_at(self, trigger: Trigger) -> Statement | None:
        """Return the first statement whose content holds a trigger; of a chain, the inner one."""
        offset = self._scene.tokens[trigger.index].start + trigger.skip
        position = bisect_right(self._starts, offset) - 1
        found: Statement | None = None
        for other in range(position, max(-1, position - 12), -1):
            first, last, statement = self._spans[other]
            if first <= offset < last and (found is None or found.parent == statement.id):
                found = found or statement
        return found


def _is_surely_present(trigger: Trigger) -> bool:
    """Whether a verb is in the present, and its form no past of another verb (قد تحرر)."""
    if trigger.form is None or trigger.form.tense != "present":
        return False
    return all(
        reading.form is None or reading.form.tense == "present"
        for reading in load_verbs().get(trigger.form.key, ())
    )
