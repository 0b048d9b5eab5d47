"""Places named near an event that are not where it was: of a crime told beside, of a neighbour.

Neither the choice of places nor the learning of its weights ever sees them.
"""

from bisect import bisect_left

from rawi.reading.events.circumstances.clauses import has_preposition
from rawi.reading.events.circumstances.place_relations import find_stationed, is_elsewhere
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import CAMPAIGNS, VIOLENT, load_light_verbs
from rawi.reading.events.scenes import Scene

# What courts and police do about a crime, which happened elsewhere.
_LEGAL = frozenset({"trial", "arrest", "release", "sanction"})
_HARMFUL = VIOLENT | {"abduction", "destruction", "capture", "siege", "withdrawal"}
_DONE_FROM_AFAR = _HARMFUL | {"support", "aid"}
# Words between one that tells of an answer and what is answered (ردا على سلسلة هجمات).
_ANSWER_REACH = 4
# Tokens from an event word, an attribute behind it, to a relative clause that is not of it.
_DESCRIBED = 3
# What stands for الذي or التي behind the verb of a clause whose subject is another.
_OBJECTS = ("ها", "ه", "هم", "هما", "هن")
_UPON = "علي"
_CRIMES = VIOLENT - {"battle"} | {"abduction", "destruction", "capture"}


