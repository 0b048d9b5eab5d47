"""The reviewers' desk: one place where reviews are written, and seen at once by whoever asks.

A review is in the journal, on disk, before it is answered. The record's file is never written, so
that several desks, and programs that read, can have it open. What reviews change is computed anew
for the articles, incidents and actors that they touch, and laid over the record (`overlays`).
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from rawi.incidents.account_making import make_accounts
from rawi.incidents.judgements import KINDS, Kind
from rawi.incidents.regathering import Regathered, regather
from rawi.incidents.tables import is_gathered
from rawi.model import Report
from rawi.record import reviews
from rawi.record.correcting import list_corrected
from rawi.record.files import is_masked
from rawi.record.journals import Review, find_journal
from rawi.record.overlays import Change, Overlay
from rawi.record.records import Record
from rawi.record.reports import iter_reports
from rawi.record.rows import make_rows
from rawi.web.failures import RefusalError

Row = dict[str, Any]

_HOLDERS = {"incident": ("incident_accounts", "account", "incident"),
            "actor": ("actor_members", "document || ':' || entity", "actor")}  # fmt: skip


class Desk:
    """A record that is served, with its reviews.

    Args:
        path: The record.
        read_only: Whether nobody may review here.

    Attributes:
        path: The record.
        connection: To the record with the reviews applied; each request takes a cursor of it.
        closed: Why nobody may review here; None where they may.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._lock = threading.RLock()
        # Taken before the journal is read, so that nothing written meanwhile is passed over.
        self._mark = _mark(path)
        self._record = Record(path)
        self._overlay = Overlay(path)
        self.connection = self._overlay.connection
        self.closed = "it is served read-only" if read_only else self._find_hindrance()
        self._known: set[str] = set()
        self._behind = False
        self._lay_out()

    def close(self) -> None:
        """Give the file free."""
        self._overlay.close()
        self._record.close()

    def catch_up(self) -> None:
        """Show the reviews that others, at other desks, have made meanwhile."""
        if self._behind or self._mark != _mark(self.path):
            with self._lock:
                self._refresh()

    def write(self, make: Callable[[duckdb.DuckDBPyConnection], Sequence[Review]]) -> list[Review]:
        """Keep reviews and show what they change; they are on disk when this returns.

        Nobody else reviews at this desk meanwhile.

        Args:
            make: Returns the reviews, all of which are then kept; it is given a connection to the
                readings as the program made them, with all reviews.

        Raises:
            RefusalError: nobody may review here, or `make` refuses.
            RecordError: the journal cannot be written, or `make` refuses.
        """
        if self.closed is not None:
            raise RefusalError(
                403, f"{self.path.name} cannot be reviewed here: {self.closed}",
                "Serve it where its folder may be written, and without --read-only",
            )  # fmt: skip
        with self._lock:
            self.catch_up()
            made = list(make(self._record.connection))
            for review in made:
                reviews.keep(self.path, review)
            self._refresh()
        return made

    def _find_hindrance(self) -> str | None:
        """Return why no review can be kept beside the record; None where it can."""
        if is_masked(self._record.connection):
            return "private persons are masked"
        journal = find_journal(self.path)
        if journal.exists():
            return None if os.access(journal, os.W_OK) else f"{journal.name} may not be written"
        if not os.access(self.path.parent, os.W_OK):
            return f"the folder of {self.path.name} is read-only"
        return None

    def _lay_out(self) -> None:
        """Lay what was reviewed before over the record."""
        with self._lock:
            current = is_gathered(self.connection)
            held = {
                row[0] for row in self.connection.execute("SELECT review FROM reviews").fetchall()
            }
            rows = self._load_reviews()
            self._known = {row["review"] for row in rows}
            fresh = [row for row in rows if not current or row["review"] not in held]
            corrected = list_corrected(self._record.connection)
            self._apply(fresh, corrected=corrected, decided=rows)

    def _refresh(self) -> None:
        self._mark = _mark(self.path)
        # Stays so where showing fails, so that it is tried again.
        self._behind = self._record.refresh() > 0 or self._behind
        if not self._behind:
            return
        fresh = self._load_reviews()
        self._apply(fresh, corrected=_list_documents(fresh), decided=fresh)
        self._known.update(row["review"] for row in fresh)
        self._behind = False

    def _load_reviews(self) -> list[Row]:
        """Return the reviews that are not known yet."""
        con = self._record.connection
        con.execute(
            "SELECT review, reviewed, reviewer, action, kind, document, anchors FROM reviews "
            "WHERE review NOT IN (SELECT unnest($1::VARCHAR[]))",
            [list(self._known)],
        )
        names = [column[0] for column in con.description or ()]
        return [dict(zip(names, row, strict=True)) for row in con.fetchall()]

    def _apply(
        self, fresh: Sequence[Row], *, corrected: Iterable[str], decided: Sequence[Row]
    ) -> None:
        """Show what reviews change.

        Args:
            fresh: Reviews whose effect is not shown so far.
            corrected: Documents whose readings they, or earlier ones, corrected.
            decided: Reviews of which it is not shown so far who decided.
        """
        found = self._find_items(decided)
        changes, touched = self._correct(sorted(corrected), set(_list_documents(fresh)))
        for row in fresh:
            if row["kind"] in KINDS:
                touched[KINDS[row["kind"]]].update(found[row["review"]])
        for kind, items in touched.items():
            if items:
                made = regather(self._record.connection, kind, items)
                changes += self._replace_groups(made)
        given = self._record.connection.sql(
            "FROM reviews WHERE review IN (SELECT unnest($1::VARCHAR[]))",
            params=[[row["review"] for row in decided]],
        ).to_arrow_table()
        self._overlay.change(changes, given, list(_iter_decided(decided, found)))

    def _find_items(self, rows: Sequence[Row]) -> dict[str, list[str]]:
        """Return for each review the ids that its items have now; those gone are left out."""
        anchors: dict[str, set[str]] = {}
        for row in rows:
            anchors.setdefault(_find_table(row), set()).update(row["anchors"])
        found = {
            table: reviews.find_by_anchors(self._record.connection, table, wanted)
            for table, wanted in anchors.items()
        }
        return {
            row["review"]: [
                found[_find_table(row)][anchor]["item"]
                for anchor in row["anchors"]
                if anchor in found[_find_table(row)]
            ]
            for row in rows
        }

    def _correct(
        self, documents: Sequence[str], fresh: set[str]
    ) -> tuple[list[Change], dict[Kind, set[str]]]:
        """Return the rows of corrected documents, and the accounts and entities that changed."""
        con = self._record.connection
        touched: dict[Kind, set[str]] = {"incident": set(), "actor": set()}
        before = dict(iter_reports(self.connection.cursor(), documents))
        rows: list[tuple[str, Row]] = []
        for key, report in iter_reports(con, documents, reviewed=True):
            rows += [
                (table, row) for table, found in make_rows(key, report).items() for row in found
            ]
            if key in fresh:
                touched["incident"] |= _list_changed_accounts(key, before[key], report)
                touched["actor"] |= _list_changed_entities(key, before[key], report)
        return ([Change("document", documents, rows)] if documents else []), touched

    def _replace_groups(self, made: Regathered) -> list[Change]:
        table, item, group = _HOLDERS[made.kind]
        shown = self.connection.execute(
            f"SELECT DISTINCT {group} FROM {table} WHERE {item} IN (SELECT unnest($1))",
            [sorted(made.items)],
        ).fetchall()
        groups = made.groups | {row[0] for row in shown}
        judged = [f"{made.kind} {item}" for item in made.items]
        return [
            Change(made.kind, groups, [row for row in made.rows if row[0] != "judgements"]),
            Change("judged", judged, [row for row in made.rows if row[0] == "judgements"]),
        ]


