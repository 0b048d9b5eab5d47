"""What an event takes from the text around it, and what it must not.

Before the weights decide: victims of its counts, and what the sentence told before. Of what they
chose: no accuser among the doers, no "two sides" beside the two, no town for a target.
"""

from itertools import pairwise

from rawi.model import BODIES, Mention, Quantity, Statement
from rawi.reading.events.circumstances.clauses import PLACELESS, PlaceFound
from rawi.reading.events.circumstances.foreign_times import find_bygone
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import VIOLENT, plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.events.sides.light_verbs import tells_doer
from rawi.reading.events.sides.named_victims import find_named
from rawi.reading.events.sides.noun_sides import names_state
from rawi.text.normalise import fold
from rawi.text.tokens import split_enclitics

# Counts whose people are the target of the event, and the events where they are.
_VICTIMS = frozenset({"killed", "arrested", "abducted"})
_WITH_VICTIMS = frozenset(
    {"airstrike", "shelling", "bombing", "attack", "killing", "arrest", "abduction"}
)
_HURT = _VICTIMS | {"wounded", "other"}
# Words between those counted and the body that they belong to, and how many of them at most.
_MEMBER = frozenset({"people", "fighters", "actor", "officials", "belonging", "fightword"})
_MEMBER_REACH = 5
_CAUSED = VIOLENT | {"destruction"}
# How far before a trigger a group is proposed for its doer: on hand-annotated news 8 tokens found
# fewer, 30 were oftener wrong.
_REACH = 15
_PERSONAL = frozenset({"killing", "arrest", "trial", "appointment", "abduction", "release"})
_PERSON_REACH = 10
_ANSWERED = 4  # tokens before an event noun in which ردا على, بعد stand
_BEFORE = frozenset({"reply", "earlier"})
_PEOPLE = frozenset(
    {"people", "fighters", "forces", "soldiers", "civilians", "bandmember", "officials", "leader"}
)
_SHARED = frozenset({"battle", "agreement", "talks"})
# What a town is the target of, where nothing in it is told to be hit (قصفت X بلدة Y).
_SHELLINGS = frozenset({"shelling", "airstrike"})
_TOWNS = frozenset({"town", "district", "governorate", "region"})


def add_victims(scene: Scene, events: list[Draft]) -> None:
    """Make the people of the first count of killed or arrested a target of their event.

    Those wounded are where nobody was killed: on hand-annotated news 64% of them, else 15%.
    The body whose members they are is no doer of it.
    """
    for event in events:
        if event.type == "displacement":
            _add_displaced(scene, event)
        bodies = {c: _find_bodies(scene, c) for c in event.counts if c.what in _HURT}
        event.spared.update(body.entity for found in bodies.values() for body in found)
        victims = [count for count in event.counts if count.what in _VICTIMS]
        victims = victims or [count for count in event.counts if count.what == "wounded"]
        if event.type in VIOLENT:
            _add_bodies(scene, event, bodies)
        if victims and event.type in _WITH_VICTIMS and not _is_told(scene, event, victims[0]):
            named = bodies[victims[0]]
            if _are_hit(named, victims[0]):
                continue
            end = named[-1].end if named else victims[0].end
            entity = scene.entities.add_unnamed(victims[0].start, end)
            if entity not in event.targets:
                event.targets.append(entity)
                event.rules["target", entity] = "count"


def add_named_victims(scene: Scene, events: list[Draft]) -> None:
    """Make who is named among the dead or caught of an event's counts its target."""
    for event in events:
        if event.type not in _WITH_VICTIMS:
            continue
        for count in event.counts:
            if count.what not in _VICTIMS:
                continue
            for entity in find_named(scene, count):
                if entity not in (*event.targets, *event.agents):
                    event.targets.append(entity)


def _add_displaced(scene: Scene, event: Draft) -> None:
    """Make who flees the doer, and whom somebody drives out his target (نزحت 150 عائلة)."""
    fled = next((count for count in event.counts if count.what == "displaced"), None)
    if fled is None:
        return
    if _is_told(scene, event, fled):
        told = (x for x in event.agents if scene.entities[x].name == fled.text)
        event.rules.update({("agent", entity): "count" for entity in told})
        return
    entity = scene.entities.add_unnamed(fled.start, fled.end)
    if event.agents and entity not in event.agents:
        event.targets.append(entity)
        event.rules["target", entity] = "count"
    elif not event.targets:
        event.add_agent(entity, "count")


def _add_bodies(scene: Scene, event: Draft, bodies: dict[Quantity, list[Mention]]) -> None:
    """Make the forces whose members are hurt targets (مقتل عشرة من عناصر X)."""
    for count, named in bodies.items():
        for body in named if _are_hit(named, count) else ():
            if body.entity not in (*event.targets, *event.agents):
                event.targets.append(body.entity)
                event.rules["target", body.entity] = "count"


def _are_hit(named: list[Mention], count: Quantity) -> bool:
    """Whether those counted are of named forces and several, so that the forces are hit."""
    several = count.high is None or count.high > 1
    return several and bool(named) and all(body.type == "armed_group" for body in named)


