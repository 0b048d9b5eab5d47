"""Keys that depend on content alone, so that every build of the same sources gives the same ones.

20 hexadecimal digits of SHA-256 (80 bits): among 100 million keys two are equal with a probability
below one in 10⁸.
"""

import hashlib

import msgspec

from rawi.model import Document
from rawi.source import Item

_DIGITS = 20


def make_key(*parts: object) -> str:
    """Return the key of these parts: texts, numbers, None, dictionaries of them."""
    line = msgspec.json.encode(parts, order="sorted")
    return hashlib.sha256(line).hexdigest()[:_DIGITS]


def make_document_key(doc: Document) -> str:
    """Return the key of a text as one outlet published it: text, title, outlet, day, address."""
    return make_key(doc.id, doc.title, doc.outlet, doc.published, doc.url, doc.language)


def make_item_key(item: Item) -> str:
    """Return the key of an item's bytes with what is known of them from outside.

    Its name is no part of it: a file that was moved is the same item.
    """
    return make_key(item.sha256, item.media, item.metadata)
