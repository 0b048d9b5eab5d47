"""Times within a day: فجر الثلاثاء, مساء أمس, الساعة السابعة والنصف صباحا, 18:08."""

from dataclasses import replace
from typing import NamedTuple

from rawi.language.numbers import read_fraction, read_number, read_ordinal
from rawi.reading.times.clues import Clue
from rawi.reading.times.dates import read_day
from rawi.reading.times.periods import read_period
from rawi.reading.times.terms import Scan


def read_part_of_day(scan: Scan, index: int) -> Clue | None:
    """Return a part of a day with the day that it is of: وقت متأخر من مساء أمس الأربعاء."""
    part, start, skip = "", index, None
    hours = scan.find(index, "hours")
    if hours is not None:
        part, start, skip = hours.value, hours.last, hours.skip
    named = scan.find(start, "part")
    if named is not None and (skip is None or not named.skip or named.proclitics == "ل"):
        part, start, skip = named.value, named.last, named.skip if skip is None else skip
    if skip is None:
        return _read_night(scan, index) or _read_adverb(scan, index)
    start = scan.after(start, "من", "في", "ال", "..", "…", "...")
    if named is not None and scan.key(index) == "ليله" and not scan.find(start, "day"):
        night = _read_night(scan, index)
        if night is not None:
            return night
    day = (_read_night(scan, start) or read_day(scan, start)) if start < len(scan.tokens) else None
    if day is None:
        day = _read_week(scan, start, days_only=bool(part))
        if day is None:
            return _read_standing(scan, index, start, part=part, skip=skip)
    if day.skip and scan.find(start, "day") is None:
        return None
    night_to = day.night_to
    if part in ("NI", "MN", "") and day.weekday is not None and day.offset is None:
        day, night_to = _read_second_day(scan, day)
    return replace(day, first=index, skip=skip, part=part or day.part, night_to=night_to)


def _read_week(scan: Scan, start: int, *, days_only: bool) -> Clue | None:
    """Return the week or month that وقت سابق is of, or the day of صباح اليوم التالي."""
    clue = read_period(scan, start) if start < len(scan.tokens) else None
    units = ("D",) if days_only else ("D", "W", "M", "Y")
    return clue if clue is not None and clue.unit in units and not clue.skip else None


def _read_adverb(scan: Scan, index: int) -> Clue | None:
    """Return a part of the day that the telling has come to: فجرا, صباحا."""
    half = scan.find(index, "half")
    if half is None:
        return None
    adverb = scan.key(index).endswith("ا") or scan.tokens[index].text.endswith("ً")
    if not adverb or scan.key(half.last) == "ونهارا":
        return None
    return Clue(index, half.last, half.skip, part=half.value)


def _read_standing(scan: Scan, index: int, last: int, *, part: str, skip: int) -> Clue | None:
    """Return a part that points at its day by itself: هذا النهار, هذا الصباح."""
    if part == "DT" and any(scan.key(step) == "هذا" for step in range(index, last)):
        return Clue(index, last, skip, offset=0, part=part)
    if scan.tokens[last - 1].text.endswith("ً"):
        return _read_adverb(scan, index)
    hours = scan.key(index).endswith("ساعات") or scan.key(last - 1) == "الليل"
    if hours and last - index > 1 and scan.key(last - 1).startswith("ال"):
        return Clue(index, last, skip, part=part)  # منتصف الليل, ساعات الصباح الأولى
    return None


def _read_night(scan: Scan, index: int) -> Clue | None:
    """Return last night or tonight: الليلة الماضية, هذه الليلة."""
    named = scan.find_bare(index + 1, "part") if scan.key(index) == "هذا" else None
    if named is not None and scan.key(index + 1).startswith("ال"):
        return Clue(index, named.last, offset=0, part=named.value)  # هذا الصباح
    start = scan.after(index, "هذه")
    unit = scan.find(start, "unit")
    if unit is None or not scan.key(start).endswith("ليله") or not unit.term.definite:
        return None
    modifier = scan.find_bare(unit.last, "modifier")
    if modifier is not None and modifier.value in ("past", "this"):
        offset = -1 if modifier.value == "past" else 0
        return Clue(index, modifier.last, unit.skip, offset=offset, part="NI")
    return Clue(index, unit.last, offset=0, part="NI") if start > index else None


