"""Reading the phrase of a title: office, modifiers, body, and the name of the holder around it."""

from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.language.numbers import read_number
from rawi.language.phrases import PhraseMatch
from rawi.model import Mention, Role
from rawi.reading.entities import Entities
from rawi.reading.titles.bodies import (
    Body,
    find_body,
    find_body_before,
    find_nation,
    find_own_body,
)
from rawi.reading.titles.duals import read_halves, read_shared
from rawi.reading.titles.holders import (
    find_holder_before,
    find_subject,
    skip_modifiers,
    skip_to_holder,
    skip_to_joined,
)
from rawi.reading.titles.matches import join_deputy, match_office, match_one_of
from rawi.reading.titles.names import Names
from rawi.reading.titles.offices import (
    Office,
    load_anaphors,
    load_nationalities,
    load_offices,
    load_particles,
)
from rawi.text.tokens import split_enclitics

# A holder stands behind at most this many phrases: المستشار الإعلامي للرئيس الدكتور فلان.
_DEPTH = 4


class Title(NamedTuple):
    """A title as it stands in the text, with or without the name of its holder.

    Attributes:
        start: Offset where the whole phrase begins (title, body, rank and name together).
        end: Offset after it.
        title: The office alone: `المتحدث باسم`, `القائد العام`, `رئيس الوزراء`.
        title_start: Offset of the office.
        title_end: Offset after it.
        command: Whether the title means command (`آمر`, `قائد`, `زعيم`).
        person: The entity that holds it, None where only the office is named.
        body: The entity that it is held in, None where none is named.
        tie: The relation of holder to body: `leads`, `role`, `member_of`, or `none`.
        kind: `office`, `rank` (العميد) or `honorific` (الدكتور).
    """

    start: int
    end: int
    title: str
    title_start: int
    title_end: int
    command: bool
    person: str | None
    body: str | None
    tie: str = "role"
    kind: str = "office"


class _Phrase(NamedTuple):
    """One office or rank in the making: tokens `[first, last)`, with holder if one was found."""

    first: int
    last: int
    skip: int
    proclitics: str
    title_last: int
    office: Office
    body: Body | None
    holder: Mention | None


def read_titles(analysis: Analysis, entities: Entities) -> list[Title]:
    """Return the titles of a text, in order; a rank before a name is one too.

    Not covered: plural titles (قادة).
    """
    names = Names(analysis, entities)
    titles: list[Title] = []
    index = 0
    while index < len(analysis.tokens):
        titles += [*_read_duals(names, index), *_read_shared(names, index)]
        phrases = _read_phrases(names, index, _DEPTH)
        titles += _finish(names, phrases, titles[-1:])
        index = max([index + 1, *(phrase.title_last for phrase in phrases[-1:])])
    return titles


def _read_duals(names: Names, index: int) -> list[Title]:
    """Return the titles of two heads of state at a token (الرئيسان)."""
    titles = []
    office = names.tokens[index]
    for half in read_halves(names, index):
        body = names.find_country(half.country) or names.find_government(half.country)
        titles.append(
            Title(
                start=office.start,
                end=half.holder.end,
                title=office.text,
                title_start=office.start,
                title_end=office.end,
                command=True,
                person=half.holder.entity,
                body=body,
                tie="leads",
            )
        )
    return titles


def _read_shared(names: Names, index: int) -> list[Title]:
    """Return the titles of several persons at a token, one for each (القياديان)."""
    shared = read_shared(names, index)
    if shared is None:
        return []
    titles: list[Title] = []
    for holder in shared.holders:
        phrase = _Phrase(
            index, shared.last, shared.skip, "", shared.last, shared.office, shared.body, holder
        )
        titles.append(_make_title(names, _complete(names, phrase, (shared.office,)), holder))
    return titles


def give_roles(entities: Entities, titles: list[Title]) -> None:
    """Give each person the offices that the text says are theirs."""
    for title in titles:
        if title.person is not None and title.kind == "office":
            entities.add_role(title.person, Role(title.title, title.body))


def _read_phrases(names: Names, index: int, depth: int) -> list[_Phrase]:
    """Return the phrase at a token and those that follow it up to a name; empty if none."""
    match = match_one_of(names, index) or match_office(names, index)
    own_phrases = _read_own(names, index) if match is None or _has_pronoun(names, match) else []
    if match is None or own_phrases:
        return own_phrases
    match = join_deputy(names, match)
    last = skip_modifiers(names, match.last)
    office, body = _find_sense(names, last, match.entries)
    title_last = max(last, body.linked) if body is not None else last
    end = max(last, body.last) if body is not None else last
    holder, following = _find_holder(names, end, depth)
    if holder is not None and _is_far(names, end, holder) and not following:
        before = find_holder_before(names, match.first, match.proclitics)
        holder = before or holder
    if body is None:
        office = _choose(match.entries, holder)
        follower = office.kind == "office" or bool(following)
        if follower and office.kind != "rank" and not _is_definite(names, match, office):
            holder = None
    own = _Phrase(index, end, match.skip, match.proclitics, title_last, office, body, holder)
    return [_complete(names, own, match.entries), *following]


