"""PADT as tokens with their syntactic words, the words' parts of speech and lemmas."""

import lzma
from pathlib import Path
from typing import NamedTuple

from rawi.language.tagging import clean_letters


class Token(NamedTuple):
    """A token, and the words in it: forms, UPOS and lemmas, without vowel signs.

    `printed` alone keeps its vowel signs and tatweels.
    """

    printed: str
    text: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence as printed and its tokens."""

    text: str
    tokens: list[Token]


def load_trees(path: Path) -> list[Sentence]:
    """Return the sentences of a CoNLL-U file, xz-compressed or not."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open() as lines:
        blocks = lines.read().strip().split("\n\n")
    return [_parse_block(block) for block in blocks]


def _parse_block(block: str) -> Sentence:
    text, tokens = "", []
    token, held, last = "", [], 0
    for line in block.split("\n"):
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        if line.startswith("#"):
            continue
        number, form, lemma, upos = line.split("\t")[:4]
        if "-" in number:
            token, last = form, int(number.split("-")[1])
        elif "." not in number:
            held.append((form, upos, lemma))
            if int(number) >= last:
                tokens.append(_make_token(token or form, held))
                token, held = "", []
    return Sentence(text, tokens)


def _make_token(text: str, words: list[tuple[str, str, str]]) -> Token:
    forms, tags, lemmas = zip(*words, strict=True)
    return Token(
        text,
        clean_letters(text),
        tuple(map(clean_letters, forms)),
        tags,
        tuple(
            clean_letters(form if lemma == "_" else lemma)
            for form, lemma in zip(forms, lemmas, strict=True)
        ),
    )
