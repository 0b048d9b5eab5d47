"""What a stream is: by its first bytes, and where they say nothing, by its name."""

import re
from pathlib import PurePosixPath

# Suffix -> what a file is if its first bytes do not say otherwise.
_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".zip": "zip",
    ".wacz": "wacz",
    ".warc": "warc",
    ".gz": "gzip",
    ".xz": "xz",
    ".bz2": "bzip2",
    ".rss": "feed",
    ".atom": "feed",
}
# What a server calls a page or document -> what it is.
SERVED = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"WARC/1.", "warc"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"BZh", "bzip2"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
)
# What is recognised by its bytes though its name says that it is text: a saved page in `a.txt`.
_MARKED = (
    (re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]"), "feed"),
    (re.compile(rb"<(?:urlset|sitemapindex)[\s>]"), "sitemap"),
    (re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE), "html"),
)
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|html|head|body|\?xml|rss|feed|rdf:|urlset|sitemapindex)",
    re.IGNORECASE,
)
# How much of a stream is looked at.
HEAD_BYTES = 4096
_TEXTS = frozenset({"text", "markdown", None})
_ZIPPED = frozenset({"zip", "docx", "wacz"})


def find_kind(name: str, head: bytes) -> str | None:
    """Return what a stream is (`text`, `html`, `zip`, `warc`, …); None where nothing tells.

    Args:
        name: Its name; the suffix counts.
        head: Its first `HEAD_BYTES` bytes.
    """
    kind = _SUFFIXES.get(PurePosixPath(name).suffix.lower())
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return kind if found == "zip" and kind in _ZIPPED else found
    if kind in _TEXTS or kind in ("html", "feed"):
        return _find_markup(head) or kind
    return kind


def _find_markup(head: bytes) -> str | None:
    """Return `html`, `feed` or `sitemap` if the bytes begin as markup of that kind."""
    if _MARKUP.match(head) is None:
        return None
    return next((kind for pattern, kind in _MARKED if pattern.search(head)), None)
