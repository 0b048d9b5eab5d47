"""Interviews printed as questions and answers: each answer is a statement of who is asked.

The questions are the outlet's own voice. What shows an answer, and is its cue, is what stands for
"he said" before it, as the colon does in a headline: the mark that it begins with (* سؤال؟ - جواب),
the colon behind a label (ج:, فلان:), and where the answer has no mark the one that ends the
question.
"""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from rawi.model import Mention, Speaker
from rawi.reading.statements.cues import CueWord
from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.particles import has_role_bare, is_exactly
from rawi.reading.statements.scenes import Scene

_BULLETS = "*•●○▪■◆◄►><=+#-–—ـ"
_DASHES = "–—ـ"
_TURNING = frozenset("*•●>")
_ASKING = "؟?"
_CLOSING = "\"'»”’)]}.…"
# Turns that make an interview: where both marks show one, and where one of them is but a line.
_LEAST, _LEAST_BARE, _LEAST_UNMARKED = 2, 3, 4
# Pairs of marks that are tried, the commonest first.
_STYLES = 5
# And where nothing else tells of an interview: a question and an answer each with its own mark.
_LEAST_ALONE = 3
# Tokens of a question within which whom it calls upon is named.
_CALLED = 5
# Tokens of a question without mark, and of a line that is no heading between two answers.
_MAX_QUESTION, _MIN_LINE = 60, 6
_ENDS = '.؟!?؛:…»"”'


class Line(NamedTuple):
    """A line of a text: tokens `[first, last)`.

    Attributes:
        mark: The bullets or dashes that it begins with, dashes in one spelling.
        body: The token behind them.
        asks: Whether it ends in a question mark.
    """

    first: int
    last: int
    mark: str
    body: int
    asks: bool


class Turn(NamedTuple):
    """One answer: its cue at tokens `[first, last)`, and the token ranges of what is said.

    `asked` is the person whom the question turns to by name, None where it names nobody so.
    """

    first: int
    last: int
    spans: list[tuple[int, int]]
    asked: str | None = None


def find_answers(scene: Scene) -> tuple[list[Draft], list[Line]]:
    """Return the answers of an interview whose turns are told apart by marks, and its questions."""
    if not any(token.text in _ASKING for token in scene.tokens):
        return [], []
    lines = read_lines(scene)
    style = _find_style(scene, lines)
    if style is None:
        return [], []
    asking = (line for place, line in enumerate(lines) if _asks(lines, place, *style))
    asked = [line for line in asking if line.mark == style[0]]
    return [make_answer(scene, turn) for turn in _read_turns(scene, lines, *style)], asked


def drop_addressed(drafts: list[Draft], questions: list[Line]) -> list[Draft]:
    """Return the drafts without those by which a question asks what who answers says himself.

    ألا تعتقد أن (do you not think that); who speaks is named where it tells of somebody else.
    """
    asked = {index for line in questions for index in range(line.first, line.last)}
    return [d for d in drafts if d.answers or d.phrase is not None or d.cue.first not in asked]


def make_answer(scene: Scene, turn: Turn) -> Draft:
    """Return the draft of an answer."""
    start, end = scene.tokens[turn.first].start, scene.tokens[turn.last - 1].end
    mark = scene.text[start:end]
    cue = CueWord(turn.first, turn.last, start, end, "", "", "colon", mark, "says", (), "strong")
    draft = Draft(cue, None, None, turn.first, coordinate=True, whole=True, answers=True)
    draft.addressed = turn.asked
    draft.spans = [(first, last, 0) for first, last in turn.spans]
    return draft


def read_lines(scene: Scene) -> list[Line]:
    """Return the lines of a text that hold any token, cut where a turn begins within one."""
    ranges: list[tuple[int, int]] = []
    paragraph = -1
    for sentence in scene.analysis.sentences:
        if sentence.paragraph == paragraph and not _turns(scene, sentence.first):
            ranges[-1] = (ranges[-1][0], sentence.last)
        else:
            ranges.append((sentence.first, sentence.last))
        paragraph = sentence.paragraph
    return [_read_line(scene, first, last) for first, last in ranges]


def _turns(scene: Scene, first: int) -> bool:
    """Whether a sentence within a line begins a turn: with a bullet, or behind "?" with a dash."""
    text = scene.tokens[first].text
    return text in _TURNING or (
        _is_bullet(text) and first > 0 and scene.tokens[first - 1].text in _ASKING
    )


def _is_bullet(text: str) -> bool:
    return all(letter in _BULLETS for letter in text)


def _read_line(scene: Scene, first: int, last: int) -> Line:
    body = first
    while body < last - 1 and _is_bullet(scene.tokens[body].text):
        body += 1
    mark = "".join("-" if t.text[0] in _DASHES else t.text for t in scene.tokens[first:body])
    end = last - 1
    while end > body and scene.tokens[end].text in _CLOSING:
        end -= 1
    return Line(first, last, mark, body, scene.tokens[end].text in _ASKING)


