"""The map over HTTP: places with their incidents, each as large as it is known to be."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request

from rawi.errors import ConfigError
from rawi.web.failures import RESPONSES
from rawi.web.filters import Incidents, keep_chosen
from rawi.web.lines import LinePage, make_lines
from rawi.web.map_shapes import MapView, Place
from rawi.web.questions import Ask, Limit, Offset

router = APIRouter(prefix="/api/map", tags=["map"], responses=RESPONSES)

# More than that no map shows apart.
_MOST_PLACES = 2_000
_KEY = r"^(unlocated|unnamed|-?\d{1,3}(\.\d+)?,-?\d{1,3}(\.\d+)?,[a-z]{4,12})$"

# Where accounts of an incident give its point with several precisions, the widest is the place's.
_PLACED = """
WITH sites AS (
    SELECT c.incident, max(list_position(
        ['point', 'town', 'district', 'governorate', 'region', 'country'], a.place_precision
    )) AS width, min(e.latin) FILTER (a.place_name = c.place_name) AS latin
    FROM chosen AS c JOIN incident_accounts AS t USING (incident) JOIN accounts AS a USING (account)
    LEFT JOIN entities AS e ON e.document = a.document AND e.id = a.place
    WHERE a.lat = c.lat AND a.lon = c.lon GROUP BY 1
),
placed AS (
    SELECT c.*, s.latin,
        coalesce(['point', 'town', 'district', 'governorate', 'region', 'country'][s.width],
                 'point') AS precision,
        concat_ws(',', c.lat::VARCHAR, c.lon::VARCHAR, precision) AS key
    FROM chosen AS c LEFT JOIN sites AS s USING (incident) WHERE c.lat IS NOT NULL
)
"""
_PLACES = """
, apart AS (SELECT DISTINCT incident FROM differences WHERE aspect = 'place' AND differs)
, names AS (SELECT key, place_name, count(*) AS n FROM placed GROUP BY ALL)
, named AS (SELECT key, list(place_name ORDER BY n DESC, place_name) AS names FROM names GROUP BY 1)
SELECT p.key, any_value(n.names) AS names,
    mode(p.latin ORDER BY p.latin) AS latin, p.lat, p.lon,
    min(p.country) AS country, p.precision, count(*) AS incidents,
    count(x.incident) AS differing, min(p.earliest) AS earliest, max(p.latest) AS latest
FROM placed AS p JOIN named AS n USING (key) LEFT JOIN apart AS x USING (incident)
GROUP BY p.key, p.lat, p.lon, p.precision ORDER BY incidents DESC, p.key
"""
_COUNTS = """
SELECT count(*) AS total, count(*) FILTER (i.lat IS NULL AND i.place_name IS NOT NULL) AS unlocated,
    count(*) FILTER (i.lat IS NULL AND i.place_name IS NULL) AS unnamed
FROM chosen AS i
"""
_APART = {
    "unlocated": "i.lat IS NULL AND i.place_name IS NOT NULL",
    "unnamed": "i.lat IS NULL AND i.place_name IS NULL",
}


@router.get("")
def show_map(request: Request, ask: Ask, chosen: Incidents) -> MapView:
    """Return the places of incidents with how many each has; those without a place are counted."""
    keep_chosen(ask, chosen)
    counts = ask.rows(_COUNTS)[0]
    found = ask.rows(_PLACED + _PLACES)
    return MapView(
        **counts,
        places=[Place(**row) for row in found[:_MOST_PLACES]],
        more_places=max(0, len(found) - _MOST_PLACES),
        tiles=request.app.state.tiles,
    )


@router.get("/incidents")
def list_at(
    ask: Ask,
    chosen: Incidents,
    at: Annotated[str, Query(pattern=_KEY, max_length=80, description="The key of a place.")],
    limit: Limit = 30,
    offset: Offset = 0,
) -> LinePage:
    """Return the incidents of a place, or those `unlocated` or `unnamed`, most told first."""
    if at in _APART:
        keep_chosen(ask, chosen.narrow(_APART[at]))
        question, values = "WITH found AS (FROM chosen)", list[object]()
    else:
        lat, lon, _ = at.split(",")
        keep_chosen(ask, chosen.narrow("i.lat = ? AND i.lon = ?", float(lat), float(lon)))
        question, values = f"{_PLACED}, found AS (SELECT * FROM placed WHERE key = ?)", [at]
    total = ask.value(f"{question} SELECT count(*) FROM found", *values)
    found = ask.rows(
        f"{question} SELECT * FROM found "
        "ORDER BY lineages DESC, earliest DESC NULLS LAST, incident "
        "LIMIT ? OFFSET ?",
        *values, limit, offset,
    )  # fmt: skip
    return LinePage(total=total, items=make_lines(ask, found))


@router.get("/places")
def list_places(
    request: Request,
    ask: Ask,
    q: Annotated[str, Query(min_length=1, max_length=100, description="In either script.")],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> list[str]:
    """Return names of places of incidents that are spelt or sound like what is asked for."""
    names: list[str] = request.app.state.names.find(ask, "place", q)
    return names[:limit]


def find_origin(tiles: str | None) -> str | None:
    """Return the origin of an address of tiles, which is all that a page may load from elsewhere.

    Raises:
        ConfigError: it is no address of tiles.
    """
    if tiles is None:
        return None
    parts = urlsplit(tiles)
    named = re.fullmatch(r"[\w.-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?", parts.netloc)
    if parts.scheme not in ("http", "https") or not named or not _has_place(tiles):
        raise ConfigError(
            f"{tiles!r} is no address of map tiles. Write it with {{z}}, {{x}} and {{y}}: "
            "https://tiles.example/{z}/{x}/{y}.png"
        )
    return f"{parts.scheme}://{parts.netloc}"


def _has_place(tiles: str) -> bool:
    return all(part in tiles for part in ("{z}", "{x}", "{y}"))
