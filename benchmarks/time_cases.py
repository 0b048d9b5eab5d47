#!/usr/bin/env python3
r"""Which of the Arabic date and time cases of Microsoft's Recognizers-Text the reading passes.

    python benchmarks/time_cases.py FOLDER [--fails FILE.json]

FOLDER holds the specs of https://github.com/microsoft/Recognizers-Text (Specs/DateTime/Arabic and
Specs/Number/Arabic, MIT licence): sentences as said to a voice assistant, with the expressions
that are to be found in them and what they mean. Each case is read as an article published on its
reference day. It passes where
  found    every expected expression is read, from its first word to its last, prepositions aside
           (a range is two expressions here, and one there), and nothing else is read
  meant    and its day, length, hour or period is that of the case, past or future
A case that asks for what a report has no field for, or what no newspaper writes, is counted apart,
by reason (`find_reason`).
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

from rawi.language.analysis import analyse
from rawi.language.numbers import begins_number, read_number, read_ordinal
from rawi.model import make_document
from rawi.reading.times import read_times
from rawi.text.normalise import fold
from rawi.text.tokens import tokenise

DEFAULT_DAY = "2016-11-07"
# Words at the edge of an expression that the one counts in and the other does not.
EDGES = frozenset(
    fold(word)
    for word in (
        *("من", "في", "بين", "منذ", "حتى", "خلال", "إلى", "ل", "لمدة", "قبل", "بعد", "عند", "على"),
        *("حوالي", "نحو", "تقريبا", "يوم", "اليوم", "يومي", "أيام", "ال", "و", "مدة", "الساعة"),
        *("ساعة", "القادم", "القادمة", "الماضي", "الماضية", "هذا", "هذه", "شهر", "عام", "سنة"),
        *("حول", "أكثر", "أقل"),
    )
)
# What is asked there and is no temporal expression of a report, by what the text has.
HOURS = (
    r"(ال)?(واحدة|ثانية|ثالثة|رابعة|خامسة|سادسة|سابعة|ثامنة|تاسعة|عاشرة|حادية عشرة?|ثانية عشرة?)"
)
MONTHS = (
    "يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون|شباط|آذار|"
    "نيسان|أيار|حزيران|تموز|أيلول|تشرين|شهر|الشهر"
)
DAYTIMES = "صباح|مساء|ظهر|ليل|فجر|نهار"
REASONS = (
    ("feasts of the United States and the shopping calendar",
     r"الشكر|الأم|الاب|الأب|المجنّدين|مارتن|الرئيس|كولومبوس|الجمعة السوداء|كذبة|القديس|الهالوين|"
     r"الرماد|يواندان|الشباب|الاستقلال|الفصح|الأرض|التذكارى|التذكاري|جرذ|خنزير|فالنتين|الحب|"
     r"الاثنين الإلكترون|عيد الميلاد"),
    ("working days, weekends, time zones",
     r"عمل|العمل|توقيت|UTC|GMT|المحيط الهادئ|الباسيفيك|نهاية الأسبوع|نهايات|عطلة"),
    ("filters and choices of a command (before 2010, as soon as possible, or)",
     r"^(قبل|بعد|منذ|حتى|أقدم|أحدث|قبيل|في موعد|ليس|ابتداء|اعتبارا)| أو |أقرب وقت|بدلا"),
    ("the rest of a period, from now on", r"بقية|باقي|من الآن|من اليوم|غضون"),
    ("a day of the month without its month",
     rf"^(?!.*({MONTHS}))(?!.*[/:.-]\d)(?!.*({DAYTIMES}|ساع|دقي)).*"
     r"(\b(ال|لل)?\d{1,2}\b|(ال|لل)(أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|حادي)|"
     r"خمسة عشر|العشرين|الثلاثين)"),
    ("day and month in figures alone (4.22), which in news are scores and shares",
     r"^(في |كل )?\d{1,2} ?[./-] ?\d{1,2}$"),
    ("an hour without الساعة and without its half of the day",
     rf"^(?!.*({DAYTIMES}|الساعة|صباح)).*({HOURS}|\d{{1,2}}:\d\d)|"
     r"\d:\d\d:\d\d|في \d{1,2}\.?$|\d{3,4} "),
    ("a part of the day without its day, a season without its year",
     rf"^(في |هذا |وقت )?(وقت (مبكر|متأخر) (من|بعد) |أول |أواخر |منتصف.)?(ال)?({DAYTIMES})[اةء]?ً?$|"
     r"^(في )?(ال)?(صيف|شتاء|ربيع|خريف|ليلة|الليل)$|طوال اليوم"),
    ("a month's name alone that is an ordinary word or a person's (رجب, آب)",
     r"^(في |هذا )?(ال)?(محرم|صفر|رجب|شعبان|رمضان|شوال|آب)$"),
    ("the nth week or day of a period", r"الأسبوع (الأول|الثاني|الثالث|الرابع)|(أول|آخر|اليوم) "
     r"(يوم|الأخير|الأول|اثنين|أسبوع)|(الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت) "
     r"(الأول|الثاني|الثالث|الرابع|الأخير)|نهاية (اليوم|الغد|يوم|الأسبوع)"),
)  # fmt: skip
# Kinds that are one interval there and two expressions here, so that only the words can be held
# against each other.
INTERVALS = ("timerange", "datetimerange")


def find_reason(case: dict) -> str | None:
    """Return why a case is out of scope of a reader of news, None if it is in it."""
    for result in case["Results"]:
        for reason, pattern in REASONS:
            if re.search(pattern, result["Text"].strip()):
                return reason
        kind = result.get("Type") or result.get("TypeName", "").rpartition(".")[2]
        if kind in INTERVALS:
            return "an interval of hours, which a report gives as two times"
    return None


def read_case(case: dict) -> list:
    """Return the expressions read in a case's sentence."""
    day = case.get("Context", {}).get("ReferenceDateTime", DEFAULT_DAY)[:10]
    return read_times(analyse(make_document(case["Input"], published=day)))


