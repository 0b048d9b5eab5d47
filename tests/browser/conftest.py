"""A browser, a served record of the invented case, and windows that must stay free of complaints.

Where there is no Chromium, no Playwright or no built front end these tests skip with the reason;
with `RAWI_BROWSER` set (as `.ci/run` sets it) they fail instead.
"""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest
from visits import AXE, Visit, build_case, find_browser, serve

import rawi
from rawi.web.app import PAGES

CASE = Path(rawi.__file__).parent / "samples" / "case" / "articles.jsonl"


def _find_lack() -> str | None:
    """Return what is missing to open pages in a browser."""
    if not (PAGES / "index.html").exists():
        return "the front end is not built (npm --prefix frontend ci && … run build)"
    if not AXE.exists():
        return "axe-core is not installed (npm --prefix frontend ci)"
    if find_browser() is None:
        return "no Chromium here (Debian: apt-get install chromium)"
    if importlib.util.find_spec("playwright") is None:
        return "Playwright is not installed (requirements/develop.txt)"
    return None


@pytest.fixture(scope="package")
def browser():
    lack = _find_lack()
    if lack is not None:
        if os.environ.get("RAWI_BROWSER"):
            pytest.fail(lack)
        pytest.skip(lack)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.fixture(scope="package")
def record(browser, tmp_path_factory) -> Path:
    return build_case(tmp_path_factory.mktemp("browser") / "case.duckdb", CASE)


@pytest.fixture(scope="package")
def home(record):
    """Address of the case, served to tests that change nothing."""
    with serve(record) as address:
        yield address


@pytest.fixture
def own_home(record, tmp_path):
    """Address of a copy of the case for one test that writes."""
    own = shutil.copy(record, tmp_path / "own.duckdb")
    with serve(Path(own)) as address:
        yield address


@pytest.fixture
def visit(browser):
    """Return a maker of windows; afterwards none of them may have a complaint."""
    made: list[Visit] = []

    def make(home: str, **options) -> Visit:
        made.append(Visit(browser, home, **options))
        return made[-1]

    yield make
    complaints = [complaint for one in made for complaint in one.complaints]
    for one in made:
        one.close()
    assert complaints == []
