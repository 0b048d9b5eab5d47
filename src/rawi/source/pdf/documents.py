"""From the bytes of a PDF to its text."""

import re

import pypdfium2 as pdfium

from rawi.errors import SourceError
from rawi.source.articles import drop_controls
from rawi.source.items import Extract, Item, Options
from rawi.source.pdf.layouts import Line, ends_paragraph, order_lines, split_lines
from rawi.source.pdf.letters import read_letters
from rawi.source.pdf.ordering import Placed, find_class, mirror, order_line

EXTRACTOR = f"pypdfium2 {pdfium.version.PYPDFIUM_INFO}"

# A file of more pages than this is a book or a trap.
_MAX_PAGES = 2000
# Where so many letters have no character behind them, what is left is no text.
_MAX_UNMAPPED = 0.2
_FILE_NAME = re.compile(r"\.\w{3,5}$|^Microsoft ", re.ASCII)
_ENDS = (".", "!", "؟", ":", "»", '"', "…")


def read_pdf(item: Item, options: Options) -> Extract:
    """Return the text of a PDF, its letters in the order of reading, one line a paragraph.

    Raises:
        SourceError: it is damaged or locked, it holds pictures of text, or its fonts do not say
            what their letters are.
    """
    del options
    pages, unmapped, count = _read_pages(item)
    letters = sum(len(line.letters) for blocks in pages for block in blocks for line in block)
    if letters == 0 and unmapped == 0:
        raise SourceError(
            f"{item.where}: holds no text, only pictures of it ({count} pages). Have its letters "
            "recognised first: ocrmypdf -l ara FILE NEW.pdf",
            reason="scanned",
        )
    if unmapped > _MAX_UNMAPPED * (letters + unmapped):
        raise SourceError(
            f"{item.where}: its fonts do not say what their letters are ({unmapped:,} of "
            f"{letters + unmapped:,}). Have them recognised: ocrmypdf --force-ocr -l ara FILE NEW",
            reason="unmapped letters",
        )
    notes: tuple[str, ...] = ("presentation forms as plain letters, in the order of reading",)
    if unmapped:
        notes += (f"{unmapped} letters without a character left out",)
    return Extract(
        text=drop_controls("\n".join(_iter_paragraphs(pages))),
        title=_read_title(item),
        extractor=EXTRACTOR,
        notes=notes,
    )


def _open(item: Item) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(item.data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        remedy = (
            "locked with a password. Unlock it: qpdf --decrypt"
            if locked
            else "damaged. Mend it: qpdf"
        )
        raise SourceError(
            f"{item.where}: is {remedy} FILE NEW.pdf", reason="locked" if locked else "broken file"
        ) from error


def _read_pages(item: Item) -> tuple[list[list[list[Line]]], int, int]:
    """Return the blocks of lines of each page, the number of unmapped letters, and of pages."""
    document = _open(item)
    count = len(document)
    if count > _MAX_PAGES:
        raise SourceError(
            f"{item.where}: has {count:,} pages, the limit is {_MAX_PAGES:,}. Split it",
            reason="too large",
        )
    pages, unmapped = [], 0
    for number in range(count):
        page = document[number]
        found = read_letters(page)
        unmapped += found.unmapped
        pages.append(order_lines(split_lines(found.letters)))
        page.close()
    document.close()
    return pages, unmapped, count


def _iter_paragraphs(pages: list[list[list[Line]]]) -> list[str]:
    """Return the paragraphs of all pages."""
    blocks = [block for blocks in pages for block in blocks]
    placed: list[list[Placed]] = [order_line(line.letters) for block in blocks for line in block]
    texts = iter(mirror(placed))
    paragraphs: list[str] = []
    for block in blocks:
        begins = True
        for place, line in enumerate(block):
            text = next(texts).strip()
            if begins or not paragraphs:
                paragraphs.append(text)
            else:
                paragraphs[-1] += f" {text}"
            following = block[place + 1] if place + 1 < len(block) else None
            begins = following is None or ends_paragraph(
                line, following, block, closed=text.endswith(_ENDS)
            )
    return [paragraph for paragraph in paragraphs if paragraph]


def _read_title(item: Item) -> str | None:
    """Return the title that the file declares, if it is one in Arabic and no name of a file."""
    document = _open(item)
    title = (document.get_metadata_value("Title") or "").strip()
    document.close()
    arabic = any(find_class(letter) == "R" for letter in title)
    return title if arabic and not _FILE_NAME.search(title) else None
