"""When: temporal expressions, resolved to TIMEX3 values and bounds in days.

Read in two steps. The grammar (`grammar`, with `dates`, `periods`, `durations`, `clocks`) finds
what the words say, as a clue without a calendar day; `resolving` gives each clue its value against
the day of the document (`anchors`) or the day that the story has come to.
"""

from rawi.reading.times.resolving import JUST_NOW, read_times

__all__ = ["JUST_NOW", "read_times"]