def _find_style(scene: Scene, lines: list[Line]) -> tuple[str, str] | None:
    """Return the marks of questions and of answers, None where a text is no interview."""
    pairs = Counter(
        (asked.mark, answer.mark)
        for asked, answer in pairwise(lines)
        if asked.asks and not answer.asks
    )
    for style, count in pairs.most_common(_STYLES):
        first = next((i for i in range(len(lines)) if _asks(lines, i, *style)), None)
        if first is None:  # without marks, what is long asks nothing
            continue
        if _is_enough(lines, style, count) and (
            (count >= _LEAST_ALONE and all(style) and style[0] != style[1])
            or _is_announced(scene, lines[: first + 1], close=not any(style))
        ):
            return style
    return None


def _is_enough(lines: list[Line], style: tuple[str, str], count: int) -> bool:
    """Whether lines of these marks follow on each other often enough for an interview."""
    asked, answered = style
    if asked and asked == answered:  # a list has many lines with one mark, and some are questions
        return count >= _LEAST and 3 * count > sum(line.mark == asked for line in lines)
    return count >= (_LEAST if all(style) else _LEAST_BARE if any(style) else _LEAST_UNMARKED)


def _is_announced(scene: Scene, before: list[Line], *, close: bool) -> bool:
    """Whether the lines up to the first question speak of an interview.

    Where no mark shows its turns, the line before that question must, and lead over to it; and
    somebody must be named who can be asked.
    """
    if close:
        named = scene.entities.mentions_in(0, scene.tokens[before[-1].first].start)
        before = before[-2:-1]
        if not before or scene.tokens[before[0].last - 1].text not in ":.…":
            return False
        if not any(mention.type == "person" for mention in named):
            return False
    return any(
        has_role_bare(scene.tokens[index], "interview")
        for line in before
        for index in range(line.first, line.last)
    )


def _asks(lines: list[Line], place: int, asked: str, answered: str) -> bool:
    """Whether a line is a question."""
    line = lines[place]
    following = lines[place + 1] if place + 1 < len(lines) else None
    if asked and line.mark == asked and (asked != answered or line.asks):
        return True
    if not line.asks or following is None or (asked and not answered):
        return False
    if answered:
        return following.mark == answered
    return not following.asks and not line.mark and line.last - line.first <= _MAX_QUESTION


def _read_turns(scene: Scene, lines: list[Line], asked: str, answered: str) -> list[Turn]:
    turns: list[Turn] = []
    question: Line | None = None  # one that is not answered yet
    open_ = False
    asking = {place for place in range(len(lines)) if _asks(lines, place, asked, answered)}
    end = max(asking, default=0)
    for place, line in enumerate(lines):
        if place in asking:
            question, open_ = line, False
        elif question is not None and (line.mark == answered or not answered):
            cue = _find_cue(scene, question, line)
            if cue is not None:
                asked_of = _find_addressed(scene, question)
                turns.append(Turn(*cue, [(line.body, line.last)], asked_of))
            question, open_ = None, cue is not None
        elif open_ and _goes_on(scene, line):
            turns[-1].spans.append((line.body, line.last))
        elif place > end:
            open_ = False
    return turns


def _find_addressed(scene: Scene, question: Line) -> str | None:
    """Return the person whom a question calls upon: • الوزير فلان.. كيف ترون."""
    for index in range(question.body, min(question.last, question.body + _CALLED)):
        named = scene.named.get(index)
        if named is not None and named[0].type == "person":
            behind = scene.text[named[0].end : named[0].end + 2].strip()
            return named[0].entity if behind in ("..", "…") else None
    return None


def _find_cue(scene: Scene, question: Line, answer: Line) -> tuple[int, int] | None:
    """Return the tokens of the mark of an answer, else of the one that ends its question."""
    if answer.body > answer.first:
        return answer.first, answer.body
    for index in range(question.last - 1, question.first, -1):
        if scene.tokens[index].text in _ASKING:
            return index, index + 1
    return None


def _goes_on(scene: Scene, line: Line) -> bool:
    """Whether a line goes on with an answer and is no heading between two."""
    ends = scene.tokens[line.last - 1].text in _ENDS
    return line.last - line.first >= _MIN_LINE and (ends or line.last - line.first > 2 * _MIN_LINE)


def find_guest(scene: Scene, answer: Draft, told: list[tuple[Speaker, int | None]]) -> str | None:
    """Return who is interviewed: who speaks oftenest before the first answer, else is named so.

    Args:
        scene: The text.
        answer: The first answer.
        told: The speaker of each statement before it, and the place of the one around that.
    """
    if answer.addressed is not None:
        return answer.addressed
    spoken = [speaker for speaker, parent in told if parent is None]
    start = scene.tokens[answer.cue.first].start
    named = [m.entity for m in scene.entities.mentions_in(0, start) if not _is_asking(scene, m)]
    for entities in ([speaker.entity for speaker in spoken], named):
        people = [e for e in entities if e is not None and scene.entities[e].type == "person"]
        if people:
            return Counter(people).most_common(1)[0][0]
        if any(speaker.entity is None and speaker.text for speaker in spoken):
            return None  # who speaks is described, but not known
    return None


def _is_asking(scene: Scene, mention: Mention) -> bool:
    """Whether a name is that of who asks: حاوره: فلان, فلان التقاه."""
    before = scene.analysis.token_at(mention.start) - 1
    while before > 0 and scene.is_mark(before):
        before -= 1
    behind = scene.analysis.token_at(mention.end - 1) + 1
    return any(
        0 <= index < len(scene.tokens) and is_exactly(scene.tokens[index], "interviewing")
        for index in (before, behind)
    )
