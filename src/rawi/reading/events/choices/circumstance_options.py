"""Which places and dates an event may have: those near by, and those the narrative goes by.

The rules propose the nearest place and date of a trigger's sentence. Beside them stand the other
places and dates near by, those of the event before, and those that the article began with.
"""

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from rawi.model import EventDate, TimeExpression
from rawi.reading.events.circumstances.clauses import LASTING, make_date
from rawi.reading.events.circumstances.foreign_times import find_bygone, is_foreign
from rawi.reading.events.circumstances.lengths import Length, find_lengths
from rawi.reading.events.circumstances.misplacements import Misplacements
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import MEETINGS
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger

_NEAR_SENTENCES = 2
_WINDOW = 100
_MOST_CANDIDATES = 14
_MOST_TRIGGERS = 8
# A retrospect dates its event far on: more triggers are asked for dates.
_MOST_DATED_TRIGGERS = 20
_FAR = 99
# Tokens between the two ends of a range of days (من السبت إلى الاثنين).
_PAIR_REACH = 7
_EARLIER_EVENTS = 6
# Tokens from a trigger to a length of time that is its own even where a comma stands between.
_LENGTH_REACH = 7
# Tokens around a trigger where what leaves its time open stands.
_VAGUE_REACH = 20


# The entity of a place, or the bounds of a date in ISO days.
Value = str | tuple[str | None, str | None]


class Option(NamedTuple):
    """A place or date that an event may have.

    Attributes:
        value: The entity of a place; the bounds of a date.
        token: Where it stands nearest to a trigger; None where it comes from the narrative alone.
        trigger: The token of that trigger.
        origins: Where it comes from: the sentence's `rule`, the event `before`, the `first`, `last`
            or `main` of the article; of a place, what a word like البلدة `pointed` to;
            of a date, how it is made of what stands there: a `pair`, `from` or `until` it, `from..`
            it to the day of publication, the `whole` of it; or of a length of time: `since` it,
            `within` it, `vague` where it has no number.
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
        options.sort(key=lambda o: ("rule" not in o.origins, find_distance(o)))
        return options[:_MOST_CANDIDATES]


def find_distance(option: Option) -> int:
    """Return how many tokens lie between an option and its trigger; many where it is nowhere."""
    return _FAR if option.token is None else abs(option.token - option.trigger)


def _reach(scene: Scene, index: int) -> tuple[int, int]:
    sentences = scene.analysis.sentences
    number = scene.sentence_of[index]
    first = sentences[max(0, number - _NEAR_SENTENCES)].first
    last = sentences[min(len(sentences) - 1, number + 1)].last
    return max(first, index - _WINDOW), min(last, index + _WINDOW)


def find_place_options(scene: Scene, events: list[Draft]) -> list[list[Option]]:
    """Return for each event the places that it may have happened at."""
    named = [m.entity for m in scene.entities.mentions if m.type == "place"]
    main = [entity for entity, _ in Counter(named).most_common(2)]
    misplaced = Misplacements(scene, events)
    found = []
    for number, event in enumerate(events):
        options = _Options(event)
        _add_pointed(scene, options, event)
        _add_near_places(scene, options, event)
        if event.place is not None:
            options.add_origin(event.place.entity, "rule")
        earlier = events[number - 1].place if number else None
        if earlier is not None:
            options.add_origin(earlier.entity, "before")
        for origin, entities in (("first", named[:1]), ("main", main)):
            for entity in entities:
                options.add_origin(entity, origin)
        listed = options.listed()
        found.append(
            [x for x in listed if x.token is None or not misplaced.has(event, x.token, x.trigger)]
        )
    return found


def _add_pointed(scene: Scene, options: _Options, event: Draft) -> None:
    """Add the places that words in the clauses of an event's triggers point back to."""
    for trigger in event.triggers[:_MOST_TRIGGERS]:
        for token, entity, _ in scene.pointers_between(*scene.bounds(trigger.index)):
            same = scene.clause_of[token] == scene.clause_of[trigger.index]
            led = event.type not in MEETINGS and _is_led_on(scene, trigger.index, token)
            if same or led:
                options.add_near(entity, token, trigger.index)
                options.add_origin(entity, "pointed")


