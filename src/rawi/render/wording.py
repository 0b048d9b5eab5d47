"""The words of the interface, in Arabic or English, and how dates and counts are written."""

import calendar
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("ar", "en")


@cache
def load_wording(lang: str) -> "Wording":
    """Return the words of an interface language (`ar` or `en`)."""
    path = Path(__file__).with_name("wording.toml")
    return Wording(lang, tomllib.loads(path.read_text("utf-8")))


class Wording:
    """The words of one interface language.

    Attributes:
        lang: ISO 639-1 code, for the page's `lang`.
        direction: `rtl` or `ltr`, for the page's `dir`.
    """

    def __init__(self, lang: str, table: dict[str, Any]) -> None:
        self.lang = lang
        self.direction = "rtl" if lang == "ar" else "ltr"
        self.comma = "، " if lang == "ar" else ", "
        self._table = table

    def say(self, kind: str, name: str, **values: object) -> str:
        """Return the words for a name of a kind (`say("stance", "denies")`), values filled in."""
        words: str = self._table[kind][name][self.lang]
        return words.format(**values) if values else words

    def list_all(self) -> dict[str, dict[str, str]]:
        """Return all words of the language, by kind and name."""
        return {
            kind: {name: given[self.lang] for name, given in names.items()}
            for kind, names in self._table.items()
        }

    def knows(self, kind: str, name: str) -> bool:
        """Whether there are words for a name of a kind."""
        return name in self._table[kind]

    def join(self, parts: list[str]) -> str:
        """Return a list of names or values in a row."""
        return self.comma.join(part for part in parts if part)

    def write_count(self, low: int | None, high: int | None) -> str:
        """Return the bounds of a count: `5`, `20–99`, `20 or more`."""
        if low is None and high is None:
            return self.say("count", "unknown")
        if low is None:
            return self.say("count", "most", high=high)
        if high is None:
            return self.say("count", "least", low=low)
        return self.say("count", "exact" if low == high else "range", low=low, high=high)

    def write_bounds(self, earliest: str | None, latest: str | None) -> str | None:
        """Return the bounds of a date as people write them; None where neither is known.

        Whole months and years are written as such (`May 2018`), days of one month together
        (`7–20 May 2018`).
        """
        if earliest is None and latest is None:
            return None
        if latest is None:
            return self.say("date", "since", first=self.write_day(earliest or ""))
        if earliest is None:
            return self.say("date", "until", last=self.write_day(latest))
        if earliest == latest:
            return self.write_day(earliest)
        return self._write_period(earliest, latest)

    def _write_period(self, earliest: str, latest: str) -> str:
        first, last = _parse(earliest), _parse(latest)
        if first is None or last is None:
            return self.say("date", "range", first=earliest, last=latest)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        if (first.year, first.month) != (last.year, last.month):
            return self.say(
                "date", "range", first=self.write_day(earliest), last=self.write_day(latest)
            )
        month = self.say("month", str(first.month))
        if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
            return self.say("date", "month", month=month, year=first.year)
        return self.say(
            "date", "days", first=first.day, last=last.day, month=month, year=first.year
        )

    def write_day(self, day: str) -> str:
        """Return an ISO day as people write it: `5 July 2018`; what is none, as it is."""
        parsed = _parse(day)
        if parsed is None:
            return day
        month = self.say("month", str(parsed.month))
        return self.say("date", "day", day=parsed.day, month=month, year=parsed.year)


def _parse(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
