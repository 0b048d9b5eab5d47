"""The timeline over HTTP: how many incidents when, and those of a window with their bounds."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from rawi.web.failures import RESPONSES, RefusalError
from rawi.web.filters import Chosen, Incidents, keep_chosen, load_page
from rawi.web.lines import LinePage, make_lines
from rawi.web.questions import Ask, Asker, Day, Limit, Offset
from rawi.web.timeline_shapes import Bar, Bars, Grain, Span, Timeline

router = APIRouter(prefix="/api/timeline", tags=["timeline"], responses=RESPONSES)

# The finest grain of which a window has no more stretches than a screen can show.
_GRAINS: tuple[tuple[int, Grain], ...] = (
    (100, "day"), (500, "week"), (9_000, "month"), (110_000, "year"),
)  # fmt: skip
# A window of no more incidents than _ALL has all of them drawn; of more, the first are listed.
_ALL, _FIRST = 120, 30
_DATED = "(i.earliest IS NOT NULL OR i.latest IS NOT NULL)"
_IN_WINDOW = "coalesce(i.earliest, i.latest) <= ? AND coalesce(i.latest, i.earliest) >= ?"
# An open end says nothing of the days beyond it: the incident is counted at the bound it has.
# The decade of the year 1 begins in the year 0, which no date of Python can hold.
_BARS = """
WITH bounded AS (
    SELECT date_trunc('{grain}', coalesce(i.earliest, i.latest)) AS first,
           date_trunc('{grain}', coalesce(i.latest, i.earliest)) AS last,
           i.earliest IS NULL OR i.latest IS NULL AS is_open
    FROM chosen AS i WHERE {where}
), grouped AS (
    SELECT greatest(first, date_trunc('{grain}', ?::DATE)) AS first,
           least(last, date_trunc('{grain}', ?::DATE)) AS last,
           first = last AND NOT is_open AS is_sure, count(*) AS n
    FROM bounded GROUP BY ALL
), counted AS (
    SELECT unnest(generate_series(first::TIMESTAMP, last::TIMESTAMP, INTERVAL 1 {grain}))::DATE
           AS day, is_sure, n
    FROM grouped
)
SELECT greatest(day, DATE '0001-01-01') AS first,
       (day + INTERVAL 1 {grain} - INTERVAL 1 DAY)::DATE AS last,
       coalesce(sum(n) FILTER (is_sure), 0)::INTEGER AS sure,
       coalesce(sum(n) FILTER (NOT is_sure), 0)::INTEGER AS unsure
FROM counted GROUP BY day ORDER BY day
"""
_COUNTS = f"""
SELECT count(*) AS total, count(*) FILTER (NOT {_DATED}) AS undated,
       count(*) FILTER (i.earliest IS NULL AND i.latest IS NOT NULL) AS open_start,
       count(*) FILTER (i.earliest IS NOT NULL AND i.latest IS NULL) AS open_end,
       min(coalesce(i.earliest, i.latest)) AS first, max(coalesce(i.latest, i.earliest)) AS last,
       quantile_disc(coalesce(i.earliest, i.latest), 0.025) AS bulk_first,
       quantile_disc(coalesce(i.latest, i.earliest), 0.975) AS bulk_last
FROM chosen AS i WHERE """


@router.get("")
def show_timeline(
    ask: Ask,
    chosen: Incidents,
    first: Day | None = None,
    last: Day | None = None,
    whole: Annotated[bool, Query(description="Whether the overview shows all days.")] = False,
) -> Timeline:
    """Return how many incidents lie when, and those that may lie between two days.

    A range stays a range: an incident that may lie in several stretches is counted as unsure in
    each. Without days, the window is the one in which nearly all of them lie.
    """
    chosen = keep_chosen(ask, chosen)
    counts = ask.rows(_COUNTS + chosen.where, *chosen.values)[0]
    ends = [counts.pop(name) for name in ("first", "last", "bulk_first", "bulk_last")]
    if ends[0] is None:
        return Timeline(
            **counts, whole=None, bulk=None, overview=None, window=None, in_window=0, items=[]
        )
    every, bulk = Span(first=ends[0], last=ends[1]), Span(first=ends[2], last=ends[3])
    window = _make_window(first or bulk.first, last or bulk.last)
    shown = every if whole else bulk
    inside = chosen.narrow(f"{_DATED} AND {_IN_WINDOW}", window.last, window.first)
    count = ask.value(f"SELECT count(*) FROM chosen AS i WHERE {inside.where}", *inside.values)
    return Timeline(
        **counts, whole=every, bulk=bulk,
        overview=_count_bars(ask, chosen, shown),
        window=_count_bars(ask, chosen, window),
        in_window=count,
        items=make_lines(ask, _list_window(ask, inside, count)),
    )  # fmt: skip


@router.get("/undated")
def list_undated(ask: Ask, chosen: Incidents, limit: Limit = 30, offset: Offset = 0) -> LinePage:
    """Return incidents without any bound, those told by the most texts first."""
    chosen = chosen.narrow(f"NOT {_DATED}")
    order = "lineages DESC, documents DESC, incident"
    total, found = load_page(ask, chosen, order, limit=limit, offset=offset)
    return LinePage(total=total, items=make_lines(ask, found))


def _make_window(first: date, last: date) -> Span:
    if first > last:
        raise RefusalError(422, f"first {first} is after last {last}", "Give them the other way")
    return Span(first=first, last=last)


def _list_window(ask: Asker, inside: Chosen, count: int) -> list[dict[str, object]]:
    return ask.rows(
        f"WITH most AS (SELECT * FROM chosen AS i WHERE {inside.where} "
        "ORDER BY lineages DESC, documents DESC, incident LIMIT ?) "
        "SELECT * FROM most ORDER BY coalesce(earliest, latest), coalesce(latest, earliest), "
        "incident",
        *inside.values, _ALL if count <= _ALL else _FIRST,
    )  # fmt: skip


def _count_bars(ask: Asker, chosen: Chosen, span: Span) -> Bars:
    days = (span.last - span.first).days
    grain: Grain = next((grain for most, grain in _GRAINS if days <= most), "decade")
    inside = chosen.narrow(f"{_DATED} AND {_IN_WINDOW}", span.last, span.first)
    question = _BARS.format(grain=grain, where=inside.where)
    found = ask.rows(question, *inside.values, span.first, span.last)
    return Bars(first=span.first, last=span.last, grain=grain, bars=[Bar(**row) for row in found])
