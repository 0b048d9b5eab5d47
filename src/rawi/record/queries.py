"""Questions in SQL, answered in bounded numbers of rows."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import duckdb

from rawi.errors import RecordError

_BATCH = 1_000
_GIVING_ROWS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


class Answer:
    """The rows that a question gave, read as they are asked for, once.

    Args:
        names: Names of the columns.
        rows: Their values, row by row.
        limit: Rows to give at most; None for all.

    Attributes:
        truncated: Whether there were more rows than the limit; known when the rows were read.
    """

    def __init__(
        self, names: list[str], rows: Iterator[tuple[Any, ...]], limit: int | None
    ) -> None:
        self.names = names
        self.truncated = False
        self._rows = rows
        self._limit = limit

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows."""
        yield from islice(self._rows, self._limit)
        if self._limit is not None:
            self.truncated = next(self._rows, None) is not None


def ask(con: duckdb.DuckDBPyConnection, question: str, *, limit: int | None = None) -> Answer:
    """Return the answer to one SQL statement.

    Args:
        con: A connection that only reads.
        question: One SELECT, or another statement that gives rows.
        limit: Rows to give at most; None for all.

    Raises:
        RecordError: it is no SQL that gives rows, or asks for what only a writer may do.
    """
    try:
        statements = con.extract_statements(question)
        if len(statements) != 1:
            raise RecordError(f"a query is one statement; here are {len(statements)}")
        if statements[0].type not in _GIVING_ROWS:
            raise RecordError(
                "a query only reads: SELECT, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN. The record is "
                "changed by rawi build and by reviews"
            )
        con.execute(question)
    except duckdb.Error as error:
        raise RecordError(f"the query fails: {str(error).strip()}") from error
    return Answer([column[0] for column in con.description or ()], _iter_rows(con), limit)


def _iter_rows(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    try:
        while rows := con.fetchmany(_BATCH):
            yield from rows
    except duckdb.Error as error:
        raise RecordError(f"the query fails: {str(error).strip()}") from error
