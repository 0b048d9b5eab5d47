"""Whom descriptions mean: التنظيم a group named before, القائد a person beside, owners behind ل."""

from bisect import bisect_left
from functools import cached_property

from rawi.model import BODIES, Mention
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.phrases.noun_phrases import read_phrase
from rawi.reading.events.phrases.phrase_kinds import is_actor
from rawi.reading.events.scenes import Scene
from rawi.reading.titles.offices import Anaphor, load_anaphors
from rawi.text.normalise import fold

_MOST_NAMES = 40  # looked at before each noun: keeps the cost linear
# Words in the names of forces of states, and of groups that say what they are.
_OF_STATES = frozenset({"forcename", "army", "police", "air", "airforce", "authority"})
_HEADS = frozenset({"forces", "grouphead", "bandhead"})
_OWN = 2  # the most words: the noun and what it is called


def name_groups(scene: Scene, events: list[Draft]) -> None:
    """Put the groups that sides of events mean in the place of their descriptions."""
    names = _Names(scene)
    for event in events:
        event.agents = _replace(names, event.agents, event.targets)
        event.targets = _replace(names, event.targets, event.agents)


def drop_titles(scene: Scene, events: list[Draft]) -> None:
    """Leave out who is described by a mere title beside a person in the same role (القائد)."""
    for event in events:
        event.agents = _drop_titles(scene, event.agents)
        event.targets = _drop_titles(scene, event.targets)


def _drop_titles(scene: Scene, sides: list[str]) -> list[str]:
    if not any(scene.entities[entity].type == "person" for entity in sides):
        return sides
    return [entity for entity in sides if not _is_title(scene, entity)]


def _is_title(scene: Scene, entity: str) -> bool:
    """Whether all that is told of somebody is one word with the article that many bear."""
    described = scene.entities[entity]
    words = [fold(name) for name in (described.name, *described.aliases)]
    return described.type == "unnamed" and all(
        word.startswith("ال") and "titlealone" in plain_classes_of(word[2:]) for word in words
    )


def add_owners(scene: Scene, events: list[Draft]) -> None:
    """Give events the groups described as owners of what they hit (مواقع لفصائل المعارضة)."""
    for event in events:
        for target in list(event.targets):
            if scene.entities[target].type != "unnamed":
                continue
            for _, end in scene.entities.described_at(target)[:1]:
                owner = _find_owner(scene, scene.analysis.token_at(end - 1) + 1)
                if owner is not None and owner not in (*event.agents, *event.targets):
                    event.targets.append(owner)


def _find_owner(scene: Scene, index: int) -> str | None:
    """Return the group described behind ل at token i, None where none is."""
    if index < len(scene.tokens) and scene.has_class(index, "belonging"):
        index += 1
    if index >= len(scene.tokens) or scene.mention_of[index] is not None:
        return None
    for form in scene.tokens[index].forms:
        if form.proclitics == "ل" and scene.splits(index, form):
            owner = read_phrase(scene, index, form.skip)
            if owner is None or owner.mentions or not is_actor(scene, owner):
                return None
            start = scene.tokens[owner.first].start + owner.skip
            return scene.entities.add_unnamed(start, scene.tokens[owner.last - 1].end)
    return None


def _replace(names: "_Names", sides: list[str], others: list[str]) -> list[str]:
    found: list[str] = []
    for entity in sides:
        meant = names.find(entity)
        found.append(entity if meant is None or meant in others else meant)
    return list(dict.fromkeys(found))


