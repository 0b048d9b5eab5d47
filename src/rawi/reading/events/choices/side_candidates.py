"""Who may take part in an event: the rules' proposals, and what is named or described near by."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from rawi.language.numbers import begins_number, read_number
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import load_nouns, plain_classes_of
from rawi.reading.events.phrases.noun_phrases import NounPhrase, read_phrase
from rawi.reading.events.phrases.phrase_ends import is_accusative, is_adjective
from rawi.reading.events.phrases.phrase_kinds import stands_for_two
from rawi.reading.events.scenes import Scene, is_verb
from rawi.reading.quantities.people import load_nouns as load_people

# Actors named farther than this many sentences from every trigger are not weighed.
_NEAR_SENTENCES = 2
# What is only described, not named, is weighed in the sentence of a trigger and those beside it.
_DESCRIBED_SENTENCES = 1
# Actors of one event weighed at most, the nearest first: keeps the cost linear.
_MOST_CANDIDATES = 16
_MOST_TRIGGERS = 8
_WINDOW_BEFORE, _WINDOW_AFTER = 120, 80
# Words that begin a description of somebody or something that an event may be done by or to.
_HEADS = frozenset(
    {
        "people", "person", "actor", "targetsite", "sitehead", "building", "site", "civilians",
        "captives", "suspects", "refugees", "officials", "fighters", "armed",
    }
)  # fmt: skip
_LEAST_NOUN = 4  # letters of a noun that an adjective stands behind
_NO_HEADS = frozenset({"means", "air"})
_MEMBERS = frozenset({"bandmember", "fighters", "forces", "grouphead"})


class Candidate(NamedTuple):
    """An actor or thing that may take part in an event.

    Attributes:
        entity: Its entity; None for a description that is no entity until it is chosen.
        span: The code points of the description; None of what is named.
        tokens: Where it is named or described, in order.
    """

    entity: str | None
    span: tuple[int, int] | None
    tokens: tuple[int, ...]


def find_candidates(scene: Scene, events: list[Draft]) -> list[list[Candidate]]:
    """Return for each event the actors and things to weigh, the rules' first, then by nearness."""
    return _Search(scene, events).find()


class _Search:
    """What is named and described in an article, by token."""

    def __init__(self, scene: Scene, events: list[Draft]) -> None:
        self._scene = scene
        self._events = events
        proposed = _find_proposed(scene, events)
        self._named = sorted([*_find_named(scene), *proposed])
        self._starts = [token for token, _ in self._named]
        self._where: dict[str, list[int]] = {}
        for token, entity in self._named:
            self._where.setdefault(entity, []).append(token)
        self._phrases = find_described(scene, {token for token, _ in proposed})
        self._heads = [phrase.first for phrase in self._phrases]

    def find(self) -> list[list[Candidate]]:
        """Return the candidates of each event."""
        return [self._find(event) for event in self._events]

    def _find(self, event: Draft) -> list[Candidate]:
        near: dict[str | NounPhrase, int] = dict.fromkeys((*event.agents, *event.targets), -1)
        for trigger in event.triggers[:_MOST_TRIGGERS]:
            first, last = _reach(self._scene, trigger.index, _NEAR_SENTENCES)
            for position in _between(self._starts, first, last):
                token, entity = self._named[position]
                far = abs(token - trigger.index)
                near[entity] = min(near.get(entity, far), far)
            first, last = _reach(self._scene, trigger.index, _DESCRIBED_SENTENCES)
            for position in _between(self._heads, first, last):
                phrase = self._phrases[position]
                if phrase.first <= trigger.index < phrase.last:
                    continue
                far = abs(phrase.first - trigger.index)
                near[phrase] = min(near.get(phrase, far), far)
        best = sorted(near, key=lambda key: near[key])[:_MOST_CANDIDATES]
        return [self._make(key) for key in best]

    def _make(self, key: str | NounPhrase) -> Candidate:
        if isinstance(key, NounPhrase):
            tokens = self._scene.tokens
            start, end = tokens[key.first].start + key.skip, tokens[key.last - 1].end
            return Candidate(None, (start, end), (key.first,))
        described = self._scene.entities.described_at(key)
        return Candidate(
            key, described[0] if described else None, tuple(sorted(self._where.get(key, ())))
        )


