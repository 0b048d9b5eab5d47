"""Articles over HTTP: the list, one with its report, and the words of all of them searched."""

from typing import Annotated, Literal
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Query

from rawi.model import Entity
from rawi.record.reports import load_report
from rawi.render.page import write_reading
from rawi.web.failures import RESPONSES, RefusalError
from rawi.web.questions import Ask, Asker, Day, Limit, Offset
from rawi.web.shapes import DocumentPage, DocumentRow, DocumentView, ReadingView

router = APIRouter(prefix="/api/documents", tags=["articles"], responses=RESPONSES)

_COLUMNS = """
SELECT d.document, d.title, d.outlet, d.published, d.url, d.words, p.lineage,
       coalesce(l.documents, 1) AS printings
FROM documents AS d
LEFT JOIN printings AS p ON p.document = d.document AND p.kind = 'whole'
LEFT JOIN lineages AS l ON l.lineage = p.lineage
"""


@router.get("")
def list_documents(
    ask: Ask,
    outlet: Annotated[str | None, Query(max_length=200)] = None,
    first: Day | None = None,
    last: Day | None = None,
    limit: Limit = 30,
    offset: Offset = 0,
) -> DocumentPage:
    """Return articles, the newest first."""
    where, values = ["true"], []
    for condition, value in (
        ("d.outlet = ?", outlet), ("d.published >= ?", first), ("d.published <= ?", last),
    ):  # fmt: skip
        if value is not None:
            where.append(condition)
            values.append(value)
    chosen = " AND ".join(where)
    total = ask.value(f"SELECT count(*) FROM documents AS d WHERE {chosen}", *values)
    found = ask.rows(
        f"{_COLUMNS} WHERE {chosen} ORDER BY d.published DESC NULLS LAST, d.document "
        "LIMIT ? OFFSET ?",
        *values, limit, offset,
    )  # fmt: skip
    return DocumentPage(total=total, items=[DocumentRow(**row) for row in found])


@router.get("/{document}")
def show_document(ask: Ask, document: str) -> DocumentView:
    """Return an article with its report; `incidents` gives the incident of each of its events."""
    report = load_report(ask.cursor, document)
    if report is None:
        raise RefusalError(404, f"no article {document!r}", "GET /api/documents lists them")
    return DocumentView(
        row=_load_row(ask, document),
        report=msgspec.to_builtins(report),
        incidents=_load_incidents(ask, document),
        copies=_load_copies(ask, document),
    )


@router.get("/{document}/reading")
def show_reading(ask: Ask, document: str, lang: Literal["ar", "en"] = "ar") -> ReadingView:
    """Return an article as the browser shows it: its letters unchanged, every layer marked.

    The anchor of a reading is its id: `v1` of an event, `s2` of a statement.
    """
    report = load_report(ask.cursor, document)
    if report is None:
        raise RefusalError(404, f"no article {document!r}", "GET /api/documents lists them")
    return ReadingView(
        row=_load_row(ask, document),
        html=write_reading(report, lang=lang, link_place=_link_place),
        copies=_load_copies(ask, document),
        incidents=_load_incidents(ask, document),
    )


def _link_place(place: Entity) -> str:
    """Return the address of a place on the map, with all that happened there."""
    return "/map?" + urlencode({"place": place.name, "texts": 1})


def _load_copies(ask: Asker, document: str) -> list[DocumentRow]:
    """Return the other articles that print the same text."""
    found = ask.rows(
        f"{_COLUMNS} WHERE p.lineage = (SELECT lineage FROM printings WHERE document = ? "
        "AND kind = 'whole') AND d.document <> ? ORDER BY d.published, d.document",
        document, document,
    )  # fmt: skip
    return [DocumentRow(**row) for row in found]


def _load_incidents(ask: Asker, document: str) -> dict[str, str]:
    """Return the incident of each event of an article."""
    found = ask.rows(
        "SELECT a.id, t.incident FROM incident_accounts AS t JOIN accounts AS a USING (account) "
        "WHERE t.document = ? ORDER BY a.n",
        document,
    )
    return {row["id"]: row["incident"] for row in found}


def load_rows(ask: Asker, documents: list[str]) -> list[DocumentRow]:
    """Return articles of a list by their keys."""
    found = ask.rows(f"{_COLUMNS} WHERE d.document IN (SELECT unnest(?))", documents)
    return [DocumentRow(**row) for row in found]


def _load_row(ask: Asker, document: str) -> DocumentRow:
    return load_rows(ask, [document])[0]
