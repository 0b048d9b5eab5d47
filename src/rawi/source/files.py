"""Documents from whatever is named: files, folders, archives, standard input."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rawi.errors import SourceError
from rawi.model import Document
from rawi.source.items import Acquired, Options
from rawi.source.readers import read_item
from rawi.source.walking import iter_items

if TYPE_CHECKING:
    from rawi.source.web.settings import Web


def iter_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a file or folder.

    Raises:
        SourceError: at the first article that cannot be read.
    """
    for item in iter_articles(str(path)):
        if isinstance(item, SourceError):
            raise item
        yield item


def iter_articles(
    name: str, options: Options | None = None, web: "Web | None" = None
) -> Iterator[Document | SourceError]:
    """Yield the articles of what is named, and in the place of one that cannot be read, why.

    Args:
        name: Path of a file or folder, an address, or `-` for standard input.
        options: Limits, columns, the day of publication of articles that give none.
        web: How addresses are fetched; the defaults if None.
    """
    for acquired in iter_acquired(name, options, web):
        yield acquired if isinstance(acquired, SourceError) else acquired.document


def iter_acquired(
    name: str, options: Options | None = None, web: "Web | None" = None
) -> Iterator[Acquired | SourceError]:
    """Yield what `iter_articles` yields, with where it comes from and what is wrong with it."""
    options = options or Options()
    for item in iter_items([name], options, web):
        if isinstance(item, SourceError):
            yield item
        else:
            yield from read_item(item, options)
