"""Agents and targets weighed: the rules' proposals and the actors near by, each with its evidence.

For each event, every actor that the rules propose, or that the text names or describes near its
triggers, is described by what speaks for and against its being agent or target; weights learned
from annotated articles (logistic regression) decide. The features can be read, as can the weights.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import load_states
from rawi.reading.events.scenes import Scene
from rawi.reading.events.triggers import Trigger
from rawi.reading.events.weights import load_weights, score
from rawi.text.normalise import fold

SIDES = ("agent", "target")
# Actors named farther than this many sentences from every trigger are not weighed.
_NEAR_SENTENCES = 2
# Actors of one event weighed at most, the nearest first: keeps the cost linear.
_MOST_CANDIDATES = 16
# Tokens within which a name is near its trigger.
_NEAR = 6
_DISTANCES = (1, 2, 3, 5, 8, 13, 21, 34)


class Candidate(NamedTuple):
    """An actor that may take part in an event, and the tokens where it is named or described."""

    entity: str
    tokens: tuple[int, ...]


def weigh_sides(scene: Scene, events: list[Draft]) -> None:
    """Set the agents and targets of each event to those that their evidence speaks for."""
    weights, thresholds = load_weights()
    chosen: list[dict[str, list[str]]] = []
    for event, candidates in zip(events, find_candidates(scene, events), strict=True):
        taken: dict[str, list[str]] = {role: [] for role in SIDES}
        context = Context(scene, events, event)
        for candidate in candidates:
            for role in SIDES:
                features = list(context.iter_features(candidate, role))
                if score(features, weights[role]) >= thresholds[role]:
                    taken[role].append(candidate.entity)
        chosen.append(taken)
    for event, taken in zip(events, chosen, strict=True):
        event.agents = taken["agent"]
        event.targets = [x for x in taken["target"] if x not in taken["agent"]]


def find_candidates(scene: Scene, events: list[Draft]) -> list[list[Candidate]]:
    """Return for each event the actors to weigh, the rules' first, then by nearness."""
    named = sorted([*_find_named(scene), *_find_described(scene, events)])
    tokens = [token for token, _ in named]
    where: dict[str, list[int]] = {}
    for token, entity in named:
        where.setdefault(entity, []).append(token)
    found = []
    for event in events:
        near: dict[str, int] = dict.fromkeys((*event.agents, *event.targets), -1)
        for trigger in event.triggers:
            first, last = _reach(scene, trigger.index)
            for position in range(bisect_left(tokens, first), bisect_left(tokens, last)):
                token, entity = named[position]
                far = abs(token - trigger.index)
                near[entity] = min(near.get(entity, far), far)
        best = sorted(near, key=lambda entity: near[entity])[:_MOST_CANDIDATES]
        found.append([_make_candidate(scene, entity, where) for entity in best])
    return found


def _find_named(scene: Scene) -> list[tuple[int, str]]:
    """Return the tokens where an actor is named, in order: groups, bodies, persons, states."""
    states = load_states()
    return [
        (index, mention.entity)
        for index, mention in enumerate(scene.mention_of)
        if mention is not None
        and scene.begins_mention(index)
        and (mention.type != "place" or fold(mention.text) in states)
    ]


def _find_described(scene: Scene, events: list[Draft]) -> list[tuple[int, str]]:
    """Return the tokens where the described actors begin that the rules propose for any event."""
    described = {
        entity: None
        for event in events
        for entity in (*event.agents, *event.targets)
        if scene.entities[entity].type == "unnamed"
    }
    return [
        (scene.analysis.token_at(start), entity)
        for entity in described
        for start, _ in scene.entities.described_at(entity)
    ]


def _reach(scene: Scene, index: int) -> tuple[int, int]:
    """Return the tokens of the sentences around a token, not beyond the window of a sentence."""
    sentences = scene.analysis.sentences
    number = scene.sentence_of[index]
    first = sentences[max(0, number - _NEAR_SENTENCES)].first
    last = sentences[min(len(sentences) - 1, number + 1)].last
    return max(first, index - 120), min(last, index + 80)


def _make_candidate(scene: Scene, entity: str, where: dict[str, list[int]]) -> Candidate:
    described = [scene.analysis.token_at(start) for start, _ in scene.entities.described_at(entity)]
    return Candidate(entity, tuple(sorted({*where.get(entity, ()), *described})))