def _find_sense(
    names: Names, index: int, entries: tuple[Office, ...]
) -> tuple[Office, Body | None]:
    """Return the first sense of a title that a body follows; of a rank only behind في or ب.

    A rank goes before an office that takes no such preposition: العميد بالجيش leads nothing.
    """
    found: list[tuple[Office, Body]] = []
    for office in entries:
        body = None if office.kind == "honorific" else find_body(names, index, office)
        if body is not None and (office.kind == "office" or body.preposition in office.takes):
            found.append((office, body))
    fitting = (sense for sense in found if sense[1].preposition in sense[0].takes)
    return next(fitting, found[0] if found else (entries[0], None))


def _choose(entries: tuple[Office, ...], holder: Mention | None) -> Office:
    """Return the sense of a title without a body: rank or honorific before a name, else office."""
    wanted = ("rank", "honorific", "office") if holder else ("office", "rank", "honorific")
    return min(entries, key=lambda entry: wanted.index(entry.kind))


def _complete(names: Names, phrase: _Phrase, entries: tuple[Office, ...]) -> _Phrase:
    """Return the phrase with the body that it leaves out, where one is known."""
    if phrase.body is not None or phrase.holder is None or _names_body(names, phrase.last):
        return phrase
    for office in entries:
        if office.kind == "office" and office.takes & {"nation", "cabinet", "named_before"}:
            entity = find_body_before(names, phrase.first, office, phrase.holder)
            if entity is not None:
                body = Body(phrase.last, 0, entity)
                return phrase._replace(office=office, body=body)
    return phrase


def _names_body(names: Names, index: int) -> bool:
    """Whether a common noun for a body stands at a token (رئيس المجلس), known or not."""
    return index < len(names.tokens) and names.tokens[index].find_form(load_anaphors()) is not None


def _read_own(names: Names, index: int) -> list[_Phrase]:
    """Return the title with a pronoun for its body (مديره فلان), if a name follows it."""
    token = names.tokens[index]
    if index in names.inside or token.kind != "word":
        return []
    for form in token.forms:
        if form.key.startswith("ال"):
            continue
        for base, _ in split_enclitics(form.key):
            entries = load_offices().lookup(base)
            office = next((o for o in entries if o.kind == "office" and o.tie != "none"), None)
            if office is None:
                continue
            last = skip_modifiers(names, index + 1)
            holder, following = _find_holder(names, last, 1)
            body = _find_counterpart_body(names, last, office) or find_own_body(names, index)
            if holder is None or body is None:
                continue
            own = _Phrase(index, last, form.skip, form.proclitics, last, office, body, holder)
            return [own, *following]
    return []


def _find_counterpart_body(names: Names, index: int, office: Office) -> Body | None:
    """Return the country of a counterpart (نظيره الروسي), None of any other office."""
    if "counterpart" not in office.takes or index >= len(names.tokens):
        return None
    country = load_nationalities().get(names.tokens[index].key)
    return Body(index + 1, 0, names.find_country(country), country=country) if country else None


def _is_definite(names: Names, match: PhraseMatch[Office], office: Office) -> bool:
    """Whether an office may stand before a name without a body (not: رئيس محمد)."""
    head = names.tokens[match.first].text[match.skip :]
    return head.startswith(("ال", "لل")) or "state" in office.takes or match.proclitics[-1:] == "ل"


def _has_pronoun(names: Names, match: PhraseMatch[Office]) -> bool:
    """Whether the ha at the end of an office may be a pronoun (مديره: his director)."""
    return match.last == match.first + 1 and names.tokens[match.first].text.endswith("ه")


def _is_far(names: Names, index: int, holder: Mention) -> bool:
    """Whether more than adjectives and marks stand between a title and the name behind it."""
    index = skip_modifiers(names, index)
    if index < len(names.tokens) and names.tokens[index].key in load_nationalities():
        index = skip_modifiers(names, index + 1)
    end = names.tokens[index - 1].end
    if holder.start <= end:  # the adjectives skipped stand behind the name already
        return False
    return any(letter.isalpha() for letter in names.analysis.doc.slice(end, holder.start))


def _find_holder(names: Names, index: int, depth: int) -> tuple[Mention | None, list[_Phrase]]:
    """Return the person named behind a title, with the titles that stand between."""
    index = skip_to_holder(names, index)
    mention = names.starting.get(index)
    if mention is not None:
        person = mention.type == "person" and mention.start == names.tokens[index].start
        return (mention if person else None), []
    if depth == 0 or index >= len(names.tokens):
        return None, []
    phrases = _read_phrases(names, index, depth - 1)
    if phrases and phrases[0].skip == 0 and phrases[0].holder is not None:
        return phrases[0].holder, phrases
    return None, []


