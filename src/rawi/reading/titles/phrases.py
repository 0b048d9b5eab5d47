"""Reading the phrase of a title: office, modifiers, body, and the name of the holder around it."""

from typing import NamedTuple

from rawi.language.analysis import Analysis
from rawi.language.phrases import PhraseMatch
from rawi.model import Mention, Role
from rawi.reading.entities import Entities
from rawi.reading.titles.bodies import Body, Names, find_body
from rawi.reading.titles.offices import Office, load_modifiers, load_offices

_COMMAS = frozenset("،,-–(")
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
    title_last: int
    office: Office
    body: Body | None
    holder: Mention | None


def read_titles(analysis: Analysis, entities: Entities) -> list[Title]:
    """Return the titles of a text, in order; a rank before a name is one too.

    Not covered: plural titles (قادة), titles said of somebody with a verb (عُيّن قائدا).
    """
    names = Names(analysis, entities)
    titles: list[Title] = []
    index = 0
    while index < len(analysis.tokens):
        phrases = _read_phrases(names, index, _DEPTH)
        titles += _finish(names, phrases)
        index = max([index + 1, *(phrase.last for phrase in phrases[:-1])])
        index = max([index, *(phrase.title_last for phrase in phrases[-1:])])
    return titles


def give_roles(entities: Entities, titles: list[Title]) -> None:
    """Give each person the offices that the text says are theirs."""
    for title in titles:
        if title.person is not None and title.kind == "office":
            entities.add_role(title.person, Role(title.title, title.body))


def _read_phrases(names: Names, index: int, depth: int) -> list[_Phrase]:
    """Return the phrase at a token and those that follow it up to a name; empty if none."""
    match = _match_office(names, index)
    if match is None:
        return []
    last = _skip_modifiers(names, match.last)
    body = None
    office = match.entries[0]
    for office in match.entries:
        body = find_body(names, last, office) if office.kind == "office" else None
        if body is not None:
            break
    title_last = max(last, body.linked) if body is not None else last
    end = max(last, body.last) if body is not None else last
    following = _find_holder(names, end, depth)
    holder = following[0] if following else None
    if body is None:
        office = _choose(match.entries, holder)
        if office.kind == "office" and not _is_definite(names, match, office):
            holder = None
    own = _Phrase(index, end, match.skip, title_last, office, body, holder)
    return [own, *(following[1] if following else [])]


def _choose(entries: tuple[Office, ...], holder: Mention | None) -> Office:
    """Return the sense of a title without a body: rank or honorific before a name, else office."""
    wanted = ("rank", "honorific", "office") if holder else ("office", "rank", "honorific")
    return min(entries, key=lambda entry: wanted.index(entry.kind))


def _is_definite(names: Names, match: PhraseMatch[Office], office: Office) -> bool:
    """Whether an office may stand before a name without a body (not: رئيس محمد)."""
    head = names.tokens[match.first].text[match.skip :]
    return head.startswith(("ال", "لل")) or "state" in office.takes or match.proclitics[-1:] == "ل"


def _match_office(names: Names, index: int) -> PhraseMatch[Office] | None:
    """Return the longest office at a token that does not run into a name."""
    tokens, table = names.tokens, load_offices()
    if index >= len(tokens) or index in names.inside:
        return None
    if not any(table.starts(form.key) for form in tokens[index].forms):
        return None
    limit = min(index + 5, len(tokens))
    for last in range(index + 1, limit):
        if last in names.inside:
            limit = last
            break
    match = table.match(tokens[index:limit], 0)
    if match is None or not _is_spelt(match, tokens[index].text):
        return None
    return match._replace(first=index, last=index + match.last)


def _is_spelt(match: PhraseMatch[Office], text: str) -> bool:
    """Whether the hamza and madda of a word are written, where that tells it from another."""
    if not any("exact" in office.takes for office in match.entries):
        return True
    return text[match.skip :].startswith(("آ", "إ", "الآ", "الإ", "لآ", "لإ"))


def _skip_modifiers(names: Names, index: int) -> int:
    """Return the token after the adjectives that follow an office (الرسمي, السابق)."""
    modifiers = load_modifiers()
    while index < len(names.tokens) and index not in names.inside:
        if names.tokens[index].key not in modifiers:
            break
        index += 1
    return index


def _find_holder(names: Names, index: int, depth: int) -> tuple[Mention, list[_Phrase]] | None:
    """Return the person named behind a title, with the titles that stand between."""
    index = _skip_modifiers(names, index)
    if index < len(names.tokens) and names.tokens[index].text in _COMMAS:
        index += 1
    mention = names.starting.get(index)
    if mention is not None:
        person = mention.type == "person" and mention.start == names.tokens[index].start
        return (mention, []) if person else None
    if depth == 0:
        return None
    phrases = _read_phrases(names, index, depth - 1)
    if phrases and phrases[0].skip == 0 and phrases[0].holder is not None:
        return phrases[0].holder, phrases
    return None


def _finish(names: Names, phrases: list[_Phrase]) -> list[Title]:
    """Return the titles of a row of phrases, their holder looked for before it if none follows."""
    titles = []
    for phrase in phrases:
        holder = phrase.holder or _holder_before(names, phrase)
        if holder is None and (phrase.office.kind != "office" or phrase.body is None):
            continue
        titles.append(_make_title(names, phrase, holder))
    return titles


def _holder_before(names: Names, phrase: _Phrase) -> Mention | None:
    """Return the person whom a title follows (فلان، قائد الكتيبة)."""
    if phrase.skip or phrase.body is None:
        return None
    index = phrase.first - 1
    if index >= 0 and names.tokens[index].text in _COMMAS:
        index -= 1
    mention = names.ending.get(index)
    same = mention is not None and names.analysis.sentence_of(index) == names.analysis.sentence_of(
        phrase.first
    )
    return mention if same and mention is not None and mention.type == "person" else None


def _spell_title(names: Names, phrase: _Phrase, end: int) -> str:
    """Return the office as it is spelt without its proclitics (للرئيس: الرئيس)."""
    start = names.tokens[phrase.first].start
    if names.tokens[phrase.first].text[phrase.skip - 1 : phrase.skip + 1] == "لل":
        return "ا" + names.analysis.doc.slice(start + phrase.skip, end)
    return names.analysis.doc.slice(start + phrase.skip, end)


def _make_title(names: Names, phrase: _Phrase, holder: Mention | None) -> Title:
    tokens = names.tokens
    title_start = tokens[phrase.first].start + phrase.skip
    title_end = tokens[phrase.title_last - 1].end
    start, end = title_start, max(title_end, tokens[phrase.last - 1].end)
    if phrase.body is not None and phrase.body.mention is not None:
        end = max(end, phrase.body.mention.end)
    if holder is not None:
        start, end = min(start, holder.start), max(end, holder.end)
    return Title(
        start=start,
        end=end,
        title=_spell_title(names, phrase, title_end),
        title_start=title_start,
        title_end=title_end,
        command=phrase.office.tie == "leads",
        person=holder.entity if holder is not None else None,
        body=phrase.body.entity if phrase.body is not None else None,
        tie=phrase.office.tie,
        kind=phrase.office.kind,
    )
