"""What an actor is: its names as articles write them, words said of it, titles it is given."""

from collections.abc import Iterable, Iterator

from rawi.web.actor_shapes import Naming, Role, Source, Wording
from rawi.web.questions import Asker, Row
from rawi.web.shapes import Link
from rawi.web.voices import Voices

_MOST_NAMES, _MOST_WORDS, _MOST_ROLES, _MOST_OUTLETS = 60, 60, 60, 6
# Sources that are listed of one role, tie or word; the rest is a number.
MOST_SOURCES = 4
_MEMBER = "WITH member AS (SELECT document, entity FROM actor_members WHERE actor = ?)"
_NAMINGS = f"""{_MEMBER}, named AS (
    SELECT n.text, n.document, n.span_start, n.span_end, d.outlet, d.published
    FROM member AS m JOIN mentions AS n ON n.document = m.document AND n.entity = m.entity
    JOIN documents AS d ON d.document = n.document
), used AS (SELECT text, outlet, count(*) AS n FROM named WHERE outlet IS NOT NULL GROUP BY ALL)
SELECT text AS name, count(*) AS times, count(DISTINCT document) AS documents,
    (SELECT list(u.outlet ORDER BY u.n DESC, u.outlet) FROM used AS u WHERE u.text = named.text)
        AS outlets,
    arg_min({{'document': document, 'span_start': span_start, 'span_end': span_end,
              'outlet': outlet, 'published': published}},
            (coalesce(published, DATE '9999-01-01'), document, span_start)) AS source
FROM named GROUP BY text ORDER BY documents DESC, times DESC, name LIMIT {_MOST_NAMES}
"""
_WORDINGS = f"""{_MEMBER}
SELECT f.text, f.category, f.neutral, f.document, f.span_start, f.span_end, d.outlet, d.published,
    nullif(f.voice, 'outlet') AS statement
FROM member AS m JOIN frames AS f ON f.document = m.document AND f.about = m.entity
JOIN documents AS d ON d.document = f.document
ORDER BY d.published NULLS LAST, f.document, f.n
"""
_ROLES = f"""{_MEMBER}, held AS (
    SELECT m.document, m.entity, r.role.title AS title, r.role.organization AS organization
    FROM member AS m JOIN entities AS e ON e.document = m.document AND e.id = m.entity,
        (SELECT unnest(e.roles) AS role) AS r
), first_named AS (
    SELECT n.document, n.entity, min(n.span_start) AS span_start, arg_min(n.span_end, n.span_start)
        AS span_end, arg_min(n.text, n.span_start) AS text
    FROM member AS m JOIN mentions AS n ON n.document = m.document AND n.entity = m.entity
    GROUP BY ALL
)
SELECT h.document, h.title, o.name AS organization, b.actor,
    coalesce(b.actor, o.name) AS holder, d.outlet, d.published, t.statement,
    coalesce(t.span_start, n.span_start) AS span_start,
    coalesce(t.span_end, n.span_end) AS span_end,
    coalesce(t.text, n.text) AS text
FROM held AS h JOIN documents AS d USING (document)
JOIN first_named AS n ON n.document = h.document AND n.entity = h.entity
LEFT JOIN entities AS o ON o.document = h.document AND o.id = h.organization
LEFT JOIN actor_members AS b ON b.document = h.document AND b.entity = h.organization
LEFT JOIN relations AS t ON t.document = h.document AND t.subject = h.entity
    AND t.object = h.organization AND t.title IS NOT DISTINCT FROM h.title
QUALIFY row_number() OVER (PARTITION BY h.document, h.title, organization ORDER BY t.n) = 1
ORDER BY d.published NULLS LAST, h.document
"""


def list_namings(ask: Asker, actor: str) -> list[Naming]:
    """Return the names that articles give an actor, those of most articles first."""
    found = ask.rows(_NAMINGS, actor)
    return [
        Naming(
            **row | {"outlets": (row["outlets"] or [])[:_MOST_OUTLETS]},
            source=Source(
                **source, text=row["name"], chain=[Link(link="outlet", name=source["outlet"])]
            ),
        )
        for row in found
        for source in [row.pop("source")]
    ]


def list_wordings(ask: Asker, actor: str) -> list[Wording]:
    """Return the words that take a side and are said of an actor, the commonest first."""
    rows = ask.rows(_WORDINGS, actor)
    groups = sorted(group_rows(rows, "text", "category"), key=lambda rows: -len(rows))[:_MOST_WORDS]
    sources = make_sources(ask, groups)
    return [
        Wording(
            text=uses[0]["text"], category=uses[0]["category"], neutral=uses[0]["neutral"],
            times=len(uses), sources=said,
        )
        for uses, said in zip(groups, sources, strict=True)
    ]  # fmt: skip


def list_roles(ask: Asker, actor: str) -> list[Role]:
    """Return the titles that an actor is given, those of most articles first."""
    rows = ask.rows(_ROLES, actor)
    groups = sorted(group_rows(rows, "title", "holder"), key=lambda rows: -count_documents(rows))[
        :_MOST_ROLES
    ]
    sources = make_sources(ask, groups)
    return [
        Role(
            title=held[0]["title"], organization=held[0]["organization"], actor=held[0]["actor"],
            documents=count_documents(held), sources=said, **bound(held),
        )
        for held, said in zip(groups, sources, strict=True)
    ]  # fmt: skip


def bound(rows: Iterable[Row]) -> Row:
    """Return the first and last day of publication of rows."""
    days = sorted(row["published"] for row in rows if row["published"] is not None)
    return {"first": days[0] if days else None, "last": days[-1] if days else None}


def make_sources(ask: Asker, groups: list[list[Row]]) -> list[list[Source]]:
    """Return of each group of readings who says them, one of an outlet before a second one."""
    chosen = [list(_iter_apart(rows))[:MOST_SOURCES] for rows in groups]
    voices = Voices(ask, (row["document"] for rows in chosen for row in rows))
    return [
        [
            Source(
                **{name: row[name] for name in Source.model_fields if name != "chain"},
                chain=voices.make_chain(row["document"], row["statement"]),
            )
            for row in rows
        ]
        for rows in chosen
    ]


def _iter_apart(rows: list[Row]) -> Iterator[Row]:
    """Yield rows, those of outlets not met before first."""
    met: set[object] = set()
    later = []
    for row in rows:
        if row["outlet"] in met:
            later.append(row)
        else:
            met.add(row["outlet"])
            yield row
    yield from later


def count_documents(rows: Iterable[Row]) -> int:
    """Return in how many articles rows stand."""
    return len({row["document"] for row in rows})


def group_rows(rows: Iterable[Row], *names: str) -> list[list[Row]]:
    """Return rows that are alike in some columns together, in the order of the first of each."""
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    return list(found.values())
