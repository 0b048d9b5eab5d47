#!/usr/bin/env python3
"""Set up rawi in `.venv` beside this file and run it: `python3 bootstrap.py read` (or `test`).

Needs Python 3.11 or newer and nothing else; `serve`, the workbench over an invented case, builds
its pages with Node 20 or newer. Every package is pinned with its hash; what is installed already
is left alone.
"""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
RAWI = [str(PYTHON), "-m", "rawi"]

CASE = ENVIRONMENT / "demo.duckdb"

JOBS = {
    "read": ("run", [*RAWI, "read", "--sample", "--format", "text"]),
    "test": ("develop", [str(PYTHON), "-m", "pytest"]),
    "serve": ("run", [*RAWI, "serve", str(CASE)]),
    "setup": ("develop", [*RAWI, "--version"]),
}


def set_up(requirements: str) -> None:
    """Make the environment, install the pinned packages and rawi itself."""
    if not PYTHON.exists():
        print(f"making {ENVIRONMENT} …", file=sys.stderr)
        venv.create(ENVIRONMENT, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    lock = HERE / "requirements" / f"{requirements}.txt"
    subprocess.run([*pip, "--require-hashes", "--requirement", str(lock)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(HERE)], check=True)


def prepare_workbench() -> None:
    """Build the workbench's pages and the record of the invented case, where they are not there."""
    if not (HERE / "src" / "rawi" / "web" / "pages" / "index.html").exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("the workbench's pages need Node 20 or newer to be built: no npm here")
        for step in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            subprocess.run([npm, "--prefix", str(HERE / "frontend"), *step], check=True)
    if not CASE.exists():
        subprocess.run(
            [*RAWI, "demo", "--output", str(CASE)], check=True, stdout=subprocess.DEVNULL
        )


def main() -> int:
    """Run the job that the first argument names; further arguments go to the job."""
    name, *arguments = sys.argv[1:] or ["read"]
    if sys.version_info < (3, 11):  # noqa: UP036  (whoever runs this may have any Python)
        print("rawi needs Python 3.11 or newer", file=sys.stderr)
        return 2
    if name not in JOBS:
        print(f"usage: python3 bootstrap.py {'|'.join(JOBS)} [ARGUMENTS]", file=sys.stderr)
        return 2
    requirements, command = JOBS[name]
    try:
        set_up(requirements)
        if name == "serve":
            prepare_workbench()
    except subprocess.CalledProcessError as error:
        print(
            f"setting up failed: {error}. Mend what pip says above, then run this again.",
            file=sys.stderr,
        )
        return 1
    return subprocess.run([*command, *arguments], cwd=HERE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
