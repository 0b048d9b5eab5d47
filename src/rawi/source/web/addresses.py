"""From addresses to items: pages, feeds and sitemaps with the pages that they list."""

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from rawi.errors import SourceError
from rawi.source.entries import Entry
from rawi.source.guarding import read_guarded
from rawi.source.items import Item, Items, Options, make_item
from rawi.source.kinds import HEAD_BYTES, SERVED, find_kind
from rawi.source.web.fetching import Answer, Fetcher
from rawi.source.web.listings import ListedArticle, decode_listed
from rawi.source.web.settings import Web

# A feed's own text of an article is taken for the whole if it has as many characters; summaries
# are shorter.
_MIN_CONTENT = 700
# Sitemaps within sitemaps.
_MAX_NESTED = 3


def is_address(name: str) -> bool:
    """Whether a name is an address on the web."""
    return name.startswith(("http://", "https://"))


def iter_address_items(url: str, options: Options, web: Web) -> Items:
    """Yield the page at an address, or the pages that the feed or sitemap there lists.

    The validators of a feed are kept only if all its pages were fetched, so that the next run comes
    back for those that failed.
    """
    with Fetcher(web, options.max_bytes, named=urlsplit(url).hostname) as fetcher:
        try:
            answer = fetcher.fetch(url)
            failed = False
            for item in _iter_answer(answer, fetcher, options, web):
                failed = failed or (isinstance(item, SourceError) and not item.skipped)
                yield item
            if not failed:
                web.state.keep(url, answer.validators)
        except SourceError as error:
            yield error


def _iter_answer(answer: Answer, fetcher: Fetcher, options: Options, web: Web) -> Items:
    """Yield what came from an address that the user named."""
    if find_kind("", answer.data[:HEAD_BYTES]) in ("feed", "sitemap", "gzip"):
        listed = _list(answer.data, answer.url, options)
        yield from _iter_listed(listed, fetcher, options, web)
        return
    yield _make_page(answer, ListedArticle(), "fetch")


def iter_listing_items(stream: BinaryIO, entry: Entry, options: Options, web: Web) -> Items:
    """Yield the pages that a feed or sitemap in a file lists, fetched from where they are."""
    try:
        listed = _list(stream.read(options.max_bytes + 1), entry.where, options)
        with Fetcher(web, options.max_bytes) as fetcher:
            yield from _iter_listed(listed, fetcher, options, web)
    except SourceError as error:
        yield error


def iter_feed_items(stream: BinaryIO, entry: Entry, options: Options) -> Items:
    """Yield the articles whose whole text a feed in a file holds; nothing is fetched."""
    try:
        listed = _list(stream.read(options.max_bytes + 1), entry.where, options)
    except SourceError as error:
        yield error
        return
    for number, article in enumerate(listed, 1):
        if article.content is None or len(article.content) < _MIN_CONTENT:
            yield SourceError(
                f"{entry.where}#{number}: the file has no text of the article, only its address. "
                "To fetch it, name the feed by its address, or use --follow",
                reason="not in the file",
                skipped=True,
            )
            continue
        yield make_item(
            article.content.encode("utf-8", "replace"), entry, "html", part=f"#{number}",
            metadata=_make_metadata(article),
        )  # fmt: skip


def _list(data: bytes, where: str, options: Options) -> list[ListedArticle]:
    """Return the entries of a feed or sitemap, parsed at arm's length.

    Raises:
        SourceError: it is none, or too large.
    """
    if data.startswith(b"\x1f\x8b"):
        data = _unpack(data, where, options.max_bytes)
    if len(data) > options.max_bytes:
        raise SourceError(
            f"{where}: more than {options.max_bytes:,} bytes; raise --max-size", reason="too large"
        )
    media = "sitemap" if find_kind("", data[:HEAD_BYTES]) == "sitemap" else "feed"
    entry = Entry(name=where, where=where, open=_closed)
    metadata = {"url": where} if is_address(where) else {}
    item = make_item(data, entry, media, metadata=metadata)
    return decode_listed(read_guarded(item, options).text)


def _closed() -> BinaryIO:
    raise OSError("was read already")


def _unpack(data: bytes, where: str, limit: int) -> bytes:
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(data, limit + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(f"{where}: cannot be unpacked ({error})", reason="broken file") from error
    return unpacked


def _iter_listed(
    listed: list[ListedArticle], fetcher: Fetcher, options: Options, web: Web
) -> Items:
    """Yield the pages of a list, each address once, no more than the limit."""
    seen: set[str] = set()
    for article in _iter_articles(listed, fetcher, options, web):
        if isinstance(article, SourceError):
            yield article
            continue
        if article.url is None or article.url in seen:
            continue
        if len(seen) >= web.max_items:
            yield SourceError(
                f"{article.url}: and what follows it is more than {web.max_items:,} pages, left",
                reason="too many",
                skipped=True,
            )
            return
        seen.add(article.url)
        try:
            answer = fetcher.fetch(article.url)
            yield _make_page(answer, article, "sitemap" if article.outlet is None else "feed")
            web.state.keep(article.url, answer.validators)
        except SourceError as error:
            yield error


def _iter_articles(
    listed: list[ListedArticle], fetcher: Fetcher, options: Options, web: Web
) -> Iterator[ListedArticle | SourceError]:
    """Yield the articles of a list, and of the sitemaps that it lists."""
    waiting = [(article, 0) for article in reversed(listed)]
    count = 0
    while waiting:
        article, depth = waiting.pop()
        if not article.index:
            yield article
            continue
        count += 1
        if count > web.max_sitemaps or depth >= _MAX_NESTED:
            yield SourceError(
                f"{article.url}: more than {web.max_sitemaps} sitemaps, left",
                reason="too many",
                skipped=True,
            )
            return
        try:
            answer = fetcher.fetch(article.url or "", fresh=True)
            inner = _list(answer.data, answer.url, options)
            waiting += [(one, depth + 1) for one in reversed(inner)]
        except SourceError as error:
            yield error


def _make_page(answer: Answer, article: ListedArticle, tool: str) -> Item | SourceError:
    """Return the item of a fetched page, if it is one by its content type and first bytes."""
    kind = find_kind("", answer.data[:HEAD_BYTES])
    media = kind if kind in SERVED.values() else SERVED.get(answer.media)
    if media is None or (answer.media and answer.media not in SERVED):
        return SourceError(
            f"{answer.url}: is no page ({answer.media or 'no content type'})",
            reason="not an article",
            skipped=True,
        )
    entry = Entry(
        name=answer.url, where=answer.url, open=_closed, obtained=answer.obtained, tool=tool
    )
    metadata = {**_make_metadata(article), "url": answer.url}
    if answer.charset:
        metadata["charset"] = answer.charset
    return make_item(answer.data, entry, media, metadata=metadata)


def _make_metadata(article: ListedArticle) -> dict[str, str]:
    known = {
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
    }
    return {key: value for key, value in known.items() if value}
