"""`rawi read`: articles in, reports out, as JSON Lines, as text, or as a page for the browser."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from rawi.cli.options import (
    bidi_option,
    columns_option,
    follow_option,
    lang_option,
    load_chosen_namer,
    parse_published,
    private_option,
)
from rawi.cli.streams import drop_output
from rawi.cli.tallies import Tally
from rawi.errors import RawiError, SourceError
from rawi.model import Document, Report

if TYPE_CHECKING:
    from rawi.language.namers import Namer
    from rawi.source.web import Web

FORMATS = ("json", "text", "html", "conllu")
_SUFFIXES = {".html": "html", ".htm": "html", ".txt": "text", ".conllu": "conllu"}
_MEGABYTE = 1_000_000
# What is no article among others that are, of which a line each would be noise.
_SILENT = frozenset({"not an article", "not modified"})

_EPILOG = """\b
Examples:
  rawi read --sample
  rawi read article.txt --published 2018-07-05
  rawi read articles.jsonl > reports.jsonl
  rawi read page.html paper.pdf table.csv --columns text=body
  rawi read articles.jsonl --output articles.html --lang en
  curl -s https://example.org/article.txt | rawi read - --format text
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be read: files (or the sample), and what holds for each article.

    Attributes:
        names: Paths, or `-` for standard input.
        published: ISO day of articles that give none of their own.
        max_bytes: Limit of one article.
        debug: Whether to show the trace of an error of the reader.
        columns: Column of a table for each field of an article.
        namer: A model that finds names beside the word lists.
        private: Whether the names of private persons are masked.
        follow: Whether the pages are fetched that a feed in a file lists.
    """

    names: tuple[str, ...]
    published: str | None
    max_bytes: int
    debug: bool
    columns: dict[str, str]
    namer: "Namer | None" = None
    private: bool = False
    follow: bool = False


@click.command(epilog=_EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--sample", is_flag=True, help="Read the article that rawi brings along.")
@click.option(
    "--published",
    callback=parse_published,
    metavar="DATE",
    help="Day of publication (2018-07-05) of articles that give none of their own; "
    "'yesterday' is counted from it.",
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(FORMATS),
    help="json: JSON Lines, one report a line; text: laid out for reading; html: one page for the "
    "browser, complete in itself; conllu: words with clitics split off, parts of speech, lemmas, "
    "names. Without it: by the suffix of --output; else text on a "
    "terminal and json in a pipe.",
)
@click.option(
    "--output",
    type=click.Path(),
    metavar="PATH",
    help="Write there, not to standard output.",
)
@lang_option
@bidi_option
@click.option(
    "--max-size",
    type=click.FloatRange(min=0, min_open=True, max=2000),
    default=20,
    show_default=True,
    metavar="MB",
    help="Limit of one article: of a file, or of one line of JSON Lines.",
)
@columns_option
@follow_option
@click.option(
    "--names",
    metavar="hf:MODEL",
    help="Let a token-classification model find names beside the word lists: hf: and the folder of "
    "a saved model, or its name in the local cache of Hugging Face. Needs rawi[hf].",
)
@click.option(
    "--allow-download",
    is_flag=True,
    help="Let --names fetch a model that is not there from huggingface.co; else nothing is.",
)
@private_option
@click.option("--debug", is_flag=True, help="Show the trace of an error.")
@click.pass_context
def read(  # noqa: PLR0913  # one argument an option
    ctx: click.Context,
    files: tuple[str, ...],
    sample: bool,
    published: str | None,
    layout: str | None,
    output: str | None,
    lang: str,
    bidi: str,
    max_size: float,
    columns: dict[str, str],
    follow: bool,
    names: str | None,
    allow_download: bool,
    private: bool,
    debug: bool,
) -> None:
    """Read articles and print what they tell, and who tells it.

    A FILE is one article (plain text in UTF-8, Markdown, a saved web page, PDF, Word), many (JSON
    Lines, CSV or Parquet with one article a row: "text" and, where known, "title", "outlet",
    "published" and "url"), a folder or archive of these, or the address of a page, feed or
    sitemap. Standard input is "-": JSON Lines if its first line is a JSON object, else one article.

    What cannot be read is named on standard error, one line each; the rest is read all the same,
    and the exit status is 1.
    """
    from rawi.places.atlas import load_atlas

    inputs = _find_names(files, sample, output)
    namer = load_chosen_namer(names, allow_download=allow_download)
    size = int(max_size * _MEGABYTE)
    reading = Reading(
        inputs, published, size, debug,
        columns=columns, namer=namer, private=private, follow=follow,
    )  # fmt: skip
    layout = layout or _find_layout(output)
    load_atlas()  # a table of places that cannot be read is told once, not of each article
    tally = Tally(progress=output is not None or not sys.stdout.isatty())
    try:
        with _open_output(output) as stream:
            _write(layout, _iter_reports(reading, tally), stream, lang=lang, bidi=bidi)
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if output is None:
            drop_output()
        tally.fail(f"{output or 'standard output'}: cannot be written: {error.strerror}", "output")
    except Exception as error:
        if debug:
            raise
        what = f"{type(error).__name__}: {error}"
        tally.fail(f"rawi failed: {what}. Please report it; --debug shows where", "failed")
    tally.close()
    if tally.failed:
        ctx.exit(1)


def _find_names(files: tuple[str, ...], sample: bool, output: str | None) -> tuple[str, ...]:
    """Return the names of what is to be read.

    Raises:
        click.UsageError: nothing is named, or both files and the sample, or the output is an input.
    """
    if sample and files:
        raise click.UsageError("--sample reads the article that rawi brings; name no files with it")
    if sample:
        return (str(Path(__file__).parent.parent / "samples" / "sample.jsonl"),)
    if not files:
        raise click.UsageError("name a file to read, '-' for standard input, or --sample")
    if files.count("-") > 1:
        raise click.UsageError("standard input '-' can be read only once")
    if output is not None and any(_is_same_file(name, output) for name in files):
        raise click.UsageError(f"--output {output} is one of the files to read")
    return files


def _is_same_file(name: str, output: str) -> bool:
    try:
        return name != "-" and os.path.samefile(name, output)
    except OSError:
        return False


def _find_layout(output: str | None) -> str:
    """Return the format where none is asked for."""
    if output is not None:
        return _SUFFIXES.get(Path(output).suffix.lower(), "json")
    return "text" if sys.stdout.isatty() else "json"


def _open_output(output: str | None) -> "nullcontext[BinaryIO] | BinaryIO":
    """Return the stream that the reports are written to."""
    return nullcontext(sys.stdout.buffer) if output is None else open(output, "wb")


def _iter_reports(reading: Reading, tally: Tally) -> Iterator[Report]:
    """Yield the report of each article; what cannot be read goes to the tally."""
    from rawi.source.files import iter_acquired
    from rawi.source.items import Options, count_remarks

    options = Options(
        published=reading.published, max_bytes=reading.max_bytes, columns=reading.columns
    )
    web = _make_web() if reading.follow else None
    for name in reading.names:
        for item in iter_acquired(name, options, web):
            if isinstance(item, SourceError):
                if item.skipped and item.reason in _SILENT:
                    tally.skip(item.reason)
                else:
                    tally.fail(str(item), item.reason)
                continue
            report = _read_one(item.document, reading, tally)
            if report is not None:
                for remark in item.remarks:
                    tally.remark(remark.message, remark.reason)
                tally.count()
                yield count_remarks(report, item.remarks)


def _make_web() -> "Web":
    """Return how addresses are fetched where feeds in files are followed."""
    from rawi.source.web import Web

    return Web(follow=True)


def _read_one(doc: Document, reading: Reading, tally: Tally) -> Report | None:
    """Return the checked report of an article; None if the reader failed on it."""
    from rawi.model import check_report
    from rawi.reading.reports import read_report
    from rawi.record.privacy import mask_private

    try:
        report = read_report(doc, reading.namer)
        check_report(report)
        if reading.private:
            report = mask_private(report)
            check_report(report)
    except Exception as error:
        # Whatever a reader does wrong costs this article alone; it is told, never hidden.
        if reading.debug:
            import traceback

            traceback.print_exc()
        what = str(error) if isinstance(error, RawiError) else f"{type(error).__name__}: {error}"
        hint = "" if reading.debug else "; --debug shows where"
        tally.fail(
            f"{doc.source} ({doc.id}): the reader failed: {what}. Please report it with the "
            f"article{hint}",
            "reader failed",
        )
        return None
    return report


def _write(
    layout: str, reports: Iterator[Report], stream: BinaryIO, *, lang: str, bidi: str
) -> None:
    """Write the reports as they come."""
    if layout == "html":
        from rawi.render.page import write_page

        write_page(reports, stream, lang=lang)
    elif layout == "text":
        from rawi.render.terminal import write_text

        letters = io.TextIOWrapper(stream, "utf-8", newline="\n", write_through=True)
        try:
            write_text(reports, letters, lang=lang, bidi=bidi)
        finally:
            letters.detach()
    elif layout == "conllu":
        from rawi.render.conllu import write_conllu

        write_conllu(reports, stream)
    else:
        import msgspec

        for report in reports:
            stream.write(msgspec.json.encode(report) + b"\n")
