"""What an article must be before it is read: Arabic text, no control characters, a real date."""

import re
import unicodedata
from datetime import date

from rawi.errors import SourceError
from rawi.source.items import Remark

_ARABIC_LETTER = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f"
                            "\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc]")  # fmt: skip
# White space among the controls (tab, line feed, vertical tab, form feed, carriage return, next
# line) is text; bidi controls are, too. The others come from broken conversions.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Of 41,594 news articles 92 hold some that a conversion left, at most one in 84 characters; of a
# program's bytes every second is one.
MAX_CONTROLS = 0.05
_SURROGATE = re.compile("[\ud800-\udfff]")
_ISO_DAY = re.compile(
    r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:[T ][0-9:.,]+(?:Z|[+-][0-9:]+)?)?", re.ASCII
)
_CONTROL_NAMES = {"\x00": "NUL", "\x1a": "SUB", "\x1b": "ESC", "\x7f": "DEL"}


def check_text(text: str, where: str) -> tuple[Remark, ...]:
    """Refuse what cannot be read as an Arabic article; return what else is wrong with it.

    A control character here and there stays in the text, which is never altered, and is read as
    white space; where there are many, the text is no text.

    Raises:
        SourceError: saying what is wrong with the text, and where in it.
    """
    if not text.strip().strip("\ufeff"):
        raise SourceError(
            f"{where}: holds no text. Leave it out, or save it again", reason="empty", skipped=True
        )
    surrogate = _SURROGATE.search(text)
    if surrogate is not None:
        raise SourceError(
            f"{where}: a lone surrogate (U+{ord(surrogate.group()):04X}) at character "
            f"{surrogate.start()}, half of a character that was cut. Export the text again",
            reason="broken characters",
        )
    controls = _CONTROL.findall(text)
    message = _describe_controls(text, len(controls), where) if controls else ""
    if len(controls) > len(text) * MAX_CONTROLS:
        hint = "Remove them: tr -d '\\000-\\010\\016-\\037\\177' < FILE > NEW"
        raise SourceError(f"{message}: too many for a text. {hint}", reason="control characters")
    check_script(text, where)
    if not controls:
        return ()
    return (Remark("control characters", f"{message}; kept, and read as white space"),)


def check_script(text: str, where: str) -> None:
    """Refuse a text without a letter of Arabic, also one of a page's markup.

    Raises:
        SourceError: saying what script it is in.
    """
    if _ARABIC_LETTER.search(text) is None:
        raise SourceError(
            f"{where}: holds no Arabic letters ({_describe_script(text)}), skipped. "
            "rawi reads Arabic only",
            reason="not Arabic",
            skipped=True,
        )


def drop_controls(text: str) -> str:
    """Return an extracted text without control characters and halves of characters."""
    return _SURROGATE.sub("", _CONTROL.sub("", text))


def _describe_controls(text: str, count: int, where: str) -> str:
    control = _CONTROL.search(text)
    if control is None:
        return where
    letter, offset = control.group(), control.start()
    line = text.count("\n", 0, offset) + 1
    name = f"{_CONTROL_NAMES[letter]}, " if letter in _CONTROL_NAMES else ""
    times = f", {count} in all" if count > 1 else ""
    return (
        f"{where}: a control character ({name}U+{ord(letter):04X}) at character {offset}, "
        f"line {line} of the text{times}"
    )


def _describe_script(text: str) -> str:
    """Return the script that most letters are in, by the first word of their Unicode names."""
    counts: dict[str, int] = {}
    for letter in text[:2000]:
        if letter.isalpha():
            script = unicodedata.name(letter, "unknown").split()[0].capitalize()
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return "no letters at all"
    return f"mostly {max(counts, key=lambda script: counts[script])}"


def parse_day(value: str) -> str | None:
    """Return the ISO day of an ISO date or time stamp (`2018-07-05`); None if it is neither.

    The year stands first, so `2018/7/5` is no riddle; `5/7/2018` is one. Of a time stamp
    (`2018-07-05T21:14:00+03:00`) the day as written counts, in its own zone.
    """
    match = _ISO_DAY.fullmatch(value.strip())
    if match is None:
        return None
    try:
        return date(*map(int, match.group(1, 3, 4))).isoformat()
    except ValueError:
        return None
