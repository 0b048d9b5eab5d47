"""How a word tells of its event beside those told before: as another, as many, as background."""

from typing import Literal

from rawi.language.numbers import begins_number, read_number
from rawi.reading.events.circumstances.foreign_times import find_accused
from rawi.reading.events.lexicon import begins_with_article, load_nationalities, plain_classes_of
from rawi.reading.events.scenes import Scene
from rawi.reading.events.words.triggers import Trigger
from rawi.text.normalise import fold

Mark = Literal[
    "another",
    "anew",
    "also",
    "often",
    "background",
    "present",
    "reply",
    "tried",
    "punished",
    "known",
    "called",
    "several",
    "construct",
    "shown",
]

_BEHIND = 3  # tokens behind a noun where "another" stands (هجوم صاروخي آخر)
_PUNISHED = 2  # tokens before a word where the sentence stands (حكم القتل)
_REPLY = 2  # tokens before a word where what it is answered with stands (ردا على قصف)
_KNOWN = 3  # tokens before a noun where the responsibility for it stands (مسؤوليتها عن الهجوم)
_CALLED = 3  # tokens before a noun where the verb of calling stands (ما سمي بالمراجعات)
_OFTEN_BEFORE = 4
_OFTEN_BEHIND = 9
_QUOTED = 5  # tokens of a quoted name at most, with the mark that ends it
# Events that go by the name of their place, or one of their own; قصف حلب says what is hit.
_NAMED_TYPES = frozenset({"attack", "bombing", "operation", "battle", "agreement"})
_OPENING = 6  # tokens of a sentence where what turns to the past stands (وكانت, يذكر أن)
_NUMBER_REACH = 3  # tokens of the longest number before a noun that is looked for
# A headline, or one of those that a page prints again above its text, is a short line with no stop.
_HEADLINES = 5
_HEADLINE = 25  # tokens
_STOPS = frozenset(".؟?!")


def find_marks(scene: Scene, trigger: Trigger) -> frozenset[Mark]:
    """Return what speaks for a trigger telling of an event other than the one told before.

    `another`: a noun with أخرى, مماثل or an ordinal; `anew`: with جديد or سابق; `also`: a word
    straight behind كما;
    `often`: told as going on or coming again (بين الحين والآخر, مئات الغارات); `background`:
    a sentence that turns to what was before (يذكر أن, وكانت); `present`: a verb in the present;
    `reply`: what another answers (ردا على قصف); `tried`, `punished`: a killing that somebody is
    tried for, and his own; `several`: a noun in the plural (الهجمات). And what speaks for the
    same: `construct`, `shown`, a noun that what is behind it makes definite (سقوط القذائف, سقوط
    تلك القذائف); `known`, a definite noun whose doer, scene or victims the words before it name
    (مسؤوليتها عن الهجوم, موقع الهجوم). Against it: `called`, what is brought in by a name (ما سمي
    بالمراجعات, "what was called the reviews").
    """
    index = trigger.index
    first, last = scene.bounds(index)
    found: set[Mark] = set()
    if trigger.form is None and not _is_shown(scene, index, first):
        found |= _find_adjectives(scene, index, last)
    if trigger.form is None:
        found |= _find_nominal(scene, trigger, last)
    if index > first and scene.has_class(index - 1, "also"):
        found.add("also")
    if _is_often(scene, trigger, first, last):
        found.add("often")
    opening = range(first, min(index, first + _OPENING))
    if any(scene.has_class(other, "background") for other in opening):
        found.add("background")
    if trigger.form is not None and trigger.form.tense == "present":
        found.add("present")
    before = range(max(first, index - _REPLY), index)
    if any(scene.has_class(other, "reply") for other in before):
        found.add("reply")
    if _is_known(scene, trigger, first):
        found.add("known")
    if _is_called(scene, trigger, first):
        found.add("called")
    return frozenset(found | _find_guilt(scene, trigger, first))


def _is_called(scene: Scene, trigger: Trigger, first: int) -> bool:
    """Whether a noun is but what an event is called (ما سمي بالمراجعات), and so told anew."""
    before = range(max(first, trigger.index - _CALLED), trigger.index)
    return trigger.form is None and any(scene.has_class(i, "socalled") for i in before)


def _find_nominal(scene: Scene, trigger: Trigger, last: int) -> set[Mark]:
    """Return what the form of a noun and its genitive say: several, construct, shown."""
    index = trigger.index
    found: set[Mark] = set()
    if scene.tokens[index].key.removesuffix(trigger.pronoun).endswith("ات"):
        found.add("several")
    if trigger.definite or trigger.pronoun or index + 1 >= last:
        return found
    if scene.has_class(index + 1, "demonstrative"):
        found.add("shown")
    elif _may_be_construct(trigger) and begins_with_article(scene.tokens[index + 1]):
        found.add("construct")
    return found


