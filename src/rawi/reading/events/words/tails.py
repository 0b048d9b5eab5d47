"""Where an article ends, and keywords or headlines of other articles follow on its page.

The headlines are short lines without a full stop behind a text whose paragraphs end with one. Of
244 hand-annotated articles 59 end so: all that it finds there was left out by hand, and none of it
tells of the article's own events.
"""

from itertools import groupby

from rawi.reading.events.lexicon import plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.text.sentences import Sentence
from rawi.text.tokens import Token

_LONGEST = 34  # tokens of a headline
# Paragraphs with a full stop that the article has: what has fewer may be headlines alone.
_LEAST = 2
_CLOSERS = frozenset("\"'»”’)]")
_OUTCRIES = frozenset("؟?!")


def find_tail(scene: Scene) -> int:
    """Return the token with which keywords or headlines of others begin; past the last: none."""
    return min(_find_headlines(scene), _find_keywords(scene))


def _find_keywords(scene: Scene) -> int:
    """Return where the keywords begin that end some texts (سمات الحرب العاصمة, "tags")."""
    end = len(scene.tokens)
    for index in range(end - 1, max(0, end - _LONGEST), -1):
        if scene.tokens[index].kind == "mark":
            break
        if "keywords" in plain_classes_of(scene.tokens[index].key):
            return index
    return end


def _find_headlines(scene: Scene) -> int:
    grouped = groupby(scene.analysis.sentences, lambda sentence: sentence.paragraph)
    paragraphs = [list(sentences) for _, sentences in grouped]
    body = len(paragraphs)
    while body > 0 and _is_headline(scene.tokens, paragraphs[body - 1]):
        body -= 1
    own = paragraphs[:body]
    stopped = [_has_stop(scene.tokens, sentences[-1]) for sentences in own]
    below = paragraphs[body:]
    if not below or sum(stopped) < _LEAST or not stopped[-1] or _is_outcry(scene.tokens, below):
        return len(scene.tokens)
    return below[0][0].first


def _is_outcry(tokens: list[Token], paragraphs: list[list[Sentence]]) -> bool:
    """Whether a single line asks or exclaims, as the last line of an article may."""
    return len(paragraphs) == 1 and tokens[paragraphs[0][-1].last - 1].text in _OUTCRIES


def _is_headline(tokens: list[Token], sentences: list[Sentence]) -> bool:
    if sentences[-1].last - sentences[0].first > _LONGEST:
        return False
    return not any(_has_stop(tokens, sentence) for sentence in sentences)


def _has_stop(tokens: list[Token], sentence: Sentence) -> bool:
    """Whether a sentence ends with one full stop, quotation marks aside; dots leave it open."""
    last = sentence.last - 1
    while last > sentence.first and tokens[last].text in _CLOSERS:
        last -= 1
    if tokens[last].text != "." or last == sentence.first:
        return False
    return tokens[last - 1].text != "."
