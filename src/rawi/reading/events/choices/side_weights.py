"""Agents and targets weighed: the rules' proposals and the actors near by, each with its evidence.

For each event, every actor that the rules propose, or that the text names or describes near its
triggers, is described by what speaks for and against its being agent or target; weights learned
from annotated articles (logistic regression) decide. The features can be read, as can the weights.
Bystanders (`bystanders`) are weighed as targets alone: no weight can make them doers.
"""

from rawi.reading.events.choices.bystanders import find_bystanders
from rawi.reading.events.choices.event_weights import describe_likelihood
from rawi.reading.events.choices.side_candidates import Candidate, find_candidates
from rawi.reading.events.choices.side_features import (
    Setting,
    SideContext,
    split_description,
)
from rawi.reading.events.choices.strangers import find_opposites, find_overlords
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import MEETINGS
from rawi.reading.events.scenes import Scene
from rawi.reading.events.weights import load_weights, score

# Rules that leave little doubt: the object of a verb, and what stands behind a preposition that
# brings but one thing. In events without any other target, of those that the weights gave less than
# their threshold and these rules proposed, 18 of 24 were right on 244 annotated articles; of counts
# were 2 of 27, of genitives 5 of 18.
_PLAIN = frozenset(
    {
        "S V O", "V S O", "V other", "passive", "pronoun", "hurt", "light verb",
        "ب", "ل", "عن", "وسط", "ضد",
    }
)  # fmt: skip
_LEAST_PLAIN = 0.1
_LEAST_LIKELY = 0.3  # an event less likely than this is general talk or a figure of speech
# Who stands between a transitive verb and its object does what it tells, and both parties to a
# meeting that a verb tells of take part, where the weights give them but a little.
_PLAIN_DOERS = frozenset({"V S O", "S V O", "subject"})
_PARTIES = frozenset({"V S O", "S V O", "subject", "subject before", "مع"})
_LEAST_PARTY = 0.05
_LEAST_HIT = 0.5
# A candidate and its place in the order of its event's candidates.
Numbered = tuple[int, Candidate]


def weigh_sides(scene: Scene, events: list[Draft]) -> None:
    """Set the agents and targets of each event to those that their evidence speaks for."""
    chosen: list[dict[str, list[Numbered]]] = []
    setting, opposites = Setting(scene, events), find_opposites(scene, events)
    for event, candidates in zip(events, find_contenders(scene, events), strict=True):
        context = SideContext(setting, event, candidates)
        bystanders = find_bystanders(scene, event, candidates, opposites)
        chosen.append(_choose(context, event, candidates, bystanders))
    for event, taken in zip(events, chosen, strict=True):
        event.agents = _make_entities(scene, taken["agent"])
        targets = _make_entities(scene, taken["target"])
        event.targets = [x for x in targets if not _is_doers(scene, event, x)]


def find_contenders(scene: Scene, events: list[Draft]) -> list[list[Candidate]]:
    """Return for each event who may have a part in it: but those named as whose its doers are.

    They are whom training and reading weigh.
    """
    found = []
    for event, candidates in zip(events, find_candidates(scene, events), strict=True):
        overlords = find_overlords(scene, event, candidates)
        found.append([candidate for candidate in candidates if candidate not in overlords])
    return found


def _is_doers(scene: Scene, event: Draft, target: str) -> bool:
    """Whether a target is a doer, or told only as a doer's own (طائرات النظام قصفت البلدة)."""
    if target in event.agents:
        return True
    if ("target", target) in event.rules:
        return False
    entities = scene.entities
    doers = [span for agent in event.agents for span in entities.described_at(agent)]
    if any(m.entity == target for span in doers for m in entities.mentions_in(*span)):
        return True
    return any(
        start <= first and last <= end
        for first, last in entities.described_at(target)
        for start, end in doers
    )


def _choose(
    context: SideContext, event: Draft, candidates: list[Candidate], bystanders: set[Candidate]
) -> dict[str, list[Numbered]]:
    """Return the candidates whose evidence reaches the threshold of a role, the likeliest first.

    And those that plain grammar gives: a doer, a party, whom it befalls.
    """
    likely = describe_likelihood(1.0 if event.likely is None else event.likely)
    features = [(likely, *context.iter_features(candidate)) for candidate in candidates]
    numbered = list(enumerate(candidates))
    acting = [(number, x) for number, x in numbered if x not in bystanders]
    agents, targets = _weigh("agent", acting, features), _weigh("target", numbered, features)
    doers = _take("agent", agents)
    known = {x for _, x in doers}
    doers += [
        (number, x)
        for chance, number, x in agents
        if x not in known and _is_plain_doer(event, x, chance, others=bool(known))
    ]
    hit = {x for chance, _, x in targets if _is_plainly_hit(event, x, chance)}
    plain = [(number, x) for chance, number, x in targets if _is_plain(event, x, chance)]
    return {
        "agent": [(number, x) for number, x in doers if x not in hit],
        "target": _take("target", targets) or plain,
    }


def _weigh(
    role: str, candidates: list[Numbered], features: list[tuple[str, ...]]
) -> list[tuple[float, int, Candidate]]:
    """Return candidates with their probabilities in a role, the likeliest first."""
    weights = load_weights().features[role]
    scored = [(score(features[number], weights), number, x) for number, x in candidates]
    return sorted(scored, key=lambda item: (-item[0], item[1]))


def _take(role: str, scored: list[tuple[float, int, Candidate]]) -> list[Numbered]:
    """Return the candidates that reach the threshold of a role, for the first or for a further."""
    thresholds = load_weights().thresholds
    least = (thresholds[role], thresholds[f"further_{role}"])
    return [
        (number, x) for rank, (chance, number, x) in enumerate(scored) if chance >= least[rank > 0]
    ]


def _is_plain(event: Draft, candidate: Candidate, chance: float) -> bool:
    """Whether plain grammar says that somebody is what an event befalls (an object of its verb)."""
    rule = event.rules.get(("target", candidate.entity or ""))
    if event.type == "capture" and rule == "من":  # from whom something is taken
        return True
    if event.likely is not None and event.likely < _LEAST_LIKELY:
        return False
    return chance >= _LEAST_PLAIN and event.type not in MEETINGS and rule in _PLAIN


def _is_plainly_hit(event: Draft, candidate: Candidate, chance: float) -> bool:
    """Whether grammar says that somebody is whom an event befalls, and does not make him a doer."""
    entity = candidate.entity or ""
    rule = event.rules.get(("target", entity))
    return rule in _PLAIN and chance >= _LEAST_HIT and ("agent", entity) not in event.rules


def _is_plain_doer(event: Draft, candidate: Candidate, chance: float, *, others: bool) -> bool:
    """Whether plain grammar says that somebody did it, or met with another who takes part."""
    rule = event.rules.get(("agent", candidate.entity or ""))
    if event.type in MEETINGS:
        trigger = event.triggers[0]
        told = trigger.form is not None and trigger.sense.subject == "side"
        return told and chance >= _LEAST_PARTY and rule in _PARTIES
    return not others and chance >= _LEAST_PLAIN and rule in _PLAIN_DOERS


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
