"""Names found in either script: what is typed in Arabic or in Latin letters, however it is spelt.

The names of actors and places are read into memory beside the first questions, with the keys by
which spellings meet (rawi.language.search_keys), and read anew when incidents were gathered anew.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import duckdb

from rawi.language.search_keys import make_search_keys
from rawi.text.normalise import fold
from rawi.web.failures import RefusalError
from rawi.web.questions import Asker, Served

Kind = Literal["actor", "place"]

_WAIT_SECONDS = 8.0
_STATE = "SELECT value FROM properties WHERE key = 'gathered'"
_NAMED = """
SELECT actor AS id, list_concat([name], aliases) AS names, documents AS weight FROM actors
ORDER BY documents DESC, actor
"""
_LATIN = """
SELECT m.actor, list(DISTINCT e.latin ORDER BY e.latin) FROM actor_members AS m
JOIN entities AS e ON e.document = m.document AND e.id = m.entity
WHERE e.latin IS NOT NULL GROUP BY 1
"""
_PLACES = """
SELECT place_name AS id, [place_name] AS names, count(*) AS weight FROM incidents
WHERE place_name IS NOT NULL GROUP BY 1 ORDER BY weight DESC, id
"""
_PLACES_LATIN = """
SELECT a.place_name, list(DISTINCT e.latin ORDER BY e.latin) FROM accounts AS a
JOIN entities AS e ON e.document = a.document AND e.id = a.place
WHERE a.place_name IS NOT NULL AND e.latin IS NOT NULL GROUP BY 1
"""


@dataclass(slots=True)
class _Names:
    """Names of one kind, those of most articles first.

    Attributes:
        ids: What each is a name of.
        spelt: Its names, folded, the main one first.
        keyed: Where the keys of words occur.
    """

    ids: list[str] = field(default_factory=list)
    spelt: list[tuple[str, ...]] = field(default_factory=list)
    keyed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, id_: str, names: Iterable[str]) -> None:
        """Take in what has these names."""
        place = len(self.ids)
        spelt = tuple(dict.fromkeys(_fold(name) for name in names))
        self.ids.append(id_)
        self.spelt.append(spelt)
        for name in spelt:
            for key in (*make_search_keys(name), *_iter_word_keys(name)):
                self.keyed[key].add(place)

    def find(self, query: str) -> list[str]:
        """Return what has a name like this, the likest first."""
        folded = _fold(query)
        words = folded.split()
        ranked = [
            (rank, place)
            for place, names in enumerate(self.spelt)
            if (rank := _rank_spelling(folded, words, names)) is not None
        ]
        known = {place for _, place in ranked}
        ranked += [(_SOUNDS, place) for place in self._find_sounding(query) - known]
        return [self.ids[place] for _, place in sorted(ranked)]

    def _find_sounding(self, query: str) -> set[int]:
        """Return the places whose words share a key with every word of a query."""
        whole = set().union(*(self.keyed.get(key, set()) for key in make_search_keys(query)))
        found: set[int] | None = None
        for word in query.split():
            keys = _make_word_keys(word) | _make_word_keys(word.removesuffix("s"))
            if keys:
                here = set().union(*(self.keyed.get(key, set()) for key in keys))
                found = here if found is None else found & here
        return whole | (found or set())


_WORDS, _BEGINS, _INSIDE, _SOUNDS = range(4)


def _rank_spelling(query: str, words: list[str], names: tuple[str, ...]) -> int | None:
    """Return how alike a name is spelt, 0 the most; None for not at all.

    A whole name goes no further than its words: of two presidents called so, the one that most
    articles name comes first, whether or not they name him by this alone.
    """
    if any(all(f" {word} " in f" {name} " for word in words) for name in names):
        return _WORDS
    if any(all(f" {word}" in f" {name}" for word in words) for name in names):
        return _BEGINS
    return _INSIDE if any(query in name for name in names) else None


def _fold(name: str) -> str:
    return " ".join(fold(name).casefold().replace("-", " ").split())


@lru_cache(maxsize=50_000)
def _make_word_keys(word: str) -> frozenset[str]:
    return make_search_keys(word)


def _iter_word_keys(name: str) -> Iterator[str]:
    for word in name.split():
        yield from _make_word_keys(word)


class NameIndex:
    """The names of a record's actors and places, in memory.

    Args:
        record: Open for as long as the index is asked.
    """

    def __init__(self, record: Served) -> None:
        self._ready = threading.Event()
        self._state: str | None = None
        self._names: dict[Kind, _Names] = {}
        self._filling = threading.Lock()
        cursor = record.connection.cursor()
        threading.Thread(target=self._start, args=(cursor,), daemon=True).start()

    def find(self, ask: Asker, kind: Kind, query: str) -> list[str]:
        """Return the keys of actors, or the names of places, that a query names; likest first.

        Raises:
            RefusalError: the names are not read yet.
        """
        if not self._ready.wait(_WAIT_SECONDS):
            raise RefusalError(503, "the names are still being read", "Ask again in a moment")
        state = ask.value(_STATE)
        if state != self._state:
            self._fill(ask.cursor, state)
        return self._names[kind].find(query)

    def _start(self, cursor: duckdb.DuckDBPyConnection) -> None:
        try:
            found = cursor.execute(_STATE).fetchone()
            self._fill(cursor, None if found is None else found[0])
        except duckdb.Error:
            # The record was closed meanwhile; nobody asks any more.
            return

    def _fill(self, cursor: duckdb.DuckDBPyConnection, state: str | None) -> None:
        with self._filling:
            if self._ready.is_set() and state == self._state:
                return
            self._names = {
                "actor": _load_names(cursor, _NAMED, _LATIN),
                "place": _load_names(cursor, _PLACES, _PLACES_LATIN),
            }
            self._state = state
            self._ready.set()


def _load_names(cursor: duckdb.DuckDBPyConnection, named: str, spelt: str) -> _Names:
    latin: dict[str, list[str]] = dict(cursor.execute(spelt).fetchall())
    found = _Names()
    for id_, names, _ in cursor.execute(named).fetchall():
        found.add(id_, (*names, *latin.get(id_, ())))
    return found
