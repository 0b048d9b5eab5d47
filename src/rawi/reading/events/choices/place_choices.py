"""Which of an event's places is meant where grammar says more than weights: narrower, first named.

A headline names the town, the text the quarter in it. Each speaks for the other, yet only the
wider stands in every sentence, and so weighs more. Of places that و joins the nearest to the word
of the event weighs most, but the first is taken, as of those behind it.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from rawi.reading.events.choices.circumstance_options import Option, find_distance
from rawi.reading.events.circumstances.clauses import find_width, is_genitive
from rawi.reading.events.circumstances.containments import lies_in
from rawi.reading.events.circumstances.venues import is_venue
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import MEETINGS, VIOLENT
from rawi.reading.events.scenes import Scene
from rawi.reading.places.links import load_directions

# Events that happen at a spot. Talks and campaigns are where their country is.
_AT_A_SPOT = VIOLENT | {
    "abduction", "capture", "siege", "destruction", "arrest", "protest", "riot", "displacement",
}  # fmt: skip
# How likely the narrower must be, by itself and beside the wider: on hand-annotated news 0.2 was
# wrong three times oftener, 0.4 found fewer.
_LEAST = 0.04
_LEAST_SHARE = 0.33
_COUNTRY = 5
# Tokens between two names that و joins (وأطراف بلدة).
_JOINED_REACH = 4
_COMMAS = frozenset("،,")
_AND = "و"


class PlaceChoices:
    """Which places of one article its words put in which, and which they join."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._first_of = _find_first_names(scene)

    def settle(
        self, event: Draft, options: list[Option], chances: Sequence[float], best: Option | None
    ) -> Option | None:
        """Return the place that is meant where the likeliest is the best, None where none is."""
        venue = self._find_venue(event, options)
        if venue is not None or best is None:
            return venue
        if event.type in MEETINGS:  # bear the name of their place (اجتماعات أستانة)
            return self._find_name(options) or best
        return self._find_first(options, self._find_narrower(event, options, chances, best))

    def _find_name(self, options: list[Option]) -> Option | None:
        """Return the place straight behind a word for talks; a country there takes part in them."""
        scene = self._scene
        for option in options:
            mention = None if option.token is None else scene.mention_of[option.token]
            if mention is None or option.token is None:
                continue
            narrow = find_width(scene, option.token, mention) < _COUNTRY
            bare = mention.start == scene.tokens[option.token].start
            if narrow and bare and is_genitive(scene, option.trigger, option.token):
                return option
        return None

    def _find_venue(self, event: Draft, options: list[Option]) -> Option | None:
        """Return the town where a deal was made (الاتفاق الموقع بجنيف), nearest behind its word."""
        if event.type != "agreement":
            return None
        behind = [x for x in options if x.token is not None and x.token > x.trigger]
        for option in sorted(behind, key=find_distance):
            if is_venue(self._scene, option.trigger, cast(int, option.token)):
                return option
        return None

    def _find_narrower(
        self, event: Draft, options: list[Option], chances: Sequence[float], best: Option
    ) -> Option:
        """Return the likeliest place that lies in the best one, the best where none is likely."""
        if event.type not in _AT_A_SPOT:
            return best
        least = max(_LEAST, _LEAST_SHARE * chances[options.index(best)])
        found, chance = best, 0.0
        for option, own in zip(options, chances, strict=True):
            likely = own >= max(least, chance) and option.token is not None and option != best
            if likely and lies_in(self._scene, str(option.value), str(best.value)):
                found, chance = option, own
        return found

    def _find_first(self, options: list[Option], best: Option) -> Option:
        """Return the first of the places that و joins to the best one."""
        first = None if best.token is None else self._first_of.get(best.token)
        mention = None if first is None else self._scene.mention_of[first]
        if first is None or mention is None or best.token is None:
            return best
        if first < best.trigger < best.token:
            return best
        return next((x for x in options if x.value == mention.entity), best)


def _find_first_names(scene: Scene) -> dict[int, int]:
    """Return for each later name of a list where its first begins (بلدة X ومحيط قرية Y)."""
    found: dict[int, int] = {}
    inside: dict[int, int] = {}  # of where a name stands that one before is put in: that one
    for one, other in pairwise(scene.place_tokens):
        first, second = scene.mention_of[one], scene.mention_of[other]
        if first is None or second is None:
            continue
        link = scene.place_links.get(first.id)
        if _joins(scene, one, other):
            head = inside.get(one, one)
            found[other] = found.get(head, head)
        elif link is not None and link.entity == second.entity:
            inside[other] = inside.get(one, one)
    return found


def _joins(scene: Scene, one: int, other: int) -> bool:
    """Whether و or a comma joins the places named at two tokens, past nouns of place."""
    first = scene.mention_of[one]
    index = one + 1
    while index < other and scene.mention_of[index] is first:
        index += 1
    between = [i for i in range(index, other) if not scene.is_quote(i)]
    if len(between) > _JOINED_REACH or scene.sentence_of[one] != scene.sentence_of[other]:
        return False
    if len(between) == 1 and scene.tokens[between[0]].text in _COMMAS:
        return True
    while between and _is_side(scene, between[0]):
        del between[0]
    heads = [i for i in between if scene.tokens[i].key != _AND]
    joined = len(heads) < len(between) or _begins_with_and(scene, (*heads, other)[0])
    return joined and all(scene.has_class(i, "placehead") for i in heads)


def _is_side(scene: Scene, index: int) -> bool:
    """Whether a token is the side that a place is of (ريف حماة الشمالي الغربي)."""
    key = scene.tokens[index].key
    direction = load_directions().get(key)
    return key.startswith("ال") and direction is not None and direction.bearing is not None


def _begins_with_and(scene: Scene, index: int) -> bool:
    mention, token = scene.mention_of[index], scene.tokens[index]
    if mention is not None:
        return token.start < mention.start and token.key.startswith(_AND)
    return any(form.proclitics == _AND for form in token.forms)
