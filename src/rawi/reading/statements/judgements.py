"""Whether a verb with what follows it reports speech, or is the writer's own."""

from rawi.reading.statements.complements import is_withheld
from rawi.reading.statements.cues import CueWord, is_of_class, look_up
from rawi.reading.statements.noun_phrases import Phrase, is_source
from rawi.reading.statements.openings import Complement
from rawi.reading.statements.particles import has_role, has_role_bare, is_exactly
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.sources import source_kind

# Tokens behind a speaker within which قائلا stands.
_SAYING_REACH = 6


def is_credible(
    scene: Scene,
    cue: CueWord,
    complement: Complement,
    *,
    phrase: Phrase | None,
    subject: Phrase | None,
    relative: bool,
) -> bool:
    """Whether a cue with what follows it reports speech."""
    clear = complement.kind in ("clause", "quotation", "colon")
    if _is_writers(scene, cue, complement, phrase, relative=relative):
        return False
    if cue.kind == "noun":
        return clear or (complement.kind == "preposition" and cue.stance in ("accuses", "demands"))
    if cue.kind == "participle":
        return clear or complement.kind == "preposition" or cue.strength != "weak"
    initial = subject is not None or relative or _is_initial(scene, cue)
    known = phrase is not None and is_source(scene, phrase)
    if cue.strength == "strong":
        return clear or initial or known
    if cue.strength == "medium":
        held = cue.stance == "believes" and complement.begin == cue.last and phrase is None
        held = held and "و" in cue.proclitics and cue.kind == "past"  # واعتبر زيارته متأخرة
        joined = _is_joined(scene, cue, complement) or _is_within(scene, cue)
        return (clear and initial) or known or held or joined
    if _is_within(scene, cue):
        return True
    spoken = clear and phrase is not None and _says_on(scene, phrase.last, complement.mark)
    return initial and ((clear and (known or phrase is None)) or known or spoken)


def _says_on(scene: Scene, first: int, mark: int) -> bool:
    """Whether قائلا stands between who speaks and what he says: وتابعت العبيدي قائلة."""
    near = (look_up(token) for token in scene.tokens[first : min(mark, first + _SAYING_REACH)])
    return any(f is not None and f.entry.lemma == "قال" for f in near)


def _is_joined(scene: Scene, cue: CueWord, complement: Complement) -> bool:
    """Whether a verb without subject goes on from another: وحث على, لما تصفه ب."""
    joined = "و" in cue.proclitics or bool(cue.pronoun) or _is_within(scene, cue)
    return complement.kind == "preposition" and joined


def _is_within(scene: Scene, cue: CueWord) -> bool:
    """Whether a verb tells what was said on the occasion just named: عقد اجتماعا دعا فيه إلى."""
    last = min(cue.last, len(scene.tokens) - 1)
    before = scene.tokens[max(cue.first - 1, 0)]
    free = cue.kind == "past" and not cue.proclitics and not is_exactly(before, "relative")
    return free and is_exactly(scene.tokens[last], "occasion")


def _is_writers(
    scene: Scene, cue: CueWord, complement: Complement, phrase: Phrase | None, *, relative: bool
) -> bool:
    """Whether a verb is the writer's own (يذكر أن), or its other sense (a court's أدان)."""
    before = scene.tokens[cue.first - 1].key if cue.first > 0 else ""
    earlier = scene.tokens[cue.first - 2].key if cue.first > 1 else ""
    if _is_behind(cue, phrase, before, earlier) or _is_wished(scene, cue):
        return True
    if cue.kind == "participle" and _is_noun(scene, cue, complement, before):
        return True
    if cue.stance in ("demands", "denies") and is_withheld(scene, cue):
        return True
    if phrase is None:
        if scene.tokens[cue.first].key.startswith("ا") and _is_first_person(scene, cue):
            return True
        return is_exactly(scene.tokens[cue.first], "impersonal") and not relative
    if is_exactly(scene.tokens[cue.first], "impersonal") and not is_source(scene, phrase):
        return True
    if _only_shows(scene, cue, phrase):
        return True
    if cue.strength == "weak" and complement.kind == "object" and _is_done(scene, cue, phrase):
        return True
    if is_of_class(cue.lemma, "sentencing"):
        return any(has_role_bare(scene.tokens[i], "court") for i in range(*phrase))
    return cue.stance == "believes" and _is_held(scene, cue, complement, phrase)


def _only_shows(scene: Scene, cue: CueWord, phrase: Phrase) -> bool:
    """Whether a thing shows what follows: طبيعة العملية تشير إلى, هذا الأمر يؤكد."""
    if scene.tokens[phrase.first].key == "الامر" and phrase.last == phrase.first + 1:
        return True
    pointing = cue.lemma == "أشار" and cue.kind == "present" and phrase.first not in scene.opening
    return pointing and not is_source(scene, phrase)


