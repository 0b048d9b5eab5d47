"""Words that introduce a statement: reporting verbs, their nouns, and prepositions like بحسب."""

from functools import cache
from typing import Literal, NamedTuple, cast

from rawi.language.phrases import PhraseMatch, PhraseTable
from rawi.language.verbs import inflect
from rawi.lexica.tables import Row, load_table
from rawi.model import Stance
from rawi.reading.statements.particles import has_role, is_exactly
from rawi.reading.statements.scenes import Scene
from rawi.text.normalise import fold
from rawi.text.tokens import THIRD_PERSON, Token, split_enclitics

CueKind = Literal["past", "present", "participle", "noun", "attribution", "colon"]
# Pronouns that may be the object of a reporting verb: وصفها، تبناه.
# Case endings that may be printed behind the last letter.
_MARKS = "ًٌٍَُِّْ"
_DAMMA = "\u064f"
_PROCLITICS = frozenset(("", "و", "ف", "س", "وس", "ب", "ل"))
# Whoever does not rule out something expects it: لم يستبعد أن.
_RULED_OUT = "استبعد"


class CueWord(NamedTuple):
    """A word of the lexicon where it may introduce a statement.

    Attributes:
        first: Its first token.
        last: The token after its last one.
        start: Offset of the word behind its proclitics.
        end: Offset after it.
        proclitics: What stands before it in its token, folded.
        pronoun: The pronoun that it carries, folded; empty if none.
        kind: Tense, or the kind of word.
        lemma: As the lexicon spells it.
        stance: What it says of the speaker's attitude.
        takes: How what is said follows, first choice first.
        strength: `strong`, `medium` or `weak`.
    """

    first: int
    last: int
    start: int
    end: int
    proclitics: str
    pronoun: str
    kind: CueKind
    lemma: str
    stance: Stance
    takes: tuple[str, ...]
    strength: str


class CueEntry(NamedTuple):
    """What the lexicon says of a cue; fields as in CueWord."""

    kind: CueKind
    lemma: str
    stance: Stance
    takes: tuple[str, ...]
    strength: str


class FoundVerb(NamedTuple):
    """A reporting verb in a token, with the letters to skip, proclitics and pronoun."""

    entry: CueEntry
    skip: int
    proclitics: str
    pronoun: str


@cache
def load_verbs() -> dict[str, CueEntry]:
    """Return the printed forms of reporting verbs and their nouns, folded."""
    forms: dict[str, CueEntry] = {}
    for row in load_table("statements/verbs"):
        for form, tense in inflect(row["form"], row["present"], row["participle"]).items():
            forms.setdefault(form, _verb_entry(row, tense))
    for row in load_table("statements/nouns"):
        forms.setdefault(
            fold(row["form"]),
            CueEntry("noun", row["form"], cast(Stance, row["stance"]), _noun_takes(row), "weak"),
        )
    return forms


def _noun_takes(row: Row) -> tuple[str, ...]:
    takes = ("أن", "ب", "قول")
    return (*takes, "إلى", "مخاطب") if row["stance"] == "demands" else takes


@cache
def load_strong_forms() -> frozenset[str]:
    """Return the finite forms of verbs that are sure cues, folded: no noun phrase holds one."""
    return frozenset(
        form
        for form, entry in load_verbs().items()
        if entry.strength == "strong" and entry.kind in ("past", "present")
    )


@cache
def _load_verb_classes() -> dict[str, set[str]]:
    classes: dict[str, set[str]] = {}
    for row in load_table("statements/verb_classes"):
        classes.setdefault(row["class"], set()).add(row["form"])
    return classes


def is_of_class(lemma: str, name: str) -> bool:
    """Whether a reporting verb, given by its lemma as listed, is of a class (`onward`: أضاف)."""
    return lemma in _load_verb_classes()[name]


@cache
def load_masdars() -> frozenset[str]:
    """Return the verbal nouns of reporting verbs, folded."""
    rows = load_table("statements/verbs")
    return frozenset(fold(row["masdar"]) for row in rows if row["masdar"])


def _verb_entry(row: Row, kind: CueKind) -> CueEntry:
    return CueEntry(
        kind, row["form"], cast(Stance, row["stance"]), tuple(row["takes"].split()), row["strength"]
    )


@cache
def load_attributions() -> PhraseTable[CueEntry]:
    """Return the phrases that give a source beside what is said."""
    return PhraseTable(
        (
            row["form"],
            CueEntry("attribution", row["form"], cast(Stance, row["stance"]), (row["takes"],), ""),
        )
        for row in load_table("statements/attributions")
    )


