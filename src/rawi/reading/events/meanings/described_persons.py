"""Which descriptions are of a person whom the article names: طفل, then الطفل عمر; شاب يدعى عمر."""

from rawi.language.names import load_name_words
from rawi.reading.events.lexicon import load_nationalities, plain_classes_of
from rawi.reading.events.meanings.descriptions import (
    Description,
    find_lemma,
    is_of_people,
    read_description,
)
from rawi.reading.events.scenes import Scene

# Titles that several persons of an article may bear.
_MANY_BEAR = frozenset({"officials", "leader"})
_MARKS = frozenset("\"'«»“”‘’():")
_REACH = 4  # tokens between a description and the word that says the name (شاب سوري يدعى)


class NamedPersons:
    """The persons of an article by how they are described straight before their names."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._by_head: dict[str, set[str]] = {}
        self._behind: dict[int, str] = {}
        self._titled = _find_titled(scene)
        speakers = {s.speaker.entity for s in scene.statements}
        for index, mention in enumerate(scene.mention_of):
            if mention is None or mention.type != "person" or not scene.begins_mention(index):
                continue
            if mention.entity in speakers:
                continue
            before = self._find_before(index)
            if before is None:
                continue
            if scene.tokens[before].key in load_name_words().naming_cues:
                self._behind.update(dict.fromkeys(range(before - _REACH, before), mention.entity))
            for form in scene.tokens[before].forms:
                if form.key.startswith("ال"):
                    head, _ = find_lemma(form.key[2:])
                    self._by_head.setdefault(head, set()).add(mention.entity)

    def _find_before(self, index: int) -> int | None:
        """Return the word straight before a name, quotation marks aside."""
        first, _ = self._scene.bounds(index)
        before = index - 1
        while before >= first and self._scene.tokens[before].text in _MARKS:
            before -= 1
        if before < first or self._scene.mention_of[before] is not None:
            return None
        return before

    def find_titled(self, description: Description) -> str | None:
        """Return the one person who bears the title that a description is (رئيس الحكومة)."""
        bearers = self._titled.get((description.head, description.attributes), set())
        return next(iter(bearers)) if len(bearers) == 1 and description.attributes else None

    def find(
        self, head: str, spans: list[tuple[int, int]], *, told_apart: bool = False
    ) -> str | None:
        """Return the person that one described at some spans is, None where that is not told.

        Args:
            head: The noun of the description, without number and case.
            spans: Where it is described.
            told_apart: Whether the description says more than the noun (قيادي حوثي بارز).
        """
        if not is_of_people(head) or head in load_nationalities():
            return None
        for _, end in spans:
            last = self._scene.analysis.token_at(end - 1)
            if last in self._behind:
                return self._behind[last]
        named = self._by_head.get(head, set())
        if told_apart and plain_classes_of(head) & _MANY_BEAR:
            return None
        return next(iter(named)) if len(named) == 1 else None


def _find_titled(scene: Scene) -> dict[tuple[str, frozenset[str]], set[str]]:
    """Return the persons of an article by the words of their titles, the noun apart."""
    found: dict[tuple[str, frozenset[str]], set[str]] = {}
    for entity in scene.entities:
        for role in entity.roles:
            title = read_description(role.title)
            if title is not None:
                found.setdefault((title.head, title.attributes), set()).add(entity.id)
    return found
