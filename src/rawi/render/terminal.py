"""Reports as text for the terminal: who says what, what happened, who is named, in which words."""

import os
import shutil
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from rawi.model import Entity, Event, Report, Statement
from rawi.render.consoles import decides_reordering
from rawi.render.facts import TYPES, Facts, join_names
from rawi.render.lines import Paragraph, Run, lay_out
from rawi.render.wording import load_wording

if TYPE_CHECKING:
    from rich.console import Console

# Lines longer than this are hard to read to their end and find back from.
_MAX_WIDTH = 100
_STYLES = {
    "person": "magenta", "organization": "blue", "armed_group": "yellow", "place": "green",
    "unnamed": "dim",
}  # fmt: skip


def write_text(reports: Iterable[Report], stream: TextIO, *, lang: str, bidi: str) -> None:
    """Write the reports laid out for reading.

    On a terminal lines are broken to its width, coloured, and put in visible order where the
    terminal does not do it itself; in a file or pipe each paragraph is one line, in the order of
    reading, without colour.

    Args:
        reports: One an article.
        stream: Takes text.
        lang: Interface language: `ar` or `en`.
        bidi: `auto`, `on` or `off`.
    """
    from rich.console import Console

    wording = load_wording(lang)
    terminal = stream.isatty()
    reorder = decides_reordering(bidi, terminal=terminal, environment=os.environ)
    width = min(shutil.get_terminal_size().columns, _MAX_WIDTH) if terminal or reorder else None
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for number, report in enumerate(reports):
        if number:
            console.print("─" * (width or 40), style="dim", soft_wrap=True)
        for paragraph in iter_paragraphs(Facts(report, wording)):
            _print(console, paragraph, width, reorder=reorder)


def _print(console: "Console", paragraph: Paragraph, width: int | None, *, reorder: bool) -> None:
    from rich.text import Text

    for runs in lay_out(paragraph, width, reorder=reorder) or [[]]:
        line = Text.assemble(*((run.text, run.style) for run in runs), end="")
        console.print(line, soft_wrap=True)


def iter_paragraphs(facts: Facts) -> Iterator[Paragraph]:
    """Yield the paragraphs of a report, empty ones between its parts."""
    base = int(facts.wording.direction == "rtl")
    yield Paragraph([Run(facts.title(), "bold")])
    yield Paragraph([Run(_row(facts, facts.origin()), "dim")], base)
    parts = {
        "events": _iter_events(facts, base),
        "statements": _iter_statements(facts, base),
        "names": _iter_names(facts, base),
        "frames": _iter_frames(facts, base),
        "skipped": _iter_skipped(facts, base),
    }
    found = False
    for part, paragraphs in parts.items():
        written = list(paragraphs)
        if written:
            found = True
            yield Paragraph([])
            yield Paragraph([Run(facts.wording.say("section", part), "bold underline")], base)
            yield from written
    if not found:
        yield Paragraph([Run(facts.wording.say("label", "nothing"), "dim")], base)
    yield Paragraph([])


def _row(facts: Facts, parts: list[str]) -> str:
    """Return values in a row, digits and names of another script kept in their place."""
    return _separator(facts).join(part for part in parts if part)


def _separator(facts: Facts, sign: str = "·") -> str:
    """Return a separator between marks of the line's direction (RLM or LRM).

    Without them a number would be drawn to the Latin or Arabic name before it.
    """
    mark = "\u200f" if facts.wording.direction == "rtl" else "\u200e"
    return f"{mark} {sign} {mark}"


def _follow(facts: Facts, parts: list[str]) -> str:
    """Return values in a row behind a name."""
    return "".join(_separator(facts) + part for part in parts if part)


def _letters(text: str) -> str:
    """Return Arabic words between marks that keep a number at their edge with them."""
    return f"\u200f{text}\u200f"


def _iter_statements(facts: Facts, base: int) -> Iterator[Paragraph]:
    for statement in facts.report.statements:
        yield Paragraph(_write_speaker(facts, statement), base, indent=2, hang=2)
        for content in facts.contents(statement):
            yield Paragraph([Run(content)], 1, indent=4)


def _write_speaker(facts: Facts, statement: Statement) -> list[Run]:
    runs = [
        Run(facts.speaker(statement), "bold"),
        Run(_separator(facts, "—"), "dim"),
        Run(facts.stance(statement), "yellow"),
    ]
    told = facts.told_by(statement)
    return [*runs, Run(_separator(facts) + told, "dim")] if told else runs


def _iter_events(facts: Facts, base: int) -> Iterator[Paragraph]:
    for event in facts.timeline():
        known = event.date.earliest is not None or event.date.latest is not None
        yield Paragraph(
            [
                Run(facts.date(event), "cyan" if known else "dim"),
                Run(_separator(facts), "dim"),
                Run(facts.event(event), "bold red"),
                Run(f" ({_letters(facts.triggers(event))})"),
            ],
            base, indent=2, hang=2,
        )  # fmt: skip
        details = _row(facts, _describe(facts, event))
        word = (_separator(facts) if details else "") + facts.whose_word(event)
        yield Paragraph([Run(details), Run(word, "dim")], base, indent=4)


def _describe(facts: Facts, event: Event) -> list[str]:
    place = facts.name(event.place)
    sides = [f"{label}: {names}" for label, names in facts.sides(event)]
    return [
        f"{facts.wording.say('label', 'place')}: {place}" if place else "",
        *sides,
        facts.toll(event),
    ]


def _iter_names(facts: Facts, base: int) -> Iterator[Paragraph]:
    for kind in TYPES:
        entities = facts.entities_of(kind)
        if entities:
            yield Paragraph([Run(facts.wording.say("entities", kind), "dim")], base, indent=2)
        for entity in entities:
            yield Paragraph(_write_name(facts, entity), base, indent=4, hang=2)


def _write_name(facts: Facts, entity: Entity) -> list[Run]:
    count = facts.named.get(entity.id, 0)
    also = join_names(entity.aliases)
    where = entity.location
    parts = [
        facts.latin(entity),
        f"×{count}" if count > 1 else "",
        facts.roles(entity),
        f"{facts.wording.say('label', 'aliases')}: {also}" if also else "",
        f"\u200e{where.lat:.3f}, {where.lon:.3f} {where.country or '?'}\u200e"
        if where is not None
        else "",
    ]
    return [Run(_letters(entity.name), _STYLES[entity.type]), Run(_follow(facts, parts), "dim")]


def _iter_frames(facts: Facts, base: int) -> Iterator[Paragraph]:
    for voice, frames in facts.frames_by_voice().items():
        yield Paragraph([Run(voice, "bold")], base, indent=2)
        for frame in frames:
            neutral = facts.wording.say("label", "neutral")
            parts = [
                facts.wording.say("frame", frame.category),
                f"{neutral}: {facts.neutral(frame)}" if frame.neutral is not None else "",
            ]
            rest = Run(_follow(facts, parts), "dim")
            yield Paragraph([Run(_letters(frame.text), "magenta"), rest], base, indent=4, hang=2)


def _iter_skipped(facts: Facts, base: int) -> Iterator[Paragraph]:
    for reason, count in sorted(facts.report.skipped.items()):
        yield Paragraph([Run(f"{facts.reason(reason)}: {count}", "dim")], base, indent=2, hang=2)
