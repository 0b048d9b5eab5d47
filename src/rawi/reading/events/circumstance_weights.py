"""Place and date weighed: what stands near the triggers, and what the narrative has told before.

The rules propose the nearest place and date of a trigger's sentence. Beside them stand the other
places and dates near by, those of the event before, and those that the article began with; weights
learned from annotated articles choose one, or none.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rawi.model import EventDate
from rawi.reading.events.circumstances import (
    DateFound,
    PlaceFound,
    find_width,
    has_preposition,
    make_date,
)
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene
from rawi.reading.events.weights import load_weights, score

_NEAR_SENTENCES = 2
_WINDOW = 100
_MOST_CANDIDATES = 10
_DISTANCES = (1, 2, 3, 5, 8, 13, 21, 34)
_FAR = 99


# The entity of a place, or the bounds of a date in ISO days.
Value = str | tuple[str | None, str | None]


class Option(NamedTuple):
    """A place or date that an event may have.

    Attributes:
        value: The entity of a place; the bounds of a date.
        token: Where it stands nearest to a trigger; None where it comes from the narrative alone.
        trigger: The token of that trigger.
        origins: Where else it comes from: `rule`, `before`, `first`, `main`, `published`.
    """

    value: Value
    token: int | None
    trigger: int
    origins: frozenset[str]


class _Options:
    """The options of one event while they are gathered, the nearest token of each kept."""

    def __init__(self, event: Draft) -> None:
        self._trigger = event.triggers[0].index
        self._near: dict[Value, tuple[int, int]] = {}
        self._origins: dict[Value, set[str]] = {}

    def add_near(self, value: Value, token: int, trigger: int) -> None:
        """Add a value that stands at a token."""
        self._origins.setdefault(value, set())
        if value not in self._near or abs(token - trigger) < abs(
            self._near[value][0] - self._near[value][1]
        ):
            self._near[value] = (token, trigger)

    def add_origin(self, value: Value, origin: str) -> None:
        """Add a value that comes from elsewhere."""
        self._origins.setdefault(value, set()).add(origin)

    def listed(self) -> list[Option]:
        """Return the options, those of the rules first, then by nearness."""
        options = []
        for value, origins in self._origins.items():
            token, trigger = self._near.get(value, (None, self._trigger))
            options.append(Option(value, token, trigger, frozenset(origins)))
        options.sort(key=lambda o: ("rule" not in o.origins, _distance(o)))
        return options[:_MOST_CANDIDATES]


def _distance(option: Option) -> int:
    return _FAR if option.token is None else abs(option.token - option.trigger)


def weigh_circumstances(scene: Scene, events: list[Draft], published: str | None) -> None:
    """Set the place and the date of each event to those that their evidence speaks for."""
    places = list(zip(events, find_place_options(scene, events), strict=True))
    dates = list(zip(events, find_date_options(scene, events, published), strict=True))
    chosen_places = [
        _choose(options, "place", [iter_place_features(scene, event, o) for o in options])
        for event, options in places
    ]
    chosen_dates = [
        _choose(options, "date", [iter_date_features(scene, event, o) for o in options])
        for event, options in dates
    ]
    for event, place, date in zip(events, chosen_places, chosen_dates, strict=True):
        event.place = _make_place(event, place)
        event.date = _make_found(event, date)


def _choose(options: list[Option], role: str, features: list[Iterator[str]]) -> Option | None:
    """Return the option with the highest probability, None where none reaches the threshold."""
    table = load_weights()
    best, best_score = None, table.thresholds[role]
    for option, described in zip(options, features, strict=True):
        probability = score(described, table.features[role])
        if probability >= best_score:
            best, best_score = option, probability
    return best


def _make_place(event: Draft, option: Option | None) -> PlaceFound | None:
    if option is None:
        return None
    if event.place is not None and event.place.entity == option.value:
        return event.place
    return PlaceFound(str(option.value), _distance(option), 0, False)


def _make_found(event: Draft, option: Option | None) -> DateFound | None:
    if option is None or isinstance(option.value, str):
        return None
    if event.date is not None and _bounds(event.date.date) == option.value:
        return event.date
    reason = "sentence" if option.token is not None else "narrative"
    if option.origins == {"published"}:
        reason = "told by the day of publication"
    return DateFound(EventDate(*option.value, reason), _distance(option))


def _bounds(date: EventDate) -> tuple[str | None, str | None]:
    return date.earliest, date.latest


def _reach(scene: Scene, index: int) -> tuple[int, int]:
    sentences = scene.analysis.sentences
    number = scene.sentence_of[index]
    first = sentences[max(0, number - _NEAR_SENTENCES)].first
    last = sentences[min(len(sentences) - 1, number + 1)].last
    return max(first, index - _WINDOW), min(last, index + _WINDOW)


def find_place_options(scene: Scene, events: list[Draft]) -> list[list[Option]]:
    """Return for each event the places that it may have happened at."""
    starts = scene.place_tokens
    named = [m.entity for m in scene.entities.mentions if m.type == "place"]
    main = [entity for entity, _ in Counter(named).most_common(2)]
    found = []
    for number, event in enumerate(events):
        options = _Options(event)
        for trigger in event.triggers[:8]:
            first, last = _reach(scene, trigger.index)
            for token in starts[bisect_left(starts, first) : bisect_left(starts, last)]:
                mention = scene.mention_of[token]
                if mention is not None:
                    options.add_near(mention.entity, token, trigger.index)
        if event.place is not None:
            options.add_origin(event.place.entity, "rule")
        earlier = events[number - 1].place if number else None
        if earlier is not None:
            options.add_origin(earlier.entity, "before")
        for origin, entities in (("first", named[:1]), ("main", main)):
            for entity in entities:
                options.add_origin(entity, origin)
        found.append(options.listed())
    return found


def iter_place_features(scene: Scene, event: Draft, option: Option) -> Iterator[str]:
    """Yield what speaks for or against a place."""
    entity = str(option.value)
    origins = "+".join(sorted(option.origins)) or "near"
    ruled = "ruled" if event.place is not None else "unruled"
    location = scene.entities[entity].location
    precision = location.precision if location is not None else "unknown"
    yield "bias"
    yield f"origins={origins} {ruled}"
    yield f"origins={origins} type={event.type}"
    yield f"{ruled} type={event.type}"
    yield f"precision={precision} {'rule' in option.origins}"
    yield f"precision={precision} type={event.type}"
    yield f"is={scene.entities[entity].type}"
    if event.place is not None and "rule" in option.origins:
        yield f"cost={bisect_left((0, 4, 8, 14, 22, 34), event.place.cost)}"
    yield f"side={entity in event.agents}{entity in event.targets}"
    yield from _near_features(scene, event, option, origins)
    if option.token is not None:
        mention = scene.mention_of[option.token]
        if mention is not None:
            width = find_width(scene, option.token, mention)
            yield f"preposition={has_preposition(scene, option.token)} width={width}"
            yield f"width={width} {ruled}"


def find_date_options(
    scene: Scene, events: list[Draft], published: str | None
) -> list[list[Option]]:
    """Return for each event the bounds of the dates that it may have."""
    times = scene.time_tokens
    starts = [token for token, _ in times]
    dated = [_bounds(event.date.date) for event in events if event.date is not None]
    found = []
    for number, event in enumerate(events):
        options = _Options(event)
        for trigger in event.triggers[:8]:
            first, last = _reach(scene, trigger.index)
            for token, time in times[bisect_left(starts, first) : bisect_left(starts, last)]:
                date = make_date(scene, token, time, "sentence")
                options.add_near(_bounds(date), token, trigger.index)
        if event.date is not None:
            options.add_origin(_bounds(event.date.date), "rule")
        for earlier in reversed(events[max(0, number - 6) : number]):
            if earlier.date is not None:
                options.add_origin(_bounds(earlier.date.date), "before")
                break
        if dated:
            options.add_origin(dated[0], "first")
            options.add_origin(Counter(dated).most_common(1)[0][0], "main")
        if published is not None:
            options.add_origin((None, published), "published")
        found.append([option for option in options.listed() if option.value != (None, None)])
    return found


def iter_date_features(scene: Scene, event: Draft, option: Option) -> Iterator[str]:
    """Yield what speaks for or against a date."""
    earliest, latest = (None, None) if isinstance(option.value, str) else option.value
    origins = "+".join(sorted(option.origins)) or "near"
    ruled = "ruled" if event.date is not None else "unruled"
    kind = "noun" if event.triggers[0].form is None else "verb"
    unreal = event.unreal[0] or "real"
    span = "open" if None in (earliest, latest) else "day" if earliest == latest else "range"
    told = "told" if event.statements[0] is not None else "own"
    yield "bias"
    yield f"origins={origins} {ruled}"
    yield f"origins={origins} type={event.type}"
    yield f"origins={origins} {kind} {told}"
    yield f"origins={origins} span={span}"
    yield f"origins={origins} {unreal}"
    yield f"{ruled} {unreal} {kind}"
    yield f"{ruled} type={event.type}"
    yield f"triggers={min(3, len(event.triggers))} origins={origins}"
    yield f"definite={event.triggers[0].definite} origins={origins}"
    if event.date is not None and "rule" in option.origins:
        yield f"reason={event.date.date.reason}"
        yield f"cost={bisect_left((0, 4, 8, 14, 22, 34), event.date.cost)} {unreal}"
    yield from _near_features(scene, event, option, origins)
    if option.token is not None:
        before = scene.tokens[option.token - 1].key if option.token else "^"
        yield f"before={before if len(before) <= 4 else 'word'}"


def _near_features(scene: Scene, event: Draft, option: Option, origins: str) -> Iterator[str]:
    """Yield how the nearest place where an option stands lies to its trigger."""
    if option.token is None:
        yield f"nowhere {origins}"
        return
    distance = bisect_left(_DISTANCES, abs(option.token - option.trigger))
    side = "after" if option.token > option.trigger else "before"
    sentences = scene.sentence_of[option.token] - scene.sentence_of[option.trigger]
    clauses = abs(scene.clause_of[option.token] - scene.clause_of[option.trigger])
    yield f"{side} {distance}"
    yield f"{side} {distance} rule={'rule' in option.origins}"
    yield f"sentences={max(-2, min(2, sentences))} rule={'rule' in option.origins}"
    yield f"clauses={min(3, clauses)} {side}"
    yield f"{side} clauses={min(2, clauses)} type={event.type}"
