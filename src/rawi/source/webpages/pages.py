"""From the bytes of a saved page to its article."""

from rawi.errors import SourceError
from rawi.source.articles import check_script
from rawi.source.items import Extract, Item, Options
from rawi.source.webpages.bodies import EXTRACTOR, read_body
from rawi.source.webpages.dates import parse_printed_day
from rawi.source.webpages.declarations import find_declared
from rawi.source.webpages.encodings import decode_page
from rawi.source.webpages.headlines import Headline, find_headline, find_outlet
from rawi.source.webpages.markup import (
    Block,
    flatten_tables,
    iter_blocks,
    parse_page,
    prune,
)  # fmt: skip

# A printed day belongs to the article if it stands no further from the headline, in blocks.
_MAX_DISTANCE = 12
_MAX_DATE_WORDS = 25


def read_page(item: Item, options: Options) -> Extract:
    """Return the article of a saved page.

    Raises:
        SourceError: there is no text in it.
    """
    del options
    text, encoding = decode_page(item.data, item.metadata.get("charset"))
    if "&#" not in text:
        # A crawl is mostly in other languages: told before the page is parsed.
        check_script(text, item.where)
    root = parse_page(text.replace("\x00", ""))
    if root is None:
        raise _no_text(item)
    declared = find_declared(root)
    headline = find_headline(root, declared, list(iter_blocks(root)))
    prune(root)
    printed = (
        list(iter_blocks(root.find("body"), dated=True)) if root.find("body") is not None else []
    )
    published = declared.published or _find_printed(printed, headline)
    flatten_tables(root)
    found, place = read_body(root, title=headline.text)
    if not found:
        raise _no_text(item)
    url = declared.url or item.metadata.get("url")
    outlet = find_outlet(declared, headline, url, hint=item.metadata.get("outlet"))
    said = {"title": headline.said, "outlet": outlet and outlet[1],
            "published": published and published[1], "body": place}  # fmt: skip
    return Extract(
        text=found,
        title=headline.text,
        outlet=outlet and outlet[0],
        published=published[0] if published else None,
        url=url,
        extractor=EXTRACTOR,
        encoding=encoding,
        notes=tuple(f"{name}: {where}" for name, where in said.items() if where),
    )


def _find_printed(blocks: list[Block], headline: Headline) -> tuple[str, str] | None:
    """Return the day that is printed nearest to the headline; without a headline, the first."""
    places = [place for place, block in enumerate(blocks) if block.text == headline.text]
    dated = []
    for place, block in enumerate(blocks):
        if len(block.text.split()) <= _MAX_DATE_WORDS:
            day = parse_printed_day(block.text)
            if day is not None:
                # As far above as below: the one below, for above stands the head of the page.
                distance = min((abs(place - title) for title in places), default=0)
                dated.append((distance, -place if places else place, day))
    if not dated or min(dated)[0] > _MAX_DISTANCE:
        return None
    return min(dated)[2], "printed"


def _no_text(item: Item) -> SourceError:
    return SourceError(
        f"{item.where}: no article was found in the page. If it has one, save its text as .txt",
        reason="empty",
        skipped=True,
    )
