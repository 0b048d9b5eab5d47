"""Where the telling of a document has come to: the day that relative expressions start from."""

from dataclasses import dataclass
from datetime import date

from rawi.reading.times.calendars import Value
from rawi.reading.times.clues import Clue


@dataclass(slots=True)
class Story:
    """Where the telling has come to.

    Attributes:
        today: The day that the document speaks on, None if not known.
        source: What `today` is known from.
        day: The day told of last, in this or the last paragraph.
        month: Year and month of the last date that named its year, there.
        fresh: The paragraph in which `day` and `month` were last set.
        near: The day told of last in this paragraph, if it is not far back.
        year: The year at the head of this paragraph.
        told: The year named last, alone, and no day or month since.
        partial: What is known of `today` where its year is not: XXXX-02-15, XXXX-WXX-3.
    """

    today: date | None
    source: str
    day: date | None = None
    month: tuple[int, int] | None = None
    fresh: int = -2
    near: date | None = None
    year: int | None = None
    told: int | None = None
    partial: str | None = None
    _headed: int = -2

    def enter(self, paragraph: int) -> None:
        """Forget what was told more than a paragraph ago."""
        if paragraph > self.fresh + 1:
            self.day = self.month = self.told = None
        if paragraph > self.fresh:
            self.near = None
        if paragraph > self._headed:
            self.year = None

    def at_hand(self) -> date | None:
        """Return the day that an hour without a day is of: the one told of, or today.

        A day of the last paragraph counts only if it is of the last week; an older one is
        background by then, and one still to come an outlook. Where the day of publication is but
        that of a line of the text, the day told of last counts for more.
        """
        if self.near is not None or self.day is None or self.today is None:
            return self.near or self.today
        if self.source == "dateline":
            return self.day
        return self.day if 0 <= (self.today - self.day).days <= 7 else self.today

    def note(self, clue: Clue, value: Value, paragraph: int) -> None:
        """Remember the day of an expression, and the year that it names."""
        if clue.heading:
            self.year, self._headed = clue.year, paragraph
            return
        if value.earliest is None or clue.kind == "duration" or clue.named:
            return
        if clue.year is not None and clue.month is None and not clue.hijri:
            self.told, self.fresh = clue.year, paragraph
        elif clue.month is not None:
            self.told = None
        if value.earliest == value.latest or clue.part is not None or clue.clock is not None:
            self.day, self.fresh = value.earliest, paragraph
            self.near = value.earliest
        if clue.year is not None and clue.month is not None and not clue.hijri:
            self.month, self.fresh = (clue.year, clue.month), paragraph
