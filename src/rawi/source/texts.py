"""Plain text: the bytes are the article."""

from rawi.source.encodings import decode_text
from rawi.source.items import Extract, Item, Options


def read_text(item: Item, options: Options) -> Extract:
    """Return the text of a plain text file, unchanged to the byte.

    Raises:
        SourceError: the bytes are not UTF-8.
    """
    del options
    return Extract(text=decode_text(item.data, item.where))
