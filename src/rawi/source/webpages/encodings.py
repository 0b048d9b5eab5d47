"""The encoding of a page: what it declares, checked against its bytes."""

import codecs
import re

from rawi.source.encodings import find_other_encoding

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings without Arabic letters, and ASCII: a page in Arabic that declares one of them is wrong.
_WITHOUT_ARABIC = frozenset({"ascii", "cp1252", "iso8859-1", "iso8859-15", "latin-1", "cp1250"})


def decode_page(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return the text of a page, and its encoding with who said so: `windows-1256 (meta)`.

    In this order: a byte order mark; UTF-8 if the bytes are UTF-8, whatever is declared; the HTTP
    header; the page's own declaration; what the bytes look like. A declared encoding that holds no
    Arabic letters, or that the bytes contradict, is not followed. Bytes that do not fit are shown
    as U+FFFD.

    Args:
        data: The page.
        charset: What the HTTP header declared.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), f"{codec.removesuffix('-sig')} (byte order mark)"
    declared = _find_declared(data, charset)
    try:
        return data.decode("utf-8"), f"utf-8{_say_mislabelled(declared)}"
    except UnicodeDecodeError:
        pass
    seen = find_other_encoding(data)
    codec, said = declared if declared is not None else ("", "")
    if codec and codec not in _WITHOUT_ARABIC and not _contradicts(seen, codec):
        return data.decode(codec, "replace"), f"{_show(codec)} ({said})"
    if seen is not None:
        declares = f"; {said} declares {_show(codec)}" if codec else ""
        return data.decode(seen, "replace"), f"{seen} (detected{declares})"
    fallback = codec or "utf-8"
    return data.decode(fallback, "replace"), f"{_show(fallback)} ({said or 'assumed'})"


def _find_declared(data: bytes, charset: str | None) -> tuple[str, str] | None:
    """Return the codec that the header or the page declares, and which of them."""
    head = data[:_HEAD_BYTES]
    meta, xml = _META.search(head), _XML.search(head)
    for name, said in (
        (charset, "HTTP header"),
        (meta.group(1).decode() if meta else None, "meta"),
        (xml.group(1).decode() if xml else None, "XML declaration"),
    ):
        codec = _find_codec(name)
        if codec is not None:
            return codec, said
    return None


def _find_codec(name: str | None) -> str | None:
    """Return the name of a text codec of the standard library."""
    try:
        found = codecs.lookup(name.strip()) if name else None
        # What is a codec but no text encoding (rot13, hex) gives no text.
        return found.name if found is not None and b"a".decode(found.name) else None
    except (LookupError, ValueError):
        return None


def _contradicts(seen: str | None, codec: str) -> bool:
    """Whether the bytes look like another one-byte encoding of Arabic than is declared."""
    return seen is not None and _find_codec(seen) != codec


def _show(codec: str) -> str:
    return {"cp1256": "windows-1256", "iso8859-6": "ISO-8859-6"}.get(codec, codec)


def _say_mislabelled(declared: tuple[str, str] | None) -> str:
    if declared is None:
        return ""
    codec, said = declared
    return f" ({said})" if codec == "utf-8" else f" (detected; {said} declares {_show(codec)})"
