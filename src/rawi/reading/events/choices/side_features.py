"""What speaks for and against a candidate's being agent or target of an event."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from rawi.reading.events.choices.side_candidates import Candidate, is_group_head
from rawi.reading.events.choices.side_name_features import (
    iter_agreement_features,
    iter_class_features,
)
from rawi.reading.events.choices.side_preferences import iter_preference_features
from rawi.reading.events.drafts import Draft, describe_votes
from rawi.reading.events.lexicon import find_nations, load_nationalities, plain_classes_of
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.events.words.triggers import Trigger
from rawi.text.normalise import fold

SIDES = ("agent", "target")
# Tokens within which a name is near its trigger.
_NEAR = 6
_DISTANCES = (1, 2, 3, 5, 8, 13, 21, 34)
# Events on each side of an event that are asked who takes part in them: keeps the cost linear.
_EVENTS_AROUND = 8
_HEADLINE_TOKENS = 15
_FAR = 999
# Word classes by which a description, or the noun before a name, is described; the first wins.
_KINDS = (
    "targetsite", "building", "sitehead", "suspects", "captives", "civilians", "fighters",
    "officials", "actor", "person", "people",
)  # fmt: skip


class Setting:
    """What the events of one article have in common for the features."""

    def __init__(self, scene: Scene, events: list[Draft]) -> None:
        self.scene = scene
        self.events = events
        self.numbers = {id(event): number for number, event in enumerate(events)}
        self.triggers = sorted(t.index for event in events for t in event.triggers)
        self.counts = {token: count.what for token, count in scene.quantity_tokens}
        self.mention_tokens = [
            i for i, m in enumerate(scene.mention_of) if m is not None and scene.begins_mention(i)
        ]
        self.steps = count_steps(scene)
        mentions = scene.entities.mentions
        self.named = Counter(mention.entity for mention in mentions)
        groups = Counter(m.entity for m in mentions if m.type == "armed_group")
        self.groups = [entity for entity, _ in groups.most_common(3)]
        lead = bisect_left(self.steps, _HEADLINE_TOKENS)
        self.lead = {m.entity for m in scene.mention_of[:lead] if m is not None}


def count_steps(scene: Scene) -> list[int]:
    """Return for each token how many words stand before it, a name counting as one.

    So that the length of a side's name does not weigh.
    """
    steps, count = [], 0
    for index, mention in enumerate(scene.mention_of):
        steps.append(count)
        following = scene.mention_of[index + 1] if index + 1 < len(scene.mention_of) else None
        count += mention is None or mention is not following
    return steps


class SideContext:
    """One event among the others, as the features see it."""

    def __init__(self, setting: Setting, event: Draft, candidates: list[Candidate]) -> None:
        self._setting = setting
        self._scene = setting.scene
        self._event = event
        form = event.triggers[0].form
        self._kind = "noun" if form is None else "passive" if form.passive else "verb"
        self._elsewhere = {role: _count_elsewhere(setting, event, role) for role in SIDES}
        spoken = [s for s in event.statements if s is not None]
        self._speakers = {s.speaker.entity for s in spoken}
        self._filled = {"agent": bool(event.agents), "target": bool(event.targets)}
        self._nearest = {c: _find_nearest(event, c) for c in candidates}
        self._ranks = self._rank(candidates)
        self._nations = {
            nation
            for trigger in event.triggers
            for nation in _find_nations_behind(setting.scene, trigger.index)
        }
        self._counted = {
            count.start for count in event.counts if count.what not in ("displaced", "other")
        }

    def _rank(self, candidates: list[Candidate]) -> dict[Candidate, int]:
        """Return how many candidates of its type stand nearer to a trigger than each, up to 3."""
        ranks: dict[Candidate, int] = {}
        seen: Counter[str] = Counter()
        for candidate in sorted(candidates, key=lambda c: _find_distance(self._nearest[c])):
            kind = self._find_type(candidate)
            ranks[candidate] = min(3, seen[kind])
            seen[kind] += 1
        return ranks

    def iter_features(self, candidate: Candidate) -> Iterator[str]:
        """Yield what speaks for or against a candidate: the same for both roles."""
        event = self._event
        proposed = self._proposals(candidate.entity)
        kind = self._find_type(candidate)
        yield "bias"
        yield f"proposed={proposed}"
        yield f"type={event.type}"
        yield f"is={kind}"
        yield f"type={event.type} is={kind}"
        yield f"type={event.type} proposed={proposed}"
        yield f"is={kind} proposed={proposed} {self._kind}"
        yield from self._rule_features(candidate, proposed, kind)
        for role in SIDES:
            yield f"{role} filled={self._filled[role]} proposed={proposed} is={kind}"
        yield f"sides={self._filled['agent']}{self._filled['target']} proposed={proposed}"
        yield from self._article_features(candidate, proposed)
        if candidate.span is not None:
            yield from self._description_features(candidate.span, proposed)
        yield from self._name_features(candidate, proposed)
        yield from self._near_features(candidate, proposed, kind)
        rank = self._ranks.get(candidate, 0)
        yield f"rank={rank} is={kind}"
        yield f"rank={rank} is={kind} type={event.type}"
        for role in SIDES:
            yield f"rank={rank} proposed={proposed} {role} filled={self._filled[role]}"

    def _rule_features(self, candidate: Candidate, proposed: str, kind: str) -> Iterator[str]:
        """Yield which rules propose a candidate, and whether one spares it."""
        for role in SIDES:
            rule = self._event.rules.get((role, candidate.entity or ""), "none")
            yield f"{role} rule={rule}"
            yield f"{role} rule={rule} is={kind}"
            yield f"{role} rule={rule} type={self._event.type}"
            if len(self._event.triggers) > 1 and candidate.entity is not None:
                yield f"{role} {describe_votes(self._event, (role, candidate.entity))}"
        if candidate.entity in self._event.spared:
            yield f"spared proposed={proposed}"

    def _find_type(self, candidate: Candidate) -> str:
        """Return the type of an entity; of a place, how wide it is."""
        if candidate.entity is None:
            return "described"
        entity = self._scene.entities[candidate.entity]
        if entity.type != "place":
            return entity.type
        if entity.location is None:
            return "place"
        return "country" if entity.location.precision == "country" else "town"

    def _proposals(self, entity: str | None) -> str:
        agent = entity in self._event.agents
        target = entity in self._event.targets
        return "both" if agent and target else "agent" if agent else "target" if target else "none"

    def _article_features(self, candidate: Candidate, proposed: str) -> Iterator[str]:
        """Yield what the rest of the article says of a candidate."""
        entity, event, setting = candidate.entity, self._event, self._setting
        if entity is None:
            return
        for role in SIDES:
            times = min(2, self._elsewhere[role][entity])
            yield f"{role} elsewhere={times}"
            yield f"{role} elsewhere={times} proposed={proposed}"
            yield f"{role} elsewhere={times} {role} filled={self._filled[role]}"
        if entity in self._speakers:
            yield f"speaks type={event.type}"
            yield f"speaks proposed={proposed}"
        yield f"named={min(4, setting.named[entity])} proposed={proposed}"
        if entity in setting.groups:
            rank = setting.groups.index(entity)
            yield f"group rank={rank} proposed={proposed}"
            yield f"group rank={rank} agents={self._filled['agent']} type={event.type}"
        if entity in setting.lead:
            yield f"lead proposed={proposed}"

    def _name_features(self, candidate: Candidate, proposed: str) -> Iterator[str]:
        """Yield what the words of a candidate say, and whether they agree with the trigger.

        The letters of a side's name say nothing: of a named force only whether it flies or shells.
        """
        words = self._find_words(candidate)
        if not words:
            return
        type_, kind = self._event.type, self._find_type(candidate)
        described = kind in ("unnamed", "described")
        yield from iter_class_features(words, type_, proposed, is_name=not described)
        if kind in ("unnamed", "described", "organization"):
            yield from iter_preference_features(words[0], type_, proposed)
        if self._nations:
            same = not self._nations.isdisjoint(find_nations(words))
            yield f"nation={same} {kind} type={type_}"
            yield f"nation={same} {kind} proposed={proposed}"
        nearest = self._nearest[candidate]
        if nearest is not None:
            trigger, token = nearest
            side = "after" if token > trigger.index else "before"
            yield from iter_agreement_features(trigger, words[0], f"{side} {kind} {proposed}")

    def _find_words(self, candidate: Candidate) -> list[str]:
        """Return the folded words of a name, or of a description those outside the names in it."""
        entities, span = self._scene.entities, candidate.span
        if candidate.entity is not None:
            entity = entities[candidate.entity]
            span = next(iter(entities.described_at(entity.id)), None)
            if entity.type != "unnamed" or span is None:
                return fold(entity.name).split()
        return [] if span is None else fold(self._mask_names(span)).split()

    def _mask_names(self, span: tuple[int, int]) -> str:
        """Return the text of a span without the names in it."""
        text, (start, end) = self._scene.analysis.doc.text, span
        parts = []
        for mention in self._scene.entities.mentions_in(start, end):
            parts.append(text[start : mention.start])
            start = max(start, mention.end)
        return " ".join([*parts, text[start:end]])

    def _description_features(self, span: tuple[int, int], proposed: str) -> Iterator[str]:
        """Yield what a description says by its words."""
        scene, type_ = self._scene, self._event.type
        words = fold(scene.analysis.doc.slice(*span)).split()
        counted = [w for w in words[:3] if w[0].isdigit() or "quantifier" in plain_classes_of(w)]
        head = next((w for w in words if w not in counted), words[0]).removeprefix("ال")
        kind = _find_kind(head)
        yield f"head={head}"
        yield f"head={head} type={type_}"
        yield f"kind={kind} type={type_}"
        yield f"kind={kind} proposed={proposed}"
        yield f"counted={bool(counted)} kind={kind}"
        yield f"definite={words[0].startswith('ال')} proposed={proposed}"
        yield f"words={min(5, self._count_words(span))} proposed={proposed}"
        if span[0] in self._counted:
            yield f"victims type={type_}"
            yield f"victims proposed={proposed}"
        what = self._setting.counts.get(scene.analysis.token_at(span[0]))
        if what is not None:
            yield f"what={what} type={type_}"
            yield f"what={what} own={span[0] in self._counted}"

    def _count_words(self, span: tuple[int, int]) -> int:
        """Return how many words a description has, a name in it counting as one."""
        analysis, steps = self._scene.analysis, self._setting.steps
        return steps[analysis.token_at(span[1] - 1)] - steps[analysis.token_at(span[0])] + 1

    def _near_features(self, candidate: Candidate, proposed: str, kind: str) -> Iterator[str]:
        """Yield how the nearest place that names the candidate stands to the nearest trigger."""
        scene, type_ = self._scene, self._event.type
        nearest = self._nearest[candidate]
        if nearest is None:
            yield "nowhere"
            return
        event_word, token = nearest
        trigger, sense = event_word.index, event_word.sense
        steps = abs(self._setting.steps[token] - self._setting.steps[trigger])
        distance = bisect_left(_DISTANCES, steps)
        side = "after" if token > trigger else "before"
        sentences = scene.sentence_of[token] - scene.sentence_of[trigger]
        clause = scene.clause_of[token] == scene.clause_of[trigger]
        before, after = _word_before(scene, token), _word_after(scene, token)
        near = "near" if steps <= _NEAR else "far"
        here = f"{side} {near}" if clause else f"{side} sentences={max(-2, min(2, sentences))}"
        yield f"{side} {distance}"
        yield f"{side} {distance} {self._kind}"
        yield f"{side} {distance} is={kind} proposed={proposed}"
        yield f"sentences={max(-2, min(2, sentences))} proposed={proposed}"
        yield f"clause={clause} {side}"
        yield f"before={before} {side}"
        yield f"before={before} {here} is={kind}"
        yield f"before={before} type={type_}"
        yield f"after={after} {side}"
        yield f"after={after} {here} proposed={proposed}"
        yield f"type={type_} {here} is={kind}"
        yield f"lemma={sense.lemma} proposed={proposed}"
        yield f"lemma={sense.lemma} {side}"
        yield f"lemma={sense.lemma} {here} before={before}"
        yield f"object={sense.object} {self._kind} {side} {near}"
        yield f"object={sense.object} {self._kind} {here} is={kind}"
        yield f"subject={sense.subject} {self._kind} {side} {near}"
        yield f"before={before} object={sense.object} {self._kind} {near}"
        yield from self._between_features(token, trigger, proposed)

    def _between_features(self, token: int, trigger: int, proposed: str) -> Iterator[str]:
        """Yield what stands between a candidate and the trigger."""
        scene = self._scene
        first, last = min(token, trigger) + 1, max(token, trigger)
        side = "after" if token > trigger else "before"
        starts = self._setting.mention_tokens
        names = max(0, bisect_left(starts, last) - bisect_left(starts, first))
        yield f"between={min(3, names)} {side}"
        triggers = self._setting.triggers
        others = bisect_left(triggers, last) - bisect_right(triggers, first - 1)
        yield f"triggers between={min(2, others)} {side}"
        yield f"triggers between={min(2, others)} proposed={proposed}"
        at = bisect_left(triggers, token)
        around = triggers[max(0, at - 1) : at + 2]
        steps = self._setting.steps
        closest = min((abs(steps[t] - steps[token]) for t in around), default=0)
        nearest = closest >= abs(steps[token] - steps[trigger])
        yield f"closest={nearest} proposed={proposed} {side}"
        if token > 0 and scene.mention_of[token - 1] is None:
            owner = _find_kind(scene.tokens[token - 1].key.removeprefix("ال"))
            yield f"noun before={owner} proposed={proposed}"
            yield f"noun before={owner} type={self._event.type}"


def _count_elsewhere(setting: Setting, event: Draft, role: str) -> Counter[str]:
    """Count in how many other events the rules give an actor a role, those near in the text."""
    at = setting.numbers[id(event)]
    counts: Counter[str] = Counter()
    for other in setting.events[max(0, at - _EVENTS_AROUND) : at + _EVENTS_AROUND + 1]:
        if other is not event:
            counts.update(other.agents if role == "agent" else other.targets)
    return counts


def _find_nations_behind(scene: Scene, index: int) -> Iterator[str]:
    """Yield the states whose adjectives stand behind a trigger, outside names."""
    for other in range(index + 1, min(len(scene.tokens), index + 4)):
        if scene.mention_of[other] is None:
            yield from load_nationalities().get(scene.tokens[other].key, ())


def _find_nearest(event: Draft, candidate: Candidate) -> tuple[Trigger, int] | None:
    """Return the trigger and the naming token that stand nearest to each other."""
    pairs = [
        (trigger, token)
        for trigger in event.triggers
        for token in _neighbours(candidate.tokens, trigger.index)
    ]
    return min(pairs, key=lambda pair: abs(pair[0].index - pair[1]), default=None)


def _find_distance(nearest: tuple[Trigger, int] | None) -> int:
    return _FAR if nearest is None else abs(nearest[0].index - nearest[1])


def _neighbours(tokens: tuple[int, ...], index: int) -> tuple[int, ...]:
    at = bisect_left(tokens, index)
    return tokens[max(0, at - 1) : at + 1]


def split_description(text: str) -> set[str]:
    """Return the words of a description, folded, without articles."""
    return {word.removeprefix("ال") for word in fold(text).split()}


def _find_kind(key: str) -> str:
    """Return what kind of thing a folded noun names."""
    classes = plain_classes_of(key)
    return next((kind for kind in _KINDS if kind in classes), "none")


def _word_before(scene: Scene, token: int) -> str:
    """Return the preposition or short word before a name, or what stands there in its stead."""
    mention = scene.mention_of[token]
    word = scene.tokens[token]
    if mention is not None and mention.start > word.start:
        return fold(word.text[: mention.start - word.start]) + "+"
    if token and is_group_head(scene, token - 1):
        token -= 1
        skip = scene.tokens[token].forms[-1].proclitics
        if skip:
            return skip + "+"
    if token == 0:
        return "^"
    before = scene.tokens[token - 1]
    if scene.mention_of[token - 1] is not None:
        return "word"
    if before.kind == "mark":
        return before.text
    if is_verb(before.key):
        return "verb"
    return before.key if len(before.key) <= 4 else "word"


def _word_after(scene: Scene, token: int) -> str:
    """Return what kind of word follows a name: a mark, a verb, a short word, or another."""
    mention = scene.mention_of[token]
    after = token + 1
    while after < len(scene.tokens) and mention is not None and scene.mention_of[after] is mention:
        after += 1
    if after >= len(scene.tokens):
        return "$"
    word = scene.tokens[after]
    if scene.mention_of[after] is not None:
        return "word"
    if word.kind == "mark":
        return word.text
    if is_verb(word.key):
        return "verb"
    return word.key if len(word.key) <= 3 else "word"
