"""What came of a build, in numbers."""

from collections import Counter
from collections.abc import Collection, Iterable

from rawi.record.chunks import Failure, Outcome
from rawi.source.items import Remark


class Counts:
    """Counts of one build.

    Attributes:
        items: Items met in the sources.
        done: Items that are done with: read (written or not yet), passed over, or refused.
        read: Documents read and written.
        words: Their words.
        unchanged: Items that the record held already.
        duplicates: Documents, or items, that were met once more.
        reasons: How many were skipped or failed, by reason.
        failures: The failures of this build.
        remarks: What sources gave wrongly, of documents that were read all the same.
    """

    def __init__(self) -> None:
        self.items = 0
        self.done = 0
        self.read = 0
        self.words = 0
        self.unchanged = 0
        self.duplicates = 0
        self.reasons: Counter[str] = Counter()
        self.failures: list[Failure] = []
        self.remarks: list[Remark] = []

    @property
    def skipped(self) -> int:
        """Items or documents that are no article for rawi."""
        return sum(failure.kind == "skipped" for failure in self.failures)

    @property
    def failed(self) -> int:
        """Items or documents that could not be read."""
        return len(self.failures) - self.skipped

    def list_reasons(self, kind: str) -> list[tuple[str, int]]:
        """Return how often each reason was given for `skipped` or `failed`, most often first."""
        found = Counter(failure.reason for failure in self.failures if failure.kind == kind)
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))

    def add(self, outcomes: Iterable[Outcome], fresh: Collection[str]) -> None:
        """Count what became of some items, and the documents that were new."""
        self.read += len(fresh)
        self.duplicates -= len(fresh)
        for outcome in outcomes:
            self.duplicates += len(outcome.documents)
            self.words += outcome.words
            self.remarks += outcome.remarks
            self.fail(outcome.failures)

    def fail(self, failures: Iterable[Failure]) -> None:
        """Count failures."""
        for failure in failures:
            self.failures.append(failure)
            self.reasons[failure.reason] += 1
