"""What speaks for and against an event's having happened on a date."""

import datetime
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from rawi.model import TimeExpression
from rawi.reading.events.choices.circumstance_options import Option
from rawi.reading.events.choices.circumstance_settings import (
    Setting,
    describe_origins,
    rank_options,
)
from rawi.reading.events.circumstances.clauses import LASTING, make_date
from rawi.reading.events.drafts import Draft, describe_votes
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

_COSTS = (0, 4, 8, 14, 22, 34)
# Days between a date and the day of publication, by which dates are graded.
_AGES = (-1, 0, 1, 2, 4, 8, 32, 367)
# Days from the first to the last of what a time expression bounds.
_SIZES = (0, 1, 7, 31, 100, 366)
# Origins that tell how a date is made of what stands there.
_MADE = frozenset({"pair", "from", "until", "from..", "whole", "since", "within", "vague"})


class DateContext:
    """The events and times of one article, as the features of dates see them."""

    def __init__(self, scene: Scene, events: list[Draft], published: str | None) -> None:
        self._setting = Setting(scene, events)
        self._scene = scene
        self._published = _parse_day(published)
        self._time_at: dict[int, TimeExpression] = dict(scene.time_tokens)
        self._stands: dict[tuple[str | None, str | None], list[int]] = {}
        for token, time in scene.time_tokens:
            for lasting in (True, False):
                date = make_date(scene, token, time, "told", lasting=lasting)
                stands = self._stands.setdefault((date.earliest, date.latest), [])
                if stands[-1:] != [token]:
                    stands.append(token)
        self._tokens = [token for token, _ in scene.time_tokens]
        self._days = min(3, len({time.value for time in self._time_at.values()}))

    def iter_all(self, event: Draft, options: list[Option]) -> Iterator[Iterator[str]]:
        """Yield for each option what speaks for or against it."""
        ranks = rank_options(options)
        for option in options:
            yield chain(
                self._iter_kind(event, option, ranks[option]),
                self._iter_telling(event, option),
                self._setting.iter_rivals(option, options, event.type),
                self._iter_stands(event, option),
            )

    def _iter_kind(self, event: Draft, option: Option, rank: int) -> Iterator[str]:
        """Yield where an option comes from, and how old and how wide it is."""
        earliest, latest = _bounds(option)
        origins = describe_origins(option)
        ruled = "ruled" if event.date is not None else "unruled"
        span = "open" if None in (earliest, latest) else "day" if earliest == latest else "range"
        age = self._grade_age(latest or earliest)
        yield "bias"
        for origin in sorted(option.origins) or ["near"]:
            yield f"origin={origin} {ruled}"
            yield f"origin={origin} type={event.type}"
            yield f"origin={origin} age={age}"
            yield f"origin={origin} span={span}"
            yield f"origin={origin} {event.unreal[0] or 'real'}"
        yield f"origins={origins} {ruled}"
        yield f"origins={origins} span={span}"
        yield f"age={age} {_describe_trigger(event)}"
        yield f"age={age} type={event.type}"
        yield f"days={self._days} origins={origins}"
        yield f"rank={rank} {ruled}"
        yield f"rank={rank} rule={'rule' in option.origins}"

    def _iter_telling(self, event: Draft, option: Option) -> Iterator[str]:
        """Yield how an event is told, and what the rules make of its date."""
        origins = describe_origins(option)
        ruled = "ruled" if event.date is not None else "unruled"
        rule = "rule" in option.origins
        trigger = event.triggers[0]
        kind = "noun" if trigger.form is None else trigger.form.tense
        told = "told" if event.statements[0] is not None else "own"
        yield f"origins={origins} {kind} {told}"
        yield f"{ruled} {_describe_trigger(event)}"
        yield f"{ruled} type={event.type}"
        yield f"triggers={min(3, len(event.triggers))} rule={rule}"
        yield f"definite={trigger.definite} rule={rule}"
        yield f"sentence={min(4, self._scene.sentence_of[trigger.index])} origins={origins}"
        if len(event.triggers) > 1:
            yield describe_votes(event, ("date", _bounds(option)))
            yield from self._iter_triggers(event, option)
        if event.date is not None and rule:
            yield f"reason={event.date.date.reason}"
            yield f"cost={bisect_left(_COSTS, event.date.cost)} {event.unreal[0] or 'real'}"

    def _iter_stands(self, event: Draft, option: Option) -> Iterator[str]:
        """Yield where a date is named."""
        origins = describe_origins(option)
        yield from self._setting.iter_near(event, option, origins)
        stands = self._stands.get(_bounds(option), [])
        yield from self._setting.iter_told(event, stands, self._tokens, origins)
        time = self._time_at.get(-1 if option.token is None else option.token)
        if time is not None and option.token is not None:
            yield from self._iter_words(event, option, time)
            yield from self._iter_making(event, option, time)

    def _iter_triggers(self, event: Draft, option: Option) -> Iterator[str]:
        """Yield by which of several triggers a date stands, and in how many of their sentences."""
        scene, token = self._scene, option.token
        if token is None:
            return
        indexes = [trigger.index for trigger in event.triggers]
        many, nth = min(4, len(indexes)), min(3, indexes.index(option.trigger))
        beside = sum(scene.sentence_of[i] == scene.sentence_of[token] for i in indexes)
        yield f"nth={nth} of={many} rule={'rule' in option.origins}"
        yield f"beside={min(4, beside)} of={many}"

    def _iter_words(self, event: Draft, option: Option, time: TimeExpression) -> Iterator[str]:
        """Yield how a date is worded where it stands, and whose words it stands in."""
        origins = describe_origins(option)
        word = fold(time.text).split()[0] if fold(time.text).strip() else ""
        word = "#" if word[:1].isdigit() else word
        yield f"word={word} {origins}"
        yield f"word={word} type={event.type}"
        statement = event.statements[0]
        if statement is not None:
            said = any(first <= time.start < last for first, last in statement.content)
            yield f"said={said} {origins}"
            yield f"said={said} rule={'rule' in option.origins}"

    def _iter_making(self, event: Draft, option: Option, time: TimeExpression) -> Iterator[str]:
        """Yield how the bounds are made of a time: since it, during it, the whole of it."""
        key = self._scene.tokens[option.token - 1].key if option.token else ""
        classes = plain_classes_of(key)
        governor = next((x for x in ("since", "until", "during") if x in classes), "none")
        made = f"made={'+'.join(sorted(option.origins & _MADE)) or 'near'}"
        size = f"size={_grade_size(time)}"
        yield f"{made} governor={governor}"
        yield f"{made} governor={governor} lasting={event.type in LASTING}"
        yield f"{made} governor={governor} type={event.type}"
        yield f"{made} lemma={event.triggers[0].sense.lemma}"
        yield f"{size} {made}"
        yield f"{size} type={event.type}"

    def _grade_age(self, day: str | None) -> str:
        """Return how long before publication a day is, in grades."""
        parsed = _parse_day(day)
        if parsed is None or self._published is None:
            return "unknown"
        return str(bisect_left(_AGES, (self._published - parsed).days))


def _describe_trigger(event: Draft) -> str:
    """Return whether a noun or which tense tells of an event first, and as how real."""
    form = event.triggers[0].form
    return f"{'noun' if form is None else form.tense} {event.unreal[0] or 'real'}"


def _bounds(option: Option) -> tuple[str | None, str | None]:
    return (None, None) if isinstance(option.value, str) else option.value


def _grade_size(time: TimeExpression) -> str:
    """Return how many days a time bounds, in grades."""
    first, last = _parse_day(time.earliest), _parse_day(time.latest)
    if first is None or last is None:
        return "open"
    return str(bisect_left(_SIZES, (last - first).days))


def _parse_day(day: str | None) -> datetime.date | None:
    try:
        return None if day is None else datetime.date.fromisoformat(day[:10])
    except ValueError:
        return None
