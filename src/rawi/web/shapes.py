"""What the API answers with."""

from datetime import date
from typing import Any

from pydantic import BaseModel


class Case(BaseModel):
    """The record as a whole."""

    name: str
    program: str
    documents: int
    lineages: int
    incidents: int
    differing: int
    actors: int
    outlets: list[str]
    types: list[str]
    first_day: date | None
    last_day: date | None
    read_only: bool
    closed: str | None
    private: bool


class GivenValue(BaseModel):
    """A value that accounts give, and how many independent texts give it."""

    value: str
    lineages: int


class Aspect(BaseModel):
    """What accounts say of one aspect of an incident."""

    aspect: str
    differs: bool
    spread: float
    values: list[GivenValue]


class IncidentRow(BaseModel):
    """An incident in a list."""

    incident: str
    type: str
    earliest: date | None
    latest: date | None
    place_name: str | None
    lat: float | None
    lon: float | None
    country: str | None
    accounts: int
    documents: int
    lineages: int
    disagreement: float
    aspects: list[Aspect]


class IncidentPage(BaseModel):
    """A page of incidents."""

    total: int
    items: list[IncidentRow]


class Link(BaseModel):
    """One link of the chain of who says it, from the outlet inwards."""

    link: str
    name: str | None


class Voice(BaseModel):
    """Who gives a value: an account, and the chain that it comes through."""

    account: str
    chain: list[Link]


class SaidValue(BaseModel):
    """A value with everyone who gives it."""

    value: str
    lineages: int
    voices: list[Voice]


class Point(BaseModel):
    """What accounts say of one aspect, with who says it."""

    aspect: str
    differs: bool
    spread: float
    values: list[SaidValue]


class AccountColumn(BaseModel):
    """One account of an incident, with the sentence that it stands in."""

    account: str
    document: str
    lineage: str
    outlet: str | None
    title: str | None
    published: date | None
    type: str
    modality: str
    chain: list[Link]
    triggers: list[str]
    words: list[str]
    span_start: int
    span_end: int
    excerpt: str
    excerpt_start: int


class Number(BaseModel):
    """One number for a count, made by a named rule; never a sum over accounts."""

    rule: str
    what: str
    low: int | None
    best: int | None
    high: int | None
    accounts: list[str]


class IncidentView(BaseModel):
    """An incident, its accounts side by side."""

    row: IncidentRow
    points: list[Point]
    accounts: list[AccountColumn]
    numbers: list[Number]
    judgements: list[dict[str, Any]]


class DocumentRow(BaseModel):
    """An article in a list."""

    document: str
    title: str | None
    outlet: str | None
    published: date | None
    url: str | None
    words: int
    lineage: str | None
    printings: int


class DocumentPage(BaseModel):
    """A page of articles."""

    total: int
    items: list[DocumentRow]


class DocumentView(BaseModel):
    """An article with its report, and the incidents that its events belong to."""

    row: DocumentRow
    report: dict[str, Any]
    incidents: dict[str, str]
    copies: list[DocumentRow]


class ReadingView(BaseModel):
    """An article as HTML with every layer marked, and the incidents of its events."""

    row: DocumentRow
    html: str
    copies: list[DocumentRow]
    incidents: dict[str, str]


class Found(BaseModel):
    """Where words stand in an article: code points of its text, and the text around them."""

    start: int
    end: int
    excerpt: str
    excerpt_start: int


class SearchHit(BaseModel):
    """An article that has the words, with the first places where they stand."""

    row: DocumentRow
    found: list[Found]


class NameHit(BaseModel):
    """An actor or a place that a query in Latin letters names.

    Attributes:
        kind: `actor` or `place`.
        key: What to narrow a search to: an actor's key, a place's name.
        name: As most articles write it.
        documents: Articles that name it; None where that is not counted.
    """

    kind: str
    key: str
    name: str
    documents: int | None


class SearchPage(BaseModel):
    """A page of articles that have the words, and what the query names in Latin letters."""

    total: int
    items: list[SearchHit]
    names: list[NameHit]