def _find_bodies(scene: Scene, count: Quantity) -> list[Mention]:
    """Return where the bodies are named that those counted belong to.

    ستة من عناصر الشرطة والجيش, عشرة أشخاص ينتمون لتنظيم داعش.
    """
    index = scene.analysis.token_at(count.end - 1) + 1
    _, end = scene.bounds(scene.analysis.token_at(count.start))
    last = min(index + _MEMBER_REACH, end)
    while index < last and scene.mention_of[index] is None:
        member = not _MEMBER.isdisjoint(scene.classes_at(index))
        if not member and scene.tokens[index].key not in ("من", "في", "الي"):
            return []
        index += 1
    found: list[Mention] = []
    while index < last and len(found) < _MEMBER_REACH:
        mention = scene.mention_of[index]
        if mention is None or mention.type not in BODIES:
            break
        found.append(mention)
        while index < end and scene.mention_of[index] is mention:
            index += 1
        last = index + (index < end and scene.tokens[index].key.startswith("و"))
    return found


def _is_told(scene: Scene, event: Draft, count: Quantity) -> bool:
    """Whether a side of an event is the people of a count already."""
    names = [scene.entities[side].name for side in (*event.targets, *event.agents)]
    return any(count.text in name or name in count.text for name in names)


def fill_gaps(scene: Scene, events: list[Draft]) -> None:
    """Give an event without place, date or doer those of the event before it in its sentence.

    For one that still has no doer the armed group named last before it in the sentence is proposed;
    of violence it is never taken for that alone (decision 22, `bystanders`).
    """
    for before, event in pairwise(events):
        if event.sentence > before.sentence:  # the one before is told of no longer
            continue
        near = _is_told_near(scene, before, event)
        if event.place is None and event.type not in PLACELESS:
            event.place = before.place
        if event.date is None and find_bygone(scene, event.triggers[0]) is None:
            event.date = before.date
        if event.agents or _names_state(scene, event) or _is_answered(scene, before, event):
            continue
        if near and _shares_doers(before, event):
            _add(event, "agent", before.agents, "event before")
    for event in events:
        if not event.agents and event.type != "protest" and not _names_state(scene, event):
            _add(event, "agent", _find_group(scene, event), "group before")
        if not event.targets and event.type in _PERSONAL:
            _add(event, "target", _find_person(scene, event), "person behind")


def _is_told_near(scene: Scene, before: Draft, event: Draft) -> bool:
    """Whether a word of one event stands in a sentence of another, or beside it."""
    told = {scene.sentence_of[trigger.index] for trigger in event.triggers}
    near = {number + step for number in told for step in (-1, 0, 1)}
    return any(scene.sentence_of[trigger.index] in near for trigger in before.triggers)


def _shares_doers(before: Draft, event: Draft) -> bool:
    """Whether an event that names no doer is likely of those of the event told before it."""
    if "naturaldeath" in plain_classes_of(event.triggers[0].sense.lemma):
        return False
    two = before.type in _SHARED and event.type not in _SHARED  # which of two did it?
    return event.type in _CAUSED and before.type in VIOLENT and not two


def _is_answered(scene: Scene, before: Draft, event: Draft) -> bool:
    """Whether the event before answers this one (ردا على مقتل …, بعد هجوم), or hit his own.

    قصفت X مواقع ردا على مقتل أحد جنودها: who answers did not do it.
    """
    if event.type not in VIOLENT or not before.agents:
        return False
    index = event.triggers[0].index
    near = range(max(before.triggers[-1].index + 1, index - _ANSWERED), index)
    if any(not _BEFORE.isdisjoint(scene.classes_at(other)) for other in near):
        return True
    return any(is_own(scene, entity) for entity in event.targets)


def is_own(scene: Scene, entity: str) -> bool:
    """Whether a description ends in whose people they are (أحد جنودها, عناصره)."""
    described = scene.entities[entity]
    if described.type != "unnamed" or not described.name:
        return False
    word = described.name.split()[-1]
    bases = () if word.endswith("ة") else split_enclitics(fold(word))
    return any(plain_classes_of(base) & _PEOPLE for base, _ in bases)


def _add(event: Draft, role: str, entities: list[str], rule: str) -> None:
    """Add those whom no word of the event's clause names in their role."""
    sides = event.agents if role == "agent" else event.targets
    for entity in entities:
        if role == "target" or entity not in event.spared:
            sides.append(entity)
            event.rules.setdefault((role, entity), rule)


def _names_state(scene: Scene, event: Draft) -> bool:
    """Whether its own words say who did it, named or not (غارات روسية, هجمات تشنها قبائل)."""
    return any(names_state(scene, t) or tells_doer(scene, t) for t in event.triggers)


