"""From noun phrases to entities: the named ones inside a phrase, else the phrase itself."""

from rawi.language.numbers import begins_number
from rawi.model import BODIES, Mention
from rawi.reading.events.lexicon import (
    DONE_TO_PERSONS,
    VIOLENT,
    load_nationalities,
    load_nouns,
    plain_classes_of,
)
from rawi.reading.events.phrases.bearers import find_bearer, find_members_group
from rawi.reading.events.phrases.noun_phrases import NounPhrase, read_phrase
from rawi.reading.events.phrases.parties import Parties
from rawi.reading.events.phrases.phrase_ends import is_adjective
from rawi.reading.events.phrases.phrase_heads import is_masdar
from rawi.reading.events.phrases.phrase_kinds import (
    is_apposed,
    is_site,
    is_state,
    may_act,
    stands_for_two,
)
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold

# Words for people and things that may be hit, though some also name an event (تعزيزات, تجمع).
_MAY_BE_HIT = frozenset({"people", "actor", "collective", "postings", "massed"})
_NO_TARGETS = frozenset({"reflexive", "weapon", "bomb", "adjective", "belonging"})
_OFFICERS = frozenset({"leader", "oneofbody"})
_OWNED_BY = frozenset({"في", "من", "ل"})
_OWNER_REACH = 3
_OF_COUNTED = 2  # tokens of a number and من before those counted
_GROUP_HEADS = frozenset({"grouphead", "bodynoun", "bandhead"})
_CALLED_REACH = 5  # tokens behind a description within which يدعى and a name stand
_GROUPS = ("armed_group", "organization", "person")


# On hand-annotated news a place is the target of 54% of the shellings that have one, of few others.
_PLACE_TARGETS = frozenset({"shelling", "siege", "sanction", "support", "aid", "talks", "attack"})


def find_owners(scene: Scene, phrase: NounPhrase) -> list[str]:
    """Return the groups and bodies that a phrase is of or in (مقر X, عضو في X, موقع تابع لـX)."""
    owners = [m.entity for m in phrase.mentions if m.type in BODIES]
    behind = read_phrase(scene, phrase.last) if phrase.last < len(scene.tokens) else None
    if behind is not None and is_apposed(scene, phrase, behind):  # X زعيم حزب كذا
        owners += [m.entity for m in behind.mentions if m.type in BODIES]
    index = phrase.last
    last = min(len(scene.tokens), index + _OWNER_REACH)
    while index < last and (
        scene.has_class(index, "belonging") or scene.tokens[index].key in _OWNED_BY
    ):
        index += 1
    if index >= len(scene.tokens) or not scene.begins_mention(index):
        return owners
    mention, token = scene.mention_of[index], scene.tokens[index]
    if mention is None or mention.type not in BODIES:
        return owners
    attached = mention.start > token.start and token.key[0] == "ل"
    return [*owners, mention.entity] if attached or index > phrase.last else owners


