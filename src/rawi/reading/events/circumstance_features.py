"""What speaks for and against an event's having happened at a place, or on a date."""

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from rawi.model import TimeExpression
from rawi.reading.events.circumstance_options import Option, find_distance
from rawi.reading.events.circumstances import find_width, has_preposition
from rawi.reading.events.drafts import Draft, describe_votes
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

_DISTANCES = (1, 2, 3, 5, 8, 13, 21, 34)
_COSTS = (0, 4, 8, 14, 22, 34)
# Days between a date and the day of publication, by which dates are graded.
_AGES = (-1, 0, 1, 2, 4, 8, 32, 367)
_HEADLINE_TOKENS = 15
# Tokens within which a place name stands in another's (قرية X بريف Y).
_CONTAINER_REACH = 4


class _Setting:
    """What the events of one article have in common for the features."""

    def __init__(self, scene: Scene, events: list[Draft]) -> None:
        self.scene = scene
        self.triggers = sorted(t.index for event in events for t in event.triggers)
        self.named = Counter(mention.entity for mention in scene.entities.mentions)
        self.lead = {
            mention.entity for mention in scene.mention_of[:_HEADLINE_TOKENS] if mention is not None
        }

    def iter_near(self, event: Draft, option: Option, origins: str) -> Iterator[str]:
        """Yield how the nearest place where an option stands lies to its trigger."""
        scene, token, trigger = self.scene, option.token, option.trigger
        if token is None:
            yield f"nowhere {origins}"
            return
        distance = bisect_left(_DISTANCES, abs(token - trigger))
        side = "after" if token > trigger else "before"
        sentences = max(-2, min(2, scene.sentence_of[token] - scene.sentence_of[trigger]))
        clauses = abs(scene.clause_of[token] - scene.clause_of[trigger])
        ruled = "rule" in option.origins
        yield f"{side} {distance}"
        yield f"{side} {distance} rule={ruled}"
        yield f"sentences={sentences} rule={ruled}"
        yield f"clauses={min(3, clauses)} {side}"
        yield f"{side} clauses={min(2, clauses)} type={event.type}"
        first, last = min(token, trigger) + 1, max(token, trigger)
        others = bisect_left(self.triggers, last) - bisect_right(self.triggers, first - 1)
        yield f"triggers between={min(2, others)} {side}"
        yield f"triggers between={min(2, others)} rule={ruled}"
        before = scene.tokens[token - 1] if token else None
        word = "^" if before is None else before.text if before.kind == "mark" else before.key
        if before is not None and scene.mention_of[token - 1] is not None:
            word = "a name"  # whose letters must not weigh
        yield f"before={word if len(word) <= 5 else 'word'} {side}"
        yield f"before={word if len(word) <= 5 else 'word'} sentences={sentences}"


def _rank(options: list[Option]) -> dict[Option, int]:
    """Return how many options stand nearer to a trigger than each, up to 3."""
    order = sorted(options, key=find_distance)
    return {option: min(3, number) for number, option in enumerate(order)}


def _describe_origins(option: Option) -> str:
    return "+".join(sorted(option.origins)) or "near"


class PlaceContext:
    """The events and places of one article, as the features of places see them."""

    def __init__(self, scene: Scene, events: list[Draft]) -> None:
        self._setting = _Setting(scene, events)
        self._scene = scene
        places = [scene.entities[m.entity].location for m in scene.entities.mentions]
        countries = Counter(place.country for place in places if place is not None)
        self._country = countries.most_common(1)[0][0] if countries else None

    def iter_all(self, event: Draft, options: list[Option]) -> Iterator[Iterator[str]]:
        """Yield for each option what speaks for or against it."""
        ranks = _rank(options)
        for option in options:
            yield self._iter(event, option, ranks[option])

    def _iter(self, event: Draft, option: Option, rank: int) -> Iterator[str]:
        entity = str(option.value)
        origins = _describe_origins(option)
        ruled = "ruled" if event.place is not None else "unruled"
        location = self._scene.entities[entity].location
        precision = location.precision if location is not None else "unknown"
        yield "bias"
        for origin in sorted(option.origins) or ["near"]:
            yield f"origin={origin}"
            yield f"origin={origin} type={event.type}"
            yield f"origin={origin} precision={precision}"
        yield f"origins={origins} {ruled}"
        yield f"{ruled} type={event.type}"
        yield f"precision={precision} {'rule' in option.origins}"
        yield f"precision={precision} type={event.type}"
        yield f"rank={rank} precision={precision}"
        yield f"rank={rank} rule={'rule' in option.origins}"
        if event.place is not None and "rule" in option.origins:
            yield f"cost={bisect_left(_COSTS, event.place.cost)}"
        if len(event.triggers) > 1:
            votes = describe_votes(event, ("place", entity))
            yield votes
            yield f"{votes} {precision}"
        if location is not None:
            home = location.country == self._country
            yield f"home={home} {precision} {'rule' in option.origins}"
        yield f"side={entity in event.agents}{entity in event.targets}"
        yield f"side={entity in event.agents}{entity in event.targets} type={event.type}"
        yield f"lead={entity in self._setting.lead} {precision}"
        yield f"named={min(4, self._setting.named[entity])} {precision}"
        yield f"named={min(4, self._setting.named[entity])} rule={'rule' in option.origins}"
        yield f"lemma={event.triggers[0].sense.lemma} {ruled}"
        yield from self._setting.iter_near(event, option, origins)
        if option.token is not None:
            yield from self._iter_position(option.token, option.trigger, ruled, event.type)

    def _iter_position(self, token: int, trigger: int, ruled: str, type_: str) -> Iterator[str]:
        """Yield how a place is named where it stands."""
        scene = self._scene
        mention = scene.mention_of[token]
        if mention is None:
            return
        width = find_width(scene, token, mention)
        preposition = has_preposition(scene, token)
        same = scene.clause_of[token] == scene.clause_of[trigger]
        if token and scene.has_class(token - 1, "belonging"):
            yield "behind belonging"
        yield f"preposition={preposition} width={width}"
        yield f"preposition={preposition} clause={same} type={type_}"
        yield f"width={width} {ruled}"
        head = scene.tokens[token - 1].key if token else ""
        classes = plain_classes_of(head) | plain_classes_of(head.removeprefix("ال"))
        for name in ("placehead", "container", "sitehead", "actor"):
            if name in classes:
                yield f"behind {name} width={width}"
        yield f"has narrower={self._has_narrower(token, width)} width={width}"

    def _has_narrower(self, token: int, width: int) -> bool:
        """Whether a narrower place is named just before or behind."""
        scene, own = self._scene, self._scene.mention_of[token]
        last = min(len(scene.tokens), token + _CONTAINER_REACH + 1)
        for other in range(max(0, token - _CONTAINER_REACH), last):
            mention = scene.mention_of[other]
            if mention is None or mention is own or mention.type != "place":
                continue
            if scene.begins_mention(other) and find_width(scene, other, mention) < width:
                return True
        return False


