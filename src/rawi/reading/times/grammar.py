"""All temporal expressions of a text, as clues: what the words say."""

from collections.abc import Iterator
from dataclasses import replace

from rawi.language.numbers import read_ordinal
from rawi.reading.times.clocks import read_clock, read_part_of_day
from rawi.reading.times.clues import Clue
from rawi.reading.times.dates import read_date, read_day, read_day_number
from rawi.reading.times.durations import make_joined, read_age, read_duration
from rawi.reading.times.periods import read_period
from rawi.reading.times.terms import Scan
from rawi.reading.times.wholes import read_whole

_READERS = (
    read_clock, read_part_of_day, read_day, read_period, read_whole, read_duration, read_age,
)  # fmt: skip


def iter_clues(scan: Scan) -> Iterator[Clue]:
    """Yield the temporal expressions of a text in order, none overlapping."""
    index, size = 0, len(scan.tokens)
    while index < size:
        token = scan.tokens[index]
        clue = None
        if token.kind in ("word", "number") and scan.begins(index):
            clue = _read_clue(scan, index)
        if clue is None:
            index += 1
            continue
        clue = _join_hour(scan, _join(scan, clue))
        yield clue
        index = clue.last


def _read_clue(scan: Scan, index: int) -> Clue | None:
    """Return the longest expression that begins in a token; of ties, the more exact one."""
    best = _read_reference(scan, index) or _read_holiday(scan, index)
    for read in _READERS:
        clue = read(scan, index)
        if clue is not None and (best is None or clue.last > best.last):
            best = clue
    return best or _read_shared_day(scan, index)


def _join(scan: Scan, clue: Clue) -> Clue:
    """Join سنة وثلاثة أشهر to one duration."""
    if clue.kind != "duration" or clue.last >= len(scan.tokens) or clue.span is not None:
        return clue
    lone = scan.key(clue.last) == "و"
    if not lone and not scan.key(clue.last).startswith("و"):
        return clue
    behind = read_duration(scan, clue.last + lone) if clue.last + lone < len(scan.tokens) else None
    if behind is None or behind.kind != "duration" or behind.fixed is None or clue.fixed is None:
        return clue
    if "X" in clue.fixed + behind.fixed or not _is_smaller(behind.fixed, clue.fixed):
        return clue
    return make_joined(clue, behind)


def _join_hour(scan: Scan, clue: Clue) -> Clue:
    """Join a day and the hour behind it to one time: غدا الساعة التاسعة صباحا."""
    day = clue.offset is not None or clue.weekday is not None or clue.day is not None
    start = scan.after(clue.last, "،", "في", "عند")
    word = scan.find(start, "clock")
    if not day or clue.clock is not None or word is None or word.value != "clock":
        return clue
    hour = read_clock(scan, start)
    if hour is None or hour.offset is not None or hour.weekday is not None or hour.day is not None:
        return clue
    return replace(clue, last=hour.last, clock=hour.clock, part=None)


_ORDER = "YMWDHS"


def _is_smaller(fixed: str, than: str) -> bool:
    """Whether one duration's unit is smaller than the other's, both of days or more."""
    if "T" in fixed or "T" in than:
        return False
    return _ORDER.index(fixed[-1]) > _ORDER.index(than[-1])


def _read_reference(scan: Scan, index: int) -> Clue | None:
    """Return a vague time or one that recurs: الآن, مؤخرا, يوميا."""
    found = scan.find(index, "reference") or scan.find(index, "set")
    if found is None:
        return None
    if read_ordinal(scan.tokens, found.last) is not None and scan.key(index).startswith("يوم"):
        return None  # دخلت الاشتباكات يومها السادس
    if scan.key(index) == "الان" and scan.tokens[index].text.startswith("أ"):
        return None  # the name ألان
    if found.term.role == "set":
        return Clue(index, found.last, found.skip, fixed=found.value, kind="set")
    inside, _, of = found.term.extra.partition(" ")
    start = index + int(inside or 0)
    if start > index and (day := read_day(scan, start)) is not None and day.last > found.last:
        return None
    skip = 0 if start > index else found.skip
    return Clue(start, found.last, skip, fixed=found.value, fresh=of == "today")


def _read_holiday(scan: Scan, index: int) -> Clue | None:
    found = scan.find(index, "holiday")
    if found is None:
        return None
    month, day, days = map(int, found.value.split())
    hijri = found.term.extra == "hijri"
    last = scan.find_bare(found.last, "modifier")
    return Clue(
        index, last.last if last is not None else found.last, found.skip,
        day=day, month=month, hijri=hijri, days=days,
    )  # fmt: skip


def _read_shared_day(scan: Scan, index: int) -> Clue | None:
    """Return the day that takes its month from the date behind it: بين 20 و31 يوليو."""
    read = read_day_number(scan, index)
    if read is None:
        return None
    day, start, skip = read
    joint = scan.key(start)
    apart = joint in ("و", "الي", "حتي", "-", "–", "او", "ل")
    if not (apart or joint.startswith("و")) or start + apart >= len(scan.tokens):
        return None
    date = read_date(scan, start + apart)
    if date is None or date.day is None or date.day <= day or (date.skip and apart):
        return None
    if date.month is None and date.unit is None:
        return None
    return replace(date, first=index, last=start, skip=skip, day=day)
