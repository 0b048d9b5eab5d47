"""What the timeline answers with."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from rawi.web.lines import IncidentLine

Grain = Literal["day", "week", "month", "year", "decade"]


class Bar(BaseModel):
    """Incidents of a stretch of days.

    Attributes:
        first: Its first day.
        last: Its last day.
        sure: Incidents that lie in it whatever their day.
        unsure: Incidents that may lie in it or beside it; one may be so in several stretches.
    """

    first: date
    last: date
    sure: int
    unsure: int


class Bars(BaseModel):
    """Stretches of days one after another, all of one grain; those without an incident left out."""

    first: date
    last: date
    grain: Grain
    bars: list[Bar]


class Span(BaseModel):
    """The days between two, both included."""

    first: date
    last: date


class Timeline(BaseModel):
    """Incidents over time.

    Attributes:
        total: Incidents that the filters choose.
        undated: Those of them without any bound.
        open_start: Those with a last day only.
        open_end: Those with a first day only.
        whole: From the first bound to the last; None where none is dated.
        bulk: The days in which all but the outermost twentieth lie.
        overview: All of `bulk`, or of `whole` where that is asked for.
        window: What is looked at.
        in_window: Incidents that may lie in the window.
        items: All of them by their bounds; of more than 120 the 30 told by the most texts.
    """

    total: int
    undated: int
    open_start: int
    open_end: int
    whole: Span | None
    bulk: Span | None
    overview: Bars | None
    window: Bars | None
    in_window: int
    items: list[IncidentLine]
