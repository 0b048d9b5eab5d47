"""Which dead are the toll of another event, and which counts of people belong to which event."""

from bisect import bisect_right

from rawi.model import BODIES, Quantity
from rawi.reading.events.lexicon import VIOLENT, plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.events.sides.proposals import find_sides
from rawi.reading.events.words.recurrences import find_headline_end
from rawi.reading.events.words.triggers import Trigger, is_near

_TOLL_REACH = 6  # tokens between a verb of result and the killing that it tells
_NAME_REACH = 5
_DIED_REACH = 16  # tokens behind a killing where what they died in is told
_SCENE_REACH = 2  # tokens before that where في stands
_DOER_REACH = 7
# A sentence that begins with the dead within so many tokens, or the headline, tells the toll of the
# sentence beside it: on 244 hand-annotated articles in 18 of 19; others in 21 of 38.
_OPENING = 3
# So does what a speaker says (said witnesses that six people died): 6 of 7 of those it adds.
_CONTENT_OPENING = 5

# Events in whose words natural disasters are told; floods and earthquakes are none themselves.
_NATURAL = frozenset({"killing", "destruction"})
# What a count tells of, and the events that it may belong to.
_FITTING = {
    "arrested": frozenset({"arrest", "trial", "operation"}),
    "abducted": frozenset({"abduction"}),
    "displaced": frozenset({"displacement", *VIOLENT, "siege"}),
    "released": frozenset({"release"}),
    "surrendered": frozenset({"withdrawal", "operation"}),
    "trapped": frozenset({"siege"}),
    "missing": frozenset({"abduction", *VIOLENT}),
    "killed": frozenset({*VIOLENT, "destruction", "siege", "operation", "capture"}),
    "wounded": frozenset({*VIOLENT, "destruction", "riot", "protest"}),
}
# The tokens of the words of other violence, by sentence.
Causes = dict[int, list[int]]


def fits(count: Quantity, type_: str) -> bool:
    """Whether a count may belong to an event of a type."""
    fitting = _FITTING.get(count.what)
    return fitting is None or type_ in fitting


def distance(scene: Scene, index: int, token: int) -> int:
    """Return how far a count is from a trigger, in tokens, a clause counting for three more."""
    return abs(index - token) + 3 * abs(scene.clause_of[index] - scene.clause_of[token])


