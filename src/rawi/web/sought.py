"""What a search is narrowed to beside words: who is named, who speaks, what happened, where."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from fastapi import Depends, Query

from rawi.language.search_keys import make_search_keys
from rawi.web.names import NameIndex
from rawi.web.questions import Asker, Day
from rawi.web.shapes import NameHit

_TEXT = Annotated[str | None, Query(max_length=200)]
_ARABIC = re.compile("[\u0620-\u06ff]")
_LATIN = re.compile(r"[^\W\d_]{2}")
# A name typed in Latin letters may sound like many; those of most articles are taken.
_MOST_NAMED, _MOST_SHOWN = 30, 6
_SHORTEST_SOUND = 3
# Places shown of an article where no words are asked for.
_MOST_PLACES = 5

Spans = dict[str, list[tuple[int, int]]]


class Sought(NamedTuple):
    """What articles must have beside words; None for anything.

    Attributes:
        actor: Key of an actor that they name.
        speaker: Key of an actor whom they quote.
        type: Type of an event that they tell of.
        place: Name of the place of that event.
        since: The event may have happened on this day or later.
        until: On this day or earlier.
    """

    actor: str | None
    speaker: str | None
    type: str | None
    place: str | None
    since: Day | None
    until: Day | None


def choose_sought(
    actor: _TEXT = None,
    speaker: _TEXT = None,
    type: _TEXT = None,
    place: _TEXT = None,
    since: Annotated[Day | None, Query(description="Of the event, not of publication.")] = None,
    until: Day | None = None,
) -> Sought:
    """Return what a request narrows its search to."""
    return Sought(actor, speaker, type, place, since, until)


Narrowing = Annotated[Sought, Depends(choose_sought)]

_NAMED = "FROM actor_members AS m WHERE m.actor = ?"
_SPOKEN = (
    "FROM actor_members AS m JOIN statements AS s ON s.document = m.document "
    "AND s.speaker_entity = m.entity WHERE m.actor = ?"
)


def find_documents(ask: Asker, sought: Sought) -> set[str] | None:
    """Return the articles that have all that is sought; None where nothing is."""
    told, values = _choose_events(sought)
    questions = [
        (f"SELECT DISTINCT m.document {_NAMED}", [sought.actor], sought.actor),
        (f"SELECT DISTINCT m.document {_SPOKEN}", [sought.speaker], sought.speaker),
        (f"SELECT DISTINCT document FROM accounts WHERE {told}", values, values),
    ]
    found: set[str] | None = None
    for question, given, wanted in questions:
        if wanted:
            keys = {key for (key,) in ask.cursor.execute(question, given).fetchall()}
            found = keys if found is None else found & keys
    return found


def find_spans(ask: Asker, sought: Sought, documents: Sequence[str]) -> Spans:
    """Return where articles have it: what happened, else what is said, else who is named."""
    told, values = _choose_events(sought)
    if values:
        question = (
            "SELECT document, triggers[1].span_start, triggers[1].span_end FROM accounts "
            f"WHERE {told} AND document IN (SELECT unnest(?)) ORDER BY document, n"
        )
    elif sought.speaker is not None:
        question = (
            f"SELECT s.document, s.cue_start, s.cue_end {_SPOKEN} "
            "AND s.document IN (SELECT unnest(?)) ORDER BY s.document, s.n"
        )
        values = [sought.speaker]
    else:
        question = (
            "SELECT x.document, x.span_start, x.span_end FROM mentions AS x JOIN "
            "actor_members AS m USING (document, entity) WHERE m.actor = ? "
            "AND x.document IN (SELECT unnest(?)) ORDER BY x.document, x.n"
        )
        values = [sought.actor]
    return _load_spans(ask, question, [*values, list(documents)])


def _choose_events(sought: Sought) -> tuple[str, list[object]]:
    """Return the condition on one account, and its values; no values where none is sought."""
    given = (
        ("type = ?", sought.type), ("place_name = ?", sought.place),
        ("latest >= ?", sought.since), ("earliest <= ?", sought.until),
    )  # fmt: skip
    chosen = [(condition, value) for condition, value in given if value is not None]
    where = " AND ".join(condition for condition, _ in chosen) or "true"
    return where, [value for _, value in chosen]


class Named(NamedTuple):
    """What a query in Latin letters names.

    Attributes:
        hits: Actors and places to be shown, the likest first.
        actors: Keys of actors.
        places: Names of places.
    """

    hits: list[NameHit]
    actors: list[str]
    places: list[str]


def find_named(ask: Asker, names: NameIndex, query: str) -> Named:
    """Return the actors and places that a query in Latin letters names: Haftar, Hifter are one."""
    if _ARABIC.search(query) or not _LATIN.search(query):
        return Named([], [], [])
    actors = names.find(ask, "actor", query)[:_MOST_NAMED]
    actors = _keep_spelt(ask, _SPELT_ACTORS, actors, query=query)
    places = names.find(ask, "place", query)[:_MOST_NAMED]
    places = _keep_spelt(ask, _SPELT_PLACES, places, query=query)
    rows = ask.rows(
        "SELECT actor, name, documents FROM actors WHERE actor IN (SELECT unnest(?::VARCHAR[]))",
        actors[:_MOST_SHOWN],
    )
    by = {row["actor"]: row for row in rows}
    hits = [NameHit(kind="place", key=p, name=p, documents=None) for p in places[:_MOST_SHOWN]]
    hits += [
        NameHit(kind="actor", key=key, name=by[key]["name"], documents=by[key]["documents"])
        for key in actors[:_MOST_SHOWN]
        if key in by
    ]
    return Named(hits, actors, places)


_SPELT_ACTORS = (
    "SELECT DISTINCT m.actor, e.latin FROM actor_members AS m JOIN entities AS e "
    "ON e.document = m.document AND e.id = m.entity "
    "WHERE e.latin IS NOT NULL AND m.actor IN (SELECT unnest(?::VARCHAR[]))"
)
_SPELT_PLACES = (
    "SELECT DISTINCT name, latin FROM entities WHERE type = 'place' AND latin IS NOT NULL "
    "AND name IN (SELECT unnest(?::VARCHAR[]))"
)


def _keep_spelt(ask: Asker, question: str, found: list[str], *, query: str) -> list[str]:
    """Return those that are spelt so, if any are; else all that sound so, if that tells enough.

    A name of two consonants sounds like half of all others: Aleppo like Libya.
    """
    words = _split(query)
    spelt = {key for key, latin in ask.pairs(question, found) if set(words) <= set(_split(latin))}
    if spelt:
        return [key for key in found if key in spelt]
    telling = max(map(len, make_search_keys(query)), default=0) >= _SHORTEST_SOUND
    return found if telling else []


def _split(name: str) -> list[str]:
    return name.casefold().replace("-", " ").split()


def find_naming(ask: Asker, named: Named) -> set[str]:
    """Return the articles that name what a query in Latin letters names."""
    found = ask.cursor.execute(
        "SELECT document FROM actor_members WHERE actor IN (SELECT unnest(?::VARCHAR[])) UNION "
        "SELECT document FROM entities WHERE type = 'place' "
        "AND name IN (SELECT unnest(?::VARCHAR[]))",
        [named.actors, named.places],
    ).fetchall()
    return {key for (key,) in found}


def find_named_spans(ask: Asker, named: Named, documents: Sequence[str]) -> Spans:
    """Return where articles name it."""
    question = (
        "WITH wanted AS (SELECT document, entity FROM actor_members "
        "WHERE actor IN (SELECT unnest(?::VARCHAR[])) UNION SELECT document, id FROM entities "
        "WHERE type = 'place' AND name IN (SELECT unnest(?::VARCHAR[]))) "
        "SELECT x.document, x.span_start, x.span_end FROM mentions AS x JOIN wanted "
        "USING (document, entity) WHERE x.document IN (SELECT unnest(?)) ORDER BY x.document, x.n"
    )
    return _load_spans(ask, question, [named.actors, named.places, list(documents)])


def _load_spans(ask: Asker, question: str, values: list[object]) -> Spans:
    spans: Spans = defaultdict(list)
    for document, start, end in ask.cursor.execute(question, values).fetchall():
        if start is not None and len(spans[document]) < _MOST_PLACES:
            spans[document].append((start, end))
    return spans
