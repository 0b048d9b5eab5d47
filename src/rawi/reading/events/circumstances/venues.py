"""Where a deal was made: the town of the talks that led to it, or of its signing."""

from rawi.reading.events.circumstances.clauses import find_width, has_preposition
from rawi.reading.events.lexicon import MEETINGS
from rawi.reading.events.scenes import Scene

# Tokens from the word for a deal to the town: قرار وقف إطلاق النار … الموقع بين الرئيسين في جنيف.
_REACH = 24
# Tokens from a word of signing to its town (الموقع بين الرئيسين الروسي والتركي بموسكو).
_SIGNING_REACH = 6
_COUNTRY = 5


def is_venue(scene: Scene, trigger: int, token: int) -> bool:
    """Whether a deal that token i names was made in the town that is named at another behind it."""
    mention = scene.mention_of[token]
    far = token - trigger > _REACH or scene.sentence_of[token] != scene.sentence_of[trigger]
    if mention is None or far or find_width(scene, token, mention) >= _COUNTRY:
        return False
    if _has_deal(scene, trigger, token):
        return False
    return _names_deal(scene, trigger, token) or _is_signed_in(scene, trigger, token)


def _names_deal(scene: Scene, trigger: int, token: int) -> bool:
    """Whether a deal or the talks that led to it bear the name of a town (اجتماعات أستانة)."""
    mention = scene.mention_of[token]
    if mention is None or mention.start > scene.tokens[token].start or _is_joined(scene, token):
        return False
    before = token - 1
    if scene.is_quote(before):
        before -= 1
    met = any(sense.type in MEETINGS for sense in scene.noun_senses_at(before))
    return before == trigger or (met and before > trigger)


def _is_joined(scene: Scene, token: int) -> bool:
    """Whether و joins another place to a name: the two are parties (مباحثات موسكو وأنقرة)."""
    after = token + 1
    while after < len(scene.tokens) and scene.mention_of[after] is scene.mention_of[token]:
        after += 1
    other = scene.mention_of[after] if after < len(scene.tokens) else None
    return other is not None and other.start > scene.tokens[after].start


def _is_signed_in(scene: Scene, trigger: int, token: int) -> bool:
    """Whether a word of signing stands between a deal and where it was signed."""
    if not has_preposition(scene, token):
        return False
    first = max(trigger + 1, token - _SIGNING_REACH)
    return any(scene.has_class(index, "signedin") for index in range(first, token))


def _has_deal(scene: Scene, trigger: int, token: int) -> bool:
    """Whether another deal is named between two tokens."""
    return any("deal" in scene.classes_at(index) for index in range(trigger + 1, token))