def drop_tolls(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Leave out killings that are the toll of another event near by, and what nature did."""
    causes = [t for t in triggers if t.type in VIOLENT - {"killing"} or _is_crash(t)]
    told: Causes = {}
    for index in sorted([cause.index for cause in causes] + scene.find_class("crash")):
        told.setdefault(scene.sentence_of[index], []).append(index)
    return [t for t in triggers if not _is_toll(scene, t, told) and not _is_natural(scene, t, told)]


def _is_crash(trigger: Trigger) -> bool:
    return trigger.type == "destruction" and "crash" in plain_classes_of(trigger.sense.lemma)


def _is_natural(scene: Scene, trigger: Trigger, causes: Causes) -> bool:
    """Whether floods or an earthquake killed or destroyed, and nobody else in the sentence."""
    if trigger.type not in _NATURAL or scene.sentence_of[trigger.index] in causes:
        return False
    return is_near(scene, trigger.index, "near", "naturaldisaster")


def _is_toll(scene: Scene, trigger: Trigger, causes: Causes) -> bool:
    """Whether a killing is a toll; `causes` has the other violence of each sentence."""
    if trigger.type != "killing" or _is_own(scene, trigger):
        return False
    first, _ = scene.bounds(trigger.index)
    for index in range(max(first, trigger.index - _TOLL_REACH), trigger.index):
        if scene.has_class(index, "tollword"):
            return True
    if _is_slaying(scene, trigger):
        return False
    if _is_died_in(scene, trigger, causes):
        return True
    if _is_headlined(scene, trigger, causes):
        return True
    if _is_taken_up(scene, trigger, first) or _has_name(scene, trigger.index):
        return False
    if _is_done(scene, trigger, causes):
        return False
    sentence = scene.sentence_of[trigger.index]
    if sentence in causes:
        return True
    opens = sentence == 0 or trigger.index - first < _OPENING
    opens = opens or _opens_content(scene, trigger.index)
    return opens and (sentence - 1 in causes or sentence + 1 in causes)


def _is_died_in(scene: Scene, trigger: Trigger, causes: Causes) -> bool:
    """Whether some are told to have died in what follows (بعد مقتل ستة جنود في هجوم)."""
    if trigger.form is not None or _has_name(scene, trigger.index):
        return False
    return any(
        0 < cause - trigger.index < _DIED_REACH and _is_scene(scene, cause)
        for cause in causes.get(scene.sentence_of[trigger.index], ())
    )


def _is_headlined(scene: Scene, trigger: Trigger, causes: Causes) -> bool:
    """Whether a headline counts the dead of what is told right below it (انتحاري يقتل ستة)."""
    end = find_headline_end(scene)
    if trigger.index >= end or not _is_counted(scene, trigger.index):
        return False
    last = scene.sentence_of[end] if end < len(scene.tokens) else scene.sentence_of[end - 1]
    return any(n in causes for n in range(scene.sentence_of[trigger.index], last + 1))


def _is_counted(scene: Scene, index: int) -> bool:
    """Whether so many are killed, not somebody (يقتل ستة في سوق)."""
    return any(index + gap in scene.counts for gap in range(1, _NAME_REACH))


def _is_scene(scene: Scene, index: int) -> bool:
    """Whether a word stands behind في, or what speaks of its outcome (جراء, خلال)."""
    if any(form.proclitics.endswith("ب") for form in scene.tokens[index].forms if form.proclitics):
        return True
    before = range(max(0, index - _SCENE_REACH), index)
    return any(scene.has_class(other, "diedin") for other in before)


def _opens_content(scene: Scene, index: int) -> bool:
    """Whether what a speaker says begins with the dead (قال شهود إن ستة أشخاص قتلوا)."""
    position = bisect_right(scene.content_starts, index) - 1
    return position >= 0 and index - scene.content_starts[position] < _CONTENT_OPENING


def _is_own(scene: Scene, trigger: Trigger) -> bool:
    """Whether a killing is an event of its own whatever stands beside it.

    An assassination is, and what somebody did by his hand (على يد).
    """
    if "ownkilling" in plain_classes_of(trigger.sense.lemma):
        return True
    _, last = scene.bounds(trigger.index)
    return any(
        scene.is_a(index, "byhand")
        for index in range(trigger.index + 1, min(last, trigger.index + _DOER_REACH))
    )


def _is_slaying(scene: Scene, trigger: Trigger) -> bool:
    """Whether somebody, not so many, was done away with (القضاء على منفذ الهجوم)."""
    if "slaying" not in plain_classes_of(trigger.sense.lemma):
        return False
    return not any(trigger.index + 1 + gap in scene.counts for gap in range(_NAME_REACH))


def _is_taken_up(scene: Scene, trigger: Trigger, first: int) -> bool:
    """Whether something else followed on a killing or is said of it (بعد مقتل, متهم بقتل)."""
    if trigger.form is not None or trigger.index == first:
        return False
    before = trigger.index - 1
    if trigger.proclitics:
        return trigger.proclitics.endswith("ب") and scene.is_a(before, "accusedof")
    if before > first and scene.is_a(before, "about"):
        before -= 1  # responsible for the killing (مسؤوليتها عن قتل)
    return scene.is_a(before, "beforekilling")


def _is_done(scene: Scene, trigger: Trigger, causes: Causes) -> bool:
    """Whether a force is told to have killed, and no other violence before in the sentence."""
    if trigger.form is None or trigger.form.passive:
        return False
    told = causes.get(scene.sentence_of[trigger.index], ())
    if any(cause < trigger.index for cause in told):
        return False
    return any(
        side.role == "agent" and side.phrase.mentions and side.phrase.mentions[0].type in BODIES
        for side in find_sides(scene, trigger)
    )


def _has_name(scene: Scene, index: int) -> bool:
    """Whether a person is named straight behind a killing: a toll seldom names its dead."""
    _, last = scene.bounds(index)
    mentions = (scene.mention_of[i] for i in range(index + 1, min(last, index + _NAME_REACH)))
    return any(mention is not None and mention.type == "person" for mention in mentions)
