"""Incidents in the terminal: the list by disagreement, and the accounts of one side by side."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TextIO

from rawi.incidents.accounts import Account, Link
from rawi.incidents.disagreement import Comparison, Point, Value, parse_figure
from rawi.incidents.rules import RULES, estimate
from rawi.render.columns import Column, lay_out_row
from rawi.render.consoles import decides_reordering
from rawi.render.facts import clip, is_arabic, join_names
from rawi.render.lines import Paragraph, Run, lay_out
from rawi.render.wording import Wording, load_wording

_MAX_WIDTH, _PIPE_WIDTH = 150, 120
_LABEL, _LEAST = 12, 24
_EXCERPT = 220
_MAX_VOICES, _MAX_VALUES = 4, 8
_ASPECTS = ("day", "place", "called", "blamed", "targets")
_COUNTS = (
    "killed", "wounded", "arrested", "abducted", "missing", "displaced", "released",
    "surrendered", "trapped",
)  # fmt: skip


class Shown(NamedTuple):
    """An incident with what is needed to show it.

    Attributes:
        id: Its id.
        comparison: Its accounts side by side.
        texts: Document's key -> text.
        lineages: Account's id -> lineage.
    """

    id: str
    comparison: Comparison
    texts: Mapping[str, str]
    lineages: Mapping[str, str]


class Terminal:
    """A stream that lines of either direction are written to.

    Args:
        stream: Takes text.
        lang: Interface language.
        bidi: `auto`, `on` or `off`.
    """

    def __init__(self, stream: TextIO, *, lang: str, bidi: str) -> None:
        from rich.console import Console

        self.wording = load_wording(lang)
        self.rtl = self.wording.direction == "rtl"
        terminal = stream.isatty()
        self.reorder = decides_reordering(bidi, terminal=terminal, environment=os.environ)
        found = shutil.get_terminal_size((_PIPE_WIDTH, 40)).columns if terminal else _PIPE_WIDTH
        self.width = min(found, _MAX_WIDTH)
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False)

    def write(self, *runs: Run, indent: int = 0, hang: int = 2) -> None:
        """Write a paragraph of the interface's direction."""
        paragraph = Paragraph(list(runs), int(self.rtl), indent, hang)
        for line in lay_out(paragraph, self.width, reorder=self.reorder) or [[]]:
            self.write_line(line)

    def write_line(self, runs: Iterable[Run]) -> None:
        """Write a line whose runs stand from left to right."""
        from rich.text import Text

        line = Text.assemble(*((run.text, run.style) for run in runs), end="")
        self._console.print(line, soft_wrap=True)


def write_list(rows: Iterable[Shown], terminal: Terminal) -> int:
    """Write incidents, each with what its accounts differ on; return how many."""
    say = terminal.wording.say
    count = 0
    for shown in rows:
        if not count:
            terminal.write(Run(say("incident", "listed"), "bold underline"))
        count += 1
        terminal.write()
        _write_heading(shown, terminal)
        for point in shown.comparison.points:
            if point.differs:
                _write_point(point, shown, terminal, brief=True)
    if not count:
        terminal.write(Run(say("incident", "none"), "dim"))
    return count


def write_incident(shown: Shown, terminal: Terminal) -> None:
    """Write one incident: what differs, what agrees, the accounts side by side, the rules."""
    say = terminal.wording.say
    _write_heading(shown, terminal)
    for title, differs in (("differ", True), ("agree", False)):
        points = [p for p in shown.comparison.points if p.differs is differs and _is_told(p)]
        if points:
            terminal.write()
            terminal.write(Run(say("incident", title), "bold underline"))
        for point in points:
            _write_point(point, shown, terminal, brief=not differs)
    terminal.write()
    terminal.write(Run(say("incident", "side_by_side"), "bold underline"))
    _write_table(shown, terminal)
    _write_rules(shown, terminal)


def _is_told(point: Point) -> bool:
    """Whether a point is worth a line: that an event happened goes without saying."""
    return point.differs or point.aspect != "happened"


def _write_heading(shown: Shown, terminal: Terminal) -> None:
    say, comparison = terminal.wording.say, shown.comparison
    place = _first(comparison, "place") or say("incident", "place_unknown")
    called = _first(comparison, "called")
    counted = say(
        "incident", "articles",
        documents=len({a.document for a in comparison.accounts}), lineages=comparison.lineages,
    )  # fmt: skip
    day = _first(comparison, "day")
    dot = _separate("·", terminal)
    terminal.write(
        Run(f"{say('event', called)}{dot}" if called else "", "bold red"),
        Run(_mark(place), "bold"),
        Run(f"{dot}{_word_day(day, terminal.wording)}" if day else "", "cyan"),
        Run(f"{dot}{counted}"),
        Run(f"{dot}\u200e{shown.id}\u200e", "dim"),
    )