def _find_person(scene: Scene, event: Draft) -> list[str]:
    """Return the person named soonest behind a trigger of what is done to persons."""
    for trigger in event.triggers:
        _, last = scene.bounds(trigger.index)
        for index in range(trigger.index + 1, min(last, trigger.index + _PERSON_REACH)):
            mention = scene.mention_of[index]
            if scene.is_mark(index) or scene.has_class(index, "byagent"):
                break
            if mention is not None and mention.type == "person":
                if mention.entity not in event.agents:
                    return [mention.entity]
                break
    return []


def _find_group(scene: Scene, event: Draft) -> list[str]:
    """Return the armed group named last before an event's first trigger, in its sentence."""
    trigger = event.triggers[0]
    first, _ = scene.bounds(trigger.index)
    for index in range(trigger.index - 1, max(first, trigger.index - _REACH) - 1, -1):
        mention = scene.mention_of[index]
        if mention is None or mention.type != "armed_group" or _is_led(scene, index):
            continue
        if _is_partner(scene, index):
            continue
        if mention.entity not in (*event.targets, *event.spared):
            return [mention.entity]
    return []


def _is_partner(scene: Scene, index: int) -> bool:
    """Whether مع or ضد brings a group, with or against whom another acts (السلام مع حركة X)."""
    before = scene.before_name(index)
    return before >= 0 and scene.tokens[before].key in ("مع", "ضد")


def _is_led(scene: Scene, index: int) -> bool:
    """Whether a group is named but to say whom somebody leads (زعيم حزب X)."""
    before = index - 1
    while before > 0 and scene.has_class(before, "grouphead"):
        before -= 1
    return before >= 0 and scene.has_class(before, "leader")


def clear_accusers(scene: Scene, events: list[Draft]) -> None:
    """Take from the doers of violence those who condemn it, and of what only accusers tell, them.

    They are the speaker, and whoever the phrase names for whom the speaker speaks.
    """
    for event in events:
        statements = [statement for statement in event.statements if statement is not None]
        against = [s for s in statements if s.stance == "condemns" and event.type in VIOLENT]
        alone = len(statements) == len(event.statements)
        if alone and all(statement.stance == "accuses" for statement in statements):
            against = statements
        event.agents = [
            agent for agent in event.agents if not any(_speaks(scene, agent, s) for s in against)
        ]


def drop_own(scene: Scene, events: list[Draft]) -> None:
    """Take from the targets who is described as the doers' own people (مسلحي X, where X did it)."""
    for event in events:
        doers = {x for x in event.agents if scene.entities[x].type == "armed_group"}
        if doers and event.type in VIOLENT:
            event.targets = [x for x in event.targets if not _is_of(scene, x, doers)]


def _is_of(scene: Scene, entity: str, groups: set[str]) -> bool:
    """Whether a description begins with a word for members and goes on with their group."""
    described = scene.entities[entity]
    words = described.name.split()
    if described.type != "unnamed" or not words:
        return False
    if "bandmember" not in plain_classes_of(fold(words[0])):
        return False
    named = [
        m for span in scene.entities.described_at(entity) for m in scene.entities.mentions_in(*span)
    ]
    return any(mention.entity in groups for mention in named)


def _speaks(scene: Scene, entity: str, statement: Statement) -> bool:
    """Whether an entity is the speaker of a statement, or is named or described in his phrase."""
    start, end = statement.speaker.start, statement.speaker.end
    if entity == statement.speaker.entity or start is None or end is None:
        return entity == statement.speaker.entity
    named = any(mention.entity == entity for mention in scene.entities.mentions_in(start, end))
    described = scene.entities.described_at(entity)
    return named or any(start <= first < end for first, _ in described)


def move_towns(scene: Scene, events: list[Draft]) -> None:
    """Take a town that is hit for the place of the event, and for its target only by itself.

    Targets are people, groups and named sites (a hospital, a base); a town is where they are. Of
    19 towns that alone were told to be shelled in hand-annotated news 14 are no object of على, and
    these are all targets.
    """
    for event in events:
        towns = [x for x in event.targets if event.type in VIOLENT and _is_town(scene, x)]
        alone = event.type in _SHELLINGS and all(
            x in towns or scene.entities[x].type == "place" for x in event.targets
        )
        event.targets = [
            x for x in event.targets if x not in towns or (alone and not _is_upon(event, x))
        ]
        if towns and event.place is None:
            event.place = PlaceFound(towns[0], 0, 1, False)


def _is_upon(event: Draft, town: str) -> bool:
    """Whether على brings a town, which says where an attack was (قصف على بلدة كذا)."""
    return event.rules.get(("target", town)) == "علي"


def _is_town(scene: Scene, entity_id: str) -> bool:
    location = scene.entities[entity_id].location
    return location is not None and location.precision in _TOWNS


def drop_parties(scene: Scene, events: list[Draft]) -> None:
    """Leave out "the two sides" (الطرفان) where both are named beside them."""
    for event in events:
        others = [x for x in event.agents if not _is_parties(scene, x)]
        if len(others) >= 2:
            event.agents = others


def _is_parties(scene: Scene, entity_id: str) -> bool:
    entity = scene.entities[entity_id]
    word = fold(entity.name.split()[0])
    return entity.type == "unnamed" and "parties" in plain_classes_of(word)
