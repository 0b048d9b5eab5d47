"""Markdown freed of its marks: one line a paragraph, heading, item of a list or row of a table.

Kept are the words that a reader sees; dropped are the addresses of links, pictures with what
describes them, embedded players, comments, blocks of code, and the marks of emphasis, headings,
lists, quotations, notes and tables. Numbers of items stay, as they may be spoken of.
"""

import re
from collections.abc import Iterator
from html import unescape

# What is dropped with all that stands in it, by how it begins and ends.
_ENCLOSED = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_BREAKS = re.compile(r"<br\s*/?>|</p>|</div>|</li>", re.I)
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^<>\s]{1,2000}>")
# Where a link leads; authors also leave spaces in an address.
_TARGET = (
    r"\((?:\s*<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*>?(?:\s+[\"'(][^\n\"')]*[\"')])?\s*"
    r"|(?:https?:|\.{0,2}/)[^()\n]*)\)"
)
_PICTURE = re.compile(rf"!\[[^\[\]]*\](?:{_TARGET}|\[[^\[\]\n]*\])")
_LINK = re.compile(rf"\[([^\[\]]*)\]{_TARGET}")
_REFERENCE = re.compile(r"\[([^\[\]\n]+)\] ?\[([^\[\]\n]*)\]")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]^][^\[\]]{0,200})\]:\s*\S")
_STARS = re.compile(r"(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1(?!\*)")
_LINES = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^\n_]*[^\s_])\1(?![\w_])")
# Marks of emphasis over several lines, or with a space before the closing one.
_LOOSE = re.compile(r"(?:^|(?<=\s))[*_]{1,3}(?=[^\s*_])|^\*{2,3} |[*_]{1,3}$")
_STRUCK = re.compile(r"~~([^~\n]+)~~")
_CODE = re.compile(r"(`{1,3})([^`\n]+)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s+|$)(.*?)\s*#*\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|>\s?)+")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s")
_MIN_RULE = 3
_FENCES = ("```", "~~~")
_SPACES = re.compile(r"[ \t\u00a0]+")
# Links within links ([![picture](a)](b)) and emphasis within emphasis are this deep at most.
_DEPTH = 3
# Lines of a paragraph that was wrapped by hand are this long; its last one may be shorter.
_WRAPPED = range(50, 131)


def unmark(text: str) -> str:
    """Return a Markdown text as it is read: its words, one line a block."""
    text = text.replace("\r\n", "\n")
    for opening, closing in _ENCLOSED:
        text = _cut(text, opening, closing)
    text = _BREAKS.sub("\n", text)
    defined: set[str] = set()
    blocks = [_unmark_block(block, defined) for block in _iter_blocks(text, defined)]
    return "\n".join(line for block in blocks for line in block.split("\n") if line)


def _cut(text: str, opening: str, closing: str) -> str:
    """Return a text without what stands between two marks of HTML; what never closes stays."""
    lower, kept, place = text.lower(), [], 0
    while (begin := lower.find(opening, place)) >= 0:
        end = lower.find(closing, begin)
        if end < 0:
            break
        kept.append(text[place:begin])
        place = end + len(closing)
    return "".join((*kept, text[place:]))


def find_heading(text: str) -> str | None:
    """Return the words of a heading of the first level that begins a text."""
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("#") or first.startswith("##"):
        return None
    return _unmark_block(first, set()) or None


def _iter_blocks(text: str, defined: set[str]) -> Iterator[str]:
    """Yield the blocks of a text in order, those of lines wrapped by hand made one line.

    Names of references are put into `defined`.
    """
    lines = text.split("\n")
    for line in lines:
        match = _DEFINITION.match(line)
        if match is not None:
            defined.add(match[1].strip().casefold())
    paragraph: list[str] = []
    for line in _iter_prose(lines):
        if not line.strip() or _stands_alone(line):
            yield from _join(paragraph)
            paragraph = []
        if _opens_item(line):
            yield from _join(paragraph)
            paragraph = [line]
        elif line.strip() and _stands_alone(line):
            yield line
        elif line.strip():
            paragraph.append(line)
    yield from _join(paragraph)


def _iter_prose(lines: list[str]) -> Iterator[str]:
    """Yield the lines that are no code, rule or definition of a reference."""
    fence = ""
    for line in lines:
        mark = line.strip()[:3]
        if mark in _FENCES and fence in ("", mark):
            fence = "" if fence else mark
        elif not fence and _DEFINITION.match(line) is None:
            yield "" if _is_rule(line) else line


def _is_rule(line: str) -> bool:
    """Whether a line only parts what is above it: ---, ===, |---|---|."""
    marks = set(line) - {" ", "\t"}
    if marks <= set("|:-") and {"|", "-"} <= marks:
        return True
    return len(marks) == 1 and marks <= set("-*_=") and len(line.replace(" ", "")) >= _MIN_RULE


def _stands_alone(line: str) -> bool:
    return _HEADING.match(line) is not None or line.lstrip().startswith("|")


def _opens_item(line: str) -> bool:
    return (_ITEM.match(line) or _NUMBERED.match(line)) is not None


def _join(paragraph: list[str]) -> Iterator[str]:
    """Yield the lines of a paragraph, as one where it was wrapped by hand."""
    lines = [line.rstrip() for line in paragraph]
    wrapped = len(lines) > 1 and all(len(line) in _WRAPPED for line in lines[:-1])
    yield from [" ".join(lines)] if wrapped else lines


def _unmark_block(block: str, defined: set[str]) -> str:
    heading = _HEADING.match(block)
    item = _ITEM.match(block)
    text = heading[1] if heading is not None else block[item.end() if item is not None else 0 :]
    if text.lstrip().startswith("|"):
        text = " | ".join(cell.strip() for cell in text.strip().strip("|").split("|"))
    text = _ADDRESS.sub(lambda match: match[0][1:-1], _NOTE.sub("", text))
    for _ in range(_DEPTH):
        text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    text = _REFERENCE.sub(lambda match: _name_reference(match, defined), text)
    for _ in range(_DEPTH):
        text = _LINES.sub(r"\2", _STARS.sub(r"\2", text))
    text = _CODE.sub(r"\2", _STRUCK.sub(r"\1", text))
    text = unescape(_TAGS.sub("", _ESCAPE.sub(r"\1", _LOOSE.sub("", text.strip()))))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))


def _name_reference(match: re.Match[str], defined: set[str]) -> str:
    name = (match[2] or match[1]).strip().casefold()
    return match[1] if name in defined else match[0]
