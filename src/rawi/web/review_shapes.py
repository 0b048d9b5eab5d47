"""What the reviewing part of the API answers with, and what it takes."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ItemKind = Literal[
    "accounts", "statements", "quantities", "entities", "mentions", "times", "frames", "relations"
]
GroupKind = Literal["incidents", "actors"]
Key = Annotated[str, StringConstraints(min_length=1, max_length=100)]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
_Why = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class Decision(BaseModel):
    """Who decided on an item, and when."""

    review: str
    action: str
    reviewer: str
    reviewed: datetime


class Doubt(BaseModel):
    """One thing that speaks for looking at an item: its name and what it counts."""

    reason: str
    points: float


class QueueRow(BaseModel):
    """An item of the queue; it stands the higher, the more doubt and the more rests on it."""

    kind: ItemKind | GroupKind
    item: str
    document: str | None
    label: str
    type: str | None
    title: str | None
    outlet: str | None
    published: date | None
    doubts: list[Doubt]
    weight: float
    priority: float
    decisions: list[Decision]


class QueuePage(BaseModel):
    """A page of the queue, with how much there is of each kind and how much was decided."""

    total: int
    decided: int
    kinds: dict[str, int]
    items: list[QueueRow]


class Choice(BaseModel):
    """One of the values that a field may have."""

    value: str
    label: str
    type: str | None = None


class ItemField(BaseModel):
    """A value that can be corrected.

    Attributes:
        name: Its column.
        input: How it is given: `choice`, `day`, `number`, `degrees`, `text`, `flag`, `one` or
            `many` of `choices`, `span` or `spans` of the article.
        value: As it is now.
        machine: As the program read it.
        words: Kind of words that its choices are shown with.
        choices: What it may be.
        empty: Whether it may be empty.
    """

    name: str
    input: str
    value: Any
    machine: Any
    words: str | None = None
    choices: list[Choice] = []
    empty: bool = False


class Mark(BaseModel):
    """A span of the article that the item is read from; code points of its text."""

    start: int
    end: int
    role: str


class Step(BaseModel):
    """One review in the history of an item or group.

    Attributes:
        before: The values that it changed, as they were before it.
        after: As it put them.
        undone: Who took it back.
        label: Words that tell what it is of; None of a group.
        title: Title of its article.
        names: What the ids in `before` and `after` name.
    """

    review: str
    reviewed: datetime
    reviewer: str
    action: str
    kind: str
    document: str | None = None
    items: list[str]
    before: dict[str, Any]
    after: dict[str, Any]
    why: str | None
    undone: Decision | None
    label: str | None = None
    title: str | None = None
    names: dict[str, str] = {}


class ItemView(BaseModel):
    """An item with its sentence, the values that can be corrected, and their history."""

    kind: ItemKind
    item: str
    document: str
    title: str | None
    outlet: str | None
    published: date | None
    holds: bool
    context: str
    context_start: int
    sentence: tuple[int, int]
    marks: list[Mark]
    fields: list[ItemField]
    decisions: list[Decision]
    history: list[Step]
    incident: str | None
    whole: bool


class Member(BaseModel):
    """An account of an incident, or an article's naming of an actor, with its article.

    Attributes:
        chosen: Whether it belongs to the group that was asked for.
    """

    item: str
    document: str
    title: str | None
    outlet: str | None
    published: date | None
    label: str
    type: str
    place: str | None
    earliest: date | None
    latest: date | None
    excerpt: str
    excerpt_start: int
    marks: list[Mark]


class Tie(BaseModel):
    """Why two members are held to be of one group."""

    one: str
    other: str
    score: float
    reasons: list[str]
    judge: str


class GroupView(BaseModel):
    """An incident or an actor with all its members."""

    kind: GroupKind
    group: str
    label: str
    type: str
    members: list[Member]
    ties: list[Tie]
    decisions: list[Decision]
    history: list[Step]
    total: int


class Candidate(BaseModel):
    """A group that may be one with another, with the articles that tell of it."""

    group: str
    label: str
    type: str
    earliest: date | None
    latest: date | None
    documents: int
    titles: list[str]
    outlets: list[str]
    members: list[str]
    shared: list[str]


class Candidates(BaseModel):
    """Groups that may be one with another, the likest first."""

    items: list[Candidate]


class ReviewPage(BaseModel):
    """A page of the log of reviews, the newest first."""

    total: int
    items: list[Step]


class Decisions(BaseModel):
    """Who decided on what in an article, by kind and id; whoever is not here is the program."""

    items: dict[str, dict[str, list[Decision]]]


class _Signed(BaseModel):
    """What every review says: who makes it, and why."""

    model_config = ConfigDict(extra="forbid")

    reviewer: _Name
    why: _Why | None = None


class Seen(BaseModel):
    """An item as the page showed it."""

    model_config = ConfigDict(extra="forbid")

    kind: ItemKind
    item: Key
    seen: dict[str, Any]


class Acceptance(_Signed):
    """That items are right as they were shown."""

    items: Annotated[list[Seen], Field(min_length=1, max_length=200)]


class Correction(_Signed):
    """That columns of an item should be otherwise."""

    kind: ItemKind
    item: Key
    seen: dict[str, Any]
    after: Annotated[dict[str, Any], Field(min_length=1, max_length=20)]


class Merging(_Signed):
    """That groups are one; `seen` gives the members that the page showed of each."""

    kind: GroupKind
    seen: Annotated[dict[Key, list[Key]], Field(min_length=1, max_length=50)]


class Parting(_Signed):
    """That members of a group are another; `seen` gives all its members as they were shown."""

    kind: GroupKind
    group: Key
    seen: Annotated[list[Key], Field(min_length=2, max_length=5000)]
    apart: Annotated[list[Key], Field(min_length=1, max_length=2000)]


class Taking(_Signed):
    """That a review is taken back."""


class Kept(BaseModel):
    """What was kept, and the groups that it made: the incidents or actors of the items now."""

    reviews: list[str]
    groups: list[str]
