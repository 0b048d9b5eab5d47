"""The progress bar of a build."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from rawi.record.builds import Plan, Watcher
from rawi.record.counts import Counts
from rawi.source import iter_items


@contextmanager
def show_progress(plan: Plan) -> Iterator[Watcher]:
    """Show a bar with counts and the time left while a build runs.

    How many items there are is counted beside the build, where that needs no network and no
    standard input; until it is known there is no time left to show.
    """
    bar = Progress(
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    stop = threading.Event()
    with bar:
        task = bar.add_task("build", total=None, counts="")

        def count() -> None:
            total = 0
            for _ in iter_items(plan.sources, plan.options):
                total += 1
                if stop.is_set():
                    return
            bar.update(task, total=total)

        def watch(counts: Counts) -> None:
            bar.update(task, completed=counts.done, counts=_describe(counts))

        if all(is_local(name) for name in plan.sources):
            threading.Thread(target=count, daemon=True).start()
        try:
            yield watch
        finally:
            stop.set()


def is_local(name: str) -> bool:
    """Whether a source can be looked through twice: no address, not standard input."""
    return name != "-" and "://" not in name


def _describe(counts: Counts) -> str:
    parts = [f"{counts.read:,} read"]
    if counts.unchanged:
        parts.append(f"{counts.unchanged:,} unchanged")
    if counts.failures:
        parts.append(f"{len(counts.failures):,} left out")
    return ", ".join(parts)
