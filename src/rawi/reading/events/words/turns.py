"""Where an article turns to other news (من جهة أخرى, "on the other hand")."""

from functools import cache
from itertools import accumulate

from rawi.lexica.tables import load_table
from rawi.reading.events.scenes import Scene
from rawi.text.normalise import fold
from rawi.text.sentences import Sentence

_LONGEST = 5  # tokens of a sentence that may turn to other news
_IN = fold("في")
_WHERE = 3  # tokens behind في that begins a sentence where a place stands (وفي محافظة مأرب)


def number_turns(scene: Scene) -> list[int]:
    """Return for each sentence how often the article has turned to other news by then."""
    return list(accumulate(_turns(scene, sentence) for sentence in scene.analysis.sentences))


def _turns(scene: Scene, sentence: Sentence) -> bool:
    end = min(sentence.last, sentence.first + _LONGEST)
    words = tuple(token.key for token in scene.tokens[sentence.first : end])
    if any(words[: len(turn)] == turn for turn in _load_turns().get(words[0], ())):
        return True
    if all(form.key != _IN for form in scene.tokens[sentence.first].forms):
        return False
    mentions = scene.mention_of[sentence.first + 1 : min(end, sentence.first + 1 + _WHERE)]
    return any(mention is not None and mention.type == "place" for mention in mentions)


@cache
def _load_turns() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in load_table("events/turns"):
        words = tuple(fold(row["form"]).split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found
