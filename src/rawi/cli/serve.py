"""`rawi serve`: the workbench in the browser, over one record."""

import secrets
import socket
from contextlib import closing
from pathlib import Path

import click

from rawi.cli.options import private_option

_EPILOG = """\b
Examples:
  rawi serve case.duckdb
  rawi serve case.duckdb --port 9000 --host 0.0.0.0
  rawi serve case.duckdb --read-only
  rawi serve case.duckdb --tiles "http://127.0.0.1:8080/{z}/{x}/{y}.png"
  rawi serve case.duckdb --private
"""


@click.command(epilog=_EPILOG)
@click.argument("record", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8400,
    show_default=True,
    help="0 takes one that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to bind. Other than loopback, everyone who reaches it needs the token that is "
    "printed; there is no encryption, so put it behind a proxy that has it.",
)
@click.option(
    "--tiles",
    metavar="URL",
    help="Address of raster tiles to draw under the map, with {z}, {x} and {y}. Without it the map "
    "is drawn from the borders that come along, and the pages load nothing from elsewhere.",
)
@private_option
@click.option(
    "--read-only",
    is_flag=True,
    help="Show reviews and take none. It is so of itself where the record's folder may not be "
    "written.",
)
def serve(  # one argument an option
    record: Path, port: int, host: str, tiles: str | None, private: bool, read_only: bool
) -> None:
    """Open a RECORD in the browser, accounts side by side.

    Incidents whose accounts differ come first; each value leads to the words it was read from.

    Reviews are kept beside the record, in RECORD.reviews.jsonl; the record itself is not written.
    Nothing is sent anywhere (but to the address of --tiles). While it runs, no build can write the
    record.
    """
    import uvicorn

    from rawi.record.masked import choose_record
    from rawi.web.app import PAGES, make_app
    from rawi.web.desk import Desk
    from rawi.web.maps import find_origin
    from rawi.web.safety import LOOPBACK

    find_origin(tiles)
    if not (PAGES / "index.html").exists():
        raise click.ClickException(
            "the pages are not built. In a checkout: npm --prefix frontend ci && "
            "npm --prefix frontend run build"
        )
    token = None if host in LOOPBACK else secrets.token_urlsafe(24)
    shown = f"[{host}]" if ":" in host else host
    with (
        choose_record(record, private=private) as chosen,
        closing(Desk(chosen, read_only=read_only)) as desk,
        _bind(host, port) as bound,
    ):
        port = bound.getsockname()[1]
        app = make_app(desk, host=host, token=token, tiles=tiles)
        address = f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
        click.echo(f"{record.name}: {address}  (Ctrl+C ends it)")
        if desk.closed is not None:
            click.echo(f"Read-only: {desk.closed}.")
        settings = uvicorn.Config(app, log_level="warning", server_header=False)
        uvicorn.Server(settings).run(sockets=[bound])


def _bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address.

    Raises:
        click.ClickException: the port is taken or not for us.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}, port {port}: {error.strerror}. "
            "Take another with --port, or any that is free with --port 0"
        ) from error
