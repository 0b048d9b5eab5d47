"""Which place a word of capture or siege says is taken: named, by a pronoun, or as "the town"."""

from bisect import bisect_left

from rawi.reading.events.circumstances.clauses import PlaceFound, find_country, find_width
from rawi.reading.events.lexicon import CAMPAIGNS, load_nouns
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger

_TAKING = frozenset({"capture", "siege"})
_REACH = 10  # tokens behind a word where the place that it takes is named
_BACK = 100  # tokens before a pronoun where the place that it stands for is named
_IT = ("ها", "ه")
_NARROW = 3  # the widest place that "it" or "the town" stands for: no region, no country


def find_taken(scene: Scene, trigger: Trigger) -> PlaceFound | None:
    """Return the place that a word says is taken or besieged; None where it does not say.

    It is the object or genitive (تحرير درنة, سيطروا على مدينة درنة), or the place named before
    where a pronoun or a bare noun of place stands for it (تحريرها, دخلوا المدينة). What is but
    part of a place (ريف حلب) is not the place.
    """
    index = _find_taking(scene, trigger)
    if index is None:
        return None
    if trigger.pronoun in _IT and trigger.sense.object != "agent":
        return _find_known(scene, index)
    _, last = scene.bounds(index)
    for other in range(index + 1, min(last, index + 1 + _REACH)):
        if scene.is_mark(other) or scene.has_class(other, "partof"):
            break
        if scene.has_class(other, "uponhim"):
            return _find_known(scene, other)
        if not _is_joined(scene, index, other):
            continue
        mention = scene.mention_of[other]
        if mention is not None and mention.type == "place":
            width = find_width(scene, other, mention)
            return _make_place(scene, mention.entity, other - index, width)
        if _is_the_place(scene, other, last):
            return _find_known(scene, other)
    return None


def _find_taking(scene: Scene, trigger: Trigger) -> int | None:
    """Return the token that says what is taken: the trigger, or of whose taking it is.

    عملية تحرير درنة, معركة السيطرة على سرت.
    """
    if trigger.type in _TAKING:
        return trigger.index
    if trigger.type not in CAMPAIGNS or trigger.form is not None or trigger.pronoun:
        return None
    _, last = scene.bounds(trigger.index)
    behind = trigger.index + 1
    if behind >= last or scene.mention_of[behind] is not None:
        return None
    noun = load_nouns().get(scene.tokens[behind].key.removeprefix("ال"))
    taking = noun is not None and any(sense.type in _TAKING for sense in noun.senses)
    return behind if taking else None


def _is_joined(scene: Scene, index: int, other: int) -> bool:
    """Whether a token may be what a word governs: behind it, a name, a preposition, a head."""
    before = other - 1
    if before == index or scene.mention_of[before] is not None:
        return True
    return scene.has_class(before, "placehead") or scene.has_class(before, "locative")


def _is_the_place(scene: Scene, index: int, last: int) -> bool:
    """Whether a noun of one place has the article and no name behind it (المدينة)."""
    if not scene.has_class(index, "oneplace") or scene.has_class(index - 1, "placehead"):
        return False
    if not any(form.key.startswith("ال") for form in scene.tokens[index].forms):
        return False
    return index + 1 >= last or scene.mention_of[index + 1] is None


def _find_known(scene: Scene, index: int) -> PlaceFound | None:
    """Return the place named oftenest of those named a little before; of ties, the last."""
    starts = scene.place_tokens
    named = scene.times_named
    best: PlaceFound | None = None
    for position in range(bisect_left(starts, index) - 1, -1, -1):
        token = starts[position]
        mention = scene.mention_of[token]
        if index - token > _BACK or mention is None:
            break
        width = find_width(scene, token, mention)
        if width <= _NARROW and (best is None or named[mention.entity] > named[best.entity]):
            best = _make_place(scene, mention.entity, index - token, width)
    return best


def _make_place(scene: Scene, entity: str, cost: int, width: int) -> PlaceFound:
    return PlaceFound(entity, cost, width, same_clause=True, country=find_country(scene, entity))
