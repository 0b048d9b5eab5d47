"""What a report says of its items, in words: names of speakers, sides, tolls, whose word it is."""

import re
from collections.abc import Iterable
from typing import get_args

from rawi.model import Entity, EntityType, Event, Frame, Quantity, Report, Statement, TimeExpression
from rawi.render.wording import Wording

# A margin or a line of a list has room for so many letters of a described speaker.
MAX_PHRASE = 60
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Types of entity, in the order in which they are listed.
TYPES: tuple[str, ...] = get_args(EntityType)
# Sorts behind every ISO day.
_LATE = "9999-99-99"


class Facts:
    """A report with the words to tell it in. Everything that a user sees is worded here.

    Attributes:
        report: The report.
        wording: The interface language.
    """

    def __init__(self, report: Report, wording: Wording) -> None:
        self.report = report
        self.wording = wording
        self.entities = {entity.id: entity for entity in report.entities}
        self.statements = {statement.id: statement for statement in report.statements}
        self.quantities = {quantity.id: quantity for quantity in report.quantities}
        self.named = _count(mention.entity for mention in report.mentions)

    def title(self) -> str:
        """Return the article's title, else its first line, else words for having none."""
        doc = self.report.document
        first = next((line.strip() for line in doc.text.splitlines() if line.strip()), "")
        return clip(" ".join((doc.title or first).split()), 200) or self.wording.say(
            "label", "untitled"
        )

    def origin(self) -> list[str]:
        """Return the outlet, the day of publication and the file."""
        doc = self.report.document
        day = doc.published
        dated = self.wording.write_day(day) if day else self.wording.say("label", "undated")
        return [part for part in (doc.outlet, dated, doc.source) if part]

    def name(self, entity_id: str | None) -> str:
        """Return the name of an entity; empty for None."""
        return self.entities[entity_id].name if entity_id is not None else ""

    def speaker(self, statement: Statement) -> str:
        """Return the name of who speaks, else the phrase that names the source."""
        if statement.speaker.entity is not None:
            return self.name(statement.speaker.entity)
        if statement.speaker.text is not None:
            return clip(" ".join(statement.speaker.text.split()), MAX_PHRASE)
        return self.wording.say("label", "speaker_unknown")

    def stance(self, statement: Statement) -> str:
        """Return what the speaker does by saying it, and whether the words are theirs."""
        say = self.wording.say
        return f"{say('stance', statement.stance)} · {say('mode', statement.mode)}"

    def chain(self, statement: Statement) -> list[str]:
        """Return who told it on the way to the article, the nearest to the speaker first."""
        tellers: list[str] = []
        seen = {statement.id}
        parent = statement.parent
        while parent is not None and parent not in seen:
            seen.add(parent)
            tellers.append(self.speaker(self.statements[parent]))
            parent = self.statements[parent].parent
        return tellers

    def told_by(self, statement: Statement) -> str:
        """Return the chain in words; empty where the article tells it without a go-between."""
        chain = self.chain(statement)
        if not chain:
            return ""
        return f"{self.wording.say('label', 'told_by')}: {join_names(chain)}"

    def contents(self, statement: Statement) -> list[str]:
        """Return the letters of what is said, a piece each."""
        text = self.report.document.text
        return [" ".join(text[start:end].split()) for start, end in statement.content]

    def event(self, event: Event) -> str:
        """Return the kind of an event."""
        return self.wording.say("event", event.type)

    def triggers(self, event: Event) -> str:
        """Return the words that name the event, each once."""
        return join_names(span.text for span in event.triggers)

    def date(self, event: Event) -> str:
        """Return the bounds of an event's date."""
        bounds = self.wording.write_bounds(event.date.earliest, event.date.latest)
        return bounds or self.wording.say("label", "date_unknown")

    def sides(self, event: Event) -> list[tuple[str, str]]:
        """Return who did it and to whom, as label and names; empty sides are left out."""
        return [
            (
                self.wording.say("label", label),
                join_names(self.name(side) for side in sides),
            )
            for label, sides in (("agents", event.agents), ("targets", event.targets))
            if sides
        ]

    def toll(self, event: Event) -> str:
        """Return the counts that belong to an event, each once."""
        counts = [self.count(self.quantities[quantity]) for quantity in event.quantities]
        return self.wording.join(list(dict.fromkeys(counts)))

    def count(self, quantity: Quantity) -> str:
        """Return a count with what it counts."""
        number = self.wording.write_count(quantity.low, quantity.high)
        return f"{self.wording.say('quantity', quantity.what)}: {number}"

    def whose_word(self, event: Event) -> str:
        """Return who says that it happened, and whether it did."""
        modality: str = event.modality
        statement = self.statements.get(event.statement or "")
        if modality == "claimed" or statement is None:
            speaker = self.wording.say("label", "speaker_unknown")
            if statement is not None:
                speaker = self.speaker(statement)
            return self.wording.say("modality", modality, speaker=speaker)
        if self.wording.knows("modality", f"{modality}_by"):
            return self.wording.say("modality", f"{modality}_by", speaker=self.speaker(statement))
        return self.wording.say("modality", modality)

    def timeline(self) -> list[Event]:
        """Return the events in the order of time; those without a date come last."""
        return sorted(
            self.report.events,
            key=lambda event: (
                event.date.earliest or event.date.latest or _LATE,
                event.date.latest or _LATE,
                event.triggers[0].start if event.triggers else 0,
            ),
        )

    def time(self, time: TimeExpression) -> str:
        """Return the value of a time, and its bounds where they say more."""
        bounds = self.wording.write_bounds(time.earliest, time.latest)
        return f"{time.value} · {bounds}" if bounds else time.value

    def entities_of(self, kind: str) -> list[Entity]:
        """Return the entities of a type, the most often named first."""
        found = [entity for entity in self.report.entities if entity.type == kind]
        return sorted(found, key=lambda entity: -self.named.get(entity.id, 0))

    def roles(self, entity: Entity) -> str:
        """Return the titles that a person holds, with the bodies they are held in."""
        written = [
            f"{role.title} ({self.name(role.organization)})" if role.organization else role.title
            for role in entity.roles
        ]
        return join_names(written)

    def voice(self, frame: Frame) -> str:
        """Return who uses a word: the article itself, or a speaker."""
        statement = self.statements.get(frame.voice)
        if statement is None:
            return self.wording.say("label", "article")
        return self.speaker(statement)

    def latin(self, entity: Entity) -> str:
        """Return a name in Latin letters where the interface is written in them; else nothing."""
        apart = entity.latin is not None and entity.latin != entity.name
        return entity.latin or "" if apart and self.wording.lang != "ar" else ""

    def neutral(self, frame: Frame) -> str:
        """Return the neutral word, in the interface's language where there is one in both."""
        glosses = (frame.neutral or "").split("; ")
        own = [gloss for gloss in glosses if is_arabic(gloss) == (self.wording.lang == "ar")]
        return "; ".join(own or glosses)

    def frames_by_voice(self) -> dict[str, list[Frame]]:
        """Return the words that take a side by who uses them, the article itself first."""
        voices: dict[str, list[Frame]] = {}
        for frame in sorted(self.report.frames, key=lambda frame: frame.voice != "outlet"):
            voices.setdefault(self.voice(frame), []).append(frame)
        return voices

    def reason(self, reason: str) -> str:
        """Return a reason for leaving something out, in words."""
        return (
            self.wording.say("reason", reason) if self.wording.knows("reason", reason) else reason
        )


def join_names(names: Iterable[str]) -> str:
    """Return Arabic words in a row, each once, with Arabic commas in either interface."""
    return "، ".join(dict.fromkeys(name for name in names if name))


def is_arabic(text: str) -> bool:
    """Whether a text has any letter that runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def clip(text: str, length: int) -> str:
    """Return a text cut at a word to at most `length` code points, with a mark that it was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip("،,؛; ") + "…"


def _count(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts
