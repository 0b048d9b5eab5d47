"""To whom something is done that only a pronoun tells: اعتقلوا الطبيب ثم قتلوه, تم اختطافه.

"They arrested the doctor, then killed him." The pronoun of a verb, or of a masdar of what is done
to somebody, stands for whom the relative before it is of, else for whom the event before it befell,
else for the only one before it in the sentence whom its number and gender fit.
"""

from bisect import bisect_left
from math import inf

from rawi.reading.events.choices.side_candidates import list_described
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import (
    DONE_TO_PERSONS,
    STRIKES,
    load_nationalities,
    noun_classes_of,
)
from rawi.reading.events.meanings.descriptions import Description, is_of_people, read_description
from rawi.reading.events.phrases.actors import Actors
from rawi.reading.events.phrases.direct_phrases import find_direct_phrases
from rawi.reading.events.phrases.noun_phrases import MAX_WORDS, NounPhrase, read_phrase
from rawi.reading.events.phrases.positions import find_subject_before
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger
from rawi.text.normalise import fold

_RULE = "pronoun"
_REACH = 30  # tokens before a pronoun within which whom it stands for is named
_PASSIVE = 3  # tokens between a relative and its masdar (الذي كان قد تم اعتقاله)
_DONE_TO_SOME = DONE_TO_PERSONS | {"appointment", "sanction", "displacement"}
# Capture befalls whom a place is taken from; who is backed is oftener named elsewhere.
_OF_OTHERS = frozenset({"capture", "support"})
_DONE_TO_PLACES = frozenset({"siege"})
_SITES = frozenset({"site", "sitehead", "targetsite", "building", "vehicle"})
_SIZES = {"ه": (1.0, 1.0), "هما": (2.0, 2.0), "هم": (2.0, inf), "هن": (2.0, inf), "ها": (1.0, inf)}


def carry_objects(scene: Scene, drafts: list[Draft], actors: Actors) -> None:
    """Give drafts whose target is only a pronoun whom it stands for."""
    for number, draft in enumerate(drafts):
        trigger = draft.triggers[0]
        if draft.targets or not _has_object_pronoun(scene, trigger):
            continue
        found = _find_antecedent(scene, drafts[:number], draft, actors)
        for entity in found:
            if entity not in draft.agents:
                draft.add_target(entity, _RULE)


def _has_object_pronoun(scene: Scene, trigger: Trigger) -> bool:
    """Whether a pronoun is of whom an event befalls: قتلته, اعتقاله; not هجومه, تسلمه المنصب."""
    if trigger.pronoun not in _SIZES or trigger.type in _OF_OTHERS:
        return False
    if trigger.form is not None:
        return trigger.sense.object == "target" and not trigger.form.passive
    if trigger.sense.object not in ("target", "victim"):
        return False
    return trigger.type not in STRIKES and not find_direct_phrases(scene, trigger.index)


def _find_antecedent(scene: Scene, before: list[Draft], draft: Draft, actors: Actors) -> list[str]:
    """Return whom the pronoun of a draft's word stands for; nobody where nobody fits."""
    trigger = draft.triggers[0]
    first, _ = scene.bounds(trigger.index)
    relative = _find_relative(scene, trigger.index, first)
    described = [] if relative is None else _find_described_by(scene, draft, relative, actors)
    if described:
        return described
    for other in reversed(before):
        if other.triggers[0].index < max(first, trigger.index - _REACH):
            break
        fitting = [x for x in other.targets if _fits(scene, x, trigger)]
        if fitting:
            return fitting
    apt = trigger.type in _DONE_TO_SOME | _DONE_TO_PLACES
    return _find_only(scene, draft, first, actors) if apt else []


def _find_described_by(scene: Scene, draft: Draft, relative: int, actors: Actors) -> list[str]:
    """Return of whom the clause is that a relative opens, if the pronoun fits him."""
    last = relative
    while last > 0 and (scene.is_quote(last - 1) or scene.tokens[last - 1].text in "،."):
        last -= 1
    near = (_read_phrase_at(scene, i) for i in range(last - 1, max(0, last - MAX_WORDS) - 1, -1))
    phrases = [phrase for group in find_subject_before(scene, relative + 1) for phrase in group]
    phrases += [phrase for phrase in near if phrase is not None and phrase.last >= last]
    for phrase in phrases:
        found = actors.find_targets(phrase, draft.type)
        if found and all(_fits(scene, x, draft.triggers[0]) for x in found):
            return found
    return []


def _find_relative(scene: Scene, index: int, first: int) -> int | None:
    """Return the relative that opens the clause of a word (الذي كان قد تم اعتقاله)."""
    for other in range(index - 1, max(first, index - 1 - _PASSIVE), -1):
        if scene.has_class(other, "relative"):
            return other
        if not (scene.is_a(other, "auxiliary") or scene.is_a(other, "cameabout")):
            return None
    return None


def _find_only(scene: Scene, draft: Draft, first: int, actors: Actors) -> list[str]:
    """Return who alone of those before a draft's word in its sentence fits its pronoun."""
    trigger, fitting = draft.triggers[0], dict[str, None]()
    for index in range(trigger.index - 1, max(first, trigger.index - _REACH) - 1, -1):
        phrase = _read_phrase_at(scene, index)
        if phrase is None or phrase.last > trigger.index - (trigger.form is None):
            continue  # أمر القاضي باعتقاله: not the judge
        found = actors.find_targets(phrase, draft.type)
        if found and all(_fits(scene, x, trigger) and not _acts(draft, x) for x in found):
            fitting |= dict.fromkeys(found)
    return list(fitting) if len(fitting) == 1 else []


def _read_phrase_at(scene: Scene, index: int) -> NounPhrase | None:
    """Return the phrase of who is named or described at token `index`."""
    mention = scene.mention_of[index]
    if mention is not None:
        skip = max(0, mention.start - scene.tokens[index].start)
        return read_phrase(scene, index, skip) if scene.begins_mention(index) else None
    described = list_described(scene)
    at = bisect_left(described, index, key=lambda phrase: phrase.first)
    return described[at] if at < len(described) and described[at].first == index else None


def _acts(draft: Draft, entity: str) -> bool:
    """Whether somebody did what a draft tells, or tells it."""
    told = [s for s in draft.statements if s is not None and s.speaker.entity == entity]
    return entity in draft.agents or bool(told)


def _fits(scene: Scene, entity_id: str, trigger: Trigger) -> bool:
    """Whether a pronoun of whom an event befalls may stand for an entity."""
    entity, pronoun = scene.entities[entity_id], trigger.pronoun
    if entity.type == "unnamed":
        description = read_description(entity.name)
        return description is not None and _fits_description(description, entity.name, trigger)
    if entity.type == "person":
        return pronoun == "ه" and trigger.type in _DONE_TO_SOME
    if entity.type == "place":
        return trigger.type in _DONE_TO_PLACES and pronoun in ("ه", "ها")
    plural = entity.name.endswith(("ين", "ون"))
    return plural and pronoun == "هم"


def _fits_description(description: Description, name: str, trigger: Trigger) -> bool:
    low, high = _SIZES[trigger.pronoun]
    people = is_of_people(description.head) or fold(name) in load_nationalities()
    if max(low, description.low) > min(high, description.high):
        return False
    if trigger.type in _DONE_TO_SOME and not people:
        return False
    feminine = name.split()[0].endswith(("ة", "ات"))
    if people:
        return trigger.pronoun != "ها" or (description.high == 1 and feminine)
    if _SITES.isdisjoint(noun_classes_of(description.head)):
        return False
    return trigger.pronoun == "ها" or (trigger.pronoun == "ه" and not feminine)
