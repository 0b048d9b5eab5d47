"""The letters of a PDF page with their places."""

import ctypes
import math
import unicodedata
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

# Text that is turned by more than this (radians) is a watermark or a margin note.
_MAX_ANGLE = 0.2
_ALIFS = "\u0627\u0623\u0625\u0622\u0671"
_TURN = 6.283185307179586


class Letter(NamedTuple):
    """What one glyph shows, a letter with its marks or a ligature. Places are in points.

    `x` and `y` are where the glyph begins on its base line: of letters stacked above each other, as
    in fine Naskh faces, only `x` tells the order. `left` and `right` bound the room that it takes,
    `middle` is that of its ink, `size` that of its font on the page.
    """

    text: str
    x: float
    y: float
    left: float
    right: float
    middle: float
    size: float


class PageLetters(NamedTuple):
    """What a page holds: its letters, and how many of them the file has no character for."""

    letters: list[Letter]
    unmapped: int


def read_letters(page: pdfium.PdfPage) -> PageLetters:
    """Return the letters of a page; presentation forms as the plain letters that they show.

    White space is left out: letters that stand apart are apart.
    """
    text_page = page.get_textpage()
    handle = text_page.raw
    glyphs: dict[tuple[float, float], list[Letter]] = {}
    turned: set[tuple[float, float]] = set()
    unmapped, last = 0, None
    for order in range(text_page.count_chars()):
        if raw.FPDFText_IsGenerated(handle, order) == 1 or _is_turned(handle, order):
            continue
        code = raw.FPDFText_GetUnicode(handle, order)
        if raw.FPDFText_HasUnicodeMapError(handle, order) == 1 or not _is_character(code):
            unmapped += 1
        elif not chr(code).isspace():
            found = _read_character(handle, order, chr(code))
            place = (round(found.x, 1), round(found.y, 1))
            if last is not None and last > place:
                # The library goes to the left here: it has turned its characters around.
                turned.add(place)
            last = place
            glyphs.setdefault(place, []).append(found)
    text_page.close()
    letters = [_join(glyph, turned=place in turned) for place, glyph in glyphs.items()]
    return PageLetters(letters, unmapped)


def _join(glyph: list[Letter], *, turned: bool) -> Letter:
    """Return the letter that the characters of one glyph make, in the order of reading.

    The library gives each a share of the width of the glyph, those of a ligature from the right.
    """
    if len(glyph) == 1:
        return glyph[0]._replace(text=fold_forms(glyph[0].text))
    if turned:
        glyph = glyph[::-1]
    letters = sorted(glyph, key=lambda letter: -letter.middle)
    text = "".join(fold_forms(letter.text) for letter in letters)
    marks = "".join(letter for letter in text if unicodedata.combining(letter))
    bases = "".join(letter for letter in text if not unicodedata.combining(letter))
    if bases[1:] == "\u0644" and bases[0] in _ALIFS:
        # No glyph is alif and lam; it is lam-alif (لا), whose letters stand above each other.
        bases = bases[::-1]
    left, right = min(one.left for one in letters), max(one.right for one in letters)
    middles = [one.middle for one in letters if not unicodedata.combining(one.text[0])]
    middle = sum(middles) / len(middles) if middles else letters[0].middle
    return letters[0]._replace(text=bases + marks, left=left, right=right, middle=middle)


def fold_forms(text: str) -> str:
    """Return the plain letters of presentation forms (ﻻ is لا), anything else as it is."""
    if "\ufb50" <= text <= "\ufdff" or "\ufe70" <= text <= "\ufefc":
        # A mark by itself is given with a space to stand on.
        return unicodedata.normalize("NFKC", text).replace(" ", "") or text
    return text


def _is_character(code: int) -> bool:
    """Whether a code is a character, and no control, surrogate, private or missing one."""
    if code < 32:
        return code in (9, 10, 13)
    return not (0xD800 <= code <= 0xF8FF or code in (0xFFFD, 0xFFFE, 0xFFFF) or 0x7F <= code < 0xA0)


def _is_turned(handle: object, order: int) -> bool:
    angle: float = raw.FPDFText_GetCharAngle(handle, order)
    return angle > _MAX_ANGLE and abs(angle - _TURN) > _MAX_ANGLE


def _read_character(handle: object, order: int, text: str) -> Letter:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    raw.FPDFText_GetCharBox(handle, order, left, right, bottom, top)
    raw.FPDFText_GetCharOrigin(handle, order, x, y)
    room = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, order, room)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, order, matrix)
    size = raw.FPDFText_GetFontSize(handle, order) * math.hypot(matrix.b, matrix.d)
    return Letter(
        text=text,
        x=x.value,
        y=y.value,
        # The room is known only where the font says how far each glyph advances; else it is ink.
        left=min(room.left, x.value) if x.value > room.left - size else room.left,
        right=room.right,
        middle=(left.value + right.value) / 2,
        size=size or room.top - room.bottom or 1.0,
    )
