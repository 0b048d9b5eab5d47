"""Who is private, and reports in which no private person is named.

Private is every person without an office in any article: victims, witnesses, relatives, speakers
who are nobody's spokesperson. Public are those who hold an office or lead something in one article
at least, and the public figures of the word lists. An occupation (a doctor, a driver, a fighter)
and a kinship are no office. Whoever is in doubt is private.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

import msgspec

from rawi.language.masks import Veil, cover, make_code
from rawi.language.secret_names import Names, Secret, Spot
from rawi.lexica.tables import load_table
from rawi.model import Document, Entity, Relation, Report, Span, Statement
from rawi.model.documents import make_document
from rawi.reading.titles.offices import load_particles
from rawi.text.normalise import fold

S = TypeVar("S", bound=Span)
# Public figures of the word lists.
_FIGURES = ("actors/persons", "titles/leaders", "titles/ministers")
# Letters before a name that are looked at for a rank.
_BACK = 24


class Cast(NamedTuple):
    """The names of a document, as far as it matters who is private.

    Attributes:
        secrets: Private persons that it names, by the ids of their entities.
        persons: Names of its public persons.
        others: Names of bodies, forces and places in it.
    """

    secrets: dict[str, Secret]
    persons: tuple[str, ...]
    others: tuple[str, ...]


def is_public(name: str, titles: Iterable[str], before: Iterable[str] = ()) -> bool:
    """Whether a person is a public one.

    Args:
        name: The fullest name.
        titles: Titles that the person holds.
        before: What stands before the person's mentions; an office or a rank may be its end.
    """
    return (
        fold(name) in _load_figures()
        or any(is_office(title) for title in titles)
        or any(_ends_in_office(words) for words in before)
    )


def _ends_in_office(words: str) -> bool:
    """Whether the last word is an office or a rank with its article: والرئيس, للعميد."""
    last = fold(words).split()[-1:]
    return bool(words[-1:].isspace() and last) and last[0] in _load_ranks()


@cache
def _load_ranks() -> frozenset[str]:
    found = set()
    for row in load_table("titles/offices"):
        if row["kind"] != "honorific" and " " not in row["form"]:
            for form in (row["form"], row["feminine"]):
                if form and fold(form) not in _load_occupations():
                    found |= {f"{before}{fold(form)}" for before in ("ال", "وال", "لل", "بال")}
    return frozenset(found)


def is_office(title: str) -> bool:
    """Whether a title is an office, and no occupation, kinship or condition."""
    before = load_particles("one_of") | load_particles("fellow")  # أحد عناصر, نظيره الوزير
    words = [word.removeprefix("ال") for word in fold(title).split()]
    while words and words[0] in before:
        words = words[1:]
    return bool(words) and words[0] not in _load_occupations()


@cache
def _load_figures() -> frozenset[str]:
    return frozenset(fold(row["form"]) for table in _FIGURES for row in load_table(table))


@cache
def _load_occupations() -> frozenset[str]:
    rows = load_table("titles/occupations")
    return frozenset(fold(row[column]) for row in rows for column in ("form", "feminine"))


def cast_report(report: Report) -> Cast:
    """Return who is private in a report, by nothing but the report."""
    leaders = {r.subject for r in report.relations if r.predicate == "leads"}
    before: dict[str, list[str]] = {entity.id: [] for entity in report.entities}
    names: dict[str, list[str]] = {entity.id: [] for entity in report.entities}
    for mention in report.mentions:
        before[mention.entity].append(report.document.text[: mention.start][-_BACK:])
        names[mention.entity].append(mention.text)
    private = [
        entity
        for entity in report.entities
        if entity.type == "person"
        and entity.id not in leaders
        and not is_public(entity.name, [r.title for r in entity.roles], before[entity.id])
    ]
    return make_cast(
        report,
        {
            entity.id: Secret(make_code(number), list_names(entity, names[entity.id]))
            for number, entity in enumerate(private, 1)
        },
    )


def make_cast(report: Report, secrets: dict[str, Secret]) -> Cast:
    """Return the names of a report where it is known who is private.

    Args:
        report: A report.
        secrets: Its private persons, by the ids of their entities.
    """
    persons: list[str] = []
    others: list[str] = []
    types = {entity.id: entity.type for entity in report.entities}
    for entity in report.entities:
        if entity.id not in secrets and entity.type != "unnamed":
            (persons if entity.type == "person" else others).extend(list_names(entity))
    for mention in report.mentions:
        if mention.entity not in secrets:
            (persons if types[mention.entity] == "person" else others).append(mention.text)
    return Cast(secrets, tuple(dict.fromkeys(persons)), tuple(dict.fromkeys(others)))


def list_names(entity: Entity, mentioned: Iterable[str] = ()) -> tuple[str, ...]:
    """Return all names of an entity, in both scripts, each once."""
    latin = () if entity.latin is None else (entity.latin,)
    return tuple(dict.fromkeys((entity.name, *entity.aliases, *mentioned, *latin)))


def mask_private(report: Report) -> Report:
    """Return a report with the persons masked who are private by nothing but the report."""
    cast = cast_report(report)
    return mask_report(report, cast, make_veil(cast, report.document.text))


def make_veil(cast: Cast, text: str, others: Names | None = None) -> Veil:
    """Return what hides the private persons of a document.

    Args:
        cast: The names of the document.
        text: Its text. What in it may be the name of somebody whom no reader saw is hidden
            too, and so are the parts of that name.
        others: Private persons of other documents.
    """
    secrets = tuple(cast.secrets.values())
    veil = Veil(secrets, others, persons=cast.persons, rest=cast.others, guess=True)
    guessed = tuple(text[start:end] for start, end in veil.find_guesses(text))
    if not guessed:
        return veil
    strangers = tuple(Secret("", (name,)) for name in dict.fromkeys(guessed))
    return Veil((*secrets, *strangers), others, persons=cast.persons, rest=cast.others, guess=True)


def mask_report(report: Report, cast: Cast, veil: Veil) -> Report:
    """Return a report with its private persons masked, every span where it was.

    The text is as long as it was, and `text[start:end]` is what an item says it is. Gone are the
    path of the address, which often holds a title, and the hash of what the text was.
    """
    doc = report.document
    spots = [(m.start, m.end, cast.secrets[m.entity].code)
             for m in report.mentions if m.entity in cast.secrets]  # fmt: skip
    masked = mask_document(doc, veil, spots)
    text = masked.text
    # Spans are cut anew out of the masked text; what else is text is masked by itself.
    return msgspec.structs.replace(
        report,
        document=masked,
        entities=tuple(_mask_entity(entity, cast, veil) for entity in report.entities),
        mentions=_cut_all(report.mentions, text),
        times=_cut_all(report.times, text),
        quantities=_cut_all(report.quantities, text),
        frames=_cut_all(report.frames, text),
        statements=tuple(_mask_statement(statement, text) for statement in report.statements),
        events=tuple(
            msgspec.structs.replace(event, triggers=_cut_all(event.triggers, text))
            for event in report.events
        ),
        relations=tuple(_mask_relation(relation, text, veil) for relation in report.relations),
    )


def _mask_statement(statement: Statement, text: str) -> Statement:
    speaker = statement.speaker
    if speaker.start is not None:
        speaker = msgspec.structs.replace(speaker, text=text[speaker.start : speaker.end])
    return msgspec.structs.replace(statement, cue=_cut(statement.cue, text), speaker=speaker)


def _mask_relation(relation: Relation, text: str, veil: Veil) -> Relation:
    title = None if relation.title is None else veil.mask(relation.title)
    return msgspec.structs.replace(relation, evidence=_cut(relation.evidence, text), title=title)


def mask_document(doc: Document, veil: Veil, spots: Sequence[Spot] = ()) -> Document:
    """Return a document with private persons masked in text, title and name of the file."""
    return make_document(
        cover(doc.text, veil.find(doc.text, spots)),
        source=None if doc.source is None else veil.mask(doc.source),
        title=None if doc.title is None else veil.mask(doc.title),
        outlet=doc.outlet,
        published=doc.published,
        url=cut_address(doc.url),
    )


def cut_address(url: str | None) -> str | None:
    """Return the site of an address, without the path, which names people in its own way."""
    parts = urlsplit(url or "")
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme and parts.netloc else None


def _mask_entity(entity: Entity, cast: Cast, veil: Veil) -> Entity:
    roles = tuple(msgspec.structs.replace(r, title=veil.mask(r.title)) for r in entity.roles)
    secret = cast.secrets.get(entity.id)
    if secret is None and entity.type == "person":
        return msgspec.structs.replace(entity, roles=roles)

    def hide(name: str) -> str:
        return veil.mask(name) if secret is None else cover(name, [(0, len(name), secret.code)])

    return msgspec.structs.replace(
        entity,
        name=hide(entity.name),
        aliases=tuple(dict.fromkeys(hide(alias) for alias in entity.aliases)),
        latin=None if entity.latin is None else hide(entity.latin),
        roles=roles,
    )


def _cut_all(items: Iterable[S], text: str) -> tuple[S, ...]:
    return tuple(_cut(item, text) for item in items)


def _cut(item: S, text: str) -> S:
    return msgspec.structs.replace(item, text=text[item.start : item.end])
