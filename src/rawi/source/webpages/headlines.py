"""A page's title: its headline, without the name of the outlet and the section."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement as Element

from rawi.source.webpages.declarations import Declared
from rawi.source.webpages.markup import Block, fold_space

# Between headline, section and outlet in <title>: a bar, dash, colon or guillemet with spaces.
_JOINT = re.compile(r"\s+(?:[|\-–—»«•·]|::+)\s+|\s*\|\s*|(?<=\w): ")
_FOLDED = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "\u200f": None, "\u200e": None})
_MIN_LETTERS = 8


class Headline(NamedTuple):
    """A title, where it comes from, and what else <title> named."""

    text: str | None = None
    said: str = ""
    rest: tuple[str, ...] = ()


def find_headline(root: Element, declared: Declared, blocks: list[Block]) -> Headline:
    """Return the title of a page.

    What `<title>` and the page's declarations share with a block of its text is the headline: so
    the outlet's name falls away, whatever stands between. Where no block has it, it is the
    declaration, and without one the longest part of `<title>`.
    """
    whole = fold_space(root.findtext(".//title") or "")
    places = {_fold(block.text) for block in blocks if block.element.tag != "title"}
    for text, said in filter(None, (declared.title, (whole, "title"))):
        for part, rest in _iter_parts(text):
            if _fold(part) in places and len(part) >= _MIN_LETTERS and part != _outlet(declared):
                return Headline(part, said, rest or _find_rest(whole, part))
    if declared.title is not None:
        text = _drop_outlet(declared.title[0], declared)
        return Headline(text, declared.title[1], _find_rest(whole, text))
    parts = [part for part in _JOINT.split(whole) if part]
    if not parts:
        return Headline()
    longest = max(parts, key=len)
    return Headline(longest, "title", tuple(part for part in parts if part != longest))


def _fold(text: str) -> str:
    return text.translate(_FOLDED)


def _outlet(declared: Declared) -> str | None:
    return declared.outlet[0] if declared.outlet is not None else None


def _iter_parts(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the ways to cut a title at its joints, longest first, each with what was cut off."""
    cuts = [(0, 0), *((match.start(), match.end()) for match in _JOINT.finditer(text))]
    cuts = [*cuts[:12], (len(text), len(text))]
    found = []
    for first in range(len(cuts) - 1):
        for last in range(first + 1, len(cuts)):
            part = text[cuts[first][1] : cuts[last][0]]
            rest = (text[: cuts[first][0]], text[cuts[last][1] :])
            found.append((part, tuple(side for side in rest if side)))
    return sorted(found, key=lambda pair: -len(pair[0]))


def _find_rest(whole: str, part: str) -> tuple[str, ...]:
    return next((rest for found, rest in _iter_parts(whole) if found == part), ())


def _drop_outlet(title: str, declared: Declared) -> str:
    outlet = _outlet(declared)
    if outlet is None:
        return title
    for part, rest in _iter_parts(title):
        if rest in ((outlet,), (outlet, outlet)):
            return part
    return title


def find_outlet(
    declared: Declared, headline: Headline, url: str | None, *, hint: str | None = None
) -> tuple[str, str] | None:
    """Return who published a page, and where that is said.

    What it declares; else what `<title>` has beside the headline, at its very end or beginning;
    else the hint (what the feed says); else the host of its address.
    """
    if declared.outlet is not None:
        return declared.outlet
    if len(headline.rest) == 1:
        parts = [part for part in _JOINT.split(headline.rest[0]) if part]
        if parts:
            return parts[-1], "title"
    if hint is not None:
        return hint, "source"
    host = urlsplit(url).hostname if url is not None else None
    return (host.removeprefix("www."), "address") if host else None
