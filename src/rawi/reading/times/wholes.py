"""Wholes and their parts: النصف الثاني من عام 2014, كل ثلاثة أسابيع, طوال الأسبوع, العقد الماضي."""

from dataclasses import replace

from rawi.language.numbers import read_number, read_ordinal
from rawi.reading.times.clues import Clue
from rawi.reading.times.periods import read_century, read_period
from rawi.reading.times.terms import Scan

_SHARES = {"half": ("H", 2), "quarter": ("Q", 4)}
_PREFIX = {"S": "PT", "MIN": "PT", "H": "PT"}


def read_whole(scan: Scan, index: int) -> Clue | None:
    """Return the half or quarter of a year, the decade, or what recurs, at a token."""
    return (
        _read_share(scan, index)
        or _read_decade(scan, index)
        or _read_recurring(scan, index)
        or _read_throughout(scan, index)
    )


def _read_share(scan: Scan, index: int) -> Clue | None:
    """Return a half or quarter of a year: الربع الأول من العام الحالي."""
    named = scan.find(index, "share")
    if named is None or named.last >= len(scan.tokens):
        return None
    ordinal = read_ordinal(scan.tokens, named.last)
    letter, most = _SHARES[named.value]
    value = _read_last(scan, named.last, most) if ordinal is None else ordinal.value
    last = named.last + 1 if ordinal is None else ordinal.last
    if value is None or value > most or scan.key(last) not in ("من", "ل"):
        return None
    year = read_period(scan, last + 1) if last + 1 < len(scan.tokens) else None
    if year is None or year.skip or year.edge is not None or year.season is not None:
        return None
    if year.month is not None or (year.year is None and year.unit != "Y"):
        return None
    return replace(year, first=index, skip=named.skip, share=f"{letter}{value}")


def _read_last(scan: Scan, index: int, most: int) -> int | None:
    """Return the number of the last half or quarter: الربع الأخير."""
    modifier = scan.find_bare(index, "modifier")
    return most if modifier is not None and scan.key(index) == "الاخير" else None


def _read_decade(scan: Scan, index: int) -> Clue | None:
    """Return a decade: العقد الماضي, العقد الأول (or الأخير) من القرن الحالي."""
    unit = scan.find(index, "unit")
    if unit is None or unit.value != "DE" or not unit.term.definite or unit.term.extra != "one":
        return None
    if unit.last >= len(scan.tokens):
        return None
    ordinal = read_ordinal(scan.tokens, unit.last)
    of_all = scan.key(unit.last) in ("الاخير", "الاخيره")
    nth = ordinal.value if ordinal is not None else 10 if of_all else 11
    last = ordinal.last if ordinal is not None else unit.last + 1
    if nth <= 10 and scan.key(last) == "من":
        century = read_century(scan, last + 1)
        if century is None or century.fixed is None:
            return None
        fixed = f"{century.fixed[:2]}{nth - 1}X"
        return Clue(index, century.last, unit.skip, fixed=fixed)
    modifier = scan.find_bare(unit.last, "modifier")
    if modifier is None or modifier.value not in ("past", "this", "next"):
        return None
    if of_all:  # the last ten years
        return None
    return Clue(index, modifier.last, unit.skip, unit="DE", direction=modifier.value)


def _read_recurring(scan: Scan, index: int) -> Clue | None:
    """Return what recurs: كل ثلاثة أسابيع, كل يوم جمعة."""
    form = scan.tokens[index].find_form(("كل",)) if scan.kind(index) == "word" else None
    if form is None or index + 1 >= len(scan.tokens):
        return None
    number = read_number(scan.tokens, index + 1)
    if number is not None and number.low == number.high and not number.skip:
        unit = scan.find_bare(number.last, "unit")
        if unit is None or unit.term.definite:
            return None
        letter = {"MIN": "M"}.get(unit.value, unit.value)
        fixed = f"{_PREFIX.get(unit.value, 'P')}{number.low:.10g}{letter}"
        return Clue(index, unit.last, form.skip, fixed=fixed, kind="set")
    start = scan.after(index + 1, "يوم", "ليله")
    weekday = scan.find_bare(start, "weekday") or scan.find_bare(start, "bare_weekday")
    if weekday is None:
        return None
    return Clue(index, weekday.last, form.skip, fixed="P1W", kind="set")


def _read_throughout(scan: Scan, index: int) -> Clue | None:
    """Return the length of a whole unit: طوال الأسبوع; with a modifier it is that week."""
    before = scan.find(index - 1, "frame")
    unit = scan.find_bare(index, "unit")
    if before is None or unit is None or unit.term.extra != "one":
        return None
    if not scan.has_frame(index - 1, "throughout") or unit.value not in ("W", "M", "Y"):
        return None
    return Clue(index, unit.last, fixed=f"P1{unit.value}", kind="duration")
