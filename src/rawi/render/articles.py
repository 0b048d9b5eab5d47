"""The article's text as HTML: verbatim letters, every layer marked, notes in the margins."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rawi.render.facts import Facts, is_arabic
from rawi.render.marks import Mark, Piece, iter_paragraphs, make_marks, nest
from rawi.render.markup import element, escape, isolate, write_attributes, write_row

# Bidi embeddings, overrides and isolates change the order of what follows without being seen.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_STRONG = re.compile(r"[^\W\d_]")
# How far back the beginning of a word is looked for; no Arabic word is that long.
_MAX_WORD = 64


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


def write_text(facts: Facts, prefix: str) -> str:
    """Return the text with its marks and notes.

    The letters in the element, taken together, are the article's text, unchanged: marks are
    elements around them, notes are attributes that the style sheet shows.

    Args:
        facts: The report and its words.
        prefix: What anchors begin with, to tell several articles of a page apart.
    """
    notes = make_notes(facts)
    paragraphs, upcoming = [], 0
    text = facts.report.document.text
    for start, end, after, marks in iter_paragraphs(facts.report, make_marks(facts)):
        first = upcoming
        while upcoming < len(notes) and notes[upcoming].at < after:
            upcoming += 1
        content = "".join(
            _write_pieces(text, nest(marks, start, end), notes[first:upcoming], prefix)
        )
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
    for event in facts.report.events:
        if event.triggers:
            at = _find_word_start(text, event.triggers[0].start)
            known = event.date.earliest or event.date.latest
            when = facts.date(event) if known else ""
            parts = [when, facts.name(event.place)]
            parts += [f"{label}: {isolate(names)}" for label, names in facts.sides(event)]
            parts += [facts.toll(event), facts.whose_word(event)]
            brief = when or (facts.whose_word(event) if event.modality != "asserted" else "")
            body = write_row(parts)
            notes.append(Note(at, "event", facts.event(event), body, brief))
    return sorted(notes, key=lambda note: note.at)


def _find_word_start(text: str, offset: int) -> int:
    """Return where the word around an offset begins; a note inside it would cut its letters."""
    back = text[max(0, offset - _MAX_WORD) : offset]
    words = back.split()
    if not words or back[-1].isspace() or len(words[-1]) == _MAX_WORD:
        return offset
    return offset - len(words[-1])


def _write_pieces(text: str, pieces: list[Piece], notes: list[Note], prefix: str) -> Iterator[str]:
    """Yield a paragraph's marks and letters as HTML, each note before its word."""
    waiting = list(reversed(notes))
    for piece in pieces:
        at = piece.start
        if piece.action != "close":
            while waiting and waiting[-1].at <= at:
                yield _write_note(waiting.pop())
        if piece.action == "close":
            yield "</span>"
        elif piece.mark is not None:
            yield _open_mark(piece.mark, piece, prefix)
        else:
            while waiting and waiting[-1].at < piece.end:
                note = waiting.pop()
                yield _write_letters(text[at : note.at])
                yield _write_note(note)
                at = note.at
            yield _write_letters(text[at : piece.end])
    while waiting:
        yield _write_note(waiting.pop())


def _open_mark(mark: Mark, piece: Piece, prefix: str) -> str:
    names = [mark.layer, mark.kind]
    if mark.layer == "content":
        names += ["first"] * piece.first + ["last"] * piece.last
    attributes = {
        "class_": " ".join(name for name in names if name),
        "id": f"{prefix}{mark.anchor}" if mark.anchor is not None and piece.first else None,
        "title": mark.about,
    }
    return f"<span{write_attributes(attributes)}>"


def _write_note(note: Note) -> str:
    return element(
        "span", "", class_=f"note of-{note.of}", data_head=note.head, data_body=note.body,
        data_brief=note.brief,
    )  # fmt: skip


def _write_letters(letters: str) -> str:
    """Return letters as HTML; bidi controls are kept, and made to be seen."""
    return _UNSEEN.sub(
        lambda match: element("span", match.group(), class_="unseen",
                              data_name=f"U+{ord(match.group()):04X}"),
        escape(letters),
    )  # fmt: skip
