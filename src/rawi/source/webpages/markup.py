"""A page's tree, freed of what is never part of an article."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lxml import etree, html
from lxml.html import HtmlElement as Element

from rawi.lexica.tables import load_table
from rawi.source.webpages.dates import parse_stamp

_NEVER = (
    "script", "style", "noscript", "nav", "aside", "footer", "button", "select", "iframe",
    "svg", "template", "object", "embed", "marquee", "amp-sidebar", "figcaption", "dialog",
)  # fmt: skip
# The share of a page's text from which on a form is taken for the page itself.
_MAX_FORM = 0.3
_BLOCK_TAGS = """address amp-img article aside blockquote body br caption center dd div dl dt
    fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table
    tbody td tfoot th thead title tr ul"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
# A page nested deeper than this is broken or a trap; lxml stops there by itself.
_PARSER_OPTIONS = {"encoding": "utf-8", "no_network": True, "remove_comments": True,
                   "remove_pis": True, "huge_tree": False}  # fmt: skip


class Block(NamedTuple):
    """A run of text between two borders of blocks, with white space folded.

    `linked` says whether all of it lies in links.
    """

    text: str
    element: Element
    linked: bool


def parse_page(text: str) -> Element | None:
    """Return the root of a page's tree, None where there is no element in it."""
    data = text.encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(**_PARSER_OPTIONS))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root if isinstance(root, Element) else None


def prune(root: Element) -> None:
    """Take out of a tree what is no part of an article by its tag, class or role."""
    etree.strip_elements(root, *_NEVER, with_tail=False)
    body = root.find("body")
    total = len("".join(root.itertext()))
    for form in list(root.iter("form")):
        # A page may be one large form (ASP.NET); what holds little text is for filling in.
        if len("".join(form.itertext())) < _MAX_FORM * total:
            form.drop_tree()
    for element in list((body if body is not None else root).iter(etree.Element)):
        if element.tag not in ("html", "body", "main", "article") and _is_clutter(element):
            element.drop_tree()


def _is_clutter(element: Element) -> bool:
    if element.get("role") in ("navigation", "contentinfo", "banner", "complementary", "dialog"):
        return True
    if element.get("aria-hidden") == "true" and element.tag not in ("span", "div"):
        return True
    return names_any(element, "pages/clutter")


def names_any(element: Element, table: str) -> bool:
    """Whether an element's classes, id or item property stand in a table of them."""
    whole, part = _load_names(table)
    names = find_names(element)
    if not whole.isdisjoint(names):
        return True
    return part is not None and any(part.search(name) for name in names)


def find_names(element: Element) -> list[str]:
    """Return an element's classes, id and item properties in lower case."""
    joined = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
    return joined.lower().split()


@cache
def _load_names(table: str) -> tuple[frozenset[str], re.Pattern[str] | None]:
    rows = load_table("pages/containers" if table == "pages/containers" else "pages/clutter")
    whole = frozenset(row["form"] for row in rows if row["match"] == "whole")
    parts = [re.escape(row["form"]) for row in rows if row["match"] == "part"]
    return whole, re.compile("|".join(parts)) if parts else None


def flatten_tables(root: Element) -> None:
    """Turn tables that lay a page out into plain blocks, so that their cells are no data.

    A table is layout if it holds another table, or a cell with more text than data have.
    """
    for table in list(root.iter("table")):
        cells = [" ".join(cell.itertext()) for cell in table.iter("td")]
        if table.find(".//table") is not None or any(len(cell) > 300 for cell in cells):
            for element in table.iter("table", "tbody", "tr", "td", "thead", "th"):
                element.tag = "div"


def fold_space(text: str) -> str:
    """Return a text with each run of white space as one space, none at the edges."""
    return " ".join(text.split())


def iter_blocks(root: Element, *, dated: bool = False) -> Iterator[Block]:
    """Yield the runs of text of a tree in their order, without empty ones.

    Args:
        root: The tree.
        dated: Whether a `<time>` counts as the day that it gives to machines, not as its text.
    """
    pieces: list[tuple[str, bool]] = []
    owner = root

    def close() -> Iterator[Block]:
        text = fold_space("".join(piece for piece, _ in pieces))
        if text:
            linked = all(inside for piece, inside in pieces if piece.strip())
            yield Block(text, owner, linked)
        pieces.clear()

    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        starts = event == "start"
        if element.tag in _BLOCKS:
            yield from close()
            owner = element if starts else element.getparent()
        if element.tag == "a":
            links += 1 if starts else -1
        text = element.text if starts else element.tail
        if dated and starts and element.tag == "time":
            text = parse_stamp(element.get("datetime") or "") or text
        if text and element.tag not in ("script", "style"):
            pieces.append((text, links > 0))
    yield from close()
