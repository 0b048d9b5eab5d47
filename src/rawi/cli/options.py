"""Options that several commands share, and what is made of their values."""

from typing import TYPE_CHECKING

import click

from rawi.errors import SourceError

if TYPE_CHECKING:
    from rawi.language.namers import Namer


def parse_published(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the ISO day of `--published`.

    Raises:
        click.BadParameter: it is no ISO date.
    """
    from rawi.source.articles import parse_day

    day = None if value is None else parse_day(value)
    if value is not None and day is None:
        raise click.BadParameter(f"{value!r} is no ISO date. Write it as 2018-07-05")
    return day


def _parse_columns(ctx: click.Context, param: click.Parameter, value: str | None) -> dict[str, str]:
    """Return the columns of `--columns`, by field.

    Raises:
        click.BadParameter: they are not written as FIELD=COLUMN.
    """
    from rawi.source.rows import parse_columns

    try:
        return {} if value is None else parse_columns(value)
    except SourceError as error:
        raise click.BadParameter(str(error)) from error


def load_chosen_namer(spec: str | None, *, allow_download: bool) -> "Namer | None":
    """Return the model of `--names`, None without it.

    Raises:
        click.UsageError: a download is allowed, but no model is named.
        ModelFileError: the model cannot be loaded.
    """
    if spec is None:
        if allow_download:
            raise click.UsageError("--allow-download is for --names hf:MODEL; name a model")
        return None
    from rawi.language.hugging_face import load_namer

    return load_namer(spec, allow_download=allow_download)


lang_option = click.option(
    "--lang",
    type=click.Choice(["ar", "en"]),
    default="ar",
    show_default=True,
    envvar="RAWI_LANG",
    help="Language of headings and labels. Also: RAWI_LANG.",
)
bidi_option = click.option(
    "--bidi",
    type=click.Choice(["auto", "on", "off"]),
    default="auto",
    show_default=True,
    envvar="RAWI_BIDI",
    help="Whether to put right-to-left text in its visible order for the terminal. auto: where "
    "the terminal does not do it itself; never in a file or pipe. Also: RAWI_BIDI.",
)
private_option = click.option(
    "--private",
    is_flag=True,
    help="Mask the names of private persons: victims, witnesses, relatives, everyone who holds no "
    "office in any article.",
)
columns_option = click.option(
    "--columns",
    callback=_parse_columns,
    metavar="FIELD=COLUMN,…",
    help="Columns of CSV and Parquet files, where they are not named text, title, outlet, "
    "published and url: text=body,published=date.",
)
follow_option = click.option(
    "--follow",
    is_flag=True,
    help="Fetch the pages that a feed or sitemap in a file lists, at most 200. Without it a file "
    "fetches nothing, and those pages are counted as not in the file.",
)
