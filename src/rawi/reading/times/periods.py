"""Longer than a day: الأسبوع الماضي, أواخر يوليو, عام 2014, صيف 2014, تسعينيات القرن الماضي."""

from dataclasses import replace

from rawi.language.numbers import read_ordinal
from rawi.reading.times.clues import Clue
from rawi.reading.times.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    read_month,
    read_tail,
    read_year,
)
from rawi.reading.times.terms import Scan

# Years of the news: figures so near one another seldom count anything.
FIRST_ODD, LAST_ODD = 1991, 2039


def read_period(scan: Scan, index: int) -> Clue | None:
    """Return the month, week, year, season, decade or century at a token."""
    return (
        _read_edge(scan, index)
        or _read_pointed(scan, index)
        or _read_unit(scan, index)
        or _read_named_month(scan, index)
        or _read_season(scan, index)
        or _read_decade(scan, index)
        or _read_bare_year(scan, index)
        or _read_headed_year(scan, index)
    )


def _read_edge(scan: Scan, index: int) -> Clue | None:
    """Return a period with the word for its start, middle or end: مطلع العام الجاري."""
    edge = scan.find(index, "edge")
    if edge is None or edge.last >= len(scan.tokens):
        return None
    year = scan.figure(edge.last, FIRST_YEAR, LAST_YEAR)
    if year is not None:
        return Clue(index, edge.last + 1, edge.skip, year=year, edge=edge.value)
    clue = _read_pointed(scan, edge.last) or _read_unit(scan, edge.last)
    clue = clue or _read_named_month(scan, edge.last, strong=True)
    clue = clue or _read_season(scan, edge.last)
    clue = clue or _read_this(scan, edge.last) or _read_decade(scan, edge.last)
    if clue is None or clue.skip:
        return None
    return replace(clue, first=index, skip=edge.skip, edge=edge.value)


def _read_this(scan: Scan, index: int) -> Clue | None:
    """Return the current week, month or year behind an edge: بداية العام."""
    unit = scan.find_bare(index, "unit")
    if unit is None or not unit.term.definite or unit.term.extra != "one":
        return None
    if unit.value not in ("M", "Y"):
        return None  # نهاية الأسبوع is mostly any weekend
    return Clue(index, unit.last, unit=unit.value, direction="this")


def _read_pointed(scan: Scan, index: int) -> Clue | None:
    """Return the period behind a demonstrative: هذا الأسبوع, نفس العام, ذلك اليوم."""
    pointer = scan.find(index, "pointer")
    unit = scan.find_bare(pointer.last, "unit") if pointer is not None else None
    if pointer is None or unit is None or not unit.term.definite or unit.term.extra != "one":
        return None
    if unit.value not in ("D", "W", "M", "Y"):
        return None
    return Clue(index, unit.last, pointer.skip, unit=unit.value, direction=pointer.value)


def _read_unit(scan: Scan, index: int) -> Clue | None:
    """Return the period that a unit begins: عام 2011, العام الماضي, شهر مارس 2015, القرن الماضي."""
    unit = scan.find(index, "unit")
    if unit is None or unit.value not in ("D", "W", "M", "Y", "CE"):
        return None
    if unit.term.extra == "two" and unit.value == "Y":
        year = read_year(scan, unit.last)  # عامي 2011 و2012
        return year and Clue(index, year[2], unit.skip, year=year[0], hijri=year[1])
    if unit.term.extra != "one":
        return None
    if unit.value == "M":
        month = _read_named_month(scan, unit.last, strong=True)
        if month is not None and not month.skip:
            return replace(month, first=index, skip=unit.skip)
    year = read_year(scan, unit.last, hijri=True) if unit.value == "Y" else None
    if year is not None:
        return Clue(index, year[2], unit.skip, year=year[0], hijri=year[1])
    if unit.value == "CE":
        return read_century(scan, index)
    return _read_directed(scan, index) if unit.term.definite else None


def _read_directed(scan: Scan, index: int) -> Clue | None:
    """Return the unit with the modifier behind it: الأسبوع الماضي, العام الحالي 2022."""
    unit = scan.find(index, "unit")
    modifier = scan.find_bare(unit.last, "modifier") if unit is not None else None
    if unit is None or modifier is None or modifier.value == "none":
        return None
    if unit.value == "Y" and _is_adjective(scan, index, modifier.last - 1):
        return None
    if unit.value == "D" and modifier.value not in ("after", "same"):
        return None
    clue = Clue(index, modifier.last, unit.skip, unit=unit.value, direction=modifier.value)
    year = read_year(scan, clue.last) if unit.value == "Y" else None
    return replace(clue, last=year[2], year=year[0], unit=None) if year is not None else clue


def _is_adjective(scan: Scan, index: int, modifier: int) -> bool:
    """Whether العام means general: الأمين العام السابق, النائب العام الحالي."""
    before = scan.key(index - 1)
    return (
        scan.key(index) == "العام"
        and before.startswith("ال")
        and scan.key(modifier) in ("السابق", "الحالي")
    )


