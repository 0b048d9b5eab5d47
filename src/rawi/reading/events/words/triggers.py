"""The words that name events: found by their forms, and told apart by the words around them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rawi.reading.events.inflections import VerbForm
from rawi.reading.events.lexicon import (
    MEETINGS,
    Condition,
    Reading,
    Sense,
    TriggerType,
    load_masdars,
    load_nouns,
    load_verbs,
    plain_classes_of,
)
from rawi.reading.events.scenes import Scene
from rawi.text.tokens import Token, split_enclitics, strip_article

_NEXT = 3  # tokens after a noun that a `next` condition asks
_AFTER_VERB = 6  # of a verb more: its subject comes between it and its object
_BEFORE = 2
_AROUND = 3
# What a verb's ها may mean that stands anywhere before it (بلدة X قبل أن تحررها القوات).
_TAKEN = frozenset({"settlement"})
_ANTECEDENT = 4  # tokens before a relative pronoun in which what it stands for is named
_NEAR = 9
_VOWELS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
_VOCALISED = 4  # vowel signs of a word that is written with all of them
_JOINED = 4  # tokens before a word joined to the name of a body, where the body stands
_LISTED = 5  # tokens behind the word for villages in which their names stand
# What the words of a force's name may say of what it does: سلاح الجو strikes from the air, and
# قوات الأمن arrest.
_OF_FORCES = frozenset({"air", "aircraft", "airforce", "arresters"})
# Letters that end a word (قتلى) more often than they are a pronoun of the press.
_AMBIGUOUS = frozenset({"ي", "ك", "ني", "كم"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event.

    Attributes:
        index: Its token.
        skip: Code points of the token before the word (its conjunction or preposition).
        sense: What it names.
        type: The event type: that of its sense, until `kinds` refines it.
        form: Of a verb, its form; None for a noun.
        pronoun: The attached pronoun, folded, or "".
        proclitics: The letters before it, folded.
        definite: Whether a noun has the article or a demonstrative before it.
        exact: Whether the words around it show which kind of attack it is (قصف مدفعي).
    """

    index: int
    skip: int
    sense: Sense
    type: TriggerType
    form: VerbForm | None
    pronoun: str
    proclitics: str
    definite: bool
    exact: bool = False


class Candidate(NamedTuple):
    """A way to read a token as an event word, before its sense is chosen."""

    skip: int
    proclitics: str
    reading: Reading
    pronoun: str
    definite: bool


def find_triggers(scene: Scene) -> list[Trigger]:
    """Return the event words of an article, in order, at most one a token."""
    found = []
    for index, token in enumerate(scene.tokens):
        if token.kind == "word" and scene.mention_of[index] is None:
            trigger = _find_trigger(scene, index)
            if trigger is not None:
                found.append(trigger)
    return found


def _find_trigger(scene: Scene, index: int) -> Trigger | None:
    candidates = find_candidates(scene.tokens[index])
    if not candidates or _is_scripture(scene.tokens[index]):
        return None
    for candidate in _order(scene, index, candidates):
        if _is_barred(scene, index, candidate):
            continue
        for sense in candidate.reading.senses:
            if all(_holds(scene, index, candidate, c) for c in sense.conditions):
                if sense.type == "none":
                    return None
                return _make_trigger(scene, index, candidate, sense)
    return None


def _is_scripture(token: Token) -> bool:
    """Whether a word has all its vowel signs, as quoted verses do and the press does not."""
    return sum(letter in _VOWELS for letter in token.text) >= _VOCALISED


def _is_barred(scene: Scene, index: int, candidate: Candidate) -> bool:
    """Whether the word before a token shows that it is not what a candidate takes it for."""
    if candidate.reading.form is None:  # what something is like (كالانتخابات) is told in general
        unlike = candidate.proclitics.endswith("ك") or _is_listed(scene, index, candidate)
        return unlike or _is_named(scene, index, candidate)
    first, _ = scene.bounds(index)
    if candidate.proclitics or index == first:
        return False
    if _disagrees(scene.tokens[index - 1].key, candidate.reading.form) and not (
        candidate.pronoun or is_near(scene, index, "follow", "backpronoun")
    ):
        return True
    return scene.is_a(index - 1, "noverbbehind") or scene.has_class(index - 1, "ingeneral")


