"""What tests share."""

import pytest

from rawi.language.analysis import Analysis, analyse
from rawi.model import Report, make_document
from rawi.reading.reports import read_report


@pytest.fixture(scope="session", autouse=True)
def no_tables(tmp_path_factory):
    """Keep the gazetteers that a user added out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAWI_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture
def doc():
    """Return a maker of documents from text."""
    return make_document


@pytest.fixture
def analysis():
    """Return a maker of analysed texts."""

    def make(text: str, **metadata: str) -> Analysis:
        return analyse(make_document(text, **metadata))

    return make


@pytest.fixture
def report():
    """Return a maker of whole reports from text."""

    def make(text: str, **metadata: str) -> Report:
        return read_report(make_document(text, **metadata))

    return make
