"""Accounts made of a report: each event with its chain, sides, figures and words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from rawi.incidents.accounts import (
    Account,
    Figure,
    Link,
    Side,
    find_main,
    make_key,
    make_side,
    make_site,
)
from rawi.incidents.credits import find_credits
from rawi.incidents.stems import find_stems, list_stems
from rawi.model import Event, Quantity, Report, Statement
from rawi.text.normalise import fold

# An event's own words are those of the sentences that name it; a round-up's other items are not.
_SENTENCE_END = re.compile(r"[.؟!?۔](?=[\s\"'»”’)\]]|$)|\n+")
_HINT = re.compile(r"(\d{4}-\d\d-\d\d)|XXXX-(\d\d-\d\d)|XXXX-WXX-(\d)", re.ASCII)
# Sentences of more letters than this are texts without full stops; what stands further from the
# trigger is another event's.
_MAX_SENTENCE = 600
# What stands beside the first sentence is mostly of the same event still.
_BEFORE, _AFTER = 250, 400
_LEAD, _TITLE = 900, 120
_MAX_HINTS = 2


def make_accounts(report: Report, key: str | None = None) -> list[Account]:
    """Return the accounts of a report, one per event.

    Args:
        report: All readings of a document.
        key: The document's key; its id where none is given.
    """
    if not report.events:
        return []
    return _Maker(report, key or report.document.id).make()


class _Maker:
    """A report, and what its accounts are made of."""

    def __init__(self, report: Report, key: str) -> None:
        self.report = report
        self.key = key
        self.doc = report.document
        self.entities = {entity.id: entity for entity in report.entities}
        self.statements = {statement.id: statement for statement in report.statements}
        self.quantities = {quantity.id: quantity for quantity in report.quantities}
        self.sentences = split_ranges(self.doc.text)
        # Some crawlers repeat the title and add the outlet's name to it.
        self.title = frozenset(find_stems((self.doc.title or "")[:_TITLE]))
        self.starts, self.stems = list_stems(self.doc.text)
        self.lead = tuple(sorted(self.title.union(self._slice(0, _LEAD))))
        self.dates = [
            (time.start, hint)
            for time in report.times
            if time.type in ("date", "time") and (hint := _read_hint(time.value)) is not None
        ]

    def make(self) -> list[Account]:
        made = [self._make_account(event) for event in self.report.events if event.triggers]
        main = find_main(made)
        if main is None:
            return made
        titled = tuple(sorted(self.title.union(main.words)))
        return [
            msgspec.structs.replace(account, words=titled) if account is main else account
            for account in made
        ]

    def _make_account(self, event: Event) -> Account:
        ranges = self._find_ranges(event)
        words = {stem for a, b in ranges for stem in self._slice(a, b)}
        start, end = ranges[0]
        beside = self._slice(start - _BEFORE, end + _AFTER)
        known = event.date.earliest is not None or event.date.latest is not None
        site = self.entities.get(event.place or "")
        return Account(
            id=f"{self.key}:{event.id}",
            document=self.key,
            outlet=self.doc.outlet,
            published=self.doc.published,
            type=event.type,
            modality=event.modality,
            triggers=tuple(dict.fromkeys(trigger.text for trigger in event.triggers)),
            start=event.triggers[0].start,
            chain=self._make_chain(event),
            earliest=event.date.earliest,
            latest=event.date.latest,
            hints=() if known else self._find_hints(ranges),
            site=None if site is None else make_site(site),
            near=self._find_near(ranges),
            agents=tuple(self._make_agent(event, agent) for agent in event.agents),
            targets=tuple(make_side(self.entities[target]) for target in event.targets),
            figures=tuple(self._make_figure(self.quantities[q]) for q in event.quantities),
            names=self._find_names(ranges),
            words=tuple(sorted(words.union(beside))),
            lead=self.lead,
            frames=self._find_frames(ranges),
            prominence=self._weigh(event, words),
            excerpt=ranges[0],
        )

    def _slice(self, start: int, end: int) -> list[str]:
        """Return the stems of the words that begin in `[start, end)`."""
        return self.stems[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _find_ranges(self, event: Event) -> list[tuple[int, int]]:
        """Return the sentences that name the event, as offsets, in order."""
        found = {_clip(self.sentences, trigger.start) for trigger in event.triggers}
        return sorted(found)

    def _make_chain(self, event: Event) -> tuple[Link, ...]:
        chain = [Link("outlet", self.doc.outlet)]
        outlet = fold(self.doc.outlet or "")
        credits = find_credits(self.doc.text, self.doc.outlet)
        chain += [Link("agency", name) for name in credits if fold(name) not in outlet]
        tellers: list[str | None] = []
        statement = self.statements.get(event.statement or "")
        while statement is not None and len(tellers) < 8:
            tellers.append(self._name_speaker(statement))
            statement = self.statements.get(statement.parent or "")
        for place, name in enumerate(reversed(tellers)):
            chain.append(Link("source" if place else "speaker", name))
        return tuple(chain)

    def _name_speaker(self, statement: Statement) -> str | None:
        speaker = statement.speaker
        if speaker.entity is not None:
            return self.entities[speaker.entity].name
        return None if speaker.text is None else " ".join(speaker.text.split())

    def _make_agent(self, event: Event, agent: str) -> Side:
        """Return who did it, with who says so: whose words name both the deed and the doer."""
        side = make_side(self.entities[agent])
        for trigger in event.triggers:
            start, end = _clip(self.sentences, trigger.start)
            if any(m.entity == agent and start <= m.start < end for m in self.report.mentions):
                said = self._find_statement(trigger.start)
                if said is None or said.speaker.entity == agent:
                    continue
                return msgspec.structs.replace(side, speaker=self._name_speaker(said))
        return side

    def _find_statement(self, offset: int) -> Statement | None:
        """Return the innermost statement whose content holds an offset."""
        said = [s for s in self.report.statements if _says(s, offset)]
        return min(said, key=lambda s: sum(b - a for a, b in s.content), default=None)

    def _make_figure(self, quantity: Quantity) -> Figure:
        inner = self._find_statement(quantity.start)
        return Figure(
            what=quantity.what,
            low=quantity.low,
            high=quantity.high,
            cumulative=quantity.cumulative,
            part=quantity.part_of is not None,
            speaker=None if inner is None else self._name_speaker(inner),
            text=quantity.text,
            start=quantity.start,
        )

    def _find_frames(self, ranges: Sequence[tuple[int, int]]) -> tuple[tuple[str, str | None], ...]:
        frames = []
        for frame in self.report.frames:
            if _is_within(frame.start, ranges):
                said = self.statements.get(frame.voice)
                frames.append((frame.text, None if said is None else self._name_speaker(said)))
        return tuple(dict.fromkeys(frames))

    def _find_near(self, ranges: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        places = (m for m in self.report.mentions if m.type == "place")
        return tuple(sorted({make_key(m.text) for m in places if _is_within(m.start, ranges)}))

    def _find_names(self, ranges: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        persons = (m for m in self.report.mentions if m.type == "person")
        return tuple(sorted({fold(m.text) for m in persons if _is_within(m.start, ranges)}))

    def _find_hints(self, ranges: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        """Return what its sentences say of the day, else what the article's first lines say."""
        near = [hint for start, hint in self.dates if _is_within(start, ranges)]
        early = [hint for start, hint in self.dates if start < _LEAD]
        return tuple(dict.fromkeys(near or early))[:_MAX_HINTS]

    def _weigh(self, event: Event, words: set[str]) -> float:
        """Return how much the document is about the event.

        Half of it is the share of the title's words that its sentences have; the rest is how near
        to the beginning it is named, how often, and whether a toll is given.
        """
        titled = len(self.title.intersection(words)) / len(self.title) if self.title else 0.0
        early = 1 / (1 + event.triggers[0].start / 300)
        often = min(1.0, len(event.triggers) / 4)
        return round(0.5 * titled + 0.3 * early + 0.1 * often + 0.1 * bool(event.quantities), 4)


def split_ranges(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text as offsets, in order."""
    ranges, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if text[start : match.end()].strip():
            ranges.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        ranges.append((start, len(text)))
    return ranges or [(0, len(text))]


def _clip(sentences: Sequence[tuple[int, int]], offset: int) -> tuple[int, int]:
    """Return the sentence of an offset, of a very long one what stands around the offset."""
    at = max(0, bisect_right(sentences, (offset, 1 << 60)) - 1)
    start, end = sentences[at]
    return max(start, offset - _MAX_SENTENCE), min(end, offset + _MAX_SENTENCE)


def _is_within(offset: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in ranges)


def _says(statement: Statement, offset: int) -> bool:
    return _is_within(offset, statement.content)


def _read_hint(value: str) -> str | None:
    """Return what a TIMEX3 value says of a day, in the spelling of `Account.hints`."""
    match = _HINT.match(value)
    if match is None:
        return None
    return match.group(1) or match.group(2) or f"W{match.group(3)}"
