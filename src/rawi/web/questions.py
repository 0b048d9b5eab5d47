"""Questions to the record: bounded in rows and time, each on a cursor of its own."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any, Protocol

import duckdb
from fastapi import Depends, Query, Request
from pydantic import BeforeValidator

from rawi.web.desk import Desk
from rawi.web.failures import RefusalError

# A page that takes longer is of no use to a reader, and holds up others.
MOST_SECONDS = 10.0
MOST_ROWS = 200

Row = dict[str, Any]


class Served(Protocol):
    """What is served: a record as it is, or with a desk for its reviews."""

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection that each request takes a cursor of."""


class Asker:
    """A cursor on the record for one request.

    Args:
        cursor: Of the record's connection.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor

    def rows(self, question: str, *values: object) -> list[Row]:
        """Return one dictionary a row."""
        self.cursor.execute(question, list(values))
        names = [column[0] for column in self.cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]

    def pairs(self, question: str, *values: object) -> list[tuple[str, str]]:
        """Return the first two columns of each row."""
        found = self.cursor.execute(question, list(values)).fetchall()
        return [(row[0], row[1]) for row in found]

    def value(self, question: str, *values: object) -> Any:  # noqa: ANN401  # any column
        """Return the first column of the first row."""
        row = self.cursor.execute(question, list(values)).fetchone()
        return None if row is None else row[0]


@contextmanager
def bound_time(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Stop what runs on a cursor when it has taken too long.

    Raises:
        RefusalError: it has.
    """
    timer = threading.Timer(MOST_SECONDS, cursor.interrupt)
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise RefusalError(
            503, "the question took too long", "Ask for less: a filter, a page"
        ) from error
    finally:
        timer.cancel()


def make_asker(request: Request) -> Iterator[Asker]:
    """Yield the asker of a request."""
    record: Served = request.app.state.record
    if isinstance(record, Desk):
        record.catch_up()
    cursor = record.connection.cursor()
    try:
        with bound_time(cursor):
            yield Asker(cursor)
    finally:
        cursor.close()


Ask = Annotated[Asker, Depends(make_asker)]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="Rows of a page.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Rows before the page.")]


def _check_day(value: object) -> object:
    """Let days pass as they are written; a number would be taken for seconds since 1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) is None:
        raise ValueError("a day is written as 2024-05-31")
    return value


Day = Annotated[date, BeforeValidator(_check_day)]
