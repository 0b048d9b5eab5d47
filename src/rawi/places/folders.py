"""Where the tables of places that a user adds are kept."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "RAWI_DATA"


def find_data_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the folder of the user's data; it need not exist.

    `RAWI_DATA` names it. Without that it is where the platform keeps such data: on Linux and other
    systems `$XDG_DATA_HOME/rawi` or `~/.local/share/rawi`, on macOS
    `~/Library/Application Support/rawi`, on Windows `%LOCALAPPDATA%/rawi`.
    """
    named = environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    if platform == "win32":
        local = environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "rawi"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "rawi"
    shared = environ.get("XDG_DATA_HOME", "")
    # The XDG specification has relative paths ignored.
    base = Path(shared) if Path(shared).is_absolute() else Path.home() / ".local" / "share"
    return base / "rawi"


def find_tables_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the tables of places below that of the user's data."""
    return find_data_folder(environ) / "places"