def _disagrees(before: str, form: VerbForm) -> bool:
    """Whether a relative pronoun is of the other gender than a verb behind it: التي تقاتل.

    So تقاتل is the present of قاتل there, not the past of تقاتل, which would be تقاتلت. A verb with
    a pronoun, or before one, agrees with a subject of its own (التي يحاصرها الثوار).
    """
    if form.number == "plural":
        return False
    return (before == "التي" and not form.feminine) or (before == "الذي" and form.feminine)


def _is_named(scene: Scene, index: int, candidate: Candidate) -> bool:
    """Whether a noun is likely the name of a village or of a kind of thing.

    No list knows the village (قرية الزيارة); ظاهرة الخطف ("the plague of kidnapping") is a kind.
    """
    if index == 0:
        return False
    if _heads_name(scene, index) or (candidate.definite and _is_joined_to_name(scene, index)):
        return True
    return not candidate.proclitics and scene.has_class(index - 1, "ingeneral")


def _is_joined_to_name(scene: Scene, index: int) -> bool:
    """Whether a word is joined by و to what a body is named for (وزير الحوار والمصالحة)."""
    if not scene.tokens[index].key.startswith("وال"):
        return False
    first, _ = scene.bounds(index)
    for other in range(index - 1, max(first, index - _JOINED) - 1, -1):
        if not scene.tokens[other].key.startswith(("ال", "وال")):
            return False
        if _heads_name(scene, other):
            return True
    return False


def _is_listed(scene: Scene, index: int, candidate: Candidate) -> bool:
    """Whether a noun stands in a list of villages (قرى المشيك والزيارة, "Mushik and Ziyara")."""
    if not candidate.definite or candidate.pronoun or candidate.proclitics not in ("", "و"):
        return False
    if candidate.reading.main.type not in MEETINGS:  # الزيارة, الوساطة, الصلح
        return False
    first, _ = scene.bounds(index)
    return any(scene.is_a(other, "villages") for other in range(max(first, index - _LISTED), index))


def _heads_name(scene: Scene, index: int) -> bool:
    before = index - 2 if index > 1 and scene.is_quote(index - 1) else index - 1
    return any(
        form.proclitics in ("", "و") and "namehead" in plain_classes_of(form.key)
        for form in scene.tokens[before].forms
    )


def _make_trigger(scene: Scene, index: int, candidate: Candidate, sense: Sense) -> Trigger:
    return Trigger(
        index,
        candidate.skip,
        sense,
        sense.type,
        candidate.reading.form,
        candidate.pronoun,
        candidate.proclitics,
        candidate.definite or _is_demonstrated(scene, index),
    )


@lru_cache(maxsize=100_000)
def find_candidates(token: Token) -> tuple[Candidate, ...]:
    """Return the ways to read a token as an event word."""
    found = []
    if _is_no_event(token):
        return ()
    marbuta = "ة" in token.text[-2:]  # then a final ه is no pronoun
    for form in token.forms:
        found += _find_nouns(form.key, form.skip, form.proclitics, marbuta)
        if "ب" not in form.proclitics and "ك" not in form.proclitics:
            found += _find_verbs(form.key, form.skip, form.proclitics, marbuta)
    return tuple(found)


def _is_no_event(token: Token) -> bool:
    """Whether a word, و before it aside, is one that only looks like an event (أسرته)."""
    return any(
        form.proclitics in ("", "و") and "noevent" in plain_classes_of(form.key)
        for form in token.forms
    )


def _find_nouns(key: str, skip: int, proclitics: str, marbuta: bool) -> list[Candidate]:
    nouns = load_nouns()
    if key in nouns:
        return [Candidate(skip, proclitics, nouns[key], "", False)]
    accusative = key.endswith("ا") and key[2:-1] in nouns  # never definite: والدهما
    if key.startswith("ال") and key[2:] in nouns and not accusative:
        return [Candidate(skip, proclitics, nouns[key[2:]], "", True)]
    for base, pronoun in () if marbuta else split_enclitics(key):
        for stem in (base, _restore_hamza(base)):
            if stem in nouns and len(stem) > 2 and pronoun not in _AMBIGUOUS:
                return [Candidate(skip, proclitics, nouns[stem], pronoun, True)]
    return []