class Misplacements:
    """The events of one article, asked which places near by belong to another or to none."""

    def __init__(self, scene: Scene, events: list[Draft]) -> None:
        self._scene = scene
        told = sorted((trigger.index, event.type) for event in events for trigger in event.triggers)
        self._triggers = [index for index, _ in told]
        self._types = [type_ for _, type_ in told]

    def has(self, event: Draft, token: int, trigger: int) -> bool:
        """Whether the place named at a token is told of something else than an event.

        Args:
            event: The event.
            token: Where the place stands nearest to it.
            trigger: The token of the event's word that it stands nearest to.
        """
        if self._scene.mention_of[token] is None:
            return False
        if is_elsewhere(self._scene, event.type, token):
            return True
        stationed = find_stationed(self._scene, token)
        if stationed and self._do_it(event, stationed):
            return True
        if self._acts(event, token, trigger) or self._is_answered(event, token, trigger):
            return True
        if self._is_of_answer(event, token, trigger) or _does(self._scene, token):
            return True
        if self._is_of_relative(event, token, trigger):
            return True
        return event.type in _LEGAL and self._is_of_crime(event, token, trigger)

    def _acts(self, event: Draft, token: int, trigger: int) -> bool:
        """Whether a state is named as who did it (قالت واشنطن إنها قصفت), not as where."""
        scene, mention = self._scene, self._scene.mention_of[token]
        if mention is None or mention.entity not in event.agents or not self._is_from_afar(event):
            return False
        location = scene.entities[mention.entity].location
        state = location is not None and location.precision == "country"
        verb = any(x.index == trigger and x.form is not None for x in event.triggers)
        named = (token == trigger + 1 and not verb) or has_preposition(scene, token)
        return state and not named and not _has_host(scene, token)

    def _is_from_afar(self, event: Draft) -> bool:
        """Whether who does it need not be where it is; a state closes borders and bans at home."""
        if event.type in _DONE_FROM_AFAR:
            return True
        words = (trigger.index for trigger in event.triggers)
        return event.type == "sanction" and any(
            self._scene.has_class(index, "punishing") for index in words
        )

    def _find_last(self, token: int) -> tuple[int, str]:
        """Return the last event word before a token, and its type; -1 and "" where none is."""
        position = bisect_left(self._triggers, token) - 1
        return (self._triggers[position], self._types[position]) if position >= 0 else (-1, "")

    def _is_answered(self, event: Draft, token: int, trigger: int) -> bool:
        """Whether a place is of what an event answers (قصف ردا على هجوم في X)."""
        other, type_ = self._find_last(token)
        if not trigger < other < token or type_ == event.type:
            return False
        between = range(max(trigger + 1, other - _ANSWER_REACH), other)
        return any(self._scene.has_class(index, "reaction") for index in between)

    def _is_of_answer(self, event: Draft, token: int, trigger: int) -> bool:
        """Whether a place is of what answers an event (اعتصام في X احتجاجا على قتل)."""
        other, _ = self._find_last(token)
        first, _ = self._scene.bounds(trigger)
        if not first <= other < token < trigger or other in {x.index for x in event.triggers}:
            return False
        between = range(max(token + 1, trigger - _ANSWER_REACH), trigger)
        return any(self._answers(index) for index in between)

    def _answers(self, index: int) -> bool:
        """Whether a token is a word of answering with على (ردا على, على خلفية)."""
        beside = (self._scene.tokens[index - 1].key, self._scene.tokens[index + 1].key)
        return self._scene.has_class(index, "reaction") and _UPON in beside

    def _is_of_relative(self, event: Draft, token: int, trigger: int) -> bool:
        """Whether a place is of what somebody did besides (قتل في المعارك X الذي فر من سجن Y)."""
        scene, (other, _) = self._scene, self._find_last(token)
        if not trigger < other < token or other in {x.index for x in event.triggers}:
            return False
        before = range(max(trigger + _DESCRIBED, other - _ANSWER_REACH), other)
        return any(scene.is_a(index, "relative") for index in before)

    def _do_it(self, event: Draft, group: range) -> bool:
        """Whether the group that some tokens name or describe is a doer of an event."""
        scene = self._scene
        if any(scene.has_class(index, "byagent") for index in group):
            return True
        start, end = scene.tokens[group[0]].start, scene.tokens[group[-1]].end
        named = {mention.entity for mention in scene.entities.mentions_in(start, end)}
        return any(
            doer in named
            or any(a < end and b > start for a, b in scene.entities.described_at(doer))
            for doer in event.agents
            if doer not in event.targets
        )

    def _is_of_crime(self, event: Draft, token: int, trigger: int) -> bool:
        """Whether a place is that of the crime (متهمون بتفجير مسجد X), not of the trial."""
        scene = self._scene
        position = bisect_left(self._triggers, token) - 1
        if position < 0 or self._types[position] not in _CRIMES:
            return False
        crime = self._triggers[position]
        before = position - 1 if position else position
        if self._triggers[before] == crime - 1 and self._types[before] in CAMPAIGNS:
            return False  # arrested in the operation to take the town
        if scene.clause_of[crime] != scene.clause_of[token]:
            return False
        if any(scene.has_class(i, "setting") for i in range(max(0, crime - 2), crime)):
            return False  # arrested in the course of it
        together = scene.sentence_of[token] == scene.sentence_of[trigger]
        return together or event.type == "trial"


def _does(scene: Scene, token: int) -> bool:
    """Whether a state is the subject of a clause behind الذي (التي تدعمها واشنطن), or a doer."""
    mention = scene.mention_of[token]
    if mention is None or mention.start > scene.tokens[token].start or token < 2:
        return False
    location = scene.entities[mention.entity].location
    if location is None or location.precision != "country":
        return False
    if scene.has_class(token - 1, "byagent"):  # على أيدي
        return True
    verb = scene.tokens[token - 1].key
    behind = scene.mention_of[token - 1] is None and scene.has_class(token - 2, "relative")
    undergone = scene.has_class(token - 1, "undergone") or _has_host(scene, token)
    return behind and verb.endswith(_OBJECTS) and not undergone


def _has_host(scene: Scene, token: int) -> bool:
    """Whether a verb before a name says that it is where something happens (تشهد سوريا نزاعا)."""
    keys = [form.key for form in scene.tokens[token - 1].forms] if token else []
    keys += [key.removesuffix(ending) for key in keys for ending in _OBJECTS]  # التي شهدتها سوريا
    readings = (reading for key in keys for reading in load_light_verbs().get(key, ()))
    return any(reading.kind == "hosts" for reading in readings)