def find_cues(scene: Scene) -> list[CueWord]:
    """Return the words of a text that may introduce a statement, in order."""
    cues: list[CueWord] = []
    attributions, index = load_attributions(), 0
    while index < len(scene.tokens):
        token = scene.tokens[index]
        if token.kind != "word" or index in scene.named:
            index += 1
            continue
        match = attributions.match(scene.tokens, index)
        if match is not None and match.proclitics in ("", "و", "ف", "ب", "وب"):
            if match.proclitics.endswith("ب"):  # بحسب is listed itself
                match = match._replace(skip=match.skip - 1)
            cues.append(_make_attribution(scene, index, match))
            index = match.last
            continue
        cue = _find_verb(scene, index)
        if cue is not None:
            cues.append(cue)
        index += 1
    return cues


def _make_attribution(scene: Scene, index: int, match: PhraseMatch[CueEntry]) -> CueWord:
    start = scene.tokens[index].start + match.skip
    end = scene.tokens[match.last - 1].end
    return CueWord(index, match.last, start, end, "", "", *match.entries[0])


def _find_verb(scene: Scene, index: int) -> CueWord | None:
    """Return the reporting verb or noun at a token, unless it is negated."""
    token = scene.tokens[index]
    found = look_up(token)
    if found is None:
        return None
    entry, skip, proclitics, pronoun = found
    if _is_passive(entry, token.text[skip : skip + 3]):
        return None
    if index > 0 and _is_no_saying(scene, index, entry, pronoun):
        return None
    skip += entry.kind == "noun" and entry.lemma.startswith("بال")
    if index > 0 and has_role(scene.tokens[index - 1], "negation"):
        if entry.lemma != _RULED_OUT:
            return None
        entry = entry._replace(stance="expects")
    return CueWord(index, index + 1, token.start + skip, token.end, proclitics, pronoun, *entry)


def _is_no_saying(scene: Scene, index: int, entry: CueEntry, pronoun: str) -> bool:
    """Whether words before show that nothing is said: غير مؤكدة, ما زال متمسكا, قد تشير."""
    before = scene.tokens[index - 1]
    if pronoun and entry.kind == "past" and is_exactly(before, "preposition"):
        return index - 1 not in scene.named  # تمكنت من كشفها
    if entry.kind == "participle":
        near = scene.tokens[max(0, index - 2) : index]  # ما زالت الحركة متمسكة
        return before.key == "غير" or any(is_exactly(token, "copula") for token in near)
    if entry.kind == "past" and is_exactly(before, "manner"):
        return True  # بشكل أوضح
    return entry.kind == "present" and before.key == "قد"


def _is_passive(entry: CueEntry, letters: str) -> bool:
    """Whether a printed u makes a passive: اتُهم, نُقل, يُتوقع, but not يُعلن (of أعلن)."""
    if _DAMMA not in letters:
        return False
    active = entry.kind != "past" and entry.lemma[0] not in "ات"
    return entry.kind in ("past", "present") and not active


def _is_purpose(entry: CueEntry) -> bool:
    """Whether a verb behind ل tells what somebody then said: خرج ليعلن أن."""
    return entry.kind == "present" and entry.strength == "strong"


def look_up(token: Token) -> FoundVerb | None:
    """Return the reporting verb that a token is, None if it is none."""
    verbs = load_verbs()
    forms = [f for f in token.forms if f.proclitics in _PROCLITICS]
    letters = token.text.rstrip(_MARKS)
    if is_exactly(token, "homograph"):
        return None  # فروا is "they fled", not ف and روى
    if letters.endswith("دعى") and not letters.endswith(("ادعى", "إدعى")):
        return None  # يدعى (is called) is no يدعي (claims)
    for form in forms:
        entry = verbs.get(form.key)
        purpose = entry is not None and form.proclitics == "ل" and _is_purpose(entry)
        if entry is not None and (form.proclitics not in ("ب", "ل") or purpose):
            return FoundVerb(entry, form.skip, form.proclitics, "")
    if letters.endswith("ة"):
        return None  # إضافة is no أضاف with a pronoun
    for form in forms:
        for host, pronoun in split_enclitics(form.key):
            entry = verbs.get(host)
            if entry is None or pronoun not in THIRD_PERSON or entry.kind == "participle":
                continue
            if form.proclitics in ("", "و", "ف") or entry.kind == "noun":
                return FoundVerb(entry, form.skip, form.proclitics, pronoun)
    return None
