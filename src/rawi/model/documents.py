"""A published text, never altered."""

import hashlib

import msgspec

from rawi.errors import OffsetError
from rawi.model.spans import Span


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A published text with what is known of its origin.

    Attributes:
        id: `sha256:` and the hexadecimal SHA-256 of `text` in UTF-8.
        source: Name of the file (or file and line) that the text was read from.
        title: Metadata; analysed only where it also stands in `text`.
        outlet: Who published it, as the source names them.
        published: ISO day of publication (`2018-07-05`), the document creation time.
        url: Where it was published.
        language: ISO 639-1 code of the text's language.
        text: The canonical text. All spans are code points into it.
    """

    id: str
    source: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "ar"
    text: str

    def slice(self, start: int, end: int) -> str:
        """Return the verbatim letters of `[start, end)`.

        Raises:
            OffsetError: the span is empty, or not wholly inside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise OffsetError(
                f"document {self.id}: span {start}:{end} does not fit the text "
                f"({len(self.text)} code points). It was probably made on normalised text; "
                "map it back with OffsetMap.to_original."
            )
        return self.text[start:end]

    def span(self, start: int, end: int) -> Span:
        """Return the span `[start, end)` with its verbatim letters."""
        return Span(start, end, self.slice(start, end))


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document comes from: what the evidence is, and who got it and when.

    Attributes:
        name: Path inside what was named: `folder/a.zip!/b.html`, `articles.jsonl:17`.
        sha256: Hexadecimal SHA-256 of the evidentiary bytes.
        size: Their number.
        media: What they are: `text`, `jsonl-line`, `html`, `pdf`, …
        tool: What got them: `file`, `zip`, `warc`, `feed`, `sitemap`.
        obtained: ISO time in UTC when they were obtained (`2026-11-22T17:33:32Z`): the file's
            modification time, the archive's date of capture, the time of fetching; None if unknown.
        extractor: What made the text from the bytes, with its version; None where the bytes are
            the text.
        encoding: What the bytes were decoded from, and who said so (`windows-1256 (meta)`).
        notes: What a reader of the record should know of the extraction, one remark each.
    """

    name: str
    sha256: str
    size: int
    media: str
    tool: str
    obtained: str | None = None
    extractor: str | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()


def make_document(
    text: str,
    *,
    source: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Document:
    """Return the document of a text, its id computed from the text alone."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=f"sha256:{digest}",
        source=source,
        title=title,
        outlet=outlet,
        published=published,
        url=url,
        text=text,
    )
