"""The article's text as HTML: verbatim letters, every layer marked, notes in the margins."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rawi.model import Event
from rawi.render.facts import Facts, clip, is_arabic
from rawi.render.marks import LinkPlace, Mark, Piece, iter_paragraphs, make_marks, nest
from rawi.render.markup import element, escape, isolate, write_attributes, write_row

# Bidi embeddings, overrides and isolates change the order of what follows without being seen.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_STRONG = re.compile(r"[^\W\d_]")
# How far back the beginning of a word is looked for; no Arabic word is that long.
_MAX_WORD = 64
# A note that is long pushes those below it away from their lines.
_MAX_SIDE = 48
# Notes that begin within about a line of each other stand together in the margin. A browser may set
# two that are anchored in one right-to-left line in the wrong order (seen in Chromium 156).
_LINE = 60


class Note(NamedTuple):
    """A note in the margin.

    Attributes:
        at: Offset before which it is anchored, at the beginning of a word.
        of: `statement` (right margin) or `event` (left margin).
        head: Its first line: who speaks, what happened.
        body: What follows: stance and chain; date, place, toll.
        brief: The same where there is no margin, beside the words.
    """

    at: int
    of: str
    head: str
    body: str
    brief: str


def write_text(facts: Facts, prefix: str, link_place: LinkPlace | None = None) -> str:
    """Return the text with its marks and notes.

    The letters in the element, taken together, are the article's text, unchanged: marks are
    elements around them, notes are attributes that the style sheet shows.

    Args:
        facts: The report and its words.
        prefix: What anchors begin with, to tell several articles of a page apart.
        link_place: Gives the address that a located place leads to; without it none leads anywhere.
    """
    notes = make_notes(facts)
    paragraphs = []
    upcoming = 0
    text = facts.report.document.text
    for start, end, after, marks in iter_paragraphs(facts.report, make_marks(facts, link_place)):
        first = upcoming
        while upcoming < len(notes) and notes[upcoming].at < after:
            upcoming += 1
        inserts = _write_notes(notes[first:upcoming])
        content = "".join(_write_pieces(text, nest(marks, start, end), inserts, prefix))
        paragraphs.append(
            element("p", content + escape(text[end:after]), dir=find_direction(text[start:end]))
        )
    title = facts.report.document.title
    titled = title is not None and text.split("\n", 1)[0].split() == title.split()
    return element(
        "div", "".join(paragraphs), class_="text titled" if titled else "text", dir="rtl", lang="ar"
    )


def find_direction(paragraph: str) -> str:
    """Return `rtl` for a paragraph with any right-to-left letter (or none at all), else `ltr`.

    A line of Arabic news that begins with a Latin name is a right-to-left line all the same.
    """
    if is_arabic(paragraph) or _STRONG.search(paragraph) is None:
        return "rtl"
    return "ltr"


def make_notes(facts: Facts) -> list[Note]:
    """Return the notes of a report in the order of the text."""
    text = facts.report.document.text
    notes = []
    for statement in facts.report.statements:
        told = facts.told_by(statement)
        stance = facts.wording.say("stance", statement.stance)
        body = write_row([facts.stance(statement), told])
        at = _find_word_start(text, statement.start)
        notes.append(Note(at, "statement", facts.speaker(statement), body, stance))
    notes += [_make_event_note(facts, event) for event in facts.report.events if event.triggers]
    return sorted(notes, key=lambda note: note.at)


def _make_event_note(facts: Facts, event: Event) -> Note:
    """Return the note of an event; that the article itself tells it goes without saying."""
    known = event.date.earliest or event.date.latest
    when = facts.date(event) if known else ""
    word = facts.whose_word(event) if event.modality != "asserted" else ""
    sides = [f"{label}: {isolate(clip(names, _MAX_SIDE))}" for label, names in facts.sides(event)]
    body = write_row([when, facts.name(event.place), *sides, facts.toll(event), word])
    at = _find_word_start(facts.report.document.text, event.triggers[0].start)
    return Note(at, "event", facts.event(event), body, when or word)


def _find_word_start(text: str, offset: int) -> int:
    """Return where the word around an offset begins; a note inside it would cut its letters."""
    back = text[max(0, offset - _MAX_WORD) : offset]
    words = back.split()
    if not words or back[-1].isspace() or len(words[-1]) == _MAX_WORD:
        return offset
    return offset - len(words[-1])


def _write_pieces(
    text: str, pieces: list[Piece], inserts: list[tuple[int, str]], prefix: str
) -> Iterator[str]:
    """Yield a paragraph's marks and letters as HTML, each insert (offset, HTML) in its place."""
    waiting = list(reversed(inserts))
    for piece in pieces:
        at = piece.start
        if piece.action != "close":
            while waiting and waiting[-1][0] <= at:
                yield waiting.pop()[1]
        if piece.action == "close":
            yield "</span>" if piece.mark is None or piece.mark.link is None else "</a>"
        elif piece.mark is not None:
            yield _open_mark(piece.mark, piece, prefix)
        else:
            while waiting and waiting[-1][0] < piece.end:
                upto, insert = waiting.pop()
                yield _write_letters(text[at:upto])
                yield insert
                at = upto
            yield _write_letters(text[at : piece.end])
    while waiting:
        yield waiting.pop()[1]


def _open_mark(mark: Mark, piece: Piece, prefix: str) -> str:
    names = [mark.layer, mark.kind]
    if mark.layer == "content":
        names += ["first"] * piece.first + ["last"] * piece.last
    attributes = {
        "class_": " ".join(name for name in names if name),
        "id": f"{prefix}{mark.anchor}" if mark.anchor is not None and piece.first else None,
        "title": mark.about,
    }
    if mark.link is None:
        return f"<span{write_attributes(attributes)}>"
    # A link that is not drawn along lets its letters be selected as those around it.
    return f"<a{write_attributes({**attributes, 'href': mark.link, 'draggable': 'false'})}>"


def _write_notes(notes: list[Note]) -> list[tuple[int, str]]:
    """Return the notes of a paragraph as HTML with the offset that each goes before.

    Each is there twice: in the margin, with those about its line, and as a chip beside its words,
    for where there is no margin. The style sheet shows one of the two.
    """
    groups: list[list[Note]] = []
    latest: dict[str, list[Note]] = {}
    inserts = []
    for note in notes:
        chip = element(
            "span", "", class_=f"chip of-{note.of}", data_head=note.head, data_body=note.brief
        )
        inserts.append((note.at, chip))
        group = latest.get(note.of)
        if group is not None and note.at - group[0].at < _LINE:
            group.append(note)
        else:
            latest[note.of] = [note]
            groups.append(latest[note.of])
    # No float may stand higher than one before it, on either side: the shorter column goes first.
    groups.sort(key=lambda group: (group[0].at, group[0].of))
    inserts += [(group[0].at, _write_group(group)) for group in groups]
    return sorted(inserts, key=lambda insert: insert[0])


def _write_group(group: list[Note]) -> str:
    entries = (
        element("span", "", class_="entry", data_head=note.head, data_body=note.body)
        for note in group
    )
    return element("span", "".join(entries), class_=f"note of-{group[0].of}")


def _write_letters(letters: str) -> str:
    """Return letters as HTML; bidi controls are kept, and made to be seen."""
    return _UNSEEN.sub(
        lambda match: element("span", match.group(), class_="unseen",
                              data_name=f"U+{ord(match.group()):04X}"),
        escape(letters),
    )  # fmt: skip
