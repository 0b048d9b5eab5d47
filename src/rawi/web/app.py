"""The application: the record's API, and the built front end beside it."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from importlib import resources
from pathlib import Path
from typing import Literal

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse
from starlette.staticfiles import StaticFiles

from rawi import __version__
from rawi.record.files import is_masked
from rawi.record.records import Record
from rawi.render.wording import load_wording
from rawi.web import (
    actors,
    documents,
    groups,
    incidents,
    items,
    maps,
    queues,
    reviews,
    search,
    timeline,
    wording,
)
from rawi.web.desk import Desk
from rawi.web.failures import RefusalError, add_failures
from rawi.web.maps import find_origin
from rawi.web.names import NameIndex
from rawi.web.questions import Ask, Asker
from rawi.web.safety import add_safety
from rawi.web.shapes import Case
from rawi.web.texts import Index

PAGES = Path(str(resources.files("rawi.web"))) / "pages"


def make_app(
    record: Record | Desk,
    *,
    host: str = "127.0.0.1",
    token: str | None = None,
    tiles: str | None = None,
    pages: Path = PAGES,
) -> FastAPI:
    """Return the application that serves a record.

    Args:
        record: Open for as long as the application runs; a desk where it may be reviewed.
        host: The address that it is bound to.
        token: What requests must carry; None where only this machine can ask.
        tiles: Origin of map tiles, where one is configured.
        pages: Where the built front end lies.
    """
    origin = find_origin(tiles)
    app = FastAPI(
        title="rawi", version=__version__, docs_url=None, redoc_url=None, lifespan=_live,
        openapi_url="/api/openapi.json",
        description="A record of Arabic reporting: who told what, accounts side by side.",
    )  # fmt: skip
    app.state.record = record
    app.state.index = Index(record)
    app.state.names = NameIndex()
    app.state.tiles = tiles
    add_failures(app)
    add_safety(app, host=host, token=token, tiles=origin)
    app.include_router(incidents.router)
    app.include_router(documents.router)
    app.include_router(search.router)
    app.include_router(timeline.router)
    app.include_router(maps.router)
    app.include_router(actors.router)
    app.include_router(wording.router)
    for router in (reviews.router, items.router, groups.router, queues.router):
        app.include_router(router)
    app.get("/api/case", tags=["case"])(show_case)
    app.get("/api/words/{lang}", tags=["case"])(list_words)
    _add_pages(app, pages)
    return app


@asynccontextmanager
async def _live(app: FastAPI) -> AsyncIterator[None]:
    """Read the names while the first questions are asked; nothing reads when the record closes."""
    reading = threading.Thread(target=_read_names, args=(app,))
    reading.start()
    yield
    reading.join()


def _read_names(app: FastAPI) -> None:
    with closing(app.state.record.connection.cursor()) as cursor:
        app.state.names.fill(Asker(cursor))


def show_case(request: Request, ask: Ask) -> Case:
    """Return the record as a whole: how much there is, of whom, from when to when."""
    row = ask.rows(
        "SELECT (SELECT count(*) FROM documents) AS documents, "
        "(SELECT count(*) FROM lineages) AS lineages, "
        "(SELECT count(*) FROM incidents WHERE lineages > 1) AS incidents, "
        "(SELECT count(*) FROM incidents WHERE lineages > 1 AND disagreement > 0) AS differing, "
        "(SELECT count(*) FROM actors) AS actors, "
        "(SELECT min(published) FROM documents) AS first_day, "
        "(SELECT max(published) FROM documents) AS last_day"
    )[0]
    outlets = ask.rows(
        "SELECT outlet FROM documents WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    types = ask.rows("SELECT type FROM incidents GROUP BY 1 ORDER BY count(*) DESC, 1")
    record: Record | Desk = request.app.state.record
    closed = record.closed if isinstance(record, Desk) else "it is served without reviews"
    return Case(
        **row, name=record.path.name, program=__version__,
        read_only=closed is not None, closed=closed, private=is_masked(ask.cursor),
        outlets=[r["outlet"] for r in outlets], types=[r["type"] for r in types],
    )  # fmt: skip


def list_words(lang: Literal["ar", "en"]) -> dict[str, dict[str, str]]:
    """Return the words of the interface in a language, by kind and name."""
    return load_wording(lang).list_all()


def _add_pages(app: FastAPI, folder: Path) -> None:
    """Serve the front end, every address of its own by its one page."""
    index = folder / "index.html"
    if not index.exists():
        return
    app.mount("/assets", StaticFiles(directory=folder / "assets"), name="assets")

    @app.get("/{address:path}", include_in_schema=False)
    def _page(address: str) -> FileResponse:
        if address.startswith("api/"):
            raise RefusalError(
                404, f"no /{address} here", "GET /api/openapi.json lists what there is"
            )
        return FileResponse(index)
