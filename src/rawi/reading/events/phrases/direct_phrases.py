"""Noun phrases straight behind a verb or masdar, past times, weapons and what describes them."""

from rawi.reading.events.lexicon import load_masdars, noun_classes_of, plain_classes_of
from rawi.reading.events.phrases.bearers import find_unit_end
from rawi.reading.events.phrases.joined_phrases import read_coordinated
from rawi.reading.events.phrases.noun_phrases import NounPhrase, read_phrase
from rawi.reading.events.phrases.phrase_heads import is_adverb
from rawi.reading.events.phrases.phrase_kinds import is_actor
from rawi.reading.events.scenes import Scene

# Words between a verb and its subject: times, the object of a light verb, عليها behind استولت.
_PASSED = frozenset({"lightobject", "passed", "backpronoun"})
_MEANS = frozenset({"weapon", "air", "bomb", "knife"})
_COUNTED = 6  # tokens between ب and the weapon that is counted behind it
_CLAUSE_REACH = 25  # tokens of a relative clause that is passed over


def skip_joined_masdar(scene: Scene, index: int) -> int:
    """Return where the masdar stands that shares its genitive with one at token i (قتل وجرح X)."""
    masdars, following = load_masdars(), index + 1
    if following >= len(scene.tokens) or scene.mention_of[following] is not None:
        return index
    if not any(form.key in masdars for form in scene.tokens[index].forms):
        return index
    joined = any(
        form.proclitics == "و" and form.key[:2] != "ال" and form.key in masdars
        for form in scene.tokens[following].forms
    )
    return following if joined or scene.is_a(following, "andhurt") else index


def find_direct_phrases(scene: Scene, index: int) -> list[list[NounPhrase]]:
    """Return the noun phrases straight behind a verb, at most two, each with its conjuncts."""
    groups: list[list[NounPhrase]] = []
    _, end = scene.bounds(index)
    index += 1
    while index < end and len(groups) < 2:
        index = _pass_over(scene, index, end)
        if groups:
            index = _pass_aside(scene, index, end)
        if index >= end or scene.is_mark(index):
            break
        group = _read_range(scene, index) or read_coordinated(scene, index)
        if not group:
            break
        groups.append(group)
        index = _pass_description(scene, group[-1], end)
        index = _pass_relative(scene, group[-1], index, end)
    return groups


def _pass_relative(scene: Scene, phrase: NounPhrase, index: int, end: int) -> int:
    """Return the token behind the comma that ends what a relative clause says of a doer.

    اعتقلت القوة التي تسيطر على المدينة، عشرات الناشطين; not behind a person, whose name may follow.
    """
    if index >= end or not scene.has_class(index, "relative"):
        return index
    if not is_actor(scene, phrase) or any(m.type == "person" for m in phrase.mentions):
        return index
    return find_clause_end(scene, index, end)


def find_clause_end(scene: Scene, index: int, end: int) -> int:
    """Return the token behind the comma that ends a relative clause; `index` where none does."""
    for other in range(index + 1, min(end, index + _CLAUSE_REACH)):
        if scene.tokens[other].text == "،":
            behind = other + 1
            closed = behind < end and scene.tokens[behind].key[0] not in "وف"
            return behind if closed and not scene.has_class(behind, "clause") else index
        if scene.is_mark(other):
            return index
    return index


def _pass_description(scene: Scene, phrase: NounPhrase, end: int) -> int:
    """Return the token behind a phrase and what says of whom or where it is, an object being next.

    مسلحون من القبيلة, قوات موالية للحكومة, الشرطة في درنة.
    """
    index = find_unit_end(scene, phrase)
    while index < end:
        if phrase.mentions and scene.has_class(index, "branch"):  # كتائب X ذراع حركة Y
            following = index
        elif scene.has_class(index, "bound"):  # تابعة لـ, بقيادة
            following = _pass_preposition(scene, index + 1, end)
        elif scene.has_class(index, "stationed") and scene.mention_of[index] is None:
            index += 1
            continue
        elif _parts(scene, phrase, index, end):
            following = index + 1
        else:
            break
        described = read_phrase(scene, following, _skip_at(scene, following))
        if described is None or (following == index and not described.mentions):
            break  # طائرات التحالف | فرع المؤسسة
        index = described.last
    return index


def _parts(scene: Scene, phrase: NounPhrase, index: int, end: int) -> bool:
    """Whether a preposition says what somebody is part of, or where he is."""
    key = scene.tokens[index].key
    if index > phrase.last and key == "في":  # المتمركزة في
        return index + 1 < end
    if key == "من":
        return not _is_definite(scene, phrase)
    return key == "في" and index + 1 < end and _is_placed(scene, index + 1)


def _pass_preposition(scene: Scene, index: int, end: int) -> int:
    return index + 1 if index < end and scene.tokens[index].key in ("من", "ل", "مع") else index