def _read_second_day(scan: Scan, day: Clue) -> tuple[Clue, int | None]:
    """Return the day with the second weekday of a night behind it: ليل السبت - الأحد."""
    start = scan.after(day.last, "-", "–", "—", "/", "الي", "علي", "ـ")
    second = scan.find_bare(start, "weekday")
    if second is None or day.weekday is None or int(second.value) != day.weekday % 7 + 1:
        return day, None
    return replace(day, last=second.last), int(second.value)


class _Hour(NamedTuple):
    hour: int
    minute: int
    last: int
    skip: int
    sure: bool


def read_clock(scan: Scan, index: int) -> Clue | None:
    """Return a clock time with its half of the day, zone and day."""
    hour = _read_named_hour(scan, index) or _read_figures(scan, index)
    if hour is None:
        return None
    last, part, sure = hour.last, "", hour.sure
    half = scan.find_bare(last, "half")
    day = None
    if half is not None:
        part, last, sure = half.value, half.last, True
        day = read_day(scan, last) if last < len(scan.tokens) else None
    elif last < len(scan.tokens):
        day = read_part_of_day(scan, scan.after(last, "من")) or _read_behind(scan, last)
        if day is not None and day.part:
            part, sure = day.part, True
    if not sure:
        return _share_half(scan, index, hour)
    return _make_clock(scan, index, hour, part=part, day=day, last=last)


def _share_half(scan: Scan, index: int, hour: _Hour) -> Clue | None:
    """Return an hour that takes its half of the day from the next: بين الثامنة والتاسعة صباحا."""
    start = scan.after(hour.last, "و", "الي", "حتي", "-", "–")
    if start >= len(scan.tokens) or (start == hour.last and not scan.key(start).startswith("و")):
        return None
    second = read_clock(scan, start)
    if second is None or second.clock is None or (second.skip and start > hour.last):
        return None
    late = int(second.clock[:2])
    of_day = hour.hour + 12 if hour.hour + 12 <= late else hour.hour
    clock = f"{of_day % 24:02}:{hour.minute:02}"
    return replace(second, first=index, last=hour.last, skip=hour.skip, clock=clock)


def _read_behind(scan: Scan, last: int) -> Clue | None:
    """Return the day behind a clock time: الساعة 14:00 من يوم الاثنين."""
    start = scan.after(last, "من", "في")
    return read_day(scan, start) if start < len(scan.tokens) else None


def _make_clock(
    scan: Scan, index: int, hour: _Hour, *, part: str, day: Clue | None, last: int
) -> Clue:
    of_day = hour.hour
    if of_day < 12 and (part in ("AF", "EV") or (part == "MI" and of_day < 6)):
        of_day += 12
    elif part in ("NI", "MN") and 6 <= of_day <= 12:
        of_day = (of_day + 12) % 24
    elif part == "MO" and of_day == 12:
        of_day = 0
    last = last if day is None else day.last
    opening = scan.after(last, "(")
    zone = scan.find(opening, "clock")
    if zone is not None and zone.value == "zone":
        behind = scan.after(zone.last, ")") if opening > last else zone.last
        start = scan.after(behind, "من")
        later = read_day(scan, start) if day is None and start < len(scan.tokens) else None
        later = later or (_read_part_behind(scan, start) if day is None else None)
        if later is not None:
            return _make_clock(scan, index, hour, part=part or later.part or "", day=later, last=0)
        last = behind if opening == last else last
    base = day or Clue(index, last)
    clock = f"{of_day:02}:{hour.minute:02}"
    return replace(base, first=index, last=last, skip=hour.skip, clock=clock, part=None)


def _read_part_behind(scan: Scan, start: int) -> Clue | None:
    return read_part_of_day(scan, start) if start < len(scan.tokens) else None


