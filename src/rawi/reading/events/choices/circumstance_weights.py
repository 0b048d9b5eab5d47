"""Place and date weighed: what stands near the triggers, and what the narrative has told before.

Weights learned from annotated articles choose one of the options, or none.
"""

from collections.abc import Iterator

from rawi.model import EventDate
from rawi.reading.events.choices.circumstance_options import (
    Option,
    bounds,
    find_date_options,
    find_distance,
    find_place_options,
)
from rawi.reading.events.choices.date_features import DateContext
from rawi.reading.events.choices.event_weights import describe_likelihood
from rawi.reading.events.choices.place_choices import PlaceChoices
from rawi.reading.events.choices.place_features import PlaceContext
from rawi.reading.events.circumstances.carried_dates import carry_dates
from rawi.reading.events.circumstances.clauses import LASTING, PLACELESS, DateFound, PlaceFound
from rawi.reading.events.circumstances.date_relations import relate_dates
from rawi.reading.events.circumstances.date_shapes import shape_bounds
from rawi.reading.events.circumstances.plain_times import find_plain
from rawi.reading.events.circumstances.since_dates import date_since
from rawi.reading.events.drafts import Draft
from rawi.reading.events.scenes import Scene
from rawi.reading.events.weights import load_weights, score

# How much likelier the place of what need not have one must be: on hand-annotated news 0.04 is
# right eight times and wrong three, 0.1 wrong as often as right.
_PLACELESS_MORE = 0.04


def weigh_circumstances(scene: Scene, events: list[Draft], published: str | None) -> None:
    """Set the place and the date of each event to those that their evidence speaks for."""
    place_context = PlaceContext(scene, events)
    date_context = DateContext(scene, events, published)
    choices = PlaceChoices(scene)
    places = []
    for event, options in zip(events, find_place_options(scene, events), strict=True):
        chances = _weigh(event, place_context.iter_all(event, options), "place")
        more = _PLACELESS_MORE if event.type in PLACELESS else 0.0
        best = _choose(options, chances, load_weights().thresholds["place"] + more)
        places.append(choices.settle(event, options, chances, best))
    least = load_weights().thresholds["date"]
    dates = [
        _choose(options, _weigh(event, date_context.iter_all(event, options), "date"), least)
        or find_plain(scene, event, options)
        for event, options in zip(events, find_date_options(scene, events, published), strict=True)
    ]
    for event, place, date in zip(events, places, dates, strict=True):
        event.place = _make_place(event, place)
        event.date = _make_found(scene, event, date)
        if event.date is not None and _is_refused(event, event.date.date.reason):
            event.date = None
    date_since(scene, events)
    relate_dates(scene, events)
    carry_dates(scene, events)


def _weigh(event: Draft, features: Iterator[Iterator[str]], role: str) -> list[float]:
    """Return the probability of each option of an event."""
    weights = load_weights().features[role]
    likely = describe_likelihood(1.0 if event.likely is None else event.likely)
    return [score((likely, *described), weights) for described in features]


def _choose(options: list[Option], chances: list[float], least: float) -> Option | None:
    """Return the option with the highest probability, None where none reaches the least."""
    best, best_score = None, least
    for option, chance in zip(options, chances, strict=True):
        if chance >= best_score:
            best, best_score = option, chance
    return best


def _make_place(event: Draft, option: Option | None) -> PlaceFound | None:
    if option is None:
        return None
    if event.place is not None and event.place.entity == option.value:
        return event.place
    return PlaceFound(str(option.value), find_distance(option), 0, False)


def _make_found(scene: Scene, event: Draft, option: Option | None) -> DateFound | None:
    if option is None or isinstance(option.value, str):
        return None
    date = EventDate(*shape_bounds(scene, event, option), _find_reason(scene, event, option))
    return DateFound(date, find_distance(option))


def _is_refused(event: Draft, reason: str | None) -> bool:
    """Whether a date is none of the event's: by its telling what goes on, the tale's of the past.

    What is told as background (يذكر أن, "it is recalled that") was before the tale.
    """
    if reason == "narrative":
        return "background" in event.marks
    return reason == "told" and _is_going_on(event)


def _is_going_on(event: Draft) -> bool:
    """Whether nothing had happened by the day of its telling: it goes on, is denied or planned."""
    if event.unreal[0] is not None:
        return True
    form = event.triggers[0].form
    return event.type in LASTING and form is not None and form.tense == "present"


def _find_reason(scene: Scene, event: Draft, option: Option) -> str | None:
    """Return how a date is known: the rules' own reason, where it is theirs.

    What a sentence other than the trigger's names is known from the narrative.
    """
    if event.date is not None and bounds(event.date.date) == option.value:
        return event.date.date.reason
    sentences = scene.sentence_of
    told = option.token is not None and sentences[option.token] == sentences[option.trigger]
    return "sentence" if told else "narrative"
