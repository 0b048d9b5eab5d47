"""Where the subject of a verb stands that comes before it."""

from rawi.model import Mention
from rawi.reading.events.lexicon import (
    load_light_verbs,
    load_nouns,
    noun_classes_of,
    plain_classes_of,
)
from rawi.reading.events.phrases.joined_phrases import read_coordinated
from rawi.reading.events.phrases.noun_phrases import NounPhrase, read_phrase
from rawi.reading.events.phrases.phrase_ends import has_object
from rawi.reading.events.phrases.phrase_kinds import is_actor, is_city, is_of_people
from rawi.reading.events.scenes import Scene, is_verb
from rawi.text.tokens import THIRD_PERSON

_REACH, _COMMAS = 25, 3  # tokens and commas between a subject and its verb
_LEAST_PRESENT = 4  # letters of a verb in the present with its pronoun, and one more
_CLAUSE = 17  # longer clauses than this begin with no subject of a verb at their end


def find_subject_before(scene: Scene, index: int) -> list[list[NounPhrase]]:
    """Return the subject that stands before a verb (إن الجيش قصف; الجيش يقصف; X التي قصفت)."""
    first, _ = scene.bounds(index)
    if index == first or scene.tokens[index].forms[0].proclitics:
        return []
    verb = index
    while index - 1 > first and scene.is_a(index - 1, "auxiliary"):
        index -= 1
    if scene.is_a(index - 1, "relative"):
        last = index - 1 - _has_adverb(scene, index - 2, first)
        groups = [[_narrow(scene, group[0])] for group in _find_antecedent(scene, last, first)]
        return [group for group in groups if not _is_of_event(scene, group[0])]
    if scene.is_a(index - 1, "subordinator"):
        return []
    if scene.tokens[index].key[0] in "وف" and scene.clause_of[index] != scene.clause_of[index - 1]:
        return []
    described = _find_described(scene, verb, index, first)
    if described:
        return described
    start = _find_clause_start(scene, index, max(first, index - _CLAUSE))
    if start == index:
        return _subject_across_commas(scene, index)
    if not 0 < index - start < _CLAUSE:
        return []
    group = read_coordinated(scene, start)
    if group and _may_be_subject(scene, group[0]) and _reaches(scene, group[-1].last, index):
        return [group]
    groups = _phrase_ending_at(scene, index, start)
    return [
        group
        for group in groups
        if _may_be_subject(scene, group[0])
        and not _is_behind(scene, group[0])
        and not _is_of_another(scene, group[0], first)
    ]


def _find_described(scene: Scene, verb: int, index: int, first: int) -> list[list[NounPhrase]]:
    """Return the people of whom a clause without a relative word is said, straight behind them.

    القبض على خلية تابعة لـX | كانت تخطط لهجمات; أشخاص | كانوا يعدون لتفجير. An indefinite noun
    takes no relative word, and whoever caught them plans nothing.
    """
    present = scene.tokens[verb].key[0] in "يتا" and not scene.tokens[verb].key.endswith("ت")
    if index == verb or not present:
        return []
    for group in _phrase_ending_at(scene, index, first):
        phrase = group[0]
        key = scene.tokens[phrase.first].key
        definite = key.startswith("ال") or scene.begins_mention(phrase.first)
        if phrase.first > first and not definite and is_of_people(scene, phrase):
            return [group]
    return []


def _is_of_another(scene: Scene, phrase: NounPhrase, first: int) -> bool:
    """Whether a phrase is the subject of a verb with a pronoun before it (كهوف يستخدمها X دمرت)."""
    before = phrase.first - 1
    if before < first or scene.mention_of[before] is not None:
        return False
    if scene.has_class(before, "ledby"):  # قوات تقودها X قصفت: X has a part in it
        return False
    key = scene.tokens[before].key
    present = key[0] == "ي" and len(key) > _LEAST_PRESENT and key.endswith(THIRD_PERSON)
    return present or (key[0] in "يت" and has_object(key))


def _has_adverb(scene: Scene, index: int, first: int) -> bool:
    """Whether token `index` only says in which way an adjective holds (المتشددة دينيا | التي)."""
    if index <= first or scene.mention_of[index] is not None:
        return False
    before = scene.tokens[index - 1].key
    return scene.tokens[index].key.endswith("يا") and before.startswith("ال")


