"""Agents and targets weighed: the rules' proposals and the actors near by, each with its evidence.

For each event, every actor that the rules propose, or that the text names or describes near its
triggers, is described by what speaks for and against its being agent or target; weights learned
from annotated articles (logistic regression) decide. The features can be read, as can the weights.
"""

from rawi.reading.events.drafts import Draft
from rawi.reading.events.event_weights import describe_likelihood
from rawi.reading.events.lexicon import VIOLENT
from rawi.reading.events.scenes import Scene
from rawi.reading.events.side_candidates import Candidate, find_candidates
from rawi.reading.events.side_features import (
    SIDES,
    Setting,
    SideContext,
    split_description,
)
from rawi.reading.events.weights import load_weights, score

# Events whose sides all take part, or that do nobody harm.
_MUTUAL = frozenset({"battle", "riot", "talks", "agreement", "trial", "displacement"})

# A candidate and its place in the order of its event's candidates.
Numbered = tuple[int, Candidate]


def weigh_sides(scene: Scene, events: list[Draft]) -> None:
    """Set the agents and targets of each event to those that their evidence speaks for."""
    chosen: list[dict[str, list[Numbered]]] = []
    setting = Setting(scene, events)
    for event, candidates in zip(events, find_candidates(scene, events), strict=True):
        no_doers = {
            c for c in candidates if _only_tells(scene, event, c) or _is_only_where(scene, event, c)
        }
        context = SideContext(setting, event, candidates)
        chosen.append(_choose(context, event, candidates, no_doers))
    for event, taken in zip(events, chosen, strict=True):
        event.agents = _make_entities(scene, taken["agent"])
        targets = _make_entities(scene, taken["target"])
        event.targets = [x for x in targets if x not in event.agents]


def is_spared(event: Draft, entity: str | None) -> bool:
    """Whether the grammar shows somebody as what an event hits, or its owner, and as no doer."""
    if entity is None or entity in event.agents or event.type in _MUTUAL:
        return False
    return entity in event.spared or entity in event.targets


def _only_tells(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether somebody is near an event of violence as who tells of it, and in no other part."""
    entity = candidate.entity
    if entity is None or event.type not in VIOLENT or ("agent", entity) in event.rules:
        return False
    tells = any(s is not None and s.speaker.entity == entity for s in event.statements)
    return tells and scene.entities[entity].type != "armed_group"


def _is_only_where(scene: Scene, event: Draft, candidate: Candidate) -> bool:
    """Whether a place is near an event only as where something is (في مدينة مغنية بالجزائر).

    No rule proposes it for a doer, and a preposition or a wider noun stands before it each time.
    """
    entity = candidate.entity
    if entity is None or scene.entities[entity].type != "place":
        return False
    if ("agent", entity) in event.rules:
        return False
    told = {scene.sentence_of[trigger.index] for trigger in event.triggers}
    near = [
        token
        for token in candidate.tokens
        if not told.isdisjoint(range(scene.sentence_of[token] - 1, scene.sentence_of[token] + 2))
    ]
    return bool(near) and all(_locates(scene, token) for token in near)


def _locates(scene: Scene, token: int) -> bool:
    """Whether في, ب or a noun such as مدينة or ريف brings the place named at token i."""
    mention, word = scene.mention_of[token], scene.tokens[token]
    split = "" if mention is None else word.key[: mention.start - word.start]
    if "ب" in split:
        return True
    before = token - 1
    while before >= 0 and scene.is_quote(before):
        before -= 1
    if before < 0 or scene.is_mark(before):
        return False
    if split == "و":  # من تركيا وسورية
        other = scene.mention_of[before]
        while before > 0 and scene.mention_of[before - 1] is other is not None:
            before -= 1
        return other is not None and other.type == "place" and _locates(scene, before)
    return scene.has_class(before, "locative") or scene.tokens[before].key == "من"


def _choose(
    context: SideContext, event: Draft, candidates: list[Candidate], no_doers: set[Candidate]
) -> dict[str, list[Numbered]]:
    """Return the candidates whose evidence reaches the threshold of a role, the likeliest first."""
    table = load_weights()
    taken: dict[str, list[Numbered]] = {}
    likely = describe_likelihood(1.0 if event.likely is None else event.likely)
    features = [(likely, *context.iter_features(candidate)) for candidate in candidates]
    for role in SIDES:
        weights = table.features[role]
        scored = [
            (score(features[number], weights), -number, candidate)
            for number, candidate in enumerate(candidates)
            if role == "target" or not (candidate in no_doers or is_spared(event, candidate.entity))
        ]
        scored.sort(key=lambda item: item[:2], reverse=True)
        least = (table.thresholds[role], table.thresholds[f"further_{role}"])
        taken[role] = [
            (-number, candidate)
            for rank, (chance, number, candidate) in enumerate(scored)
            if chance >= least[min(1, rank)]
        ]
    return taken


def _make_entities(scene: Scene, candidates: list[Numbered]) -> list[str]:
    """Return the entities of the candidates in their order; a chosen description becomes one.

    Of several descriptions of perhaps one thing (مدنيين, مدنيين عزل) the likeliest stays.
    """
    taken: list[tuple[int, Candidate]] = []
    described: list[set[str]] = []
    for number, candidate in candidates:
        if candidate.span is not None:
            words = split_description(scene.analysis.doc.slice(*candidate.span))
            if any(words <= other or other <= words for other in described):
                continue
            described.append(words)
        taken.append((number, candidate))
    entities = [
        _make_entity(scene, candidate) for _, candidate in sorted(taken, key=lambda x: x[0])
    ]
    return list(dict.fromkeys(entities))


def _make_entity(scene: Scene, candidate: Candidate) -> str:
    if candidate.entity is not None:
        return candidate.entity
    assert candidate.span is not None
    return scene.entities.add_unnamed(*candidate.span)