class Context:
    """One event among the others, as the features see it."""

    def __init__(self, scene: Scene, events: list[Draft], event: Draft) -> None:
        self._scene = scene
        self._event = event
        self._kind = "noun" if event.triggers[0].form is None else "verb"
        count = {role: _count_elsewhere(events, event, role) for role in SIDES}
        self._elsewhere = count
        spoken = [s for s in event.statements if s is not None]
        self._speakers = {s.speaker.entity for s in spoken}
        self._filled = {"agent": bool(event.agents), "target": bool(event.targets)}

    def iter_features(self, candidate: Candidate, role: str) -> Iterator[str]:
        """Yield what speaks for or against a candidate in a role."""
        event, scene = self._event, self._scene
        entity = scene.entities[candidate.entity]
        proposed = self._proposals(candidate.entity)
        yield "bias"
        yield f"proposed={proposed}"
        yield f"type={event.type}"
        yield f"is={entity.type}"
        yield f"type={event.type} is={entity.type}"
        yield f"type={event.type} proposed={proposed}"
        yield f"is={entity.type} proposed={proposed} {self._kind}"
        yield f"filled={self._filled[role]} proposed={proposed}"
        for other in SIDES:
            times = min(2, self._elsewhere[other][candidate.entity])
            yield f"{other} elsewhere={times}"
            yield f"{other} elsewhere={times} proposed={proposed}"
        if candidate.entity in self._speakers:
            yield f"speaks type={event.type}"
            yield "speaks"
        yield f"named={min(4, len(candidate.tokens))}"
        if entity.type == "unnamed":
            yield f"head={_find_head(entity.name)}"
            yield f"head={_find_head(entity.name)} type={event.type}"
        yield from self._near_features(candidate, proposed)

    def _proposals(self, entity: str) -> str:
        agent = entity in self._event.agents
        target = entity in self._event.targets
        return "both" if agent and target else "agent" if agent else "target" if target else "none"

    def _near_features(self, candidate: Candidate, proposed: str) -> Iterator[str]:
        """Yield how the nearest place that names the candidate stands to the nearest trigger."""
        scene = self._scene
        nearest = _find_nearest(self._event, candidate)
        if nearest is None:
            yield "nowhere"
            return
        event_word, token = nearest
        trigger, sense = event_word.index, event_word.sense
        distance = bisect_left(_DISTANCES, abs(token - trigger))
        side = "after" if token > trigger else "before"
        sentences = scene.sentence_of[token] - scene.sentence_of[trigger]
        clause = scene.clause_of[token] == scene.clause_of[trigger]
        before = _word_before(scene, token)
        yield f"{side} {distance}"
        yield f"{side} {distance} {self._kind}"
        yield f"sentences={max(-2, min(2, sentences))} proposed={proposed}"
        yield f"clause={clause} {side}"
        yield f"before={before} {side}"
        yield f"before={before} type={self._event.type}"
        between = (
            sum(
                scene.begins_mention(i) for i in range(min(token, trigger) + 1, max(token, trigger))
            )
            if abs(token - trigger) < 40
            else 9
        )
        yield f"between={min(3, between)} {side}"
        near = "near" if abs(token - trigger) <= _NEAR else "far"
        yield f"lemma={sense.lemma} proposed={proposed}"
        yield f"lemma={sense.lemma} {side}"
        yield f"object={sense.object} {self._kind} {side} {near}"
        yield f"subject={sense.subject} {self._kind} {side} {near}"
        yield f"before={before} object={sense.object} {self._kind} {near}"


def _count_elsewhere(events: list[Draft], event: Draft, role: str) -> Counter[str]:
    """Count in how many other events the rules give an actor a role, those near in the text."""
    at = events.index(event)
    counts: Counter[str] = Counter()
    for other in events[max(0, at - 8) : at + 9]:
        if other is not event:
            counts.update(other.agents if role == "agent" else other.targets)
    return counts


def _find_nearest(event: Draft, candidate: Candidate) -> tuple[Trigger, int] | None:
    """Return the trigger and the naming token that stand nearest to each other."""
    pairs = [
        (trigger, token)
        for trigger in event.triggers
        for token in _neighbours(candidate.tokens, trigger.index)
    ]
    return min(pairs, key=lambda pair: abs(pair[0].index - pair[1]), default=None)


def _neighbours(tokens: tuple[int, ...], index: int) -> tuple[int, ...]:
    at = bisect_left(tokens, index)
    return tokens[max(0, at - 1) : at + 1]


def _find_head(name: str) -> str:
    """Return the first word of a description, folded, without its article."""
    key = fold(name.split()[0])
    return key[2:] if key.startswith("ال") else key


def _word_before(scene: Scene, token: int) -> str:
    """Return the preposition or short word before a name, or what stands there in its stead."""
    mention = scene.mention_of[token]
    word = scene.tokens[token]
    if mention is not None and mention.start > word.start:
        return fold(word.text[: mention.start - word.start]) + "+"
    if token == 0:
        return "^"
    before = scene.tokens[token - 1]
    if before.kind == "mark":
        return before.text
    return before.key if len(before.key) <= 4 else "word"
