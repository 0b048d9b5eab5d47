"""The word lists of events, loaded once and looked up by folded word."""

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple, cast

from rawi.lexica.tables import load_table
from rawi.model import EventType
from rawi.reading.events.inflections import (
    VerbForm,
    make_noun_forms,
    make_past_forms,
    make_present_forms,
)
from rawi.text.normalise import fold
from rawi.text.tokens import Form, Token

Role = Literal["agent", "target", "side", "place", "site", "either", "victim", "trap", "none"]
TriggerType = EventType | Literal["violent", "none"]

VIOLENT = frozenset(
    {"battle", "airstrike", "shelling", "bombing", "attack", "killing", "sexual_violence"}
)
# Fights that take place on both sides, and what is fought for a time to take a place.
CLASHES = frozenset({"battle", "riot"})
CAMPAIGNS = frozenset({"operation", "battle"})
HARMFUL = VIOLENT | {"abduction", "destruction"}
# Attacks whose word says with what, and those with the attacks that say it not.
ARMED = frozenset({"airstrike", "shelling", "bombing"})
STRIKES = ARMED | {"attack"}
MEETINGS = frozenset({"talks", "agreement"})
DONE_TO_PERSONS = frozenset({"killing", "arrest", "abduction", "release", "trial"})


class Condition(NamedTuple):
    """One condition on the words around a trigger: where to look, for what, and whether to find it.

    Attributes:
        where: `follow` (the very next word), `next`, `near` or `before`; or what is asked of the
            trigger itself: `definite`, `past`, `for` (behind ل), `with` (behind ب or ك), `hamza`
            (written with أ, so أبعاد, "dimensions", not إبعاد).
        word_class: A class of `classes.tsv`; empty where the trigger itself is asked.
        wanted: False for a condition that must not hold.
    """

    where: str
    word_class: str
    wanted: bool


class Sense(NamedTuple):
    """One sense of a verb or noun: the event that it names, and where its sides stand.

    Attributes:
        lemma: The base form, folded.
        type: The event type; `violent` for a noun that only points back, `none` for no event.
        part: `verb`, `masdar`, `event` (a noun of its own) or `pointer` (a noun that points back).
        subject: Role of a verb's subject.
        object: Role of a verb's object, or of the genitive behind a noun.
        prepositions: Role of what stands behind a preposition.
        conditions: All must hold.
    """

    lemma: str
    type: TriggerType
    part: str
    subject: Role
    object: Role
    prepositions: dict[str, Role]
    conditions: tuple[Condition, ...]


class Reading(NamedTuple):
    """A form of a word with the senses that it may have; `form` is None for nouns."""

    senses: tuple[Sense, ...]
    form: VerbForm | None

    @property
    def main(self) -> Sense:
        """The first sense that names an event."""
        return next((sense for sense in self.senses if sense.type != "none"), self.senses[0])


class LightReading(NamedTuple):
    """A form of a light verb: what its subject is to the event."""

    kind: str
    form: VerbForm


def _parse_prepositions(cell: str) -> dict[str, Role]:
    pairs = (pair.split(":") for pair in cell.split())
    return {fold(word): cast(Role, role) for word, role in pairs}


def _parse_conditions(cell: str) -> tuple[Condition, ...]:
    conditions = []
    for term in cell.split():
        wanted = not term.startswith("!")
        where, _, word_class = term.lstrip("!").partition(":")
        conditions.append(Condition(where, word_class, wanted))
    return tuple(conditions)


@cache
def load_verbs() -> dict[str, tuple[Reading, ...]]:
    """Return the readings of each inflected verb form."""
    senses: dict[tuple[str, str, str], list[Sense]] = {}
    for row in load_table("events/verbs"):
        sense = Sense(
            fold(row["form"]),
            cast(TriggerType, row["type"]),
            "verb",
            cast(Role, row["subject"]),
            cast(Role, row["object"]),
            _parse_prepositions(row["prepositions"]),
            _parse_conditions(row["when"]),
        )
        senses.setdefault((row["form"], row["present"], row["passive"]), []).append(sense)
    found: dict[str, list[Reading]] = {}
    for (past, present, passive), group in senses.items():
        for form in _make_verb_forms(past, present, passive):
            found.setdefault(form.key, []).append(Reading(tuple(group), form))
    return {key: tuple(readings) for key, readings in found.items()}


@cache
def types_of(key: str) -> frozenset[str]:
    """Return the types of event that a folded word may tell of, as a verb or as a noun."""
    readings = list(load_verbs().get(key, ()))
    noun = load_nouns().get(key.removeprefix("ال"))
    return frozenset(reading.main.type for reading in (*readings, *((noun,) if noun else ())))


def _make_verb_forms(past: str, present: str, passive: str) -> list[VerbForm]:
    forms = [*make_past_forms(past), *make_present_forms(present)]
    if passive and passive != past:
        forms += make_past_forms(passive, passive=True)
    return forms