class DateContext:
    """The events and times of one article, as the features of dates see them."""

    def __init__(self, scene: Scene, events: list[Draft], published: str | None) -> None:
        self._setting = _Setting(scene, events)
        self._scene = scene
        self._published = _parse_day(published)
        self._time_at: dict[int, TimeExpression] = dict(scene.time_tokens)
        self._days = min(3, len({time.value for time in self._time_at.values()}))

    def iter_all(self, event: Draft, options: list[Option]) -> Iterator[Iterator[str]]:
        """Yield for each option what speaks for or against it."""
        ranks = _rank(options)
        for option in options:
            yield self._iter(event, option, ranks[option])

    def _iter(self, event: Draft, option: Option, rank: int) -> Iterator[str]:
        earliest, latest = (None, None) if isinstance(option.value, str) else option.value
        origins = _describe_origins(option)
        ruled = "ruled" if event.date is not None else "unruled"
        form = event.triggers[0].form
        kind = "noun" if form is None else form.tense
        unreal = event.unreal[0] or "real"
        span = "open" if None in (earliest, latest) else "day" if earliest == latest else "range"
        told = "told" if event.statements[0] is not None else "own"
        age = self._grade_age(latest or earliest)
        yield "bias"
        for origin in sorted(option.origins) or ["near"]:
            yield f"origin={origin} {ruled}"
            yield f"origin={origin} type={event.type}"
            yield f"origin={origin} age={age}"
            yield f"origin={origin} span={span}"
            yield f"origin={origin} {unreal}"
        yield f"origins={origins} {ruled}"
        yield f"origins={origins} {kind} {told}"
        yield f"origins={origins} span={span}"
        yield f"age={age} {kind} {unreal}"
        yield f"age={age} type={event.type}"
        yield f"{ruled} {unreal} {kind}"
        yield f"{ruled} type={event.type}"
        yield f"days={self._days} origins={origins}"
        yield f"rank={rank} {ruled}"
        yield f"rank={rank} rule={'rule' in option.origins}"
        yield f"triggers={min(3, len(event.triggers))} rule={'rule' in option.origins}"
        yield f"definite={event.triggers[0].definite} rule={'rule' in option.origins}"
        sentence = min(4, self._scene.sentence_of[event.triggers[0].index])
        yield f"sentence={sentence} origins={origins}"
        if len(event.triggers) > 1:
            yield describe_votes(event, ("date", (earliest, latest)))
            yield from self._iter_triggers(event, option)
        if event.date is not None and "rule" in option.origins:
            yield f"reason={event.date.date.reason}"
            yield f"cost={bisect_left(_COSTS, event.date.cost)} {unreal}"
        yield from self._setting.iter_near(event, option, origins)
        if option.token is not None:
            yield from self._iter_words(event, option, origins)

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

    def _iter_words(self, event: Draft, option: Option, origins: str) -> Iterator[str]:
        """Yield how a date is worded where it stands, and whose words it stands in."""
        time = self._time_at.get(option.token if option.token is not None else -1)
        if time is None:
            return
        word = fold(time.text).split()[0] if fold(time.text).strip() else ""
        word = "#" if word[:1].isdigit() else word
        yield f"word={word} {origins}"
        yield f"word={word} type={event.type}"
        statement = event.statements[0]
        if statement is not None:
            said = any(first <= time.start < last for first, last in statement.content)
            yield f"said={said} {origins}"
            yield f"said={said} rule={'rule' in option.origins}"

    def _grade_age(self, day: str | None) -> str:
        """Return how long before publication a day is, in grades."""
        parsed = _parse_day(day)
        if parsed is None or self._published is None:
            return "unknown"
        return str(bisect_left(_AGES, (self._published - parsed).days))


def _parse_day(day: str | None) -> datetime.date | None:
    try:
        return None if day is None else datetime.date.fromisoformat(day[:10])
    except ValueError:
        return None
