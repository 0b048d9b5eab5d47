"""Who is private in a record: a person is public everywhere who holds an office anywhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import duckdb

from rawi.language.masks import make_code
from rawi.language.secret_names import Names, Secret, split_name
from rawi.model import Report
from rawi.record.privacy import Cast, is_public, make_cast

Row = dict[str, Any]
# A name that is looked for in texts where nobody saw it has so many letters: أبو علي has six.
_SHORTEST = 6

# Entities that are persons, by the program or by reviewers, with the actor that they are of, what
# reviewers call them, and the words before each mention.
_PERSONS = """
WITH named AS (
    SELECT document, entity, list(DISTINCT text) AS texts FROM (
        SELECT document, entity, text FROM mentions UNION ALL
        SELECT document, entity, text FROM reviewed_mentions WHERE holds AND len(reviews) > 0
    ) GROUP BY ALL
), heard AS (
    SELECT m.document, m.entity, list(DISTINCT
        substring(d.text, greatest(m.span_start - 24, 0) + 1, least(m.span_start, 24))) AS before
    FROM mentions AS m JOIN documents AS d USING (document) WHERE m.type = 'person' GROUP BY ALL
)
SELECT e.document, e.id, e.name, e.aliases, e.latin, [r.title FOR r IN e.roles] AS titles,
    c.name AS corrected, coalesce(n.texts, []) AS texts, coalesce(h.before, []) AS before,
    coalesce(a.actor, concat(e.document, ':', e.id)) AS actor,
    EXISTS (SELECT 1 FROM relations AS l WHERE l.document = e.document AND l.subject = e.id
        AND l.predicate = 'leads') AS leads
FROM entities AS e JOIN reviewed_entities AS c USING (document, n)
LEFT JOIN actor_members AS a ON a.document = e.document AND a.entity = e.id
LEFT JOIN named AS n ON n.document = e.document AND n.entity = e.id
LEFT JOIN heard AS h ON h.document = e.document AND h.entity = e.id
WHERE e.type = 'person' OR c.type = 'person'
ORDER BY e.document, e.n
"""
_OTHERS = """
SELECT name FROM entities WHERE type NOT IN ('person', 'unnamed')
UNION SELECT unnest(aliases) FROM entities WHERE type NOT IN ('person', 'unnamed')
"""


class Casting(NamedTuple):
    """Who is private in a record.

    Attributes:
        secrets: Private persons by document and entity.
        actors: Private actors.
        everyone: Names of two words and more of all private persons that are nobody else's.
        number: How many private persons there are.
    """

    secrets: dict[str, dict[str, Secret]]
    actors: dict[str, Secret]
    everyone: Names
    number: int

    def cast(self, document: str, report: Report) -> Cast:
        """Return the names of a document."""
        secrets = self.secrets.get(document, {})
        return make_cast(report, secrets)

    def list_secrets(self, documents: Iterable[str]) -> list[Secret]:
        """Return the private persons of documents."""
        return [s for document in documents for s in self.secrets.get(document, {}).values()]


def load_casting(con: duckdb.DuckDBPyConnection) -> Casting:
    """Return who is private in a record."""
    rows: list[Row] = con.sql(_PERSONS).to_arrow_table().to_pylist()
    public = {row["actor"] for row in rows if _is_public(row)}
    hidden = [row for row in rows if row["actor"] not in public]
    codes = {
        actor: make_code(number)
        for number, actor in enumerate(sorted({row["actor"] for row in hidden}), 1)
    }
    secrets: dict[str, dict[str, Secret]] = defaultdict(dict)
    names: dict[str, list[str]] = defaultdict(list)
    for row in hidden:
        found = tuple(_list_names(row))
        secrets[row["document"]][row["id"]] = Secret(codes[row["actor"]], found)
        names[row["actor"]] += found
    actors = {
        actor: Secret(codes[actor], tuple(dict.fromkeys(found))) for actor, found in names.items()
    }
    shown = Names(
        Secret("", (name,))
        for name in (
            *(name for row in rows if row["actor"] in public for name in _list_names(row)),
            *(name for (name,) in con.sql(_OTHERS).fetchall()),
        )
    )
    return Casting(dict(secrets), actors, _find_everyone(actors.values(), shown), len(codes))


def _is_public(row: Row) -> bool:
    return row["leads"] or is_public(row["name"], row["titles"], row["before"])


def _list_names(row: Row) -> Iterator[str]:
    """Yield all names of a person in a document."""
    found = (row["name"], row["corrected"], row["latin"], *row["aliases"], *row["texts"])
    yield from dict.fromkeys(name for name in found if name)


def _find_everyone(actors: Iterable[Secret], shown: Names) -> Names:
    """Return the names that are looked for in every text.

    A single word is not: it may be anybody's. Nor is the name that somebody public has too.
    """
    return Names(
        Secret(secret.code, kept)
        for secret in actors
        if (kept := tuple(name for name in secret.names if _is_telling(name) and name not in shown))
    )


def _is_telling(name: str) -> bool:
    return len(name.split()) > 1 and len(name) >= _SHORTEST and bool(split_name(name))
