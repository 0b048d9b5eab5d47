"""Where what is said ends, and which spans of it are given."""

from bisect import bisect_left

from rawi.model import Mode
from rawi.reading.statements.continuations import find_continuation
from rawi.reading.statements.cues import look_up
from rawi.reading.statements.drafts import Draft
from rawi.reading.statements.halves import find_quoted_before
from rawi.reading.statements.landmarks import Landmarks
from rawi.reading.statements.particles import has_role, is_exactly, load_particles
from rawi.reading.statements.scenes import Scene
from rawi.text.quotations import Quotation
from rawi.text.tokens import Token

# Other statements that are looked at before and after one, and tokens in one that is not quoted:
# sentences of the press have fewer; the bounds keep a text without stops linear.
_NEAR = 40
_MAX_TOKENS = 500
# Words of a noun that the press quotes within what it tells itself.
_FEW_QUOTED = 4
# Lines at the head of an article that may carry its title and the outlet's name.
_HEADLINES = 3
# Place, day and agency before the colon that begins the text.
_MAX_DATELINE = 10
_DASHES = "-–—"


def place_contents(scene: Scene, marks: Landmarks, drafts: list[Draft]) -> None:
    """Give each draft, in order of cue, the spans of what is said."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(scene.analysis.sentence_of(draft.cue.first), []).append(draft)
    for number, draft in enumerate(drafts):
        siblings = by_sentence[scene.analysis.sentence_of(draft.cue.first)]
        place = bisect_left(siblings, draft.cue.first, key=lambda other: other.cue.first)
        if draft.whole:
            continue
        if draft.spans:
            near = drafts[max(0, number - _NEAR) : number]
            draft.spans = _narrow(scene, draft, near) + draft.spans[1:]
            continue
        near = siblings[max(0, place - _NEAR) : place + _NEAR]
        if draft.complement is not None:
            end = _find_end(scene, marks, draft, near)
            spans = [(draft.complement.begin, end, draft.complement.skip)]
            first_half = _find_first_half(scene, draft, near)
            draft.spans = first_half + spans + find_continuation(scene, draft, end, by_sentence)
        else:
            draft.spans = _find_before(scene, draft, near)


def _find_first_half(scene: Scene, draft: Draft, near: list[Draft]) -> list[tuple[int, int, int]]:
    """Return the speech before a cue that goes on behind its speaker: «…» قال فلان، «…»."""
    kind = draft.complement.kind if draft.complement is not None else None
    if kind not in ("quotation", "bare") or draft.begin - 1 not in scene.opening:
        return []
    quotation = find_quoted_before(scene, draft.cue)
    if quotation is None or any(other.begin == quotation.first + 1 for other in near):
        return []
    return [(quotation.first + 1, quotation.last, 0)]


def _narrow(scene: Scene, draft: Draft, before: list[Draft]) -> list[tuple[int, int, int]]:
    """Return what a cue points back to: where that is another's statement, its content."""
    first, last, given = draft.spans[0]
    for other in before:
        if other.complement is not None and first <= other.cue.first < last and other.spans:
            begin, end, skip = other.spans[-1]
            if begin < last <= end + 1:
                other.spans[-1] = (begin, min(last, end), skip)
                return [(begin, min(last, end), skip)]
    start, skip = _skip_lead(scene, first, last)
    return [(start, last, max(skip, given) if start == first else skip)]


def _find_end(scene: Scene, marks: Landmarks, draft: Draft, near: list[Draft]) -> int:
    """Return the token after what is said, where it follows its cue."""
    begin = draft.begin
    end = min(scene.sentence_bounds(begin)[1], begin + _MAX_TOKENS)
    around = scene.quoted[begin]
    if around is not None:
        named = draft.complement is not None and draft.complement.kind in ("object", "preposition")
        if around.first < draft.cue.last - 1:
            end = min(end, around.last)
        elif named and _is_part_quoted(scene, around, end):
            end = _extend_quotation(scene, begin, end)
        else:
            return around.last
    else:
        end = _extend_quotation(scene, begin, end)
    end = _cut_headline(scene, marks, begin, end)
    if draft.cue.kind == "noun":
        end = _cut_concession(scene, draft.cue.first, begin, end)
    for other in near:
        if other is not draft and begin < other.zone < end and _cuts(scene, draft, other):
            end = other.zone
            break
    aside = marks.find_aside(begin + 1, end - 1)
    end = end if aside is None else aside
    named = draft.complement is not None and draft.complement.kind in ("object", "preposition")
    end = _cut_clause(scene, begin, end) if named else end
    return _cut_relative(scene, begin, end) if named and draft.relative else end


