"""Places in a text that end or colour what is said, found once so that each look-up is short."""

from bisect import bisect_left
from itertools import accumulate

from rawi.reading.statements.cues import look_up
from rawi.reading.statements.particles import has_role, has_role_bare, is_exactly
from rawi.reading.statements.scenes import Scene

# Words in quotation marks below this are a name or a term, not speech.
_MIN_QUOTED = 2
_DASHES = "-–—"


class Landmarks:
    """The writer's own remarks, the dashes, the quoted words and the speech of a text."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        found = (_aside_at(scene, index) for index in range(1, len(scene.tokens)))
        asides = [aside for aside in found if aside is not None]
        self._asides = [index for index, _ in asides]
        self._cuts = [cut for _, cut in asides]
        self._dashes = [i for i in range(len(scene.tokens)) if _is_spaced_dash(scene, i)]
        self._unclosed = sorted(scene.unclosed)
        self._words = [0, *accumulate(token.kind != "mark" for token in scene.tokens)]
        self._quoted = [
            0,
            *accumulate(
                token.kind != "mark" and quotation is not None
                for token, quotation in zip(scene.tokens, scene.quoted, strict=True)
            ),
        ]
        speech = [q for q in scene.quotations if _is_speech(scene, q.first, q.last)]
        self._speech = [quotation.first for quotation in speech]
        self._speech_ends = list(accumulate((quotation.last for quotation in speech), max))

    def find_aside(self, begin: int, end: int) -> int | None:
        """Return where the first remark of the writer begins in tokens `[begin, end)`."""
        place = bisect_left(self._asides, begin)
        if place < len(self._asides) and self._asides[place] < end:
            return self._cuts[place]
        return None

    def find_dash(self, begin: int, end: int) -> int | None:
        """Return the first dash between spaces in tokens `[begin, end)`."""
        place = bisect_left(self._dashes, begin)
        if place < len(self._dashes) and self._dashes[place] < end:
            return self._dashes[place]
        return None

    def count_words(self, first: int, last: int) -> tuple[int, int]:
        """Return how many words of tokens `[first, last)` are quoted, and how many told."""
        quoted = self._quoted[last] - self._quoted[first]
        return quoted, self._words[last] - self._words[first] - quoted

    def has_speech(self, first: int, last: int) -> bool:
        """Whether a quotation that is more than a name reaches into tokens `[first, last)`."""
        place = bisect_left(self._unclosed, first)
        if place < len(self._unclosed) and self._unclosed[place] < last:
            return True
        before = bisect_left(self._speech, last)
        return before > 0 and self._speech_ends[before - 1] > first


def _aside_at(scene: Scene, index: int) -> tuple[int, int] | None:
    """Return a token where the writer speaks for himself, and where his clause begins.

    So ولم تعلق موسكو (and Moscow did not comment), وذلك في بيان (this in a statement), من دون ذكر
    التفاصيل (without giving details), في إشارة إلى الحزب (in allusion to the party).
    """
    if not is_exactly(scene.tokens[index], "aside"):
        return None
    if index + 2 >= len(scene.tokens) or scene.quoted[index] is not None:
        return None
    key = scene.tokens[index].key
    if key == "وذلك":
        return (index, index) if has_role(scene.tokens[index + 2], "medium") else None
    if key == "في":
        return (index, index) if _is_allusion(scene, index) else None
    if key in ("وهو", "الامر"):
        return (index, index) if _is_taken_up(scene, index) else None
    if key in ("دون", "بدون"):
        return _without(scene, index)
    if not has_role(scene.tokens[index + 1], "silence"):
        return None
    if key == "ولم":
        return index, index
    return (index, index - 1) if has_role(scene.tokens[index - 1], "connective") else None


def _is_taken_up(scene: Scene, index: int) -> bool:
    """Whether what was said is taken up by another: ، وهو ما أكده المدير, الأمر الذي نفاه."""
    relative, verb = scene.tokens[index + 1], scene.tokens[index + 2]
    if not scene.is_comma(index - 1) or relative.key not in ("ما", "الذي"):
        return False
    found = look_up(verb)
    return found is not None and found.entry.kind in ("past", "present")


def _is_allusion(scene: Scene, index: int) -> bool:
    """Whether the writer explains what is meant: ، في إشارة إلى."""
    after = scene.tokens[index + 1 : index + 3]
    return scene.is_comma(index - 1) and [token.key for token in after] == ["اشاره", "الي"]


def _without(scene: Scene, index: int) -> tuple[int, int] | None:
    """Return where a clause begins that tells what the source leaves out: دون أن يحدد موعدا."""
    after = scene.tokens[index + 1 : index + 3]
    if not any(has_role_bare(token, "silence") for token in after):
        return None
    return index, index - (scene.tokens[index - 1].key == "من")


def _is_spaced_dash(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if token.text not in _DASHES:
        return False
    around = (
        scene.text[max(0, token.start - 1) : token.start],
        scene.text[token.end : token.end + 1],
    )
    return around == (" ", " ")


def _is_speech(scene: Scene, first: int, last: int) -> bool:
    """Whether a quotation, given by its marks, is more than a name or a term."""
    begin, end = first + 1, last - 1
    while begin < end and scene.is_mark(begin):
        begin += 1
    while begin < end and scene.is_mark(end):
        end -= 1
    words = sum(not scene.is_mark(index) for index in range(begin, min(end + 1, begin + 4)))
    return words >= _MIN_QUOTED and begin not in scene.named and end not in scene.named
