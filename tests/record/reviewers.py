"""People who review a record, as processes: a process that is spawned imports what it runs."""

from pathlib import Path

from rawi.record.journals import append_review, make_review


def review_often(path: Path, reviewer: str, count: int) -> None:
    """Accept one account so many times."""
    for _ in range(count):
        review = make_review(reviewer, "accept", kind="accounts", items=("x",), anchors=("x",))
        append_review(path, review)