def _is_part_quoted(scene: Scene, quotation: Quotation, end: int) -> bool:
    """Whether a noun goes on behind the few words of it that are quoted: عن "خسائر" في الجيش."""
    after = quotation.last + 1
    if quotation.last - quotation.first - 1 > _FEW_QUOTED or after >= end:
        return False
    return after not in scene.named and is_exactly(scene.tokens[after], "preposition")


def _cut_concession(scene: Scene, cue: int, begin: int, end: int) -> int:
    """Return the end of what a noun behind رغم gives, before the clause that answers it: إلا أن."""
    before = scene.tokens[max(0, cue - 2) : cue]
    if not any(is_exactly(token, "conceding") for token in before):
        return end
    for index in range(begin, end - 1):
        if scene.is_comma(index) and is_exactly(scene.tokens[index + 1], "yet"):
            return index
    return end


def _cut_relative(scene: Scene, begin: int, end: int) -> int:
    """Return the end of what a relative clause names, before the comma that closes the clause.

    التي أعلنت الوزارة القبض عليها أمس، من العراق.
    """
    for index in range(begin + 1, end - 1):
        joined = scene.tokens[index + 1].key.startswith("و")
        if scene.is_comma(index) and scene.quoted[index] is None and not joined:
            return index
    return end


def _cut_clause(scene: Scene, begin: int, end: int) -> int:
    """Return the end of a noun that is announced, denied …, before a clause that goes on from it.

    Behind a comma a relative pronoun or كما begins one; إلا أن, لكن without.
    """
    for index in range(begin + 2, end):
        if scene.quoted[index] is not None:
            continue
        token, before = scene.tokens[index], scene.tokens[index - 1]
        if scene.is_comma(index - 1):
            onward = is_exactly(token, "relative") or is_exactly(token, "onward")
            if onward or _goes_on_verbally(token):
                return index - 1
            if index not in scene.named and _resumes(token):
                return index - 1
        elif is_exactly(token, "contrast") or (
            token.key == "ان" and is_exactly(before, "exception")
        ):
            return index - (token.key == "ان")
        elif _goes_on_verbally(token):
            return index
    return end


def _goes_on_verbally(token: Token) -> bool:
    """Whether و stands before a present verb: ويقفون دقيقة صمت."""
    key = token.key
    return key.startswith("وي") and key.endswith(("ون", "وا")) and len(key) > len("ويقفون") - 2


def _resumes(token: Token) -> bool:
    """Whether و stands before a past verb in the feminine (وأسفرت) or a particle (وكان, وقد).

    A word in ت is such a verb unless it is a plural (هجمات) or a verbal noun (تصويت).
    """
    for form in token.forms:
        if form.proclitics != "و":
            continue
        if form.key in load_particles()["particle"]:
            return True
        host = form.key
        noun = host.startswith("ال") or host.endswith("ات") or (host[0] + host[-2:]) == "تيت"
        if host.endswith("ت") and len(host) > len("كان") and not noun:
            return True
    return False


def _cut_headline(scene: Scene, marks: Landmarks, begin: int, end: int) -> int:
    """Return the end of a headline before the name of the outlet: … - أثر برس."""
    sentence = scene.analysis.sentences[scene.analysis.sentence_of(begin)]
    if sentence.paragraph >= _HEADLINES or scene.is_stop(sentence.last - 1):
        return end
    dash = marks.find_dash(begin + 1, end - 1)
    return end if dash is None else dash


def _extend_quotation(scene: Scene, begin: int, end: int) -> int:
    """Return the end of a sentence, or of the quotation that runs over it."""
    open_ = scene.quoted[end - 1] if end > begin else None
    if open_ is not None and open_.first >= begin:
        return open_.last
    return end


def _cuts(scene: Scene, draft: Draft, other: Draft) -> bool:
    """Whether another statement ends this one: it goes on from it, and is not quoted in it."""
    quotation = scene.quoted[other.zone]
    if quotation is not None and quotation.first >= draft.begin - 1:
        return False
    return other.coordinate


def _find_before(scene: Scene, draft: Draft, near: list[Draft]) -> list[tuple[int, int, int]]:
    """Return what is said where it stands before its cue, or on both sides of it."""
    start, limit = scene.sentence_bounds(draft.cue.first)
    for other in near:
        if other is draft:
            break
        last = other.phrase.last if other.phrase is not None else other.cue.last
        if other.complement is None and last < draft.zone:
            start = last
    end = draft.zone
    start = max(start, end - _MAX_TOKENS)
    quotation = scene.quoted[draft.cue.first]
    if quotation is not None:
        start = max(start, quotation.first + 1)
    start, end = _find_clause(scene, start, end)
    start, skip = _skip_lead(scene, start, end)
    spans = [(start, end, skip)] if start < end else []
    after = draft.phrase.last if draft.phrase is not None else draft.cue.last
    if spans and _goes_on(scene, draft, after, limit):
        tail = scene.sentence_bounds(draft.cue.first)[1]
        for other in near:
            if after < other.zone < tail:
                tail = other.zone
        spans.append((after + 1, tail, 0))
    return spans