class _Names:
    """The groups that an article names, by where."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._named = [
            index
            for index, mention in enumerate(scene.mention_of)
            if mention is not None and mention.type in BODIES and scene.begins_mention(index)
        ]
        self._known: dict[str, str | None] = {}
        self._called: dict[str, set[str]] = {}

    def find(self, entity: str) -> str | None:
        """Return the named group that a described one is; None where it is another or unknown."""
        if entity not in self._known:
            self._known[entity] = self._find(entity)
        return self._known[entity]

    def _find(self, entity: str) -> str | None:
        if self._scene.entities[entity].type != "unnamed":
            return None
        found: set[str | None] = set()
        for start, end in self._scene.entities.described_at(entity)[:_MOST_NAMES]:
            anaphor = _read_anaphor(self._scene.analysis.doc.slice(start, end))
            if anaphor is None:
                return None
            found.add(self._find_meant(self._scene.analysis.token_at(start), anaphor))
        found.discard(None)
        return found.pop() if len(found) == 1 else None

    def _find_meant(self, index: int, anaphor: Anaphor) -> str | None:
        """Return the group named last before of those that are called by a noun anywhere."""
        called = self._find_called(anaphor) or self._only
        last = bisect_left(self._named, index)
        for token in reversed(self._named[max(0, last - _MOST_NAMES) : last]):
            mention = self._scene.mention_of[token]
            if mention is not None and mention.entity in called:
                return mention.entity
        return None

    def _find_called(self, anaphor: Anaphor) -> set[str]:
        """Return the groups that an article calls by a noun (تنظيم داعش, حركة كذا)."""
        if anaphor.noun in self._called:
            return self._called[anaphor.noun]
        self._called[anaphor.noun] = {
            mention.entity
            for token in self._named
            if (mention := self._scene.mention_of[token]) is not None
            and mention.type in anaphor.kinds
            and self._is_called(token, mention, anaphor.noun)
        }
        return self._called[anaphor.noun]

    @cached_property
    def _only(self) -> set[str]:
        """The one armed group of an article that no state has, if no noun is in its name.

        داعش may be called any noun for a group, كتائب X not.
        """
        mentions = (self._scene.mention_of[token] for token in self._named)
        names = [(m.entity, _split(m.text)) for m in mentions if m and m.type == "armed_group"]
        groups = {entity for entity, words in names if not _have(words, _OF_STATES)}
        headed = {entity for entity, words in names if _have(words, _HEADS)}
        return groups if len(groups) == 1 and not groups & headed else set()

    def _is_called(self, token: int, mention: Mention, noun: str) -> bool:
        """Whether a name has a noun in it, as it is printed or listed, or before it."""
        listed = self._scene.entities.canonical_of(mention.entity) or ""
        if noun in fold(f"{mention.text} {listed}").split():
            return True
        before = token - 1
        while before > 0 and self._scene.is_quote(before):
            before -= 1
        near = (token, before) if before >= 0 else (token,)  # a scene takes تنظيم into the name
        return any(
            form.key.removeprefix("ال") == noun
            for index in near
            for form in self._scene.tokens[index].forms
        )


def _read_anaphor(phrase: str) -> Anaphor | None:
    """Return the noun that stands for a group named before, which a description is made of.

    With what such a group is called, at most (التنظيم المتطرف); not أحد عناصر الجماعة.
    """
    words = fold(phrase).split()
    if len(words) > 1 and "bandmember" in plain_classes_of(words[0]):
        words = words[1:]
    if not words:
        return None
    head = words[0] if words[0].startswith("ال") else "ا" + words[0]  # للتنظيم without its first ل
    anaphor = load_anaphors().get(head)
    if anaphor is None or "grouphead" not in plain_classes_of(anaphor.noun):
        return None
    if len(words) == 1:
        return anaphor
    called = words[1].startswith("ال") and "branded" in plain_classes_of(words[1][2:])
    return anaphor if called and len(words) <= _OWN else None


def _split(name: str) -> list[str]:
    """Return the words of a name, folded, without articles."""
    return [word.removeprefix("ال") for word in fold(name).split()]


def _have(words: list[str], classes: frozenset[str]) -> bool:
    """Whether one of some words is in one of some classes."""
    return any(not classes.isdisjoint(plain_classes_of(word)) for word in words)
