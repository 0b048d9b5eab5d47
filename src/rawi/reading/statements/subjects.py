"""The noun phrase that stands before its verb: الجيش يعلن، إلا أن مسؤولا قال."""

from rawi.reading.statements.complements import is_withheld
from rawi.reading.statements.cues import CueWord
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, is_source
from rawi.reading.statements.particles import has_role, is_exactly
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import source_kind

# A subject behind أن that is no known source is at most this long: أن الحارس اعترف.
_MAX_TOLD = 2
# A subject before its verb is at most this long.
MAX_SUBJECT = 25
# A quotation of more words is speech, no verb that the writer keeps apart from.
_MAX_TERM = 6
_PLURALS = ("ون", "ين")


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
        or is_exactly(scene.tokens[last - 1], "beforeverb")
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
        if _is_aside(scene, Phrase(skip, end), last, cue):
            return Phrase(skip, end)
        if skip < last and end == last:
            phrase = Phrase(skip, last)
            if _is_product(scene, phrase) or _has_spoken(scene, phrase, cue, others):
                return None
            if _may_speak(scene, phrase):
                return _with_name(scene, _skip_outlet(scene, phrase), first)
    return None


def _has_spoken(scene: Scene, phrase: Phrase, cue: CueWord, others: dict[int, CueWord]) -> bool:
    """Whether a verb opens the words of who speaks before: أضاف البيان «تؤكد الحركة أن …»."""
    quotation = scene.opening.get(cue.first - 1)
    if quotation is None or quotation.last - cue.first <= _MAX_TERM:
        return False
    return _is_verb(scene, phrase.first - 1, others)


def _with_name(scene: Scene, phrase: Phrase, start: int) -> Phrase:
    """Return a description with the person whom it describes, named first in the sentence.

    فلان، أحد سكان القرية، قال إن.
    """
    comma = phrase.first - 1
    if comma <= start or not scene.is_comma(comma):
        return phrase
    office = _with_title(scene, phrase, start)
    if office is not None or source_kind(scene.tokens[phrase.first]) is None:
        return office or phrase
    named = scene.named.get(comma - 1)
    if named is None or named[0].type != "person" or phrase.first in scene.named:
        return phrase
    titled = start in scene.named or source_kind(scene.tokens[start]) == "person"
    whole = titled and find_phrase_end(scene, start, comma) == comma
    return Phrase(start, phrase.last) if whole else phrase


def _with_title(scene: Scene, phrase: Phrase, start: int) -> Phrase | None:
    """Return a person named between commas with the office before: كان المدير، فلان، قد قال."""
    named = any(scene.named[i][0].type == "person" for i in range(*phrase) if i in scene.named)
    comma, first = phrase.first - 1, start
    while first < comma and has_role(scene.tokens[first], "connective"):
        first += 1
    if not named or first in scene.named or source_kind(scene.tokens[first]) != "person":
        return None
    close = find_phrase_end(scene, first, comma) == comma
    return Phrase(first, phrase.last) if close and scene.is_comma(phrase.last) else None


def _is_aside(scene: Scene, phrase: Phrase, last: int, cue: CueWord) -> bool:
    """Whether a source stands before its verb with a remark between commas.

    إلا أن مسؤولا، طلب عدم ذكر اسمه، قال.
    """
    if not phrase.first < phrase.last < last or not scene.is_comma(phrase.last):
        return False
    told = phrase.first > 0 and is_exactly(scene.tokens[phrase.first - 1], "complementiser")
    return told and scene.is_comma(cue.first - 1) and is_source(scene, phrase)


def _may_speak(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase before a verb is a source, people, or what أن names straight before it."""
    before = scene.tokens[phrase.first - 1] if phrase.first > 0 else None
    told = before is not None and any(
        is_exactly(before, role) for role in ("complementiser", "resumption", "because")
    )
    plural = scene.tokens[phrase.first].key.endswith(_PLURALS)
    known = is_source(scene, _skip_outlet(scene, phrase))
    return known or plural or (told and phrase.last - phrase.first <= _MAX_TOLD)


def _is_product(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is a document in the accusative: أصدر بيانا أكد فيه."""
    token = scene.tokens[phrase.first]
    document = source_kind(token) == "document"
    return (
        document and token.text.rstrip("\u064b").endswith("ا") and phrase.first + 1 == phrase.last
    )


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


def _is_verb(scene: Scene, index: int, others: dict[int, CueWord]) -> bool:
    """Whether a reporting verb stands at a token, other than طلب of a wish to stay unnamed."""
    other = others.get(index)
    return other is not None and other.kind in ("past", "present") and not is_withheld(scene, other)


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
            or has_role(token, "because")
            or has_role(token, "connective")
            or _is_verb(scene, index, others)
        ):
            if index + 1 < last:
                found.append(index + 1)
            if not scene.is_comma(index):
                return found
        index -= 1
    found.append(index + 1)
    return found