def _find_clause(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Return the clause that an attribution goes with: the last behind فقد, or جاء ذلك's."""
    words = [token.key for token in scene.tokens[start : start + 2]]
    if words == ["جاء", "ذلك"] or (end - start <= 1 and words[:1] in (["وذلك"], ["ذلك"])):
        place = scene.analysis.sentence_of(start)
        if place > 0:
            before = scene.analysis.sentences[place - 1]
            return before.first, before.last
    for index in range(end - 1, start, -1):
        if scene.tokens[index].key == "فقد" and scene.is_comma(index - 1):
            return index, end
    return start, end


def _skip_dateline(scene: Scene, start: int, end: int) -> int:
    """Return the token after a dateline, كابل - «الشرق الأوسط»: قتل …, else `start`."""
    for index in range(start, min(end, start + _MAX_DATELINE)):
        if scene.tokens[index].text == ":":
            return index + 1
    return start


def _skip_lead(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Return the first token of what is said, without conjunctions, and letters to skip in it."""
    if start - 1 in scene.opening:
        return start, 0
    index = _skip_dateline(scene, start, end)
    while index < end and (
        (scene.is_mark(index) and index not in scene.opening)
        or is_exactly(scene.tokens[index], "connective")
    ):
        index += 1
    if index >= end:
        return index, 0
    token = scene.tokens[index]
    split = next((f for f in token.forms if f.proclitics == "و"), None)
    if split is None or index in scene.named or is_exactly(token, "wholewaw"):
        return index, 0
    return index, split.skip


def _goes_on(scene: Scene, draft: Draft, after: int, limit: int) -> bool:
    """Whether what is said goes on behind the source: أدى القصف -وفق الدفاع- إلى إصابة."""
    if after + 2 >= limit:
        return False
    mark = scene.tokens[after].text
    before = scene.tokens[draft.cue.first - 1].text
    inner = draft.zone == draft.cue.first  # تسبب القصف بحسب المصدر، بمقتل خمسة
    same = (mark in _DASHES and before in _DASHES) or (
        scene.is_comma(after) and (inner or scene.is_comma(draft.cue.first - 1))
    )
    following = scene.tokens[after + 1]
    if not same or (following.kind == "mark" and after + 1 not in scene.opening):
        return False
    if mark in _DASHES:
        return True
    if inner and look_up(following) is not None:
        return False  # وفق ناشطين، أكدوا أن
    joined = following.text.startswith(("و", "ف")) or has_role(following, "connective")
    return not joined


def trim(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Return tokens `[first, last)` without the marks at their ends."""
    while first < last and scene.is_mark(first) and scene.tokens[first].text not in "([#@/":
        first += 1
    while last > first and scene.is_mark(last - 1):
        text = scene.tokens[last - 1].text
        if text in ")]%" and _is_closed_within(scene, first, last - 1):
            break
        last -= 1
    while last > first and is_exactly(scene.tokens[last - 1], "dangling"):
        last -= 1
    return first, last


def trim_phrase(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Return a phrase without marks at its ends, but with brackets that belong to it."""
    while last > first and scene.is_mark(last - 1):
        closed = scene.closing.get(last - 1)
        bracket = scene.tokens[last - 1].text in ")]"
        if bracket or (closed is not None and closed.first > first):
            break
        last -= 1
    while first < last and scene.is_mark(first) and scene.opening.get(first) is None:
        first += 1
    if first in scene.opening and scene.opening[first].last in (last - 1, last):
        first, last = first + 1, scene.opening[first].last
    return first, last


def _is_closed_within(scene: Scene, first: int, index: int) -> bool:
    opening = {")": "(", "]": "[", "%": "%"}[scene.tokens[index].text]
    return any(token.text == opening for token in scene.tokens[first:index]) or opening == "%"


def find_mode(scene: Scene, marks: Landmarks, spans: list[tuple[int, int]]) -> Mode:
    """Return whether what is said is quoted, told, or both."""
    counts = [marks.count_words(first, last) for first, last in spans]
    quoted, told = sum(q for q, _ in counts), sum(t for _, t in counts)
    if spans and spans[0][0] - 1 in scene.unclosed:
        return "direct"
    if quoted and not told:
        return "direct"
    return "mixed" if any(marks.has_speech(*span) for span in spans) else "indirect"
