"""HTML written safely: every text and attribute escaped, nothing raw from an article."""

import re

_UNENCODABLE = re.compile("[\x00\ud800-\udfff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;"}
_TABLE = str.maketrans(_ESCAPES)


def escape(text: str) -> str:
    """Return a text as HTML that gives back exactly that text.

    A carriage return is written as a reference, since a parser turns a bare one into a line feed.
    NUL and lone surrogates, which HTML cannot hold, become U+FFFD.
    """
    return _UNENCODABLE.sub("\ufffd", text).translate(_TABLE)


def element(name: str, content: str, **attributes: str | None) -> str:
    """Return an element around content that is HTML already.

    Attribute names are given in Python's spelling: `class_` is `class`, `data_who` is `data-who`;
    an attribute whose value is None is left out.
    """
    return f"<{name}{write_attributes(attributes)}>{content}</{name}>"


def write_attributes(attributes: dict[str, str | None]) -> str:
    """Return attributes as they stand in a tag, each with a space before it."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )


def link(url: str, label: str) -> str:
    """Return a link to a web address; the label alone for any other scheme (javascript:, data:)."""
    if not re.match(r"https?://[^\s]", url, re.IGNORECASE):
        return escape(label)
    return element("a", escape(label), href=url, rel="noopener noreferrer nofollow", dir="auto")


def isolate(text: str) -> str:
    """Return a text for an attribute, its direction kept apart from what is around it."""
    return f"\u2068{text}\u2069" if text else ""


def write_row(parts: list[str]) -> str:
    """Return values in a row for an attribute, each isolated; empty ones are left out."""
    return " · ".join(isolate(part) for part in parts if part)
