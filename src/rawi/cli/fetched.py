"""What a build remembers of the addresses that it fetched, in a file beside the record."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rawi.source import Options
    from rawi.source.web import FileState


def open_state(
    output: Path,
    sources: tuple[str, ...],
    options: "Options",
    names: str | None,
    *,
    follow: bool = False,
) -> "FileState | None":
    """Return what was fetched for a record before; None if nothing is fetched.

    That is so where no source is an address, and feeds in files are not to be followed.

    Nothing is remembered for a record that is not there, or that another program read: all is then
    fetched anew.
    """
    if not follow and not any(name.startswith(("http://", "https://")) for name in sources):
        return None
    from rawi.record.programs import load_program
    from rawi.source.web import FileState

    path = output.with_name(f"{output.name}.fetched.json")
    if not output.exists():
        path.unlink(missing_ok=True)
    return FileState(path, load_program(options, names).reading)
