"""Who says what: statements with cue, speaker, content, mode, stance and parent."""

from rawi.language.analysis import Analysis
from rawi.model import Cue, Mode, Speaker, Statement
from rawi.reading.entities import Entities
from rawi.reading.statements.antecedents import draft_antecedent
from rawi.reading.statements.attributions import draft_attribution
from rawi.reading.statements.chains import find_parents
from rawi.reading.statements.contents import find_mode, place_contents, trim, trim_phrase
from rawi.reading.statements.continuations import join_repeated
from rawi.reading.statements.cues import CueWord, find_cues, is_of_class
from rawi.reading.statements.drafts import Draft, draft_verb, is_plural, is_scripture
from rawi.reading.statements.headlines import find_documents, find_headlines
from rawi.reading.statements.interviews import drop_addressed, find_answers, find_guest
from rawi.reading.statements.labels import draft_label
from rawi.reading.statements.landmarks import Landmarks
from rawi.reading.statements.nominals import draft_nominal
from rawi.reading.statements.noun_phrases import Phrase, find_phrase_end, is_source
from rawi.reading.statements.particles import is_exactly
from rawi.reading.statements.scenes import Scene
from rawi.reading.statements.speakers import Voices
from rawi.reading.statements.stances import find_stance, is_voiced
from rawi.reading.statements.transcripts import find_transcript
from rawi.reading.titles import Title
from rawi.text.tokens import THIRD_PERSON, Token

__all__ = ["read_statements"]

# Tokens from its beginning in which a sentence names whom it tells of.
_TOPIC_REACH = 8
_CONTRASTS = ("contrast", "exception")  # before أن: إلا أن, غير أن


def read_statements(analysis: Analysis, entities: Entities, titles: list[Title]) -> list[Statement]:
    """Return the statements of a text, in order of their start."""
    scene = Scene(analysis, entities)
    drafts = _find_drafts(scene)
    marks = Landmarks(scene)
    place_contents(scene, marks, drafts)
    drafts = join_repeated(scene, drafts)
    drafts = [draft for draft in drafts if _clean(scene, draft)]
    parents = find_parents(drafts)
    speakers = _find_speakers(scene, drafts, parents, Voices(scene, titles))
    order = sorted(range(len(drafts)), key=lambda i: (_bounds(scene, drafts[i], speakers[i]), i))
    ids = {place: f"s{number}" for number, place in enumerate(order, 1)}
    statements = []
    for place in order:
        parent = parents[place]
        statements.append(
            _make_statement(
                scene,
                marks,
                drafts[place],
                speakers[place],
                identity=ids[place],
                parent=ids[parent] if parent is not None else None,
            )
        )
    return statements


def _find_drafts(scene: Scene) -> list[Draft]:
    cues = find_cues(scene)
    others = {cue.first: cue for cue in cues if cue.kind != "attribution"}
    turns, questions = find_transcript(scene)
    if not turns:
        turns, questions = find_answers(scene)
    given = {turn.zone for turn in turns} | {line.body for line in questions}
    drafts = [*turns, *(d for d in find_headlines(scene) if d.zone not in given)]
    drafts += [] if turns else find_documents(scene)
    taken: set[int] = set()
    for cue in cues:
        if cue.first in taken:
            continue
        if cue.kind == "attribution":
            if _goes_forward(scene, cue, others):
                continue
            draft = draft_attribution(scene, cue)
            if draft is not None:
                # The verb of كما أكد and the like is no cue of its own; what begins the next
                # sentence is.
                last = min(cue.last + 2, scene.sentence_bounds(cue.first)[1])
                taken.update(range(cue.first, last))
        elif cue.kind == "noun" and not cue.pronoun:
            draft = draft_nominal(scene, cue)
        else:
            draft = (
                draft_label(scene, cue)
                or draft_verb(scene, cue, others)
                or draft_antecedent(scene, cue, others)
            )
        if draft is not None:
            drafts.append(draft)
    drafts.sort(key=lambda draft: draft.cue.first)
    return drop_addressed(_drop_doubles(drafts), questions)


def _goes_forward(scene: Scene, cue: CueWord, others: dict[int, CueWord]) -> bool:
    """Whether a كما is followed by a verb with its own complement: كما أكد أن."""
    verb = others.get(cue.last)
    return cue.lemma == "كما" and (verb is None or draft_verb(scene, verb, others) is not None)