def _separate(sign: str, terminal: Terminal) -> str:
    """Return a separator between marks of the line's direction.

    Without them values of the other direction would stand in its order: 3 / 6 / 20 from left to
    right in an Arabic line.
    """
    mark = "\u200f" if terminal.rtl else "\u200e"
    return f"{mark} {sign} {mark}"


def _first(comparison: Comparison, aspect: str) -> str | None:
    point = comparison.find(aspect)
    return point.values[0].value if point is not None else None


def _write_point(point: Point, shown: Shown, terminal: Terminal, *, brief: bool) -> None:
    wording = terminal.wording
    label = Run(f"{wording.say('aspect', point.aspect)}: ", "yellow")
    if brief:
        values = [_mark(word_value(point.aspect, value.value, wording)) for value in point.values]
        slash = _separate("/", terminal)
        more = f"{slash}+{len(values) - _MAX_VALUES}" if len(values) > _MAX_VALUES else ""
        terminal.write(label, Run(slash.join(values[:_MAX_VALUES]) + more), indent=2)
        return
    terminal.write(label, indent=2)
    if point.aspect == "word":
        _write_words(point, shown, terminal)
        return
    for value in point.values:
        told = " ؛ ".join(_list_voices(value, shown))
        terminal.write(
            Run(_mark(word_value(point.aspect, value.value, wording)), "bold"),
            Run(" — ", "dim"),
            Run(_mark(told), "dim"),
            indent=4,
        )


def _write_words(point: Point, shown: Shown, terminal: Terminal) -> None:
    """Write who uses which words, a line each."""
    users: dict[str, list[str]] = {}
    for value in point.values:
        for voice in _list_voices(value, shown):
            users.setdefault(voice, []).append(value.value)
    for voice, words in sorted(users.items()):
        told = (Run(_mark(voice)), Run(" — ", "dim"), Run(_mark(join_names(words)), "magenta"))
        terminal.write(*told, indent=4)


def _list_voices(value: Value, shown: Shown) -> list[str]:
    """Return who says it: outlets that printed one text together, each chain once."""
    chains: dict[tuple[str, tuple[Link, ...]], list[Link]] = {}
    for account, chain in value.voices:
        inner = tuple(link for link in chain[1:] if link.link != "agency")
        key = (shown.lineages.get(account, account), inner)
        chains.setdefault(key, []).extend(link for link in chain if link not in inner)
    voices = dict.fromkeys(_write_chain(heads, inner) for (_, inner), heads in chains.items())
    return list(voices)[:_MAX_VOICES]


def _write_chain(heads: Sequence[Link], inner: Sequence[Link]) -> str:
    """Return who says it in words: outlets ← agency ← speaker; whoever is known.

    An agency that is one of the outlets itself stands there alone, before those that copied it.
    """
    outlets = list(dict.fromkeys(link.name for link in heads if link.link == "outlet"))
    agencies = dict.fromkeys(link.name for link in heads if link.link == "agency")
    own = [name for name in outlets if any(a and a in (name or "") for a in agencies)]
    named = [agency for agency in agencies if not any(agency and agency in (o or "") for o in own)]
    others = [name for name in outlets if name not in own]
    first = join_names(name or "" for name in (own or others))
    if own and others:
        first += f" (+ {join_names(name or '' for name in others)})"
    links = [first, *(name or "" for name in named), *(link.name or "" for link in inner)]
    return " ← ".join(dict.fromkeys(clip(link, 80) for link in links if link))


def word_value(aspect: str, value: str, wording: Wording) -> str:
    """Return a value of an aspect as people write it."""
    if aspect in _COUNTS:
        return wording.write_count(*parse_figure(value))
    if aspect == "day":
        return _word_day(value, wording)
    if aspect == "called":
        return wording.say("event", value)
    return wording.say("incident", value) if aspect == "happened" else value


def _word_day(value: str, wording: Wording) -> str:
    first, _, last = value.partition("/")
    return wording.write_bounds(first, last or first) or value


def _mark(text: str) -> str:
    """Return a value between marks of its own direction, so that it keeps what it ends with."""
    mark = "\u200f" if is_arabic(text) else "\u200e"
    return f"{mark}{text}{mark}"


class _Telling(NamedTuple):
    """One text's accounts of the incident, and who printed it."""

    accounts: list[Account]
    outlets: list[str]


