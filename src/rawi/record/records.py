"""The record as Python sees it: tables, questions, reports and reviews."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb
import pyarrow as pa

from rawi.errors import RecordError
from rawi.model import Report
from rawi.record import reviews
from rawi.record.files import is_masked, open_reader
from rawi.record.journals import Review
from rawi.record.reports import iter_reports, load_report

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

# A question that another thread is asking ends with the rows that it is fetching: seconds.
_CLOSE_TRIES, _CLOSE_PAUSE = 100, 0.05


def open_record(path: str | Path) -> "Record":
    """Return a record, open for reading.

    Raises:
        RecordError: there is none, it is being written, damaged, or of another version.
    """
    return Record(Path(path))


class Rows:
    """The rows of a table or of a question, in the form that is asked for.

    Args:
        con: A connection that only reads.
        question: The SQL that gives them.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, question: str) -> None:
        self._con = con
        self._question = question

    def arrow(self) -> pa.Table:
        """Return an Arrow table."""
        try:
            return self._con.sql(self._question).to_arrow_table()
        except duckdb.Error as error:
            raise RecordError(f"the query fails: {str(error).strip()}") from error

    def pandas(self) -> "pd.DataFrame":
        """Return a pandas table; needs pandas."""
        _need("pandas")
        frame: pd.DataFrame = self.arrow().to_pandas()
        return frame

    def polars(self) -> "pl.DataFrame":
        """Return a polars table; needs polars."""
        _need("polars")
        import polars

        frame: pl.DataFrame = polars.DataFrame(polars.from_arrow(self.arrow()))
        return frame

    def list(self) -> list[dict[str, Any]]:
        """Return one dictionary a row."""
        rows: list[dict[str, Any]] = self.arrow().to_pylist()
        return rows


class Record:
    """A record that is open for reading, with the reviews in its journal.

        with rawi.open("case.duckdb") as record:
            record.table("accounts").polars()
            record.query("SELECT type, count(*) FROM accounts GROUP BY ALL").list()

    While it is open no other process can build into it; reviews can be made all the same.

    Args:
        path: The file.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._con = open_reader(path)
        reviews.absorb_reviews(self._con, path)

    def __enter__(self) -> Self:
        """Return the record."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the record."""
        self.close()

    def close(self) -> None:
        """Give the file free for others, as soon as no question on it is running any more."""
        for _ in range(_CLOSE_TRIES):
            with suppress(duckdb.ResourceInUseException):
                self._con.close()
                return
            time.sleep(_CLOSE_PAUSE)
        self._con.close()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection, for what goes beyond tables and questions. It only reads."""
        return self._con

    def list_tables(self) -> list[str]:
        """Return the names of all tables and views."""
        rows = self._con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal UNION "
            "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1"
        ).fetchall()
        return [name for (name,) in rows]

    def table(self, name: str) -> Rows:
        """Return a table or view; `reviewed_accounts` and its like have the reviews applied.

        Raises:
            RecordError: there is none of that name.
        """
        names = self.list_tables()
        if name not in names:
            raise RecordError(f"{self.path}: no table {name!r}; there are {', '.join(names)}")
        return Rows(self._con, f'SELECT * FROM "{name}"')

    def query(self, question: str) -> Rows:
        """Return the rows of a SELECT."""
        return Rows(self._con, question)

    def report(self, document: str) -> Report:
        """Return the report of a document by its key.

        Raises:
            RecordError: there is no such document.
        """
        report = load_report(self._con, document)
        if report is None:
            raise RecordError(f"{self.path}: no document {document!r}")
        return report

    def reports(self) -> Iterator[Report]:
        """Yield the reports of all documents, in the order of their keys."""
        return (report for _, report in iter_reports(self._con))

    def accept(self, kind: str, item: str, **who: str | None) -> Review:
        """Keep the review that a reading is right (`reviews.accept`)."""
        return self._keep(reviews.accept(self._con, kind, item, **who))

    def correct(self, kind: str, item: str, *, after: dict[str, Any], **who: str | None) -> Review:
        """Keep the review that columns of a reading should be otherwise (`reviews.correct`)."""
        return self._keep(reviews.correct(self._con, kind, item, after=after, **who))

    def merge(self, kind: str, items: list[str], **who: str | None) -> Review:
        """Keep the review that items are one (`reviews.merge`)."""
        return self._keep(reviews.merge(self._con, kind, items, **who))

    def split(
        self, kind: str, items: list[str], *, sides: list[int] | None = None, **who: str | None
    ) -> Review:
        """Keep the review that items are apart (`reviews.split`)."""
        return self._keep(reviews.split(self._con, kind, items, sides=sides, **who))

    def undo(self, review: str, **who: str | None) -> Review:
        """Keep the review that takes another back (`reviews.undo`)."""
        self.refresh()
        return self._keep(reviews.undo(self._con, review, **who))

    def refresh(self) -> int:
        """Read the reviews that others have made meanwhile; return how many are new."""
        return reviews.absorb_reviews(self._con, self.path)

    def standings(self) -> list[reviews.Standing]:
        """Return how every review that holds stands to the record (`reviews.Standing`)."""
        return reviews.list_standings(self._con)

    @property
    def is_private(self) -> bool:
        """Whether it is a copy in which private persons are masked."""
        return is_masked(self._con)

    def _keep(self, review: Review) -> Review:
        if self.is_private:
            raise RecordError(
                f"{self.path.name}: names are masked here, and reviews would be of the masks. "
                "Review the record itself, without --private"
            )
        reviews.keep(self.path, review)
        self.refresh()
        return review


def _need(package: str) -> None:
    """Say what to install where a package is wanted that rawi does not bring.

    Raises:
        RecordError: it is not installed.
    """
    import importlib.util

    if importlib.util.find_spec(package) is None:
        raise RecordError(f"{package} is not installed. Install it: pip install {package}")