def _drop_doubles(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without a cue inside another's speaker, or a قائلا that goes on from it.

    A past that begins what is announced is its verbal noun: أعلنت الوزارة رصد مكافأة.
    """
    kept: list[Draft] = []
    objects = {
        d.begin for d in drafts if d.complement is not None and d.complement.kind == "object"
    }
    for draft in drafts:
        if draft.cue.kind == "past" and not draft.cue.proclitics and draft.cue.first in objects:
            continue
        double = next((other for other in kept[-3:] if other.begin == draft.begin >= 0), None)
        # قالت الوكالة نقلا عن مصدر إن: the source is another than she.
        quoted = draft.cue.lemma == "نقلا عن"
        if double is not None and _is_only_near(draft, double):
            kept.remove(double)
        if double is None or quoted or (draft.cue.kind == "noun" and not _repeats(draft, double)):
            kept.append(draft)
    return kept


def _is_only_near(draft: Draft, double: Draft) -> bool:
    """Whether what is said is a noun's, not the verb's before it: جاء ذلك بعد قول فلان إن."""
    saying = draft.cue.lemma == "قول" and not draft.cue.pronoun and draft.phrase is not None
    return saying and double.phrase is None and is_of_class(double.cue.lemma, "contained")


def _repeats(draft: Draft, double: Draft) -> bool:
    """Whether a noun of saying only goes on from the verb before it: تابع بالقول, أضاف بقوله."""
    means = draft.cue.lemma == "بالقول" or "ب" in draft.cue.proclitics
    # جدد الوزير تأكيده أن
    again = bool(draft.cue.pronoun) and is_of_class(double.cue.lemma, "again")
    return means or again or draft.cue.first == double.cue.last


def _clean(scene: Scene, draft: Draft) -> bool:
    """Trim the marks off a draft's spans; whether anything is left."""
    spans = []
    for first, last, skip in draft.spans:
        trimmed = trim(scene, first, last)
        if trimmed[0] < trimmed[1]:
            spans.append((*trimmed, skip if trimmed[0] == first else 0))
    draft.spans = spans
    return bool(spans) and is_voiced(scene, draft)


def _find_speakers(
    scene: Scene, drafts: list[Draft], parents: list[int | None], voices: Voices
) -> list[Speaker]:
    speakers: list[Speaker] = []
    sentence = -1
    guest, answered = None, False
    cued = {scene.analysis.sentence_of(draft.cue.first) for draft in drafts}
    for draft, parent in zip(drafts, parents, strict=True):
        outer = speakers[parent].entity if parent is not None and parent < len(speakers) else None
        voices.enter(parent, outer)
        here = scene.analysis.sentence_of(draft.cue.first)
        first = here != sentence
        if first and parent is None and here - 1 not in cued:
            voices.turn_to(_find_topic(scene, draft, voices, here - 1))
        if draft.answers and draft.phrase is None:
            if not answered:
                told = list(zip(speakers, parents, strict=False))
                guest, answered = find_guest(scene, draft, told), True
            guest = draft.addressed or guest
            voices.turn_to(guest)
            speakers.append(Speaker(entity=guest))
            continue
        speakers.append(_make_speaker(scene, draft, voices, first=first))
        voices.at = draft.cue.first
        same = parent is not None and drafts[parent].begin == draft.begin >= 0
        if parent is not None and same and draft.cue.kind != "attribution":
            voices.lift(parents[parent])
        sentence = here
    return speakers


def _find_topic(scene: Scene, draft: Draft, voices: Voices, place: int) -> str | None:
    """Return the person whom the sentence before tells of, if nobody speaks there.

    ظهر القائد في المدينة. وقال إن: it is he who says it.
    """
    sentences = scene.analysis.sentences
    start, _ = scene.sentence_bounds(draft.cue.first)
    if draft.phrase is not None or place < 0 or draft.zone > start + 1:
        return None
    apart = sentences[place].paragraph != sentences[place + 1].paragraph
    going_on = draft.cue.kind == "participle"  # . مشيرا إلى: of whom the sentence before tells
    if (apart and voices.last is not None and not going_on) or is_of_class(
        draft.cue.lemma, "onward"
    ):
        return None
    first = sentences[place].first
    entity = voices.find_subject(min(sentences[place].last, first + _TOPIC_REACH), first)
    return entity if entity is not None and scene.entities[entity].type == "person" else None


def _make_speaker(scene: Scene, draft: Draft, voices: Voices, *, first: bool) -> Speaker:
    """Return the speaker of a draft; `first` says that none precedes it in its sentence."""
    if draft.phrase is None and (is_scripture(scene, draft.cue) or _is_nobodys(scene, draft)):
        return Speaker()
    if draft.phrase is None:
        return Speaker(entity=_find_unspoken(scene, draft, voices, first=first))
    entity = voices.resolve(draft.phrase)
    begin, last = trim_phrase(scene, *draft.phrase)
    if begin >= last:
        return Speaker(entity=entity)
    start = scene.tokens[begin].start + draft.speaker_skip
    end = scene.tokens[last - 1].end
    return Speaker(start, end, scene.text[start:end], entity)


def _is_nobodys(scene: Scene, draft: Draft) -> bool:
    """Whether a verb that opens a clause is the impersonal passive (ويعتقد أن, "it is thought")."""
    if draft.relative or not is_exactly(scene.tokens[draft.cue.first], "unowned"):
        return False
    start, _ = scene.sentence_bounds(draft.cue.first)
    return draft.cue.first == start or draft.cue.proclitics[:1] in ("و", "ف")


def _find_unspoken(scene: Scene, draft: Draft, voices: Voices, *, first: bool) -> str | None:
    """Return the entity of a speaker who is only in the verb."""
    start, _ = scene.sentence_bounds(draft.cue.first)
    before = scene.tokens[draft.cue.first - 1] if draft.cue.first else None
    if before is not None and draft.cue.kind == "noun" and is_exactly(before, "quoted"):
        return voices.recall_quoted()
    found = voices.find_antecedent(draft.cue.first - 1) if draft.relative else None
    if found is None and is_plural(scene, draft.cue):
        return voices.recall_many()
    if found is None and before is not None and _is_but_he(scene, before, draft, voices):
        found = voices.find_person(start, draft.cue.first)
    if found is None and draft.cue.proclitics[:1] == "و":
        other = _find_other(scene, draft, voices)
        if other is not None:
            return voices.resolve(other)
    if found is None and first and draft.zone > start:
        found = voices.find_subject(draft.zone, start)
    if found is None:
        return voices.last
    voices.last = found
    return found


def _is_but_he(scene: Scene, before: Token, draft: Draft, voices: Voices) -> bool:
    """Whether لكنه and the like goes on from whom its own sentence tells of: … لكنه تعهد."""
    said = scene.analysis.sentence_of(voices.at) == scene.analysis.sentence_of(draft.cue.first)
    return not said and is_exactly(before, "contrast") and before.key.endswith(THIRD_PERSON)


def _find_other(scene: Scene, draft: Draft, voices: Voices) -> Phrase | None:
    """Return of whom the sentence has told since the last cue, and goes on with و.

    نفى المتحدث ذلك، إلا أن زعيم الجماعة ظهر واعترف: the leader does.
    """
    first, _ = scene.sentence_bounds(draft.cue.first)
    for index in range(draft.cue.first - 1, max(first, voices.at), -1):
        if not is_exactly(scene.tokens[index], "complementiser"):
            continue
        if not any(is_exactly(scene.tokens[index - 1], role) for role in _CONTRASTS):
            return None
        phrase = Phrase(index + 1, find_phrase_end(scene, index + 1, draft.cue.first))
        apart = phrase.last + 1 < draft.cue.first
        return phrase if apart and is_source(scene, phrase) else None
    return None


def _spans(scene: Scene, draft: Draft) -> tuple[tuple[int, int], ...]:
    return tuple(
        (scene.tokens[first].start + skip, scene.tokens[last - 1].end)
        for first, last, skip in draft.spans
    )


def _bounds(scene: Scene, draft: Draft, speaker: Speaker) -> tuple[int, int]:
    spans = _spans(scene, draft)
    starts = [draft.cue.start, *(start for start, _ in spans)]
    ends = [draft.cue.end, *(end for _, end in spans)]
    if speaker.start is not None and speaker.end is not None:
        starts.append(speaker.start)
        ends.append(speaker.end)
    return min(starts), max(ends)


def _find_mode(scene: Scene, marks: Landmarks, draft: Draft) -> Mode:
    spans = [(first, last) for first, last, _ in draft.spans]
    return "direct" if draft.answers else find_mode(scene, marks, spans)


def _make_cue(scene: Scene, cue: CueWord) -> Cue:
    return Cue(cue.start, cue.end, scene.text[cue.start : cue.end], cue.lemma)


def _make_statement(
    scene: Scene,
    marks: Landmarks,
    draft: Draft,
    speaker: Speaker,
    *,
    identity: str,
    parent: str | None,
) -> Statement:
    start, end = _bounds(scene, draft, speaker)
    return Statement(
        id=identity,
        start=start,
        end=end,
        content=_spans(scene, draft),
        cue=_make_cue(scene, draft.cue),
        speaker=speaker,
        mode=_find_mode(scene, marks, draft),
        stance=find_stance(scene, draft),
        parent=parent,
    )
