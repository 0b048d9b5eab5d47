"""`rawi build`: articles in, a record out that keeps who told what."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rawi.cli.fetched import open_state
from rawi.cli.interrupts import tell_interrupts
from rawi.cli.options import columns_option, follow_option, load_chosen_namer, parse_published
from rawi.cli.tallies import list_remarks

if TYPE_CHECKING:
    from rawi.incidents.tables import Summary
    from rawi.record.builds import Plan, Watcher
    from rawi.record.counts import Counts

_MEGABYTE = 1_000_000
# More messages than these would bury the closing line; the file of failures has them all.
_SHOWN = 5

_EPILOG = """\b
Examples:
  rawi build articles/ -o case.duckdb
  rawi build news.jsonl reports.zip --output case.duckdb --keep-bytes
"""


@click.command(epilog=_EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="RECORD",
    help="The record, a DuckDB file; made if it is not there, else added to.",
)
@click.option(
    "--workers",
    type=click.IntRange(0, 256),
    default=None,
    metavar="N",
    help="Processes that read. Without it: one a core. 0: read in this process.",
)
@click.option("--keep-bytes", is_flag=True, help="Keep the sources' bytes in the record.")
@click.option(
    "--published",
    callback=parse_published,
    metavar="DATE",
    help="Day of publication (2018-07-05) of articles that give none of their own.",
)
@columns_option
@click.option(
    "--max-size",
    type=click.FloatRange(min=0, min_open=True, max=2000),
    default=20,
    show_default=True,
    metavar="MB",
    help="Limit of one article.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0.1),
    default=120,
    show_default=True,
    metavar="SECONDS",
    help="Limit of reading one article; long ones have 20 s more a megabyte.",
)
@click.option(
    "--failures",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    help="Where to write what was skipped or failed, as JSON Lines. Without it: beside the "
    "record, as RECORD.failures.jsonl.",
)
@follow_option
@click.option(
    "--names",
    metavar="hf:MODEL",
    help="Let a token-classification model find names beside the word lists, as in rawi read.",
)
@click.option("--allow-download", is_flag=True, help="Let --names fetch a model that is not there.")
@click.pass_context
def build(  # noqa: PLR0913  # one argument an option
    ctx: click.Context,
    sources: tuple[str, ...],
    output: Path,
    workers: int | None,
    keep_bytes: bool,
    published: str | None,
    columns: dict[str, str],
    max_size: float,
    time_limit: float,
    failures: Path | None,
    follow: bool,
    names: str | None,
    allow_download: bool,
) -> None:
    """Read all that the SOURCEs hold into one record.

    A SOURCE is a file, a folder or an archive of articles, or the address of a page, feed or
    sitemap. What the record holds already is passed over, so that a second build takes seconds; one
    that was stopped goes on where it was. What cannot be read is counted by reason and listed in a
    file; the exit status is then 1.
    """
    from rawi.incidents.tables import gather_record
    from rawi.record.builds import Plan, build_record, count_cores
    from rawi.source import Options
    from rawi.source.web import Web

    listed = failures or output.with_suffix(".failures.jsonl")
    options = Options(published=published, max_bytes=int(max_size * _MEGABYTE), columns=columns)
    state = open_state(output, sources, options, names, follow=follow)
    plan = Plan(
        sources=sources,
        options=options,
        workers=count_cores() if workers is None else workers,
        seconds=time_limit,
        keep_bytes=keep_bytes,
        names=names,
        outputs=(listed,),
        web=None if state is None else Web(state=state, follow=follow),
    )
    # Its faults are found, and what it lacks is fetched, once and before anything is written.
    load_chosen_namer(names, allow_download=allow_download)
    started = time.monotonic()
    try:
        with _progress(plan) as watch, tell_interrupts():
            counts = build_record(output, plan, watch)
    except KeyboardInterrupt:
        click.echo("stopped. What was read is kept; the next build goes on from there", err=True)
        raise
    if state is not None:
        state.save()
    if sys.stderr.isatty():
        click.echo("gathering accounts into incidents …", err=True)
    gathered = gather_record(output)
    written = _write_failures(counts, listed)
    _close(counts, output, seconds=time.monotonic() - started, written=written)
    click.echo(_describe_incidents(gathered), err=True)
    _name_gone(output)
    if counts.failed:
        ctx.exit(1)


@contextmanager
def _progress(plan: "Plan") -> Iterator["Watcher | None"]:
    """Show on a terminal how far the build is; give what is to be told of it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rawi.cli.progress import show_progress

    with show_progress(plan) as watch:
        yield watch


def _write_failures(counts: "Counts", path: Path) -> Path | None:
    """Write the failures, if there are any; return where."""
    from rawi.record.builds import list_failures

    if not counts.failures:
        return None
    try:
        with path.open("wb") as stream:
            stream.writelines(list_failures(counts))
    except OSError as error:
        click.echo(f"{path}: cannot be written: {error.strerror}", err=True)
        return None
    return path


def _close(counts: "Counts", output: Path, *, seconds: float, written: Path | None) -> None:
    """Say what was not read, and what came of the build in one line."""
    failed = [failure for failure in counts.failures if failure.kind == "failed"]
    for failure in failed[:_SHOWN]:
        click.echo(" ".join(failure.message.split()), err=True)
    if len(failed) > _SHOWN:
        click.echo(f"… and {len(failed) - _SHOWN:,} more: {written}", err=True)
    for remark in counts.remarks[:_SHOWN]:
        click.echo(" ".join(remark.message.split()), err=True)
    remarks = dict(Counter(remark.reason for remark in counts.remarks))
    parts = [
        f"{counts.read:,} read",
        f"{counts.unchanged:,} unchanged",
        f"{counts.duplicates:,} duplicates",
        f"{counts.skipped:,} skipped{_list_reasons(counts, 'skipped')}",
        f"{counts.failed:,} failed{_list_reasons(counts, 'failed')}",
    ]
    size = output.stat().st_size / _MEGABYTE
    place = f"; see {written}" if written is not None else ""
    click.echo(f"{', '.join(parts)}{list_remarks(remarks)}{place}", err=True)
    rate = f", {counts.words / seconds:,.0f} words a second" if counts.words else ""
    click.echo(f"{output}: {size:,.1f} MB, {seconds:,.1f} s{rate}", err=True)


def _describe_incidents(gathered: "Summary") -> str:
    """Return in one line how documents, copies and incidents stand to each other."""
    dropped = ", ".join(gathered.dropped)
    return (
        f"documents: {gathered.documents:,}; texts, copies apart: {gathered.lineages:,}; "
        f"incidents told by two or more: {gathered.incidents:,}, differently: "
        f"{gathered.differing:,}"
    ) + (f"; reviews that no longer apply: {dropped}" if dropped else "")


def _name_gone(output: Path) -> None:
    """Say how many reviews no longer apply."""
    from rawi.record.records import open_record

    with open_record(output) as record:
        gone = [standing for standing in record.standings() if standing.state == "gone"]
    if gone:
        click.echo(
            f"{len(gone):,} reviews no longer apply, as what they review is gone: "
            f"rawi record reviews {output} --state gone",
            err=True,
        )


def _list_reasons(counts: "Counts", kind: str) -> str:
    reasons = counts.list_reasons(kind)
    return f" ({', '.join(f'{n:,} {reason}' for reason, n in reasons)})" if reasons else ""
