"""Incidents over HTTP: the list by disagreement, and one with its accounts side by side."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec
from fastapi import APIRouter

from rawi.incidents.accounts import Account
from rawi.incidents.accounts import Link as SaidLink
from rawi.incidents.disagreement import Value
from rawi.incidents.loading import Loaded, load_incident
from rawi.incidents.rules import RULES, estimate
from rawi.web.failures import RESPONSES, RefusalError
from rawi.web.filters import Incidents, bound_days, load_page
from rawi.web.questions import Ask, Asker, Day, Limit, Offset, Row
from rawi.web.shapes import (
    AccountColumn,
    Aspect,
    GivenValue,
    IncidentPage,
    IncidentRow,
    IncidentView,
    Link,
    Number,
    Point,
    SaidValue,
    Voice,
)

router = APIRouter(prefix="/api/incidents", tags=["incidents"], responses=RESPONSES)

_ORDERS = {
    "disagreement": "disagreement DESC, documents DESC, incident",
    "newest": "earliest DESC NULLS LAST, incident",
    "oldest": "earliest NULLS LAST, incident",
    "told": "lineages DESC, documents DESC, incident",
}
_COUNTS = ("killed", "wounded", "abducted", "arrested", "missing", "displaced", "released")


@router.get("")
def list_incidents(  # noqa: PLR0913  # one argument a filter
    ask: Ask,
    chosen: Incidents,
    first: Day | None = None,
    last: Day | None = None,
    order: Literal["disagreement", "newest", "oldest", "told"] = "disagreement",
    limit: Limit = 30,
    offset: Offset = 0,
) -> IncidentPage:
    """Return incidents, those whose accounts differ most first.

    An incident of one independent text is left out unless `texts` is 1. Days bound the incident's:
    one whose day is not known is left out where a day is asked for.
    """
    chosen = bound_days(chosen, first, last)
    total, found = load_page(ask, chosen, _ORDERS[order], limit=limit, offset=offset)
    return IncidentPage(total=total, items=add_aspects(ask, found))


def add_aspects(ask: Asker, found: Sequence[Row]) -> list[IncidentRow]:
    """Return incidents of a list with what their accounts say, aspect by aspect."""
    told = ask.rows(
        "SELECT incident, aspect, value, lineages, differs, spread FROM differences "
        "WHERE incident IN (SELECT unnest(?)) ORDER BY incident, aspect, n",
        [row["incident"] for row in found],
    )
    aspects: dict[str, dict[str, Aspect]] = {}
    for row in told:
        of = aspects.setdefault(row["incident"], {})
        aspect = of.setdefault(
            row["aspect"],
            Aspect(aspect=row["aspect"], differs=row["differs"], spread=row["spread"], values=[]),
        )
        aspect.values.append(GivenValue(value=row["value"], lineages=row["lineages"]))
    return [
        IncidentRow(**row, aspects=list(aspects.get(row["incident"], {}).values())) for row in found
    ]


@router.get("/{incident}")
def show_incident(ask: Ask, incident: str) -> IncidentView:
    """Return one incident: what its accounts agree and differ on, each with who says it."""
    loaded = load_incident(ask.cursor, incident)
    if loaded is None:
        raise RefusalError(404, f"no incident {incident!r}", "GET /api/incidents lists them")
    found = ask.rows("SELECT * FROM incidents WHERE incident = ?", incident)
    comparison = loaded.comparison
    judged = ask.rows(
        "SELECT one, other, score, reasons, judge FROM judgements WHERE kind = 'incident' "
        "AND one IN (SELECT unnest(?)) AND other IN (SELECT unnest(?)) ORDER BY score",
        [a.id for a in comparison.accounts], [a.id for a in comparison.accounts],
    )  # fmt: skip
    return IncidentView(
        row=add_aspects(ask, found)[0],
        points=[
            Point(
                aspect=point.aspect, differs=point.differs, spread=point.spread,
                values=[_make_value(value) for value in point.values],
            )
            for point in comparison.points
        ],
        accounts=_make_columns(loaded),
        numbers=list(_make_numbers(loaded)),
        judgements=judged,
    )  # fmt: skip


def _make_value(value: Value) -> SaidValue:
    return SaidValue(
        value=value.value,
        lineages=value.lineages,
        voices=[Voice(account=id_, chain=_make_chain(chain)) for id_, chain in value.voices],
    )


def _make_chain(chain: Iterable[SaidLink]) -> list[Link]:
    return [Link(**msgspec.structs.asdict(link)) for link in chain]


def _make_columns(loaded: Loaded) -> list[AccountColumn]:
    return [_make_column(account, loaded) for account in loaded.comparison.accounts]


def _make_column(account: Account, loaded: Loaded) -> AccountColumn:
    start, end = account.excerpt
    text = loaded.texts[account.document]
    trigger = account.triggers[0] if account.triggers else ""
    return AccountColumn(
        account=account.id, document=account.document, lineage=loaded.lineages[account.id],
        outlet=account.outlet, title=loaded.titles[account.document],
        published=None if account.published is None else date.fromisoformat(account.published),
        type=account.type, modality=account.modality, chain=_make_chain(account.chain),
        triggers=list(account.triggers), words=sorted({word for word, _ in account.frames}),
        span_start=account.start, span_end=account.start + len(trigger),
        excerpt=text[start:end], excerpt_start=start,
    )  # fmt: skip


def _make_numbers(loaded: Loaded) -> Iterable[Number]:
    for what in _COUNTS:
        for rule in RULES:
            number = estimate(loaded.comparison.accounts, what, rule, loaded.lineages)
            if number.best is not None:
                yield Number(**msgspec.structs.asdict(number) | {"accounts": list(number.accounts)})
