"""Names found in either script: what is typed in Arabic or in Latin letters, however it is spelt.

The names of actors and places are read into memory when the server starts, with the keys by which
spellings meet (rawi.language.search_keys), and read anew when incidents were gathered anew or
somebody made a review.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import duckdb

from rawi.language.search_keys import make_search_keys
from rawi.text.normalise import fold
from rawi.web.failures import RefusalError
from rawi.web.questions import Asker

Kind = Literal["actor", "place"]

_WAIT_SECONDS = 8.0
# What changes actors and places: another gathering, and reviews.
_STATE = """
SELECT coalesce((SELECT value FROM properties WHERE key = 'gathered'), '') || ' '
    || (SELECT count(*) FROM reviews)
"""
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
        worded: Where words of names occur.
        keyed: Where the keys of names and of their words occur.
    """

    ids: list[str] = field(default_factory=list)
    worded: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    keyed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, id_: str, names: Iterable[str]) -> None:
        """Take in what has these names."""
        place = len(self.ids)
        self.ids.append(id_)
        spelt = dict.fromkeys(_fold(name) for name in names)
        for word in {word for name in spelt for word in name.split()}:
            self.worded[word].append(place)
        for key in {key for name in spelt for key in _list_keys(name)}:
            self.keyed[key].append(place)

    def find(self, query: str) -> list[str]:
        """Return what has a name like this, the likest first.

        A whole name goes no further than its words: of two presidents called so, the one that most
        articles name comes first, whether or not they name him by this alone.
        """
        words = _fold(query).split()
        found: dict[int, None] = {}
        for alike in (
            _meet(self._find_word(word) for word in words),
            _meet(self._find_words(word, str.startswith) for word in words),
            _meet(self._find_words(word, str.__contains__) for word in words),
            self._find_sounding(query),
        ):
            found.update(dict.fromkeys(sorted(alike)))
        return [self.ids[place] for place in found]

    def _find_word(self, word: str) -> set[int]:
        return set(self.worded.get(word, ()))

    def _find_words(self, part: str, has: Callable[[str, str], bool]) -> set[int]:
        return {place for word, here in self.worded.items() if has(word, part) for place in here}

    def _find_sounding(self, query: str) -> set[int]:
        """Return the places of names that share a key with a query, or with each of its words."""
        keys = [
            _make_word_keys(word) | _make_word_keys(word.removesuffix("s"))
            for word in query.split()
        ]
        parts = _meet(self._find_keys(of_word) for of_word in keys if of_word)
        return self._find_keys(make_search_keys(query)) | parts

    def _find_keys(self, keys: Iterable[str]) -> set[int]:
        return {place for key in keys for place in self.keyed.get(key, ())}


def _meet(sets: Iterable[set[int]]) -> set[int]:
    """Return what is in all of the sets; nothing where there is none."""
    found: set[int] | None = None
    for one in sets:
        found = one if found is None else found & one
    return found or set()


def _fold(name: str) -> str:
    return " ".join(fold(name).casefold().replace("-", " ").split())


@lru_cache(maxsize=50_000)
def _make_word_keys(word: str) -> frozenset[str]:
    return make_search_keys(word)


# A review changes few names; those of the others are not made anew.
@lru_cache(maxsize=200_000)
def _list_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a name and of each of its words."""
    words = (_make_word_keys(word) for word in name.split())
    return tuple(make_search_keys(name).union(*words))


class NameIndex:
    """The names of a record's actors and places, in memory once they were asked for."""

    def __init__(self) -> None:
        self._state: str | None = None
        self._names: dict[Kind, _Names] = {}
        self._filling = threading.Lock()

    def find(self, ask: Asker, kind: Kind, query: str) -> list[str]:
        """Return the keys of actors, or the names of places, that a query names; likest first.

        Raises:
            RefusalError: others have been reading the names for too long.
        """
        self.fill(ask)
        return self._names[kind].find(query)

    def fill(self, ask: Asker) -> None:
        """Read the names, unless they stand there as they are in the record now."""
        if not self._filling.acquire(timeout=_WAIT_SECONDS):
            raise RefusalError(503, "the names are still being read", "Ask again in a moment")
        try:
            state = ask.value(_STATE)
            if state != self._state:
                self._names = {
                    "actor": _load_names(ask.cursor, _NAMED, _LATIN),
                    "place": _load_names(ask.cursor, _PLACES, _PLACES_LATIN),
                }
                self._state = state
        finally:
            self._filling.release()


def _load_names(cursor: duckdb.DuckDBPyConnection, named: str, spelt: str) -> _Names:
    latin: dict[str, list[str]] = dict(cursor.execute(spelt).fetchall())
    found = _Names()
    for id_, names, _ in cursor.execute(named).fetchall():
        found.add(id_, (*names, *latin.get(id_, ())))
    return found