def _skip_at(scene: Scene, index: int) -> int:
    """Return how many code points of token `index` are a preposition that is split off."""
    if index >= len(scene.tokens):
        return 0
    for form in scene.tokens[index].forms:
        if form.proclitics in ("ل", "ب") and scene.splits(index, form):
            return form.skip
    return 0


def _is_definite(scene: Scene, phrase: NounPhrase) -> bool:
    return bool(phrase.mentions) or any(
        scene.tokens[index].key.startswith("ال") for index in range(phrase.first, phrase.last)
    )


def _is_placed(scene: Scene, index: int) -> bool:
    mention = scene.mention_of[index]
    if mention is not None:
        return mention.type == "place"
    return scene.has_class(index, "placehead")


def _pass_over(scene: Scene, index: int, end: int) -> int:
    """Return the next token that is no time, weapon behind ب, or light object (سراح)."""
    while index < end:
        classes = plain_classes_of(scene.tokens[index].key)
        dated = scene.tokens[index].key == "في" and index + 1 < end and scene.in_time(index + 1)
        slash = scene.tokens[index].text == "/"  # قتل / سالم بن عمر
        how = scene.mention_of[index] is None and is_adverb(scene.tokens[index].key)  # ميدانيا
        if slash or dated or how or scene.in_time(index) or classes & _PASSED:
            index += 1
            continue
        if scene.is_quote(index) and scene.is_a(index + 1, "passed"):  # "X" أيضا
            index += 2
            continue
        if "manner" in classes:
            index += 2
            continue
        if scene.tokens[index].text == "(":
            index = _close_bracket(scene, index, end)
            continue
        means = _means_at(scene, index)
        if means is None:
            break
        index = _pass_joined_means(scene, means.last, end)
        if index < end and scene.tokens[index].text == "،":  # قصفت بالمدفعية، قرى
            index += 1
    return index


def _pass_joined_means(scene: Scene, index: int, end: int) -> int:
    """Return the token behind the weapons joined to one (بقذائف الهاون | والمدفعية الثقيلة)."""
    while index < end and scene.mention_of[index] is None:
        joined = next(
            (
                form
                for form in scene.tokens[index].forms
                if form.proclitics in ("و", "وب") and noun_classes_of(form.key) & _MEANS
            ),
            None,
        )
        phrase = None if joined is None else read_phrase(scene, index, joined.skip)
        if phrase is None or phrase.mentions:
            break
        index = phrase.last
    return index


def _pass_aside(scene: Scene, index: int, end: int) -> int:
    """Return the token behind the comma of a time (قصف X أمس، مواقع; قصف X، مساء أمس، مواقع)."""
    if index >= end or scene.tokens[index].text != "،":
        return index
    behind = index + 1
    if not scene.in_time(index - 1):
        if not (scene.in_time(behind) or scene.in_time(behind + 1)):
            return index
        while behind < end and not scene.is_mark(behind):
            if not (scene.in_time(behind) or scene.in_time(behind + 1)):
                return index
            behind += 1
        behind += 1
    return behind if behind < end and scene.tokens[behind].key[0] not in "وف" else index


def _read_range(scene: Scene, index: int) -> list[NounPhrase]:
    """Return the count that begins at token `index` with ما (ما بين عشرة وعشرين شابا)."""
    count = scene.counts.get(index)
    if count is None or scene.tokens[index].key != "ما":
        return []
    return [NounPhrase(index, scene.analysis.token_at(count.end - 1) + 1, 0, ())]


def _close_bracket(scene: Scene, index: int, end: int) -> int:
    """Return the token behind the bracket that closes the one at `index`, if it is near."""
    for other in range(index + 1, min(end, index + 8)):
        if scene.tokens[other].text == ")":
            return other + 1
    return index + 1


def _means_at(scene: Scene, index: int) -> NounPhrase | None:
    """Return the phrase that says with what it was done (بقذائف الهاون), if one begins here."""
    for form in scene.tokens[index].forms:
        if form.proclitics != "ب":
            continue
        if noun_classes_of(form.key) & _MEANS:
            means = read_phrase(scene, index, form.skip)
            return means or NounPhrase(index, index + 1, form.skip, ())
        if _counts(scene, index, form.key):  # بأكثر من مئة قذيفة
            _, end = scene.bounds(index)
            for other in range(index + 1, min(end, index + _COUNTED)):
                if plain_classes_of(scene.tokens[other].key) & _MEANS:
                    return read_phrase(scene, other)
    return None


def _counts(scene: Scene, index: int, key: str) -> bool:
    """Whether a word without its preposition begins a count (نحو مئة, أكثر من عشرين, عشرات)."""
    following = scene.tokens[min(index + 1, len(scene.tokens) - 1)]
    return (
        key.isdigit()
        or "quantifier" in plain_classes_of(key)
        or following.kind == "number"
        or following.key == "من"
    )