def _is_held(scene: Scene, cue: CueWord, complement: Complement, phrase: Phrase) -> bool:
    """Whether something is held to be what follows, by nobody named: يعتبر أحد أخطر القادة."""
    if cue.lemma == "اعتبر" and cue.kind == "present" and _is_predicate(scene, phrase):
        return True
    object_ = complement.kind == "object"
    return object_ and (_is_of_place(scene, phrase) or _is_one_of(scene, phrase))


def _is_behind(cue: CueWord, phrase: Phrase | None, before: str, earlier: str) -> bool:
    """Whether the word before a cue makes it the writer's: مما يؤكد, وهو يشير (pointing) إلى."""
    if cue.lemma == "أشار" and phrase is None and before in ("وهو", "وهي"):
        return True
    if earlier == "الامر" and before == "الذي" and phrase is None and not cue.pronoun:
        return True  # وهو الأمر الذي يشير إلى
    return before == "مما" or (before == "ما" and not cue.pronoun and cue.kind != "noun")


def _is_done(scene: Scene, cue: CueWord, phrase: Phrase) -> bool:
    """Whether a verb tells what is done: رصدت قوات الشرطة خمس مركبات, عندما يرصد أهدافا."""
    named = scene.named.get(phrase.first)
    if named is not None and named[0].type == "armed_group":
        return True
    return cue.first > 0 and is_exactly(scene.tokens[cue.first - 1], "whenever")


def _is_predicate(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is what something is held to be: يعتبر مستحيلا."""
    token = scene.tokens[phrase.first]
    accusative = token.text.rstrip("\u064b").endswith("ا") and not token.key.startswith("ال")
    return accusative and phrase.first not in scene.named and source_kind(token) is None


def _is_one_of(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase ranks what is spoken of: يعتبر أحد أخطر القادة (he is held to be)."""
    if phrase.first + 1 >= len(scene.tokens):
        return False
    head, after = scene.tokens[phrase.first], scene.tokens[phrase.first + 1]
    return head.key in ("احد", "احدي") and after.text.startswith("أ") and after.kind == "word"


def _is_wished(scene: Scene, cue: CueWord) -> bool:
    """Whether a present stands straight behind أن, so that nothing is said yet: توقع أن تعلن."""
    if cue.kind != "present" or cue.first == 0:
        return False
    token = scene.tokens[cue.first - 1]
    return token.key in ("ان", "بان", "لان") and "إ" not in token.text and "ّ" not in token.text


def _is_of_place(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase names a place and nobody: تعتبر محافظة إدلب."""
    types = {scene.named[index][0].type for index in range(*phrase) if index in scene.named}
    return types == {"place"}


def _is_noun(scene: Scene, cue: CueWord, complement: Complement, before: str) -> bool:
    """Whether a participle is a noun where it stands: متهما بالقتل, لكن منتقدين يقولون."""
    if cue.stance == "accuses":
        return before not in "،,"
    if _qualifies(scene, cue):
        return True
    if complement.kind != "object" or cue.proclitics or cue.first == 0:
        return False
    token = scene.tokens[cue.first - 1]
    feminine = scene.tokens[cue.first].key.endswith("ه")
    joined = any(
        is_exactly(token, role) for role in ("connective", "preposition", "complementiser")
    )
    return joined or (feminine and token.kind == "word" and not token.key.startswith("ال"))


def _qualifies(scene: Scene, cue: CueWord) -> bool:
    """Whether a participle is the adjective of the noun before it: اعتقادا جازما بأن."""
    if cue.first == 0 or cue.proclitics or not scene.tokens[cue.first].key.endswith("ا"):
        return False
    token = scene.tokens[cue.first - 1]
    noun = token.key.endswith("ا") and not token.key.endswith(("ها", "ما", "نا"))
    noun = noun and cue.first - 1 not in scene.named
    return (
        noun
        and look_up(token) is None
        and not any(
            has_role(token, role) for role in ("adverb", "time", "connective", "preposition")
        )
    )


def _is_first_person(scene: Scene, cue: CueWord) -> bool:
    """Whether the published letters say I (أعتقد), which is folded like a past (اعتقد)."""
    return scene.text[cue.start] == "أ" and cue.lemma.startswith("ا")


def _is_initial(scene: Scene, cue: CueWord) -> bool:
    """Whether a cue can begin a clause where it stands."""
    if cue.proclitics[:1] in ("و", "ف"):
        return True
    first, _ = scene.sentence_bounds(cue.first)
    if cue.first == first:
        return True
    before = scene.tokens[cue.first - 1]
    if has_role(before, "negation"):  # ولم يستبعد
        return before.key.startswith("و") or cue.first - 1 == first
    if before.kind != "word" or (source_kind(before) == "document" and cue.strength != "weak"):
        return before.kind in ("mark", "word")  # أصدر بيانا أكد فيه, not بيانات رصد الطيران
    roles = ("connective", "adverb", "time", "relative", "blocker")
    if has_role(before, "complementiser"):
        return cue.kind == "present"
    return any(has_role(before, role) for role in roles) or cue.first - 1 in scene.named
