"""Which incidents are asked for: one set of filters for the list, the timeline and the map."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from rawi.web.questions import Asker, Row

_TEXT = Annotated[str | None, Query(max_length=200)]

_TOLD = (
    "EXISTS (SELECT 1 FROM incident_accounts AS t JOIN documents AS d USING (document) "
    "WHERE t.incident = i.incident AND d.outlet = ?)"
)
_TAKES_PART = (
    "i.incident IN (SELECT t.incident FROM actor_members AS m "
    "JOIN accounts AS a ON a.document = m.document "
    "JOIN incident_accounts AS t ON t.account = a.account WHERE m.actor = ? "
    "AND (list_contains(a.agents, m.entity) OR list_contains(a.targets, m.entity)))"
)
_DIFFERS = (
    "EXISTS (SELECT 1 FROM differences AS x WHERE x.incident = i.incident AND x.aspect = ? "
    "AND x.differs)"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Incidents that are asked for, whatever their day.

    Attributes:
        where: Condition on the table of incidents, called `i`.
        values: What stands for its question marks.
    """

    where: str
    values: tuple[object, ...]

    def narrow(self, condition: str, *values: object) -> "Chosen":
        """Return those of them for which a further condition holds."""
        return Chosen(f"{self.where} AND {condition}", (*self.values, *values))


def choose_incidents(  # noqa: PLR0913  # one argument a filter
    type: _TEXT = None,
    place: _TEXT = None,
    country: Annotated[str | None, Query(pattern="^[A-Z]{2}$")] = None,
    actor: _TEXT = None,
    outlet: _TEXT = None,
    aspect: _TEXT = None,
    texts: Annotated[int, Query(ge=1, le=1000, description="Independent texts at least.")] = 2,
) -> Chosen:
    """Return what the filters of a request choose.

    An incident of one independent text is left out unless `texts` is 1.
    """
    given = (
        ("i.type = ?", type), ("i.place_name = ?", place), ("i.country = ?", country),
        (_TOLD, outlet), (_TAKES_PART, actor), (_DIFFERS, aspect),
    )  # fmt: skip
    conditions = [("i.lineages >= ?", texts), *_iter_given(given)]
    return Chosen(
        where=" AND ".join(condition for condition, _ in conditions),
        values=tuple(value for _, value in conditions),
    )


def _iter_given(
    pairs: tuple[tuple[str, str | None], ...],
) -> Iterator[tuple[str, object]]:
    for condition, value in pairs:
        if value is not None:
            yield condition, value


def keep_chosen(ask: Asker, chosen: Chosen) -> Chosen:
    """Set the chosen incidents apart for several questions of one request.

    Returns:
        What chooses all of them from the table `chosen`, which goes with the request's cursor.
    """
    ask.cursor.execute(
        f"CREATE TEMP TABLE chosen AS SELECT i.* FROM incidents AS i WHERE {chosen.where}",
        list(chosen.values),
    )
    return Chosen("true", ())


def load_page(
    ask: Asker, chosen: Chosen, order: str, *, limit: int, offset: int
) -> tuple[int, list[Row]]:
    """Return how many incidents are chosen, and the rows of a page of them.

    Args:
        ask: Of the request.
        chosen: What the request asks for.
        order: Terms of ORDER BY, of the program's own.
        limit: Rows of a page.
        offset: Rows before it.
    """
    total: int = ask.value(
        f"SELECT count(*) FROM incidents AS i WHERE {chosen.where}", *chosen.values
    )
    rows = ask.rows(
        f"SELECT * FROM incidents AS i WHERE {chosen.where} ORDER BY {order} LIMIT ? OFFSET ?",
        *chosen.values, limit, offset,
    )  # fmt: skip
    return total, rows


def bound_days(chosen: Chosen, first: date | None, last: date | None) -> Chosen:
    """Return those whose days reach into a window; one whose day is not known does not."""
    if first is not None:
        chosen = chosen.narrow("i.latest >= ?", first)
    if last is not None:
        chosen = chosen.narrow("i.earliest <= ?", last)
    return chosen


Incidents = Annotated[Chosen, Depends(choose_incidents)]
