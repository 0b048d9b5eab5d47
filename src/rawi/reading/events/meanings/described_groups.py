"""Which descriptions of an article are of the same people: خمسة جنود, then الجنود.

Words for how many, case and article make no difference; a noun for a band adds nothing to the
adjective behind it (الجماعات الإرهابية are الإرهابيون). What is counted otherwise is another group,
and so is one that the other's attributes do not fit.
"""

from typing import NamedTuple

from rawi.reading.events.choices.side_candidates import find_described
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.meanings.described_persons import NamedPersons
from rawi.reading.events.meanings.descriptions import Description, read_description
from rawi.reading.events.meanings.empty_descriptions import is_empty, is_mere_site
from rawi.reading.events.scenes import Scene

# Compared with at most this many descriptions before each: keeps the cost linear.
_REACH = 60
# The number of an event and a role in it.
_Side = tuple[int, str]
_OPPOSITE = {"agent": "target", "target": "agent"}


class _Member(NamedTuple):
    """A description in the text; `entity` is None where no event has it for a side."""

    span: tuple[int, int]
    entity: str | None
    description: Description


class _Group:
    """The descriptions of one group of people or one thing, in order of the text."""

    def __init__(self) -> None:
        self.members: list[_Member] = []
        # Its distinct descriptions: a long text has the same ones over and over.
        self._descriptions: dict[Description, None] = {}
        self.roles: set[_Side] = set()

    @property
    def entities(self) -> list[str]:
        """The entities of its members, each once."""
        return list(dict.fromkeys(m.entity for m in self.members if m.entity is not None))

    def add(self, member: _Member, roles: set[_Side]) -> None:
        """Take in a description and the events and roles that it is a side of."""
        self.members.append(member)
        self._descriptions[member.description] = None
        self.roles |= roles

    def find_person(self, persons: NamedPersons) -> str | None:
        """Return who of the named persons of the article this is, None where it is none."""
        descriptions = list(self._descriptions)
        if not all(d.high == 1 and not any(map(_is_another, d.attributes)) for d in descriptions):
            return None
        titled = persons.find_titled(descriptions[0])
        if titled is not None:
            return titled
        spans = [member.span for member in self.members]
        told_apart = any(d.attributes for d in descriptions)
        return persons.find(descriptions[0].head, spans, told_apart=told_apart)

    def may_hold(self, new: Description, roles: set[_Side]) -> bool:
        """Whether a description that follows is of this group."""
        if {(number, _OPPOSITE[role]) for number, role in roles} & self.roles:
            return False
        olds = self._descriptions
        if not all(_is_compatible(new, old) for old in olds):
            return False
        if roles & self.roles:
            return True
        return any(_points_to(new, old) for old in olds)


def _is_compatible(one: Description, other: Description) -> bool:
    """Whether two descriptions with the same head contradict each other in nothing."""
    if max(one.low, other.low) > min(one.high, other.high):
        return False
    if any(_is_another(x) for x in one.attributes ^ other.attributes):
        return False
    return one.attributes <= other.attributes or other.attributes <= one.attributes


def _is_another(word: str) -> bool:
    return "another" in plain_classes_of(word)


def _points_to(new: Description, old: Description) -> bool:
    """Whether a description stands for one before it, told of in whichever event."""
    if new.counted and old.counted:
        return True
    if new.attributes == old.attributes and not new.counted and not old.counted:
        return True
    return new.definite and not new.attributes and not new.counted


def gather_groups(scene: Scene, events: list[Draft]) -> None:
    """Make one entity of the descriptions of one group; what else it is called are aliases.

    One who is named in the article is that person. Descriptions that are of no event's side are
    left out.
    """
    roles = _find_roles(scene, events)
    persons = NamedPersons(scene)
    homes: dict[str, str] = {}
    for group in _find_groups(scene, roles):
        # One entity may be described in several groups, and have gone into another already.
        kept, *others = dict.fromkeys(_find_home(homes, x) for x in group.entities) or (None,)
        if kept is None or scene.entities[kept].type != "unnamed":
            continue
        named = group.find_person(persons)
        if named is not None:
            homes |= dict.fromkeys((kept, *others), named)
            continue
        for member in group.members:
            scene.entities.add_description(kept, *member.span)
        for other in others:
            if scene.entities[other].type == "unnamed":
                homes[other] = kept
                scene.entities.join_unnamed(kept, other)
    for event in events:
        event.agents = list(dict.fromkeys(_find_home(homes, x) for x in event.agents))
        targets = dict.fromkeys(_find_home(homes, x) for x in event.targets)
        event.targets = [x for x in targets if x not in event.agents]
    _drop_empty(scene, events)
    scene.entities.drop_unnamed({x for event in events for x in (*event.agents, *event.targets)})


def _drop_empty(scene: Scene, events: list[Draft]) -> None:
    """Leave out the targets of which all descriptions say nothing."""
    for event in events:
        told = []
        for target in event.targets:
            spans = scene.entities.described_at(target)[:_REACH]
            empty = [
                is_empty(scene, span, event.type) or is_mere_site(scene, span, event.targets)
                for span in spans
            ]
            if not empty or not all(empty):
                told.append(target)
        event.targets = told


def _find_home(homes: dict[str, str], entity: str) -> str:
    """Return the entity that one has gone into, or itself."""
    while entity in homes:
        entity = homes[entity]
    return entity


def _find_groups(scene: Scene, roles: dict[str, set[_Side]]) -> list[_Group]:
    """Return the groups that an article describes, in order of their first description."""
    found: list[_Group] = []
    groups: dict[str, list[_Group]] = {}
    homes: dict[str, _Group] = {}
    for member in _find_members(scene, list(roles)):
        entity = member.entity or ""
        if entity in homes:
            homes[entity].add(member, set())
            continue
        known = groups.setdefault(member.description.head, [])
        sides = roles.get(entity, set())
        near = reversed(known[-_REACH:])
        home = next((g for g in near if g.may_hold(member.description, sides)), None)
        if home is None:
            home = _Group()
            known.append(home)
            found.append(home)
        home.add(member, sides)
        if entity:
            homes[entity] = home
    return found


def _find_roles(scene: Scene, events: list[Draft]) -> dict[str, set[_Side]]:
    """Return for each described entity the events, by number, that it is a side of, and as what."""
    roles: dict[str, set[_Side]] = {}
    for number, event in enumerate(events):
        for role, sides in (("agent", event.agents), ("target", event.targets)):
            for entity in sides:
                if scene.entities[entity].type == "unnamed":
                    roles.setdefault(entity, set()).add((number, role))
    return roles


def _find_members(scene: Scene, entities: list[str]) -> list[_Member]:
    """Return the descriptions in an article, in order, with those of some entities marked."""
    if not entities:
        return []
    spans = {span: entity for entity in entities for span in scene.entities.described_at(entity)}
    taken: set[int] = set()
    for start, end in spans:
        taken.update(range(scene.analysis.token_at(start), scene.analysis.token_at(end - 1) + 1))
    found: dict[tuple[int, int], str | None] = dict(spans)
    for phrase in find_described(scene, taken):
        start = scene.tokens[phrase.first].start + phrase.skip
        found[start, scene.tokens[phrase.last - 1].end] = None
    members = []
    for span, entity in sorted(found.items(), key=lambda item: item[0]):
        description = read_description(scene.analysis.doc.slice(*span))
        if description is not None:
            members.append(_Member(span, entity, description))
    return members