def _narrow(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """Return of whom a relative clause behind a phrase is: who bears a title, who is followed.

    سالم الورفلي زعيم الحزب | الذي; موالون لتنظيم كذا | الذي.
    """
    named = scene.mention_of[phrase.first - 1] if phrase.first > 0 else None
    if named is not None and named.type == "person" and scene.has_class(phrase.first, "leader"):
        return _read_name_before(scene, phrase.first, named)
    last = scene.mention_of[phrase.last - 1]
    if last is None or phrase.mentions[:1] != (last,):
        return phrase
    loyal = any(scene.has_class(index, "loyal") for index in range(phrase.first, phrase.last))
    return _read_name_before(scene, phrase.last, last) if loyal else phrase


def _read_name_before(scene: Scene, index: int, name: Mention) -> NounPhrase:
    """Return the name that ends before token `index` as a phrase."""
    start = index - 1
    while start > 0 and scene.mention_of[start - 1] is name:
        start -= 1
    return NounPhrase(start, index, max(0, name.start - scene.tokens[start].start), (name,))


def _find_clause_start(scene: Scene, index: int, first: int) -> int:
    """Return the first token of a clause behind what opens it, not before token `first`."""
    start = index
    while start > first and scene.clause_of[start - 1] == scene.clause_of[index]:
        start -= 1
    while start < index and _is_opener(scene, start):
        start += 1
    return start


def _subject_across_commas(scene: Scene, verb: int) -> list[list[NounPhrase]]:
    """Return the subject that what is said of it between commas parts from its verb.

    قوات الحكومة المتمركزة في سبها، استهدفت; سالم الورفلي، القائد في الكتيبة، قتل.
    """
    first, _ = scene.bounds(verb)
    named = _read_apposition(scene, verb, first)
    if named is not None:
        return [[named]]
    start, commas = verb, 0
    while start > max(first, verb - _REACH) and commas < _COMMAS:
        if scene.tokens[start - 1].text not in "،,":
            break
        start -= 1
        commas += 1
        clause = scene.clause_of[start]
        while start > first and scene.clause_of[start - 1] == clause:
            start -= 1
        begin = start
        while begin < verb and _is_opener(scene, begin):
            begin += 1
        if not (start == first or begin > start):
            continue
        group = read_coordinated(scene, begin)
        if group and group[0].mentions and _may_be_subject(scene, group[0]):
            return [group] if _is_verbless(scene, group[-1].last, verb) else []
        return []
    return []


def _read_apposition(scene: Scene, verb: int, first: int) -> NounPhrase | None:
    """Return the person named alone between the two commas before a verb (القائد، X، استقال)."""
    if verb - 2 <= first or scene.tokens[verb - 1].text != "،":
        return None
    last = verb - 2
    mention = scene.mention_of[last]
    if mention is None or mention.type != "person":
        return None
    start = last
    while start > first and scene.mention_of[start - 1] is mention:
        start -= 1
    alone = start > first and scene.tokens[start - 1].text == "،"
    return read_phrase(scene, start) if alone else None


def _is_verbless(scene: Scene, first: int, last: int) -> bool:
    """Whether between subject and verb nothing else is told of."""
    return not any(
        scene.mention_of[index] is None
        and (is_verb(scene.tokens[index].key) or scene.has_class(index, "clause"))
        for index in range(first, last)
    )


def _is_behind(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase stands behind a preposition, or is the last of places that do."""
    token = scene.tokens[phrase.first]
    if phrase.mentions and phrase.mentions[0].start > token.start + phrase.skip:
        return True
    if is_city(scene, phrase):
        return True
    return phrase.first > 0 and scene.has_class(phrase.first - 1, "locative")


def _may_be_subject(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase before a verb is of somebody, not an adverb or a time."""
    if scene.in_time(phrase.first):
        return False
    token = scene.tokens[phrase.first]
    if phrase.mentions or token.kind == "number" or is_actor(scene, phrase):
        return True
    if is_of_people(scene, phrase):
        return True
    counted = scene.tokens[min(phrase.first + 1, phrase.last - 1)].key
    if counted.removeprefix("ال") in load_nouns():  # تسع ضربات
        return False
    return not noun_classes_of(token.key).isdisjoint({"people", "quantifier"})


def _is_opener(scene: Scene, index: int) -> bool:
    opens = scene.is_a(index, "clause") or scene.is_a(index, "opener")
    return opens or scene.is_quote(index)


def _reaches(scene: Scene, index: int, verb: int) -> bool:
    """Whether between subject and verb stand only prepositional phrases and adverbs.

    Or a relative clause with a verb of its own.
    """
    relative = False
    for other in range(index, verb):
        key = scene.tokens[other].key
        relative = relative or scene.is_a(other, "relative")
        if scene.has_class(other, "belonging"):  # سيارة تعود لناشط
            continue
        if key in load_light_verbs() and key[0] in "يت" and len(key) > 3:
            return False
        if not relative and _is_finite(scene, other):
            return False
    return True


def _is_finite(scene: Scene, index: int) -> bool:
    """Whether token `index` is a verb that can be nothing else."""
    key = scene.tokens[index].key
    if scene.mention_of[index] is not None or plain_classes_of(key) or key in load_nouns():
        return False
    return key.endswith(("ت", "وا")) and is_verb(key)


def _phrase_ending_at(scene: Scene, index: int, first: int) -> list[list[NounPhrase]]:
    """Return the noun phrase that ends before token `index` (the head of a relative clause)."""
    for start in range(max(first, index - 6), index):
        phrase = read_phrase(scene, start)
        if phrase is not None and phrase.last >= index:
            return [[phrase]]
    return []


def _find_antecedent(scene: Scene, index: int, first: int) -> list[list[NounPhrase]]:
    """Return of whom a relative clause at token i is: of several in one another one that acts.

    أوكار الجماعات المسلحة | التي سيطرت على المدينة.
    """
    found = _phrase_ending_at(scene, index, first)
    if not found or _may_be_subject(scene, found[0][0]) or found[0][0].first in scene.counts:
        return found
    for start in range(found[0][0].first + 1, index):
        phrase = read_phrase(scene, start)
        acts = phrase is not None and is_actor(scene, phrase) and not phrase.mentions
        if acts and phrase is not None and phrase.last >= index:
            return [[phrase]]
    return found


def _is_of_event(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase ends in an event, of which a relative clause then is: شهداء الحادث الذي."""
    return any(scene.noun_senses_at(index) for index in range(phrase.first + 1, phrase.last))
