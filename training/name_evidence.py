"""What word lists, finders and spelling say of each token: the features names are learned from."""

from functools import cache
from itertools import pairwise

import numpy as np

from rawi.language.analysis import Analysis
from rawi.language.names import SURE, is_name_material, is_ordinary, load_name_words
from rawi.language.tagging import load_tagger
from rawi.model import MentionType
from rawi.places.gazetteer import load_gazetteer
from rawi.reading.mentions import FINDERS, read_names
from rawi.text.tokens import Form, Token

TYPES: tuple[MentionType, ...] = ("person", "organization", "armed_group", "place")
PARTS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
# Lists of single words, as they are called in `rawi.language.names.NameWords`.
LISTS = (
    "servants", "firsts", "seconds", "kunyas", "sons", "particles", "person_cues", "place_cues",
    "former", "offices", "unnamed", "adjectives", "nationalities", "stops", "ordinary",
    "place_words", "place_ends", "place_generics", "purposes", "linkers", "functions",
    "voice_cues", "quarters", "doubtful", "alias_cues", "force_cues", "naming_cues",
)  # fmt: skip
HEAD_KINDS = ("place", "organization", "armed_group")
TITLE_KINDS = ("rank", "loose", "office", "initial")
SPELLINGS = 12


def describe_tokens(analysis: Analysis) -> np.ndarray:
    """Return what is known of each token. Shape (tokens, `count_features()`), uint8, 0 or 1."""
    tokens = analysis.tokens
    if not tokens:
        return np.zeros((0, count_features()), np.uint8)
    rows = [
        np.array([_describe_word(token) for token in tokens], np.uint8).reshape(len(tokens), -1),
        _mark_spaces(tokens),
        _mark_finds(analysis),
        _mark_parts(analysis),
    ]
    return np.concatenate(rows, axis=1)


@cache
def count_features() -> int:
    """Return how many features a token has."""
    from rawi.language.analysis import analyse
    from rawi.model import make_document

    return describe_tokens(analyse(make_document("راوي"))).shape[1]


_SEEN: dict[tuple[str, str], list[bool]] = {}


def _describe_word(token: Token) -> list[bool]:
    known = _SEEN.get((token.text, token.kind))
    if known is None:
        known = _SEEN[token.text, token.kind] = _describe_type(token)
    return known


def _describe_type(token: Token) -> list[bool]:
    words = load_name_words()
    whole, split = token.forms[0], token.forms[1:]
    bits = [whole.key in getattr(words, name) for name in LISTS]
    bits += [any(form.key in getattr(words, name) for form in split) for name in LISTS]
    for forms in ((whole,), split):
        bits += _describe_forms(forms)
    return bits + _describe_spelling(token)


def _describe_forms(forms: tuple[Form, ...]) -> list[bool]:
    words, gazetteer = load_name_words(), load_gazetteer()
    given = [words.given.get(form.key, 0) for form in forms]
    kinds = {kind for form in forms for kind in words.titles.lookup(form.key)}
    heads = {head.type for form in forms for head in words.heads.lookup(form.key)}
    towns = [gazetteer.starts(form.key) for form in forms]
    return [
        SURE in given,
        bool(set(given) - {0, SURE}),
        *(kind in kinds for kind in TITLE_KINDS),
        *(kind in heads for kind in HEAD_KINDS),
        any(towns),
        any(town > 1 for town in towns),
        any(is_ordinary(form.key, words) for form in forms),
        any(is_name_material(form.key) for form in forms),
    ]


def _describe_spelling(token: Token) -> list[bool]:
    text, key = token.text, token.key
    bits = [
        token.kind == "word",
        token.kind == "number",
        token.kind == "latin",
        token.kind == "mark",
        key.startswith("ال"),
        key.startswith(("وال", "بال", "لل", "كال", "فال")),
        len(key) < 3,
        len(key) > 6,
        text.endswith(("ي", "ى")),
        text.endswith("ية"),
        text.endswith(("ة", "ه")),
        "\u064b" in text,
    ]
    assert len(bits) == SPELLINGS
    return bits


def _mark_spaces(tokens: list[Token]) -> np.ndarray:
    touching = [a.end == b.start for a, b in pairwise(tokens)]
    return np.array([[False, *touching], [*touching, False]], np.uint8).T


def _mark_finds(analysis: Analysis) -> np.ndarray:
    """Return where each finder, and their joined decision, begins and goes on with each type."""
    marks = np.zeros((len(analysis.tokens), len(FINDERS) + 1, len(TYPES), 2), np.uint8)
    for row, find in enumerate(FINDERS):
        for found in find(analysis):
            kind = TYPES.index(found.type)
            marks[found.first, row, kind, 0] = 1
            marks[found.first + 1 : found.last, row, kind, 1] = 1
    for name in read_names(analysis):
        first, last = analysis.token_at(name.start), analysis.token_at(name.end - 1) + 1
        kind = TYPES.index(name.type)
        marks[first, -1, kind, 0] = 1
        marks[first + 1 : last, -1, kind, 1] = 1
    return marks.reshape(len(analysis.tokens), -1)


def _mark_parts(analysis: Analysis) -> np.ndarray:
    """Return the part of speech of each token's host, and which clitics it has."""
    marks = np.zeros((len(analysis.tokens), 2 * len(PARTS)), np.uint8)
    sentences = [analysis.tokens[s.first : s.last] for s in analysis.sentences]
    tagged = [words for sentence in load_tagger().tag(sentences) for words in sentence]
    for row, words in enumerate(tagged):
        host = max(words, key=lambda word: len(word.form))
        for word in words:
            kind = PARTS.index(word.upos) if word.upos in PARTS else len(PARTS) - 1
            marks[row, kind + (0 if word is host else len(PARTS))] = 1
    return marks
