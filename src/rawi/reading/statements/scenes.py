"""A text laid out for reading statements: what covers each token, and where clauses are cut."""

from functools import cached_property

from rawi.language.analysis import Analysis
from rawi.model import Mention
from rawi.reading.entities import Entities
from rawi.text.quotations import Quotation, pair_marks
from rawi.text.tokens import Token

_COMMAS = frozenset(",،؛;")
_STOPS = frozenset(".؟!?۔…")
# A remark in brackets or between dashes is shorter than this; a longer one is a lost mark.
_MAX_REMARK = 40


class Scene:
    """The tokens of a text with the quotations, mentions and sentences that hold them."""

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        self.analysis = analysis
        self.entities = entities
        self.text = analysis.doc.text
        self.tokens: list[Token] = analysis.tokens
        self.quotations, unclosed = pair_marks(self.text, self.tokens)
        self.unclosed = frozenset(unclosed)
        self.opening: dict[int, Quotation] = {q.first: q for q in self.quotations}
        self.closing: dict[int, Quotation] = {q.last: q for q in self.quotations}

    @cached_property
    def quoted(self) -> list[Quotation | None]:
        """Return for each token the innermost quotation that it lies in (marks do not)."""
        inside: list[Quotation | None] = [None] * len(self.tokens)
        stack: list[Quotation] = []
        for index in range(len(self.tokens)):
            if stack and stack[-1].last == index:
                stack.pop()
            inside[index] = stack[-1] if stack else None
            if index in self.opening:
                stack.append(self.opening[index])
        return inside

    @cached_property
    def named(self) -> dict[int, tuple[Mention, int]]:
        """Return for each token in a mention the mention and the token after its last."""
        found: dict[int, tuple[Mention, int]] = {}
        for mention in self.entities.mentions:
            first = self.analysis.token_at(mention.start)
            last = self.analysis.token_at(mention.end - 1) + 1
            for index in range(first, last):
                found[index] = (mention, last)
        return found

    def sentence_bounds(self, index: int) -> tuple[int, int]:
        """Return the token range of the sentence that holds a token."""
        sentence = self.analysis.sentences[self.analysis.sentence_of(index)]
        return sentence.first, sentence.last

    def points_back(self, index: int, limit: int) -> bool:
        """Whether ذلك stands at token `index`, before `limit`, for what has been said."""
        return index < limit and self.tokens[index].key == "ذلك"

    def is_comma(self, index: int) -> bool:
        """Whether a token is a comma or semicolon."""
        return self.tokens[index].text in _COMMAS

    def is_stop(self, index: int) -> bool:
        """Whether a token ends a sentence."""
        return self.tokens[index].text in _STOPS

    def is_mark(self, index: int) -> bool:
        """Whether a token is a mark of any kind."""
        return self.tokens[index].kind == "mark"

    def skip_remark(self, index: int, limit: int) -> int:
        """Return the token after a remark in brackets or dashes that opens at `index`.

        Returns `index` itself where none opens, or where it is not closed before `limit`.
        """
        closing = {"(": ")", "[": "]", "-": "-", "–": "–", "—": "—"}.get(self.tokens[index].text)
        if closing is None:
            return index
        for after in range(index + 1, min(limit, index + _MAX_REMARK)):
            if self.tokens[after].text == closing:
                return after + 1
        return index
