"""What `rawi record show` and `rawi demo` print of incidents."""

from pathlib import Path
from typing import TYPE_CHECKING

from rawi.errors import RecordError

if TYPE_CHECKING:
    import duckdb

    from rawi.render.incidents import Shown, Terminal


def show_list(con: "duckdb.DuckDBPyConnection", terminal: "Terminal", *, limit: int) -> int:
    """Print the incidents that differ most; return how many were printed."""
    from rawi.incidents.loading import list_incidents
    from rawi.render.incidents import write_list

    found = list_incidents(con, limit=limit)
    return write_list((_load(con, incident) for incident in found), terminal)


def show_incident(
    con: "duckdb.DuckDBPyConnection", terminal: "Terminal", beginning: str, path: Path
) -> None:
    """Print the accounts of one incident side by side.

    Raises:
        RecordError: no incident, or more than one, has an id that begins so.
    """
    from rawi.incidents.loading import find_incident
    from rawi.render.incidents import write_incident

    found = find_incident(con, beginning)
    if not found:
        raise RecordError(f"{path}: no incident {beginning!r}. List them: rawi record show {path}")
    if len(found) > 1:
        raise RecordError(
            f"{path}: {beginning!r} begins the ids of several incidents: {', '.join(found)}. "
            "Give more of it"
        )
    write_incident(_load(con, found[0]), terminal)


def _load(con: "duckdb.DuckDBPyConnection", incident: str) -> "Shown":
    from rawi.incidents.loading import load_incident
    from rawi.render.incidents import Shown

    loaded = load_incident(con, incident)
    if loaded is None:
        raise RecordError(f"no incident {incident!r}")
    return Shown(loaded.id, loaded.comparison, loaded.texts, loaded.lineages)
