"""Finding names by a model of the user's choosing that labels words (token classification).

The model sees the tokens of the analysis, each cut into its own pieces, so that what it labels maps
back to code points exactly, whatever its tokenizer does to the letters. A token has the label of
its first piece. Long articles are read in windows that overlap; a token takes its label from the
window in which it stands farthest from an edge that is none of the article's.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, Protocol, cast

from rawi.errors import ModelFileError
from rawi.language.analysis import Analysis
from rawi.lexica.tables import load_table
from rawi.model import MentionType
from rawi.text.tokens import Token

# A label's place in a name, as the schemes IOB, IOBES and BILOU write it.
_PREFIXES = frozenset("BIESLUO")
_FIRST, _ALONE = frozenset("BSU"), frozenset("SU")
# Windows share a quarter, so that no token must be read without an eighth on either side.
_SHARED = 4


class Model(Protocol):
    """What a model must offer: `rawi.language.hugging_face` makes one, tests make their own.

    Attributes:
        name: What the user calls it, for messages and for the report.
        labels: The label of each output, as the model names it (`B-PERS`).
        limit: How many pieces it reads at once, its special ones left out.
    """

    @property
    def name(self) -> str:
        """Return what the user calls it."""
        ...

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the label of each output."""
        ...

    @property
    def limit(self) -> int:
        """Return how many pieces it reads at once."""
        ...

    def cut(self, word: str, *, spaced: bool) -> list[int]:
        """Return the pieces of a word; `spaced` says that a space stands before it."""
        ...

    def label(self, windows: list[list[int]]) -> list[list[int]]:
        """Return the number of the best label of each piece of each window."""
        ...


class Found(NamedTuple):
    """A name that a model found: tokens `[first, last)`."""

    first: int
    last: int
    type: MentionType


class _Label(NamedTuple):
    place: str
    type: MentionType | None


@cache
def load_label_types() -> dict[str, MentionType | None]:
    """Return what each label without its prefix means, None for what is no name here."""
    return {
        row["form"]: None if row["type"] == "none" else cast(MentionType, row["type"])
        for row in load_table("namers/labels")
    }


class Namer:
    """Finds the names of a text with a model.

    Raises:
        ModelFileError: no label of the model means a kind of name that rawi knows.
    """

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self._model = model
        self._labels = [_parse_label(label) for label in model.labels]
        if all(label.type is None for label in self._labels):
            raise ModelFileError(
                f"{model.name}: none of its labels is a kind of name that rawi knows: "
                f"{', '.join(model.labels[:12])}. Choose a model that labels persons, "
                "organisations or places, or name its labels in config.json (id2label: B-PER, …)"
            )

    def find(self, analysis: Analysis) -> list[Found]:
        """Return the names of a text, in order, none overlapping."""
        pieces = [
            _cut(self._model, analysis.tokens, index) for index in range(len(analysis.tokens))
        ]
        labels: list[_Label] = []
        for first, last, keep_first, keep_last in _iter_windows(pieces, self._model.limit):
            best = self._label(pieces[first:last])
            labels += best[keep_first - first : keep_last - first]
        return list(_iter_names(analysis.tokens, labels))

    def _label(self, pieces: list[list[int]]) -> list[_Label]:
        """Return the label of each token of a window: that of its first piece."""
        flat = [piece for word in pieces for piece in word]
        numbers = self._model.label([flat])[0] if flat else []
        if len(numbers) != len(flat):
            raise ModelFileError(
                f"{self.name}: it labelled {len(numbers)} of {len(flat)} pieces; it is no "
                "token-classification model"
            )
        found, place = [], 0
        for word in pieces:
            found.append(self._labels[numbers[place]] if word else _Label("O", None))
            place += len(word)
        return found


def _parse_label(label: str) -> _Label:
    """Return place and kind of a label as models write it: `B-PERS`, `S_ORG`, `LOC`, `O`."""
    name = label.upper()
    place = "I"
    if len(name) > 2 and name[0] in _PREFIXES and name[1] in "-_":
        place, name = name[0], name[2:]
    return _Label(place, load_label_types().get(name))


def _cut(model: Model, tokens: list[Token], index: int) -> list[int]:
    """Return the pieces of a token, no more than half of what the model reads at once."""
    token = tokens[index]
    spaced = index > 0 and tokens[index - 1].end < token.start
    return model.cut(token.text, spaced=spaced)[: max(1, model.limit // 2)]


def _iter_windows(pieces: list[list[int]], limit: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield windows of tokens `[first, last)`, and the part of each to keep.

    The parts to keep follow one another without a gap. Linear in the number of tokens.
    """
    sizes = [len(word) for word in pieces]
    first = kept = 0
    while kept < len(pieces):
        last, size = first, 0
        while last < len(pieces) and (size + sizes[last] <= limit or last == first):
            size += sizes[last]
            last += 1
        following = last
        if last < len(pieces):
            shared = 0
            while following > kept + 1 and shared + sizes[following - 1] <= limit // _SHARED:
                following -= 1
                shared += sizes[following]
        end = last if last == len(pieces) else max(kept + 1, (following + last) // 2)
        yield first, last, kept, end
        first, kept = min(following, end), end


def _iter_names(tokens: list[Token], labels: list[_Label]) -> Iterator[Found]:
    """Yield the names that a row of labels makes, marks at their ends left out."""
    index = 0
    while index < len(labels):
        first, kind = index, labels[index].type
        index += 1
        if kind is None:
            continue
        while index < len(labels) and _goes_on(labels[index - 1], labels[index]):
            index += 1
        last = index
        while last > first and tokens[last - 1].kind == "mark":
            last -= 1
        while first < last and tokens[first].kind == "mark":
            first += 1
        if first < last:
            yield Found(first, last, kind)


def _goes_on(before: _Label, label: _Label) -> bool:
    """Whether a label goes on the name of the one before it."""
    same = label.type is not None and label.type == before.type
    return same and label.place not in _FIRST and before.place not in _ALONE | frozenset("EL")