def trim(text: str) -> list[str]:
    """Return the words of an expression without those at its edges that are a matter of taste."""
    words = re.findall(r"[\w:/.\-]*\w", fold(text))
    while words and words[0] in EDGES:
        words.pop(0)
    while words and words[-1] in EDGES:
        words.pop()
    return [re.sub(r"^(و|ب|ل|ال|لل|وال)(?=\w{3})", "", word) for word in words]


def group(case: dict, times: list) -> list[list]:
    """Return the expressions read, by the expected one that they overlap; the last list: none."""
    groups: list[list] = [[] for _ in case["Results"]] + [[]]
    for time in times:
        for number, result in enumerate(case["Results"]):
            start = case["Input"].find(result["Text"].strip())
            if start >= 0 and time.start < start + len(result["Text"]) and time.end > start:
                groups[number].append(time)
                break
        else:
            groups[-1].append(time)
    return groups


def is_found(case: dict, groups: list[list]) -> bool:
    """Whether each expected expression is read from its first word to its last, and no other."""
    if groups[-1]:
        return False
    for result, times in zip(case["Results"], groups, strict=False):
        if not times:
            return False
        whole = case["Input"][times[0].start : times[-1].end]
        if trim(whole) != trim(result["Text"]):
            return False
    return True


def list_values(result: dict) -> list[dict]:
    """Return the meanings that a case allows, each a flat mapping."""
    values = result.get("Value") or result.get("Resolution") or {}
    if not isinstance(values, dict):
        return [{}]
    if values.get("values"):
        return values["values"]
    return [
        {"timex": values.get("Timex", ""), **(values.get(side) or {})}
        for side in ("PastResolution", "FutureResolution")
    ]


def is_meant(result: dict, times: list) -> bool:
    """Whether what is read means what a case says."""
    return any(_agrees(value, times) for value in list_values(result))


