"""Feeds and sitemaps: lists of articles."""

import calendar
import io
from collections.abc import Iterable

import msgspec
from lxml import etree

from rawi.errors import SourceError
from rawi.source.items import Extract, Item, Options, format_time

# More entries than this are no feed of news.
MAX_ENTRIES = 50_000


class ListedArticle(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry: where the article is, what the list says of it, its text if that is in the list.

    `content` is HTML. In a sitemap index `index` says that the address is that of a sitemap.
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    content: str | None = None
    index: bool = False


def read_feed(item: Item, options: Options) -> Extract:
    """Return the entries of a feed (RSS, Atom, RDF), as JSON Lines in the order of the feed.

    Raises:
        SourceError: it is no feed.
    """
    import feedparser

    del options
    feed = feedparser.parse(
        io.BytesIO(item.data), response_headers={"content-location": item.metadata.get("url", "")}
    )
    if not feed.version and not feed.entries:
        fault = feed.get("bozo_exception", "no entries")
        raise SourceError(
            f"{item.where}: is no feed that can be read ({fault})", reason="broken file"
        )
    outlet = (feed.feed.get("title") or "").strip() or None
    listed = [_read_entry(entry, outlet) for entry in feed.entries[:MAX_ENTRIES]]
    return Extract(text=encode_listed(listed), extractor=f"feedparser {feedparser.__version__}")


def _read_entry(entry: dict[str, object], outlet: str | None) -> ListedArticle:
    contents = entry.get("content")
    values = [one.get("value") for one in contents] if isinstance(contents, list) else []
    values.append(entry.get("summary"))
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return ListedArticle(
        url=_get(entry, "link"),
        title=_get(entry, "title"),
        published=format_time(calendar.timegm(moment)) if isinstance(moment, tuple) else None,
        outlet=outlet,
        content=max(texts, key=len) if texts else None,
    )


def _get(entry: dict[str, object], key: str) -> str | None:
    value = entry.get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def read_sitemap(item: Item, options: Options) -> Extract:
    """Return the addresses of a sitemap or sitemap index, as JSON Lines in its order.

    Raises:
        SourceError: it is no sitemap.
    """
    del options
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False,
                             huge_tree=False, recover=True)  # fmt: skip
    root = etree.fromstring(item.data, parser)
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise SourceError(f"{item.where}: is no sitemap that can be read", reason="broken file")
    index = _name(root) == "sitemapindex"
    listed = []
    for child in root:
        fields = {_name(part): " ".join("".join(part.itertext()).split()) for part in child.iter()}
        if fields.get("loc"):
            listed.append(
                ListedArticle(
                    url=fields["loc"],
                    title=fields.get("title"),
                    published=fields.get("publication_date"),
                    index=index,
                )
            )
    return Extract(text=encode_listed(listed[:MAX_ENTRIES]))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def encode_listed(listed: Iterable[ListedArticle]) -> str:
    """Return entries as JSON Lines."""
    return "\n".join(msgspec.json.encode(entry).decode() for entry in listed)


def decode_listed(text: str) -> list[ListedArticle]:
    """Return the entries of `encode_listed`."""
    return [msgspec.json.decode(line, type=ListedArticle) for line in text.split("\n") if line]