def _read_named_month(scan: Scan, index: int, *, strong: bool = False) -> Clue | None:
    """Return a month by its name; one that is also an ordinary word only with a year behind it."""
    found = scan.find(index, "month")
    month = read_month(scan, index, bare=strong)
    if found is None or month is None:
        return None
    tail = read_tail(scan, month.last, hijri=month.hijri)
    directed = tail.direction is not None and month.hijri
    if month.weak and not strong and tail.year is None and not directed:
        return None
    return Clue(
        index, tail.last, found.skip, month=month.month, year=tail.year, hijri=month.hijri,
        direction=tail.direction, year_direction=tail.year_direction,
    )  # fmt: skip


def _read_season(scan: Scan, index: int) -> Clue | None:
    season = scan.find(index, "season")
    if season is None:
        return None
    tail = read_tail(scan, season.last, hijri=True)
    clue = Clue(
        index, tail.last, season.skip, season=season.value, year=tail.year, hijri=tail.hijri,
        direction=tail.direction, year_direction=tail.year_direction,
    )  # fmt: skip
    return clue if tail.last > season.last else None


def _read_decade(scan: Scan, index: int) -> Clue | None:
    decade = scan.find(index, "decade")
    if decade is None:
        return None
    century, last = 19, decade.last
    behind = last + (scan.key(last) == "من")  # الثمانينات من القرن الماضي
    if scan.has_frame(behind, "age"):  # في الأربعينيات من عمره
        return None
    if scan.key(behind) in ("القرن", "هذا"):
        clue = read_century(scan, behind)
        if clue is not None and clue.fixed is not None:
            century, last = int(clue.fixed[:2]), clue.last
    fixed = f"{century}{decade.value}X"
    return Clue(index, last, decade.skip, fixed=fixed)


def read_century(scan: Scan, index: int) -> Clue | None:
    """Return a century: القرن الماضي, القرن العشرين, القرن التاسع عشر."""
    unit = scan.find(index, "unit")
    if (
        unit is None
        or unit.value != "CE"
        or not unit.term.definite
        or unit.last >= len(scan.tokens)
    ):
        return None
    modifier = scan.find_bare(unit.last, "modifier")
    if modifier is not None and modifier.value in ("past", "this"):
        value = "19XX" if modifier.value == "past" else "20XX"
        return Clue(index, modifier.last, unit.skip, fixed=value)
    ordinal = read_ordinal(scan.tokens, unit.last)
    if ordinal is None or ordinal.skip:
        return None
    return Clue(index, ordinal.last, unit.skip, fixed=f"{ordinal.value - 1:02}XX")


def _read_bare_year(scan: Scan, index: int) -> Clue | None:
    """Return a year in figures behind a preposition, where nothing is counted: في 2009."""
    year = scan.figure(index, 1900, LAST_YEAR)
    joined = scan.key(index - 1) == "و" and scan.figure(index - 2, 1900, LAST_YEAR) is not None
    if year is None or (not joined and not scan.has_frame(index - 1, "year")):
        return None
    behind = scan.tokens[index + 1] if index + 1 < len(scan.tokens) else None
    if behind is not None and behind.kind == "word":
        # في 2014 حملة: of an odd figure a feminine noun behind it is mostly none that it counts.
        odd = FIRST_ODD <= year <= LAST_ODD and year % 10 != 0
        if _is_counted(scan, index + 1, feminine=not odd):
            return None
    if behind is not None and behind.text in ("%", "$", "/", ":", "-"):
        return None
    return Clue(index, index + 1, year=year)


def _is_counted(scan: Scan, index: int, *, feminine: bool = True) -> bool:
    """Whether a word looks like a noun counted by a figure: قتيلا, قرية, شخص."""
    key = scan.key(index)
    if scan.has_frame(index, "uncounted"):
        return False
    if scan.has_frame(index, "counted") or key.endswith("ا"):
        return True
    return feminine and key.endswith("ه") and not key.startswith("ال")


def _read_headed_year(scan: Scan, index: int) -> Clue | None:
    """Return the year at the head of a line of a chronicle, or a range of years: 1956: …."""
    year = scan.figure(index, 1800, LAST_YEAR)
    if year is None:
        return None
    marks = (":", "-", "–", "—", "..", "…")
    if scan.opens(index) and scan.key(index + 1) in marks and scan.kind(index + 2) != "number":
        return Clue(index, index + 1, year=year, heading=True)
    behind = scan.figure(index + 2, year + 1, LAST_YEAR)
    before = scan.figure(index - 2, 1800, year - 1)
    dashed = (behind, index + 1), (before, index - 1)
    if any(other is not None and scan.key(at) in ("-", "–") for other, at in dashed):
        return Clue(index, index + 1, year=year)
    return None
