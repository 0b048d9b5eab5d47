"""Sources: files and streams in, documents out."""

from rawi.source.files import MAX_BYTES, iter_articles, iter_documents

__all__ = ["MAX_BYTES", "iter_articles", "iter_documents"]