def _read_figures(scan: Scan, index: int) -> _Hour | None:
    """Return an hour in figures: 18:08, or 0630 before the name of a time zone."""
    if scan.kind(index) != "number":
        return None
    token = scan.tokens[index]
    hour = scan.figure(index, 0, 23)
    minute = scan.figure(index + 2, 0, 59)
    if hour is not None and minute is not None and scan.key(index + 1) == ":":
        glued = scan.tokens[index + 2].start == token.end + 1
        if glued and len(scan.key(index + 2)) == 2 and scan.key(index + 3) != ":":
            return _Hour(hour, minute, index + 3, 0, True)
    zone = scan.find(index + 1, "clock")
    if zone is not None and zone.value == "zone" and len(token.key) == 4 and token.key.isdigit():
        hour, minute = int(token.key[:2]), int(token.key[2:])
        return _Hour(hour, minute, index + 1, 0, True) if hour < 24 and minute < 60 else None
    return None


def _read_named_hour(scan: Scan, index: int) -> _Hour | None:
    """Return an hour behind الساعة, or an ordinal that a half of the day follows."""
    word = scan.find(index, "clock")
    if word is not None and word.value == "clock" and word.last < len(scan.tokens):
        return _read_told_hour(scan, word.last, word.skip)
    if scan.kind(index) != "word":
        half = scan.find_bare(index + 1, "half")
        hour = scan.figure(index, 1, 12)
        adverb = half is not None and scan.key(index + 1).endswith(("ا", "مساء"))
        joined = scan.key(index + 1) in ("و", "الي", "حتي", "-", "–")  # من 4 إلى 5 مساء
        return _Hour(hour, 0, index + 1, 0, adverb) if hour and (adverb or joined) else None
    return _read_hour(scan, index, skip=None, sure=False)


def _read_told_hour(scan: Scan, index: int, skip: int) -> _Hour | None:
    """Return the hour behind الساعة, also in brackets: الساعة (11:59)."""
    start = scan.after(index, "(")
    if start >= len(scan.tokens):
        return None
    hour = _read_hour(scan, start, skip=skip, sure=True)
    if hour is None or start == index:
        return hour
    return hour._replace(last=hour.last + 1) if scan.key(hour.last) == ")" else None


def _read_hour(scan: Scan, index: int, *, skip: int | None, sure: bool) -> _Hour | None:
    figures = _read_figures(scan, index)
    if figures is not None:
        return figures._replace(skip=skip or 0)
    ordinal = read_ordinal(scan.tokens, index) if scan.kind(index) == "word" else None
    if ordinal is not None and ordinal.gender == "f" and ordinal.value <= 12:
        if skip is not None and ordinal.skip:
            return None
        minute, last = _read_minutes(scan, ordinal.last)
        hour = ordinal.value if minute >= 0 else (ordinal.value - 2) % 12 + 1
        return _Hour(hour, minute % 60, last, ordinal.skip if skip is None else skip, sure)
    key = scan.key(index)
    if sure and scan.kind(index) == "number":
        parts = key.replace(",", ".").split(".")
        if all(part.isdigit() and len(part) < 3 for part in parts) and len(parts) < 3:
            hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
            last = index + 1
            if len(parts) == 1:
                minute, last = _read_minutes(scan, last)
            if hour < 24 and minute < 60:
                return _Hour(hour if minute >= 0 else hour - 1, minute % 60, last, skip or 0, True)
    return None


def _read_minutes(scan: Scan, index: int) -> tuple[int, int]:
    """Return (minutes past the hour, token after); negative before it: إلا ربعا."""
    fraction = read_fraction(scan.tokens, index, joined=True)
    if fraction is not None:
        return round(60 * fraction[0]), fraction[1]
    if scan.key(index) == "الا" and index + 1 < len(scan.tokens):
        fraction = read_fraction(scan.tokens, index + 1)
        return (-round(60 * fraction[0]), index + 2) if fraction is not None else (0, index)
    start = scan.after(index, "و")
    if start >= len(scan.tokens):
        return 0, index
    number = read_number(scan.tokens, start)
    if number is not None and (start > index or number.proclitics == "و"):
        unit = scan.find_bare(number.last, "unit")
        if unit is not None and unit.value == "MIN" and number.low < 60:
            return int(number.low), unit.last
    return 0, index
