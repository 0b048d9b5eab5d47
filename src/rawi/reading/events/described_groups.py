"""Which descriptions of an article are of the same people: خمسة جنود, then الجنود.

Words for how many, case and article make no difference; a noun for a band adds nothing to the
adjective behind it (الجماعات الإرهابية are الإرهابيون). What is counted otherwise is another group,
and so is one that the other's attributes do not fit.
"""

from functools import cache
from math import inf
from typing import NamedTuple

from rawi.language.numbers import load_bounds, read_number
from rawi.lexica.tables import load_table
from rawi.reading.descriptions import find_stem, load_bands, strip_article
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.events.side_candidates import find_described
from rawi.text.normalise import fold
from rawi.text.tokens import Token, tokenise

_ONE_OF = frozenset({"احد", "احدي"})
# Compared with at most this many descriptions before each: keeps the cost linear.
_REACH = 60
_OPPOSITE = {"agent": "target", "target": "agent"}


class Description(NamedTuple):
    """What a noun phrase says of those it describes.

    Attributes:
        head: The noun without number and case, or the adjective behind a noun for a band.
        low: The least that they may be.
        high: The most.
        counted: Whether a number word says how many.
        definite: Whether it has the article or a demonstrative.
        attributes: Its further words, without articles.
    """

    head: str
    low: float
    high: float
    counted: bool
    definite: bool
    attributes: frozenset[str]


_Range = tuple[float, float]
_ONE, _TWO, _SEVERAL = (1.0, 1.0), (2.0, 2.0), (2.0, inf)


def read_description(phrase: str) -> Description | None:
    """Return what a noun phrase says, None of one that is of one among several or has no head."""
    tokens = [token for token in tokenise(phrase) if token.kind != "mark"]
    index, definite = 0, False
    counted: _Range | None = None
    bounds: set[str] = set()
    while index < len(tokens):
        key = tokens[index].key
        if key in _ONE_OF:
            return None
        bound = load_bounds("before").match(tokens, index)
        number = read_number(tokens, index)
        if bound is not None:
            bounds.update(bound.entries)
            index = bound.last
        elif number is not None:
            low = 1.0 if "at_most" in bounds else number.low
            counted = (low, inf if "at_least" in bounds else number.high)
            definite = definite or number.definite
            index = number.last
        elif key == "من" or plain_classes_of(key) & {"demonstrative", "quantifier"}:
            definite = definite or "demonstrative" in plain_classes_of(key)
            counted = counted or (_SEVERAL if "quantifier" in plain_classes_of(key) else None)
            index += 1
        else:
            return _read_noun(tokens[index:], counted, definite=definite)
    return None


def _read_noun(tokens: list[Token], counted: _Range | None, *, definite: bool) -> Description:
    """Return the description whose noun is the first token, behind the words for how many."""
    key = tokens[0].key
    head = strip_article(key)
    rest = [strip_article(token.key) for token in tokens[1:]]
    behind = read_number(tokens, 1) if rest else None
    if behind is not None:
        counted = (behind.low, behind.high)
        rest = rest[: max(0, 1 - behind.last)] + rest[behind.last - 1 :]
    banded = bool(rest) and head in load_bands()
    lemma, size = _find_lemma(rest.pop(0) if banded else head)
    low, high = counted or (_SEVERAL if banded else size)
    return Description(
        head=lemma,
        low=low,
        high=high,
        counted=counted is not None and low == high,
        definite=definite or key.startswith("ال"),
        attributes=frozenset(map(find_stem, rest)),
    )


def _find_lemma(head: str) -> tuple[str, _Range]:
    """Return a noun without its number, and how many its form says."""
    known = _load_lemmas().get(head)
    if known is not None:
        return known
    return find_stem(head), _SEVERAL if head.endswith(("ين", "ون", "ات")) else _ONE


@cache
def _load_lemmas() -> dict[str, tuple[str, _Range]]:
    """Return the singular of each noun for people, folded, and how many the form itself says."""
    sizes: dict[str, set[str]] = {}
    lemmas: dict[str, str] = {}
    for row in load_table("people/nouns"):
        form = fold(row["form"])
        lemmas[form] = find_stem(fold(row["lemma"]))
        sizes.setdefault(form, set()).add(row["number"])
    said = {frozenset({"one"}): _ONE, frozenset({"two"}): _TWO}
    return {
        form: (lemmas[form], said.get(frozenset(found), _SEVERAL)) for form, found in sizes.items()
    }


class _Member(NamedTuple):
    """A description in the text; `entity` is None where no event has it for a side."""

    span: tuple[int, int]
    entity: str | None
    description: Description


class _Group:
    """The descriptions of one group of people or one thing, in order of the text."""

    def __init__(self) -> None:
        self.members: list[_Member] = []
        self.roles: set[tuple[int, str]] = set()

    @property
    def entities(self) -> list[str]:
        """The entities of its members, each once."""
        return list(dict.fromkeys(m.entity for m in self.members if m.entity is not None))

    def add(self, member: _Member, roles: set[tuple[int, str]]) -> None:
        """Take in a description and the events and roles that it is a side of."""
        self.members.append(member)
        self.roles |= roles

    def may_hold(self, new: Description, roles: set[tuple[int, str]]) -> bool:
        """Whether a description that follows is of this group."""
        if {(number, _OPPOSITE[role]) for number, role in roles} & self.roles:
            return False
        olds = [member.description for member in self.members]
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

    Descriptions that are of no event's side are left out.
    """
    roles = _find_roles(scene, events)
    groups: dict[str, list[_Group]] = {}
    for member in _find_members(scene, list(roles)):
        known = groups.setdefault(member.description.head, [])
        sides = roles.get(member.entity or "", set())
        home = next(
            (g for g in reversed(known[-_REACH:]) if g.may_hold(member.description, sides)), None
        )
        if home is None:
            home = _Group()
            known.append(home)
        home.add(member, sides)
    homes: dict[str, str] = {}
    for group in (group for known in groups.values() for group in known):
        if group.entities:
            kept, *others = group.entities
            homes |= dict.fromkeys(others, kept)
            for member in group.members:
                scene.entities.add_description(kept, *member.span)
    for event in events:
        event.agents = list(dict.fromkeys(homes.get(x, x) for x in event.agents))
        event.targets = list(dict.fromkeys(homes.get(x, x) for x in event.targets))
    for entity, kept in homes.items():
        scene.entities.join_unnamed(kept, entity)
    scene.entities.drop_unnamed({x for event in events for x in (*event.agents, *event.targets)})


def _find_roles(scene: Scene, events: list[Draft]) -> dict[str, set[tuple[int, str]]]:
    """Return for each described entity the events, by number, that it is a side of, and as what."""
    roles: dict[str, set[tuple[int, str]]] = {}
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