def _restore_hamza(base: str) -> str:
    """Return a noun before a pronoun with the final hamza that it has alone: لقائه, لقاؤه."""
    return base[:-1] + "ء" if base.endswith(("اي", "او")) else base


def _find_verbs(key: str, skip: int, proclitics: str, marbuta: bool) -> list[Candidate]:
    verbs = load_verbs()
    found = [Candidate(skip, proclitics, reading, "", False) for reading in verbs.get(key, ())]
    if not found and not marbuta:
        for base, pronoun in split_enclitics(key):
            if pronoun in _AMBIGUOUS or len(base) < 3:
                continue
            found += [Candidate(skip, proclitics, r, pronoun, False) for r in verbs.get(base, ())]
    return found


def _order(scene: Scene, index: int, candidates: tuple[Candidate, ...]) -> list[Candidate]:
    """Put the likelier of noun and verb first where a token may be both."""
    nouns = [c for c in candidates if c.reading.form is None]
    verbs = [c for c in candidates if c.reading.form is not None]
    if not nouns or not verbs:
        return list(candidates)
    return verbs + nouns if _is_verb_slot(scene, index, verbs[0]) else nouns + verbs


def _is_verb_slot(scene: Scene, index: int, candidate: Candidate) -> bool:
    """Whether a token is likelier a verb than a noun (`قتل`: "he killed", "killing")."""
    form = candidate.reading.form
    if any(mark in scene.tokens[index].text for mark in "\u064f"):
        return True
    if form is not None and form.tense == "present":
        return True
    if index + 1 < len(scene.tokens) and _is_nisba(scene.tokens[index + 1].key):
        return scene.has_class(index + 1, "sitehead") and _is_behind_subject(scene, index)
    if index + 1 < len(scene.tokens) and _is_nominative(scene, index + 1):
        return True
    first, _ = scene.bounds(index)
    if _is_joined_to_masdar(scene, index, first):
        return False
    if index == first or candidate.proclitics in ("و", "ف") or scene.is_mark(index - 1):
        sure = candidate.reading.main.type in ("killing", "abduction", "arrest")
        return sure or _has_object(scene, index)
    if _is_behind_subject(scene, index):
        return True
    return any(scene.is_a(index - 1, name) for name in ("clause", "relative", "already"))


def _is_joined_to_masdar(scene: Scene, index: int, first: int) -> bool:
    """Whether a word is joined by و to a masdar that a preposition governs (من قتل وأسر خمسة)."""
    before = index - 1
    if before <= first or not scene.tokens[index].key.startswith("و"):
        return False
    governed = scene.has_class(before - 1, "preposition")
    return scene.mention_of[before] is None and any(
        form.key in load_masdars() and (form.proclitics in ("ب", "ل") or governed)
        for form in scene.tokens[before].forms
    )


def _is_behind_subject(scene: Scene, index: int) -> bool:
    """Whether a name in the masculine opens the clause right before a token: (إن) الجيش قصف X."""
    mention = scene.mention_of[index - 1]
    first, _ = scene.bounds(index)
    if mention is None or mention.type not in ("armed_group", "organization", "person"):
        return False
    head = index - 1
    while head > first and scene.mention_of[head - 1] is mention:
        head -= 1
    if mention.start > scene.tokens[head].start or scene.tokens[head].key.endswith(("ه", "ات")):
        return False
    if head == first or scene.is_mark(head - 1):
        return True
    return not {"clause", "that"}.isdisjoint(plain_classes_of(scene.tokens[head - 1].key))


def _has_object(scene: Scene, index: int) -> bool:
    """Whether an event in the accusative follows who did it: صد الجيش هجوما, a verb."""
    _, last = scene.bounds(index)
    for other in range(index + 2, min(last, index + _AFTER_VERB)):
        key = scene.tokens[other].key
        if scene.is_mark(other):
            return False
        if scene.mention_of[other] is None and key.endswith("ا") and key in load_nouns():
            return scene.mention_of[other - 1] is not None
    return False


def _is_nominative(scene: Scene, index: int) -> bool:
    """Whether token `index` is of several people in the nominative: no genitive (نهب مسلحون)."""
    key = scene.tokens[index].key
    return len(key) > 5 and key.endswith("ون") and scene.has_class(index, "actor")


