"""Every item of a report as a mark on the text, and crossing marks turned into nested ones."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rawi.model import Entity, Event, Report, Statement
from rawi.render.facts import Facts
from rawi.render.markup import write_row

# Which mark lies around which where both have the same letters, outermost first.
_RANKS = {
    name: rank
    for rank, name in enumerate(
        ("content", "speaker", "cue", "trigger", "quantity", "time", "mention", "frame")
    )
}


LinkPlace = Callable[[Entity], str | None]


class Mark(NamedTuple):
    """A stretch of the text that is highlighted.

    Attributes:
        start: Offset of its first code point.
        end: Offset after its last.
        layer: Which highlighting: `content`, `speaker`, `cue`, `trigger`, `quantity`, `time`,
            `mention`, `frame`.
        kind: The item's type within its layer (`person`, `date`, `event`); may be empty.
        about: What a user is told of it when pointing at it.
        anchor: What lists point at it by; None where another mark has the item's anchor.
        link: Where it leads; None for nowhere.
    """

    start: int
    end: int
    layer: str
    kind: str
    about: str
    anchor: str | None
    link: str | None = None


class Piece(NamedTuple):
    """A step in writing marked text: letters, or a mark that opens or closes.

    Attributes:
        action: `open`, `close` or `text`.
        start: For text, the offset of its first code point.
        end: For text, the offset after its last.
        mark: The mark that opens or closes; None for text.
        first: Whether the mark opens here for the first time.
        last: Whether the mark is closed for the last time by the matching close.
    """

    action: str
    start: int
    end: int
    mark: Mark | None = None
    first: bool = False
    last: bool = False


def make_marks(facts: Facts, link_place: LinkPlace | None = None) -> list[Mark]:
    """Return the marks of a report, in the order in which they open.

    Args:
        facts: The report and its words.
        link_place: Gives the address that a place leads to; without it places lead nowhere.
    """
    report = facts.report
    marks = [*_mark_names(facts, link_place), *_mark_values(facts), *_mark_frames(facts)]
    for statement in report.statements:
        marks += _mark_statement(facts, statement)
    for event in report.events:
        marks += _mark_event(facts, event)
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, _RANKS[mark.layer]))


def _mark_names(facts: Facts, link_place: LinkPlace | None) -> Iterator[Mark]:
    seen: set[str] = set()
    for mention in facts.report.mentions:
        entity = facts.entities[mention.entity]
        about = [entity.name, facts.wording.say("entity", mention.type), facts.roles(entity)]
        anchor = None if entity.id in seen else entity.id
        seen.add(entity.id)
        yield Mark(
            mention.start, mention.end, "mention", mention.type,
            write_row(about), anchor,
            link_place(entity) if link_place is not None and entity.location is not None else None,
        )  # fmt: skip


def _mark_values(facts: Facts) -> Iterator[Mark]:
    for time in facts.report.times:
        yield Mark(time.start, time.end, "time", time.type, facts.time(time), time.id)
    for quantity in facts.report.quantities:
        yield Mark(
            quantity.start, quantity.end, "quantity", quantity.what, facts.count(quantity),
            quantity.id,
        )  # fmt: skip


def _mark_frames(facts: Facts) -> Iterator[Mark]:
    say = facts.wording.say
    for frame in facts.report.frames:
        about = [say("frame", frame.category), facts.voice(frame)]
        if frame.neutral is not None:
            about.append(f"{say('label', 'neutral')}: {facts.neutral(frame)}")
        yield Mark(frame.start, frame.end, "frame", frame.category, write_row(about), frame.id)


def _mark_statement(facts: Facts, statement: Statement) -> Iterator[Mark]:
    about = write_row([facts.speaker(statement), facts.stance(statement)])
    for start, end in statement.content:
        if start < end:
            yield Mark(start, end, "content", statement.mode, about, None)
    cue, speaker = statement.cue, statement.speaker
    yield Mark(cue.start, cue.end, "cue", statement.stance, about, statement.id)
    if speaker.start is not None and speaker.end is not None and speaker.start < speaker.end:
        yield Mark(speaker.start, speaker.end, "speaker", "", about, None)


def _mark_event(facts: Facts, event: Event) -> Iterator[Mark]:
    about = write_row([facts.event(event), facts.date(event), facts.whose_word(event)])
    for place, trigger in enumerate(event.triggers):
        anchor = event.id if place == 0 else None
        yield Mark(trigger.start, trigger.end, "trigger", event.modality, about, anchor)


def nest(marks: list[Mark], start: int, end: int) -> list[Piece]:
    """Return the letters `[start, end)` with the marks on them properly nested.

    Marks that cross are closed and opened again, so that whatever is opened last is closed first.

    Args:
        marks: Those that have letters in `[start, end)`, in the order of `make_marks`.
        start: Offset where the stretch begins.
        end: Offset after it.
    """
    pieces = list(_iter_pieces(marks, start, end))
    unclosed: list[int] = []
    for place, piece in enumerate(pieces):
        if piece.action == "open":
            unclosed.append(place)
        elif piece.action == "close":
            opening = unclosed.pop()
            pieces[opening] = pieces[opening]._replace(last=piece.last)
    return pieces


def _iter_pieces(marks: list[Mark], start: int, end: int) -> Iterator[Piece]:
    opened: list[Mark] = []
    at = start
    for mark in [*marks, None]:
        upto = end if mark is None else max(mark.start, start)
        while opened and min(mark.end for mark in opened) <= upto:
            stop = min(min(mark.end for mark in opened), end)
            if stop > at:
                yield Piece("text", at, stop)
            at = max(at, stop)
            yield from _close(opened, at, end)
            if at == end:
                break
        if upto > at:
            yield Piece("text", at, upto)
            at = upto
        if mark is not None:
            opened.append(mark)
            yield Piece("open", at, at, mark, first=mark.start >= start)
    while opened:
        mark = opened.pop()
        yield Piece("close", at, at, mark, last=mark.end <= end)


def _close(opened: list[Mark], at: int, end: int) -> Iterator[Piece]:
    """Close the marks that end at an offset, and those on top of them, which open again."""
    lowest = next(place for place, mark in enumerate(opened) if mark.end <= at)
    crossing = [mark for mark in opened[lowest:] if mark.end > at]
    while len(opened) > lowest:
        mark = opened.pop()
        yield Piece("close", at, at, mark, last=mark.end <= at)
    if at < end:
        for mark in crossing:
            opened.append(mark)
            yield Piece("open", at, at, mark)


def iter_paragraphs(
    report: Report, marks: list[Mark]
) -> Iterator[tuple[int, int, int, list[Mark]]]:
    """Yield each line of the text with the marks on it: (start, end, after, marks).

    `end` is the offset before the line's break, `after` the offset behind it. Every code point of
    the text is in one paragraph.
    """
    text = report.document.text
    start, upcoming = 0, 0
    running: list[Mark] = []
    while start < len(text):
        found = text.find("\n", start)
        after = len(text) if found < 0 else found + 1
        end = after if found < 0 else found
        if end > start and text[end - 1] == "\r":
            end -= 1
        while upcoming < len(marks) and marks[upcoming].start < end:
            running.append(marks[upcoming])
            upcoming += 1
        yield start, end, after, [mark for mark in running if mark.end > start and end > start]
        running = [mark for mark in running if mark.end > after]
        start = after
