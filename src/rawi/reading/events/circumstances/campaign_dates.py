"""Dates of a campaign and its parts: from its first day to that on which the town was taken.

أطلق الجيش عملية تحرير المدينة في 7 مايو … وفي 29 مايو أعلن تحريرها (launched the operation to free
the town on 7 May … and on the 29th announced that it was freed).
"""

from rawi.model import EventDate
from rawi.reading.events.circumstances.clauses import Bounds, DateFound
from rawi.reading.events.circumstances.date_relations import bounds_of
from rawi.reading.events.drafts import Draft
from rawi.reading.events.lexicon import CAMPAIGNS

# Triggers of an event that are looked at.
_TRIGGERS = 40


def date_campaigns(events: list[Draft], owners: dict[int, Draft]) -> None:
    """Date campaigns that are named by a capture, and what happened in them.

    Args:
        events: Those of the article, in order.
        owners: Each event by the tokens of its words.
    """
    for capture in events:
        if capture.type != "capture" or None in bounds_of(capture):
            continue
        parts = _find_campaigns(capture, owners)
        span = _find_span(parts, capture)
        if span is None:
            continue
        for part in parts:
            if part.date is None or bounds_of(part) == (span[0], None):
                part.date = DateFound(EventDate(*span, "narrative"), 0)


def _find_campaigns(capture: Draft, owners: dict[int, Draft]) -> list[Draft]:
    """Return the operations and battles that a capture is annexed to: عملية تحرير المدينة."""
    found = []
    for trigger in capture.triggers[:_TRIGGERS]:
        event = owners.get(trigger.index - 1)
        if event is not None and event.type in CAMPAIGNS and event not in found:
            found.append(event)
    return found


def _find_span(parts: list[Draft], capture: Draft) -> Bounds | None:
    """Return the first day of any of the campaigns, and the last of what they led to."""
    last = bounds_of(capture)[1]
    firsts = [bounds_of(part)[0] for part in parts if bounds_of(part)[1] is None]
    known = [first for first in firsts if first is not None and last is not None and first < last]
    return (max(known), last) if known else None
