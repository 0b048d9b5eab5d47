"""Accounts: one event as one document tells it, with what is needed to compare it with others."""

from collections.abc import Sequence

import msgspec

from rawi.model import Entity
from rawi.text.normalise import fold

_ARTICLE = "ال"
_VIOLENT = frozenset(
    (
        "battle", "airstrike", "shelling", "bombing", "attack", "killing", "destruction",
        "abduction", "arrest", "operation", "capture", "sexual_violence",
    )
)  # fmt: skip
# How much less a document may be about what it is nearly as much about.
_NEARLY = 0.3


class Link(msgspec.Struct, frozen=True):
    """One link of the chain of who says it, from the outlet inwards.

    Attributes:
        link: `outlet`, `agency`, `speaker` (who speaks to the outlet) or `source` (whom the link
            before has it from).
        name: As printed; None where nobody is named.
    """

    link: str
    name: str | None = None


class Side(msgspec.Struct, frozen=True):
    """Who did it, or to whom or what it was done.

    Attributes:
        name: As the document names it.
        type: Type of the entity; `unnamed` for who is only described.
        keys: Folded names and aliases.
        speaker: Who says that it was so, where it is not who tells of the event.
    """

    name: str
    type: str
    keys: tuple[str, ...] = ()
    speaker: str | None = None


class Site(msgspec.Struct, frozen=True):
    """Where it happened.

    Attributes:
        name: As the document names it.
        key: The name folded, without article.
        lat: WGS84 degrees; None where the gazetteer does not know it.
        lon: WGS84 degrees.
        country: ISO 3166-1 alpha-2.
        precision: `point`, `town`, `district`, `governorate`, `region`, `country`, or None.
        geonames: Identifier.
    """

    name: str
    key: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: str | None = None
    geonames: int | None = None


class Figure(msgspec.Struct, frozen=True):
    """A count that the account gives, and who gives it.

    Attributes:
        what: `killed`, `wounded`, …
        low: At least so many; None where open.
        high: At most so many; None where open.
        cumulative: Whether it is a total that grew.
        part: Whether it is a subset of another count of the account.
        speaker: Who gives it; None: the outlet itself.
        text: The count, verbatim.
        start: Offset of its first code point.
    """

    what: str
    low: int | None
    high: int | None
    cumulative: bool = False
    part: bool = False
    speaker: str | None = None
    text: str = ""
    start: int = 0


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One event as one document tells it.

    Attributes:
        id: The document's key, a colon, and the event's id within it.
        document: The document's key.
        outlet: Who published it.
        published: ISO day of publication.
        type: Event type of the report.
        modality: `asserted`, `claimed`, `denied`, `planned` or `hypothetical`.
        triggers: The words that name the event, verbatim, each once.
        start: Offset of the first trigger.
        chain: Who says it, from the outlet inwards.
        earliest: First day that it may have happened; None where not known.
        latest: Last day.
        hints: What its sentences say of the day where its bounds are not known: `2018-07-05`,
            `07-05` (year not known), `W4` (a Thursday).
        site: Where.
        near: Keys of all places named in its sentences.
        agents: Who did it.
        targets: To whom or to what.
        figures: The toll.
        names: Folded names of persons in its sentences.
        words: Stems of its sentences and those beside them, each once, sorted; with the title's
            where the document is mostly about this event.
        lead: Stems of the document's title and first lines.
        frames: Words that take a side in its sentences, verbatim, each with its speaker (None: the
            outlet).
        prominence: How much the document is about it, 0 to 1.
        excerpt: Offsets of the sentence that names it first.
    """

    id: str
    document: str
    outlet: str | None = None
    published: str | None = None
    type: str
    modality: str = "asserted"
    triggers: tuple[str, ...] = ()
    start: int = 0
    chain: tuple[Link, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    hints: tuple[str, ...] = ()
    site: Site | None = None
    near: tuple[str, ...] = ()
    agents: tuple[Side, ...] = ()
    targets: tuple[Side, ...] = ()
    figures: tuple[Figure, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    frames: tuple[tuple[str, str | None], ...] = ()
    prominence: float = 0.0
    excerpt: tuple[int, int] = (0, 0)


def find_main(accounts: Sequence[Account]) -> Account | None:
    """Return the account that a document is most about; None where it has none.

    Events that are only planned are left out, and of the rest the violent ones go before others.
    """
    told = [account for account in accounts if account.modality != "planned"]
    violent = [account for account in told if account.type in _VIOLENT]
    return max(violent or told, key=lambda a: (a.prominence, -a.start), default=None)


def list_prominent(accounts: Sequence[Account]) -> list[Account]:
    """Return the violent accounts that a document is nearly as much about as about its main one."""
    main = find_main(accounts)
    if main is None:
        return []
    least = main.prominence - _NEARLY
    return [
        account
        for account in accounts
        if account is main
        or (account.type in _VIOLENT and account.modality != "planned"
            and account.prominence >= least)
    ]  # fmt: skip


def find_totals(account: Account, what: str) -> list[Figure]:
    """Return the totals of a kind that an account gives, one a speaker.

    Subsets are none, nor are the smaller counts that the same speaker gives beside a total: what
    was told on the way to it, or what was added to it (nine, after two of the wounded died). Counts
    in the sentence that names the event first, and totals said to have grown, go before others: a
    war's dead are often told at the end.
    """
    start, end = account.excerpt

    def rank(figure: Figure) -> tuple[bool, int, bool]:
        near = figure.cumulative or start <= figure.start < end
        return near, figure.low or 0, figure.high is None

    totals: dict[str | None, Figure] = {}
    for figure in account.figures:
        if figure.what != what or figure.part:
            continue
        held = totals.get(figure.speaker)
        if held is None or rank(figure) > rank(held):
            totals[figure.speaker] = figure
    return list(totals.values())


def make_key(name: str) -> str:
    """Return a place's name folded, without article, so that spellings of it are equal."""
    return " ".join(word.removeprefix(_ARTICLE) for word in fold(name).split())


def make_side(entity: Entity) -> Side:
    """Return an entity as a side of an event."""
    keys = dict.fromkeys(fold(name) for name in (entity.name, *entity.aliases))
    return Side(entity.name, entity.type, tuple(keys))


def make_site(entity: Entity) -> Site:
    """Return an entity as the place of an event."""
    where = entity.location
    if where is None:
        return Site(entity.name, make_key(entity.name))
    return Site(
        entity.name, make_key(entity.name), where.lat, where.lon, where.country, where.precision,
        entity.links.geonames,
    )  # fmt: skip