def _is_led_on(scene: Scene, trigger: int, token: int) -> bool:
    """Whether a noun with a preposition stands behind a trigger, past no other event's word.

    It is told of the event even in a clause of its own (قصفت مواقع يعتقد أنها لهم جنوبي البلدة).
    """
    words = scene.event_words
    if token < trigger or bisect_left(words, token) > bisect_left(words, trigger + 1):
        return False
    if any(form.proclitics.endswith("ب") for form in scene.tokens[token].forms):
        return True
    return scene.has_class(token - 1, "locative") or scene.has_class(token - 1, "placehead")


def _add_near_places(scene: Scene, options: _Options, event: Draft) -> None:
    starts = scene.place_tokens
    for trigger in event.triggers[:_MOST_TRIGGERS]:
        first, last = _reach(scene, trigger.index)
        for token in starts[bisect_left(starts, first) : bisect_left(starts, last)]:
            mention = scene.mention_of[token]
            if mention is not None:
                options.add_near(mention.entity, token, trigger.index)


def find_date_options(
    scene: Scene, events: list[Draft], published: str | None
) -> list[list[Option]]:
    """Return for each event the bounds of the dates that it may have."""
    return _Dates(scene, events, published).find()


class _Dates:
    """The dated expressions of an article, by token, and the dates of its events so far."""

    def __init__(self, scene: Scene, events: list[Draft], published: str | None) -> None:
        self._scene = scene
        self._events = events
        self._published = published
        # The words of all events, in the order of the text, with the numbers of their events.
        self._told = sorted((t.index, n) for n, event in enumerate(events) for t in event.triggers)
        frames = scene.time_frames
        self._times = [(at, time) for at, time in scene.time_tokens if not frames[at].owned]
        self._lengths: dict[int, list[Length]] = {}
        for length in find_lengths(scene, published):
            self._lengths.setdefault(scene.sentence_of[length.token], []).append(length)
        self._starts = [token for token, _ in self._times]
        self._dated = [bounds(event.date.date) for event in events if event.date is not None]
        common = Counter((time.earliest, time.latest) for _, time in self._times)
        self._main = [value for value, _ in common.most_common(1)]

    def find(self) -> list[list[Option]]:
        """Return the options of each event."""
        return [self._find(number, event) for number, event in enumerate(self._events)]

    def _find(self, number: int, event: Draft) -> list[Option]:
        options = _Options(event)
        for trigger in event.triggers[:_MOST_DATED_TRIGGERS]:
            self._add_near(options, trigger, event.type in LASTING)
        for role, value in sorted(event.votes, key=str):
            if role == "date" and not isinstance(value, str):
                options.add_origin(value, "voted")
        if event.date is not None:
            options.add_origin(bounds(event.date.date), "rule")
        for earlier in self._list_told_before(number, event):
            if earlier.date is not None:
                options.add_origin(bounds(earlier.date.date), "before")
                break
        self._add_narrative(options, event)
        listed = [option for option in options.listed() if option.value != (None, None)]
        triggers = event.triggers[:_MOST_TRIGGERS]
        vague = any(self._is_vague(trigger.index) for trigger in triggers)
        if vague or find_bygone(self._scene, triggers[0]) is not None:
            return [option for option in listed if self._is_beside(option)]
        return listed

    def _list_told_before(self, number: int, event: Draft) -> list[Draft]:
        """Return the events told last before one, the last first.

        What is told to have come before (بعد مقتل) the date of the event told last is not of.
        """
        first = event.triggers[0].index
        if first and self._scene.has_class(first - 1, "laterthan"):
            return self._events[max(0, number - _EARLIER_EVENTS) : number][::-1]
        told: dict[int, Draft] = {}
        for at in range(bisect_left(self._told, (first, 0)) - 1, -1, -1):
            _, position = self._told[at]
            if position < number:
                told.setdefault(position, self._events[position])
            if len(told) == _EARLIER_EVENTS:
                break
        return list(told.values())

    def _is_vague(self, index: int) -> bool:
        """Whether a word of the clause of a token says that it was lately: مؤخرا, سابقا."""
        first, last = self._scene.bounds(index)
        window = range(max(first, index - _VAGUE_REACH), min(last, index + _VAGUE_REACH))
        clause = self._scene.clause_of[index]
        return any(
            self._scene.clause_of[i] == clause and self._scene.has_class(i, "atvague")
            for i in window
        )

    def _is_beside(self, option: Option) -> bool:
        """Whether an option stands in a sentence of the event."""
        sentences = self._scene.sentence_of
        return option.token is not None and sentences[option.token] == sentences[option.trigger]

    def _add_near(self, options: _Options, word: Trigger, lasting: bool) -> None:
        trigger = word.index
        first, last = _reach(self._scene, trigger)
        sentence = self._scene.sentence_of[trigger]
        for i in range(bisect_left(self._starts, first), bisect_left(self._starts, last)):
            token, time = self._times[i]
            if is_foreign(self._scene, word, token):
                continue
            date = make_date(self._scene, token, time, "sentence", lasting=lasting)
            options.add_near(bounds(date), token, trigger)
            if bounds(date) != (time.earliest, time.latest):
                options.add_near((time.earliest, time.latest), token, trigger)
                options.add_origin((time.earliest, time.latest), "whole")
            if self._scene.sentence_of[token] == sentence:
                self._add_variants(options, i, trigger)
        clause = self._scene.clause_of
        for length in self._lengths.get(sentence, ()):
            near = abs(length.token - trigger) <= _LENGTH_REACH
            if not near and clause[length.token] != clause[trigger]:
                continue
            value = length.bounds
            if lasting and length.made == "since":
                value = value[0], None
            options.add_near(value, length.token, trigger)
            options.add_origin(value, length.made)

    def _add_variants(self, options: _Options, i: int, trigger: int) -> None:
        """Add what a time may bound: a range with the next, all since it, all until it."""
        token, time = self._times[i]
        made: list[tuple[str, tuple[str | None, str | None]]] = [
            ("from", (time.earliest, None)),
            ("until", (None, time.latest)),
        ]
        if self._published is not None:
            made.append(("from..", (time.earliest, self._published)))
        following = self._times[i + 1 : i + 2]
        if following and following[0][0] - token <= _PAIR_REACH:
            made.append(("pair", _join(time, following[0][1])))
        for origin, value in made:
            if value[0] is None or value[1] is None or value[0] < value[1]:
                options.add_near(value, token, trigger)
                options.add_origin(value, origin)

    def _add_narrative(self, options: _Options, event: Draft) -> None:
        """Add the dates that the article goes by.

        That what is told had happened by the day of publication is no date of its own: it is only
        where the text says so (خلال الأيام الماضية).
        """
        last = bisect_left(self._starts, event.triggers[0].index) - 1
        if last >= 0:
            token, time = self._times[last]
            date = make_date(self._scene, token, time, "before", lasting=event.type in LASTING)
            options.add_origin(bounds(date), "last")
        if self._dated:
            options.add_origin(self._dated[0], "first")
            options.add_origin(Counter(self._dated).most_common(1)[0][0], "main")
        for value in self._main:
            options.add_origin(value, "common")


def _join(first: TimeExpression, second: TimeExpression) -> tuple[str | None, str | None]:
    return first.earliest, second.latest


def bounds(date: EventDate) -> tuple[str | None, str | None]:
    """Return the first and the last day of a date."""
    return date.earliest, date.latest