@cache
def load_nouns() -> dict[str, Reading]:
    """Return the reading of each form of an event noun, indefinite."""
    senses: dict[str, list[Sense]] = {}
    for row in load_table("events/nouns"):
        sense = Sense(
            fold(row["lemma"]),
            cast(TriggerType, row["type"]),
            row["kind"],
            "none",
            cast(Role, row["genitive"]),
            _parse_prepositions(row["prepositions"]),
            _parse_conditions(row["when"]),
        )
        for form in make_noun_forms(row["form"]):
            senses.setdefault(form, []).append(sense)
    return {key: Reading(tuple(group), None) for key, group in senses.items()}


@cache
def load_masdars() -> frozenset[str]:
    """Return the forms, with and without article, of the nouns that are masdars of event verbs."""
    masdars = {key for key, reading in load_nouns().items() if reading.main.part == "masdar"}
    return frozenset(masdars | {"ال" + key for key in masdars})


@cache
def load_light_verbs() -> dict[str, tuple[LightReading, ...]]:
    """Return the light verbs of each inflected form."""
    found: dict[str, list[LightReading]] = {}
    for row in load_table("events/light_verbs"):
        for form in _make_verb_forms(row["form"], row["present"], row["passive"]):
            found.setdefault(form.key, []).append(LightReading(row["kind"], form))
    return {key: tuple(readings) for key, readings in found.items()}


@cache
def load_classes() -> dict[str, frozenset[str]]:
    """Return the classes of each folded word."""
    found: dict[str, set[str]] = {}
    for row in load_table("events/classes"):
        found.setdefault(fold(row["form"]), set()).add(row["class"])
    return {word: frozenset(classes) for word, classes in found.items()}


@cache
def load_nationalities() -> dict[str, tuple[str, ...]]:
    """Return the folded names behind each adjective of state, in its common forms."""
    found: dict[str, list[str]] = {}
    for row in load_table("events/nationalities"):
        base = fold(row["form"])
        for ending in ("", "ه", "ا", "ين", "ون", "تين", "تان", "ان"):
            found.setdefault(base + ending, []).append(fold(row["name"]))
            found.setdefault("ال" + base + ending, []).append(fold(row["name"]))
    return {key: tuple(names) for key, names in found.items()}


@cache
def load_states() -> frozenset[str]:
    """Return the folded names of states that act."""
    return frozenset(name for names in load_nationalities().values() for name in names)


def find_nations(words: Sequence[str]) -> set[str]:
    """Return the states that the folded words of a name have adjectives of, or are."""
    nations = {nation for word in words for nation in load_nationalities().get(word, ())}
    name = " ".join(words)
    return nations | {name} if name in load_states() else nations


@cache
def load_tellers() -> frozenset[str]:
    """Return the folded names of the outlets and rights groups that are listed."""
    rows = load_table("actors/organizations")
    told = (row for row in rows if row["kind"] in ("media", "media_ambiguous", "rights"))
    return frozenset(fold(row[column]) for row in told for column in ("form", "canonical"))


_NO_CLASSES: frozenset[str] = frozenset()
_HAMZAS = frozenset("أإآ")
_LEAST_ACCUSATIVE = 3  # letters of the shortest word whose final ا is taken for an ending


def classes_of(token: Token) -> frozenset[str]:
    """Return the word classes of a token, in all its forms, article aside."""
    listed = load_classes()
    found: frozenset[str] = _NO_CLASSES
    for form in token.forms:
        for key in (form.key, form.key[2:] if _has_article(token, form) else ""):
            if key in listed:
                found |= listed[key]
        if form.key.endswith("ا") and len(form.key) > _LEAST_ACCUSATIVE:
            found |= listed.get(form.key[:-1], _NO_CLASSES)
    return found


def _has_article(token: Token, form: Form) -> bool:
    """Whether a form begins with the article, not with a hamza before lam (ألحق, "inflicted")."""
    return form.key.startswith("ال") and token.text[form.skip] not in _HAMZAS


def begins_with_article(token: Token) -> bool:
    """Whether a word as it stands begins with the article."""
    return token.key.startswith("ال") and token.text[0] not in _HAMZAS


@cache
def load_vague_lemmas() -> frozenset[str]:
    """Return the lemmas that name an attack without its kind (هجوم, استهداف)."""
    return frozenset(word for word, classes in load_classes().items() if "vague" in classes)


@cache
def load_harming() -> dict[str, Role]:
    """Return the prepositions that bring who is harmed, whatever the event (ضد), with that role."""
    return {word: "target" for word, classes in load_classes().items() if "harming" in classes}


def plain_classes_of(key: str) -> frozenset[str]:
    """Return the word classes of a folded word as it stands."""
    return load_classes().get(key, _NO_CLASSES)


def noun_classes_of(key: str) -> frozenset[str]:
    """Return the word classes of a folded noun, as it stands and without its article."""
    if not key.startswith("ال"):
        return plain_classes_of(key)
    return plain_classes_of(key) | plain_classes_of(key[2:])