def _between(starts: list[int], first: int, last: int) -> range:
    return range(bisect_left(starts, first), bisect_left(starts, last))


def _find_named(scene: Scene) -> list[tuple[int, str]]:
    """Return the tokens where something is named, in order."""
    return [
        (index, mention.entity)
        for index, mention in enumerate(scene.mention_of)
        if mention is not None and scene.begins_mention(index)
    ]


def _find_proposed(scene: Scene, events: list[Draft]) -> list[tuple[int, str]]:
    """Return the tokens where the described actors begin that the rules propose for any event."""
    described = {
        entity: None
        for event in events
        for entity in (*event.agents, *event.targets)
        if scene.entities[entity].type == "unnamed"
    }
    return [
        (scene.analysis.token_at(start), entity)
        for entity in described
        for start, _ in scene.entities.described_at(entity)
    ]


def list_described(scene: Scene) -> list[NounPhrase]:
    """Return the phrases that describe people and sites without naming them, none overlapping.

    The article is read once, whoever asks.
    """
    if scene.described is None:
        scene.described = list(_iter_described(scene))
    return scene.described


def find_described(scene: Scene, taken: set[int]) -> list[NounPhrase]:
    """Return the phrases that describe people and sites, but those of which a token is taken."""
    return [
        phrase
        for phrase in list_described(scene)
        if taken.isdisjoint(range(phrase.first, phrase.last))
    ]


def _iter_described(scene: Scene) -> Iterator[NounPhrase]:
    last = 0
    for index in range(len(scene.tokens)):
        skip = _find_head(scene, index) if index >= last else None
        phrase = None if skip is None else read_phrase(scene, index, skip)
        if phrase is None:
            continue
        last = phrase.last
        if not _names_itself(scene, phrase):
            yield phrase


