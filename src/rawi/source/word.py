"""Word files (DOCX): the text of their paragraphs."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from rawi.errors import SourceError
from rawi.source.articles import drop_controls
from rawi.source.items import Extract, Item, Options

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# Unpacked, the largest part that is read. A novel is about 5 MB of WordprocessingML.
_MAX_PART = 60_000_000
# Parts shrink well, but not so well: a part of zeros shrinks a thousandfold.
_MAX_RATIO = 200
# What is no text of the paragraph: what was struck out, field codes, the older form of a drawing.
_LEFT_OUT = frozenset({f"{_WORD}del", f"{_WORD}instrText", f"{_WORD}delText", _FALLBACK,
                       f"{_WORD}moveFrom"})  # fmt: skip
_SIGNS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
EXTRACTOR = "rawi word"


def read_word(item: Item, options: Options) -> Extract:
    """Return the text of a Word file, one line a paragraph, struck-out text left out.

    Not covered: headers, footers, notes and comments.

    Raises:
        SourceError: it is damaged or locked, or one of its parts is too large.
    """
    del options
    try:
        with zipfile.ZipFile(io.BytesIO(item.data)) as archive:
            body = _parse(archive, "word/document.xml", item)
            properties = "docProps/core.xml"
            core = _parse(archive, properties, item) if properties in archive.namelist() else None
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(
            f"{item.where}: is damaged, locked or no Word file. Save it as DOCX anew",
            reason="broken file",
        ) from error
    paragraphs = list(_iter_paragraphs(body))
    title = core.findtext(_TITLE) if core is not None else None
    return Extract(
        text=drop_controls("\n".join(text for text, _ in paragraphs)),
        title=_choose_title(title, paragraphs),
        extractor=EXTRACTOR,
    )


def _parse(archive: zipfile.ZipFile, name: str, item: Item) -> etree._Element:
    """Return the root of a part, without following anything that it points at."""
    info = archive.getinfo(name)
    if info.file_size > _MAX_PART or info.file_size > _MAX_RATIO * max(info.compress_size, 1000):
        raise SourceError(
            f"{item.where}: its part {name} is {info.file_size:,} bytes unpacked from "
            f"{info.compress_size:,}, which is no text. Save it as .txt",
            reason="too large",
        )
    with archive.open(info) as part:
        data = part.read(_MAX_PART + 1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False,
                             huge_tree=False, remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(
            f"{item.where}: its part {name} is no XML ({error.msg}). Save it as DOCX anew",
            reason="broken file",
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError(
            f"{item.where}: its part {name} declares entities, as no Word file does",
            reason="broken file",
        )
    return root


def _iter_paragraphs(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the text and the style of each paragraph that is not empty."""
    for paragraph in root.iter(f"{_WORD}p"):
        if any(above.tag in _LEFT_OUT for above in paragraph.iterancestors()):
            continue
        text = "".join(_iter_text(paragraph)).strip()
        if text:
            style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
            yield text, style.get(f"{_WORD}val", "") if style is not None else ""


def _iter_text(element: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph, without that of paragraphs within it (text boxes)."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == f"{_WORD}p" or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _iter_text(child)


def _choose_title(declared: str | None, paragraphs: list[tuple[str, str]]) -> str | None:
    """Return the paragraph that is styled as the title, else what the file declares."""
    styled = next((text for text, style in paragraphs if style.lower() == "title"), None)
    return styled or ((declared or "").strip() or None)
