"""What tests share."""

import pytest

from rawi.language.analysis import Analysis, analyse
from rawi.model import Report, make_document
from rawi.reading.reports import read_report


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
