"""Which news agencies a text credits: in its dateline, or at its end."""

import re
from functools import cache
from typing import NamedTuple

from rawi.lexica.tables import load_table
from rawi.text.normalise import fold

# A dateline (`دمشق - رويترز`) stands in the first line or two, a credit in the last line.
_HEAD, _TAIL = 240, 120
_OPENERS, _CLOSERS = '([«"“', ')]»"”'
_AROUND = "-–—:|/،,+و "
# Agencies that are not listed show by their place: `النخيل (نبأ الساحل) - `.
_DATELINE = re.compile(r"\s*[^\n().:،]{2,30}\(([^()\n.:،]{2,30})\)\s*[-–—:]")


class _Agency(NamedTuple):
    canonical: str
    short: bool


@cache
def _load_agencies() -> tuple["re.Pattern[str]", dict[str, _Agency]]:
    rows = load_table("incidents/agencies")
    agencies = {
        fold(row["form"]): _Agency(row["canonical"], row["strength"] == "short") for row in rows
    }
    forms = sorted(agencies, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)"), agencies


def find_credits(text: str, outlet: str | None = None) -> tuple[str, ...]:
    """Return the agencies that a text credits, each once, in the order of the text.

    Counted are names in a dateline (`دمشق - رويترز`, `(أ ف ب)`) and in the last line; an agency
    that is merely quoted (`قالت رويترز`, "Reuters said") is none. An outlet that is an agency
    itself is credited with what it prints where nobody else is.

    Args:
        text: The article as published.
        outlet: Who printed it.
    """
    found = [*_find_in(text[:_HEAD]), *(_find_in(text[-_TAIL:]) if len(text) > _HEAD else ())]
    if not found and (dateline := _DATELINE.match(text)) is not None:
        found = [" ".join(dateline.group(1).split())]
    if not found and outlet:
        pattern, agencies = _load_agencies()
        match = pattern.search(fold(outlet))
        if match is not None and not agencies[match.group()].short:
            found = [agencies[match.group()].canonical]
    return tuple(dict.fromkeys(found))


def _find_in(part: str) -> list[str]:
    pattern, agencies = _load_agencies()
    found = []
    for line in fold(part).split("\n"):
        for match in pattern.finditer(line):
            agency = agencies[match.group()]
            if _is_credit(line, match, short=agency.short):
                found.append(agency.canonical)
    return found


def _is_credit(line: str, match: "re.Match[str]", *, short: bool) -> bool:
    """Whether an agency's name stands as a credit: in brackets, alone, or beside a dash."""
    before, after = line[: match.start()].rstrip(), line[match.end() :].lstrip()
    if before.endswith("المصدر:") or before.endswith("المصدر :"):
        return True
    opened = before.rstrip(_AROUND)[-1:] in tuple(_OPENERS) or before.count("(") > before.count(")")
    closed = after.lstrip(_AROUND)[:1] in tuple(_CLOSERS) or after.count(")") > after.count("(")
    if (opened and closed) or (not before and not after):
        return True
    # An ordinary word may stand before a colon; before a dash after a town it seldom does.
    marks = tuple("-–—|") if short else tuple(":-–—|")
    return _is_dateline(before) and after[:1] in marks and bool(after)


def _is_dateline(before: str) -> bool:
    """Whether what stands before is a town or two with a dash, or nothing."""
    return not before or (before[-1] in "-–—:|/،" and len(before.split()) <= 8)