def _is_nisba(key: str) -> bool:
    return len(key) > 3 and key.endswith(("ي", "يا", "يه")) and not key.startswith("ال")


def _is_demonstrated(scene: Scene, index: int) -> bool:
    return index > 0 and scene.has_class(index - 1, "demonstrative")


# Conditions that ask of the trigger itself.
_OWN: dict[str, Callable[[Candidate], bool]] = {
    "definite": lambda candidate: candidate.definite,
    "plural": lambda candidate: (
        candidate.reading.form is not None and candidate.reading.form.number == "plural"
    ),
    "inflected": lambda candidate: (
        candidate.reading.form is not None
        and candidate.reading.form.key != candidate.reading.main.lemma
    ),
    "past": lambda candidate: (
        candidate.reading.form is not None and candidate.reading.form.tense == "past"
    ),
    "for": lambda candidate: candidate.proclitics.endswith("ل"),
    "with": lambda candidate: candidate.proclitics[-1:] in ("ب", "ك"),
}


def _holds(scene: Scene, index: int, candidate: Candidate, condition: Condition) -> bool:
    if condition.where == "hamza":
        found = "أ" in scene.tokens[index].text
    elif condition.where in _OWN:
        found = _OWN[condition.where](candidate) or (
            condition.where == "definite" and _is_demonstrated(scene, index)
        )
    else:
        far = candidate.reading.form is not None and condition.wanted
        reach = _AFTER_VERB if far else _NEXT
        found = is_near(scene, index, condition.where, condition.word_class, reach=reach)
        if far and not found and condition.where == "next" and _is_retold(candidate):
            found = _is_antecedent(scene, index, condition.word_class)
        if far and not found and candidate.pronoun == "ها" and condition.word_class in _TAKEN:
            found = is_near(scene, index, "before", condition.word_class)
    return found == condition.wanted


def _is_retold(candidate: Candidate) -> bool:
    """Whether a verb tells what was done to something named before: a past with a pronoun."""
    form = candidate.reading.form
    return bool(candidate.pronoun) and form is not None and form.tense == "past"


def _is_antecedent(scene: Scene, index: int, word_class: str) -> bool:
    """Whether what a verb's pronoun means is of a class: الأسلحة التي أرسلتها الدولة.

    Not so where an event word stands before, which tells it (الحصار الذي فرضه الجيش).
    """
    first, _ = scene.bounds(index)
    for relative in range(index - 1, max(first, index - 1 - _BEFORE), -1):
        if scene.is_a(relative, "relative"):
            before = range(max(first, relative - _ANTECEDENT), relative)
            if any(strip_article(scene.tokens[other].key) in load_nouns() for other in before):
                return False
            return any(_is_of_class(scene, other, word_class) for other in before)
    return False


def is_near(scene: Scene, index: int, where: str, word_class: str, *, reach: int = _NEXT) -> bool:
    """Whether a word of a class stands `next`, `before` or `near` a token, in its sentence.

    `reach` is how many tokens `next` asks.
    """
    first, last = scene.bounds(index)
    if where == "follow":
        window = range(index + 1, min(last, index + 2))
    elif where == "next":
        window = range(index + 1, min(last, index + 1 + reach))
    elif where == "before":
        window = range(max(first, index - _BEFORE), index)
    elif where == "around":
        window = range(max(first, index - _AROUND), min(last, index + 1 + _AROUND))
    else:
        window = range(max(first, index - _NEAR), min(last, index + 1 + _NEAR))
    for other in window:
        if where == "next" and scene.is_mark(other):
            return False
        if other != index and _is_of_class(scene, other, word_class):
            return True
    return False


def _is_of_class(scene: Scene, index: int, word_class: str) -> bool:
    """Whether a token is in a word class; of an armed group only that it is one, or flies.

    Else نصبه مجلس شورى الثوار would be an appointment where نصبه الجيش is an ambush.
    """
    mention = scene.mention_of[index]
    if mention is not None and mention.type == "armed_group" and word_class not in _OF_FORCES:
        return word_class in plain_classes_of("@armed_group")
    return scene.has_class(index, word_class)
