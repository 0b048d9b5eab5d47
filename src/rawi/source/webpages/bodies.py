"""A page's body: the article's text, without clutter."""

import re
from functools import cache

import trafilatura
from lxml import etree, html
from lxml.html import HtmlElement as Element

from rawi.lexica.tables import load_table
from rawi.source.articles import drop_controls
from rawi.source.webpages.dates import parse_printed_day
from rawi.source.webpages.markup import find_names, fold_space, names_any

EXTRACTOR = f"trafilatura {trafilatura.__version__}"

_LETTER = re.compile(r"[^\W\d_]")
# An element that is named as the body and holds less than this is only a part of it, or empty.
_MIN_LETTERS = 150
# Where one element holds so much of the named bodies' text, the others are excerpts beside it.
_FOLDED = str.maketrans("أإآى", "اااي", "\u0640\u064b\u200f\u200e")
# A line that leads elsewhere is short; a paragraph that begins like one is text.
_MAX_ASIDE_WORDS = 25
_MENU_BARS = 3
_MAX_BYLINE_WORDS = 12
# How many lines at the head of a body can be headline, byline and date.
_HEAD_LINES = 6


def read_body(root: Element, *, title: str | None) -> tuple[str, str]:
    """Return the text of a pruned page's article, and where in the page it was.

    One line a paragraph. The headline, the byline and the day above it are left out.
    """
    container = _find_container(root)
    if container is not None:
        text = _extract(_wrap(container), whole=True)
        if _count_letters(text) >= 0.6 * _count_letters(" ".join(container.itertext())):
            return _clean(text, title), _name(container)
    article = _find_article(root, title)
    if article is not None:
        text = _extract(_wrap(article), whole=False)
        if _count_letters(text) >= _MIN_LETTERS:
            return _clean(text, title), "article"
    # Without a title it is no page but the text of one, as feeds hold it.
    whole = root.find(".//title") is None
    return _clean(_extract(root, whole=whole), title), "page"


def _extract(root: Element, *, whole: bool) -> str:
    """Return what trafilatura takes for the text of a tree.

    Args:
        root: The tree.
        whole: Whether most of it is text, so that more is kept.
    """
    found = trafilatura.bare_extraction(
        root, include_comments=False, with_metadata=False, include_formatting=False,
        include_images=False, include_links=False, max_tree_size=None, favor_recall=whole,
    )  # fmt: skip
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else ""


def _find_container(root: Element) -> Element | None:
    """Return the element that names itself the body of an article: that with most text.

    Of several posts on a page the first counts, if it is not much shorter than the longest.
    """
    found = []
    for element in root.iter(
        "div", "section", "article", "td", "font", "main", "span", "blockquote"
    ):
        if names_any(element, "pages/containers"):
            found.append((_count_letters(" ".join(element.itertext())), element))
    longest = max((count for count, _ in found), default=0)
    if longest < _MIN_LETTERS:
        return None
    return next(element for count, element in found if count >= longest / 2)


def _find_article(root: Element, title: str | None) -> Element | None:
    """Return the `<article>` that has the headline, if the body is in it, too."""
    if title is None:
        return None
    for element in root.iter("article"):
        text = fold_space(" ".join(element.itertext()))
        if title in text and _count_letters(text) >= _MIN_LETTERS + 3 * len(title):
            return element
    return None


def _count_letters(text: str) -> int:
    return len(_LETTER.findall(text))


def _wrap(container: Element) -> Element:
    """Return a page that holds nothing but an element."""
    root = html.document_fromstring("<html><body><article></article></body></html>")
    article = root.find(".//article")
    container = etree.fromstring(
        etree.tostring(container), parser=html.HTMLParser(encoding="utf-8")
    )
    article.extend(container.find("body"))
    return root


def _name(element: Element) -> str:
    """Return an element as its tag with its identifier or class: `div.entry-content`."""
    names = find_names(element)
    return f"{element.tag}.{names[0]}" if names else str(element.tag)


def _clean(text: str, title: str | None) -> str:
    """Return a text without what its first lines repeat and what leads elsewhere."""
    lines = [fold_space(line) for line in drop_controls(text).split("\n")]
    lines = [line for line in lines if line and not is_aside(line)]
    return "\n".join(lines[_count_head(lines, title) :])


def _count_head(lines: list[str], title: str | None) -> int:
    """Return how many lines at the beginning are headline, byline or day."""
    head = 0
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if line == title or (place == head and _is_byline(line)):
            head = place + 1
    return head


def _is_byline(line: str) -> bool:
    return len(line.split()) <= _MAX_BYLINE_WORDS and parse_printed_day(line) is not None


def is_aside(line: str) -> bool:
    """Whether a line leads elsewhere: `اقرأ أيضا: …` (read also), `إعلان` (advertisement)."""
    starts, wholes = _load_asides()
    plain = line.translate(_FOLDED).strip(" :.-|•»«")
    if plain in wholes or line.startswith("©") or line.count(" | ") >= _MENU_BARS:
        return True
    return len(plain.split()) <= _MAX_ASIDE_WORDS and plain.startswith(starts)


@cache
def _load_asides() -> tuple[tuple[str, ...], frozenset[str]]:
    rows = load_table("pages/asides")
    forms = {kind: [row["form"].translate(_FOLDED) for row in rows if row["match"] == kind]
             for kind in ("start", "whole")}  # fmt: skip
    return tuple(forms["start"]), frozenset(forms["whole"])
