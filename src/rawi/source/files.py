"""Documents from whatever is named: files, folders, archives, standard input."""

from collections.abc import Iterator
from pathlib import Path

from rawi.errors import SourceError
from rawi.model import Document
from rawi.source.items import Options
from rawi.source.readers import read_item
from rawi.source.walking import iter_items


def iter_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a file or folder.

    Raises:
        SourceError: at the first article that cannot be read.
    """
    for item in iter_articles(str(path)):
        if isinstance(item, SourceError):
            raise item
        yield item


def iter_articles(name: str, options: Options | None = None) -> Iterator[Document | SourceError]:
    """Yield the articles of what is named, and in the place of one that cannot be read, why.

    Args:
        name: Path of a file or folder, or `-` for standard input.
        options: Limits, columns, the day of publication of articles that give none.
    """
    options = options or Options()
    for item in iter_items([name], options):
        if isinstance(item, SourceError):
            yield item
            continue
        for acquired in read_item(item, options):
            yield acquired if isinstance(acquired, SourceError) else acquired.document
