"""Bytes to text: UTF-8 only; what else they seem to be is named, never guessed at silently."""

from rawi.errors import SourceError

# The one-byte encodings of Arabic in use: the letter pair of the article (ال), by far the most
# frequent of any text, tells them apart, since lam stands at another place in each.
_ARTICLE = {"windows-1256": b"\xc7\xe1", "ISO-8859-6": b"\xc7\xe4"}
# How often the article must stand in the bytes beyond ASCII. In 2,002 news articles (2026-11) it
# makes 2.8 to 11.2 in 100 letters, so this keeps a margin for mixed text.
_MIN_ARTICLES = 0.01
_SAMPLE_BYTES = 65_536


def decode_text(data: bytes, where: str) -> str:
    """Return the text of UTF-8 bytes, unchanged: a byte order mark at the start stays in the text.

    Args:
        data: The bytes of one article, or of one line of JSON.
        where: The file and line that errors name.

    Raises:
        SourceError: the bytes are not UTF-8; the message names the encoding that they seem to be
            in, and the command that converts them.
    """
    encoding = find_other_encoding(data)
    if encoding is not None:
        raise SourceError(
            f"{where}: is in {encoding}, not UTF-8. "
            f"Convert it: iconv -f {encoding} -t UTF-8 FILE > NEW",
            reason="not UTF-8",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise SourceError(
                f"{where}: ends within a character (at byte {error.start}), so its end is missing. "
                "Get the whole text, or drop the rest: iconv -c -f UTF-8 -t UTF-8 FILE > NEW",
                reason="not UTF-8",
            ) from error
        raise SourceError(
            f"{where}: is not UTF-8 (byte 0x{data[error.start]:02X} at {error.start}). "
            "Save it as UTF-8, or convert it: iconv -f ITS-ENCODING -t UTF-8 FILE > NEW",
            reason="not UTF-8",
        ) from error


def find_other_encoding(data: bytes) -> str | None:
    """Return the encoding, by its iconv name, that bytes seem to be in; None for UTF-8 or unknown.

    UTF-16 and UTF-32 by their byte order mark (UTF-16 also without, by Arabic letters in it);
    windows-1256 and ISO-8859-6 only where the bytes are not UTF-8.
    """
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    sample = data[:_SAMPLE_BYTES]
    if b"\x06" in sample:
        return _find_unmarked_utf16(sample)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _find_one_byte_encoding(sample)
    return None


def _find_unmarked_utf16(sample: bytes) -> str | None:
    """Return UTF-16LE or UTF-16BE if every other byte is that of the Arabic block or of ASCII."""
    if len(sample) < 4:
        return None
    for encoding, high in (("UTF-16LE", sample[1::2]), ("UTF-16BE", sample[0::2])):
        arabic = high.count(6)
        if arabic > len(high) / 3 and arabic + high.count(0) > 0.9 * len(high):
            return encoding
    return None


def _find_one_byte_encoding(sample: bytes) -> str | None:
    beyond = sum(byte >= 0x80 for byte in sample)
    counts = {name: sample.count(pair) for name, pair in _ARTICLE.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] and counts[best] >= _MIN_ARTICLES * beyond else None


def refuse_encoding(head: bytes, where: str) -> SourceError:
    """Return what is wrong with bytes whose encoding is another than UTF-8."""
    try:
        decode_text(head, where)
    except SourceError as error:
        return error
    return SourceError(f"{where}: is not UTF-8", reason="not UTF-8")
