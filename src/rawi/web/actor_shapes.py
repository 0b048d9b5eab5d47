"""What the pages of actors answer with."""

from datetime import date

from pydantic import BaseModel

from rawi.web.lines import IncidentLine, Teller
from rawi.web.shapes import Link


class ActorRow(BaseModel):
    """An actor in a list; at most four of its other names."""

    actor: str
    type: str
    name: str
    latin: str | None
    aliases: list[str]
    documents: int


class ActorPage(BaseModel):
    """A page of actors."""

    total: int
    items: list[ActorRow]


class Source(BaseModel):
    """Who says something of an actor, and where the words stand."""

    document: str
    outlet: str | None
    published: date | None
    chain: list[Link]
    span_start: int
    span_end: int
    text: str


class Naming(BaseModel):
    """A name as articles write it.

    Attributes:
        times: How often it stands in articles.
        documents: In how many.
        outlets: The outlets that use it most, at most six.
        source: The first place.
    """

    name: str
    times: int
    documents: int
    outlets: list[str]
    source: Source


class Wording(BaseModel):
    """A word that takes a side, said of the actor.

    Attributes:
        sources: Who says it, at most five.
    """

    text: str
    category: str
    neutral: str | None
    times: int
    sources: list[Source]


class Role(BaseModel):
    """A title that a person is given, and whose.

    Attributes:
        organization: Name of the body that it is held in; None where none is named.
        actor: The key of that body, where it is an actor of the record.
        documents: Articles that say so.
        first: Day of publication of the first of them.
        last: Day of publication of the last of them.
        sources: Who says so, at most four.
    """

    title: str | None
    organization: str | None
    actor: str | None
    documents: int
    first: date | None
    last: date | None
    sources: list[Source]


class Month(BaseModel):
    """Statements of a month of publication, by stance; `month` None: published on no known day."""

    month: date | None
    stances: dict[str, int]


class ActorView(BaseModel):
    """An actor: its names, roles, what it is called, and how much it says when."""

    row: ActorRow
    aliases: list[str]
    first: date | None
    last: date | None
    namings: list[Naming]
    wordings: list[Wording]
    roles: list[Role]
    months: list[Month]
    as_agent: int
    as_target: int


class Tie(BaseModel):
    """A lasting tie with another.

    Attributes:
        outward: Whether the actor is its subject: it supports the other; not so: it is supported.
        other: Name of the other.
        actor: Its key, where it is an actor of the record.
        titles: Titles of a role.
        documents: Articles that say so.
        sources: Who says so, at most four.
    """

    predicate: str
    outward: bool
    other: str
    other_latin: str | None
    type: str
    actor: str | None
    titles: list[str]
    documents: int
    first: date | None
    last: date | None
    sources: list[Source]


class Between(BaseModel):
    """A tie between two others."""

    one: str
    other: str
    predicate: str
    documents: int


class Ties(BaseModel):
    """An actor's ties, those that most articles tell first; and ties among the first others."""

    total: int
    items: list[Tie]
    between: list[Between]


class Part(BaseModel):
    """The part of an actor in an incident, with who gives it.

    Attributes:
        side: agent (it did it) or target (it was done to it).
    """

    side: str
    lineages: int
    tellers: list[Teller]


class Involvement(BaseModel):
    """An incident with the parts that accounts give an actor in it."""

    line: IncidentLine
    parts: list[Part]


class InvolvementPage(BaseModel):
    """A page of incidents that an actor has a part in."""

    total: int
    items: list[Involvement]


class Quotation(BaseModel):
    """What an actor is said to say."""

    document: str
    outlet: str | None
    published: date | None
    chain: list[Link]
    stance: str
    mode: str
    cue: str
    span_start: int
    span_end: int
    excerpt: str
    is_cut: bool


class QuotationPage(BaseModel):
    """A page of quotations, the newest first."""

    total: int
    items: list[Quotation]
