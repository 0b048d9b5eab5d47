"""What speaks for and against an event's having happened at a place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from rawi.reading.events.choices.circumstance_options import Option
from rawi.reading.events.choices.circumstance_settings import (
    Setting,
    describe_origins,
    rank_options,
)
from rawi.reading.events.circumstances.clauses import find_width, has_preposition
from rawi.reading.events.drafts import Draft, describe_votes
from rawi.reading.events.lexicon import noun_classes_of
from rawi.reading.events.scenes import Scene

_COSTS = (0, 4, 8, 14, 22, 34)
# Tokens within which a place name stands in another's (قرية X بريف Y).
_CONTAINER_REACH = 4
# Nouns that stand one behind another between a preposition and a place (في محيط قرية X).
_MOST_HEADS = 4


class PlaceContext:
    """The events and places of one article, as the features of places see them."""

    def __init__(self, scene: Scene, events: list[Draft]) -> None:
        self._setting = Setting(scene, events)
        self._scene = scene
        places = [scene.entities[m.entity].location for m in scene.entities.mentions]
        countries = Counter(place.country for place in places if place is not None)
        self._country = countries.most_common(1)[0][0] if countries else None
        self._relatives = [i for i in range(len(scene.tokens)) if scene.has_class(i, "relative")]
        self._stands: dict[str, list[int]] = {}
        for token in scene.place_tokens:
            mention = scene.mention_of[token]
            if mention is not None:
                self._stands.setdefault(mention.entity, []).append(token)

    def iter_all(self, event: Draft, options: list[Option]) -> Iterator[Iterator[str]]:
        """Yield for each option what speaks for or against it."""
        ranks = rank_options(options)
        for option in options:
            yield chain(
                self._iter_kind(event, option, ranks[option]),
                self._iter_entity(event, option),
                self._setting.iter_rivals(option, options, event.type),
                self._iter_stands(event, option),
            )

    def _iter_kind(self, event: Draft, option: Option, rank: int) -> Iterator[str]:
        """Yield where an option comes from, and how precise it is."""
        origins = describe_origins(option)
        ruled = "ruled" if event.place is not None else "unruled"
        precision = self._find_precision(option)
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
        yield f"lemma={event.triggers[0].sense.lemma} {ruled}"
        if event.place is not None and "rule" in option.origins:
            yield f"cost={bisect_left(_COSTS, event.place.cost)}"

    def _find_precision(self, option: Option) -> str:
        location = self._scene.entities[str(option.value)].location
        return location.precision if location is not None else "unknown"

    def _iter_entity(self, event: Draft, option: Option) -> Iterator[str]:
        """Yield what else a place is to the event, and to the article."""
        entity = str(option.value)
        precision = self._find_precision(option)
        ruled = "rule" in option.origins
        if len(event.triggers) > 1:
            votes = describe_votes(event, ("place", entity))
            yield votes
            yield f"{votes} {precision}"
        location = self._scene.entities[entity].location
        if location is not None:
            yield f"home={location.country == self._country} {precision} {ruled}"
        side = f"side={entity in event.agents}{entity in event.targets}"
        yield side
        yield f"{side} type={event.type}"
        named = min(4, self._setting.named[entity])
        yield f"lead={entity in self._setting.lead} {precision}"
        yield f"named={named} {precision}"
        yield f"named={named} rule={ruled}"

    def _iter_stands(self, event: Draft, option: Option) -> Iterator[str]:
        """Yield where a place is named."""
        origins, stands = describe_origins(option), self._stands.get(str(option.value), [])
        yield from self._setting.iter_near(event, option, origins)
        yield from self._setting.iter_told(event, stands, self._scene.place_tokens, origins)
        if len(event.triggers) > 1:
            yield from self._iter_beside(event, stands, self._find_precision(option))
        if option.token is not None:
            yield from self._iter_position(event, option.token, option.trigger)
            if self._scene.mention_of[option.token] is not None:
                yield from self._iter_governor(option.token, option.trigger)

    def _iter_beside(self, event: Draft, stands: list[int], precision: str) -> Iterator[str]:
        """Yield in how many sentences of an event's triggers a place is named."""
        scene = self._scene
        told = {scene.sentence_of[trigger.index] for trigger in event.triggers}
        count = len(told & {scene.sentence_of[token] for token in stands})
        beside = f"beside={min(3, count)} of={min(4, len(told))}"
        yield beside
        yield f"{beside} precision={precision}"

    def _iter_position(self, event: Draft, token: int, trigger: int) -> Iterator[str]:
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
        yield f"preposition={preposition} clause={same} type={event.type}"
        yield f"width={width} {'ruled' if event.place is not None else 'unruled'}"
        classes = noun_classes_of(scene.tokens[token - 1].key) if token else frozenset()
        for name in ("placehead", "container", "sitehead", "actor"):
            if name in classes:
                yield f"behind {name} width={width}"
        yield f"has narrower={self._has_narrower(token, width)} width={width}"

    def _iter_governor(self, token: int, trigger: int) -> Iterator[str]:
        """Yield what governs a place, past the nouns that tell what kind of place it is.

        Behind a word of being stationed (المتمركزة في سراقب) stands where somebody is, not where
        the event is.
        """
        scene = self._scene
        side = "after" if token > trigger else "before"
        index = self._find_governor(token, trigger)
        if index is None:
            return
        word = "trigger" if index == trigger else self._setting.describe_particle(index)
        if index < token - 1 and self._has_bi(index):
            word = "ب"
        yield f"governor={word} {side}"
        yield f"governor={word} named width={self._find_width(token)}"
        stationed = scene.has_class(index, "stationed") or (
            index > 0
            and scene.has_class(index, "locative")
            and scene.has_class(index - 1, "stationed")
        )
        if stationed:
            yield "governor is stationed"
            yield f"governor is stationed {side}"
        first, last = min(token, trigger), max(token, trigger)
        between = bisect_left(self._relatives, last) > bisect_left(self._relatives, first)
        yield f"relative between={between} {side}"

    def _find_width(self, token: int) -> int:
        mention = self._scene.mention_of[token]
        return 0 if mention is None else find_width(self._scene, token, mention)

    def _find_governor(self, token: int, trigger: int) -> int | None:
        scene = self._scene
        first, _ = scene.bounds(trigger)
        for index in range(token - 1, max(-1, token - 2 - _MOST_HEADS), -1):
            is_head = scene.has_class(index, "placehead") or scene.has_class(index, "sitehead")
            passed = is_head or scene.is_quote(index)
            if index in (first, trigger) or not passed or self._has_bi(index):
                return index
        return max(token - 2 - _MOST_HEADS, 0) if token else None

    def _has_bi(self, index: int) -> bool:
        """Whether a preposition of one letter is split off token i (بمدينة)."""
        scene = self._scene
        return any(
            form.proclitics.endswith(("ب", "ل")) and scene.splits(index, form)
            for form in scene.tokens[index].forms
        )

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
