"""Transcripts: lines that begin with who speaks and a colon, turn by turn.

Each turn is a statement of whom its label names, to where the next label stands. Whoever asks (س,
المذيع, or whose turns are mostly questions) is the outlet's own voice.
"""

from collections import Counter
from typing import NamedTuple

from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.headlines import can_speak
from rawi.reading.statements.interviews import Line, Turn, make_answer, read_lines
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end
from rawi.reading.statements.particles import is_exactly
from rawi.reading.statements.scenes import Scene

_MAX_LABEL = 8
# Turns that make a transcript, and turns of one by which it shows whether he asks.
_LEAST, _LEAST_OF_ONE = 4, 2
_COLONS = ":/"


class _Labelled(NamedTuple):
    """A line with a label.

    Attributes:
        place: The number of the line.
        name: The label, folded; empty for one of who answers (ج).
        phrase: Who speaks, None where the label does not name him.
        colon: The token of its colon.
        asker: Whether the label is of who asks.
    """

    place: int
    name: str
    phrase: Phrase | None
    colon: int
    asker: bool


def find_transcript(scene: Scene) -> tuple[list[Draft], list[Line]]:
    """Return the turns of who answers in a transcript, and the lines of who asks.

    Both are empty where a text is no transcript.
    """
    lines = read_lines(scene)
    labelled = [found for i in range(len(lines)) if (found := _read_label(scene, lines, i))]
    if not _is_transcript(labelled):
        return [], []
    asking = _find_askers(lines, labelled)
    drafts: list[Draft] = []
    questions: list[Line] = []
    for number, found in enumerate(labelled):
        following = labelled[number + 1].place if number + 1 < len(labelled) else found.place + 1
        if found.asker or (found.name and found.name in asking):
            questions.append(lines[found.place])
            continue
        first = [(found.colon + 1, lines[found.place].last)]
        rest = [(line.body, line.last) for line in lines[found.place + 1 : following]]
        spans = [span for span in first + rest if span[0] < span[1]]
        if spans:
            draft = make_answer(scene, Turn(found.colon, found.colon + 1, spans))
            draft.phrase, draft.answers = found.phrase, True
            draft.zone = lines[found.place].first
            drafts.append(draft)
    return drafts, questions


def _read_label(scene: Scene, lines: list[Line], place: int) -> _Labelled | None:
    line = lines[place]
    limit = min(line.last, line.body + _MAX_LABEL)
    tokens = scene.tokens
    colon = next((i for i in range(line.body + 1, limit) if tokens[i].text in _COLONS), None)
    if colon is None:
        return None
    single = colon == line.body + 1
    if single and is_exactly(tokens[line.body], "asker"):
        return _Labelled(place, tokens[line.body].key, None, colon, True)
    if single and is_exactly(tokens[line.body], "answerer"):
        return _Labelled(place, "", None, colon, False)
    phrase = Phrase(line.body, find_phrase_end(scene, line.body, colon))
    if tokens[colon].text != ":" or phrase.last != colon or not can_speak(scene, phrase):
        return None
    asker = is_exactly(tokens[line.body], "asker")
    return _Labelled(place, _spell(scene, phrase), phrase, colon, asker)


def _spell(scene: Scene, phrase: Phrase) -> str:
    return " ".join(token.key for token in scene.tokens[phrase.first : phrase.last])


def _is_transcript(labelled: list[_Labelled]) -> bool:
    """Whether labels alternate: somebody asks and somebody answers, or two speak twice each."""
    if len(labelled) < _LEAST:
        return False
    asked = [found for found in labelled if found.asker]
    if len(asked) >= _LEAST_OF_ONE and len(labelled) - len(asked) >= _LEAST_OF_ONE:
        return True
    turns = Counter(found.name for found in labelled)
    return sum(count >= _LEAST_OF_ONE for count in turns.values()) > 1


def _find_askers(lines: list[Line], labelled: list[_Labelled]) -> set[str]:
    """Return the labels of those whose turns are mostly questions."""
    turns: dict[str, list[bool]] = {}
    for found in labelled:
        turns.setdefault(found.name, []).append(lines[found.place].asks)
    return {
        name
        for name, asks in turns.items()
        if len(asks) >= _LEAST_OF_ONE and sum(asks) * 2 > len(asks)
    }
