"""From an item to its document: the right reader for its bytes, and what all documents share."""

import importlib
from collections.abc import Callable, Iterator

from rawi.errors import SourceError
from rawi.model import Origin, make_document
from rawi.source.articles import check_text, parse_day
from rawi.source.guarding import read_guarded
from rawi.source.items import BAD_DATE, Acquired, Extract, Item, Options
from rawi.source.languages import find_language, show_language

Reader = Callable[[Item, Options], Extract]

# What an item's bytes are -> the module and function that read them, imported when first needed.
READERS = {
    "text": "rawi.source.texts:read_text",
    "markdown": "rawi.source.markdown:read_markdown",
    "jsonl-line": "rawi.source.lines:read_line",
    "row": "rawi.source.rows:read_row",
    "html": "rawi.source.webpages.pages:read_page",
    "pdf": "rawi.source.pdf.documents:read_pdf",
    "docx": "rawi.source.word:read_word",
    "feed": "rawi.source.web.listings:read_feed",
    "sitemap": "rawi.source.web.listings:read_sitemap",
}

# What strangers' bytes can attack: parsed in a process of its own.
GUARDED = frozenset({"html", "pdf", "docx"})


def read_item(item: Item, options: Options | None = None) -> Iterator[Acquired | SourceError]:
    """Yield the document of an item with its origin, or why there is none.

    This is the expensive part, for worker processes: it needs nothing but the item, and gives the
    same for the same item.
    """
    options = options or Options()
    try:
        yield _read(item, options)
    except SourceError as error:
        yield error


def _read(item: Item, options: Options) -> Acquired:
    read = read_guarded if item.media in GUARDED else find_reader(item)
    extract = read(item, options)
    remarks = (*extract.remarks, *check_text(extract.text, item.where))
    if options.languages:
        _check_language(extract.text, item.where)
    hints = item.metadata
    published = extract.published or parse_day(hints.get("published", ""))
    # What is given wrongly is not known; the day for all is for those that give none.
    if published is None and all(remark.reason != BAD_DATE for remark in remarks):
        published = options.published
    document = make_document(
        extract.text,
        source=item.name,
        title=extract.title if extract.title is not None else hints.get("title"),
        outlet=extract.outlet if extract.outlet is not None else hints.get("outlet"),
        published=published,
        url=extract.url if extract.url is not None else hints.get("url"),
    )
    origin = Origin(
        name=item.name,
        sha256=item.sha256,
        size=len(item.data),
        media=item.media,
        tool=item.tool,
        obtained=item.obtained,
        extractor=extract.extractor,
        encoding=extract.encoding,
        notes=(*extract.notes, *(remark.message for remark in remarks)),
    )
    return Acquired(document=document, origin=origin, remarks=remarks)


def _check_language(text: str, where: str) -> None:
    """Refuse a text in another language than Arabic.

    Raises:
        SourceError: naming the language.
    """
    language = find_language(text)
    if language is None:
        raise SourceError(
            f"{where}: is in another script than Arabic, but for some words, skipped",
            reason="not Arabic",
            skipped=True,
        )
    if language != "ar":
        raise SourceError(
            f"{where}: is in {show_language(language)} by its letters and words, skipped",
            reason="other language",
            skipped=True,
        )


def find_reader(item: Item) -> Reader:
    """Return what reads an item's bytes, imported now.

    Raises:
        SourceError: nothing reads bytes of this kind.
    """
    address = READERS.get(item.media)
    if address is None:
        raise SourceError(f"{item.where}: nothing reads {item.media!r}", reason="not an article")
    module, _, name = address.partition(":")
    reader: Reader = getattr(importlib.import_module(module), name)
    return reader
