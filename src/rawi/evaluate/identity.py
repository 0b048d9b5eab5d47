"""Whether an entity, a speaker or a voice of the report is the one that the gold means."""

import re

from rawi.evaluate.gold import Item
from rawi.text.normalise import fold

# Shorter than this, what is left after the article or preposition is no word.
_MIN_BARE = 3
_PREFIXES = ("وال", "بال", "لل", "ال")


def overlap(a: Item, b: Item) -> int:
    """Return how many code points two spans share."""
    shared: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return max(0, shared)


def is_same_name(a: str, b: str) -> bool:
    """Whether two noun phrases name one thing: all words of the shorter stand in the longer.

    A phrase of one word must be the other's first word. Articles and prepositions in front of a
    word do not count.
    """
    words_a, words_b = _split_bare(a), _split_bare(b)
    if not words_a or not words_b:
        return False
    shorter, longer = sorted((set(words_a), set(words_b)), key=len)
    return shorter <= longer and (len(shorter) > 1 or words_a[0] == words_b[0])


def _split_bare(phrase: str) -> list[str]:
    return [_strip_prefix(word) for word in re.findall(r"\w+", fold(phrase))]


def _strip_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_BARE:
            return word[len(prefix) :]
    return word


class Identity:
    """The entities and statements of a gold article and of its report, laid against each other.

    Two entities are one where any of their mentions overlap, or where any of their names agree.
    """

    def __init__(self, gold: dict[str, list[Item]], predicted: dict[str, list[Item]]) -> None:
        self._gold = {entity["id"]: entity for entity in gold["entities"]}
        self._predicted = {entity["id"]: entity for entity in predicted["entities"]}
        self._gold_statements = {s["id"]: s for s in gold["statements"]}
        self._predicted_statements = {s["id"]: s for s in predicted["statements"]}
        self._sharing = {
            (a["entity"], b["entity"])
            for a in gold["mentions"]
            for b in predicted["mentions"]
            if overlap(a, b)
        }

    def is_entity(self, gold_id: str | None, predicted_id: str | None) -> bool:
        """Whether two references mean one entity; two nulls do."""
        if gold_id is None or predicted_id is None:
            return gold_id is predicted_id
        if (gold_id, predicted_id) in self._sharing:
            return True
        a, b = self._gold.get(gold_id), self._predicted.get(predicted_id)
        if a is None or b is None:
            return False
        return any(is_same_name(x, y) for x in _names(a) for y in _names(b))

    def is_speaker(self, gold: Item, predicted: Item) -> bool:
        """Whether two statements have one speaker: the same entity, or phrases that overlap."""
        a, b = gold["speaker"], predicted["speaker"]
        if not a.get("entity") and a.get("start") is None:
            return not b.get("entity") and b.get("start") is None
        if a.get("entity") and b.get("entity") and self.is_entity(a["entity"], b["entity"]):
            return True
        return a.get("start") is not None and b.get("start") is not None and overlap(a, b) > 0

    def is_voice(self, gold_ref: str | None, predicted_ref: str | None) -> bool:
        """Whether two voices are one: both the outlet's own, or statements of one speaker."""
        own = (None, "outlet")
        if gold_ref in own or predicted_ref in own:
            return gold_ref in own and predicted_ref in own
        a = self._gold_statements.get(str(gold_ref))
        b = self._predicted_statements.get(str(predicted_ref))
        return a is not None and b is not None and self.is_speaker(a, b)


def _names(entity: Item) -> list[str]:
    return [entity["name"], *entity.get("aliases", [])]