def _agrees(value: dict, times: list) -> bool:
    timex = value.get("timex", "")
    first, last = times[0], times[-1]
    if timex and len(times) == 1 and first.value == timex:
        return True
    sides = [
        next((v for k, v in value.items() if k.startswith(side)), None) for side in ("start", "end")
    ]
    if all(sides):
        return _begins(sides[0], first) and _ends(sides[1], last)
    single = value.get("date") or value.get("dateTime") or value.get("time") or value.get("value")
    return bool(single) and _begins(single, first)


def _begins(moment: str, time) -> bool:
    """Whether a day, an hour or both are those at which an expression begins."""
    day, hour = re.match(r"\d{4}-\d\d-\d\d", moment), re.search(r"(\d\d:\d\d):\d\d", moment)
    if day and time.earliest != day[0]:
        return False
    midnight = hour is not None and hour[1] == "00:00" and "T" not in time.value
    return hour is None or midnight or f"T{hour[1]}" in time.value


def _ends(moment: str, time) -> bool:
    """Whether a moment is that at which an expression ends; their ranges of days end behind it."""
    if not re.match(r"\d{4}-\d\d-\d\d", moment) or time.latest is None:
        return _begins(moment, time)
    stop = date.fromisoformat(moment[:10])
    days = {(stop - timedelta(step)).isoformat() for step in (0, 1)}
    hour = re.search(r"(\d\d:\d\d):\d\d", moment)
    return time.latest in days and (hour is None or f"T{hour[1]}" in time.value)


def judge(case: dict, kind: str) -> str:
    """Return how a case of times went: pass, found (but not meant), missed, or out of scope."""
    times = read_case(case)
    groups = group(case, times)
    if not case["Results"]:
        return "missed" if times else "pass"
    if is_found(case, groups):
        valued = [result for result in case["Results"] if list_values(result)[0].get("timex")]
        meant = all(
            is_meant(result, found)
            for result, found in zip(case["Results"], groups, strict=False)
            if result in valued
        )
        if meant:
            return "pass"
    reason = find_reason(case)
    if reason is not None:
        return f"out of scope: {reason}"
    return "not meant" if is_found(case, groups) else "not found"


def judge_number(case: dict, kind: str) -> str:
    """Return how a case of numbers or ordinals went."""
    tokens = tokenise(case["Input"])
    found, index = [], 0
    while index < len(tokens):
        number = read_number(tokens, index) if begins_number(tokens[index]) else None
        ordinal = read_ordinal(tokens, index) if number is None else None
        if number is not None:
            found.append(number.low)
        if ordinal is not None:
            found.append(float(ordinal.value))
        read = number or ordinal
        index = read.last if read is not None and read.last > index else index + 1
    wanted = [result.get("Resolution", {}).get("value") for result in case["Results"]]
    try:
        values = [float(value) for value in wanted if value is not None]
    except ValueError:
        return "out of scope: relative ordinals, infinities"
    if all(value in found for value in values) and len(found) <= len(values):
        return "pass"
    if any(not float(value).is_integer() for value in values):
        return "out of scope: decimals, powers and fractions; people are counted whole"
    return "not found"


def main() -> None:
    """Print how many cases of each file pass, and why the rest are out of scope."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fails", type=Path, help="write the cases that fail there")
    args = parser.parse_args()
    total: Counter[str] = Counter()
    fails = defaultdict(list)
    for path in sorted(args.folder.glob("*.json")):
        number = path.stem in ("NumberModel", "OrdinalModel")
        counts: Counter[str] = Counter()
        for case in json.loads(path.read_text("utf-8-sig")):
            outcome = (judge_number if number else judge)(case, path.stem)
            counts[outcome] += 1
            if outcome.startswith("not "):
                fails[path.stem].append({"outcome": outcome, **case})
        total += counts
        out = sum(n for outcome, n in counts.items() if outcome.startswith("out"))
        asked = sum(counts.values()) - out
        print(f"{path.stem:24}{counts['pass']:5} of {asked:4} pass, {out:4} out of scope")
    print(f"\n{total['pass']} pass; {sum(total.values())} cases")
    for outcome, count in total.most_common():
        print(f"{count:6}  {outcome}")
    if args.fails:
        args.fails.write_text(json.dumps(fails, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
