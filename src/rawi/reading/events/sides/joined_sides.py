"""Doers whom a word joins to those that the weights took: the second party, a doer's own people."""

from rawi.reading.events.choices.bystanders import is_teller
from rawi.reading.events.drafts import Draft
from rawi.reading.events.phrases.direct_phrases import skip_joined_masdar
from rawi.reading.events.scenes import Scene
from rawi.reading.events.sides.carried_subjects import follows_link
from rawi.reading.events.sides.discourse import is_own

_BETWEEN = "بين"
_CARRIED = ("agent", "event before")
_SHARED = frozenset({"battle", "agreement", "talks"})


def join_parties(scene: Scene, events: list[Draft]) -> None:
    """Take the second of two whom بين names where the weights took the first (اتفاق بين X وY)."""
    for event in events:
        between = [
            e for (role, e), rule in event.rules.items() if rule == _BETWEEN and role == "agent"
        ]
        if event.type in _SHARED and any(entity in event.agents for entity in between):
            event.agents += [x for x in between if _is_party(scene, event, x)]


def join_followers(scene: Scene, events: list[Draft]) -> None:
    """Take whoever a word joins to the one doer as his own (الجيش ومرتزقته, السعودية وحلفاؤها)."""
    for event in events:
        if len(event.agents) != 1:
            continue
        leader = event.agents[0]
        rule = event.rules.get(("agent", leader))
        event.agents += [
            entity
            for (role, entity), other in event.rules.items()
            if role == "agent"
            and other == rule
            and entity != leader
            and entity not in event.targets
            and scene.entities[entity].type == "unnamed"
            and is_own(scene, entity)
            and _is_joined(scene, entity, leader)
        ]


def keep_linked(scene: Scene, events: list[Draft]) -> None:
    """Take who did what is told before, where قبل أن or ثم links a verb without a doer to it."""
    for number, event in enumerate(events):
        trigger = event.triggers[0]
        if event.agents or not follows_link(scene, trigger):
            continue
        sentence = scene.sentence_of[trigger.index]
        near = [other for other in events[:number] if other.sentence == sentence]
        done = {entity for other in near for entity in other.agents}
        carried = [e for (role, e), rule in event.rules.items() if (role, rule) == _CARRIED]
        event.agents += [e for e in carried if e in done and e not in event.targets]


def share_objects(scene: Scene, events: list[Draft]) -> None:
    """Let the first of two masdars befall whom the second does, their genitive (تصفية وأسر X)."""
    nouns = {t.index: event for event in events for t in event.triggers if t.form is None}
    for index, event in nouns.items():
        sharing = nouns.get(skip_joined_masdar(scene, index))
        if sharing is not None and sharing is not event and not event.targets:
            event.targets += [x for x in sharing.targets if x not in event.agents]


def _is_joined(scene: Scene, entity: str, leader: str) -> bool:
    """Whether a description stands behind و straight behind another, or a name."""
    ends = {scene.analysis.token_at(end - 1) for _, end in scene.entities.described_at(leader)}
    for start, _ in scene.entities.described_at(entity):
        index = scene.analysis.token_at(start)
        before = scene.mention_of[index - 1] if index > 0 else None
        led = index - 1 in ends or (before is not None and before.entity == leader)
        if led and scene.tokens[index].key.startswith("و"):
            return True
    return False


def _is_party(scene: Scene, event: Draft, entity: str) -> bool:
    named = scene.entities[entity].type != "unnamed" and not is_teller(scene, entity)
    return named and entity not in (*event.agents, *event.targets)
