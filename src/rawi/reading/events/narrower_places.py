"""The narrower place of an event where a wider one seems likelier: حي الزهور for مدينة سبها.

A headline names the town, the text the quarter in it. Each speaks for the other, yet only the
wider stands in every sentence, and so weighs more.
"""

from collections.abc import Sequence

from rawi.reading.events.circumstance_options import Option
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import VIOLENT
from rawi.reading.events.scenes import Scene

# Events that happen at a spot. Talks and campaigns are where their country is.
_AT_A_SPOT = VIOLENT | {
    "abduction", "capture", "siege", "destruction", "arrest", "protest", "riot", "displacement",
}  # fmt: skip
# How likely the narrower must be, by itself and beside the wider: on hand-annotated news 0.2 was
# wrong three times oftener, 0.4 found fewer.
_LEAST = 0.04
_LEAST_SHARE = 0.33
# Places that lie in one that lies in another: keeps the search short.
_MOST_STEPS = 4
_WIDTHS = {"point": 0, "town": 1, "district": 2, "governorate": 3, "region": 4, "country": 5}
_UNKNOWN = 0.5
_COUNTRY = 5


class NarrowerPlaces:
    """Which places of one article its words put in which."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._around: dict[str, set[str]] = {}
        links = scene.place_links
        for mention in scene.entities.mentions:
            link = links.get(mention.id)
            if link is not None and link.relation != "near":
                self._around.setdefault(mention.entity, set()).add(link.entity)

    def find(
        self, event: Draft, options: list[Option], chances: Sequence[float], best: Option
    ) -> Option:
        """Return the likeliest place that lies in the best one, the best where none is likely."""
        if event.type not in _AT_A_SPOT:
            return best
        least = max(_LEAST, _LEAST_SHARE * chances[options.index(best)])
        found, chance = best, 0.0
        for option, own in zip(options, chances, strict=True):
            likely = own >= max(least, chance) and option.token is not None and option != best
            if likely and self._is_narrower(str(option.value), str(best.value)):
                found, chance = option, own
        return found

    def _is_narrower(self, inner: str, outer: str) -> bool:
        width, limit = self._find_width(inner), self._find_width(outer)
        in_town = width == limit == _WIDTHS["town"]
        return (width < limit or in_town) and width < _COUNTRY and self._lies_in(inner, outer)

    def _find_width(self, entity: str) -> float:
        location = self._scene.entities[entity].location
        return _UNKNOWN if location is None else _WIDTHS[location.precision]

    def _lies_in(self, inner: str, outer: str) -> bool:
        """Whether the text puts a place in another, or in one that lies in it."""
        reached, seen = {inner}, {inner}
        for _ in range(_MOST_STEPS):
            reached = {x for entity in reached for x in self._around.get(entity, ())} - seen
            seen |= reached
            if outer in reached:
                return True
        return False
