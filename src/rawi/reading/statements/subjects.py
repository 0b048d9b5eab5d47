"""The noun phrase that stands before its verb: الجيش يعلن، إلا أن مسؤولا قال."""

from rawi.reading.statements.cues import CueWord
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, is_source
from rawi.reading.statements.particles import has_role, is_exactly
from rawi.reading.statements.scenes import Scene

# A subject behind أن that is no known source is at most this long: أن الحارس اعترف.
_MAX_TOLD = 2
# A subject before its verb is at most this long.
MAX_SUBJECT = 25
_PLURALS = ("ون", "ين")
_SKIPPED_BACK = frozenset(("قد", "كذلك", "ايضا", "سبق", "دائما", "بدوره", "بدورها"))


def find_subject(scene: Scene, cue: CueWord, others: dict[int, CueWord]) -> Phrase | None:
    """Return the noun phrase that stands before its verb: الجيش يعلن."""
    if cue.kind not in ("past", "present") or cue.proclitics not in ("", "ف"):
        return None
    first, _ = scene.sentence_bounds(cue.first)
    if cue.proclitics == "ف":
        return _find_topic(scene, cue, first)
    last = cue.first
    while last > first and (
        last - 1 in scene.opening
        or scene.tokens[last - 1].key in _SKIPPED_BACK
        or scene.is_comma(last - 1)
        or is_exactly(scene.tokens[last - 1], "time")
    ):
        last -= 1
    lowest = max(first, last - MAX_SUBJECT)
    for begin in _iter_boundaries(scene, last, lowest, others):
        skip = begin
        while skip < last and has_role(scene.tokens[skip], "connective"):
            skip += 1
        end = find_phrase_end(scene, skip, last) if skip < last else last
        if skip < end < last and scene.is_comma(end) and scene.is_comma(cue.first - 1):
            told = skip > 0 and is_exactly(scene.tokens[skip - 1], "complementiser")
            if told and is_source(scene, Phrase(skip, end)):
                return Phrase(skip, end)  # إلا أن مسؤولا، طلب عدم ذكر اسمه، قال
        if skip < last and end == last:
            phrase = Phrase(skip, last)
            plural = scene.tokens[skip].key.endswith(_PLURALS)
            told = skip > 0 and any(
                is_exactly(scene.tokens[skip - 1], role)
                for role in ("complementiser", "resumption")
            )
            phrase = _skip_outlet(scene, phrase)
            if is_source(scene, phrase) or plural or (told and last - skip <= _MAX_TOLD):
                return phrase
    return None


def _skip_outlet(scene: Scene, phrase: Phrase) -> Phrase:
    """Return a subject without the outlet of a headline run on before it: أثر برس "قسد" تعلن."""
    named = scene.named.get(phrase.first)
    if named is None or named[0].type == "person" or named[1] >= phrase.last:
        return phrase
    after = named[1]
    name = after + 1 if after in scene.opening else after
    if name not in scene.named or scene.named[name][0].type == "person":
        return phrase
    bare = scene.tokens[name].start == scene.named[name][0].start
    return Phrase(after, phrase.last) if bare else phrase


def _skip_bracket(scene: Scene, index: int, lowest: int) -> int:
    """Return the token before the bracket that is closed at `index`."""
    for before in range(index - 1, lowest - 1, -1):
        if scene.tokens[before].text == "(":
            return before - 1
    return index - 1


def _find_topic(scene: Scene, cue: CueWord, start: int) -> Phrase | None:
    """Return the source between أما and a verb with ف: أما الجيش فقال."""
    for index in range(cue.first - 1, max(start, cue.first - MAX_SUBJECT) - 1, -1):
        if any(form.key == "اما" for form in scene.tokens[index].forms):
            last = find_phrase_end(scene, index + 1, cue.first)
            return Phrase(index + 1, last) if last > index + 1 else None
    return None


def _iter_boundaries(scene: Scene, last: int, lowest: int, others: dict[int, CueWord]) -> list[int]:
    """Return where the clause that ends at `last` may begin, nearest first."""
    found: list[int] = []
    index = last - 1
    while index >= lowest:
        token = scene.tokens[index]
        closed = scene.closing.get(index)
        if closed is not None:
            index = closed.first - 1
            continue
        if token.text == ")":
            index = _skip_bracket(scene, index, lowest)
            continue
        if (
            scene.is_comma(index)
            or scene.is_mark(index)
            or is_exactly(token, "complementiser")
            or is_exactly(token, "resumption")
            or is_exactly(token, "relative")
            or has_role(token, "connective")
            or (index in others and others[index].kind in ("past", "present"))
        ):
            if index + 1 < last:
                found.append(index + 1)
            if not scene.is_comma(index):
                return found
        index -= 1
    found.append(index + 1)
    return found
