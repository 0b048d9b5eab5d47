"""Whom الطرفان, الجانبان and الرئيسان stand for: the two sides of what is told before."""

from rawi.model import BODIES, Mention
from rawi.reading.events.lexicon import VIOLENT, load_tellers
from rawi.reading.events.scenes import Scene, is_verb
from rawi.text.normalise import fold

# Tokens between two sides and the word for both; between two events and one another's sides.
_REACH, _TOLD_REACH = 60, 120
_MOST = 4  # parties to one event
_TWO_SIDED = frozenset({"battle", "talks", "agreement"})
_BESIDE = frozenset({"بين", "مع"})
# Beside these, what brings an enemy (هجوم على X، والاشتباكات بين الطرفين مستمرة).
_AGAINST = frozenset({"ضد", "علي", "مع"})


class Parties:
    """The two sides of the events of one article, in the order in which they are told."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._told: list[tuple[int, bool, tuple[str, ...]]] = []

    def note(self, index: int, type_: str, *, agents: list[str], hit: list[str]) -> None:
        """Remember the sides of an event told at a token, where it has two.

        Args:
            index: The token.
            type_: Its event type.
            agents: Who did it.
            hit: To whom, or whose was what they hit.
        """
        if type_ in _TWO_SIDED and len(agents) > 1:
            self._told.append((index, type_ == "battle", tuple(agents[:_MOST])))
        elif type_ in VIOLENT and agents:
            groups = [x for x in hit if self._scene.entities[x].type == "armed_group"]
            enemies = [x for x in dict.fromkeys(groups) if x not in agents]
            if len(enemies) == 1:
                self._told.append((index, True, (*agents[: _MOST - 1], enemies[0])))

    def find(self, index: int, kinds: tuple[tuple[str, ...], ...], *, armed: bool) -> list[str]:
        """Return those whom a word at token `index` stands for, nobody where none are told.

        They are the sides of the last event that has two, else the last two named of a kind, of
        the first of the kinds that two are named of. Who is named but as what is talked of is no
        party (تحدثا عن X وY. واتفق الجانبان).
        """
        types = {type_ for kind in kinds for type_ in kind}
        for at, fought, sides in reversed(self._told):
            if at < index - _TOLD_REACH:
                break
            if at < index and fought == armed and self._fit(sides, types):
                return list(sides)
        return self._find_named(index, kinds, armed=armed)

    def _fit(self, sides: tuple[str, ...], types: set[str]) -> bool:
        if types == {"person"}:
            return all(self._scene.entities[x].type == "person" for x in sides)
        return True

    def _find_named(
        self, index: int, kinds: tuple[tuple[str, ...], ...], *, armed: bool
    ) -> list[str]:
        near = range(index - 1, max(-1, index - _REACH), -1)
        named = [
            mention
            for other in near
            if (mention := self._scene.mention_of[other]) is not None
            and self._scene.begins_mention(other)
            and self._is_free(other, mention, armed=armed)
        ]
        for types in kinds:
            fitting = (
                mention.entity
                for mention in named
                if mention.type in types and fold(mention.text) not in load_tellers()
            )
            found = list(dict.fromkeys(fitting))
            if len(found) >= 2:
                return found[:2]
        return []

    def _is_free(self, index: int, mention: Mention, *, armed: bool) -> bool:
        """Whether who is named at a token is told of for himself, not behind a preposition."""
        scene = self._scene
        if mention.start > scene.tokens[index].start:
            return scene.tokens[index].key[0] == "و" and self._follows_free(index, armed=armed)
        before = scene.before_name(index)
        if before < 0 or mention.type not in BODIES:
            return True
        key = scene.tokens[before].key
        if key in _BESIDE or (armed and key in _AGAINST):
            return True
        if scene.is_mark(before) or scene.has_class(before, "clause"):
            return True
        return scene.mention_of[before] is None and is_verb(key)

    def _follows_free(self, index: int, *, armed: bool) -> bool:
        """Whether the name before one that و joins is free, or none stands straight before."""
        scene, before = self._scene, index - 1
        while before >= 0 and scene.is_quote(before):
            before -= 1
        other = scene.mention_of[before] if before >= 0 else None
        if other is None:
            return False
        while before > 0 and scene.mention_of[before - 1] is other:
            before -= 1
        return self._is_free(before, other, armed=armed)
