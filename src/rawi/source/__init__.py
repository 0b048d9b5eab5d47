"""Sources: files, folders, archives, feeds and streams in; documents with their origin out."""

from rawi.source.files import iter_articles, iter_documents
from rawi.source.items import MAX_BYTES, Acquired, Item, Options
from rawi.source.readers import read_item
from rawi.source.walking import iter_items

__all__ = [
    "MAX_BYTES",
    "Acquired",
    "Item",
    "Options",
    "iter_articles",
    "iter_documents",
    "iter_items",
    "read_item",
]