def _may_be_construct(trigger: Trigger) -> bool:
    """Whether a genitive tells which event is meant; not of حادث, nor which of many posts."""
    return trigger.sense.part != "pointer" and trigger.type != "appointment"


def _is_known(scene: Scene, trigger: Trigger, first: int) -> bool:
    index = trigger.index
    if trigger.form is not None or not trigger.definite or trigger.pronoun or index == first:
        return False
    if any(scene.has_class(index - 1, name) for name in ("perpetrator", "outcome")):
        return True
    before = range(max(first, index - _KNOWN), index)
    return any(scene.has_class(other, name) for other in before for name in ("duty", "ownduty"))


def _find_guilt(scene: Scene, trigger: Trigger, first: int) -> set[Mark]:
    """Return whether a killing is what somebody is tried for (أقدم على قتل) or dies for."""
    if trigger.type != "killing":
        return set()
    if find_accused(scene, trigger) is not None:
        return {"tried"}
    before = range(max(first, trigger.index - _PUNISHED), trigger.index)
    return {"punished"} if any(scene.has_class(i, "punishing") for i in before) else set()


def _is_shown(scene: Scene, index: int, first: int) -> bool:
    return index > first and scene.has_class(index - 1, "demonstrative")


def _find_adjectives(scene: Scene, index: int, last: int) -> set[Mark]:
    found: set[Mark] = set()
    for other in range(index + 1, min(last, index + 1 + _BEHIND)):
        if scene.is_mark(other):
            break
        if scene.has_class(other, "another"):
            found.add("another")
        if scene.has_class(other, "anew"):
            found.add("anew")
    return found


def _is_often(scene: Scene, trigger: Trigger, first: int, last: int) -> bool:
    index = trigger.index
    before = scene.tokens[index - 1].key if trigger.form is None and index > first else ""
    if "many" in plain_classes_of(before):
        return True
    window = range(max(first, index - _OFTEN_BEFORE), min(last, index + 1 + _OFTEN_BEHIND))
    return any(other != index and scene.has_class(other, "often") for other in window)


def find_headline_end(scene: Scene) -> int:
    """Return the token after the headlines that an article begins with; 0 where it has none."""
    end = 0
    for sentence in scene.analysis.sentences:
        ends = scene.tokens[sentence.last - 1].text in _STOPS
        if sentence.paragraph >= _HEADLINES or ends or sentence.last - end > _HEADLINE:
            break
        end = sentence.last
    return end


def count_told(scene: Scene, trigger: Trigger) -> int | None:
    """Return how many events a noun counts: 23 غارة, خمس غارات, غارتين; None where it does not."""
    if trigger.form is not None:
        return None
    first, _ = scene.bounds(trigger.index)
    for index in range(trigger.index - 1, max(first, trigger.index - _NUMBER_REACH) - 1, -1):
        if begins_number(scene.tokens[index]):
            number = read_number(scene.tokens, index)
            if number is not None and number.last == trigger.index:
                return int(number.low) if number.low == number.high else None
    return 2 if _is_dual(scene, trigger) else None


def _is_dual(scene: Scene, trigger: Trigger) -> bool:
    key = scene.tokens[trigger.index].key[len(trigger.proclitics) :].removesuffix(trigger.pronoun)
    lemma = trigger.sense.lemma
    stem = lemma[:-1] + "ت" if lemma.endswith("ه") else lemma
    return key.removeprefix("ال") in (stem + "ان", stem + "ين")


def find_called(scene: Scene, trigger: Trigger) -> frozenset[str]:
    """Return the name by which an event goes: its place behind it, or what is quoted there.

    هجوم المنيا, عملية "الفجر": whoever names it again means the same one.
    """
    if trigger.form is not None or trigger.type not in _NAMED_TYPES:
        return frozenset()
    first, (_, last) = trigger.index + 1, scene.bounds(trigger.index)
    if trigger.definite or trigger.pronoun or first >= last or scene.is_mark(first):
        return frozenset()
    quoted = first < last and scene.is_quote(first)
    first += quoted
    if first >= last or scene.tokens[first].kind != "word":
        return frozenset()
    mention = scene.mention_of[first]
    if mention is not None:
        alone = mention.type == "place" and mention.start == scene.tokens[first].start
        return frozenset({fold(mention.text)}) if alone or quoted else frozenset()
    end = next((i for i in range(first, min(last, first + _QUOTED)) if scene.is_quote(i)), None)
    if not quoted or end is None:
        return frozenset()
    words = [token.key for token in scene.tokens[first:end]]
    described = any(word in load_nationalities() for word in words)  # عدوان "إسرائيلي"
    return frozenset() if described else frozenset({" ".join(words)})
