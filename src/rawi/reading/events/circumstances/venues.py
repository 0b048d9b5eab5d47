"""Where a deal was made: the town of the talks that led to it, or of its signing."""

from rawi.reading.events.circumstances.clauses import find_width
from rawi.reading.events.lexicon import MEETINGS
from rawi.reading.events.scenes import Scene

# Tokens from the word for a deal to the town: قرار وقف إطلاق النار … الموقع بين الرئيسين في جنيف.
_REACH = 24
# Tokens from a word of signing to its town (الموقع بين الرئيسين الروسي والتركي بموسكو).
_SIGNING_REACH = 6
_COUNTRY = 5
_BI, _IN, _WITH = "ب", "في", "مع"


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
    """Whether a place is but one party (مباحثات موسكو وأنقرة, اتفاق أثينا مع الدائنين)."""
    after = token + 1
    while after < len(scene.tokens) and scene.mention_of[after] is scene.mention_of[token]:
        after += 1
    if after >= len(scene.tokens) or scene.tokens[after].key == _WITH:
        return after < len(scene.tokens)
    other = scene.mention_of[after]
    return other is not None and other.start > scene.tokens[after].start


def _is_signed_in(scene: Scene, trigger: int, token: int) -> bool:
    """Whether a word of signing stands between a deal and where it was signed."""
    if not _stands_in(scene, token):
        return False
    first = max(trigger + 1, token - _SIGNING_REACH)
    return any(scene.has_class(index, "signedin") for index in range(first, token))


def _stands_in(scene: Scene, token: int) -> bool:
    """Whether في or ب stands before a name, or before its noun of place (في مدينة X)."""
    mention, key = scene.mention_of[token], scene.tokens[token].key
    if mention is not None and mention.start > scene.tokens[token].start:
        return key.startswith(_BI)
    before = token - 1
    if scene.has_class(before, "placehead"):
        if any(form.proclitics.endswith(_BI) for form in scene.tokens[before].forms):
            return True
        before -= 1
    return scene.tokens[before].key == _IN


def _has_deal(scene: Scene, trigger: int, token: int) -> bool:
    """Whether another deal is named between two tokens."""
    return any("deal" in scene.classes_at(index) for index in range(trigger + 1, token))
