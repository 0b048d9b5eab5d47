"""What a page declares of itself for machines: JSON-LD, meta elements, item properties."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement as Element

from rawi.source.webpages.dates import parse_stamp
from rawi.source.webpages.markup import fold_space

# Names of meta elements and properties, those first that are most often right.
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "publisheddate", "publish-date", "publish_date", "publication_date", "publicationdate",
    "publishtime", "pubdate", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc:created",
    "dc.date.created", "dc.date", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "originalpublicationdate", "article.published",
    "article_date_original", "citation_publication_date", "published", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title")
_OUTLETS = (
    "og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name",
    "apple-mobile-web-app-title", "cxenseparse:recs:sitename",
)  # fmt: skip
# A page with more JSON-LD than this is no article.
_MAX_DATA = 500_000
_MAX_DEPTH = 12
_BROKEN_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


class Declared(NamedTuple):
    """What a page says of itself, each with where it says so; None where it does not."""

    title: tuple[str, str] | None = None
    outlet: tuple[str, str] | None = None
    published: tuple[str, str] | None = None
    url: str | None = None


def find_declared(root: Element) -> Declared:
    """Return what a page declares of itself: the first of its declarations that makes sense."""
    fields = list(_iter_fields(root))
    linked, broken = _find_linked(root)
    return Declared(
        title=_choose(_TITLES, fields) or linked.title,
        outlet=_choose(_OUTLETS, fields) or linked.outlet,
        published=linked.published or _choose_day(fields) or broken,
        url=_find_address(root, fields),
    )


def _iter_fields(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the names in lower case and values of meta elements and of item and RDFa properties."""
    for element in root.iter("meta", "span", "abbr", "time", "div"):
        names = " ".join(element.get(key, "") for key in ("property", "name", "itemprop"))
        if not names.strip():
            continue
        value = element.get("content") or element.get("datetime")
        if value is None and element.tag == "abbr":
            value = element.get("title")
        if value is not None and value.strip():
            for name in names.lower().split():
                yield name, value


def _choose(names: tuple[str, ...], fields: list[tuple[str, str]]) -> tuple[str, str] | None:
    for name in names:
        for found, value in fields:
            if found == name and fold_space(value):
                return fold_space(value), name
    return None


def _choose_day(fields: list[tuple[str, str]]) -> tuple[str, str] | None:
    for name in _DATES:
        for found, value in fields:
            day = parse_stamp(value) if found == name else None
            if day is not None:
                return day, name
    return None


def _find_address(root: Element, fields: list[tuple[str, str]]) -> str | None:
    """Return the page's own address: its canonical link, else og:url."""
    links = [link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"]
    addresses = links + [value for name, value in fields if name == "og:url"]
    return next((url.strip() for url in addresses if is_address(url.strip())), None)


def is_address(url: str) -> bool:
    """Whether a text is an absolute address on the web, in one printable word."""
    return url.startswith(("http://", "https://")) and url.isprintable() and " " not in url


def _find_linked(root: Element) -> tuple[Declared, tuple[str, str] | None]:
    """Return what JSON-LD says of the article, and the date of JSON-LD that is broken."""
    nodes: list[dict[str, object]] = []
    broken = None
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            nodes += _iter_nodes(json.loads(script.text[:_MAX_DATA], strict=False))
        except (ValueError, RecursionError):
            match = _BROKEN_DATE.search(script.text[:_MAX_DATA])
            day = parse_stamp(match.group(1)) if match else None
            broken = broken or ((day, "JSON-LD (broken)") if day is not None else None)
    return _read_nodes(nodes), broken


def _iter_nodes(data: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """Yield the objects of JSON-LD, whatever they are nested in."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _iter_nodes(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _iter_nodes(value, depth + 1)


def _read_nodes(nodes: list[dict[str, object]]) -> Declared:
    """Return what the article among the objects says; else what its page says."""
    articles = [node for node in nodes if _is_kind(node, ("Article", "Posting", "Report"))]
    pages = [node for node in nodes if _is_kind(node, ("WebPage",))]
    for node in articles + pages:
        day = parse_stamp(str(node.get("datePublished") or node.get("dateCreated") or ""))
        if day is not None:
            title = node.get("headline")
            outlet = _find_publisher(node, nodes)
            return Declared(
                title=(fold_space(title), "JSON-LD") if isinstance(title, str) else None,
                outlet=(fold_space(outlet), "JSON-LD") if outlet else None,
                published=(day, "JSON-LD"),
            )
    return Declared()


def _is_kind(node: dict[str, object], endings: tuple[str, ...]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(endings)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _find_publisher(node: dict[str, object], nodes: list[dict[str, object]]) -> str | None:
    """Return the name of an article's publisher, also where it is only pointed at."""
    publisher = node.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    if isinstance(publisher, dict) and "name" not in publisher:
        wanted = publisher.get("@id")
        publisher = next(
            (other for other in nodes if "name" in other and other.get("@id") == wanted), None
        )
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return name if isinstance(name, str) and name.strip() else None