def _names_itself(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a description is no side by itself: who it describes is named, or it is a bomb.

    الصحفيين التونسيين X, رئيس الوزراء X; سيارة مفخخة.
    """
    if any(scene.has_class(index, "bomb") for index in range(phrase.first, phrase.last)):
        return True
    if _is_of_group(scene, phrase):
        return True
    last = scene.mention_of[phrase.last - 1]
    if last is not None and last.type == "person" and scene.tokens[phrase.first].kind == "word":
        return True
    head = scene.tokens[phrase.first]
    definite = head.text[phrase.skip : phrase.skip + 2] == "ال"
    return definite and any(mention.type == "person" for mention in phrase.mentions)


def _is_of_group(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is of the members of a group named in it, who are that group (عناصر X)."""
    if not phrase.mentions or phrase.mentions[0].type != "armed_group":
        return False
    behind = scene.analysis.token_at(phrase.mentions[0].start)
    while behind > phrase.first + 1 and (
        scene.is_quote(behind - 1) or scene.tokens[behind - 1].key == "من"
    ):
        behind -= 1
    return behind == phrase.first + 1 and not _MEMBERS.isdisjoint(scene.classes_at(phrase.first))


def _find_head(scene: Scene, index: int) -> int | None:
    """Return how many code points precede the head that token i may begin a description with."""
    if scene.mention_of[index] is not None:
        return None
    token = scene.tokens[index]
    number = read_number(scene.tokens, index) if begins_number(token) else None
    if number is not None and number.last < len(scene.tokens) and _is_head(scene, number.last):
        return number.skip
    if token.kind != "word":
        return None
    counts = "quantifier" in scene.classes_at(index)
    if not (counts or _is_head(scene, index)) or _only_introduces(scene, index):
        return None
    if counts:
        near = range(index + 1, min(len(scene.tokens), index + 3))
        return token.forms[0].skip if any(_is_head(scene, i) for i in near) else None
    for form in token.forms:
        classes = _head_classes(form.key)
        if classes & _HEADS:
            return None if classes & _NO_HEADS else form.skip
        if _is_of_people(form.key):
            return form.skip
    return None


def _only_introduces(scene: Scene, index: int) -> bool:
    """Whether token i only tells of what stands beside it: قوات X, مدينة X, كل من X, الرئيسان."""
    if is_group_head(scene, index) or _is_place_head(scene, index):
        return True
    if stands_for_two(scene, index) or _describes_before(scene, index):
        return True
    return _says_of_each(scene, index)


def _says_of_each(scene: Scene, index: int) -> bool:
    """Whether token i is كل before من, of each of those named or described behind it."""
    after = index + 1
    return (
        scene.tokens[index].key.endswith("كل")
        and after < len(scene.tokens)
        and scene.tokens[after].key == "من"
    )


def _describes_before(scene: Scene, index: int) -> bool:
    """Whether token i is an adjective of the noun before it (تعزيزات عسكرية), and heads nothing."""
    token = scene.tokens[index]
    key = token.key.removesuffix("ا")
    if index == 0 or scene.mention_of[index - 1] is not None or not is_adjective(key):
        return False
    before = scene.tokens[index - 1]
    if before.kind != "word" or token.key.startswith("ال") != before.key.startswith("ال"):
        return False
    if scene.has_class(index - 1, "stop") or len(before.key) < _LEAST_NOUN:
        return False
    if any(scene.splits(index, form) or scene.conjoins(form) for form in token.forms):
        return False
    if key != token.key:  # هجوما انتحاريا: what ends so governs nothing
        return is_accusative(before.key)
    event = before.key in load_nouns() or any(is_verb(form.key) for form in before.forms)
    return not event


def is_group_head(scene: Scene, index: int) -> bool:
    """Whether token i only says what the group named behind it is (تنظيم داعش, حركة X)."""
    quoted = index + 1 < len(scene.tokens) and scene.is_quote(index + 1)  # قوات "قسد"
    if not scene.has_class(index, "grouphead") and not (
        quoted and scene.has_class(index, "forces")
    ):
        return False
    return _is_named_behind(scene, index, ("armed_group", "organization"))


def _is_place_head(scene: Scene, index: int) -> bool:
    """Whether token i only says what the place named behind it is (مدينة إدلب, أطراف قرية X)."""
    while index < len(scene.tokens) and scene.has_class(index, "placehead"):
        if _is_named_behind(scene, index, ("place",)):
            return True
        index += 1
    return False


def _is_named_behind(scene: Scene, index: int, types: tuple[str, ...]) -> bool:
    """Whether a name of one of the types begins straight behind token i, quotation marks aside."""
    following = index + 1
    while following < len(scene.tokens) and scene.is_quote(following):
        following += 1
    if following >= len(scene.tokens):
        return False
    mention = scene.mention_of[following]
    return mention is not None and mention.type in types and scene.begins_mention(following)


def _head_classes(key: str) -> frozenset[str]:
    classes = plain_classes_of(key) or plain_classes_of(key.removeprefix("ال"))
    return classes or plain_classes_of(key.removesuffix("ا"))  # سوقا


def _is_head(scene: Scene, index: int) -> bool:
    if scene.mention_of[index] is not None:
        return False
    if not _HEADS.isdisjoint(scene.classes_at(index)):
        return True
    return any(_is_of_people(form.key) for form in scene.tokens[index].forms)


def _is_of_people(key: str) -> bool:
    """Whether a folded word is of several people (متطوعين, السوريين, "volunteers", "Syrians")."""
    noun = load_people().get(key)
    return noun is not None and noun.numbers not in (("counted",), ("one",))


def _reach(scene: Scene, index: int, sentences: int) -> tuple[int, int]:
    """Return the tokens of the sentences around a token, not beyond the window of a sentence."""
    numbered = scene.analysis.sentences
    number = scene.sentence_of[index]
    first = numbered[max(0, number - sentences)].first
    last = numbered[min(len(numbered) - 1, number + 1)].last
    return max(first, index - _WINDOW_BEFORE), min(last, index + _WINDOW_AFTER)
