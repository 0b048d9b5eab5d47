"""Words of articles in CoNLL-U: clitics split off, parts of speech, lemmas, and the names read.

One sentence a block, as https://universaldependencies.org/format.html has it; HEAD and DEPREL are
`_`, for there is no parse. MISC says where a token stands in the text (`start_char`, `end_char`,
code points of the document) and which name it belongs to (`Entity=B-person:e3`, then `I-…`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from rawi.language.analysis import Analysis, analyse
from rawi.language.tagging import Tagger, Word, load_tagger
from rawi.model import Report
from rawi.text.sentences import Sentence
from rawi.text.tokens import Token

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def write_conllu(reports: Iterable[Report], stream: BinaryIO) -> None:
    """Write the words of the articles of reports.

    Raises:
        ModelFileError: the weights of the tagger are missing, damaged, or of another version.
    """
    tagger = load_tagger()
    for report in reports:
        for line in iter_lines(report, tagger):
            stream.write(f"{line}\n".encode())


def iter_lines(report: Report, tagger: Tagger) -> Iterator[str]:
    """Yield the lines of one article, each sentence followed by an empty one."""
    analysis = analyse(report.document)
    names = _label_tokens(report, analysis)
    tagged = tagger.tag([analysis.tokens[s.first : s.last] for s in analysis.sentences])
    yield f"# newdoc id = {report.document.id}"
    for number, (sentence, words) in enumerate(zip(analysis.sentences, tagged, strict=True), 1):
        yield f"# sent_id = {number}"
        yield f"# text = {_print(report.document.text[sentence.start : sentence.end])}"
        yield from _iter_tokens(analysis, sentence, words, names)
        yield ""


def _print(text: str) -> str:
    """Return a sentence on one line; controls that a broken conversion left are white space."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _iter_tokens(
    analysis: Analysis, sentence: Sentence, tagged: list[tuple[Word, ...]], names: dict[int, str]
) -> Iterator[str]:
    """Yield the lines of the tokens of a sentence and of the words in them."""
    at = 0
    for index, words in zip(range(sentence.first, sentence.last), tagged, strict=True):
        token = analysis.tokens[index]
        follows = index + 1 < sentence.last and analysis.tokens[index + 1].start == token.end
        misc = _describe(token, names.get(index), follows=follows)
        if len(words) > 1:
            yield _line(f"{at + 1}-{at + len(words)}", token.text, misc=misc)
        for word in words:
            at += 1
            form = word.form if len(words) > 1 else token.text
            yield _line(str(at), form, word, misc if len(words) == 1 else "_")


def _line(number: str, form: str, word: Word | None = None, misc: str = "_") -> str:
    lemma, upos = (word.lemma, word.upos) if word else ("_", "_")
    return "\t".join((number, form, lemma, upos, "_", "_", "_", "_", "_", misc))


def _describe(token: Token, name: str | None, *, follows: bool) -> str:
    """Return the MISC column of a token; `follows` when the next one stands against it."""
    parts = [f"end_char={token.end}", f"start_char={token.start}"]
    if name is not None:
        parts.insert(0, f"Entity={name}")
    if follows:
        parts.insert(-2, "SpaceAfter=No")
    return "|".join(parts)


def _label_tokens(report: Report, analysis: Analysis) -> dict[int, str]:
    """Return by token the name that it belongs to; of names one in another, the longest."""
    labels: dict[int, str] = {}
    for mention in sorted(report.mentions, key=lambda m: (m.start - m.end, m.start)):
        # The last token that begins at or before each end: a name may begin behind a clitic.
        first, last = analysis.token_at(mention.start), analysis.token_at(mention.end - 1)
        if any(index in labels for index in range(first, last + 1)):
            continue
        for index in range(first, last + 1):
            part = "B" if index == first else "I"
            labels[index] = f"{part}-{mention.type}:{mention.entity}"
    return labels
