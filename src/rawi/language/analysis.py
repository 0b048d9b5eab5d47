"""A document with its tokens and sentences: what every reader is given."""

from bisect import bisect_right
from collections import Counter
from functools import cached_property

from rawi.model import Document, Span
from rawi.text.sentences import Sentence, split_sentences
from rawi.text.tokens import Token, tokenise


class Analysis:
    """A document, its tokens and its sentences. Made once, read by every reader.

    Attributes:
        doc: The document; all offsets are into `doc.text`.
        tokens: In order; `tokens[i]` is meant wherever a reader speaks of token i.
        sentences: In order; together they hold every token.
        skipped: How often something was seen and left out of the report, by reason; readers count
            here what they leave out.
    """

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.skipped: Counter[str] = Counter()
        self.tokens: list[Token] = tokenise(doc.text)
        self.sentences: list[Sentence] = split_sentences(doc.text, self.tokens)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    def token_at(self, offset: int) -> int:
        """Return the index of the last token that begins at or before a code point; -1 if none."""
        return bisect_right(self._starts, offset) - 1

    def sentence_of(self, index: int) -> int:
        """Return the index of the sentence that holds token `index`."""
        return bisect_right(self._sentence_firsts, index) - 1

    def span(self, start: int, end: int) -> Span:
        """Return the span `[start, end)` with its verbatim letters."""
        return self.doc.span(start, end)

    def span_of(self, first: int, last: int, skip: int = 0) -> Span:
        """Return the span of tokens `[first, last)`, without the first `skip` code points."""
        return self.doc.span(self.tokens[first].start + skip, self.tokens[last - 1].end)


def analyse(doc: Document) -> Analysis:
    """Return the document with its tokens and sentences."""
    return Analysis(doc)