def _mark(path: Path) -> tuple[int, int] | None:
    """Return what changes where a review is added to the journal."""
    try:
        found = find_journal(path).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _find_table(review: Row) -> str:
    """Return the table that the items of a review lie in."""
    kind = str(review["kind"])
    return reviews.GROUPS.get(kind, kind)


def _iter_decided(rows: Iterable[Row], items: dict[str, list[str]]) -> Iterator[Row]:
    for row in rows:
        if row["action"] != "undo":
            for item in items[row["review"]]:
                shown = ("kind", "review", "action", "reviewer", "reviewed")
                yield {"item": item, **{column: row[column] for column in shown}}


def _list_documents(rows: Iterable[Row]) -> list[str]:
    """Return the documents whose readings reviews corrected, or corrected no more."""
    return sorted(
        {row["document"] for row in rows if row["document"] and row["action"] != "accept"}
    )


def _list_changed_accounts(key: str, before: Report, after: Report) -> set[str]:
    """Return the accounts of a document that are not as they were."""
    old = {account.id: account for account in make_accounts(before, key)}
    new = {account.id: account for account in make_accounts(after, key)}
    return {id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)}


def _list_changed_entities(key: str, before: Report, after: Report) -> set[str]:
    old = {entity.id: (entity.type, entity.name) for entity in before.entities}
    new = {entity.id: (entity.type, entity.name) for entity in after.entities}
    return {f"{key}:{id_}" for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)}
