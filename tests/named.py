"""Texts with marked names and contents, for readers that come after the names."""

from typing import NamedTuple

from marked import parse_marked

from rawi.language.analysis import Analysis, analyse
from rawi.model import Cue, MentionType, Speaker, Statement, make_document
from rawi.reading.entities import Entities
from rawi.reading.mentions import Name

TYPES: dict[str, MentionType] = {
    "person": "person",
    "org": "organization",
    "group": "armed_group",
    "place": "place",
}


class Scene(NamedTuple):
    """A text with the names and the contents that its marks give."""

    analysis: Analysis
    entities: Entities
    statements: list[Statement]

    def entity_name(self, entity_id: str | None) -> str | None:
        return None if entity_id is None else self.entities[entity_id].name


def make_scene(marked: str) -> Scene:
    """Return the scene of a marked text: {person:…} {org:…} {group:…} {place:…} {said:…}."""
    text, spans = parse_marked(marked)
    analysis = analyse(make_document(text))
    names = [
        Name(start, end, TYPES[label], canonical=text[start:end])
        for label, start, end in sorted(spans, key=lambda span: span[1])
        if label in TYPES
    ]
    said = [(start, end) for label, start, end in spans if label == "said"]
    statements = [
        Statement(
            id=f"s{number}",
            start=start,
            end=end,
            content=((start, end),),
            cue=Cue(start, end, text[start:end], ""),
            speaker=Speaker(),
            mode="indirect",
            stance="says",
        )
        for number, (start, end) in enumerate(said, 1)
    ]
    return Scene(analysis, Entities(analysis, names), statements)