def _finish(names: Names, phrases: list[_Phrase], before: list[Title]) -> list[Title]:
    """Return the titles of a row of phrases, their holder looked for before it if none follows.

    A title joined by و to the one before it (`before`) is its holder's too.
    """
    titles: list[Title] = []
    for phrase in phrases:
        holder = phrase.holder
        if holder is None and phrase.body is not None:
            holder = find_holder_before(names, phrase.first, phrase.proclitics)
            if holder is None and (_is_predicate(names, phrase) or _is_become(names, phrase)):
                holder = find_subject(names, phrase.first)
            if holder is None and phrase.proclitics == "و":
                holder = _find_shared_holder(names, phrase, [*before, *titles][-1:])
        elif holder is None and phrase.office.takes & {"nation", "cabinet"}:
            holder = find_holder_before(names, phrase.first, phrase.proclitics)
            phrase = _complete(names, phrase._replace(holder=holder), (phrase.office,))
        if holder is None and (phrase.office.kind != "office" or phrase.body is None):
            continue
        titles.append(_make_title(names, phrase, holder))
    return titles


def _find_shared_holder(names: Names, phrase: _Phrase, before: list[Title]) -> Mention | None:
    """Return the person named before a title to which و joins another.

    فلان، أمير الكتيبة، والقائد السابق للحركة: both are said of him.
    """
    if not before or before[0].person is None or phrase.office.kind != "office":
        return None
    title = before[0]
    holder = names.starting.get(names.analysis.token_at(title.start))
    if holder is None or holder.entity != title.person or holder.start >= title.title_start:
        return None
    end = names.analysis.token_at(title.end - 1) + 1
    return holder if skip_to_joined(names, end, phrase.first) == phrase.first else None


def _is_become(names: Names, phrase: _Phrase) -> bool:
    """Whether an office is what somebody became (أصبح المفتي العام للتنظيم)."""
    if not phrase.first or phrase.office.kind != "office":
        return False
    before = names.tokens[phrase.first - 1]
    return phrase.proclitics == "" and before.find_form(load_particles("become")) is not None


def _is_predicate(names: Names, phrase: _Phrase) -> bool:
    """Whether an office is said of somebody, in the accusative (عمل مصورا لقناة)."""
    text = names.tokens[phrase.first].text.rstrip("\u064b")
    named = phrase.body is not None and phrase.body.mention is not None
    if phrase.first and read_number(names.tokens, phrase.first - 1) is not None:
        return False  # قتل 12 عنصرا من التنظيم: counted, and nobody's office
    return named and text.endswith("ا") and phrase.office.kind == "office"


def _spell_title(names: Names, phrase: _Phrase, end: int) -> str:
    """Return the office as it is spelt without its proclitics (للرئيس: الرئيس)."""
    start = names.tokens[phrase.first].start
    if names.tokens[phrase.first].text[max(0, phrase.skip - 1) : phrase.skip + 1] == "لل":
        return "ا" + names.analysis.doc.slice(start + phrase.skip, end)
    return names.analysis.doc.slice(start + phrase.skip, end)


def _find_tie(names: Names, phrase: _Phrase) -> str:
    """Return the relation of holder to body.

    Who commands in a body (قائد في الجيش) or a part of it does not lead it; who sits for a
    party is its member;
    some offices lead in some states only (المستشارة الألمانية).
    """
    tie, body = phrase.office.tie, phrase.body
    if body is None:
        return "role"
    if f"leads_{body.country}" in phrase.office.takes or _is_head_of_state(names, phrase):
        return "leads"
    if tie == "leads" and (
        body.part or (body.preposition in ("في", "ب") and not _is_the(names, phrase))
    ):
        return "role"
    if body.entity is not None and f"seat_{body.preposition}" in phrase.office.takes:
        return "member_of" if names.entities[body.entity].type == "organization" else tie
    return tie


def _is_head_of_state(names: Names, phrase: _Phrase) -> bool:
    """Whether a counterpart is known to lead his country (نظيره الروسي فلان)."""
    if "counterpart" not in phrase.office.takes or phrase.holder is None or phrase.body is None:
        return False
    return find_nation(names, phrase.holder) == phrase.body.country


def _is_the(names: Names, phrase: _Phrase) -> bool:
    """Whether an office is the only one of its kind (القائد العسكري في الكتيبة)."""
    words = [names.tokens[index].key for index in range(phrase.first, phrase.title_last)]
    return len(words) > 1 and all(word.startswith("ال") for word in words) and "الكبير" not in words


def _make_title(names: Names, phrase: _Phrase, holder: Mention | None) -> Title:
    tokens = names.tokens
    title_start = tokens[phrase.first].start + phrase.skip
    title_end = tokens[phrase.title_last - 1].end
    start, end = title_start, max(title_end, tokens[phrase.last - 1].end)
    if phrase.body is not None and phrase.body.mention is not None:
        end = max(end, phrase.body.mention.end)
    if holder is not None:
        start, end = min(start, holder.start), max(end, holder.end)
    tie = _find_tie(names, phrase)
    return Title(
        start=start,
        end=end,
        title=_spell_title(names, phrase, title_end),
        title_start=title_start,
        title_end=title_end,
        command=phrase.office.tie == "leads",
        person=holder.entity if holder is not None else None,
        body=phrase.body.entity if phrase.body is not None else None,
        tie=tie if phrase.office.kind != "honorific" else "none",
        kind=phrase.office.kind,
    )