class Actors:
    """Gives entity ids to the phrases of one article."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.parties = Parties(scene)
        self._by_name: dict[str, str] = {}
        self._forces: dict[str, str] = {}
        for mention in scene.entities.mentions:
            self._by_name.setdefault(fold(mention.text), mention.entity)
            if mention.type == "armed_group":
                for word in fold(mention.text).split():
                    for name in load_nationalities().get(word, ()):
                        self._forces.setdefault(name, mention.entity)

    def find_agents(self, phrase: NounPhrase, type_: str, *, told: bool = False) -> list[str]:
        """Return who a phrase in the role of agent stands for.

        Args:
            phrase: A phrase.
            type_: The type of the event.
            told: Whether من قبل or على يد says that it did it, whatever noun it is.
        """
        if self._is_named_after(phrase) or self._is_number(phrase):
            return []
        known = self._find_known(phrase) or find_members_group(self._scene, phrase)
        known = known or self._find_called(phrase)
        if known is not None:
            return [known]
        if phrase.mentions and self._begins(phrase, phrase.mentions[0]):
            return [phrase.mentions[0].entity] if self._is_state(phrase.mentions[0]) else []
        if self._scene.is_a(phrase.first, "parties") and not self._is_told_of(phrase):
            armed = type_ in VIOLENT  # no mayor who tells of a clash, no bank
            kinds = (("armed_group",),) if armed else (("armed_group",), _GROUPS)
            return self.parties.find(phrase.first, kinds, armed=armed)
        if stands_for_two(self._scene, phrase.first):
            return self.parties.find(phrase.first, (("person",),), armed=False)
        if self._is_no_target(phrase):
            return []
        if may_act(self._scene, phrase):
            return self._describe(phrase)
        if told and self._scene.has_class(phrase.first, "wickedness"):  # على يد الغدر
            return []
        return self._describe(phrase) if told or self._is_joined(phrase) else []

    def _is_number(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is a number alone, of whom is not told (مئتان | وخمسون عنصرا)."""
        tokens = self._scene.tokens[phrase.first : phrase.last]
        if tokens[0].text[phrase.skip :].startswith("ال") and self._scene.has_class(
            phrase.first, "people"
        ):
            return False  # تظاهر المئات
        return all(begins_number(token) for token in tokens)

    def _is_told_of(self, phrase: NounPhrase) -> bool:
        """Whether an indefinite noun has an adjective of its own (أطراف خارجية, no known ones)."""
        behind = self._scene.tokens[phrase.first + 1].key if phrase.last > phrase.first + 1 else ""
        if self._scene.tokens[phrase.first].key.startswith("ال") or behind.startswith("ال"):
            return False
        return self._scene.mention_of[phrase.first + 1] is None and is_adjective(behind)

    def _is_named_after(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is of what bears the name of a dead (عملية الشهيد X)."""
        indices = range(phrase.first + 1, phrase.last)
        return any("martyr" in self._scene.classes_at(index) for index in indices)

    def _is_joined(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is joined to one before it by و: then it acts as that one does."""
        token = self._scene.tokens[phrase.first]
        if phrase.skip == 0 or token.text[phrase.skip - 1] != "و":
            return False
        return token.text[phrase.skip :] not in load_nationalities()

    def _is_state(self, mention: Mention) -> bool:
        """Whether a place acts: a state, or a capital that stands for one; towns do not."""
        location = self._scene.entities[mention.entity].location
        if location is not None and location.precision == "country":
            return True
        return is_state(fold(mention.text))

    def find_targets(self, phrase: NounPhrase, type_: str) -> list[str]:
        """Return who or what a phrase in the role of target stands for."""
        known = self._find_known(phrase)
        if known is not None and not self._is_officer_of(phrase, known, type_):
            return [known]
        place = self._find_place(phrase)
        if place is not None:
            hit = type_ in _PLACE_TARGETS or is_site(self._scene, phrase)
            return [place] if hit else []
        if self._is_no_target(phrase):
            return []
        called = self._find_called(phrase)
        if called is not None:
            return [called]
        return [*self._describe(phrase), *self._find_owner(phrase)]

    def _is_officer_of(self, phrase: NounPhrase, known: str, type_: str) -> bool:
        """Whether a phrase is of one who leads or serves a body, and suffers himself (قائد X)."""
        if type_ not in DONE_TO_PERSONS | {"sanction"} or not phrase.mentions:
            return False
        if self._begins(phrase, phrase.mentions[0]):
            return False
        if self._scene.entities[known].type == "person":
            return False
        indices = range(phrase.first, self._scene.analysis.token_at(phrase.mentions[0].start))
        return any(not _OFFICERS.isdisjoint(self._scene.classes_at(i)) for i in indices)

    def _find_called(self, phrase: NounPhrase) -> str | None:
        """Return who is described first and named behind a word for it (شخص يدعى X)."""
        scene, index = self._scene, phrase.last
        last = min(len(scene.tokens), index + _CALLED_REACH)
        while index < last and (scene.is_quote(index) or scene.tokens[index].text == "،"):
            index += 1
        if index + 2 < last and scene.is_a(index, "selfcalled"):
            return self._find_self_called(index + 1)
        if index >= last or not scene.has_class(index, "called"):
            return None
        index += 1
        while index < last and (scene.is_quote(index) or scene.tokens[index].key == "ب"):
            index += 1
        mention = scene.mention_of[index] if index < last else None
        named = mention is not None and mention.type == "person" and scene.begins_mention(index)
        return mention.entity if named and mention is not None else None

    def _find_self_called(self, index: int) -> str | None:
        """Return the group that calls itself what is named behind token i (على نفسها اسم "X")."""
        scene = self._scene
        last = min(len(scene.tokens), index + _CALLED_REACH)
        itself = False
        while index < last and scene.mention_of[index] is None:
            itself = itself or scene.is_a(index, "itself")
            index += 1
        mention = scene.mention_of[index] if index < last else None
        return mention.entity if itself and mention is not None else None

    def _find_owner(self, phrase: NounPhrase) -> list[str]:
        """Return the group that a site behind which ل stands belongs to (مواقع للجيش)."""
        scene, index = self._scene, phrase.last
        if self._is_purpose(index):  # موقع للتدريب تابع لـX
            index += 1
        if index < len(scene.tokens) and scene.has_class(index, "belonging"):
            index += 1
        if index >= len(scene.tokens):
            return []
        letter = scene.tokens[index].key[0]
        named = self._find_group_at(index)
        if named is None or letter not in "لب":
            return []
        theirs = letter == "ل" or scene.has_class(index - 1, "belonging")  # الخاص بـX
        return [named.entity] if theirs else []

    def _is_purpose(self, index: int) -> bool:
        """Whether token i says what for a site is that belongs to somebody named behind."""
        scene = self._scene
        if index + 1 >= len(scene.tokens) or not scene.has_class(index + 1, "belonging"):
            return False
        return scene.mention_of[index] is None and scene.tokens[index].key[0] == "ل"

    def _find_group_at(self, index: int) -> Mention | None:
        """Return the group named behind the preposition in token i (للجيش, لسيطرة جيش X)."""
        scene = self._scene
        mention = scene.mention_of[index]
        if mention is not None:
            joined = scene.begins_mention(index) and mention.start > scene.tokens[index].start
            return mention if joined and mention.type in _GROUPS else None
        head = not _GROUP_HEADS.isdisjoint(scene.classes_at(index))
        following, last = index + 1, min(len(scene.tokens), index + 1 + _OWNER_REACH)
        while head and following < last and scene.mention_of[following] is None:
            if not scene.is_quote(following) and _GROUP_HEADS.isdisjoint(
                scene.classes_at(following)
            ):
                return None
            following += 1
        found = scene.mention_of[following] if head and following < last else None
        return found if found is not None and found.type in _GROUPS else None

    def _find_place(self, phrase: NounPhrase) -> str | None:
        """Return the place that a phrase names (قرية تلتيتا), None where it names a thing there."""
        if not phrase.mentions:
            return None
        mention = phrase.mentions[0]
        if self._begins(phrase, mention) or self._heads_place(phrase):
            return mention.entity
        return None

    def _heads_place(self, phrase: NounPhrase) -> bool:
        """Whether the first word of a phrase says what the place behind it is (بلدة, وقرية)."""
        forms = self._scene.tokens[phrase.first].forms
        keys = (form.key for form in forms if form.skip in (0, phrase.skip))
        return any("placehead" in plain_classes_of(key) for key in keys)

    def _is_no_target(self, phrase: NounPhrase) -> bool:
        """Whether a phrase names an event, a weapon or the doer himself rather than a target.

        Or only a kind of place; but not where people live (أحياء سكنية).
        """
        if any(self._scene.has_class(i, "peopled") for i in range(phrase.first + 1, phrase.last)):
            return False
        first, skip = self._find_head(phrase)
        head = self._scene.tokens[first]
        for form in head.forms:
            if form.skip == skip:
                key = form.key[2:] if form.key.startswith("ال") else form.key
                classes = plain_classes_of(key)
                if classes & _MAY_BE_HIT:
                    return False
                if key in load_nouns() or classes & _NO_TARGETS or is_masdar(head, form.key):
                    return True
                if "placehead" in classes:
                    return not ("livedin" in classes and self._is_told_apart(phrase))
        return False

    def _find_head(self, phrase: NounPhrase) -> tuple[int, int]:
        """Return the token of what a phrase is of, and its preposition: منازل of عدة منازل."""
        classes = self._scene.classes_at(phrase.first)
        if phrase.last > phrase.first + 1 and classes >= {"quantifier", "adjective"}:
            return phrase.first + 1, 0
        return phrase.first, phrase.skip

    def _is_told_apart(self, phrase: NounPhrase) -> bool:
        """Whether a phrase of an area says what lives or lies there (المناطق السكنية)."""
        index = phrase.first + 1
        if index >= phrase.last:
            return False
        key = self._scene.tokens[index].key
        if key in load_nationalities():
            return False
        return "anywhere" not in self._scene.classes_at(index)

    def _begins(self, phrase: NounPhrase, mention: Mention) -> bool:
        start = self._scene.tokens[phrase.first].start
        return mention.start <= start + phrase.skip

    def _find_known(self, phrase: NounPhrase) -> str | None:
        """Return the state of an adjective (قصف روسي), or the first group or person named.

        But of a title with a name behind it the person, not the body.
        """
        found = self._find_country(phrase) or find_bearer(self._scene, phrase)
        if found is not None:
            return found
        if self.find_followed(phrase) or self._is_of_staff(phrase):
            return None
        kinds = BODIES if self._is_of_members(phrase) else _GROUPS
        return next((m.entity for m in phrase.mentions if m.type in kinds), None)

    def _is_of_staff(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is of those who work or study at a body (طلاب جامعة X)."""
        body = bool(phrase.mentions) and phrase.mentions[0].type == "organization"
        named = body and self._begins(phrase, phrase.mentions[0])
        return body and not named and self._scene.has_class(phrase.first, "workers")

    def _is_of_members(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is of somebody's people, who are not he (عناصر X)."""
        forms = self._scene.tokens[phrase.first].forms
        keys = (form.key.removeprefix("ال") for form in forms if form.skip in (0, phrase.skip))
        if any("bandmember" in plain_classes_of(key) for key in keys):
            return True
        behind = phrase.first + _OF_COUNTED  # عشرون من أنصار X
        return phrase.last > behind and self._scene.has_class(behind, "bandmember")

    def find_followed(self, phrase: NounPhrase) -> list[str]:
        """Return whom a phrase says others to stand by, who are not he (الموالون لـX)."""
        scene, start = self._scene, self._scene.tokens[phrase.first].start + phrase.skip
        loyal = any(
            scene.has_class(index, "loyal") and scene.mention_of[index] is None
            for index in range(phrase.first, phrase.last)
        )
        return [m.entity for m in phrase.mentions if m.start > start] if loyal else []

    def _find_country(self, phrase: NounPhrase) -> str | None:
        if phrase.last != phrase.first + 1 or phrase.mentions:
            return None
        names = load_nationalities().get(self._scene.tokens[phrase.first].key, ())
        for known in (self._forces, self._by_name):
            for name in names:
                if name in known:
                    return known[name]
        return None

    def _describe(self, phrase: NounPhrase) -> list[str]:
        tokens = self._scene.tokens
        start, end = tokens[phrase.first].start + phrase.skip, tokens[phrase.last - 1].end
        if start >= end or tokens[phrase.first].kind == "mark":
            return []
        return [self._scene.entities.add_unnamed(start, end)]
