"""What the page of wording answers with."""

from datetime import date

from pydantic import BaseModel

from rawi.web.shapes import DocumentRow, Link


class Term(BaseModel):
    """A word or name that is used.

    Attributes:
        term: Its key, by which its sentences are asked for: its kind, a colon, folded letters.
        shown: As most articles write it.
        kind: `name`, `frame` (a word that takes a side), `event` (a word for what happened), or
            `about` (of whom a word is said).
        neutral: A neutral word for it, where it takes a side.
        lineages: Independent texts that have it.
        documents: Articles that have it.
    """

    term: str
    shown: str
    kind: str
    neutral: str | None
    lineages: int
    documents: int


class Voice(BaseModel):
    """An outlet or a speaker who uses the words.

    Attributes:
        voice: Its key.
        shown: Its name; None for a speaker who is not named.
        lineages: Independent texts in which it uses any of the words.
    """

    voice: str
    shown: str | None
    lineages: int


class Cell(BaseModel):
    """How often a voice uses a term, in independent texts.

    Attributes:
        term: Key of the term.
        voice: Key of the voice.
        own: Texts in which an outlet says it in its own voice; of a speaker 0.
        quoted: Texts in which the outlet quotes somebody with it, or in which the speaker is
            quoted with it.
    """

    term: str
    voice: str
    own: int
    quoted: int


class VoicePage(BaseModel):
    """Outlets or speakers, those of most texts first, with what they use."""

    total: int
    items: list[Voice]
    cells: list[Cell]


class WordingView(BaseModel):
    """Which words are used, by which outlets and speakers; nothing is scored.

    Attributes:
        about: What was asked for, as it is shown.
        total: How many terms there are.
        terms: Those of most texts first.
        outlets: Who prints them.
        speakers: Who is quoted with them.
    """

    about: str
    total: int
    terms: list[Term]
    outlets: VoicePage
    speakers: VoicePage


class UseView(BaseModel):
    """One place where a term is used.

    Attributes:
        row: The article.
        chain: Who says it, from the outlet inwards.
        span_start: First code point of the word.
        span_end: Code point after its last.
        excerpt: The text around it.
        excerpt_start: Its first code point.
    """

    row: DocumentRow
    chain: list[Link]
    span_start: int
    span_end: int
    excerpt: str
    excerpt_start: int


class UsePage(BaseModel):
    """A page of places, the newest first; of texts that were copied, one printing an outlet."""

    total: int
    items: list[UseView]


class LoadedWord(BaseModel):
    """A word that takes a side, anywhere in the record."""

    term: str
    shown: str
    category: str
    neutral: str | None
    own: int
    quoted: int
    lineages: int


class Counted(BaseModel):
    """A kind of event, with how many texts tell of it."""

    type: str
    lineages: int


class WordingStart(BaseModel):
    """What can be asked for: words that take a side, kinds of events. Actors: GET /api/actors."""

    words: list[LoadedWord]
    types: list[Counted]
    first: date | None
    last: date | None
