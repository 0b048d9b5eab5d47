"""What is found in a text: one record type a layer of the report, as the contract names them."""

from typing import Literal

import msgspec

from rawi.model.spans import Span

EntityType = Literal["person", "organization", "armed_group", "place", "unnamed"]
MentionType = Literal["person", "organization", "armed_group", "place"]
TimeType = Literal["date", "time", "duration", "set"]
CountType = Literal[
    "killed", "wounded", "arrested", "abducted", "missing", "displaced", "released",
    "surrendered", "trapped", "other",
]  # fmt: skip
Mode = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "says", "affirms", "announces", "denies", "accuses", "threatens", "demands", "warns",
    "promises", "condemns", "praises", "hopes", "expects", "believes", "asks",
]  # fmt: skip
EventType = Literal[
    "battle", "airstrike", "shelling", "bombing", "attack", "killing", "abduction",
    "sexual_violence", "capture", "withdrawal", "siege", "operation", "arrest", "trial",
    "release", "agreement", "talks", "protest", "riot", "displacement", "aid", "support",
    "sanction", "appointment", "allegiance", "destruction",
]  # fmt: skip
Modality = Literal["asserted", "claimed", "denied", "planned", "hypothetical"]
Predicate = Literal[
    "role", "leads", "member_of", "part_of", "supports", "allied_with", "opposes", "based_in",
    "kin_of", "alias_of",
]  # fmt: skip
FrameCategory = Literal["group", "event", "epithet"]
Precision = Literal["point", "town", "district", "governorate", "region", "country"]

# The types of entity that persons belong to, and that act as one.
BODIES: frozenset[str] = frozenset({"organization", "armed_group"})


class Mention(Span, frozen=True):
    """One place in the text that names an entity; the span is the name alone."""

    id: str
    type: MentionType
    entity: str


class Role(msgspec.Struct, frozen=True):
    """A title that a person holds, with the entity that it is held in (None if not named)."""

    title: str
    organization: str | None = None


class Links(msgspec.Struct, frozen=True):
    """Identifiers of the entity in public registers."""

    geonames: int | None = None
    wikidata: str | None = None


class Location(msgspec.Struct, frozen=True):
    """Where a place lies: WGS84 decimal degrees, ISO 3166-1 alpha-2 country, and why this one.

    `country` is None where sovereignty is disputed and the article does not name whose it is; the
    reason says between whom (`disputed: IL PS`).
    `source` is the gazetteer that has it: `rawi` for the word lists, `geonames` for the towns that
    the program brings, else the name of a table that the user added.
    """

    lat: float
    lon: float
    country: str | None
    precision: Precision
    reason: str
    source: str | None = None


class Entity(msgspec.Struct, frozen=True):
    """What mentions name: one per real-world thing in the article, its name the fullest mention.

    `latin` is the name in Latin letters: the spelling that the press in English gives it, else one
    made letter by letter (`rawi.language.transliteration`).
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    links: Links = Links()
    location: Location | None = None
    latin: str | None = None


class TimeExpression(Span, frozen=True):
    """A temporal expression: TIMEX3 type and value, with inclusive bounds in ISO days.

    `reason` says what the value was resolved against (`text`, `published`, `weekday`,
    `narrative 2014-05`), or why a part of it is unknown.
    """

    id: str
    type: TimeType
    value: str
    earliest: str | None = None
    latest: str | None = None
    reason: str | None = None


class Quantity(Span, frozen=True):
    """A count of people affected; `low` and `high` bound it, None for an open end.

    `cumulative` marks a total that grew (ارتفاع الحصيلة إلى 17); `part_of` names the count that
    this one is a subset of.
    """

    id: str
    what: CountType
    low: int | None
    high: int | None
    cumulative: bool = False
    part_of: str | None = None


class Cue(Span, frozen=True):
    """The word that introduces a statement, with its lemma."""

    lemma: str


class Speaker(msgspec.Struct, frozen=True):
    """Who says it: the phrase that names the source, and the entity behind it.

    The span is None where the speaker is only in the verb; the entity is None where the source is
    not named.
    """

    start: int | None = None
    end: int | None = None
    text: str | None = None
    entity: str | None = None


class Statement(msgspec.Struct, frozen=True):
    """Something that a source other than the article's writer says."""

    id: str
    start: int
    end: int
    content: tuple[tuple[int, int], ...]
    cue: Cue
    speaker: Speaker
    mode: Mode
    stance: Stance
    parent: str | None = None


class EventDate(msgspec.Struct, frozen=True):
    """Inclusive bounds in ISO days; None for an end that is not known.

    `reason` says where the bounds come from: a time in the `clause` or `sentence` of a trigger, the
    `narrative` around it, or the day on which it was `told`, which bounds it above; or why they are
    not known (`not told`).
    """

    earliest: str | None = None
    latest: str | None = None
    reason: str | None = None


class Event(msgspec.Struct, frozen=True):
    """Something that happened, is happening, or is said to; one per real-world event."""

    id: str
    type: EventType
    triggers: tuple[Span, ...]
    modality: Modality
    statement: str | None
    date: EventDate
    place: str | None
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()


class Relation(msgspec.Struct, frozen=True):
    """A lasting tie between two entities, with the words that it was read from."""

    id: str
    subject: str
    predicate: Predicate
    object: str
    title: str | None
    statement: str | None
    evidence: Span


class Frame(Span, frozen=True):
    """A word that takes a side where a neutral word exists.

    `voice` is `outlet` when the writer says it, else the statement's id; `neutral` is the neutral
    gloss from the lexicon.
    """

    id: str
    category: FrameCategory
    about: str | None
    voice: str
    neutral: str | None = None