def _write_table(shown: Shown, terminal: Terminal) -> None:
    tellings = _list_tellings(shown)
    per_row = max(1, min(4, (terminal.width - _LABEL) // (_LEAST + 3)))
    for start in range(0, len(tellings), per_row):
        part = tellings[start : start + per_row]
        width = (terminal.width - _LABEL) // min(per_row, len(tellings)) - 3
        columns = [Column(_LABEL, int(terminal.rtl)), *(Column(width, 1) for _ in part)]
        rule = [Run("─" * (_LABEL + (width + 3) * len(part)), "dim")]
        if terminal.reorder and terminal.rtl:
            rule.insert(0, Run(" " * (terminal.width - len(rule[0].text))))
        terminal.write_line(rule)
        for label, cells in _iter_rows(part, shown, terminal.wording):
            paragraphs = [[Paragraph([Run(label, "yellow")], int(terminal.rtl))], *cells]
            lines = lay_out_row(paragraphs, columns, rtl=terminal.rtl, reorder=terminal.reorder)
            used = _LABEL + (width + 3) * len(part)
            pad = terminal.width - used if terminal.reorder and terminal.rtl else 0
            for line in lines:
                terminal.write_line([Run(" " * pad), *line])
    terminal.write_line([Run("─" * terminal.width, "dim")])


def _list_tellings(shown: Shown) -> list[_Telling]:
    """Return the accounts by the text that they stand in, in the order of publication."""
    found: dict[str, list[Account]] = {}
    for account in shown.comparison.accounts:
        found.setdefault(shown.lineages.get(account.id, account.document), []).append(account)
    return [
        _Telling(
            [a for a in accounts if a.document == accounts[0].document],
            list(dict.fromkeys(a.outlet for a in accounts[1:] if a.outlet and a.outlet
                               != accounts[0].outlet)),
        )
        for accounts in found.values()
    ]  # fmt: skip


Cell = list[Paragraph]


def _iter_rows(
    part: Sequence[_Telling], shown: Shown, wording: Wording
) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the rows of the table as label and cells; rows that say nothing are left out."""
    yield "", [_write_head(telling, wording) for telling in part]
    own = {a.id for telling in part for a in telling.accounts}
    aspects = [point.aspect for point in shown.comparison.points if point.aspect != "word"]
    order = [a for a in (*_ASPECTS, *_COUNTS, "happened") if a in aspects]
    for aspect in order:
        point = shown.comparison.find(aspect)
        if point is None or not _is_told(point):
            continue
        if any(account in own for value in point.values for account, _ in value.voices):
            cells = [_write_cell(point, telling, wording) for telling in part]
            yield wording.say("aspect", aspect), cells
    words = [join_names(w for a in t.accounts for w in a.triggers) for t in part]
    yield wording.say("aspect", "triggers"), [[Paragraph([Run(text)])] for text in words]
    loaded = [join_names(w for a in t.accounts for w, _ in a.frames) for t in part]
    if any(loaded):
        cells = [[Paragraph([Run(text, "magenta")])] for text in loaded]
        yield wording.say("aspect", "word"), cells
    yield wording.say("aspect", "excerpt"), [_write_excerpt(t, shown.texts) for t in part]


def _write_head(telling: _Telling, wording: Wording) -> Cell:
    first = telling.accounts[0]
    head = [Paragraph([Run(_mark(first.outlet or "?"), "bold")])]
    if first.published:
        head.append(Paragraph([Run(_mark(wording.write_day(first.published)), "cyan")]))
    if telling.outlets:
        head.append(Paragraph([Run(f"+ {join_names(telling.outlets)}", "dim")]))
    return head


def _write_cell(point: Point, telling: _Telling, wording: Wording) -> Cell:
    """Return what a text says of an aspect, each value with the speaker who gives it."""
    own = {account.id for account in telling.accounts}
    cell = []
    for value in point.values:
        chains = dict.fromkeys(chain for account, chain in value.voices if account in own)
        speakers = dict.fromkeys(
            clip(chain[-1].name, 40)
            for chain in chains
            if chain[-1].link in ("speaker", "source") and chain[-1].name
        )
        if chains:
            text = _mark(word_value(point.aspect, value.value, wording))
            runs = [Run(text, "bold" if point.differs else "")]
            told = bool(speakers) and point.differs
            runs += [Run(f" ({_mark(join_names(speakers))})", "dim")] * told
            cell.append(Paragraph(runs))
    return cell


def _write_excerpt(telling: _Telling, texts: Mapping[str, str]) -> Cell:
    account = telling.accounts[0]
    start, end = account.excerpt
    sentence = " ".join(texts.get(account.document, "")[start:end].split())
    return [Paragraph([Run(clip(sentence, _EXCERPT), "dim")])]


def _write_rules(shown: Shown, terminal: Terminal) -> None:
    say, comparison = terminal.wording.say, shown.comparison
    told = [what for what in _COUNTS if (p := comparison.find(what)) is not None and p.values]
    if not told:
        return
    terminal.write()
    terminal.write(Run(say("incident", "rules"), "bold underline"))
    for rule in RULES:
        written = []
        for what in told:
            made = estimate(comparison.accounts, what, rule, shown.lineages)
            high = "…" if made.high is None else str(made.high)
            three = f"\u200e{made.low} – {made.best} – {high}\u200e"
            number = three if rule == "low-best-high" else f"{made.best}"
            written.append(f"{say('aspect', what)}: {number}")
        label = Run(f"{say('incident', rule)}: ", "yellow")
        terminal.write(label, Run(_separate("·", terminal).join(written)), indent=2)
